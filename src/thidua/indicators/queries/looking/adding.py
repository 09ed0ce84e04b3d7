"""Sums of a unit and of those right below it, added up from summaries alone."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Case, DateField, F, Value, When
from django.db.models import Sum as Added

from thidua.indicators import rules
from thidua.indicators.models import Definition, Summary
from thidua.indicators.queries.looking.asked import Asked
from thidua.indicators.queries.looking.inherited import inherited_by
from thidua.indicators.queries.looking.looks import (
    Frame,
    Frames,
    Look,
    Seen,
    Span,
    Sum,
    Type,
    Whole,
)
from thidua.indicators.states import Adds
from thidua.orgs.queries import units_by_pk

TIMED = (Adds.LAST, Adds.WORST)  # what the order of periods, or the level below, decides


@dataclass(frozen=True)
class _Part:
    """One summary: its cell, and how many of its reports came in time and are believed."""

    cell: rules.Cell
    on_time: int
    believed: int


Rows = Mapping[tuple[int, Span, Type], _Part]
PARTS = ("count", "absent", "numerator", "denominator", "met")


def seen(look: Look, every: Frames, *, below: bool = True) -> Seen:
    """Everything a page of sums shows, in a constant number of queries; no entry is read."""
    frames = every.within(look)
    asked = Asked(look, frames)
    rows = _rows(look, frames, since=every.first_of_trend(look))
    whole = {key: _whole(look, key, frames, rows, asked) for key in frames}
    types = _types(look, rows, asked)
    is_leaf = asked.is_asked_itself and not asked.children
    found = units_by_pk(asked.children) if below and asked.children else {}
    units = sorted(found.values(), key=lambda unit: (unit.sort_key, unit.pk))
    sums = _below(look, frames, asked, [unit.pk for unit in units]) if units else {}
    return Seen(
        look=look, whole=whole, below=sums, units=units, types=types, is_leaf=is_leaf,
        trends=_trends(look, every, rows), is_both=asked.is_asked_itself and not is_leaf,
        leaves=frozenset(asked.children - asked.deep), inherited=inherited_by(look, every),
    )  # fmt: skip


def _trends(look: Look, every: Frames, rows: Rows) -> dict[int, list[tuple[Span, Decimal | None]]]:
    cells: dict[tuple[int, Span], list[rules.Cell]] = defaultdict(list)
    for (key, span, of), part in rows.items():
        if look.takes(*of):
            cells[key, span].append(part.cell)
    return {
        key: [
            (span, rules.value(meaning.adds, rules.together(
                meaning.adds, cells[key, span], direction=meaning.direction
            ))) for span in spans
        ] for key, (meaning, spans) in every.last_spans(look).items()
    }  # fmt: skip


def _part(row: Mapping[str, Any]) -> _Part:
    cell = rules.Cell(**{name: row[name] for name in PARTS})
    return _Part(cell, row["on_time"], row["believed"])


def _wanted(frames: Mapping[int, Frame]) -> set[int]:
    return set(frames) | {frame.source for frame in frames.values()}


def _rows(look: Look, frames: Mapping[int, Frame], *, since: date) -> Rows:
    """The unit's own summaries by indicator, period and type."""
    rows = Summary.objects.filter(
        unit=look.unit, indicator__in=_wanted(frames), starts_on__gte=since,
        ends_on__lte=look.ends_on,
    ).values(
        "indicator", "starts_on", "ends_on", "kind", "ownership", "on_time", "believed", *PARTS
    )  # fmt: skip
    return {
        (
            row["indicator"], (row["starts_on"], row["ends_on"]), (row["kind"], row["ownership"])
        ): _part(row)
        for row in rows
    }  # fmt: skip


def _sum(
    meaning: Definition, parts: Sequence[_Part], source: Sequence[_Part], assigned: int
) -> Sum:
    """Parts side by side as one; what has been said is counted where it was reported."""
    cell = rules.together(meaning.adds, [part.cell for part in parts], direction=meaning.direction)
    said = rules.total(part.cell for part in source)
    filled = rules.Filled(
        assigned=assigned, reported=said.count, absent=said.absent,
        on_time=sum(part.on_time for part in source),
    )  # fmt: skip
    return Sum(
        meaning=meaning, cell=cell, filled=filled, believed=sum(part.believed for part in source)
    )


