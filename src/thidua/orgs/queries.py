"""Named questions about units, people, roles and trails."""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _

from thidua.accounts.queries import names_of
from thidua.core import audit, period
from thidua.core.action import ACTIONS, is_under_way
from thidua.core.capability import PERSONAL, PRIVATE
from thidua.core.text import fold
from thidua.legal import Swap
from thidua.orgs.models import (
    Deputation,
    Import,
    Membership,
    MovedDay,
    Person,
    Position,
    RoleGrant,
    Succession,
    Unit,
    UnitLink,
)
from thidua.orgs.states import MembershipKind, Role, SuccessionKind, UnitKind
from thidua.ui.components import TrailEntry

_WITH_CODE = re.compile(r"[^()]*\(([^()]+)\)")


@dataclass(frozen=True)
class Standing:
    """A role on a unit's subtree, held in one's own right or for `principal`."""

    role: Role
    unit: Unit
    principal: Person | None = None

    def reaches(self, unit: Unit) -> bool:
        return unit.path.startswith(self.unit.path)


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


def subtree_of(units: Iterable[Unit]) -> Q:
    """A condition on a unit's own columns: one of `units` or below; nothing for none."""
    condition = Q(pk__in=[])
    for unit in units:
        condition |= Q(path__startswith=unit.path)
    return condition


def is_veiled(unit: Unit) -> bool:
    """Whether the unit, or one above it, shows nothing outside."""
    above = [int(part) for part in unit.path.split("/") if part]
    return Unit.objects.filter(pk__in=above, is_veiled=True).exists()


def days_moved(unit: Unit) -> tuple[Swap, ...]:
    """What the unit, and then each one above it, takes off or works beside the public days."""
    above = [int(part) for part in unit.path.split("/") if part]
    rows = MovedDay.objects.filter(unit__in=above, dropped_on=None).order_by("-unit__path", "pk")
    return tuple(Swap(off=off, worked=worked) for off, worked in rows.values_list("off", "worked"))


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


def units_in_reach(actor: Any, roles: Iterable[Role], *, on: date | None = None) -> QuerySet[Unit]:
    """Units in which `actor` holds one of `roles`; no role, no rows."""
    wanted = set(roles)
    roots = [s.unit for s in standings(actor, on=on) if s.role in wanted]
    return Unit.objects.filter(subtree_of(roots))


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


def members_of(
    unit: Unit, *, on: date, kinds: Iterable[MembershipKind] | None = None, below: bool = True
) -> QuerySet[Person]:
    """People who belong to a unit (and, with `below`, to its subtree) on a day, in list order."""
    memberships = Membership.objects.on(on).filter(
        unit__path__startswith=unit.path,
        **({} if below else {"unit": unit}),
    )
    if kinds is not None:
        memberships = memberships.filter(kind__in=list(kinds))
    # By key, not by joining memberships a second time: on fresh tables that plan takes minutes.
    found = Person.objects.filter(pk__in=memberships.values("person"))
    return found.order_by("sort_key", "pk")


def home_unit_of(person: Person, *, on: date) -> Unit | None:
    """The home unit, which reviews titles (government line)."""
    home = Membership.objects.on(on).filter(person=person, kind=MembershipKind.HOME)
    found = home.select_related("unit").first()
    return found.unit if found else None


def position_of(person: Person, *, on: date, unit: Unit | None = None) -> Position | None:
    """The office held on a day, in `unit` where given; the newest first."""
    held = Position.objects.on(on).filter(person=person).select_related("unit")
    if unit is not None:
        held = held.filter(unit=unit)
    return held.order_by("-valid_from", "-pk").first()


def positions_held(person: Person, *, on: date) -> list[Position]:
    """Every office of a person that began by a day, oldest first."""
    held = Position.objects.filter(person=person, valid_from__lte=on).select_related("unit")
    return list(held.order_by("valid_from", "pk"))


def visible_people(actor: Any, *, on: date | None = None) -> QuerySet[Person]:
    """Oneself; the members of one's own units; those of units where one holds a role."""
    person = person_of(actor)
    if person is None or not actor.is_active:
        return Person.objects.none()
    day = on or period.today()
    roles = {Role.ADMIN, Role.OFFICER, Role.DIRECTOR, Role.HEAD, Role.HELPER, Role.INSPECTOR}
    reached = Q(unit__in=units_in_reach(actor, roles, on=day).values("pk"))
    shared = Q(unit__in=own_units(actor, on=day).values("pk"))
    memberships = Membership.objects.on(day).filter(reached | shared)
    return Person.objects.filter(Q(pk=person.pk) | Q(pk__in=memberships.values("person")))


def search_people(actor: Any, text: str, *, on: date | None = None) -> QuerySet[Person]:
    """Visible people whose name or staff code holds every folded word of `text`."""
    found = visible_people(actor, on=on).filter(erased_at=None)
    for word in fold(text).split():
        found = found.filter(folded__contains=word)
    return found.order_by("sort_key", "pk")


