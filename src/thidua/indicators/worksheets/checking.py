"""A form that came back, held against what is asked and known: what it says for each unit."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from thidua.core.permit import Refused
from thidua.indicators.actions.reporting import (
    Given,
    columns,
    completed,
    insist_on_sense,
    insist_on_taking,
)
from thidua.indicators.models import Definition, Entry, Report
from thidua.indicators.queries import Computed
from thidua.indicators.reported import question_of, uneven_told
from thidua.indicators.states import PortionState, Shape
from thidua.indicators.worksheets import layout
from thidua.indicators.worksheets.layout import Form
from thidua.indicators.worksheets.reading import Book, Typed, Unclear, said_in

Progress = Callable[[int, int], None]
Told = tuple[str, str, str]  # sheet, address of the cell, sentence


@dataclass
class Found:
    """What a form says for one unit, and what is wrong or strange in it."""

    title: str
    unit: Any
    first: Typed
    given: dict[int, Given] = field(default_factory=dict)
    at: dict[int, Typed] = field(default_factory=dict)
    problems: list[Told] = field(default_factory=list)
    questions: list[Told] = field(default_factory=list)
    state: PortionState = PortionState.READY
    is_whole: bool = False
    changed: dict[int, Given] = field(default_factory=dict)
    is_typed: bool = False  # anything at all, beside what the product counts

    def complain(self, line: Typed, column: int, why: str) -> None:
        self.problems.append((line.sheet, line.at(column), why))


def check(book: Book, form: Form, progress: Progress | None = None) -> list[Found]:
    """Every unit of the file; nothing is written, and one unit's faults are no other's."""
    by_code = dict(book.stamp.meanings)
    meanings = {
        pk: {row.indicator_id: meaning for row, meaning in those}
        for pk, those in form.asked.items()
    }
    found: dict[str, Found] = {}
    for line in book.lines():
        each = found.get(line.unit)
        if each is None:
            unit = form.units.get(line.unit)
            title = str(unit or line.name or line.unit or _("Dòng không có mã đơn vị"))
            each = found[line.unit] = Found(title, unit, line)
        if each.unit is not None:
            pk = each.unit.pk
            _look(
                line, each, by_code.get(line.code), meanings.get(pk, {}), form.computed.get(pk, {})
            )
    for done, each in enumerate(found.values(), 1):
        _settle(each, form, meanings)
        if progress is not None and done % 500 == 0:
            progress(done, len(found))
    return list(found.values())


def _look(
    line: Typed, found: Found, kept: tuple[int, str] | None, asked: Mapping[int, Definition],
    counted: Mapping[int, Computed],
) -> None:  # fmt: skip
    meaning = asked.get(kept[0]) if kept else None
    if meaning is None:
        if any(cell not in (None, "") for cell in line.cells):
            found.complain(
                line, layout.CODE,
                _("Chỉ tiêu mã «%(code)s» không được giao cho %(unit)s: xóa số liệu của dòng này.")
                % {"code": line.code, "unit": found.unit},
            )  # fmt: skip
        return
    key = meaning.indicator_id
    if (earlier := found.at.get(key)) is not None:
        found.complain(
            line, layout.CODE,
            _("«%(name)s» đã ghi ở ô %(cell)s, trang «%(sheet)s»: chỉ giữ một dòng.")
            % {"name": meaning.name, "cell": earlier.at(layout.CODE), "sheet": earlier.sheet},
        )  # fmt: skip
        return
    found.at[key] = line
    computed = counted.get(key)
    try:
        said = _said(line, meaning, computed)
    except Unclear as unclear:
        told = _("«%(name)s»: %(problem)s.") % {"name": meaning.name, "problem": unclear}
        found.complain(line, unclear.column, told)
        return
    if said is None:
        return
    found.given[key] = said
    found.is_typed |= computed is None or not computed.is_whole
    try:
        insist_on_sense(meaning, said)
    except Refused as refused:
        found.complain(line, _column(meaning, said), str(refused))


def _said(line: Typed, meaning: Definition, computed: Computed | None) -> Given | None:
    """What is typed, and what the product counts in its place whatever the cell holds."""
    if computed is None:
        return said_in(line, meaning)
    figure, of, absent, words = line.cells
    if computed.is_whole:
        return completed(computed, Given(note=str(words or "")))
    cells = [
        None if computed.numerator is not None else figure,
        None if computed.denominator is not None else of, absent, words,
    ]  # fmt: skip
    said = said_in(replace(line, cells=cells), meaning)
    return None if said is None else completed(computed, said)


def _column(meaning: Definition, said: Given) -> int:
    """Which cell the rule of all reports speaks of."""
    if said.absent:
        return layout.NOTE
    if meaning.shape == Shape.RATIO and said.numerator is not None and not said.denominator:
        return layout.OF
    return layout.FIGURE


def _settle(
    found: Found, form: Form, meanings: Mapping[int, Mapping[int, Definition]]
) -> None:  # fmt: skip
    """What becomes of a unit: taken whole, or not, and what is asked about its figures."""
    unit, first = found.unit, found.first
    if unit is None:
        found.state = PortionState.REFUSED
        found.complain(
            first, layout.UNIT,
            _("Mã «%(code)s» không thuộc các đơn vị mà bạn báo cáo ở bộ chỉ tiêu này: xóa các "
              "dòng của mã đó hoặc nhờ đơn vị tự nộp.") % {"code": first.unit},
        )  # fmt: skip
        return
    asked, known = meanings.get(unit.pk, {}), form.entries.get(unit.pk, {})
    found.changed = {
        key: said for key, said in found.given.items() if not is_same(said, known.get(key))
    }
    found.is_whole = bool(asked) and all(key in known or key in found.given for key in asked)
    if found.problems:
        found.state = PortionState.FAULTY
        return
    if not found.is_typed:
        found.state = PortionState.BLANK
    elif not found.changed:
        found.state = PortionState.SAME
    else:
        report = form.reports.get(unit.pk) or Report(set=form.slot.set, unit=unit)
        try:
            insist_on_taking(report, found.changed, asked, known)
        except Refused as refused:
            found.state = PortionState.REFUSED
            found.complain(first, layout.UNIT, str(refused))
            return
    _ask(found, asked, form.before.get(unit.pk, {}))


def is_same(said: Given, entry: Entry | None) -> bool:
    return entry is not None and all(
        getattr(entry, name) == value for name, value in columns(said).items()
    )


def _ask(
    found: Found, asked: Mapping[int, Definition], before: Mapping[int, Entry]
) -> None:  # fmt: skip
    """Figures far from those of the last period, and one denominator said in two ways."""
    denominators: list[tuple[str, str, Decimal]] = []
    for key, said in found.given.items():
        meaning, line = asked[key], found.at[key]
        if said.denominator is not None:
            denominators.append((meaning.name, meaning.denominator, said.denominator))
        if (last := before.get(key)) is None:
            continue
        if question := question_of(meaning, Entry(**columns(said)), last):
            told = f"{meaning.name}: {question}"
            found.questions.append((line.sheet, line.at(layout.FIGURE), told))
    for question in uneven_told(denominators):
        found.questions.append((found.first.sheet, found.first.at(layout.OF), question))


def faults_by_line(
    problems: Iterable[Told],
) -> dict[tuple[str, int], dict[int, str]]:
    """Told faults as `write_faults` takes them: by sheet and line, the reasons by column."""
    found: dict[tuple[str, int], dict[int, str]] = {}
    for sheet, address, why in problems:
        letters = address.rstrip("0123456789")
        if letters == address:
            continue
        line = found.setdefault((sheet, int(address[len(letters) :])), {})
        column = ord(letters) - ord("A")
        line[column] = f"{line[column]} {why}" if column in line else why
    return found
