"""At what one looks: unit, days, types of units; what a set's indicators mean in those days."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from thidua.indicators import rules
from thidua.indicators.models import Definition, IndicatorSet, Report
from thidua.indicators.queries.sets import READERS
from thidua.indicators.states import SetState
from thidua.orgs.queries import units_in_reach

TREND = 12  # periods
Span = tuple[date, date]
Type = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Look:
    """At which unit, days and types of reporting units of a set one looks."""

    set: IndicatorSet
    unit: Any
    starts_on: date
    ends_on: date
    on: date
    kind: str = ""
    ownership: str = ""

    def takes(self, kind: str, ownership: str) -> bool:
        return self.kind in {"", kind} and self.ownership in {"", ownership}

    @property
    def is_over(self) -> bool:
        return self.ends_on < self.on


@dataclass(frozen=True, kw_only=True)
class Sum:
    """What stands behind a figure, and how much of it has been said."""

    meaning: Definition
    cell: rules.Cell = field(default_factory=rules.Cell)
    filled: rules.Filled = field(default_factory=rules.Filled)
    believed: int = 0

    @property
    def figure(self) -> Any:
        return rules.value(self.meaning.adds, self.cell)


@dataclass(frozen=True, kw_only=True)
class Whole(Sum):
    """A sum with its periods, and how many units of the set are not asked at all."""

    periods: Mapping[Span, Sum] = field(default_factory=dict)
    unasked: int = 0
    by_type: Mapping[Type, Mapping[Span, Sum]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Inherited:
    """What one unit that is no more reported in the days looked at, and when its place was taken.

    `since` is `None` where it came by way of further units.
    """

    source: Any
    since: date | None
    kind: str
    cell: rules.Cell


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A unit's sums by indicator in the order of the set, and those of each unit right below."""

    look: Look
    whole: Mapping[int, Whole]
    below: Mapping[int, Mapping[int, Sum]]
    units: Sequence[Any]
    types: Sequence[Type]
    # By indicator, the figures of the last periods up to the end of the days looked at.
    trends: Mapping[int, Sequence[tuple[Span, Decimal | None]]]
    # Those right below that report themselves, with nothing asked below them.
    leaves: frozenset[int] = frozenset()
    # Whether the unit itself does.
    is_leaf: bool = False
    # Whether it reports itself and stands above others that do.
    is_both: bool = False
    # By indicator, what it took over from units in whose place it stands; in none of the sums.
    inherited: Mapping[int, Sequence[Inherited]] = field(default_factory=dict)


def within_reach(actor: Any, of_set: IndicatorSet, *, on: date | None = None) -> QuerySet[Any]:
    """The units of a set's tree into whose sums the actor looks, from the top downwards."""
    reach = units_in_reach(actor, READERS, on=on)
    return reach.filter(path__startswith=of_set.unit.path).order_by("path")


def way_to(reach: QuerySet[Any], key: int) -> list[Any]:
    """A unit within reach and those above it within reach, the uppermost first; none: not there."""
    below = reach.model.objects.filter(pk=key, path__startswith=OuterRef("path"))
    found = list(reach.filter(Exists(below)))
    return found if found and found[-1].pk == key else []


def sets_summed_for(actor: Any, *, on: date) -> QuerySet[IndicatorSet]:
    """Open sets that ask something of units which the actor watches."""
    reach = units_in_reach(actor, READERS, on=on)
    return (
        IndicatorSet.objects.filter(
            Q(unit__in=reach.values("pk")) | Q(assignments__unit__in=reach.values("pk")),
            state=SetState.OPEN,
        )
        .select_related("unit", "movement")
        .order_by("-starts_on", "pk")
        .distinct()
    )


def reports_at(look: Look, units: Iterable[int]) -> QuerySet[Report]:
    """The reports of some units themselves in the days looked at, in the order of time."""
    return (
        Report.objects.filter(
            set=look.set, unit__in=list(units), starts_on__gte=look.starts_on,
            ends_on__lte=look.ends_on, starts_on__lte=look.on,
        )
        .select_related("unit")
        .order_by("starts_on", "frequency", "pk")
    )  # fmt: skip


@dataclass(frozen=True)
class Frame:
    """What an indicator of the set means in the days looked at, and in which periods it is asked.

    A derived figure is as complete as its `source`, the figure that units report.
    """

    meaning: Definition
    source: int
    spans: tuple[Span, ...]


class Frames:
    """The indicators of a set in its order, what each meant when, and the periods that have begun.

    A page reads them once, to offer the periods and to add up one of them.
    """

    def __init__(self, of_set: IndicatorSet, *, on: date) -> None:
        self.set, self.on = of_set, on
        self.keys = list(of_set.items.order_by("order", "pk").values_list("indicator", flat=True))
        self.said: dict[int, list[Definition]] = defaultdict(list)
        here = Q(indicator__items__set=of_set)
        bases = Q(indicator__derived__indicator__items__set=of_set)
        rows = Definition.objects.filter(here | bases).select_related("indicator", "base")
        for row in rows.order_by("valid_from", "pk").distinct():
            self.said[row.indicator_id].append(row)

    def meaning(self, key: int, on: date) -> Definition:
        """What it means on a day; its first meaning before its first day."""
        known = [each for each in self.said[key] if each.valid_from <= on]
        return (known or self.said[key][:1])[-1]

    def known(self, key: int | None) -> Definition | None:
        """What an indicator means at the end of the set, if it or what it rests on is of it."""
        if key is None or key not in self.said:
            return None
        return self.meaning(key, self.set.ends_on)

    def source_of(self, key: int, on: date) -> int:
        return self.meaning(key, on).base_id or key

    def spans_of(self, source: int) -> list[Span]:
        """The periods in which it is reported, by what it means at the end of each."""
        return sorted(
            (start, end)
            for frequency in {meaning.frequency for meaning in self.said[source]}
            for start, end in rules.slots(frequency, self.set.starts_on, self.set.ends_on)
            if start <= self.on and self.meaning(source, end).frequency == frequency
        )

    @property
    def every(self) -> list[Span]:
        """All of them, and the years that they make up, the latest and longest first."""
        last = self.set.ends_on
        found = {span for key in self.keys for span in self.spans_of(self.source_of(key, last))}
        if found:
            years = rules.slots("year", self.set.starts_on, last)
            found |= {span for span in years if span[0] <= self.on}
        return sorted(found, key=lambda span: (span[1], -span[0].toordinal()), reverse=True)

    def last_spans(self, look: Look) -> dict[int, tuple[Definition, list[Span]]]:
        """By indicator, its last periods up to the end of the days looked at."""
        found = {}
        for key in self.keys:
            spans = self.spans_of(self.source_of(key, look.ends_on))
            until = [span for span in spans if span[1] <= look.ends_on]
            found[key] = (self.meaning(key, look.ends_on), until[-TREND:])
        return found

    def first_of_trend(self, look: Look) -> date:
        """From when on sums are read, for the days looked at and the periods before them."""
        starts = [span[0] for _meaning, spans in self.last_spans(look).values() for span in spans]
        return min([look.starts_on, *starts])

    def within(self, look: Look) -> dict[int, Frame]:
        found = {}
        for key in self.keys:
            source = self.source_of(key, look.ends_on)
            spans = tuple(
                (start, end) for start, end in self.spans_of(source)
                if look.starts_on <= start and end <= look.ends_on
            )  # fmt: skip
            found[key] = Frame(self.meaning(key, look.ends_on), source, spans)
        return found
