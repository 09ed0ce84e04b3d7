"""Rows of one batch that may tell one honour twice: found, folded into one, let go again."""

from collections.abc import Iterable, Sequence
from typing import Any

from thidua.awards import actions as awards
from thidua.awards.rules import bare_reference
from thidua.core.text import fold
from thidua.legacy.models import Batch, Row
from thidua.legacy.states import RowState

LEADING = (RowState.READY, RowState.TWIN, RowState.MERGE)
WAITING = (RowState.READY, RowState.TWIN, RowState.MERGE)


def pair(batch: Batch) -> None:
    """Ask about rows that tell again what a row before them tells: the same award of the same
    person or collective, in the same year or by the same number. What was answered stays."""
    rows = list(batch.rows.filter(state__in=[*LEADING, RowState.LEFT]).order_by("pk"))
    leaders = {row.same_as_id for row in rows}
    first: dict[tuple[Any, ...], Row] = {}
    found = []
    for row in sorted(rows, key=lambda row: (row.pk not in leaders, row.pk)):
        if row.same_as_id is not None or not (keys := _keys(row)):
            continue
        same = next((first[key] for key in keys if key in first), None)
        if same is not None and row.pk not in leaders:
            if row.state in (RowState.READY, RowState.LEFT):
                row.same_as = same
                # Who was left out stays so; that it was a double tells how many were honoured.
                row.state = RowState.TWIN if row.state == RowState.READY else RowState.LEFT
                found.append(row)
        elif row.state in LEADING:
            for key in keys:
                first.setdefault(key, row)
    Row.objects.bulk_update(found, ["state", "same_as"], batch_size=500)


def _keys(row: Row) -> list[tuple[Any, ...]]:
    values = row.values
    if not values.get("award") or not values.get("decided_on"):
        return []
    who: tuple[Any, ...] = (row.person_id, row.unit_id)
    if who == (None, None):
        if not row.is_former:
            return []
        who = (fold(row.name), values["born"], fold(values["unit"]))
    reference = bare_reference(values["reference"])
    return [(who, values["award"], reference), (who, values["award"], values["year"])]


def part(rows: Iterable[Row]) -> None:
    """Let rows go that were told to be doubles of these, for these mean somebody else now."""
    keys = [row.pk for row in rows]
    Row.objects.filter(same_as__in=keys, state__in=WAITING).update(
        state=RowState.READY, same_as=None
    )


def folded(rows: list[Row], doubles: Sequence[Row]) -> list[Row]:
    """The doubles of rows that are taken now, which get what they lack, or were taken before.

    A double of what is left out speaks for itself and joins `rows`; the others wait.
    """
    here = {row.pk: row for row in rows}
    gone = []
    for double in doubles:
        same = double.same_as
        if same is None or same.state == RowState.LEFT:
            double.state, double.same_as = RowState.READY, None
            double.save(update_fields=["state", "same_as"])
            rows.append(double)
        elif same.pk in here:
            for name in awards.TOLD:
                told = here[same.pk].values
                told[name] = told.get(name) or double.values.get(name, "")
            gone.append(double)
        elif same.state == RowState.TAKEN:
            gone.append(double)
    return gone


def follow(batch: Batch) -> None:
    """What repeats a row that repeats the register repeats the register too."""
    followers = batch.rows.filter(same_as__isnull=False, state__in=WAITING)
    found = []
    for row in followers.select_related("same_as"):
        assert row.same_as is not None
        if row.same_as.state in (RowState.KNOWN, RowState.MERGED) and row.same_as.twin_id:
            row.twin_id, row.same_as = row.same_as.twin_id, None
            found.append(row)
    Row.objects.bulk_update(found, ["twin", "same_as"], batch_size=500)
