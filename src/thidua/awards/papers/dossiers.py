"""The papers of a round: summary list, proposal letter."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy

from thidua.awards import queries
from thidua.awards.models import Dossier, Round
from thidua.awards.papers.decisions import counted, details_of
from thidua.awards.papers.reporting import OUT
from thidua.core import period
from thidua.core.period import HANOI
from thidua.documents.blocks import (
    Annex,
    Column,
    Paragraph,
    Signer,
    Table,
)
from thidua.documents.issuers import body_of, header_of, office_of, place_of
from thidua.documents.layouts import AdministrativePaper
from thidua.documents.registry import paper
from thidua.documents.wording import quoted

SUMMARY = (
    Column(title="TT", width=0.35, align="center"), Column(title="Họ và tên, tập thể", width=1.7),
    Column(title="Chức vụ, đơn vị", width=1.9),
    Column(title="Đề nghị", width=1.5), Column(title="Tóm tắt thành tích", width=4),
)  # fmt: skip
COUNTS = (
    Column(title="TT", width=0.4, align="center"), Column(title="Danh hiệu, hình thức", width=3.4),
    Column(title="Tập thể", width=0.9, align="center"),
    Column(title="Cá nhân", width=0.9, align="center"),
)  # fmt: skip


def signer_of_unit(unit: Any) -> Signer:
    body = body_of(unit)
    lines = (f"TM. {body}" if body else "", office_of(unit))
    return Signer(lines=tuple(line.upper() for line in lines if line))


def _proposed(round: Round) -> list[Dossier]:  # noqa: A002 # the clerk's word for it
    rows = (
        round.dossiers.filter(reserve=None)
        .exclude(state__in=OUT)
        .select_related("person", "unit", "home_unit")
    )
    return sorted(rows, key=lambda d: (d.award, d.person_id is not None, d.subject.sort_key, d.pk))


def _summary(round: Round) -> Table:  # noqa: A002 # the clerk's word for it
    rows = _proposed(round)
    details = details_of(rows, on=period.today())
    return Table(
        name="summary", columns=SUMMARY,
        rows=tuple(
            (
                str(n), str(row.subject), details[row.pk], queries.name_of(row.award),
                row.achievement,
            )
            for n, row in enumerate(rows, 1)
        ),
    )  # fmt: skip


@paper("awards.summary", label=gettext_lazy("Danh sách trích ngang"))
def summary(round: Round) -> AdministrativePaper:  # noqa: A002 # the clerk's word for it
    """Who is proposed for what, with a short account; on a page across."""
    parent, issuer = header_of(round.unit)
    return AdministrativePaper(
        parent=parent, issuer=issuer, kind="DANH SÁCH TRÍCH NGANG",
        subject=f"Tập thể, cá nhân được đề nghị khen thưởng: {round.name}",
        place=place_of(round.unit),
        blocks=(
            Paragraph(
                name="opening",
                text=f"Danh sách gồm {counted(_proposed(round)) or 'chưa có ai'} được đề nghị, chi "
                "tiết tại Phụ lục kèm theo.",
            ),
            *exceptions_noted(round),
        ),
        signer=signer_of_unit(round.unit),
        recipients=("Hội đồng Thi đua - Khen thưởng;", "Lưu: TĐKT."),
        annexes=(Annex(title="Danh sách trích ngang", landscape=True, blocks=(_summary(round),)),),
    )  # fmt: skip


@paper("awards.proposal", label=gettext_lazy("Tờ trình đề nghị khen thưởng"))
def proposal(round: Round) -> AdministrativePaper:  # noqa: A002 # the clerk's word for it
    """The proposal letter (form 01 of decree 152/2025) with its list."""
    unit, rows = round.unit, _proposed(round)
    parent, issuer = header_of(unit)
    to = parent or "Hội đồng Thi đua - Khen thưởng"
    symbol = f"TTr-{unit.short_name or unit.code}"
    return AdministrativePaper(
        parent=parent, issuer=issuer, kind="TỜ TRÌNH", symbol=symbol,
        subject=f"Về việc đề nghị khen thưởng: {round.name}", place=place_of(unit),
        blocks=(
            Paragraph(name="to", lead="Kính gửi:", text=f"{to}."),
            Paragraph(
                name="opening",
                text="Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022 và các quy định "
                f"hiện hành, {unit} đề nghị xét, khen thưởng {counted(rows)} sau đây:",
                keep=True,
            ),
            award_counts(rows),
            *exceptions_noted(round),
            Paragraph(
                name="papers",
                text="Hồ sơ kèm theo gồm danh sách trích ngang, báo cáo thành tích và biên bản "
                "họp xét của Hội đồng.",
            ),
            Paragraph(name="end", text="Kính đề nghị xem xét, quyết định./."),
        ),
        signer=signer_of_unit(unit), recipients=("Như trên;", "Lưu: VT, TĐKT."),
        annexes=(
            Annex(
                title="Danh sách tập thể, cá nhân được đề nghị khen thưởng", landscape=True,
                reference=f"Kèm theo Tờ trình {quoted('', symbol, None)}",
                blocks=(_summary(round),),
            ),
        ),
    )  # fmt: skip


def exceptions_noted(round: Round) -> tuple[Paragraph, ...]:  # noqa: A002 # the clerk's word for it
    """Each cap that the round was let go past, with who decided and why."""
    return tuple(
        Paragraph(
            name=f"exception_{each.pk}", lead="Vượt tỷ lệ:",
            text=f"{queries.name_of(each.award)} ({each.quota}), do {each.decided_by.full_name} "
            f"quyết định ngày {each.decided_at.astimezone(HANOI):%d/%m/%Y}: {each.reason}",
        ) for each in queries.exceptions_of(round)
    )  # fmt: skip


def award_counts(rows: Sequence[Dossier]) -> Table:
    awards = list(dict.fromkeys(row.award for row in rows))

    def count(award: str, *, people: bool) -> str:
        return str(sum(r.award == award and (r.person_id is not None) is people for r in rows))

    return Table(
        name="counts", columns=COUNTS,
        rows=tuple(
            (str(n), queries.name_of(a), count(a, people=False), count(a, people=True))
            for n, a in enumerate(awards, 1)
        ),
    )  # fmt: skip
