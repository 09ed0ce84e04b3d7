"""The papers of a dossier and of a round: report, summary list, proposal letter."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext_lazy

from thidua.awards import queries
from thidua.awards.models import Dossier, Honour, Round
from thidua.awards.papers.decisions import counted, details_of
from thidua.awards.reports import form_for
from thidua.awards.states import DossierState
from thidua.core import period
from thidua.documents.blocks import (
    Annex,
    Block,
    Column,
    Heading,
    Paragraph,
    SignatureRow,
    Signer,
    Table,
)
from thidua.documents.issuers import body_of, header_of, office_of, place_of
from thidua.documents.layouts import AdministrativePaper
from thidua.documents.registry import paper
from thidua.documents.wording import BLANK, long_day
from thidua.legal.packs import packs
from thidua.legal.terms import Kind

ROMAN = ("I", "II", "III", "IV")
HONOURS = (
    Column(title="Năm", width=0.6, align="center"), Column(title="Danh hiệu, hình thức", width=2.2),
    Column(title="Số, ngày quyết định", width=1.8), Column(title="Cơ quan ban hành", width=2),
)  # fmt: skip
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
OUT = {DossierState.WITHDRAWN, DossierState.RETURNED, DossierState.DRAFT}


def _signer(unit: Any) -> Signer:
    body = body_of(unit)
    lines = (f"TM. {body}" if body else "", office_of(unit))
    return Signer(lines=tuple(line.upper() for line in lines if line))


@paper("awards.report", label=gettext_lazy("Báo cáo thành tích"))
def report(dossier: Dossier) -> AdministrativePaper:
    """The report by the sections of its form; what is not kept here is left for the pen."""
    on = period.today()
    form = form_for(
        dossier.award, is_person=dossier.person_id is not None,
        is_thematic=dossier.round.movement_id is not None,
    )  # fmt: skip
    detail = details_of([dossier], on=on)[dossier.pk]
    unit = dossier.home_unit
    parent, issuer = header_of(unit)
    return AdministrativePaper(
        parent=parent or dossier.round.unit.name.upper(), issuer=issuer,
        kind="BÁO CÁO THÀNH TÍCH",
        subject=f"Đề nghị {_given(dossier.award)} (Mẫu số {form.number})",
        place=place_of(unit),
        blocks=(
            *_sections(dossier, form, detail),
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


def _given(award: str) -> str:
    name = queries.name_of(award)
    is_title = award in packs() and packs()[award].kind is Kind.TITLE
    return f"tặng danh hiệu {name}" if is_title else f"tặng {name}"


def _sections(dossier: Dossier, form: Any, detail: str) -> Iterable[Block]:
    for number, section in zip(ROMAN, form.sections, strict=False):
        yield Heading(name=section.key, text=f"{number}. {section.title}")
        if section.key == "profile":
            yield from _profile(dossier, detail)
        elif section.key == "achievement":
            yield Paragraph(name="text", text=dossier.achievement or f"{section.hint}: …")
        else:
            yield from _honours(dossier)


def _profile(dossier: Dossier, detail: str) -> Iterable[Block]:
    yield Paragraph(
        name="name", lead="Họ và tên:" if dossier.person else "Tên tập thể:",
        text=f"{dossier.subject}.",
    )  # fmt: skip
    if detail:
        yield Paragraph(name="office", lead="Chức vụ, đơn vị công tác:", text=f"{detail}.")
    yield Paragraph(name="year", lead="Năm thành tích:", text=f"{dossier.round.year}.")


def _honours(dossier: Dossier) -> Iterable[Block]:
    """Titles and forms each in a table of its own."""
    held = queries.honours_of_subject(dossier)
    known = packs()
    parts: dict[str, list[Honour]] = {"1. Danh hiệu thi đua": [], "2. Hình thức khen thưởng": []}
    titles, others = parts.values()
    for honour in held:
        is_title = honour.award in known and known[honour.award].kind is Kind.TITLE
        (titles if is_title else others).append(honour)
    for place, (title, rows) in enumerate(parts.items(), 1):
        if not rows:
            yield Paragraph(
                name=f"held_{place}", lead=f"{title}:", text="chưa có trong sổ khen thưởng."
            )
            continue
        yield Paragraph(name=f"held_{place}", lead=f"{title}:", text="", keep=True)
        yield Table(
            name=f"held_table_{place}", columns=HONOURS,
            rows=tuple(
                (
                    str(row.year), queries.name_of(row.award),
                    f"{row.decision_reference}, {row.decided_on:%d/%m/%Y}", row.decided_by,
                )
                for row in rows
            ),
        )  # fmt: skip


def _proposed(round: Round) -> list[Dossier]:  # noqa: A002 # the clerk's word for it
    rows = round.dossiers.exclude(state__in=OUT).select_related("person", "unit", "home_unit")
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
        ),
        signer=_signer(round.unit), recipients=("Hội đồng Thi đua - Khen thưởng;", "Lưu: TĐKT."),
        annexes=(Annex(title="Danh sách trích ngang", landscape=True, blocks=(_summary(round),)),),
    )  # fmt: skip


@paper("awards.proposal", label=gettext_lazy("Tờ trình đề nghị khen thưởng"))
def proposal(round: Round) -> AdministrativePaper:  # noqa: A002 # the clerk's word for it
    """The proposal letter (form 01 of decree 152/2025) with its list."""
    unit, rows = round.unit, _proposed(round)
    parent, issuer = header_of(unit)
    to = parent or "Hội đồng Thi đua - Khen thưởng"
    return AdministrativePaper(
        parent=parent, issuer=issuer, kind="TỜ TRÌNH", symbol=f"TTr-{unit.short_name or unit.code}",
        subject=f"Về việc đề nghị khen thưởng: {round.name}", place=place_of(unit),
        blocks=(
            Paragraph(name="to", lead="Kính gửi:", text=f"{to}."),
            Paragraph(
                name="opening",
                text="Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022 và các quy định "
                f"hiện hành, {unit} đề nghị xét, khen thưởng {counted(rows)} sau đây:",
                keep=True,
            ),
            _counts(rows),
            Paragraph(
                name="papers",
                text="Hồ sơ kèm theo gồm danh sách trích ngang, báo cáo thành tích và biên bản "
                "họp xét của Hội đồng.",
            ),
            Paragraph(name="end", text="Kính đề nghị xem xét, quyết định./."),
        ),
        signer=_signer(unit), recipients=("Như trên;", "Lưu: VT, TĐKT."),
        annexes=(
            Annex(
                title="Danh sách tập thể, cá nhân được đề nghị khen thưởng", landscape=True,
                reference=f"Kèm theo Tờ trình số{BLANK * 12}{long_day(None)}",
                blocks=(_summary(round),),
            ),
        ),
    )  # fmt: skip


def _counts(rows: Sequence[Dossier]) -> Table:
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
