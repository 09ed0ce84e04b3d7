"""Which roles count for whom, and which units they reach."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from thidua.core import period
from thidua.core.action import is_under_way
from thidua.core.text import fold
from thidua.orgs.models import Deputation, Membership, Person, RoleGrant, Unit
from thidua.orgs.queries.units import subtree_of
from thidua.orgs.states import Role


@dataclass(frozen=True)
class Standing:
    """A role on a unit's subtree, held in one's own right or for `principal`."""

    role: Role
    unit: Unit
    principal: Person | None = None

    def reaches(self, unit: Unit) -> bool:
        return unit.path.startswith(self.unit.path)

    def leads(self, unit: Unit) -> bool:
        """Whether one decides and signs by it for `unit`.

        A role reaches the union beside a hospital too, but not the power to sign for it.
        """
        is_of_its_line = unit.line == self.unit.line
        return self.role is Role.DIRECTOR and is_of_its_line and self.reaches(unit)


def person_of(actor: Any) -> Person | None:
    """The person behind an account; none for the system and for accounts without one."""
    return getattr(actor, "person", None)


_remembered: ContextVar[dict[tuple[int, date], list[Standing]] | None] = ContextVar(
    "standings remembered while a page is made", default=None
)


@contextmanager
def remembering() -> Iterator[None]:
    """Within, `standings` asks the database once per actor and day, but in actions always."""
    token = _remembered.set({})
    try:
        yield
    finally:
        _remembered.reset(token)


def standings(actor: Any, *, on: date | None = None) -> list[Standing]:
    """Every role that counts for `actor` on a day: first own ones, then those deputised."""
    person = person_of(actor)
    if person is None or not getattr(actor, "is_active", False):
        return []
    day = on or period.today()
    remembered = None if is_under_way() else _remembered.get()
    if remembered is None:
        return _standings(person, day)
    if (person.pk, day) not in remembered:
        remembered[person.pk, day] = _standings(person, day)
    return remembered[person.pk, day]


def _standings(person: Person, day: date) -> list[Standing]:
    lent = Deputation.objects.on(day).filter(deputy=person).values("grant")
    held = RoleGrant.objects.on(day).filter(Q(person=person) | Q(pk__in=lent))
    own, others = [], []
    for grant in held.select_related("unit", "person").order_by("pk"):
        if grant.person_id == person.pk:
            own.append(Standing(Role(grant.role), grant.unit))
        else:
            others.append(Standing(Role(grant.role), grant.unit, grant.person))
    return own + others


def standing_on(
    actor: Any, unit: Unit, roles: Iterable[Role], *, on: date | None = None
) -> Standing | None:
    """The first standing among `roles` that reaches `unit`; own ones come before deputised ones."""
    wanted = set(roles)
    return next((s for s in standings(actor, on=on) if s.role in wanted and s.reaches(unit)), None)


def leading_on(actor: Any, unit: Unit, *, on: date | None = None) -> Standing | None:
    """The standing by which `actor` decides and signs for `unit`."""
    return next((s for s in standings(actor, on=on) if s.leads(unit)), None)


def holds_anywhere(actor: Any, *roles: Role, on: date | None = None) -> bool:
    """Whether one of `roles` counts for `actor` on any unit."""
    return any(standing.role in roles for standing in standings(actor, on=on))


def role_units(actor: Any, roles: Iterable[Role], *, on: date | None = None) -> list[Unit]:
    """The units on which the actor holds one of `roles`, without those below them."""
    wanted = set(roles)
    held = {s.unit.pk: s.unit for s in standings(actor, on=on) if s.role in wanted}
    return sorted(held.values(), key=lambda unit: unit.path)


def units_in_reach(actor: Any, roles: Iterable[Role], *, on: date | None = None) -> QuerySet[Unit]:
    """Units in which `actor` holds one of `roles`; no role, no rows."""
    wanted = set(roles)
    roots = [s.unit for s in standings(actor, on=on) if s.role in wanted]
    return Unit.objects.filter(subtree_of(roots))


def units_led(actor: Any, *, on: date | None = None) -> QuerySet[Unit]:
    """Units for which `actor` decides and signs."""
    led = Q(pk__in=[])
    for held in standings(actor, on=on):
        if held.role is Role.DIRECTOR:
            led |= subtree_of([held.unit]) & Q(line=held.unit.line)
    return Unit.objects.filter(led)


def own_units(actor: Any, *, on: date | None = None) -> QuerySet[Unit]:
    """The units to which the person belongs on a day, of every line."""
    person = person_of(actor)
    memberships = Membership.objects.on(on or period.today()).filter(person=person)
    found = Unit.objects.filter(pk__in=memberships.values("unit"))
    return found if person else Unit.objects.none()


def visible_units(actor: Any, *, on: date | None = None) -> QuerySet[Unit]:
    """Units are no secret inside: whoever has an active account sees them all."""
    is_inside = person_of(actor) is not None and actor.is_active
    return Unit.objects.on(on or period.today()) if is_inside else Unit.objects.none()


def search_units(actor: Any, text: str, *, on: date) -> QuerySet[Unit]:
    """Visible units whose name, short name or code holds every folded word of `text`."""
    found = visible_units(actor, on=on).select_related("parent")
    for word in fold(text).split():
        found = found.filter(folded__contains=word)
    return found.order_by("sort_key", "pk")


def grants_of(role: Role, *, on: date) -> QuerySet[RoleGrant]:
    """Who holds a role in their own right on a day, on any unit, with the person."""
    held: QuerySet[RoleGrant] = RoleGrant.objects.on(on).filter(role=role)
    return held.select_related("person").order_by("person__sort_key", "pk")


def holders_among(people: Iterable[Person], *, on: date) -> list[Person]:
    """Those of `people` who hold a role in their own right, in list order."""
    roles = RoleGrant.objects.on(on).filter(person__in=[person.pk for person in people])
    return list(Person.objects.filter(pk__in=roles.values("person")).order_by("sort_key", "pk"))


def accounts_with_role(units: Iterable[Unit], roles: Iterable[Role], *, on: date) -> list[int]:
    """Active accounts that hold one of `roles` on one of `units` itself, deputies included."""
    grants = RoleGrant.objects.on(on).filter(unit__in=list(units), role__in=list(roles))
    people = Person.objects.filter(
        Q(roles__in=grants) | Q(deputations__in=Deputation.objects.on(on).filter(grant__in=grants))
    )
    active = people.filter(user__is_active=True)
    return list(active.values_list("user", flat=True).distinct().order_by("user"))


def accounts_veiled(keys: Iterable[int], *, on: date) -> set[int]:
    """Which of these accounts belong to a unit that shows nothing outside, or hold a role there."""
    veiled = list(Unit.objects.filter(is_veiled=True))
    if not veiled:
        return set()
    within = Unit.objects.filter(subtree_of(veiled)).values("pk")
    people = Person.objects.filter(user__in=list(keys)).filter(
        Q(pk__in=Membership.objects.on(on).filter(unit__in=within).values("person"))
        | Q(pk__in=RoleGrant.objects.on(on).filter(unit__in=within).values("person"))
    )
    return set(people.values_list("user", flat=True))
