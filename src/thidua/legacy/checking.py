"""The rows of a mapped file: read, matched, gathered by decision; nothing is written here."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from thidua import legal
from thidua.awards.rules import bare_reference
from thidua.awards.states import Level, Way
from thidua.core.encodings import TABLES, convert
from thidua.core.text import fold, nfc
from thidua.legacy import rules
from thidua.legacy.columns import BY_NAME, ONE_PER_DECISION
from thidua.legacy.queries.doubles import Register
from thidua.legacy.queries.matching import Candidate, House
from thidua.legacy.reading import Table
from thidua.legacy.states import RowState
from thidua.orgs.states import Line

Progress = Callable[[int, int], None]
LENGTHS = {"reference": 80, "decided_by": 200, "name": 200}
STEP = 1000
MOST_OLD = 1945


@dataclass
class ReadRow:
    """One row as far as it was understood."""

    sheet: str
    number: int
    values: dict[str, Any]
    problems: list[list[str]] = field(default_factory=list)
    decision: str = ""
    state: RowState = RowState.READY
    person: int | None = None
    unit: int | None = None
    twin: int | None = None
    candidates: list[Candidate] = field(default_factory=list)

    def complain(self, name: str, why: str, mend: str) -> None:
        self.problems.append([str(BY_NAME[name].label), why, mend])


@dataclass
class Words:
    """What cells may say of closed lists, folded; worked out once for a file."""

    awards: dict[str, str]
    levels: dict[str, str]
    ways: dict[str, str]
    lines: dict[str, str]

    @classmethod
    def made(cls) -> "Words":
        awards = {fold(pack.names["vi"]): pack.code for pack in legal.awards()}
        awards |= {fold(pack.code): pack.code for pack in legal.awards()}
        levels = {fold(str(each.label)): each.value for each in Level}
        levels |= {
            "trung uong": "central", "bo": "central", "cap bo": "central", "tinh": "province",
            "cap tinh": "province", "thanh pho": "province", "so": "sector", "nganh": "sector",
            "co so": "grassroots", "cap co so": "grassroots", "nha nuoc": "state",
        }  # fmt: skip
        ways = {fold(str(each.label)): each.value for each in Way}
        ways |= {
            "thuong xuyen": "merit", "chuyen de": "thematic", "dot xuat": "ad_hoc",
            "cong hien": "contribution", "doi ngoai": "external", "nien han": "service_length",
        }  # fmt: skip
        lines = {fold(str(each.label)): each.value for each in Line}
        lines |= {each.value: each.value for each in Line}
        lines |= {"cong doan": "union", "doan thanh nien": "youth", "chinh quyen": "government"}
        levels |= {each.value: each.value for each in Level}
        ways |= {each.value: each.value for each in Way}
        return cls(awards, levels, ways, lines)


def raw_rows(
    tables: Sequence[Table], sheets: Sequence[Mapping[str, Any]], encoding: str
) -> Iterator[tuple[str, int, dict[str, str]]]:
    """Sheet, number and cells by field of every row that says anything, in Unicode."""
    by_name = {table.name: table for table in tables}
    for sheet in sheets:
        if not sheet["is_used"]:
            continue
        columns: Mapping[str, int] = sheet["columns"]
        for number, cells in enumerate(by_name[sheet["name"]].rows, 1):
            if number <= sheet["head_at"] + 1:
                continue
            values = dict(sheet["constants"])
            for name, at in columns.items():
                cell = cells[at] if at < len(cells) else ""
                if cell and encoding in TABLES:
                    cell = nfc(convert(cell, encoding))
                if cell or name not in values:
                    values[name] = cell
            if values.get("name"):
                yield sheet["name"], number, values


def read_row(sheet: str, number: int, told: Mapping[str, str], words: Words, on: date) -> ReadRow:
    """One row's values in their own types, with what cannot be read."""
    values: dict[str, Any] = {name: told.get(name, "").strip() for name in BY_NAME}
    row = ReadRow(sheet, number, values)
    reference, day = rules.parted(values["reference"])
    own_day = rules.day_in(values["decided_on"]) if values["decided_on"] else None
    values["reference"] = reference
    values["decided_on"] = (own_day or day) and (own_day or day).isoformat()  # type: ignore[union-attr] # one of them is a day
    _insist_on_decision(row, told, on)
    line = words.lines.get(fold(values["line"]), "")
    if not line:
        row.complain(
            "line",
            _("«%(text)s» không phải là một hệ.") % {"text": values["line"]},
            _("Chọn hệ cho cả trang tính: chính quyền, công đoàn hoặc đoàn thanh niên."),
        )
    values["line"] = line
    code = rules.award_in(values["award"], line, words.awards) if values["award"] else None
    if code is None:
        row.complain(
            "award",
            _("«%(text)s» không có trong danh mục, hoặc có thể là nhiều hình thức.")
            % {"text": values["award"]}
            if values["award"]
            else _("Còn trống."),
            _("Ghi đủ tên kèm cấp, ví dụ «Bằng khen của Bộ trưởng Bộ Y tế»."),
        )
    values["award"] = code or ""
    _read_year(row, on)
    for name, known in (("level", words.levels), ("way", words.ways)):
        if values[name] and fold(values[name]) not in known:
            row.complain(
                name,
                _("«%(text)s» không có trong danh mục.") % {"text": values[name]},
                _("Sửa lại, hoặc bỏ cột này: để trống nghĩa là không rõ."),
            )
        values[name] = known.get(fold(values[name]), "")
    for name, most in LENGTHS.items():
        if len(values[name]) > most:
            row.complain(
                name,
                _("Dài quá %(most)s ký tự.") % {"most": most},
                _("Xem ô này có gộp nhiều dòng không; tách hoặc rút gọn."),
            )
    return row


