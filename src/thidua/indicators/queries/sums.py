"""What is added up: read from summaries, or worked out anew from entries to check them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet, Sum

from thidua.indicators import rules
from thidua.indicators.models import Assignment, Definition, Entry, Indicator, Summary
from thidua.indicators.queries.library import definitions_on
from thidua.indicators.states import COUNTED, Standing
from thidua.orgs.queries import units_below


class Key(NamedTuple):
    """What a summary is of."""

    unit: int
    indicator: int
    starts_on: date
    ends_on: date
    kind: str
    ownership: str


def leaves_of(definition: Definition, entry: Entry) -> rules.Cell:
    """What an entry adds to an indicator: the one reported, or one derived from it."""
    if entry.standing == Standing.NOT_APPLICABLE:
        return rules.leaf(None)
    return rules.leaf(
        entry.numerator, entry.denominator, passes=definition.passes, within=definition.within
    )


def rebuilt(
    entries: Iterable[Entry], definitions: Mapping[int, Iterable[Definition]]
) -> dict[Key, rules.Cell]:
    """The additive sums of entries at every level of the tree that their reports keep.

    `definitions` are, by the indicator reported, itself and all that derive from it.
    """
    found: dict[Key, rules.Cell] = defaultdict(rules.Cell)
    for entry in entries:
        report = entry.report
        if report.state not in COUNTED:
            continue
        for definition in definitions[entry.indicator_id]:
            cell = leaves_of(definition, entry)
            for part in report.path.strip("/").split("/"):
                key = Key(
                    int(part), definition.indicator_id, entry.starts_on, entry.ends_on,
                    report.kind, report.ownership,
                )  # fmt: skip
                found[key] += cell
    return {key: cell for key, cell in found.items() if not cell.is_empty}


def cells_of(
    unit: Any, indicators: Iterable[int], *, starts_on: date, ends_on: date,
    kind: str = "", ownership: str = "",
) -> dict[int, list[rules.Cell]]:  # fmt: skip
    """By indicator, one cell for each period within a span, in the order of time."""
    narrowed = {"kind": kind} if kind else {}
    narrowed |= {"ownership": ownership} if ownership else {}
    rows = Summary.objects.filter(
        unit=unit, indicator__in=list(indicators), starts_on__gte=starts_on,
        ends_on__lte=ends_on, **narrowed,
    ).order_by("starts_on")  # fmt: skip
    by_period: dict[tuple[int, date], list[rules.Cell]] = defaultdict(list)
    for row in rows:
        by_period[row.indicator_id, row.starts_on].append(row.cell)
    meanings = definitions_on({key for key, _start in by_period}, on=ends_on)
    found: dict[int, list[rules.Cell]] = defaultdict(list)
    for (key, _start), cells in by_period.items():
        found[key].append(
            rules.together(meanings[key].adds, cells, direction=meanings[key].direction)
        )
    return found


def children_of(unit: Any, *, on: date) -> QuerySet[Any]:
    """The units right below one, on a day."""
    return units_below(unit, on=on).filter(parent=unit)


def sums_below(
    unit: Any, indicator: Indicator, *, starts_on: date, ends_on: date, on: date
) -> dict[int, list[rules.Cell]]:
    """By unit right below, the cells of a figure: how a total opens downwards."""
    rows = Summary.objects.filter(
        unit__in=children_of(unit, on=on).values("pk"), indicator=indicator,
        starts_on__gte=starts_on, ends_on__lte=ends_on,
    ).order_by("starts_on")  # fmt: skip
    meaning = definitions_on([indicator.pk], on=ends_on)[indicator.pk]
    found: dict[int, dict[date, list[rules.Cell]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        found[row.unit_id][row.starts_on].append(row.cell)
    return {
        pk: [
            rules.together(meaning.adds, cells, direction=meaning.direction)
            for cells in by_period.values()
        ] for pk, by_period in found.items()
    }  # fmt: skip


def filled(
    unit: Any, indicators: Iterable[int], *, starts_on: date, ends_on: date, slots: int = 1
) -> dict[int, rules.Filled]:
    """By indicator, how many reports were due within a span, came, and say it does not apply.

    `slots` is how many periods the span has; a derived figure is as complete as its base.
    """
    keys = list(indicators)
    derived = Definition.objects.filter(indicator__in=keys, base__isnull=False)
    source = {key: key for key in keys} | dict(derived.values_list("indicator_id", "base_id"))
    asked = set(source.values())
    assigned = dict(
        Assignment.objects.within(starts_on, ends_on)
        .filter(unit__path__startswith=unit.path, indicator__in=asked)
        .values_list("indicator")
        .annotate(n=Count("unit", distinct=True))
    )  # fmt: skip
    told = {
        row["indicator"]: row
        for row in Summary.objects.filter(
            unit=unit, indicator__in=asked, starts_on__gte=starts_on, ends_on__lte=ends_on
        )
        .values("indicator")
        .annotate(given=Sum("count"), none=Sum("absent"), in_time=Sum("on_time"))
    }
    nothing = {"given": 0, "none": 0, "in_time": 0}
    return {
        key: rules.Filled(
            assigned=assigned.get(base, 0) * slots, reported=told.get(base, nothing)["given"],
            absent=told.get(base, nothing)["none"], on_time=told.get(base, nothing)["in_time"],
        ) for key, base in source.items()
    }  # fmt: skip
