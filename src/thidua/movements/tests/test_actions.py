"""What movements and registrations allow, refuse and leave behind."""

from datetime import datetime, timedelta

import pytest
from django.db import DatabaseError, connection

from thidua.core import audit, period
from thidua.core.models import AuditEntry
from thidua.core.permit import Refused
from thidua.movements import actions, queries
from thidua.movements.actions import NotReady, TooLate
from thidua.movements.models import Dispatch, Registrant, Registration
from thidua.movements.states import RegistrationState
from thidua.movements.tests.factories import (
    ENDS,
    FACTS,
    IN_TIME,
    LATE_UNTIL,
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
from thidua.notices.models import Notice
from thidua.orgs.models import Membership
from thidua.orgs.states import MembershipKind, Role
from thidua.orgs.tests.factories import UnitFactory, grant, hospital, join, person_in

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def house():
    return hospital()


@pytest.fixture(autouse=True)
def _in_the_story(monkeypatch):
    monkeypatch.setenv("THIDUA_TODAY", IN_TIME.isoformat())


def refused(act, kind=Refused):
    with pytest.raises(kind) as found:
        act()
    return str(found.value)


def told(user, kind):
    return list(
        Notice.objects.filter(recipient=user, kind=kind)
        .order_by("pk")
        .values_list("text", flat=True)
    )


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


# Filling.


def fill(house, movement, people, **more):
    return actions.fill_registration(
        actor=house.head, registration=list_of(movement, house.group), people=people, on=IN_TIME,
        **more,
    )  # fmt: skip


def test_a_list_is_set_as_given(house):
    movement = launched(house)
    head, member = person(house.head), person(house.member)
    fill(house, movement, {head: ["LDTT"], member: ["LDTT", "CSTDCS"]})
    fill(house, movement, {member: ["LDTT"]}, collective_awards=["TTLDTT"])
    rows = Registrant.objects.values_list("person", "awards")
    assert list(rows) == [(member.pk, ["LDTT"])]
    assert list_of(movement, house.group).collective_awards == ["TTLDTT"]


@pytest.mark.parametrize(
    ("awards", "collective", "reason"),
    [
        (["XYZ", "TTLDTT"], [], "Không có danh hiệu, hình thức: TTLDTT, XYZ."),
        (["LDTT"], ["LDTT"], "Không có danh hiệu, hình thức: LDTT."),
    ],
)
def test_only_awards_that_exist_and_fit_are_registered(house, awards, collective, reason):
    movement = launched(house)
    people = {person(house.member): awards}
    assert refused(lambda: fill(house, movement, people, collective_awards=collective)) == reason
    assert Registrant.objects.count() == 0


def test_somebody_of_another_unit_is_refused_by_name(house):
    movement = launched(house)
    stranger = person(house.other_member)
    assert refused(lambda: fill(house, movement, {stranger: ["LDTT"]})) == (
        f"{stranger.full_name} không thuộc Tổ công đoàn Nội."
    )


def test_who_belongs_is_asked_of_the_day(house):
    movement = launched(house)
    Membership.objects.filter(person=person(house.member), kind=MembershipKind.UNION).update(
        valid_to=IN_TIME - DAY
    )
    reason = f"{house.member.full_name} không thuộc Tổ công đoàn Nội."
    assert refused(lambda: fill(house, movement, {person(house.member): ["LDTT"]})) == reason


def test_the_officer_keys_in_for_those_who_cannot(house):
    movement = launched(house)
    actions.fill_registration(
        actor=house.officer, registration=list_of(movement, house.other_group), on=IN_TIME,
        people={person(house.other_member): ["GK"]},
    )  # fmt: skip
    assert Registrant.objects.get().awards == ["GK"]


# Sending in.


def send(house, movement, on, reason="", actor=None):
    with period.standing_on(on):
        return actions.submit_registration(
            actor=actor or house.head, registration=list_of(movement, house.group), on=on,
            late_reason=reason,
        )  # fmt: skip


def test_an_empty_list_is_not_sent(house):
    movement = launched(house)
    assert refused(lambda: send(house, movement, IN_TIME)) == (
        "Chưa có ai trong danh sách đăng ký."
    )
    fill(house, movement, {}, collective_awards=["TTLDTT"])
    assert send(house, movement, IN_TIME).state == RegistrationState.SUBMITTED


def test_the_last_day_needs_no_reason_and_keeps_none(house):
    movement = launched(house)
    filled(house, movement)
    assert send(house, movement, REGISTER_BY, "Không cần").late_reason == ""


@pytest.mark.parametrize("day", [REGISTER_BY + DAY, LATE_UNTIL])
def test_late_asks_for_a_reason_and_keeps_it(house, day):
    movement = launched(house)
    filled(house, movement)
    assert refused(lambda: send(house, movement, day, "  "), TooLate) == (
        "Đã quá hạn ngày 10/09/2025. Hãy ghi lý do đăng ký muộn."
    )
    assert list_of(movement, house.group).state == RegistrationState.OPEN
    assert send(house, movement, day, " Đi công tác. ").late_reason == "Đi công tác."


def test_after_the_late_day_it_is_closed_whatever_the_reason(house):
    movement = launched(house)
    filled(house, movement)
    reason = "Đã hết hạn đăng ký, hạn cuối là hết ngày 20/09/2025."
    assert refused(lambda: send(house, movement, LATE_UNTIL + DAY, "Đi công tác"), TooLate) == (
        reason
    )


def test_without_a_late_day_the_last_day_closes(house):
    movement = launched(house, late_until=None)
    filled(house, movement)
    assert refused(lambda: send(house, movement, REGISTER_BY + DAY, "Muộn"), TooLate) == (
        "Đã hết hạn đăng ký, hạn cuối là hết ngày 10/09/2025."
    )


def test_a_returned_list_is_judged_by_the_day_it_first_came(house):
    movement = launched(house)
    registration = submitted(house, movement, on=REGISTER_BY)
    # Past midnight in Vietnam is still the day before in UTC.
    first = datetime.combine(REGISTER_BY, datetime.min.time(), period.HANOI)
    Registration.objects.update(submitted_at=first)
    actions.return_registration(
        actor=house.officer, registration=registration, reason="Bổ sung 50% số người."
    )
    again = send(house, movement, LATE_UNTIL + DAY)
    assert (again.state, again.late_reason, again.return_reason) == ("submitted", "", "")
    assert again.submitted_at == first


def test_a_list_first_sent_just_after_midnight_is_late_still(house):
    movement = launched(house)
    registration = submitted(house, movement)
    first = datetime.combine(REGISTER_BY + DAY, datetime.min.time(), period.HANOI)
    Registration.objects.update(submitted_at=first)
    actions.return_registration(actor=house.officer, registration=registration, reason="Thiếu.")
    assert refused(lambda: send(house, movement, LATE_UNTIL), TooLate) == (
        "Đã quá hạn ngày 10/09/2025. Hãy ghi lý do đăng ký muộn."
    )


def test_a_late_list_that_was_returned_keeps_its_reason(house):
    movement = launched(house)
    registration = submitted(house, movement, on=LATE_UNTIL)
    actions.return_registration(actor=house.officer, registration=registration, reason="Thiếu.")
    assert send(house, movement, ENDS).late_reason == "Tổ trưởng đi công tác."


# Deciding.


def test_approval_counts_and_tells_the_head(house):
    movement = launched(house)
    registration = approved(house, movement)
    assert registration.approved_at is not None
    assert told(house.head, "movements.registration") == [
        "Đăng ký của Tổ công đoàn Nội đã được duyệt."
    ]
    assert queries.is_registered(person(house.member), movement)
    assert queries.registered_awards(person(house.member), year=2025) == {"LDTT"}
    assert queries.registered_awards(person(house.other_member), year=2025) is None
    entry = AuditEntry.objects.get(action="movements.registration.approve")
    assert entry.table == [[registration.pk, house.group.pk]]


def test_nobody_approves_what_they_sent_in(house):
    movement = launched(house)
    filled(house, movement)
    send(house, movement, IN_TIME, actor=house.officer)
    rows = [list_of(movement, house.group)]
    assert (
        refused(lambda: actions.approve_registrations(actor=house.officer, registrations=rows))
        == "Bạn đã gửi đăng ký của Tổ công đoàn Nội nên người khác phải duyệt."
    )
    assert actions.approve_registrations(actor=house.director, registrations=rows) == 1


def test_many_are_approved_together_or_not_at_all(house):
    movement = launched(house)
    rows = [submitted(house, movement), list_of(movement, house.other_group)]

    def approve():
        return actions.approve_registrations(actor=house.officer, registrations=rows)

    assert refused(approve) == "Đang ở trạng thái «Đang lập» nên không thực hiện được việc này."
    assert list_of(movement, house.group).state == RegistrationState.SUBMITTED
    assert told(house.head, "movements.registration") == []


def test_approving_none_is_refused(house):
    assert (
        refused(lambda: actions.approve_registrations(actor=house.officer, registrations=[]))
        == "Hãy chọn ít nhất một đơn vị."
    )


def test_a_return_says_why_to_the_head_and_on_the_trail(house):
    registration = submitted(house, launched(house))

    def give_back(reason):
        return actions.return_registration(
            actor=house.officer, registration=registration, reason=reason
        )

    assert refused(lambda: give_back(" ")) == "Hãy ghi lý do trả lại."
    give_back(" Đạt 50%. ")
    assert told(house.head, "movements.registration") == [
        "Đăng ký của Tổ công đoàn Nội bị trả lại: Đạt 50%."
    ]
    entry = AuditEntry.objects.get(action="movements.registration.return")
    assert entry.facts == {"reason": "Đạt 50%."}


def test_an_approved_list_is_opened_again_with_a_reason(house):
    movement = launched(house)
    registration = approved(house, movement)

    def reopen(reason):
        return actions.reopen_registration(
            actor=house.director, registration=registration, reason=reason
        )

    assert refused(lambda: reopen("")) == "Hãy ghi lý do mở lại."
    assert reopen("Có người mới.").state == RegistrationState.OPEN
    assert told(house.head, "movements.registration")[-1:] == [
        "Đăng ký của Tổ công đoàn Nội được mở lại: Có người mới."
    ]
    assert not queries.is_registered(person(house.member), movement)
    assert send(house, movement, LATE_UNTIL + DAY).state == RegistrationState.SUBMITTED


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


def test_a_closed_movement_takes_no_lists_but_what_was_sent_can_be_approved(house):
    movement = launched(house)
    sent = submitted(house, movement)
    closed = actions.close_movement(actor=house.officer, movement=movement, on=ENDS + DAY)
    over = "Phong trào không còn nhận đăng ký."
    assert refused(lambda: fill(house, closed, {})) == over
    assert refused(lambda: send(house, closed, IN_TIME)) == over
    assert (
        refused(
            lambda: actions.return_registration(
                actor=house.officer, registration=sent, reason="Thiếu."
            )
        )
        == over
    )
    assert actions.approve_registrations(actor=house.officer, registrations=[sent]) == 1
    assert (
        refused(
            lambda: actions.reopen_registration(
                actor=house.officer, registration=sent, reason="Nhầm."
            )
        )
        == over
    )


def test_the_trail_verifies_after_a_whole_movement(house):
    approved(house, launched(house))
    assert audit.verify().broken_at is None
