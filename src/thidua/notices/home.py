"""What the first page answers: what is asked of me, by when, and where my things stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from thidua.core import capability
from thidua.core.capability import Ask, Own
from thidua.core.permit import Reason

SOON = timedelta(days=7)
OWN_SHOWN = 5


@dataclass(frozen=True)
class Part:
    """Asks of one urgency."""

    title: Reason
    asks: Sequence[Ask]


def parted(asks: Sequence[Ask], *, on: date) -> list[Part]:
    """Late, of this week, later, without a day; a part that holds nothing is left out."""
    parts = [
        Part(_("Quá hạn"), [a for a in asks if a.due_on and a.due_on < on]),
        Part(_("Trong 7 ngày tới"), [a for a in asks if a.due_on and on <= a.due_on <= on + SOON]),
        Part(_("Sau đó"), [a for a in asks if a.due_on and a.due_on > on + SOON]),
        Part(_("Chưa có hạn"), [a for a in asks if a.due_on is None]),
    ]
    return [part for part in parts if part.asks]


def composed(actor: Any, *, on: date) -> dict[str, Any]:
    """The page's context; each capability says what it has for this person."""
    asks = capability.asks(actor, on=on)
    own: list[Own] = [row for part in capability.mine(actor, on=on) for row in part.rows]
    return {
        "today": on,
        "asks": asks,
        "first": asks[0] if asks else None,
        "parts": parted(asks[1:], on=on),
        "tallies": capability.tallies(actor, on=on),
        "own": own[:OWN_SHOWN],
        "more_own": max(0, len(own) - OWN_SHOWN),
    }
