"""The archive of a year: files, an index for people and for machines, and their hashes."""

import csv
import hashlib
import io
import re
import zipfile
from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext as _

from thidua.core.text import fold
from thidua.documents import queries, registry
from thidua.documents.models import Paper
from thidua.documents.sheets import write_list
from thidua.documents.tables import kind_label

HEADER = (
    "STT", "Số, ký hiệu", "Ngày ban hành", "Trích yếu", "Loại", "Đơn vị ban hành", "Người ký",
    "Chức vụ", "Trạng thái", "Bảo quản", "Tệp", "SHA-256", "Ghi chú",
)  # fmt: skip


def pack(papers: Iterable[Paper], *, told: Callable[[int], None]) -> bytes:
    """All papers in one zip; one whose file is lost or changed is listed as such, not left out."""
    out = io.BytesIO()
    rows: list[list[Any]] = []
    sums: list[str] = []
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:

        def put(name: str, content: bytes) -> str:
            package.writestr(name, content)
            digest = hashlib.sha256(content).hexdigest()
            sums.append(f"{digest}  {name}")
            return digest

        for count, paper in enumerate(papers, start=1):
            content, remark = _content(paper)
            name = _name(paper) if content is not None else ""
            digest = put(name, content) if content is not None else ""
            rows.append([count, *_facts(paper), name, digest, remark])
            told(count)
        put("muc-luc.xlsx", write_list(HEADER, rows, title=_("Mục lục văn bản lưu trữ")))
        put("muc-luc.csv", _csv(rows))
        package.writestr("SHA256SUMS", "\n".join(sums) + "\n")
    return out.getvalue()


def _content(paper: Paper) -> tuple[bytes | None, str]:
    kept = paper.file or paper.scan
    if kept is not None:
        content = queries.content_of(kept)
        return content, "" if content is not None else _("tệp đã mất hoặc bị thay đổi trong kho")
    if paper.kind not in registry.PAPERS or paper.dated_on is None:
        return None, _("không có tệp")
    page = registry.build(paper.kind, paper)
    made = registry.render(paper.kind, page, file_format="pdf", on=paper.dated_on)
    return made, _("dựng lại từ sổ khi xuất")


def _facts(paper: Paper) -> list[Any]:
    return [
        paper.reference, paper.dated_on, paper.title, kind_label(paper), str(paper.issuer),
        paper.signer_name, paper.signer_position, paper.get_state_display(),
        paper.get_retention_display(),
    ]  # fmt: skip


def _name(paper: Paper) -> str:
    """Safe on every system, and never the same twice."""
    plain = re.sub(r"[^a-z0-9]+", "-", fold(paper.reference)).strip("-")
    kept = paper.file or paper.scan
    suffix = kept.name.rsplit(".", 1)[-1] if kept is not None else "pdf"
    return f"van-ban/{plain}-{paper.pk}.{suffix}"


def _csv(rows: list[list[Any]]) -> bytes:
    """With the mark by which Excel knows UTF-8; a cell cannot begin a formula."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADER)
    for row in rows:
        writer.writerow([_plain(cell) for cell in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _plain(cell: Any) -> str:
    text = "" if cell is None else str(cell)
    return f"'{text}" if text[:1] in {"=", "+", "-", "@"} else text
