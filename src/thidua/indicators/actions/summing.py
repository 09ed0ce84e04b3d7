"""Keeps the sums true as reports come, go and are mended: adds to, and takes from, each level."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db.models import F, Q

from thidua.indicators import queries, rules
from thidua.indicators.models import Definition, Entry, Report, Summary
from thidua.indicators.queries.sums import Key
from thidua.indicators.states import BELIEVED, COUNTED, Adds

PARTS = ("count", "absent", "numerator", "denominator", "met")


def count_in(report: Report) -> None:
    """Add what a report says to its unit and every unit above it, in the tree of its day."""
    _add(report, 1)


def count_out(report: Report) -> None:
    """Take away exactly what the report added, while its entries are still those."""
    if report.state in COUNTED:
        _add(report, -1)


def _add(report: Report, sign: int) -> None:
    entries = list(report.entries.select_related("report"))
    meanings = meanings_of([e.indicator_id for e in entries], on=report.ends_on)
    sums = queries.rebuilt(entries, meanings)
    if report.state not in COUNTED:
        return
    on_time = report.is_on_time
    _write(
        {key: (cell if sign > 0 else -cell) for key, cell in sums.items()},
        on_time=sign * on_time, believed=sign * (report.state in BELIEVED),
    )  # fmt: skip
    rerank({key.indicator for key in sums}, report.path, report.starts_on, report.ends_on)


def meanings_of(indicators: Iterable[int], *, on: date) -> Mapping[int, list[Definition]]:
    """By the indicator reported, what it means on a day, and all that derive from it then."""
    own = queries.definitions_on(indicators, on=on)
    derived = Definition.objects.filter(
        Q(valid_to=None) | Q(valid_to__gte=on), base__in=list(own), valid_from__lte=on
    )
    latest = queries.definitions_on(derived.values_list("indicator", flat=True), on=on)
    found = {key: [meaning] for key, meaning in own.items()}
    for meaning in latest.values():
        if meaning.base_id in found:
            found[meaning.base_id].append(meaning)
    return found


def _write(sums: Mapping[Key, rules.Cell], *, on_time: int, believed: int) -> None:
    """Locks the rows from the root downwards, in the order of their keys: no two writers meet."""
    keys = sorted(sums)
    Summary.objects.bulk_create((Summary(**_named(key)) for key in keys), ignore_conflicts=True)
    units, indicators = {k.unit for k in keys}, {k.indicator for k in keys}
    rows = (
        Summary.objects.select_for_update()
        .filter(unit__in=units, indicator__in=indicators, starts_on__in={k.starts_on for k in keys})
        .order_by("unit", "indicator", "starts_on", "kind", "ownership")
    )
    changed = []
    for row in rows:
        key = Key(
            row.unit_id, row.indicator_id, row.starts_on, row.ends_on, row.kind, row.ownership
        )
        cell = sums.get(key)
        if cell is None:
            continue
        for part in PARTS:
            setattr(row, part, getattr(row, part) + getattr(cell, part))
        said = cell.count + cell.absent
        row.on_time += on_time * abs(said)
        row.believed += believed * abs(cell.count)
        changed.append(row)
    Summary.objects.bulk_update(changed, [*PARTS, "on_time", "believed"])


def _named(key: Key) -> dict[str, Any]:
    return {
        "unit_id": key.unit, "indicator_id": key.indicator, "starts_on": key.starts_on,
        "ends_on": key.ends_on, "kind": key.kind, "ownership": key.ownership,
    }  # fmt: skip


def believe(reports: Iterable[Report], sign: int) -> None:
    """What has been accepted counts as believed as well; what is given back no longer does."""
    for report in reports:
        entries = list(report.entries.select_related("report"))
        meanings = meanings_of([e.indicator_id for e in entries], on=report.ends_on)
        for key, cell in sorted(queries.rebuilt(entries, meanings).items()):
            Summary.objects.filter(**_named(key)).update(believed=F("believed") + sign * cell.count)


def rerank(indicators: Iterable[int], path: str, starts_on: date, ends_on: date) -> None:
    """The worst of a level cannot be added to: each is found anew from those right below it."""
    meanings = queries.definitions_on(indicators, on=ends_on)
    for key, meaning in meanings.items():
        if meaning.adds != Adds.WORST:
            continue
        for part in reversed([int(p) for p in path.strip("/").split("/")]):
            _find_worst(part, key, meaning, starts_on, ends_on)


def _find_worst(
    unit: int, indicator: int, meaning: Definition, starts_on: date, ends_on: date
) -> None:
    span = {"starts_on": starts_on, "ends_on": ends_on}
    for row in Summary.objects.select_for_update().filter(
        unit=unit, indicator=indicator, **span
    ).order_by("kind", "ownership"):  # fmt: skip
        below = Summary.objects.filter(
            unit__parent=unit, indicator=indicator, kind=row.kind, ownership=row.ownership,
            count__gt=0, **span,
        ).values_list("numerator", flat=True)  # fmt: skip
        own = Entry.objects.filter(
            unit=unit, indicator=indicator, standing="value", report__state__in=COUNTED,
            report__kind=row.kind, report__ownership=row.ownership, **span,
        ).values_list("numerator", flat=True)  # fmt: skip
        worst = rules.worst_of(meaning.direction, [*below, *(n for n in own if n is not None)])
        row.numerator = worst if worst is not None else rules.ZERO
        row.save(update_fields=["numerator"])
