"""What statistics ask of units and people: where they stand, and how high, on the day that counts.

Read for one unit's subtree and any number of people in a constant number of queries.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from thidua.core.text import fold
from thidua.orgs.models import Membership, Position, Unit
from thidua.orgs.states import ManagingBody, MembershipKind, Ownership


@dataclass(frozen=True)
class _Dated:
    value: str
    unit: int
    start: date
    end: date | None
    title: str = ""

    def holds(self, on: date) -> bool:
        return self.start <= on and (self.end is None or on <= self.end)


def subtree(unit: Unit) -> QuerySet[Unit]:
    """A unit and all that stand or ever stood below it."""
    return Unit.objects.filter(path__startswith=unit.path)


class Places:
    """Units of a subtree with those above it, and where people stand among them."""

    def __init__(self, unit: Unit, people: Collection[int] = (), units: Collection[int] = ()):
        """`people` and `units` are keys: whose offices and homes, and which units beside."""
        above = [int(part) for part in unit.path.split("/") if part]
        wanted = Q(path__startswith=unit.path) | Q(pk__in=[*above, *units])
        self.unit = unit
        self.units = {each.pk: each for each in Unit.objects.filter(wanted)}
        self._offices: dict[int, list[_Dated]] = defaultdict(list)
        self._homes: dict[int, list[_Dated]] = defaultdict(list)
        if not people:
            return
        dated = ("unit_id", "valid_from", "valid_to")
        offices = Position.objects.filter(person__in=people)
        for person, *row in offices.order_by("pk").values_list(
            "person_id", "leader_level", *dated, "title"
        ):
            self._offices[person].append(_Dated(*row))
        homes = Membership.objects.filter(person__in=people, unit__path__startswith=unit.path)
        for person, kind, *row in homes.order_by("pk").values_list("person_id", "kind", *dated):
            self._homes[person].append(_Dated(kind, *row))

    def offices(self, person: int, on: date) -> list[tuple[str, str, bool]]:
        """What somebody held on a day: leader level, folded title, whether of an enterprise."""
        return [
            (office.value, fold(office.title), self._is_of_enterprise(office.unit))
            for office in self._offices[person]
            if office.holds(on)
        ]

    def home(self, person: int, on: date) -> int | None:
        """The unit of the subtree to which somebody belongs on a day, the home unit first."""
        held = [home for home in self._homes[person] if home.holds(on)]
        held.sort(key=lambda home: home.value != MembershipKind.HOME)
        return held[0].unit if held else None

    def is_enterprise(self, unit: int) -> bool:
        """A legal entity that is a company's or not public; a department of one is a collective."""
        found = self.units.get(unit)
        if found is None or not found.is_legal_entity:
            return False
        is_company = self.managing_body(unit) == ManagingBody.COMPANY
        return is_company or found.ownership == Ownership.NON_PUBLIC

    def managing_body(self, unit: int) -> str:
        """Whose rules count for a unit: its own, else that of the nearest unit above."""
        return next((each.managing_body for each in self._upwards(unit) if each.managing_body), "")

    def part(self, unit: int) -> int:
        """The part of the whole in which a unit stands: a child of it, or the whole itself."""
        below = [each.pk for each in self._upwards(unit) if each.path.startswith(self.unit.path)]
        return below[-2] if len(below) > 1 else self.unit.pk

    def name(self, unit: int) -> str:
        found = self.units.get(unit)
        return str(found) if found is not None else ""

    def _is_of_enterprise(self, unit: int) -> bool:
        return any(self.is_enterprise(each.pk) for each in self._upwards(unit))

    def _upwards(self, unit: int) -> list[Any]:
        """The unit and those above it, as far as they are known."""
        found = self.units.get(unit)
        keys = [int(part) for part in found.path.split("/") if part] if found else []
        return [self.units[key] for key in reversed(keys) if key in self.units]


def veiled_units() -> QuerySet[Unit]:
    """Every unit that shows nothing outside: those that say so, and all below them."""
    within = Q(pk__in=[])
    for path in Unit.objects.filter(is_veiled=True).values_list("path", flat=True):
        within |= Q(path__startswith=path)
    return Unit.objects.filter(within)


def people_of(units: QuerySet[Unit]) -> QuerySet[Membership, Any]:
    """Keys of whoever belongs or ever belonged to the units."""
    return Membership.objects.filter(unit__in=units.values("pk")).values("person")
