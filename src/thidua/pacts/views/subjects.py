"""What the pages of pacts are about."""

from typing import Any

from django.http import HttpRequest

from thidua.movements import queries as movements
from thidua.pacts import queries
from thidua.pacts.models import Pact, Sheet

FORM_METHODS = ["GET", "HEAD", "POST"]


def the_pact(request: HttpRequest, pk: int) -> Pact | None:
    return queries.pact_by_key(pk)


def the_sheet(request: HttpRequest, pk: int) -> Sheet | None:
    return queries.sheet_by_key(pk)


def the_movement(request: HttpRequest) -> Any:
    """The movement that the address names."""
    key = request.GET.get("phong-trao", "")
    return movements.movement_of(int(key)) if key.isdigit() else None
