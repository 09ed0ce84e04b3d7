"""Keeps the sums true as reports come, go and are mended: adds to, and takes from, each level."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Q

from thidua.indicators import queries, rules
from thidua.indicators.models import Definition, Entry, Report, Summary
from thidua.indicators.queries.sums import Key
from thidua.indicators.states import BELIEVED, COUNTED, Adds

PARTS = ("count", "absent", "numerator", "denominator", "met")
_LOCK = 8301836  # the first of two keys; the second is the root of a tree


def count_in(report: Report, *, only: int | None = None) -> None:
    """Add what a report says to its unit and every unit above it, in the tree of its day."""
    if report.state in COUNTED:
        _add(report, 1, only)


def count_out(report: Report, *, only: int | None = None) -> None:
    """Take away exactly what the report added, while its entries are still those."""
    if report.state in COUNTED:
        _add(report, -1, only)


def _add(report: Report, sign: int, only: int | None) -> None:
    entries = list(report.entries.all() if only is None else report.entries.filter(indicator=only))
    meanings = meanings_of([e.indicator_id for e in entries], on=report.ends_on)
    worst = {
        each.indicator_id: each.direction
        for those in meanings.values() for each in those if each.adds == Adds.WORST
    }  # fmt: skip
    for entry in entries:
        entry.report = report  # as it stands in this act, whatever the database still holds
    sums = queries.rebuilt(entries, meanings)
    on_time, is_believed = report.is_on_time, report.state in BELIEVED
    rows = _locked(sums, [report])
    for key, row in rows.items():
        cell, had = sums[key], row.count
        standing = row.numerator
        for part in PARTS:
            setattr(row, part, getattr(row, part) + sign * getattr(cell, part))
        row.on_time += sign * on_time * (cell.count + cell.absent)
        row.believed += sign * is_believed * cell.count
        if (direction := worst.get(key.indicator)) is not None:
            given = [] if had == 0 else [standing]
            row.numerator = (
                _worst_of(direction, given + [cell.numerator] * cell.count) if sign > 0
                else _worst_without(report, key, direction, standing, cell)
            )  # fmt: skip
    Summary.objects.bulk_update(rows.values(), [*PARTS, "on_time", "believed"])


def _worst_of(direction: str, figures: Iterable[Decimal | None]) -> Decimal:
    worst = rules.worst_of(direction, (each for each in figures if each is not None))
    return rules.ZERO if worst is None else worst


def _worst_without(
    report: Report, key: Key, direction: str, standing: Decimal, cell: rules.Cell
) -> Decimal:
    """The worst once a report is gone: another one only where it was the worst itself.

    Looked for among the reports that stood below the unit on their day, not on this one.
    """
    if cell.count == 0 or cell.numerator != standing:
        return standing
    others = Entry.objects.filter(
        indicator=key.indicator, starts_on=key.starts_on, ends_on=key.ends_on, standing="value",
        report__state__in=COUNTED, report__kind=key.kind, report__ownership=key.ownership,
        report__path__contains=f"/{key.unit}/",
    ).exclude(report=report)  # fmt: skip
    return _worst_of(direction, others.values_list("numerator", flat=True))


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


def hold_roots(paths: Iterable[str]) -> None:
    """Hold the root of each tree until the act is over."""
    roots = sorted({int(path.strip("/").split("/")[0]) for path in paths})
    with connection.cursor() as cursor:
        for root in roots:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK, root])


def _locked(keys: Collection[Key], reports: Iterable[Report]) -> dict[Key, Summary]:
    """The sums of the keys, each made where it is not: writers of a tree go one after another.

    First the root of the tree is held, as an act may send many reports of it; then the rows in
    the order of their keys, as a tree may have come under another root meanwhile.
    """
    hold_roots(report.path for report in reports)
    wanted = sorted(keys)
    Summary.objects.bulk_create((Summary(**_named(key)) for key in wanted), ignore_conflicts=True)
    found = (
        Summary.objects.select_for_update()
        .filter(
            unit__in={k.unit for k in wanted}, indicator__in={k.indicator for k in wanted},
            starts_on__in={k.starts_on for k in wanted},
        ).order_by("unit", "indicator", "starts_on", "ends_on", "kind", "ownership")
    )  # fmt: skip
    by_key = {
        Key(r.unit_id, r.indicator_id, r.starts_on, r.ends_on, r.kind, r.ownership): r
        for r in found
    }
    return {key: by_key[key] for key in wanted}


def _named(key: Key) -> dict[str, Any]:
    return {
        "unit_id": key.unit, "indicator_id": key.indicator, "starts_on": key.starts_on,
        "ends_on": key.ends_on, "kind": key.kind, "ownership": key.ownership,
    }  # fmt: skip


def believe(reports: Collection[Report]) -> None:
    """What has been accepted counts as believed as well."""
    more: Counter[Key] = Counter()
    for report in reports:
        entries = list(report.entries.select_related("report"))
        meanings = meanings_of([e.indicator_id for e in entries], on=report.ends_on)
        for key, cell in queries.rebuilt(entries, meanings).items():
            more[key] += cell.count
    rows = _locked(more, reports)
    for key, row in rows.items():
        row.believed += more[key]
    Summary.objects.bulk_update(rows.values(), ["believed"])
