"""Clear decisions taken into the register, each whole or not at all; and a batch undone."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.awards import actions as awards
from thidua.core import period, task
from thidua.core.action import action, note
from thidua.core.models import TaskRun
from thidua.core.permit import Refused
from thidua.core.text import fold
from thidua.legacy import permits, queries, rules
from thidua.legacy.actions import pairing
from thidua.legacy.actions.mapping import IN_THE_REQUEST
from thidua.legacy.models import Batch, Row
from thidua.legacy.queries.doubles import Register
from thidua.legacy.queries.matching import House
from thidua.legacy.states import BATCH, RowState
from thidua.orgs import actions as orgs

Progress = Callable[[int, int], None]
TAKE, UNDO = "legacy.take", "legacy.undo"
NOTHING: dict[str, Any] = {"decisions": [], "people": [], "filled": {}}
DOUBLES = (RowState.KNOWN, RowState.MERGE, RowState.MERGED)
# Rows are settled in one statement: a query for each would take minutes.
_TAKEN = """UPDATE legacy_row r SET honour_id = g.honour, person_id = g.person, state = g.state
FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[], %s::text[]) AS g(pk, honour, person, state)
WHERE r.id = g.pk"""


@action(
    "legacy.batch.start_take", gettext_lazy("Ghi sổ cũ vào sổ khen thưởng"), on="batch",
    permit=permits.keeps_register,
)  # fmt: skip
def start_take(*, actor: Any, batch: Batch) -> TaskRun | None:
    """Take every decision whose rows are all clear: at once, or in the background."""
    count = _insist_on_some(batch)
    if count <= IN_THE_REQUEST:
        take_batch(actor=actor, batch=batch, on=period.today())
        return None
    title = _("Ghi sổ khen thưởng cũ: %(name)s") % {"name": batch}
    return task.defer(TAKE, actor=actor, title=title, batch_id=batch.pk)


def _insist_on_some(batch: Batch) -> int:
    if reason := BATCH.refusal(batch, "take"):
        raise Refused(reason)
    count = queries.takeable(batch).count()
    if not count:
        raise Refused(
            _("Chưa có quyết định nào rõ hết các dòng: xử lý các dòng chưa hiểu, chưa rõ là ai.")
        )
    return count


@action(
    "legacy.batch.take", gettext_lazy("Ghi các quyết định của sổ cũ"), on="batch",
    permit=permits.keeps_register,
)  # fmt: skip
def take_batch(
    *, actor: Any, batch: Batch, on: date, progress: Progress | None = None
) -> Batch:  # fmt: skip
    """Take clear decisions whole; the others wait. Run again, it adds only what has cleared.

    What the register has come to hold since the rows were read is asked about first.
    """
    _insist_on_some(batch)
    BATCH.move(batch, "take")
    _look_again(batch)
    every = list(queries.takeable(batch).select_related("same_as").order_by("pk"))
    rows = [row for row in every if row.state == RowState.READY]
    merging = [row for row in every if row.state == RowState.MERGE]
    doubles = pairing.folded(rows, [row for row in merging if row.same_as_id is not None])
    filled = _merged(actor, batch, [row for row in merging if row.twin_id and not row.same_as_id])
    batch.rows.filter(pk__in=[row.pk for row in doubles]).update(state=RowState.MERGED)
    # What this batch brought before goes as a whole when it is undone: nothing to remember.
    late = [(row.same_as.honour_id, row) for row in doubles if row.same_as]
    if told := _told((key, row) for key, row in late if key is not None):
        awards.fill_past(actor=actor, unit=batch.unit, told=told)
    people = _recall(actor, batch, rows, on)
    past, of = _past(batch, rows)
    awards.take_past(actor=actor, unit=batch.unit, decisions=past, progress=progress)
    made: dict[int, int | None] = {}
    for each in past:
        made |= dict(zip(of[each.key], each.made, strict=True))
    with connection.cursor() as cursor:
        cursor.execute(_TAKEN, [
            [row.pk for row in rows], [made[row.pk] for row in rows],
            [row.person_id for row in rows],
            [RowState.KNOWN if made[row.pk] is None else RowState.TAKEN for row in rows],
        ])  # fmt: skip
    before = {**NOTHING, **batch.made}
    fresh = [each.decision for each in past if each.is_new]
    batch.made = {
        "decisions": [*before["decisions"], *fresh],
        "people": [*before["people"], *(person.pk for person in people)],
        "filled": before["filled"] | filled,
    }
    batch.save()
    note(decisions=len(fresh), entries=sum(key is not None for key in made.values()))
    return batch


def _look_again(batch: Batch) -> None:
    """Ask about rows that tell again what was entered since, unless they were answered."""
    pairing.follow(batch)
    register, found = Register(batch.unit), []
    for row in queries.takeable(batch).filter(twin=None, same_as=None).order_by("pk"):
        if row.person_id or row.unit_id:
            state, row.twin_id = register.look(row.values, row.person_id, row.unit_id)
            if state != row.state:
                row.state = state
                found.append(row)
    Row.objects.bulk_update(found, ["state", "twin"], batch_size=500)
    pairing.pair(batch)


def _merged(actor: Any, batch: Batch, rows: Sequence[Row]) -> dict[str, list[str]]:
    """Which facts the entries that are kept took from rows merged into them, by key."""
    if not rows:
        return {}
    told = _told((row.twin_id, row) for row in rows if row.twin_id is not None)
    filled = awards.fill_past(actor=actor, unit=batch.unit, told=told)
    batch.rows.filter(pk__in=[row.pk for row in rows]).update(state=RowState.MERGED)
    return {str(key): sorted(names) for key, names in filled.items()}


def _told(rows: Iterable[tuple[int, Row]]) -> dict[int, dict[str, str]]:
    """By entry that is kept, what the rows merged into it say; of several the first."""
    told: dict[int, dict[str, str]] = defaultdict(dict)
    for key, row in rows:
        for name in awards.TOLD:
            if value := row.values.get(name):
                told[key].setdefault(name, value)
    return told


def _recall(actor: Any, batch: Batch, rows: Sequence[Row], on: date) -> list[Any]:
    """Files for those who are in no list any more; one for all rows that tell the same person."""
    told: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in rows:
        if row.is_former and row.person_id is None:
            values = row.values
            told[fold(row.name), values["born"], fold(values["unit"])].append(row)
    if not told:
        return []
    house = House(batch.unit)
    people = orgs.recall_people(
        actor=actor, unit=batch.unit, on=on,
        people=[
            orgs.Former(
                full_name=group[0].name, unit=house.unit_called(group[0].values["unit"])
                or batch.unit,
                first_year=min(row.values["year"] for row in group),
                last_year=max(row.values["year"] for row in group),
                born_on=rules.day_in(group[0].values["born"]),
            ) for group in told.values()
        ],
    )  # fmt: skip
    for person, group in zip(people, told.values(), strict=True):
        for row in group:
            row.person_id = person.pk
    return people


def _past(
    batch: Batch, rows: Sequence[Row]
) -> tuple[list[awards.Past], dict[tuple[str, date, str], list[int]]]:
    """The decisions of the rows with their entries, and by decision the keys of its rows."""
    found: dict[tuple[str, date, str], awards.Past] = {}
    of: dict[tuple[str, date, str], list[int]] = defaultdict(list)
    for row in rows:
        values = row.values
        past = awards.Past(
            reference=values["reference"], decided_on=date.fromisoformat(values["decided_on"]),
            decided_by=values["decided_by"], award=values["award"], year=values["year"],
            line=values["line"], level=values["level"], way=values["way"],
        )  # fmt: skip
        past = found.setdefault(past.key, past)
        past.entries.append((row.person_id, row.unit_id, values["achievement"]))
        of[past.key].append(row.pk)
    # What the register states counts those too whom nobody could name, but no doubles.
    every = batch.rows.filter(decision__in={row.decision for row in rows}).exclude(
        Q(state__in=DOUBLES)
        | Q(state=RowState.LEFT) & (Q(twin__isnull=False) | Q(same_as__isnull=False))
    )
    for values in every.values_list("values", flat=True).iterator(chunk_size=5000):
        if not values.get("decided_on") or not values.get("award"):
            continue
        key = awards.Past(
            values["reference"],
            date.fromisoformat(values["decided_on"]),
            "",
            values["award"],
            0,
            "",
        ).key
        if key in found and values["kind"] == "unit":
            found[key].collectives += 1
        elif key in found:
            found[key].individuals += 1
    return list(found.values()), of


@action(
    "legacy.batch.start_undo", gettext_lazy("Rút sổ cũ khỏi sổ khen thưởng"), on="batch",
    permit=permits.keeps_register,
)  # fmt: skip
def start_undo(*, actor: Any, batch: Batch, reason: str) -> TaskRun | None:
    """Take everything out again that the batch brought: at once, or in the background."""
    if refusal := BATCH.refusal(batch, "undo"):
        raise Refused(refusal)
    if batch.rows.filter(state=RowState.TAKEN).count() <= IN_THE_REQUEST:
        undo_batch(actor=actor, batch=batch, reason=reason)
        return None
    title = _("Rút sổ khen thưởng cũ: %(name)s") % {"name": batch}
    return task.defer(UNDO, actor=actor, title=title, batch_id=batch.pk, reason=reason)


@action(
    "legacy.batch.undo", gettext_lazy("Rút các quyết định của sổ cũ"), on="batch",
    permit=permits.keeps_register,
)  # fmt: skip
def undo_batch(*, actor: Any, batch: Batch, reason: str) -> Batch:
    """Remove what the batch brought, as a whole; refused while anything rests on it."""
    BATCH.move(batch, "undo")
    honours = list(batch.rows.filter(honour__isnull=False).values_list("honour_id", flat=True))
    given = Q(state=RowState.TAKEN) | Q(state=RowState.KNOWN, twin=None)
    batch.rows.filter(given).update(state=RowState.READY, honour=None)
    batch.rows.filter(is_former=True).update(person=None)
    made = {**NOTHING, **batch.made}
    merged = batch.rows.filter(state=RowState.MERGED)
    into = merged.filter(twin__isnull=False, same_as=None).order_by("pk")
    told = _told((row.twin_id, row) for row in into if row.twin_id is not None)
    awards.undo_past(
        actor=actor, unit=batch.unit, decisions=made["decisions"], honours=honours, reason=reason,
        filled={
            key: {name: told[key][name] for name in names if name in told[key]}
            for key, names in ((int(key), names) for key, names in made["filled"].items())
            if key in told
        },
    )  # fmt: skip
    merged.update(state=RowState.MERGE)
    if made["people"]:
        orgs.forget_people(actor=actor, unit=batch.unit, people=made["people"])
    batch.made = {}
    batch.save()
    note(reason=reason)
    return batch
