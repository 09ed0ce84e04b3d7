"""People: who belongs where, who is seen by whom, and what offices they hold."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from thidua.core import period
from thidua.core.text import fold
from thidua.orgs.models import Membership, Person, Position, Unit
from thidua.orgs.queries.standing import own_units, person_of, units_in_reach
from thidua.orgs.queries.units import subtree_of
from thidua.orgs.states import MembershipKind, Role

_WITH_CODE = re.compile(r"[^()]*\(([^()]+)\)")


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


def members_of_all(units: Iterable[Unit], *, on: date) -> QuerySet[Person]:
    """People who belong on a day to one of `units` or below, each once, in list order."""
    within = Unit.objects.filter(subtree_of(units)).values("pk")
    memberships = Membership.objects.on(on).filter(unit__in=within).values("person")
    return Person.objects.filter(pk__in=memberships, erased_at=None).order_by("sort_key", "pk")


def people_ever_in(unit: Unit) -> QuerySet[Person]:
    """Whoever belongs or ever belonged to a unit or below it, and has a file of their own."""
    held = Membership.objects.filter(unit__path__startswith=unit.path).values("person")
    return Person.objects.filter(pk__in=held, erased_at=None, merged_into=None)


def below(people: QuerySet[Person], unit: Unit) -> QuerySet[Person]:
    """Those of `people` who belong to a unit or below it today."""
    memberships = Membership.objects.on(period.today()).filter(unit__path__startswith=unit.path)
    return people.filter(pk__in=memberships.values("person"))


def home_unit_of(person: Person, *, on: date) -> Unit | None:
    """The home unit, which reviews titles (government line)."""
    home = Membership.objects.on(on).filter(person=person, kind=MembershipKind.HOME)
    found = home.select_related("unit").first()
    return found.unit if found else None


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


def people_by_key(keys: Iterable[str]) -> dict[str, str]:
    """Full names by the person's number as text."""
    numbers = [int(key) for key in keys if key.isdigit()]
    found = Person.objects.filter(pk__in=numbers).values_list("pk", "full_name")
    return {str(pk): name for pk, name in found}


def people_by_pk(keys: Iterable[int]) -> dict[int, Person]:
    """People by their numbers."""
    return Person.objects.in_bulk(list(keys))


def person_by_code(code: str) -> Person | None:
    """The person with this staff code in any case; for a merged file, the one that was kept."""
    people = Person.objects.select_related("merged_into")
    found = people.filter(code__iexact=code.strip(), erased_at=None).first()
    return (found.merged_into or found) if found else None


def person_by_account(key: int) -> Person | None:
    return Person.objects.filter(user=key).first()
