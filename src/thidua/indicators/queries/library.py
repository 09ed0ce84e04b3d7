"""The library of indicators: what one may use, and what each means on a day."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Lower

from thidua.indicators.models import Definition, Indicator
from thidua.orgs.queries import own_units, role_units
from thidua.orgs.states import Role

LIBRARIANS = (Role.OFFICER, Role.DIRECTOR, Role.INSPECTOR, Role.HEAD)


def indicators_visible_to(actor: Any, *, on: date | None = None) -> QuerySet[Indicator]:
    """Indicators of the units above and below those where one holds a role."""
    units = [*role_units(actor, LIBRARIANS, on=on), *own_units(actor, on=on)]
    above = {int(part) for unit in units for part in unit.path.split("/") if part}
    below = Indicator.objects.none()
    for unit in role_units(actor, LIBRARIANS, on=on):
        below |= Indicator.objects.filter(unit__path__startswith=unit.path)
    return (below | Indicator.objects.filter(unit__in=above)).select_related("unit").distinct()


def definitions_on(indicators: Iterable[int], *, on: date) -> dict[int, Definition]:
    """What each indicator means on a day, by its key; the first meaning before its first day."""
    rows = Definition.objects.filter(indicator__in=list(indicators)).select_related(
        "indicator", "base"
    )
    found: dict[int, Definition] = {}
    for row in rows.order_by("indicator", "valid_from"):
        if row.indicator_id not in found or row.valid_from <= on:
            found[row.indicator_id] = row
    return found


def definition_on(indicator: Indicator, *, on: date) -> Definition:
    return definitions_on([indicator.pk], on=on)[indicator.pk]


def library_of(actor: Any, *, on: date) -> QuerySet[Indicator]:
    """The visible indicators with what each means on a day, as the list shows and searches it."""
    meanings = Definition.objects.filter(indicator=OuterRef("pk"))
    current = meanings.filter(valid_from__lte=on).order_by("-valid_from")
    first = meanings.order_by("valid_from")
    names = ("name", "folded", "shape", "adds", "frequency", "counted_in", "base")
    return indicators_visible_to(actor, on=on).annotate(
        its_code=Lower("code"),
        **{
            f"its_{name}": Coalesce(
                Subquery(current.values(name)[:1]), Subquery(first.values(name)[:1])
            )
            for name in names
        },
    )


def indicator_by_pk(pk: int) -> Indicator | None:
    return Indicator.objects.select_related("unit").filter(pk=pk).first()


def meanings_of(indicator: Indicator) -> QuerySet[Definition]:
    """What it means and meant, the newest first."""
    return indicator.definitions.select_related("base").order_by("-valid_from")


def usable_in(of_set: Any, *, on: date, also: Iterable[int] = ()) -> QuerySet[Indicator]:
    """Indicators of the set's unit and those above it that are not retired; and those named."""
    above = [int(part) for part in of_set.unit.path.split("/") if part]
    living = Q(retired_on=None) | Q(retired_on__gt=on)
    return (
        Indicator.objects.filter((Q(unit__in=above) & living) | Q(pk__in=list(also)))
        .select_related("unit")
        .order_by("code")
    )


def adoptable(unit: Any, of_set: Any, *, on: date) -> QuerySet[Indicator]:
    """What a unit may choose by itself: its own library and those above, not in the set."""
    above = [int(part) for part in unit.path.split("/") if part]
    return (
        Indicator.objects.filter(unit__in=above)
        .filter(Q(retired_on=None) | Q(retired_on__gt=on))
        .exclude(items__set=of_set)
        .exclude(assignments__set=of_set, assignments__unit=unit)
        .exclude(definitions__base__isnull=False)
        .order_by("code")
    )