def people_named(actor: Any, text: str) -> list[Person]:
    """Whom a typed name means: anybody by staff code, also `Họ tên (mã)`; a visible one by name."""
    written = _WITH_CODE.fullmatch(text)
    by_code = person_by_code(written.group(1) if written else text)
    if by_code is not None:
        return [by_code]
    found = search_people(actor, text)
    return [person for person in found if fold(person.full_name) == fold(text)]


def search_units(actor: Any, text: str, *, on: date) -> QuerySet[Unit]:
    """Visible units whose name, short name or code holds every folded word of `text`."""
    found = visible_units(actor, on=on).select_related("parent")
    for word in fold(text).split():
        found = found.filter(folded__contains=word)
    return found.order_by("sort_key", "pk")


def keeping_unit_of(person: Person | None, *, on: date) -> Unit | None:
    """Where a person is administered: the home unit on a day, else the last one of any kind."""
    memberships = Membership.objects.filter(person=person).select_related("unit")
    held = sorted(
        memberships,
        key=lambda m: (
            m.valid_to is None or m.valid_to >= on,
            m.kind == MembershipKind.HOME,
            m.valid_from,
            m.pk,
        ),
    )
    return held[-1].unit if held else None


def holds_anywhere(actor: Any, *roles: Role, on: date | None = None) -> bool:
    """Whether one of `roles` counts for `actor` on any unit."""
    return any(standing.role in roles for standing in standings(actor, on=on))


def holders_among(people: Iterable[Person], *, on: date) -> list[Person]:
    """Those of `people` who hold a role in their own right, in list order."""
    roles = RoleGrant.objects.on(on).filter(person__in=[person.pk for person in people])
    return list(Person.objects.filter(pk__in=roles.values("person")).order_by("sort_key", "pk"))


def trail_of(subject: Model) -> list[TrailEntry]:
    """Who did what to an object and when, oldest first, for people to read.

    Values are not told: personal ones are veiled in the trail, so pages say what was done.
    """
    entries = list(audit.entries_of(subject))
    names = names_of({entry.actor_id for entry in entries})
    principals = people_by_key({str(entry.facts.get("on_behalf_of", "")) for entry in entries})
    return [
        TrailEntry(
            at=entry.at,
            actor=names.get(entry.actor_id) or _("Hệ thống"),
            what=str(ACTIONS[entry.action].label) if entry.action in ACTIONS else entry.action,
            reason=str(entry.facts.get("reason", "")),
            acting_for=principals.get(str(entry.facts.get("on_behalf_of", "")), ""),
        )
        for entry in entries
    ]


def people_by_key(keys: Iterable[str]) -> dict[str, str]:
    """Full names by the person's number as text."""
    numbers = [int(key) for key in keys if key.isdigit()]
    found = Person.objects.filter(pk__in=numbers).values_list("pk", "full_name")
    return {str(pk): name for pk, name in found}


def import_by_id(key: int) -> Import:
    """A sheet with the unit into which it goes."""
    return Import.objects.select_related("unit").get(pk=key)


def unit_by_code(code: str) -> Unit | None:
    """The unit with this code, whatever its letters' case."""
    return Unit.objects.filter(code__iexact=code).first()


def everything_of(person: Person, *, to: Any = None) -> dict[str, Any]:
    """All that every app keeps on one person, by app: for export (law 91/2025/QH15).

    What only its writer reads is handed over to the person alone.
    """
    found = {name: provider(person) for name, provider in PERSONAL}
    if person_of(to) != person:
        return found
    return found | {"private": {name: provider(person) for name, provider in PRIVATE}}


def below(people: QuerySet[Person], unit: Unit) -> QuerySet[Person]:
    """Those of `people` who belong to a unit or below it today."""
    memberships = Membership.objects.on(period.today()).filter(unit__path__startswith=unit.path)
    return people.filter(pk__in=memberships.values("person"))


def grants_of(role: Role, *, on: date) -> QuerySet[RoleGrant]:
    """Who holds a role in their own right on a day, on any unit, with the person."""
    held: QuerySet[RoleGrant] = RoleGrant.objects.on(on).filter(role=role)
    return held.select_related("person").order_by("person__sort_key", "pk")


def person_by_code(code: str) -> Person | None:
    """The person with this staff code in any case; for a merged file, the one that was kept."""
    people = Person.objects.select_related("merged_into")
    found = people.filter(code__iexact=code.strip(), erased_at=None).first()
    return (found.merged_into or found) if found else None


def person_by_account(key: int) -> Person | None:
    return Person.objects.filter(user=key).first()


def members_of_all(units: Iterable[Unit], *, on: date) -> QuerySet[Person]:
    """People who belong on a day to one of `units` or below, each once, in list order."""
    within = Unit.objects.filter(subtree_of(units)).values("pk")
    memberships = Membership.objects.on(on).filter(unit__in=within).values("person")
    return Person.objects.filter(pk__in=memberships, erased_at=None).order_by("sort_key", "pk")


