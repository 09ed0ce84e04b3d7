"""What registrations allow, refuse and leave behind."""

from datetime import datetime, timedelta

import pytest

from thidua.core import period
from thidua.core.models import AuditEntry
from thidua.movements import actions, queries
from thidua.movements.actions import TooLate
from thidua.movements.models import Registrant, Registration
from thidua.movements.states import RegistrationState
from thidua.movements.tests.factories import (
    ENDS,
    IN_TIME,
    LATE_UNTIL,
    REGISTER_BY,
    approved,
    filled,
    launched,
    list_of,
    person,
    submitted,
)
from thidua.movements.tests.outcomes import refused, told
from thidua.orgs.models import Membership
from thidua.orgs.states import MembershipKind

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


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
    assert [row.awards for row in queries.registrants_of(movement)] == [["LDTT"]]
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
    assert list(queries.registrants_of(movement)) == []
    assert [row.person for row in queries.registrants_of(movement, approved=False)] == [
        person(house.member)
    ]
    assert send(house, movement, LATE_UNTIL + DAY).state == RegistrationState.SUBMITTED


def test_a_reopening_is_taken_back_while_nobody_touched_the_list(house):
    movement = launched(house)
    before = approved(house, movement)

    def reopened():
        return actions.reopen_registration(
            actor=house.director, registration=before, reason="Có người mới."
        )

    def restore(row):
        return actions.restore_registration(actor=house.officer, registration=row)

    after = restore(reopened())
    assert {**vars(after), "_state": 0} == {**vars(list_of(movement, house.group)), "_state": 0}
    kept = ("state", "approved_at", "submitted_at", "submitted_by_id", "return_reason")
    assert [getattr(after, name) for name in kept] == [getattr(before, name) for name in kept]
    assert told(house.head, "movements.registration")[-1:] == [
        "Đăng ký của Tổ công đoàn Nội không mở lại nữa, vẫn như đã duyệt."
    ]
    row = reopened()
    filled(house, movement)
    touched = "Chỉ hoàn tác được khi chưa ai sửa danh sách từ lúc mở lại."
    assert refused(lambda: restore(row)) == touched
    assert refused(lambda: restore(list_of(movement, house.other_group))) == touched
    send(house, movement, LATE_UNTIL + DAY)
    waiting = "Đang ở trạng thái «Chờ duyệt» nên không thực hiện được việc này."
    assert refused(lambda: restore(row)) == waiting


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
