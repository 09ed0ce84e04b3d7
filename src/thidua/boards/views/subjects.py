"""What the pages of boards are about, from their addresses."""

from typing import Any

from django.http import Http404, HttpRequest

from thidua.boards import queries
from thidua.movements import queries as movements
from thidua.movements.states import MovementState

FORM_METHODS = ("GET", "HEAD", "POST")


def movement(request: HttpRequest, pk: int) -> Any:
    """A movement that has a board: launched, or over."""
    found = movements.movement_of(pk)
    return found if found is not None and found.state != MovementState.DRAFT else None


def group(request: HttpRequest, pk: int, unit: int) -> Any:
    """(movement, unit in its scope)."""
    found = movement(request, pk)
    if found is None:
        raise Http404
    units = {each.pk: each for each in movements.units_in_scope(found)}
    return (found, units[unit]) if unit in units else None


def allowance(request: HttpRequest, pk: int) -> Any:
    return queries.allowance_of(pk)


def link(request: HttpRequest, pk: int) -> Any:
    return queries.link_of(pk)
