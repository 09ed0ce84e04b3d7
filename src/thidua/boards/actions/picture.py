"""Keeps the picture of a board; derived and never edited, so kept out of the audit trail."""

import hashlib
import json
from datetime import date, timedelta
from typing import Any

from django.db import connection, transaction

from thidua.boards import queries
from thidua.boards.models import Snapshot
from thidua.core import period
from thidua.movements import queries as movements

LEAST = timedelta(seconds=1)
_LOCK = 8301835


def refresh(movement: int, *, on: date, at_once: bool = False) -> Snapshot:
    """The board of the movement with this number as the trail stands, see ADR 0009.

    Worked out again only after an act or a midnight, at most once a second unless `at_once`, by
    one visitor at a time; whoever comes meanwhile gets the picture as it was.
    """
    kept = queries.snapshot_of(movement)
    if kept is not None and _holds(kept, on, at_once=at_once):
        return kept
    with transaction.atomic():
        if not _has_turn(movement, wait=kept is None or at_once):
            return kept  # type: ignore[return-value] # without a picture one waits for a turn
        kept = queries.snapshot_of(movement)
        if kept is not None and _holds(kept, on, at_once=at_once):
            return kept
        return _work_out(movement, on)


def _holds(kept: Any, on: date, *, at_once: bool) -> bool:
    """Whether a picture still serves: nothing was done since, or it is a second old at most."""
    if kept.day != on:
        return False
    if kept.head == kept.head_now:
        return True
    return not at_once and timedelta(0) <= period.now() - kept.checked_at < LEAST


def _has_turn(movement: int, *, wait: bool) -> bool:
    take = "pg_advisory_xact_lock" if wait else "pg_try_advisory_xact_lock"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {take}(%s, %s)", [_LOCK, movement % 2**31])
        return wait or bool(cursor.fetchone()[0])


def _work_out(key: int, on: date) -> Snapshot:
    movement = movements.movement_of(key)
    # Read before the figures: what comes in between is seen, and looked at once more.
    head, at = queries.trail_head(), period.now()
    body = queries.compute(movement, on=on)
    packed = json.dumps(body, sort_keys=True, ensure_ascii=False)
    version = hashlib.sha256(packed.encode()).hexdigest()[:16]
    facts = {"head": head, "day": on, "checked_at": at}
    changed = {
        "body": body, "version": version, "groups": len(body["groups"]), "changed_at": at,
    }  # fmt: skip
    kept, made = Snapshot.objects.get_or_create(movement=movement, defaults={**facts, **changed})
    if not made:
        for name, value in (facts | (changed if kept.version != version else {})).items():
            setattr(kept, name, value)
        kept.save()
    return kept
