"""The command that recomputes the audit chain: whole, or broken at a named entry."""

import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from thidua.core import audit
from thidua.core.models import AuditEntry
from thidua.orgs.actions import update_unit
from thidua.orgs.tests.factories import hospital

pytestmark = pytest.mark.django_db


def verify(**options: bool) -> str:
    out = io.StringIO()
    call_command("audit_verify", stdout=out, **options)
    return out.getvalue()


def an_act() -> AuditEntry:
    house = hospital()
    update_unit(actor=house.admin, unit=house.department, facts={"short_name": "KN"})
    return AuditEntry.objects.latest("pk")


def test_a_whole_chain_is_told_with_its_head() -> None:
    an_act()
    found = audit.verify()
    assert verify() == (f"Nhật ký nguyên vẹn: {found.entries} mục, mã đầu chuỗi {found.head}.\n")
    assert json.loads(verify(json=True)) == {
        "holds": True, "entries": found.entries, "head": found.head, "broken_at": None,
    }  # fmt: skip


def test_a_changed_entry_is_named() -> None:
    entry = an_act()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE core_auditentry DISABLE TRIGGER USER")
        cursor.execute("UPDATE core_auditentry SET action = 'x' WHERE id = %s", [entry.pk])
    with pytest.raises(CommandError) as told:
        verify()
    assert str(told.value) == (f"Nhật ký đã bị can thiệp: mục {entry.pk} không khớp mục trước nó.")
