"""A filled table as plain data: what the page, the paper and the sheet show, and what is kept."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from thidua.analytics import rules
from thidua.analytics.gathering import Gathered, Scope, gather
from thidua.analytics.layouts import layouts
from thidua.analytics.rules import Fact, Filled, Layout, Line
from thidua.analytics.words import PLACES, SUBJECTS, WORDS
from thidua.awards.queries import name_of
from thidua.core.period import Period
from thidua.ui import formats

Content = dict[str, Any]
BASE = "base"
"""The gap of facts of which nobody knows whether they belong in the table."""


@dataclass(frozen=True)
class Gap:
    """Facts that stand in no row or column where they ought to: a key, a sentence, and they."""

    key: str
    text: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Table:
    """A table filled for a unit and a period, with what is shown of it and what is amiss."""

    scope: Scope
    filled: Filled
    gathered: Gathered
    gaps: tuple[Gap, ...]
    content: Content

    @property
    def layout(self) -> Layout:
        return self.filled.layout


def made(layout: Layout, scope: Scope) -> Table:
    """Fill a table; texts of a statutory form are Vietnamese whatever the page's language."""
    gathered = gather(layout.source, scope)
    filled = rules.fill(layout, gathered.facts, PLACES)
    with override("vi"):
        gaps = tuple(_gaps(filled))
        notes = [gap.text for gap in gaps] + list(_remarks(filled, gathered))
        return Table(scope, filled, gathered, gaps, _content(filled, gathered, scope, notes))


