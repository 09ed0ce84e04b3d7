"""Sets of indicators, and the targets that hold for a unit."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from thidua.indicators.models import IndicatorSet, Target
from thidua.indicators.states import Reach, SetState
from thidua.orgs.queries import own_units, units_in_reach
from thidua.orgs.states import Role

READERS = (Role.OFFICER, Role.DIRECTOR, Role.INSPECTOR, Role.HEAD)


def sets_visible_to(actor: Any, *, on: date | None = None) -> QuerySet[IndicatorSet]:
    """Sets of the units that one watches; once open, also those that ask something of one's own."""
    watched = units_in_reach(actor, READERS, on=on).values("pk")
    own = Q(assignments__unit__in=watched) | Q(
        assignments__unit__in=own_units(actor, on=on).values("pk")
    )
    return (
        IndicatorSet.objects.filter(Q(unit__in=watched) | (own & ~Q(state=SetState.DRAFT)))
        .select_related("unit", "movement")
        .distinct()
    )


def set_by_pk(pk: int) -> IndicatorSet | None:
    return IndicatorSet.objects.select_related("unit", "movement__unit").filter(pk=pk).first()


def goals_of(
    of_set: IndicatorSet, unit: Any, starts_on: date, ends_on: date, *, reach: str = Reach.EACH
) -> dict[int, Target]:
    """The target of each indicator that holds for a unit in a period, the nearest to it.

    A unit's own goes before that of its type, and that of its type before one for all; then
    the one set lower in the tree. Cumulative ones hold for the whole and are asked apart.
    """
    above = [int(part) for part in unit.path.split("/") if part]
    rows = Target.objects.filter(
        Q(for_kind="") | Q(for_kind=unit.kind),
        Q(for_ownership="") | Q(for_ownership=unit.ownership),
        set=of_set, unit__in=above if reach == Reach.EACH else [unit.pk], reach=reach,
        starts_on__lte=starts_on, ends_on__gte=ends_on, is_cumulative=False, commits_to=None,
    ).select_related("unit")  # fmt: skip
    found: dict[int, Target] = {}
    for row in sorted(rows, key=_nearness):
        found[row.indicator_id] = row
    return found


def _nearness(target: Target) -> tuple[int, bool, bool]:
    return len(target.unit.path.split("/")), bool(target.for_ownership), bool(target.for_kind)
