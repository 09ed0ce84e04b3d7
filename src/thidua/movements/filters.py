"""What the filters of lists under movements share: units, movements, days of a figure."""

from typing import Any

import django_filters as filters
from django import forms

from thidua.movements import queries
from thidua.orgs import queries as orgs


class PlaceFilter(filters.FilterSet):  # type: ignore[misc] # django-filter has no types
    """Offers what occurs in the list; a subclass declares `unit` (by `by_unit`) and `movement`.

    With a filter `alone` the units below are left out.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units, movements = queries.facets(self.queryset)
        asked = str(self.data.get("unit") or "") if self.data else ""
        if asked.isdecimal() and int(asked) not in units:
            # A figure's link names the unit that was counted, above those that occur.
            visible = orgs.visible_units(self.request.user).filter(pk=asked)
            units |= {unit.pk: unit.name for unit in visible}
        self.filters["unit"].extra["choices"] = list(units.items())
        self.filters["movement"].extra["choices"] = list(movements.items())

    def by_unit(self, rows: Any, _name: str, key: str) -> Any:
        if "alone" in self.filters and self.data.get("alone"):
            return rows.filter(unit=key)
        return rows.filter(unit__path__contains=f"/{key}/")

    def as_it_is(self, rows: Any, _name: str, wanted: bool) -> Any:
        """Read by `by_unit`."""
        return rows


def day_in_address(field: str, lookup: str) -> filters.DateFilter:
    """A day in a figure's link, written `22/11/2026`."""
    return filters.DateFilter(
        field_name=field, lookup_expr=lookup, widget=forms.HiddenInput, input_formats=["%d/%m/%Y"]
    )
