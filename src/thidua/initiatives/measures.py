"""Figures of initiatives and difficulties, for phases, boards and reviews."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thidua.core.period import HANOI, Period
from thidua.initiatives import queries
from thidua.initiatives.models import Difficulty, Entry, Initiative
from thidua.initiatives.states import EntryState
from thidua.movements.measures import Figure, Log, Logged, counted, register, rolled_up


@dataclass(frozen=True)
class _Asked:
    """What a board asks: which movement, of which units, in which days."""

    movement: Any
    units: Sequence[Any]
    span: Period

    def entries(self, model: type[Entry]) -> QuerySet[Any]:
        found = queries.in_movement(model, self.movement)
        return found.filter(queries.sent_within(self.span))

    def figures(self, found: QuerySet[Any], name: str, state: str) -> dict[int, Figure]:
        by_path = found.order_by().values_list("unit__path").annotate(Count("pk"))
        sums = rolled_up(self.units, by_path)
        return {
            unit.pk: counted(sums[unit.pk], self._list_url(name, unit, state))
            for unit in self.units
        }

    def _list_url(self, name: str, unit: Any, state: str) -> str:
        days = {"sent_from": self.span.start, "sent_to": self.span.end}
        asked = {"movement": self.movement.pk, "unit": unit.pk, "state": state} | {
            key: f"{day:%d/%m/%Y}" for key, day in days.items() if day is not None
        }
        return f"{reverse(name)}?{urlencode(asked)}"


def _log(model: type[Entry], states: Iterable[str]) -> Log:
    """What was sent in the movements themselves and stands in one of `states`, day by day."""

    def log(movements: Collection[int], period: Period) -> Iterable[Logged]:
        found = model._default_manager.filter(
            queries.sent_within(period), movement__in=movements, state__in=list(states)
        )
        days = found.order_by().annotate(day=TruncDate("submitted_at", tzinfo=HANOI))
        rows = days.values_list("movement", "unit__path", "day").annotate(Count("pk"))
        return [Logged(*row) for row in rows]

    return log


@register(
    "initiatives.submitted", label=_("Sáng kiến đã gửi"), unit=_("sáng kiến"),
    enter_url="initiatives:create", log=_log(Initiative, queries.STANDING),
)  # fmt: skip
def submitted(movement: Any, units: Sequence[Any], period: Period) -> dict[int, Figure]:
    """Initiatives sent in the period and not returned, verified ones included."""
    asked = _Asked(movement, units, period)
    return asked.figures(asked.entries(Initiative), "initiatives:list", queries.STANDING_NAME)


@register(
    "initiatives.verified", label=_("Sáng kiến đã xác nhận"), unit=_("sáng kiến"),
    enter_url="initiatives:create", log=_log(Initiative, [EntryState.VERIFIED]),
)  # fmt: skip
def verified(movement: Any, units: Sequence[Any], period: Period) -> dict[int, Figure]:
    """Of those sent in the period, the verified ones: a head's delay does not move the week."""
    asked = _Asked(movement, units, period)
    found = asked.entries(Initiative).filter(state=EntryState.VERIFIED)
    return asked.figures(found, "initiatives:list", EntryState.VERIFIED)


@register(
    "difficulties.solved", label=_("Khó khăn đã tháo gỡ"), unit=_("khó khăn"),
    enter_url="initiatives:difficulty_create", log=_log(Difficulty, [EntryState.VERIFIED]),
)  # fmt: skip
def solved(movement: Any, units: Sequence[Any], period: Period) -> dict[int, Figure]:
    """Verified difficulties sent in the period."""
    asked = _Asked(movement, units, period)
    found = asked.entries(Difficulty).filter(state=EntryState.VERIFIED)
    return asked.figures(found, "initiatives:difficulty_list", EntryState.VERIFIED)
