"""The papers of a movement and of a unit's list as files."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from thidua.core import period
from thidua.documents.pages import hand_out
from thidua.movements import permits
from thidua.movements.views.subjects import movement, registration
from thidua.orgs.pages import page

NAMES = {"quyet-dinh": "movements.launch", "ke-hoach": "movements.plan"}


@require_safe
@page(permit=permits.sees_movement, subject=movement)
def movement_paper(request: HttpRequest, movement: Any, name: str, ext: str) -> HttpResponse:
    """The decision that launches it (`quyet-dinh`) or its plan (`ke-hoach`)."""
    if name not in NAMES or movement.body:
        raise Http404
    return hand_out(
        request, NAMES[name], movement, issuer=movement.unit, ext=ext, on=period.today(),
        name=f"{name}-{movement.pk}", back="movements:detail",
    )  # fmt: skip


@require_safe
@page(permit=permits.sees_registration, subject=registration)
def registration_paper(request: HttpRequest, registration: Any, ext: str) -> HttpResponse:
    """A unit's list, to be printed and signed."""
    return hand_out(
        request, "movements.registration", registration, issuer=registration.unit, ext=ext,
        on=period.today(),
        name=f"dang-ky-{registration.pk}", back="movements:registration",
    )  # fmt: skip