def accounts_with_role(units: Iterable[Unit], roles: Iterable[Role], *, on: date) -> list[int]:
    """Active accounts that hold one of `roles` on one of `units` itself, deputies included."""
    grants = RoleGrant.objects.on(on).filter(unit__in=list(units), role__in=list(roles))
    people = Person.objects.filter(
        Q(roles__in=grants) | Q(deputations__in=Deputation.objects.on(on).filter(grant__in=grants))
    )
    active = people.filter(user__is_active=True)
    return list(active.values_list("user", flat=True).distinct().order_by("user"))


def people_by_pk(keys: Iterable[int]) -> dict[int, Person]:
    """People by their numbers."""
    return Person.objects.in_bulk(list(keys))


def units_by_pk(keys: Iterable[int]) -> dict[int, Unit]:
    """Units by their numbers."""
    return Unit.objects.in_bulk(list(keys))


def positions_on(people: Iterable[Person], *, on: date) -> dict[int, str]:
    """The newest office of each on a day, as printed; who holds none is not there."""
    held = Position.objects.on(on).filter(person__in=[person.pk for person in people])
    return dict(held.order_by("valid_from", "pk").values_list("person_id", "title"))


def offices_on(people: Iterable[Person], *, on: date) -> dict[int, list[tuple[str, str]]]:
    """Every office of each on a day, as leader level and title; who holds none is not there."""
    held = Position.objects.on(on).filter(person__in=[person.pk for person in people])
    found: dict[int, list[tuple[str, str]]] = {}
    for key, level, title in held.values_list("person_id", "leader_level", "title"):
        found.setdefault(key, []).append((level, title))
    return found


def run_above(subject: Person | Unit, *, on: date) -> list[Unit]:
    """Units with an officer of their own that the person or unit is part of, the nearest first.

    A unit is part of its counterparts' trees too: a department stands with a union group.
    """
    if isinstance(subject, Person):
        paths = list(
            Membership.objects.on(on).filter(person=subject).values_list("unit__path", flat=True)
        )
    else:
        near = [subject.path]
        near += (
            UnitLink.objects.on(on).filter(unit=subject).values_list("counterpart__path", flat=True)
        )
        near += (
            UnitLink.objects.on(on).filter(counterpart=subject).values_list("unit__path", flat=True)
        )
        paths = near
    keys = {int(key) for path in paths for key in path.strip("/").split("/")}
    run = RoleGrant.objects.on(on).filter(role=Role.OFFICER, unit__in=keys)
    return list(Unit.objects.filter(pk__in=run.values("unit")).order_by("-path"))


def units_below(unit: Unit, *, on: date) -> QuerySet[Unit]:
    """The units of a subtree on a day but for its root, in list order."""
    within = Unit.objects.on(on).filter(path__startswith=unit.path)
    return within.exclude(pk=unit.pk).order_by("sort_key", "pk")


def sponsoring_units(unit: Unit, *, on: date) -> QuerySet[Unit]:
    """Units that may sponsor together with `unit`, each of a line of its own.

    Itself, unions and youth unions below it, and above a union the body beside which it stands.
    """
    leading = [
        UnitKind.HOSPITAL, UnitKind.HEALTH_DEPARTMENT, UnitKind.UPPER_UNION,
        UnitKind.GRASSROOTS_UNION, UnitKind.YOUTH_UNION,
    ]  # fmt: skip
    below = Q(path__startswith=unit.path) & (Q(pk=unit.pk) | Q(kind__in=leading))
    above = [int(part) for part in unit.path.split("/") if part]
    beside = (
        Unit.objects.on(on).filter(pk__in=above).exclude(line=unit.line).order_by("-path").first()
    )
    if beside is not None:
        below |= Q(pk=beside.pk)
    return Unit.objects.on(on).filter(below).order_by("path")


def role_units(actor: Any, roles: Iterable[Role], *, on: date | None = None) -> list[Unit]:
    """The units on which the actor holds one of `roles`, without those below them."""
    wanted = set(roles)
    held = {s.unit.pk: s.unit for s in standings(actor, on=on) if s.role in wanted}
    return sorted(held.values(), key=lambda unit: unit.path)


def reorganised_in(units: Iterable[Unit], year: int) -> set[int]:
    """Which of these units came of a merger or a split within a year."""
    kinds = (SuccessionKind.MERGED, SuccessionKind.SPLIT)
    rows = Succession.objects.filter(new__in=list(units), on__year=year, kind__in=kinds)
    return set(rows.values_list("new_id", flat=True))


def successions() -> list[tuple[int, int]]:
    """Who stands in whose place, as (old, new), whenever it came about."""
    return list(Succession.objects.exclude(new=None).values_list("old_id", "new_id"))


def people_ever_in(unit: Unit) -> QuerySet[Person]:
    """Whoever belongs or ever belonged to a unit or below it, and has a file of their own."""
    held = Membership.objects.filter(unit__path__startswith=unit.path).values("person")
    return Person.objects.filter(pk__in=held, erased_at=None, merged_into=None)
