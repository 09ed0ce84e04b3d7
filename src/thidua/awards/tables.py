"""How states look wherever they are listed, and the table of who may be proposed for what."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from thidua.awards import queries
from thidua.awards.states import DossierState, RoundState
from thidua.core import period
from thidua.documents.states import PaperState
from thidua.legal import Subject
from thidua.ui.components import VERDICTS, Tone

TONES: dict[str, Tone] = {
    RoundState.OPEN: "work",
    RoundState.IN_COUNCIL: "work",
    RoundState.DECIDED: "honour",
    RoundState.CLOSED: "draft",
    DossierState.DRAFT: "draft",
    DossierState.SUBMITTED: "work",
    DossierState.RETURNED: "hold",
    DossierState.RECOMMENDED: "pass",
    DossierState.NOT_RECOMMENDED: "fail",
    DossierState.RISEN: "work",
    DossierState.AWARDED: "honour",
    DossierState.REFUSED: "fail",
    DossierState.WITHDRAWN: "draft",
}
PAPER_TONES: dict[str, Tone] = {
    PaperState.DRAFT: "draft",
    PaperState.FOR_SIGNATURE: "work",
    PaperState.SIGNED: "work",
    PaperState.NUMBERED: "work",
    PaperState.ISSUED: "honour",
    PaperState.REVOKED: "fail",
}


def tone(row: Any) -> Tone:
    """The tone of a round's or dossier's state."""
    return TONES.get(row.state, "work")


def printed_of(row: Any) -> str | None:
    """Level and way as the decision has them; nothing where nobody knows."""
    told = [row.get_level_display(), row.get_way_display()]
    return ", ".join(each for each in map(str, told) if each) or None


def eligibility(
    people: Any, awards: Sequence[str], *, unit: Any, year: int,
    told: Callable[[int], None] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Head and rows of people × awards, made as they are asked for; `told` hears how many are."""
    names = [queries.name_of(award) for award in awards]
    is_one = len(names) == 1
    words = {verdict: str(label) for verdict, label in VERDICTS.items()}

    def rows() -> Iterator[list[object]]:
        waiting = people.iterator(chunk_size=queries.BATCH)
        judged = queries.cells(waiting, awards, unit=unit, year=year, on=period.today())
        for number, (person, found) in enumerate(judged, 1):
            cells = [found[award] for award in awards]
            why = [" ".join(cell.why) for cell in cells] if is_one else []
            yield [person.full_name, person.code, *(words[cell.verdict] for cell in cells), *why]
            if told and number % queries.BATCH == 0:
                told(number)

    header = [_("Họ và tên"), _("Mã nhân viên"), *names, *([_("Còn vướng")] if is_one else [])]
    return {"header": header, "rows": rows()}


def eligibility_of_units(
    parts: Sequence[tuple[Any, Any]], *, year: int, told: Callable[[int], None]
) -> dict[str, Any]:
    """Units with their people in one table, each judged by the rules that hold for its unit."""
    asked = [
        queries.open_to(Subject.INDIVIDUAL, on=period.today(), unit=unit) for unit, _people in parts
    ]
    if len(parts) == 1:
        ((unit, people),) = parts
        return eligibility(people, asked[0], unit=unit, year=year, told=told)
    awards = list(dict.fromkeys(code for codes in asked for code in codes))

    def rows() -> Iterator[list[object]]:
        done = 0
        for (unit, people), codes in zip(parts, asked, strict=True):
            table = eligibility(people, codes, unit=unit, year=year)
            for name, code, *words in table["rows"]:
                cells = dict(zip(codes, words, strict=False))
                yield [str(unit), name, code, *(cells.get(award, "") for award in awards)]
                done += 1
            told(done)

    names = [queries.name_of(award) for award in awards]
    return {"header": [_("Đơn vị"), _("Họ và tên"), _("Mã nhân viên"), *names], "rows": rows()}
