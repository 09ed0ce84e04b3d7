"""The achievement report (báo cáo thành tích) by the sections of its form."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy

from thidua.awards import queries
from thidua.awards.models import Dossier
from thidua.awards.papers.decisions import given
from thidua.awards.queries.reporting import Part
from thidua.awards.states import DossierState
from thidua.documents.blocks import (
    Block,
    Column,
    Heading,
    Paragraph,
    SignatureRow,
    Signer,
    Table,
)
from thidua.documents.issuers import header_of, place_of
from thidua.documents.layouts import AdministrativePaper
from thidua.documents.registry import paper

ROMAN = ("I", "II", "III", "IV")
HONOURS = (
    Column(title="Năm", width=0.6, align="center"), Column(title="Danh hiệu, hình thức", width=2.2),
    Column(title="Số, ngày quyết định", width=1.8), Column(title="Cơ quan ban hành", width=2),
)  # fmt: skip
RATINGS = (
    Column(title="Năm", width=0.6, align="center"), Column(title="Mức xếp loại", width=2.4),
    Column(title="Theo văn bản", width=2.4),
)  # fmt: skip
OUT = {DossierState.WITHDRAWN, DossierState.RETURNED, DossierState.DRAFT}
NONE_KEPT = "chưa có dữ liệu."


@paper("awards.report", label=gettext_lazy("Báo cáo thành tích"))
def report(dossier: Dossier) -> AdministrativePaper:
    """The report by the sections of its form; what nobody wrote is left for the pen."""
    written = queries.report_of(dossier)
    unit = dossier.home_unit
    parent, issuer = header_of(unit)
    return AdministrativePaper(
        parent=parent or dossier.round.unit.name.upper(), issuer=issuer,
        kind="BÁO CÁO THÀNH TÍCH",
        subject=f"Đề nghị tặng {given(dossier.award)} (Mẫu số {written.form.number})",
        place=place_of(unit),
        blocks=(
            *_body(written),
            SignatureRow(
                name="signatures",
                signers=(
                    Signer(lines=("XÁC NHẬN CỦA", "CẤP TRÌNH KHEN THƯỞNG")),
                    Signer(
                        lines=("NGƯỜI BÁO CÁO",) if dossier.person else ("THỦ TRƯỞNG ĐƠN VỊ",),
                        name=str(dossier.person) if dossier.person else "",
                    ),
                ),
            ),
        ),
        draft=dossier.state in OUT,
    )  # fmt: skip


def _body(written: queries.Written) -> Iterable[Block]:
    for number, (section, parts) in zip(ROMAN, written.sections, strict=False):
        yield Heading(name=f"section_{section.key}", text=f"{number}. {section.title}")
        for place, part in enumerate(parts, 1):
            yield from _item(place, part)


def _item(place: int, part: Part) -> Iterable[Block]:
    lead = f"{place}. {part.item.title}:"
    if not part.item.is_table:
        yield Paragraph(name=part.item.key, lead=lead, text=part.text or "…")
    elif not part.rows:
        yield Paragraph(name=part.item.key, lead=lead, text=NONE_KEPT)
    else:
        yield Paragraph(name=part.item.key, lead=lead, text="", keep=True)
        columns = RATINGS if part.item.facts == "ratings" else HONOURS
        yield Table(name=f"{part.item.key}_table", columns=columns, rows=tuple(part.rows))
