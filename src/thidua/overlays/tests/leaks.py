"""What of local rules may reach whom: those in office, and below only what is in force."""

from typing import Any

from tests.leaks.planted import Planted, secret
from tests.leaks.roles import OUTSIDER, WATCHERS

from thidua.legal.corners import corners
from thidua.overlays.states import RowKind
from thidua.overlays.tests.factories import POWER, draft, held

READING = WATCHERS | {"admin"}


def planted(here: Any) -> Planted:
    admin, away = here.user("quantri"), here.people["NGOAI"]
    theirs = away.memberships.get().unit
    kept = draft(admin, here.top, POWER)
    running = held(admin, here.top, POWER, number="16/2025/QĐ-UBND")
    other = held(away.user, theirs, POWER, number="17/2025/QĐ-UBND")
    keys = [rule.pk for rule in (kept, running, other)]
    return Planted(
        objects={
            "<int:pk>": keys,
            "<int:pk>/them/<str:kind>": [(key, RowKind.POWER.value) for key in keys],
            "hoi-nhanh/<slug:name>": [next(iter(corners()))],
        },
        secrets=[
            secret(kept, "title", READING),
            secret(running, "title", READING),
            secret(other, "title", frozenset({OUTSIDER})),
        ],
    )
