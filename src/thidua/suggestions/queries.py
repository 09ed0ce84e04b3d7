"""Named questions about suggestions: who sees which, who may know the author, who must answer."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import Length

from thidua.core.period import Period
from thidua.movements import queries as movements
from thidua.orgs import queries as orgs
from thidua.orgs.states import Role
from thidua.suggestions.models import Passing, Suggestion
from thidua.suggestions.states import SETTLED, WAITING

ANSWERING = (Role.OFFICER, Role.HEAD)
WATCHING = (*ANSWERING, Role.DIRECTOR, Role.INSPECTOR)
ATTACHMENT = "attachment"
LIST_FIELDS = (
    "pk", "kind", "text", "state", "due_on", "received_on", "answered_on", "unit__name",
    "movement__title",
)  # fmt: skip


def _is_inside(actor: Any) -> bool:
    return orgs.person_of(actor) is not None and bool(actor.is_active)


def visible_to(actor: Any) -> QuerySet[Suggestion]:
    """One's own; those held by, or passed on from, units that one leads, keeps or inspects."""
    if not _is_inside(actor):
        return Suggestion.objects.none()
    watched = orgs.units_in_reach(actor, WATCHING).values("pk")
    passed = Passing.objects.filter(source__in=watched).values("suggestion")
    return Suggestion.objects.filter(Q(author=actor.pk) | Q(unit__in=watched) | Q(pk__in=passed))


def _knows(actor: Any) -> Q:
    """A condition on suggestions: those whose author `actor` may know."""
    answering = orgs.units_in_reach(actor, ANSWERING).values("pk")
    return Q(is_name_kept=False) | Q(author=actor.pk) | Q(unit__in=answering)


def knows_author(actor: Any, suggestion: Suggestion) -> bool:
    """Whether the author's name is for `actor`."""
    return Suggestion.objects.filter(_knows(actor), pk=suggestion.pk).exists()


def listed(actor: Any) -> QuerySet[Suggestion, dict[str, Any]]:
    """Rows of the list as plain values, the author's name only where it may be known."""
    name = Case(
        When(_knows(actor), then=F("author__full_name")),
        default=Value(None), output_field=CharField(null=True),
    )  # fmt: skip
    rows: QuerySet[Suggestion, dict[str, Any]] = visible_to(actor).values(
        *LIST_FIELDS,
        author_name=name,
        turn=Case(When(state__in=WAITING, then=Value(0)), default=Value(1)),
    )
    return rows


def suggestion_for(actor: Any, key: int) -> Suggestion | None:
    found = visible_to(actor).filter(pk=key)
    return found.select_related("unit", "movement", "author", "answered_by").first()


def suggestion_by_key(key: int | str) -> Suggestion | None:
    return Suggestion.objects.filter(pk=key).first()


def passings_of(suggestion: Suggestion) -> list[Passing]:
    return list(suggestion.passings.select_related("source", "target"))


def awaiting(actor: Any, *, on: date) -> QuerySet[Suggestion]:
    """What a person is asked to answer, the most urgent first.

    The officer or head nearest to the holding unit is asked; one further above only where
    nobody is nearer.
    """
    if not _is_inside(actor):
        return Suggestion.objects.none()
    asked = Q(pk__in=[])
    for standing in orgs.standings(actor, on=on):
        if standing.role in ANSWERING:
            reached = Q(unit__path__startswith=standing.unit.path)
            asked |= reached & ~_has_nearer(len(standing.unit.path), on)
    return (
        Suggestion.objects.filter(asked, state__in=WAITING)
        .exclude(author=actor.pk)
        .order_by("due_on", "pk")
    )


def _has_nearer(length: int, on: date) -> Q:
    """Whether somebody who answers stands between a path of some length and the holding unit."""
    nearer = Q(pk__in=[])
    for role in ANSWERING:
        held = (
            orgs.grants_of(role, on=on)
            .annotate(
                below=ExpressionWrapper(OuterRef("unit__path"), CharField()),
                depth=Length("unit__path"),
            )
            .filter(below__startswith=F("unit__path"), depth__gt=length)
            .exclude(person__user=OuterRef("author"))
        )
        nearer |= Q(Exists(held))
    return nearer


def answering_accounts(suggestion: Suggestion, *, on: date) -> list[int]:
    """Accounts of the officers and heads nearest to the holding unit, but for the author."""
    ups = [int(part) for part in suggestion.unit.path.strip("/").split("/")]
    units = orgs.units_by_pk(ups)
    for pk in reversed(ups):
        found = set(orgs.accounts_with_role([units[pk]], ANSWERING, on=on))
        if others := sorted(found - {suggestion.author_id}):
            return others
    return []


def offered_units(actor: Any, *, on: date) -> QuerySet[Any]:
    """To whom one may write: one's own units, those above, and sponsors of what runs there."""
    own = list(orgs.own_units(actor, on=on))
    above = {int(part) for unit in own for part in unit.path.strip("/").split("/")}
    running = movements.open_movements(own, on=on)
    sponsors = {unit.pk for movement in running for unit in movement.sponsors.all()}
    top = {movement.unit_id for movement in running}
    found = orgs.visible_units(actor, on=on).filter(pk__in=above | sponsors | top)
    return found.order_by("-path")


def offered_movements(actor: Any, *, on: date) -> QuerySet[Any]:
    return movements.own_running(actor, on=on)


def sponsor_of(movement: Any) -> Any:
    """Who answers for a movement: its first sponsor, else the unit that runs it."""
    return movement.sponsors.order_by("path").first() or movement.unit


def units_to_pass_to(suggestion: Suggestion, actor: Any, *, on: date) -> QuerySet[Any]:
    """Every unit of the same tree but the one that holds it."""
    root = f"/{suggestion.unit.path.split('/')[1]}/"
    found = orgs.visible_units(actor, on=on).filter(path__startswith=root)
    return found.exclude(pk=suggestion.unit_id).order_by("sort_key", "pk")


def own(actor: Any) -> Iterable[Suggestion]:
    """What a person wrote, the newest first."""
    found = Suggestion.objects.filter(author=actor.pk).select_related("unit")
    return found.order_by("-received_on", "-pk")[:50]


def answered_within(span: Period) -> QuerySet[Suggestion]:
    """Those answered within some days, closed ones included; one asked again waits again."""
    found = Suggestion.objects.filter(state__in=SETTLED, answered_on__gte=span.start)
    return found.filter(answered_on__lte=span.end) if span.end is not None else found


def received_in(movement: Any, span: Period) -> list[Suggestion]:
    """Those of a movement, and of what answers it, that came within some days."""
    towards = movements.counting_towards(movement).order_by().values("pk")
    found = Suggestion.objects.filter(movement__in=towards, received_on__gte=span.start)
    if span.end is not None:
        found = found.filter(received_on__lte=span.end)
    return list(found.select_related("unit").order_by("unit__sort_key", "unit", "pk"))


def kept_on(person: Any) -> dict[str, list[dict[str, Any]]]:
    """Everything that stands here on one person, for export."""
    written = Suggestion.objects.filter(author__person=person).order_by("pk")
    answered = Suggestion.objects.filter(answered_by__person=person).order_by("pk")
    names = ("received_on", "kind", "text", "unit__name", "state")
    return {
        "suggestions": list(written.values(*names, "is_name_kept", "answer")),
        "suggestions_answered": list(answered.values("answered_on", "answer")),
    }
