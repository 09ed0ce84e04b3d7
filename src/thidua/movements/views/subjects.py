"""What an address of this capability is about."""

from typing import Any

from django.http import HttpRequest

from thidua.movements import queries

FORM_METHODS = ["GET", "HEAD", "POST"]


def movement(request: HttpRequest, pk: int) -> Any:
    return queries.movement_of(pk)


def registration(request: HttpRequest, pk: int) -> Any:
    return queries.registration_of(pk)


def party(request: HttpRequest, pk: int) -> Any:
    return queries.party_of(pk)


def phase(request: HttpRequest, pk: int) -> Any:
    return queries.phase_of(pk)
