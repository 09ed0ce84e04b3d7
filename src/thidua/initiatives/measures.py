"""Figures of initiatives and difficulties, for phases, boards and reviews."""

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from thidua.core.period import Period
from thidua.initiatives import queries
from thidua.initiatives.models import Difficulty, Initiative
from thidua.initiatives.states import EntryState
from thidua.movements.measures import MEASURES, Figure, counted


def _list_url(name: str, movement: Any, unit: Any, span: Period, state: str) -> str:
    days = {"sent_from": span.start, "sent_to": span.end}
    asked = {"movement": movement.pk, "unit": unit.pk, "state": state} | {
        key: f"{day:%d/%m/%Y}" for key, day in days.items() if day is not None
    }
    return f"{reverse(name)}?{urlencode(asked)}"


@MEASURES.register("initiatives.submitted")
def submitted(movement: Any, unit: Any, period: Period) -> Figure:
    """Initiatives sent in the period and not returned, verified ones included."""
    found = queries.in_movement(Initiative, movement, unit).filter(queries.sent_within(period))
    url = _list_url("initiatives:list", movement, unit, period, queries.STANDING_NAME)
    return counted(found.count(), url)


@MEASURES.register("initiatives.verified")
def verified(movement: Any, unit: Any, period: Period) -> Figure:
    """Of those sent in the period, the verified ones: a head's delay does not move the week."""
    found = queries.in_movement(Initiative, movement, unit).filter(
        queries.sent_within(period), state=EntryState.VERIFIED
    )
    url = _list_url("initiatives:list", movement, unit, period, EntryState.VERIFIED)
    return counted(found.count(), url)


@MEASURES.register("difficulties.solved")
def solved(movement: Any, unit: Any, period: Period) -> Figure:
    """Verified difficulties sent in the period."""
    found = queries.in_movement(Difficulty, movement, unit).filter(
        queries.sent_within(period), state=EntryState.VERIFIED
    )
    url = _list_url("initiatives:difficulty_list", movement, unit, period, EntryState.VERIFIED)
    return counted(found.count(), url)
