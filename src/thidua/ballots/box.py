"""The box of one ballot: its own partition of the envelopes, and the door that closing shuts."""

from typing import Any

from django.db import connection

from thidua.ballots.models import Ballot, Envelope

_DOOR = 8301835
_TABLE = Envelope._meta.db_table
WAIT = "2s"
"""How long dropping waits for a backup or another vote to let go, before it is tried later."""


def _partition(ballot: Ballot) -> str:
    return connection.ops.quote_name(f"{_TABLE}_{int(ballot.pk)}")


def make(ballot: Ballot) -> None:
    """Attached rather than made in place: that lets other votes and a running backup go on."""
    parent, own = connection.ops.quote_name(_TABLE), _partition(ballot)
    _run(f"CREATE TABLE {own} (LIKE {parent} INCLUDING ALL)")
    _run(f"ALTER TABLE {parent} ATTACH PARTITION {own} FOR VALUES IN ({int(ballot.pk)})")


def drop(ballot: Ballot) -> None:
    """Remove the envelopes' storage; nothing to do where it is gone. Waits a moment at most."""
    _run(f"SET LOCAL lock_timeout = '{WAIT}'")
    _run(f"DROP TABLE IF EXISTS {_partition(ballot)}")


def hold_open(ballot: Ballot) -> None:
    """Keep the ballot from closing until this transaction ends; waits while it closes.

    An advisory lock: it is fair to who waits to close, and leaves no trace in any row.
    """
    _run("SELECT pg_advisory_xact_lock_shared(%s, %s)", [_DOOR, ballot.pk])


def shut(ballot: Ballot) -> None:
    """Wait for those who are casting, and let nobody in until this transaction ends."""
    _run("SELECT pg_advisory_xact_lock(%s, %s)", [_DOOR, ballot.pk])


def _run(statement: str, given: list[Any] | None = None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
