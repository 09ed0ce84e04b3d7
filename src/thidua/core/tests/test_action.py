"""The kernel's promises: locked, permitted, atomic, audited last, chained."""

from datetime import date

import pytest
from django.db import connection, transaction
from django.db.utils import InternalError, ProgrammingError

from thidua.core import audit
from thidua.core.action import SYSTEM, action, note, within
from thidua.core.models import AuditEntry, SecurityEvent
from thidua.core.permit import Permit, Refused, anyone, permit
from thidua.orgs.models import Unit
from thidua.orgs.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db


@permit
def is_never(actor, subject, **given):
    return "không bao giờ"


@action("test.unit.rename", "Đổi tên", on="unit", permit=anyone)
def rename(*, actor, unit, name):
    unit.name = name
    unit.save()
    note(reason="thử", inside=within("test.unit.outer"))


@action("test.unit.outer", "Việc ngoài", on="unit", permit=anyone)
def outer(*, actor, unit, fail):
    rename(actor=actor, unit=unit, name="Mới")
    if fail:
        raise Refused("hỏng giữa chừng")


@action("test.unit.never", "Không được", on="unit", permit=is_never)
def never(*, actor, unit):
    raise AssertionError("the permit lets nobody in")


def test_entry_tells_who_what_and_the_change():
    unit = UnitFactory(name="Cũ")

    rename(actor=SYSTEM, unit=unit, name="Mới")

    entry = AuditEntry.objects.get()
    assert (entry.action, entry.subject_type, entry.subject_id) == (
        "test.unit.rename",
        "orgs.unit",
        str(unit.pk),
    )
    assert entry.changes["name"] == ["Cũ", "Mới"]
    assert entry.facts == {"reason": "thử", "inside": False}
    assert entry.previous_hash == audit.GENESIS


def test_nested_actions_join_and_name_their_cause():
    outer(actor=SYSTEM, unit=UnitFactory(), fail=False)

    assert list(AuditEntry.objects.order_by("id").values_list("action", "cause")) == [
        ("test.unit.rename", "test.unit.outer"),
        ("test.unit.outer", ""),
    ]
    assert AuditEntry.objects.get(action="test.unit.rename").facts["inside"] is True


def test_refusal_inside_rolls_everything_back_and_is_logged():
    unit = UnitFactory(name="Cũ")

    with pytest.raises(Refused, match="hỏng giữa chừng"):
        outer(actor=SYSTEM, unit=unit, fail=True)

    assert Unit.objects.get(pk=unit.pk).name == "Cũ"
    assert AuditEntry.objects.count() == 0
    assert SecurityEvent.objects.get().detail == "test.unit.outer: hỏng giữa chừng"


def test_permit_is_asked_before_the_body():
    with pytest.raises(Refused, match="không bao giờ"):
        never(actor=SYSTEM, unit=UnitFactory())


def test_permits_combine_with_the_first_reason():
    never_too = Permit(lambda actor, subject, **given: "cũng không", "never_too")

    assert (is_never & never_too)(SYSTEM) == "không bao giờ"
    assert (anyone & never_too)(SYSTEM) == "cũng không"
    assert (is_never | never_too)(SYSTEM) == "không bao giờ"
    assert (is_never | anyone)(SYSTEM) is None


def test_chain_verifies_until_somebody_touches_it():
    unit = UnitFactory()
    for name in ("Một", "Hai", "Ba"):
        rename(actor=SYSTEM, unit=unit, name=name)
    assert audit.verify().holds
    assert audit.verify().entries == 3

    second = AuditEntry.objects.order_by("id")[1]
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE core_auditentry DISABLE TRIGGER core_auditentry_append_only")
        cursor.execute("UPDATE core_auditentry SET actor_id = 7 WHERE id = %s", [second.pk])

    assert audit.verify().broken_at == second.pk


@pytest.mark.parametrize(
    "statement", ["UPDATE core_auditentry SET actor_id = 7", "DELETE FROM core_auditentry"]
)
def test_database_refuses_change_of_the_trail(statement):
    rename(actor=SYSTEM, unit=UnitFactory(), name="Mới")

    with (
        pytest.raises((InternalError, ProgrammingError), match="append-only"),
        transaction.atomic(),
    ):
        connection.cursor().execute(statement)


def test_personal_values_are_veiled():
    assert audit.veil("Nguyễn An", "a") != audit.veil("Nguyễn An", "b")
    assert audit.plain({"on": date(2026, 1, 2)}) == {"on": "2026-01-02"}


def test_action_takes_keywords_only():
    with pytest.raises(TypeError, match="keywords only"):
        action("test.unit.wrong", "Sai", permit=anyone)(lambda actor: None)
