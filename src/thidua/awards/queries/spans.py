"""Honours of some years: how many of which award each subject holds, and how many by level."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from thidua.awards.models import Honour, OutsideDecision
from thidua.awards.queries.records import Key


def honours_in(years: range, *, people: Any, units: Any) -> QuerySet[Honour]:
    """Standing honours of the years that these people and collectives hold."""
    return Honour.objects.filter(
        Q(person__in=people) | Q(unit__in=units), revoked_on=None,
        year__gte=years.start, year__lt=years.stop,
    )  # fmt: skip


def counts_of(years: range, *, people: Any, units: Any) -> dict[Key, dict[str, int]]:
    """How many of each award, by subject; one honour counts once, whoever decided it."""
    rows = honours_in(years, people=people, units=units)
    counted = rows.order_by().values_list("person_id", "unit_id", "award").annotate(n=Count("pk"))
    found: dict[Key, dict[str, int]] = defaultdict(dict)
    for person, unit, award, n in counted:
        found[("person", person) if person else ("unit", unit or 0)][award] = n
    return dict(found)


def by_level(years: range, *, people: Any, units: Any) -> Iterable[tuple[str, int, int, int, int]]:
    """Level, year, collectives, individuals, not split: names counted once each, and what other
    decisions state without names."""
    rows = honours_in(years, people=people, units=units).order_by()
    for level, year, collectives, individuals in rows.values_list("level", "year").annotate(
        units=Count("pk", filter=Q(person=None)), people=Count("pk", filter=Q(unit=None))
    ):
        yield level, year, collectives, individuals, 0
    stated = OutsideDecision.objects.filter(
        unit__in=units, year__gte=years.start, year__lt=years.stop, honours=None
    )
    for level, year, collectives, individuals, unsplit in (
        stated.order_by()
        .values_list("level", "year")
        .annotate(units=Sum("collectives"), people=Sum("individuals"), rest=Sum("unsplit"))
    ):
        yield level, year, collectives or 0, individuals or 0, unsplit or 0
