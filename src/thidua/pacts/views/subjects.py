"""What the pages of pacts are about."""

from typing import Any

from django.http import HttpRequest

from thidua.movements import queries as movements
from thidua.pacts import queries
from thidua.pacts.models import Clause, Pact, Sheet

FORM_METHODS = ["GET", "HEAD", "POST"]


def the_pact(request: HttpRequest, pk: int) -> Pact | None:
    return queries.pact_by_key(pk)


def the_clause(request: HttpRequest, pk: int, clause: int) -> Clause | None:
    pact = queries.pact_by_key(pk)
    found = queries.clause_by_key(pact, clause) if pact is not None else None
    if found is not None and pact is not None:
        found.pact = pact
    return found


def the_sheet(request: HttpRequest, pk: int) -> Sheet | None:
    return queries.sheet_by_key(pk)


def the_movement(request: HttpRequest) -> Any:
    """The movement that the address names."""
    key = request.GET.get("phong-trao", "")
    return movements.movement_of(int(key)) if key.isdigit() else None
