"""Every action keeps the contract: allowed, refused, wrong state, rolled back, audited."""

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.files import File
from django.db import DatabaseError, connection, transaction

from tests.contract import CASES, Case
from thidua.core.action import ACTIONS, given_names
from thidua.core.models import AuditEntry, SecurityEvent, reference
from thidua.core.permit import Refused

for config in apps.get_app_configs():
    if config.name.startswith("thidua."):
        for cases in sorted(Path(config.path, "tests").glob("contract*.py")):
            importlib.import_module(f"{config.name}.tests.{cases.stem}")

NAMES = sorted(CASES)


def test_every_action_has_a_case() -> None:
    real = [name for name in ACTIONS if not name.startswith("test.")]
    assert sorted(CASES) == sorted(real)


def contents() -> dict[str, str]:
    """A digest of every row of every table but the log of security and the queue."""
    digests = {}
    with connection.cursor() as cursor:
        for model in apps.get_models():
            table = model._meta.db_table
            if table == "core_securityevent" or table.startswith("procrastinate"):
                continue
            cursor.execute(
                "SELECT coalesce(md5(string_agg(t::text, '|' ORDER BY t::text)), '') "
                f"FROM {table} t"
            )
            digests[table] = cursor.fetchone()[0]
    return digests


def run(name: str, actor: Any, given: dict[str, Any]) -> Any:
    for value in given.values():
        if isinstance(value, File):
            value.seek(0)
    return ACTIONS[name].run(actor=actor, **given)


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
def test_refused_rolled_back_allowed_and_audited(name: str) -> None:
    """One case for all three: the first two leave it as it was."""
    case: Case = CASES[name]()
    before = contents()

    with pytest.raises(Refused) as refused:
        run(name, case.stranger, case.given)
    assert str(refused.value) == case.refusal
    last = SecurityEvent.objects.order_by("id").last()
    assert last is not None
    assert last.detail == f"{name}: {case.refusal}"[:300]
    assert contents() == before

    with pytest.raises(DatabaseError, match="no room"), trail_refuses():
        run(name, case.actor, case.given)
    assert contents() == before

    known = AuditEntry.objects.count()
    run(name, case.actor, case.given)
    entries = list(AuditEntry.objects.order_by("id")[known:])
    own = next(entry for entry in entries if entry.action == name and not entry.cause)
    subject = case.given.get(ACTIONS[name].on or "")
    expected = reference(subject) if not isinstance(subject, list | tuple | None) else ("", "")
    assert (own.actor_id, own.subject_type, own.subject_id) == (case.actor.pk, *expected)
    assert set(own.changes) == set(case.changed)


@contextmanager
def trail_refuses() -> Iterator[None]:
    """Nothing can be written into the trail, until the error takes that back too."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(
                "CREATE FUNCTION refuse_entries() RETURNS trigger LANGUAGE plpgsql AS "
                "$$ BEGIN RAISE EXCEPTION 'no room'; END $$;"
                "CREATE TRIGGER refuse_entries BEFORE INSERT ON core_auditentry "
                "EXECUTE FUNCTION refuse_entries()"
            )
        yield


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
def test_wrong_state_is_refused(name: str) -> None:
    case = CASES[name]()
    if case.wrong is None:
        assert ACTIONS[name].on is None or "state" not in {
            f.name for f in case.given[ACTIONS[name].on]._meta.fields
        }
        return
    given, reason = case.wrong()
    before = contents()

    with pytest.raises(Refused) as refused:
        run(name, case.actor, given)

    assert str(refused.value) == reason
    assert contents() == before


def test_actions_lock_what_they_are_on() -> None:
    for name, registered in ACTIONS.items():
        if registered.on is not None:
            assert registered.on in given_names(registered.run), name
