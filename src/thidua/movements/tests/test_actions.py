"""What movements and registrations allow, refuse and leave behind."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection

from thidua.core import audit
from thidua.core.models import AuditEntry
from thidua.movements import actions, queries
from thidua.movements.actions import NotReady
from thidua.movements.models import Dispatch, Registration
from thidua.movements.tests.factories import (
    ENDS,
    FACTS,
    IN_TIME,
    LAUNCH,
    REGISTER_BY,
    approved,
    draft,
    filled,
    launched,
    list_of,
    person,
    submitted,
)
from thidua.movements.tests.outcomes import refused, told
from thidua.notices.models import Notice
from thidua.orgs.states import MembershipKind, Role
from thidua.orgs.tests.factories import UnitFactory, grant, join, person_in

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


# Drafts.


def test_a_draft_is_sponsored_by_its_own_unit_unless_others_are_named(house):
    assert list(draft(house).sponsors.all()) == [house.union]
    other = actions.create_movement(
        actor=house.officer, unit=house.union, facts=FACTS, sponsors=[house.hospital, house.union]
    )
    assert set(other.sponsors.all()) == {house.hospital, house.union}


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"ends_on": LAUNCH - DAY}, "Ngày kết thúc phải từ ngày bắt đầu trở đi."),
        ({"register_by": None}, "Có hạn đăng ký muộn thì phải có hạn đăng ký."),
        ({"late_until": REGISTER_BY - DAY}, "Hạn đăng ký muộn phải từ hạn đăng ký trở đi."),
        ({"late_until": ENDS + DAY}, "Hạn đăng ký phải trong thời gian của phong trào."),
    ],
)
def test_days_follow_each_other(house, facts, reason):
    assert refused(lambda: draft(house, **facts)) == reason


def test_the_last_days_may_fall_together(house):
    movement = draft(house, ends_on=LAUNCH, register_by=LAUNCH, late_until=LAUNCH)
    assert movement.period.days == 1


def test_unknown_facts_are_a_fault_of_the_caller(house):
    with pytest.raises(TypeError, match="a movement has no state"):
        draft(house, state="launched")


def test_the_scope_lies_below_the_unit(house):
    assert refused(lambda: draft(house, scope=[house.department])) == (
        "Khoa Nội không thuộc Công đoàn cơ sở Bệnh viện Quân y Sông Thao."
    )


def test_a_draft_takes_new_units_and_lets_others_go(house):
    movement = draft(house, scope=[house.group])
    kept = Dispatch.objects.get()
    actions.update_movement(
        actor=house.officer, movement=movement, facts={}, scope=[house.group, house.other_group]
    )
    assert set(movement.scope.all()) == {house.group, house.other_group}
    assert kept in Dispatch.objects.all()
    actions.update_movement(
        actor=house.officer, movement=movement, facts={}, scope=[], sponsors=[house.hospital]
    )
    assert (movement.scope.count(), list(movement.sponsors.all())) == (0, [house.hospital])


# Launch.


def test_launch_names_everything_that_is_missing(house):
    movement = draft(
        house, scope=[], objectives="", subjects="", content="", criteria="", plan="", measures="",
        starts_on=None, ends_on=None, register_by=None, late_until=None,
    )  # fmt: skip
    said = refused(
        lambda: actions.launch_movement(actor=house.officer, movement=movement, on=LAUNCH), NotReady
    )
    assert said == (
        "Chưa có mục đích, yêu cầu, mục tiêu. Chưa có đối tượng thi đua. Chưa có nội dung thi đua. "
        "Chưa có tiêu chí thi đua. Chưa có kế hoạch. Chưa có biện pháp tổ chức. "
        "Chưa có đủ ngày bắt đầu và ngày kết thúc. Chưa chọn đơn vị nào trong phạm vi. "
        "(Điều 17 Luật Thi đua, khen thưởng số 06/2022/QH15)"
    )
    movement.refresh_from_db()
    assert (movement.state, movement.launched_at) == ("draft", None)
    assert Registration.objects.count() == Notice.objects.count() == 0


def test_what_is_only_advised_does_not_hold_a_launch(house):
    facts = {"bases": "", "decision": "", "register_by": None, "late_until": None}
    assert launched(house, **facts).state == "launched"


def test_a_movement_that_is_over_is_not_launched(house):
    movement = draft(house)

    def launch(on):
        return actions.launch_movement(actor=house.officer, movement=movement, on=on)

    assert refused(lambda: launch(ENDS + DAY)) == (
        "Phong trào đã hết thời gian từ sau ngày 31/12/2025, không phát động được nữa."
    )
    assert launch(ENDS).state == "launched"


def test_launch_sends_to_every_unit_and_opens_its_list(house):
    movement = launched(house)
    sent = movement.dispatches.order_by("pk").values_list("unit", "sent_at", "received_at")
    assert list(sent) == [
        (house.group.pk, movement.launched_at, None),
        (house.other_group.pk, movement.launched_at, None),
    ]
    lists = movement.registrations.order_by("pk").values_list("unit", "state")
    assert list(lists) == [(house.group.pk, "open"), (house.other_group.pk, "open")]
    entry = AuditEntry.objects.get(action="movements.movement.launch")
    assert entry.facts == {"units": 2, "people": 3, "on": "2025-09-01"}


def test_launch_tells_people_of_the_scope_once(house):
    # Of both groups, and of a unit below the first: still one notice each.
    below = UnitFactory(parent=house.group, line=house.group.line, name="Nhóm trực")
    join(person(house.member), house.other_group, MembershipKind.SECONDMENT)
    nurse = person_in(below).user
    gone = person_in(house.group).user
    gone.is_active = False
    gone.save()
    movement = launched(house)
    heard = Notice.objects.filter(kind="movements.launched").values_list("recipient", "text", "url")
    said = "Phát động: Đợt thi đua cao điểm 120 ngày"
    assert sorted(heard) == sorted(
        (user.pk, said, f"/phong-trao/{movement.pk}/")
        for user in (house.head, house.member, house.other_member, nurse)
    )


def test_a_launched_movement_stays_as_people_were_told(house):
    movement = launched(house)
    reason = "Đang ở trạng thái «Đã phát động» nên không thực hiện được việc này."

    def change():
        return actions.update_movement(
            actor=house.officer, movement=movement, facts={"title": "Khác"}
        )

    assert refused(change) == reason


def test_a_failed_notice_leaves_no_launch(house):
    movement = draft(house)
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION refuse_notices() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'no room'; END $$;"
            "CREATE TRIGGER refuse_notices BEFORE INSERT ON notices_notice "
            "EXECUTE FUNCTION refuse_notices()"
        )
    with pytest.raises(DatabaseError, match="no room"):
        actions.launch_movement(actor=house.officer, movement=movement, on=LAUNCH)
    movement.refresh_from_db()
    assert (movement.state, list(movement.dispatches.values_list("sent_at"))) == (
        "draft", [(None,), (None,)],
    )  # fmt: skip
    assert Registration.objects.count() == 0
    assert not AuditEntry.objects.filter(action="movements.movement.launch").exists()


# Receipt.


def test_receipt_is_said_once(house):
    movement = launched(house)
    dispatch = movement.dispatches.get(unit=house.group)
    actions.receive_dispatch(actor=house.head, dispatch=dispatch)
    assert refused(lambda: actions.receive_dispatch(actor=house.head, dispatch=dispatch)) == (
        "Tổ công đoàn Nội đã xác nhận nhận phong trào."
    )


def test_a_head_who_sends_the_list_has_received_the_movement(house):
    movement = launched(house)
    submitted(house, movement)
    dispatch = movement.dispatches.get(unit=house.group)
    assert dispatch.received_at is not None
    entry = AuditEntry.objects.get(action="movements.dispatch.receive")
    assert (entry.cause, entry.actor_id) == ("movements.registration.submit", house.head.pk)


def test_an_officer_who_keys_in_for_a_group_receives_nothing_for_it(house):
    movement = launched(house)
    filled(house, movement)
    actions.submit_registration(
        actor=house.officer, registration=list_of(movement, house.group), on=IN_TIME
    )
    assert movement.dispatches.get(unit=house.group).received_at is None


# Reminders and the end.


def test_reminders_go_once_a_day_to_heads_of_silent_units(house):
    movement = launched(house)
    other_head = person_in(house.other_group, Role.HEAD).user

    def remind(on):
        return actions.remind_unregistered(actor=house.officer, movement=movement, on=on)

    assert [remind(IN_TIME), remind(IN_TIME), remind(IN_TIME + DAY)] == [2, 0, 2]
    submitted(house, movement)
    assert remind(IN_TIME + 2 * DAY) == 1
    assert told(house.head, "movements.reminder") == 2 * [
        "Tổ công đoàn Nội chưa gửi đăng ký: Đợt thi đua cao điểm 120 ngày"
    ]
    assert len(told(other_head, "movements.reminder")) == 3


def test_a_unit_without_head_is_not_counted_as_reminded(house):
    movement = launched(house)
    assert actions.remind_unregistered(actor=house.officer, movement=movement, on=IN_TIME) == 1
    assert queries.headless([house.group, house.other_group], on=IN_TIME) == [house.other_group]
    grant(person(house.other_member), house.other_group, Role.HEAD)
    assert queries.headless([house.group, house.other_group], on=IN_TIME) == []


def test_a_movement_runs_through_its_last_day(house):
    movement = launched(house)

    def close(on):
        return actions.close_movement(actor=house.officer, movement=movement, on=on)

    assert refused(lambda: close(ENDS)) == (
        "Phong trào còn đến hết ngày 31/12/2025, chưa kết thúc được."
    )
    assert close(ENDS + DAY).state == "closed"


def test_the_trail_verifies_after_a_whole_movement(house):
    approved(house, launched(house))
    assert audit.verify().broken_at is None
