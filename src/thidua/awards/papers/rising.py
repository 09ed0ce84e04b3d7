"""The letter with which dossiers rise, and a round's lists for the ministry's system."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.awards import queries
from thidua.awards.models import Dossier, Passage, Round
from thidua.awards.papers.decisions import counted, details_of
from thidua.awards.papers.dossiers import SUMMARY, award_counts, exceptions_noted, signer_of_unit
from thidua.awards.states import MinistryCode
from thidua.core import period
from thidua.documents.blocks import Annex, Paragraph, Table, from_data, to_data
from thidua.documents.issuers import header_of, place_of
from thidua.documents.layouts import AdministrativePaper
from thidua.documents.registry import paper
from thidua.documents.sheets import Listed, write_book
from thidua.documents.wording import quoted


def rise_title(rows: Sequence[Dossier], to: str) -> str:
    """The letter's abstract (trích yếu)."""
    return f"Về việc đề nghị {to} khen thưởng {counted(rows)}"[:400]


def rise_symbol(unit: Any) -> str:
    return f"TTr-{unit.short_name or unit.code}"[:40]


def rise_blocks(
    round: Round, rows: Sequence[Dossier], to: str, *, number: str, dated_on: date | None,  # noqa: A002 # the clerk's word
    minutes: str = "",
) -> dict[str, Any]:  # fmt: skip
    """The letter as it went up, with its list frozen: what moves on later does not change it."""
    unit = round.unit
    details = details_of(rows, on=period.today())
    body = (
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
            text="Hồ sơ kèm theo gồm danh sách, báo cáo thành tích và "
            f"{minutes[:1].lower() + minutes[1:] or 'biên bản họp xét của Hội đồng'}.",
        ),
        Paragraph(name="end", text="Kính đề nghị xem xét, quyết định./."),
    )
    listed = Table(
        name="summary", columns=SUMMARY,
        rows=tuple(
            (
                str(n), str(row.subject), details[row.pk], queries.name_of(row.award),
                row.achievement,
            ) for n, row in enumerate(rows, 1)
        ),
    )  # fmt: skip
    return {
        "body": to_data(body), "list": to_data((listed,)), "number": number.strip(),
        "on": dated_on.isoformat() if dated_on else None,
    }  # fmt: skip


@paper("awards.rise", label=gettext_lazy("Tờ trình hồ sơ lên cấp trên"))
def rise_letter(letter: Any) -> AdministrativePaper:
    """The proposal letter (form 01 of decree 152/2025) as it was sent, to be signed by hand."""
    facts, unit = letter.blocks, letter.issuer
    on = date.fromisoformat(facts["on"]) if facts["on"] else None
    parent, issuer = header_of(unit)
    return AdministrativePaper(
        parent=parent, issuer=issuer, kind="TỜ TRÌNH", subject=letter.title,
        number=facts["number"], symbol=letter.symbol, place=place_of(unit), on=on,
        blocks=from_data(facts["body"]), signer=signer_of_unit(unit),
        recipients=("Như trên;", "Lưu: VT, TĐKT."),
        annexes=(
            Annex(
                title="Danh sách tập thể, cá nhân được đề nghị khen thưởng", landscape=True,
                reference=f"Kèm theo Tờ trình {quoted(facts['number'], letter.symbol, on)}",
                blocks=from_data(facts["list"]),
            ),
        ),
    )  # fmt: skip


def ministry_lists(round: Round) -> bytes:  # noqa: A002 # the clerk's word for it
    """A round's dossiers, people and collectives apart, with the codes of the ministry's system."""
    rows = queries.of_round(round)
    codes = queries.ministry_codes(rows)
    people = [row for row in rows if row.person_id is not None]
    units = [row for row in rows if row.person_id is None]
    title = f"{round.name} ({round.unit})"
    return write_book(
        [
            Listed(_("Cá nhân"), _header(_("Họ và tên")), _lines(people, codes), title),
            Listed(_("Tập thể"), _header(_("Tên tập thể")), _lines(units, codes), title),
            Listed(_("Mã trạng thái"), [_("Mã"), _("Trạng thái")], MinistryCode.choices),
        ]
    )


def _header(name: str) -> list[str]:
    return [
        name, _("Mã"), _("Chức vụ, đơn vị"), _("Danh hiệu, hình thức"), _("Mã danh hiệu"),
        _("Năm thành tích"), _("Loại hình khen thưởng"), _("Thành tích"), _("Tờ trình"),
        _("Ngày trình"), _("Số quyết định"), _("Ngày quyết định"), _("Cơ quan quyết định"),
        _("Mã trạng thái"), _("Trạng thái"),
    ]  # fmt: skip


def _lines(
    rows: Sequence[Dossier], codes: Mapping[int, MinistryCode | None]
) -> Iterator[list[object]]:
    details = details_of(rows, on=period.today())
    honours = queries.honours_from(rows)
    letters = _letters(rows)
    for row in rows:
        honour, sent, code = honours.get(row.pk), letters.get(row.pk), codes[row.pk]
        yield [
            str(row.subject), row.subject.code, details[row.pk], queries.name_of(row.award),
            row.award, row.round.year, row.round.get_way_display(), row.achievement,
            _reference(sent), sent.sent_on if sent else None,
            honour.decision_reference if honour else "", honour.decided_on if honour else None,
            honour.decided_by if honour else "", code.value if code else "",
            str(code.label) if code else row.get_state_display(),
        ]  # fmt: skip


def _letters(rows: Sequence[Dossier]) -> dict[int, Passage]:
    """The last letter by which each went up."""
    return {step.dossier_id: step for step in queries.steps_of(rows)}


def _reference(step: Passage | None) -> str:
    if step is None or step.paper is None:
        return ""
    number = step.paper.blocks.get("number", "")
    return f"{number}/{step.paper.symbol}" if number else step.paper.symbol