def digest(content: Content) -> str:
    """SHA-256 of the content, the same for the same figures."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def differences(before: Content, now: Content) -> list[tuple[str, str, int, int]]:
    """Row, column, what was kept and what is counted now, where they differ."""
    was, found = _by_place(before), _by_place(now)
    return [
        (*labels, was.get(place, (labels, 0))[1], found.get(place, (labels, 0))[1])
        for place, (labels, _count) in (was | found).items()
        if was.get(place, (labels, 0))[1] != found.get(place, (labels, 0))[1]
    ]


def _by_place(content: Content) -> dict[tuple[str, str], tuple[tuple[str, str], int]]:
    return {
        (row["key"], column["key"]): (
            (row["label"], " – ".join([*column["over"], column["label"]])), count,
        )
        for row, cells in zip(content["rows"], content["cells"], strict=True)
        for column, count in zip(content["columns"], cells, strict=True)
        if count is not None
    }  # fmt: skip


def period_named(period: Period) -> str:
    """«Năm 2025», «Quý III năm 2025», or the days."""
    year = {"year": period.start.year}
    part = rules.part_named(period)
    if part == "nam":
        return _("Năm %(year)s") % year
    if part == "dau":
        return _("6 tháng đầu năm %(year)s") % year
    if part == "cuoi":
        return _("6 tháng cuối năm %(year)s") % year
    if part:
        quarter = ("I", "II", "III", "IV")[int(part[1]) - 1]
        return _("Quý %(quarter)s năm %(year)s") % {"quarter": quarter, **year}
    assert period.end is not None  # statistics are of closed periods
    return _("Từ ngày %(start)s đến hết ngày %(end)s") % {
        "start": formats.day(period.start), "end": formats.day(period.end),
    }  # fmt: skip


def _content(filled: Filled, gathered: Gathered, scope: Scope, notes: Sequence[str]) -> Content:
    layout = filled.layout
    return {
        "table": layout.name, "form": layout.form, "title": layout.title, "act": layout.act,
        "due": layout.due, "counted": layout.unit, "unit": str(scope.unit),
        "has_unit_column": layout.has_unit_column,
        "starts_on": scope.period.start.isoformat(),
        "ends_on": scope.period.end.isoformat() if scope.period.end else "",
        "period": period_named(scope.period),
        "columns": [
            {"key": line.code, "code": line.code.split(rules.APART)[0], **path}
            for line in filled.columns
            for path in [_path(line, layout, gathered)]
        ],
        "rows": [
            {
                "key": line.code, "label": _label(line, layout, gathered),
                "code": "" if line.each else line.code,
                "kind": _kind(line), "depth": rules.depth(line, filled.rows),
            } for line in filled.rows
        ],
        "cells": [
            [
                filled.count(row.code, column.code) if _kind(row) == "row" else None
                for column in filled.columns
            ] for row in filled.rows
        ],
        "notes": list(notes),
        "told": rules.told_in_parts(filled) if layout.told else "",
    }  # fmt: skip


def _kind(line: Line) -> str:
    if not line.code:
        return "heading"
    return "unrecorded" if line.unrecorded else "row"


def _label(line: Line, layout: Layout, gathered: Gathered) -> str:
    if not line.each:
        return line.label
    names = [
        value_named(layout, word, value, gathered)
        for word, value in zip(line.each, rules.values_of(line), strict=True)
    ]
    return " – ".join(dict.fromkeys(names))


def _path(line: Line, layout: Layout, gathered: Gathered) -> dict[str, Any]:
    """The head of a column and those above it."""
    names = [*line.over, *([_label(line, layout, gathered)] if line.each or line.label else [])]
    if line.subject:
        names.append(str(SUBJECTS[line.subject]))
    return {"label": names[-1], "over": names[:-1]}


def value_named(layout: Layout, word: str, value: str, gathered: Gathered) -> str:
    """What a value is called."""
    if word == "award":
        return name_of(value)
    known = WORDS[layout.source][word]
    if known.is_open:
        return gathered.names.get(word, {}).get(value, value)
    return str(known.values[value])


def _gaps(filled: Filled) -> Iterator[Gap]:
    layout = filled.layout
    if filled.undecided:
        yield Gap(
            BASE,
            _("%(count)s chưa rõ có thuộc biểu này không, nên chưa đếm. Chưa biết: %(words)s.") % {
                "count": _counted(layout, rules.total(filled.undecided)),
                "words": words_lacking(layout, filled.undecided, list(layout.when)),
            },
            filled.undecided,
        )  # fmt: skip
    for split in filled.splits:
        named = _place_named(split)
        words = list(dict.fromkeys(w for part in split.parts for w in (*part.when, *part.each)))
        if split.nowhere:
            yield Gap(
                f"{split.key}-0",
                _("%(place)s: %(count)s chưa đủ thông tin để xếp vào các phần. %(why)s") % {
                    "place": named, "count": _counted(layout, rules.total(split.nowhere)),
                    "why": _why(layout, split.nowhere, words),
                },
                split.nowhere,
            )  # fmt: skip
        if split.twice:
            yield Gap(
                f"{split.key}-2",
                _("%(place)s: %(count)s đứng trong nhiều phần cùng lúc.") % {
                    "place": named, "count": _counted(layout, rules.total(split.twice)),
                },
                split.twice,
            )  # fmt: skip


def _why(layout: Layout, facts: Sequence[Fact], words: Sequence[str]) -> str:
    """What nobody told, of which nobody knows where to look."""
    if found := words_lacking(layout, facts, words):
        return _("Chưa biết: %(words)s.") % {"words": found}
    if "subject" in words and all(("subject", "unsplit") in fact.known for fact in facts):
        return _("Văn bản không tách tập thể, cá nhân.")
    return _("Không phần nào của biểu có hình thức này.")


def _counted(layout: Layout, count: int) -> str:
    return f"{formats.number(count)} {layout.unit.lower()}"


def _place_named(split: rules.Split) -> str:
    parts = dict.fromkeys(part.code.split(rules.APART)[0] for part in split.parts)
    given = {"code": split.whole.code, "parts": ", ".join(parts)}
    if split.axis == "row":
        return _("Dòng %(code)s khác tổng các dòng %(parts)s") % given
    return _("Cột %(code)s khác tổng các cột %(parts)s") % given


def words_lacking(layout: Layout, facts: Sequence[Fact], words: Sequence[str]) -> str:
    """The names of the words that some of the facts lack."""
    found = {word for fact in facts for word in rules.lacking(fact, words)}
    labels = [str(WORDS[layout.source][word].label).lower() for word in words if word in found]
    return ", ".join(dict.fromkeys(labels))


def _remarks(filled: Filled, gathered: Gathered) -> Iterator[str]:
    for line in filled.rows:
        if line.unrecorded:
            yield _("Dòng %(code)s: sổ khen thưởng không có loại hình này nên không ghi số.") % {
                "code": line.code
            }
    for decision in gathered.differing:
        yield _(
            "Quyết định số %(number)s: văn bản ghi %(stated)s, danh sách có %(listed)s; "
            "biểu đếm theo danh sách."
        ) % {
            "number": decision.reference, "stated": decision.stated,
            "listed": decision.total + decision.revoked,
        }  # fmt: skip


def table(name: str, scope: Scope) -> Table:
    """The table of a name; `KeyError` where there is none."""
    return made(layouts()[name], scope)


def rows_shown(content: Mapping[str, Any]) -> list[tuple[Mapping[str, Any], list[int | None]]]:
    return list(zip(content["rows"], content["cells"], strict=True))


def heads_of(content: Mapping[str, Any]) -> list[list[tuple[str, int, int]]]:
    """The heads over the columns of a content."""
    return rules.heads([(*each["over"], each["label"]) for each in content["columns"]])
