"""What the contract cannot say: what is refused, what the trail keeps, what erasing takes."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from thidua.care import actions
from thidua.care.models import CareRecord
from thidua.care.tests.factories import FACTS, TODAY, care
from thidua.core import audit
from thidua.core.models import AuditEntry
from thidua.core.permit import Refused
from thidua.movements.tests.factories import draft
from thidua.orgs import actions as orgs
from thidua.orgs.models import Membership
from thidua.orgs.tests.factories import Hospital

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"amount": Decimal(-1), "recipients": 3}, "Số tiền không thể âm."),
        ({"recipients": 0}, "Cần ghi người được chăm lo hoặc số người, từ 1 trở lên."),
        ({"person": "other_member"}, "không thuộc Tổ công đoàn Nội vào ngày đó."),
    ],
)
def test_what_is_refused(house: Hospital, facts: dict[str, Any], reason: str) -> None:
    if "person" in facts:
        facts = {"person": getattr(house, facts["person"]).person}
        reason = f"{house.other_member.full_name} {reason}"
    with pytest.raises(Refused) as refused:
        actions.create_record(
            actor=house.head, unit=house.group, on=TODAY, facts={**FACTS, **facts}
        )
    assert str(refused.value) == reason


def test_a_movement_must_run_above_the_unit(house: Hospital) -> None:
    facts = {**FACTS, "recipients": 5, "movement": draft(house)}
    with pytest.raises(Refused, match="Khoa Nội không thuộc nơi tổ chức phong trào"):
        actions.create_record(actor=house.officer, unit=house.department, on=TODAY, facts=facts)
    made = actions.create_record(actor=house.officer, unit=house.group, on=TODAY, facts=facts)
    assert (made.recipients, made.person) == (5, None)


def test_unknown_facts_are_faults_and_a_cancel_needs_its_reason(house: Hospital) -> None:
    with pytest.raises(TypeError, match="a care record has no unit"):
        actions.create_record(
            actor=house.head, unit=house.group, on=TODAY, facts={"unit": house.group}
        )
    with pytest.raises(Refused, match="Cần nêu lý do hủy"):
        actions.cancel_record(actor=house.head, record=care(house), reason=" ")


def trail() -> str:
    entries = AuditEntry.objects.values("changes", "facts", "table")
    return str(list(entries))


def test_the_trail_tells_that_it_changed_and_never_what_it_was(house: Hospital) -> None:
    record = care(house, circumstances="HOANCANHKIN", occasion="DIPKIN")
    actions.update_record(
        actor=house.head, record=record, on=TODAY,
        facts={"circumstances": "KINHON", "occasion": "KHAC", "amount": Decimal(5)},
    )  # fmt: skip
    entry = AuditEntry.objects.get(action="care.record.update")
    assert set(entry.changes) == {"circumstances", "occasion", "amount"}
    assert not any(word in trail() for word in ("HOANCANHKIN", "KINHON", "DIPKIN", "KHAC"))
    assert audit.verify().holds


def test_erasing_a_person_takes_name_and_circumstances_with_it(house: Hospital) -> None:
    record = care(house, circumstances="HOANCANHKIN", occasion="DIPKIN")
    other = care(house, person=house.head.person, circumstances="Của người khác")
    Membership.objects.filter(person=house.member.person).update(valid_to=date(2026, 3, 10))
    orgs.erase_person(actor=house.admin, person=house.member.person, on=TODAY, basis="Đơn đề nghị")
    record.refresh_from_db()
    other.refresh_from_db()
    assert (record.person, record.circumstances, record.occasion, record.audit_salt) == (
        None, "", "Trợ cấp khó khăn", "",
    )  # fmt: skip
    assert (record.amount, record.recipients) == (Decimal(2_000_000), 1)
    assert other.circumstances == "Của người khác"
    assert "KIN" not in trail()
    assert audit.verify().holds
    assert CareRecord.objects.filter(erased_at=None).count() == 1


def test_nobody_erases_circumstances_of_others_but_the_officer(house: Hospital) -> None:
    with pytest.raises(Refused):
        actions.erase_record(actor=house.admin, record=care(house))
