"""Units, each by itself: found, around one another, one in place of another."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from thidua.legal import Swap
from thidua.orgs.models import Membership, MovedDay, Person, RoleGrant, Succession, Unit, UnitLink
from thidua.orgs.states import Role, SuccessionKind, UnitKind


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


def unit_by_code(code: str) -> Unit | None:
    """The unit with this code, whatever its letters' case."""
    return Unit.objects.filter(code__iexact=code).first()


def units_by_pk(keys: Iterable[int]) -> dict[int, Unit]:
    """Units by their numbers."""
    return Unit.objects.in_bulk(list(keys))


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


def reorganised_in(units: Iterable[Unit], year: int) -> set[int]:
    """Which of these units came of a merger or a split within a year."""
    kinds = (SuccessionKind.MERGED, SuccessionKind.SPLIT)
    rows = Succession.objects.filter(new__in=list(units), on__year=year, kind__in=kinds)
    return set(rows.values_list("new_id", flat=True))


def took_over(*, on: date) -> list[Succession]:
    """Who had taken the whole place of whom by a day, merged or renamed, in the order of time."""
    kinds = (SuccessionKind.MERGED, SuccessionKind.RENAMED)
    rows = Succession.objects.filter(new__isnull=False, on__lte=on, kind__in=kinds)
    return list(rows.select_related("old").order_by("on", "pk"))


def successions() -> list[tuple[int, int]]:
    """Who stands in whose place, as (old, new), whenever it came about."""
    return list(Succession.objects.exclude(new=None).values_list("old_id", "new_id"))