def _read_year(row: ReadRow, on: date) -> None:
    text = row.values["year"]
    year = rules.year_in(text)
    if year is None or not MOST_OLD <= year <= on.year:
        row.complain(
            "year",
            _("«%(text)s» không phải là một năm.") % {"text": text} if text else _("Còn trống."),
            _("Ghi năm thành tích bằng bốn chữ số, hoặc chọn một năm cho cả trang tính."),
        )
        year = None
    row.values["year"] = year


def _insist_on_decision(row: ReadRow, told: Mapping[str, str], on: date) -> None:
    values = row.values
    if not values["reference"]:
        row.complain("reference", _("Còn trống."), _("Ghi số quyết định của dòng này."))
    day = values["decided_on"]
    if not day:
        given = told.get("decided_on") or told.get("reference") or ""
        row.complain(
            "decided_on",
            _("«%(text)s» không có ngày đọc được.") % {"text": given} if given else _("Còn trống."),
            _("Ghi ngày/tháng/năm, ví dụ 22/12/2019."),
        )
    elif day > on.isoformat():
        row.complain("decided_on", _("Ngày này chưa đến."), _("Sửa ngày quyết định."))
    if not values["decided_by"]:
        row.complain(
            "decided_by",
            _("Còn trống."),
            _("Ghi cơ quan quyết định, hoặc điền một lần cho cả trang tính."),
        )
    if values["reference"] and day:
        row.decision = f"{bare_reference(values['reference'])}|{day}"[:120]


def check(
    unit: Any, tables: Sequence[Table], sheets: Sequence[Mapping[str, Any]], *, encoding: str,
    on: date, register: Register, progress: Progress | None = None,
) -> list[ReadRow]:  # fmt: skip
    """Every row read and matched; rows of one decision that disagree say so."""
    words, house = Words.made(), House(unit)
    total = sum(sheet["count"] for sheet in sheets if sheet["is_used"])
    lines: list[ReadRow] = []
    for done, (sheet, number, told) in enumerate(raw_rows(tables, sheets, encoding), 1):
        row = read_row(sheet, number, told, words, on)
        _match(row, house)
        lines.append(row)
        if progress is not None and done % STEP == 0:
            progress(done, total)
    _insist_on_one_decision(lines)
    _settle(lines, register)
    return lines


def _match(row: ReadRow, house: House) -> None:
    name, said = row.values["name"], row.values["kind"]
    is_unit = rules.is_collective(said, name) or (not said and fold(name) in house.unit_names)
    found = house.find(row.values, "unit" if is_unit else "person")
    row.values["kind"] = "unit" if is_unit else "person"
    row.candidates = found.candidates
    if found.exact is not None:
        row.values["kind"] = found.exact.kind
        if found.exact.kind == "unit":
            row.unit = found.exact.key
        else:
            row.person = found.exact.key


def _insist_on_one_decision(lines: Sequence[ReadRow]) -> None:
    """What one paper says once, its rows must not say in two ways."""
    first: dict[tuple[str, str], ReadRow] = {}
    for row in lines:
        if not row.decision or not row.values["award"]:
            continue
        leader = first.setdefault((row.decision, row.values["award"]), row)
        for name in ONE_PER_DECISION:
            here, there = row.values[name], leader.values[name]
            if fold(str(here)) != fold(str(there)) and here and there:
                row.complain(
                    name,
                    _("Cùng quyết định và hình thức này, %(sheet)s dòng %(row)s ghi «%(other)s».")
                    % {"sheet": leader.sheet, "row": leader.number, "other": there},
                    _("Sửa cho thống nhất: một quyết định chỉ có một giá trị."),
                )


def _settle(lines: Sequence[ReadRow], register: Register) -> None:
    """The state of each row; what the register holds already, or may hold, is found here."""
    for row in lines:
        if row.problems:
            row.state = RowState.BAD
        elif (row.person, row.unit) == (None, None):
            row.state = RowState.OPEN
        else:
            row.state, row.twin = register.look(row.values, row.person, row.unit)
