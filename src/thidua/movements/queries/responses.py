"""Named questions about which movements answer which."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from thidua.movements import rules
from thidua.movements.models import Movement, Registrant, Response
from thidua.movements.states import MovementState, RegistrationState


def counting_towards(movement: Movement | int) -> QuerySet[Movement]:
    """The movement (or its key) and all that answer it: what is entered once counts in each."""
    key = movement if isinstance(movement, int) else movement.pk
    found = Q(pk=key)
    answering = Response.objects.filter(parent=key).values("movement")
    for _level in range(rules.MOST_LEVELS):
        found |= Q(pk__in=answering)
        answering = Response.objects.filter(parent__in=answering).values("movement")
    return Movement.objects.filter(found)


def registered_towards(movement: Movement) -> list[tuple[str, int]]:
    """Unit's path and person of each on an approved list, of it and of all that answer it."""
    found = Registrant.objects.filter(
        registration__movement__in=counting_towards(movement),
        registration__state=RegistrationState.APPROVED,
    )
    return list(found.order_by().values_list("registration__unit__path", "person").distinct())


def edges() -> list[tuple[int, int]]:
    """Every answer as (movement, the higher one)."""
    return list(Response.objects.order_by("pk").values_list("movement", "parent"))


def parents_of(movement: Movement) -> list[Movement]:
    """The higher movements that it answers, in the order in which they were named."""
    found = Movement.objects.filter(answered_by__movement=movement).select_related("unit")
    return list(found.order_by("answered_by__pk"))


def answered_by(movement: Movement) -> QuerySet[Movement]:
    """The same as rows that can be joined with `answerable_by`."""
    return Movement.objects.filter(
        pk__in=Response.objects.filter(movement=movement).values("parent")
    ).select_related("unit")


def responders_of(movement: Movement) -> list[Movement]:
    """The launched movements that answer it directly, by their units' names."""
    found = Movement.objects.filter(answers__parent=movement).exclude(state=MovementState.DRAFT)
    return list(found.select_related("unit").order_by("unit__sort_key", "pk"))


def answerable_by(unit: Any, *, but: Movement | None = None) -> QuerySet[Movement]:
    """Running movements that a movement of `unit` may answer: of it, of units above, of others."""
    above = [int(part) for part in unit.path.strip("/").split("/")]
    found = Movement.objects.filter(state=MovementState.LAUNCHED, unit__in=above)
    if but is not None:
        found = found.exclude(pk__in=[but.pk, *rules.downwards(edges(), but.pk)])
    return found.select_related("unit").order_by("unit__path", "-starts_on", "pk")


def with_answers(movements: Iterable[Movement]) -> dict[int, set[int]]:
    """By movement, the numbers of it and of all that answer it; one query for all."""
    known = edges()
    return {each.pk: {each.pk, *rules.downwards(known, each.pk)} for each in movements}