def over(meaning: Definition, sums: Sequence[Sum]) -> Sum:
    """Sums in the order of time as one."""
    cell = rules.over_time(meaning.adds, [each.cell for each in sums], direction=meaning.direction)
    filled = sum((each.filled for each in sums), rules.Filled())
    believed = sum(each.believed for each in sums)
    return Sum(meaning=meaning, cell=cell, filled=filled, believed=believed)


def _types(look: Look, rows: Rows, asked: Asked) -> list[Type]:
    """Kinds and ownerships of units that are asked, or said something, in the days looked at."""
    said = {of for (_key, span, of) in rows if span[0] >= look.starts_on}
    return sorted(said | asked.types)


def _whole(
    look: Look, key: int, frames: Mapping[int, Frame],
    rows: Rows, asked: Asked,
) -> Whole:  # fmt: skip
    frame, types = frames[key], _types(look, rows, asked)
    by_type = {
        of: {
            span: _sum(
                frame.meaning,
                [rows[key, span, of]] if (key, span, of) in rows else [],
                [rows[frame.source, span, of]] if (frame.source, span, of) in rows else [],
                asked.by_slot[frame.source, span, of],
            ) for span in frame.spans
        } for of in types
    }  # fmt: skip
    periods = {
        span: _beside(frame.meaning, [by_type[of][span] for of in types if look.takes(*of)])
        for span in frame.spans
    }
    total = over(frame.meaning, list(periods.values()))
    return Whole(
        meaning=frame.meaning, cell=total.cell, filled=total.filled, believed=total.believed,
        periods=periods, unasked=asked.anything - asked.units[frame.source], by_type=by_type,
    )  # fmt: skip


def _beside(meaning: Definition, sums: Sequence[Sum]) -> Sum:
    """Sums of types of units in one period as one."""
    cell = rules.together(meaning.adds, [s.cell for s in sums], direction=meaning.direction)
    filled = sum((each.filled for each in sums), rules.Filled())
    return Sum(
        meaning=meaning, cell=cell, filled=filled, believed=sum(each.believed for each in sums)
    )


def narrowed(
    whole: Whole, spans: Iterable[Span] | None = None, *, kind: str = "", ownership: str = ""
) -> Sum:
    """The part of a sum that is of some types of units and periods: what a target judges."""
    meaning = whole.meaning
    of = [
        each for each in whole.by_type
        if kind in {"", each[0]} and ownership in {"", each[1]}
    ]  # fmt: skip
    wanted = list(whole.periods) if spans is None else list(spans)
    return over(
        meaning,
        [_beside(meaning, [whole.by_type[each][span] for each in of]) for span in wanted],
    )


def _below(
    look: Look, frames: Mapping[int, Frame], asked: Asked, units: Sequence[int]
) -> dict[int, dict[int, Sum]]:
    """The sums of the units right below, added up over the days by the database."""
    timed = [key for key, frame in frames.items() if frame.meaning.adds in TIMED]
    spans = {span for frame in frames.values() for span in frame.spans}
    narrow = {"kind": look.kind} if look.kind else {}
    narrow |= {"ownership": look.ownership} if look.ownership else {}
    rows = (
        Summary.objects.filter(
            unit__in=units, indicator__in=_wanted(frames),
            starts_on__in={start for start, _end in spans},
            ends_on__in={end for _start, end in spans}, **narrow,
        )
        .annotate(at=Case(
            When(indicator__in=timed, then=F("starts_on")), default=Value(None),
            output_field=DateField(null=True),
        ), type=Case(When(indicator__in=timed, then=F("ownership")), default=Value("")),
        sort=Case(When(indicator__in=timed, then=F("kind")), default=Value("")))
        .values("unit", "indicator", "at", "type", "sort")
        .annotate(**{f"sum_{name}": Added(name) for name in (*PARTS, "on_time", "believed")})
        .order_by("at")
    )  # fmt: skip
    found: dict[tuple[int, int], dict[Any, list[_Part]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        added: Mapping[str, Any] = row
        named = {name: added[f"sum_{name}"] for name in (*PARTS, "on_time", "believed")}
        found[row["unit"], row["indicator"]][row["at"]].append(_part(named))
    sums: dict[int, dict[int, Sum]] = {}
    for unit in units:
        sums[unit] = {}
        for key, frame in frames.items():
            source = [p for parts in found[unit, frame.source].values() for p in parts]
            by_period = [_sum(frame.meaning, parts, (), 0) for parts in found[unit, key].values()]
            one = over(frame.meaning, by_period)
            said = _sum(frame.meaning, (), source, asked.below[unit, frame.source])
            sums[unit][key] = replace(one, filled=said.filled, believed=said.believed)
    return sums
