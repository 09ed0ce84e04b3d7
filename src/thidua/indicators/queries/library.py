"""The library of indicators: what one may use, and what each means on a day."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet

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
    rows = Definition.objects.filter(indicator__in=list(indicators)).select_related("indicator")
    found: dict[int, Definition] = {}
    for row in rows.order_by("indicator", "valid_from"):
        if row.indicator_id not in found or row.valid_from <= on:
            found[row.indicator_id] = row
    return found


def definition_on(indicator: Indicator, *, on: date) -> Definition:
    return definitions_on([indicator.pk], on=on)[indicator.pk]
