"""Sets of indicators, and the targets that hold for a unit."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from thidua.indicators import rules
from thidua.indicators.models import Assignment, Batch, IndicatorSet, Target
from thidua.indicators.queries.library import definitions_on
from thidua.indicators.states import Adds, Reach, SetState
from thidua.orgs.queries import own_units, units_below, units_in_reach
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


def with_sizes(rows: QuerySet[IndicatorSet]) -> QuerySet[IndicatorSet]:
    """Sets with how many indicators and units they have."""
    return rows.annotate(
        indicators=Count("items", distinct=True), units=Count("assignments__unit", distinct=True)
    )


def items_of(of_set: IndicatorSet) -> list[Any]:
    """The indicators in their order, with how many units report each."""
    rows = of_set.items.select_related("indicator__unit").annotate(
        units=Count(
            "indicator__assignments", filter=Q(indicator__assignments__set=of_set), distinct=True
        )
    )
    return list(rows.order_by("order", "pk"))


def batches_of(of_set: IndicatorSet) -> QuerySet[Batch]:
    """The steps, the newest first, with what stands of each."""
    assigned = Assignment.objects.filter(batch=OuterRef("pk")).order_by().values("batch")
    aimed = Target.objects.filter(batch=OuterRef("pk")).order_by().values("batch")
    return (
        of_set.batches.select_related("made_by")
        .annotate(
            assigned=Coalesce(Subquery(assigned.annotate(n=Count("pk")).values("n")), 0),
            aimed=Coalesce(Subquery(aimed.annotate(n=Count("pk")).values("n")), 0),
        )
        .order_by("-made_at", "-pk")
    )


def batch_by_pk(pk: int) -> Batch | None:
    return Batch.objects.select_related("set__unit").filter(pk=pk).first()


def units_of_set(of_set: IndicatorSet, *, on: date) -> list[Any]:
    """Units that may be asked, in the order of the tree: the set's own and all below."""
    return [of_set.unit, *units_below(of_set.unit, on=on)]


def pairs_of(of_set: IndicatorSet) -> set[tuple[int, int]]:
    """Which unit is asked which indicator already."""
    return set(of_set.assignments.values_list("unit_id", "indicator_id"))


def targets_of(of_set: IndicatorSet) -> list[Target]:
    """Targets in the order of the set, each before what units commit to beyond it."""
    rows = of_set.targets.filter(indicator__items__set=of_set).select_related(
        "indicator", "unit", "commits_to", "set"
    )
    return list(
        rows.order_by(
            "indicator__items__order", "is_cumulative", "reach", "starts_on", "unit__sort_key", "pk"
        )
    )


def target_by_pk(pk: int) -> Target | None:
    return Target.objects.select_related("unit", "indicator", "set__unit").filter(pk=pk).first()


def own_choices_of(of_set: IndicatorSet, units: Iterable[Any]) -> list[Assignment]:
    """What units chose themselves beside the common indicators."""
    rows = of_set.assignments.filter(is_own=True, unit__in=[unit.pk for unit in units])
    return list(rows.select_related("unit", "indicator").order_by("unit__sort_key", "pk"))


def units_reported_by(actor: Any, of_set: IndicatorSet, *, on: date) -> list[Any]:
    """The units of a set for which one reports."""
    mine = units_in_reach(actor, (Role.OFFICER, Role.DIRECTOR, Role.HEAD), on=on)
    asked = of_set.assignments.values("unit")
    return list(mine.filter(pk__in=asked).order_by("sort_key", "pk"))


def disagreeing(
    of_set: IndicatorSet, targets: Sequence[Target]
) -> Iterator[tuple[Target, rules.Clash, bool]]:
    """Cumulative targets of sums that those of the periods cannot reach, or do not assure.

    Only where every period within has its own target of the same reach; the last says which.
    """
    meanings = definitions_on({target.indicator_id for target in targets}, on=of_set.ends_on)
    yearly: dict[tuple[Any, ...], list[Target]] = {}
    for target in targets:
        if not target.is_cumulative and target.commits_to_id is None:
            yearly.setdefault(_whose(target), []).append(target)
    for whole in targets:
        meaning = meanings[whole.indicator_id]
        if not whole.is_cumulative or meaning.adds not in {Adds.SUM, Adds.MET}:
            continue
        parts = [
            next(
                (each.goal for each in yearly.get(_whose(whole), ()) if each.starts_on <= start
                 and end <= each.ends_on), None,
            ) for start, end in rules.slots(meaning.frequency, whole.starts_on, whole.ends_on)
        ]  # fmt: skip
        goals = [part for part in parts if part is not None]
        if len(goals) < len(parts):
            continue
        if (found := rules.clash(goals, whole.goal)) is not None:
            yield whole, found, True
        elif (found := rules.doubt(goals, whole.goal)) is not None:
            yield whole, found, False


def _whose(target: Target) -> tuple[Any, ...]:
    return (
        target.indicator_id,
        target.unit_id,
        target.reach,
        target.for_kind,
        target.for_ownership,
    )


def sets_of_movement(movement: Any) -> QuerySet[IndicatorSet]:
    """The sets of a movement that are or were in force, in the order in which they were made."""
    rows = IndicatorSet.objects.filter(movement=movement).exclude(state=SetState.DRAFT)
    return rows.select_related("unit", "movement").order_by("pk")


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
    for row in sorted(rows, key=nearness):
        found[row.indicator_id] = row
    return found


def holds_for(target: Target, unit: Any) -> bool:
    """Whether a target of each unit asks something of this one."""
    return (
        unit.path.startswith(target.unit.path)
        and target.for_kind in {"", unit.kind} and target.for_ownership in {"", unit.ownership}
    )  # fmt: skip


def nearness(target: Target) -> tuple[int, bool, bool]:
    """How near to a unit a target is set: the nearest counts, and sorts last."""
    return len(target.unit.path.split("/")), bool(target.for_ownership), bool(target.for_kind)
