"""The inspector's pack: plan and draws, reports, checklists and findings as sheets, and files."""

import hashlib
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from thidua.core.text import fold
from thidua.documents import queries as documents
from thidua.documents.registry import build, render
from thidua.documents.sheets import Listed, write_book
from thidua.indicators.queries import evidence_of as evidence_of_report
from thidua.oversight import papers, queries, rules
from thidua.oversight.models import Finding, Plan, Visit
from thidua.oversight.showing import HOW, figures_of, parts_of


def pack(plan: Plan, *, told: Callable[[int, int], None]) -> bytes:
    """Everything in one zip with the hashes of its files."""
    visits = list(plan.visits.select_related("unit", "plan__unit", "plan__set", "draw"))
    visits.sort(key=lambda visit: visit.unit.sort_key)
    out, sums = io.BytesIO(), []
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:

        def put(name: str, content: bytes) -> None:
            package.writestr(name, content)
            sums.append(f"{hashlib.sha256(content).hexdigest()}  {name}")

        put("ho-so-kiem-tra.xlsx", write_book(_sheets(plan, visits)))
        for done, visit in enumerate(visits, 1):
            for name, content in _files(visit):
                put(f"don-vi/{_plain(visit.unit.code)}/{name}", content)
            told(done, len(visits))
        put("cach-rut-mau.txt", "\n".join(str(line) for line in HOW).encode())
        package.writestr("SHA256SUMS", "\n".join(sums) + "\n")
    return out.getvalue()


def _sheets(plan: Plan, visits: list[Visit]) -> Iterator[Listed]:
    yield Listed(_("Kế hoạch"), [_("Mục"), _("Nội dung")], _facts(plan), plan.title)
    for number, draw in enumerate(plan.draws.all(), 1):
        places = {code: place for place, code in enumerate(draw.drawn, 1)}
        yield Listed(
            _("Rút mẫu %(number)s") % {"number": number},
            [_("Mã"), _("Tên"), _("Nhóm"), "SHA-256", _("Thứ tự trong mẫu")],
            [
                [line[0], line[1], line[2], rules.ticket(draw.seed, line[0]) if draw.seed else "",
                 places.get(line[0])]
                for line in draw.listed
            ],
            _("Mã rút mẫu: %(seed)s; SHA-256 của danh sách: %(digest)s")
            % {"seed": draw.seed or "–", "digest": draw.digest},
        )  # fmt: skip
    yield Listed(
        _("Số liệu báo cáo"),
        [_("Đơn vị"), _("Kỳ"), _("Chỉ tiêu"), _("Số liệu"), _("Tử số"), _("Mẫu số"),
         _("Diễn giải"), _("Lần đính chính"), _("Trạng thái báo cáo")],
        _reported(visits),
    )  # fmt: skip
    yield Listed(
        _("Câu hỏi kiểm tra"),
        [_("Đơn vị"), _("Về"), _("Câu hỏi"), _("Kết quả"), _("Ghi chú")], _answered(plan, visits),
    )  # fmt: skip
    yield Listed(
        _("Tồn tại"),
        [_("Đơn vị được kiểm tra"), _("Số"), _("Kết quả kiểm tra"), _("Số liệu"),
         _("Yêu cầu khắc phục"), _("Đơn vị khắc phục"), _("Hạn"), _("Trạng thái"),
         _("Kết quả khắc phục"), _("Xử lý số liệu")],
        _found(visits),
    )  # fmt: skip


def _facts(plan: Plan) -> list[list[Any]]:
    team = [
        f"{member.person}{' (' + _('trưởng đoàn') + ')' if member.is_lead else ''}"
        for member in queries.members_of(plan)
    ]
    return [
        [_("Đơn vị kiểm tra"), str(plan.unit)], [_("Bộ chỉ tiêu"), plan.set.title],
        [_("Năm"), str(plan.year)], [_("Căn cứ"), plan.bases], [_("Mục đích, nội dung"), plan.aim],
        [_("Báo cáo của các kỳ từ ngày"), plan.about_from], [_("Đến hết ngày"), plan.about_to],
        [_("Kiểm tra từ ngày"), plan.starts_on], [_("Đến hết ngày"), plan.ends_on],
        [_("Đoàn kiểm tra"), "; ".join(team)], [_("Duyệt lúc"), plan.approved_at],
        [_("Trạng thái"), plan.get_state_display()],
    ]  # fmt: skip


def _reported(visits: list[Visit]) -> Iterator[list[Any]]:
    for visit in visits:
        for each in figures_of(visit):
            entry = each.entry
            yield [
                str(visit.unit), each.span, each.name, each.value, entry.numerator,
                entry.denominator, entry.note, entry.version - 1,
                each.report.get_state_display(),
            ]  # fmt: skip


def _answered(plan: Plan, visits: list[Visit]) -> Iterator[list[Any]]:
    parts = parts_of(plan)
    for visit in visits:
        answers = queries.answers_of(visit)
        for name, questions in parts:
            for question in questions:
                answer = answers.get(question.pk)
                said = [answer.get_verdict_display(), answer.note] if answer else ["", ""]
                yield [str(visit.unit), name, question.text, *said]


def _found(visits: list[Visit]) -> Iterator[list[Any]]:
    for visit in visits:
        for each in _findings(visit):
            yield [
                str(visit.unit), each.number, each.found, papers.figure_line(each), each.remedy,
                str(each.unit), each.due_on, each.get_state_display(), each.remedied,
                each.get_settled_display() if each.is_figure else "",
            ]  # fmt: skip


def _findings(visit: Visit) -> list[Finding]:
    return list(visit.findings.select_related("unit", "indicator", "report"))


def _files(visit: Visit) -> Iterator[tuple[str, bytes]]:
    """The minutes, and every piece of evidence: of reports, of the visit, of remedies."""
    page = build(papers.KIND, visit)
    day = visit.held_on or visit.plan.starts_on
    yield "bien-ban.pdf", render(papers.KIND, page, file_format="pdf", on=day)
    parts = [("bao-cao", report) for report in queries.reports_under(visit.plan, visit.unit)]
    found = [
        *((part, file) for part, report in parts for file in evidence_of_report(report)),
        *(("kiem-tra", file) for file in queries.evidence_of(visit)),
        *(
            ("khac-phuc", file)
            for finding in _findings(visit) for file in documents.files_of(finding)
        ),
    ]  # fmt: skip
    for part, file in found:
        content = documents.content_of(file)
        if content is not None:
            stem, dot, suffix = file.name.rpartition(".")
            yield f"{part}/{file.pk}-{_plain(stem or suffix)}{dot}{suffix if stem else ''}", content


def _plain(text: str) -> str:
    """Safe on every system."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-") or "tep"
