"""Unit by unit, what a figure is made of: who counts, who does not, and who says nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from django.db.models import Q

from thidua.indicators.models import Assignment, Definition, Entry
from thidua.indicators.queries.looking import Frames, Look, Span
from thidua.indicators.queries.sums import leaves_of
from thidua.indicators.rules import Cell
from thidua.indicators.states import COUNTED, SetState, Standing

Group = Literal["met", "unmet", "given", "outside", "absent", "missing", "unasked"]
"""`given`: the figure itself adds up, no condition is asked; `outside`: it is not among those."""


@dataclass(frozen=True, kw_only=True)
class Proven:
    """One unit in one period: what it said, and what that adds to the figure."""

    unit: Any
    span: Span | None
    group: Group
    entry: Entry | None = None
    cell: Cell = field(default_factory=Cell)


@dataclass(frozen=True, kw_only=True)
class Proof:
    """Everything behind one figure; `base` is what units report where it is derived."""

    base: Definition
    rows: Sequence[Proven]


def proof_of(look: Look, every: Frames, indicator: int) -> Proof:
    """The units asked, those that said something first where they stood when they said it."""
    frame = every.within(look)[indicator]
    base = every.meaning(frame.source, look.ends_on)
    top, spans = look.unit.path, set(frame.spans)
    entries = (
        Entry.objects.filter(
            Q(report__path__startswith=top) | Q(unit__path__startswith=top),
            indicator=frame.source, report__state__in=COUNTED,
            starts_on__gte=look.starts_on, ends_on__lte=look.ends_on,
        ).select_related("unit", "report")
    )  # fmt: skip
    rows: list[Proven] = []
    said: set[tuple[int, Span]] = set()
    for entry in entries:
        report, span = entry.report, (entry.starts_on, entry.ends_on)
        said.add((entry.unit_id, span))
        if span in spans and report.path.startswith(top) and look.takes(
            report.kind, report.ownership
        ):  # fmt: skip
            rows.append(_proven(frame.meaning, entry, span))
    asked, every_unit = _asked(look, every, frame.source)
    for unit, since in asked.values():
        rows += [
            Proven(unit=unit, span=span, group="missing") for span in frame.spans
            if (unit.pk, span) not in said
            and any(s <= span[1] and (u is None or u >= span[0]) for s, u in since)
        ]  # fmt: skip
    rows += [
        Proven(unit=unit, span=None, group="unasked")
        for pk, unit in every_unit.items() if pk not in asked
    ]  # fmt: skip
    rows.sort(key=lambda row: (row.unit.sort_key, row.unit.pk, row.span or (date.min, date.min)))
    return Proof(base=base, rows=rows)


def _proven(meaning: Definition, entry: Entry, span: Span) -> Proven:
    cell = leaves_of(meaning, entry)
    if entry.standing == Standing.NOT_APPLICABLE:
        group: Group = "absent"
    elif meaning.passes is None:
        group = "given"
    else:
        group = "outside" if cell.is_empty else "met" if cell.met else "unmet"
    return Proven(unit=entry.unit, span=span, group=group, entry=entry, cell=cell)


def _asked(look: Look, every: Frames, source: int) -> tuple[dict[int, Any], dict[int, Any]]:
    """Units asked this figure with since when, and those asked anything of the set, by key."""
    sources = {every.source_of(key, look.ends_on) for key in every.keys}
    rows = (
        Assignment.objects.within(look.starts_on, look.ends_on)
        .filter(unit__path__startswith=look.unit.path, indicator__in=sources)
        .exclude(set__state=SetState.DRAFT)
        .select_related("unit")
    )  # fmt: skip
    asked: dict[int, Any] = {}
    units: dict[int, Any] = {}
    for row in rows:
        if not look.takes(row.unit.kind, row.unit.ownership):
            continue
        units[row.unit_id] = row.unit
        if row.indicator_id == source:
            asked.setdefault(row.unit_id, (row.unit, []))[1].append((row.since, row.last_on))
    return asked, units
