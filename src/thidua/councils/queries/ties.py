"""Facts of the organisation that tie those who sit to those whom a case is about."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q, prefetch_related_objects

from thidua.councils.models import Kinship
from thidua.orgs.queries import grants_of, people_by_pk
from thidua.orgs.states import MembershipKind, Role

WORKPLACES = (MembershipKind.HOME, MembershipKind.SECONDMENT)


def workplaces_of(people: Iterable[int], *, on: date) -> dict[int, list[Any]]:
    """The units where each works on a day: home unit and secondments, not union or youth."""
    found = list(people_by_pk(people).values())
    prefetch_related_objects(found, "memberships__unit")
    return {
        person.pk: [
            each.unit for each in person.memberships.all()
            if each.kind in WORKPLACES and each.valid_from <= on
            and (each.valid_to is None or each.valid_to >= on)
        ] for person in found
    }  # fmt: skip


def heads_among(people: Iterable[int], units: Iterable[int], *, on: date) -> set[tuple[int, int]]:
    """Who of `people` leads which of `units` itself: `(person, unit)`."""
    held = grants_of(Role.HEAD, on=on).filter(person__in=list(people), unit__in=list(units))
    return set(held.values_list("person", "unit"))


def kin_between(
    people: Iterable[int], others: Iterable[int], *, on: date
) -> list[tuple[int, int, str]]:
    """Declared kinship between `people` and `others`, whichever of the two declared it."""
    these, those = set(people), set(others)
    rows = Kinship.objects.on(on).filter(
        Q(person__in=these, relative__in=those) | Q(person__in=those, relative__in=these)
    )
    found = []
    for person, relative, relation in rows.values_list("person", "relative", "relation"):
        found += [
            (one, other, relation)
            for one, other in ((person, relative), (relative, person))
            if one in these and other in those
        ]
    return found
