"""Ballots on lists: paper by two tellers, secret through the box, quotas to the last slot."""

from datetime import date
from typing import Any

import pytest

from thidua.ballots import actions as boxes
from thidua.ballots.wording import new_receipt
from thidua.core.permit import Refused
from thidua.councils import actions, queries
from thidua.councils.models import Case, Meeting, Poll, Quota, TellerCount
from thidua.councils.rules import Count, Line
from thidua.councils.states import CaseState, Choice, PollState, Way
from thidua.councils.tests import factories as f
from thidua.legal.regulations import Share
from thidua.orgs.tests.factories import Hospital, hospital

pytestmark = pytest.mark.django_db


def listed(h: Hospital, count: int, *, size: int = 11, absent: int = 0, **more: Any) -> Meeting:
    """An open session with so many cases of one topic."""
    council = f.council_of(h, size=size, **more)
    meeting = f.meeting_of(h, council)
    cases = [f.case_in(h, council, subject=n) for n in range(1, count + 1)]
    actions.schedule_cases(actor=h.officer, meeting=meeting, cases=cases)
    return f.opened(h, meeting, absent=absent)


def on_paper(h: Hospital, meeting: Meeting, cases: Any = None) -> Poll:
    seats = list(meeting.council.seats.all())
    return actions.open_poll(
        actor=h.officer, meeting=meeting, cases=cases or list(meeting.cases.all()),
        way=Way.PAPER, tellers=[seats[2].person, seats[3].person],
    )  # fmt: skip


def count_of(poll: Poll, *agree: int, valid: int | None = None) -> Count:
    """Everybody handed one in; those who do not agree disagree."""
    valid = poll.voters if valid is None else valid
    keys = [item.case_id for item in poll.items.all()]
    return Count(
        poll.voters, poll.voters, valid, poll.voters - valid,
        {key: Line(yes, valid - yes, 0) for key, yes in zip(keys, agree, strict=True)},
    )  # fmt: skip


def entered(poll: Poll, one: Count, other: Count | None = None) -> Poll:
    for teller, count in zip(poll.tellers.all(), (one, other or one), strict=True):
        actions.enter_count(actor=teller.person.user, poll=poll, count=count)
    return Poll.objects.get(pk=poll.pk)


def refusal(act: Any, **given: Any) -> str:
    with pytest.raises(Refused) as refused:
        act(**given)
    return str(refused.value)


def test_two_tellers_who_agree_give_the_result() -> None:
    h = hospital()
    meeting = listed(h, 2, absent=2)
    poll = on_paper(h, meeting)
    poll = entered(poll, count_of(poll, 9, 8))
    actions.close_poll(actor=h.officer, poll=poll)
    results = [case.result for case in meeting.cases.order_by("order")]
    assert [(r["agree"], r["members"], r["passed"], r["way"]) for r in results] == [
        (9, 11, True, "paper"), (8, 11, False, "paper"),
    ]  # fmt: skip


def test_tellers_who_differ_both_see_where_and_count_again() -> None:
    h = hospital()
    meeting = listed(h, 1)
    poll = on_paper(h, meeting)
    poll = entered(poll, count_of(poll, 10), count_of(poll, 9))
    counting = queries.counting_of(poll)
    (case,) = meeting.cases.all()
    assert counting.attempt == 2
    assert counting.differences == [("agree", case.pk, 10, 9), ("disagree", case.pk, 1, 2)]
    assert refusal(actions.close_poll, actor=h.officer, poll=poll) == (
        "Hai người kiểm phiếu chưa nhập kết quả giống nhau."
    )
    poll = entered(poll, count_of(poll, 9))
    actions.close_poll(actor=h.officer, poll=poll)
    assert Case.objects.get(pk=case.pk).result["agree"] == 9
    assert TellerCount.objects.count() == 4


def test_a_teller_counts_once_and_by_sums_that_agree() -> None:
    h = hospital()
    poll = on_paper(h, listed(h, 1))
    first = poll.tellers.first().person.user
    line = {poll.items.get().case_id: Line(9, 1, 0)}
    given = {"actor": first, "poll": poll}
    assert refusal(actions.enter_count, **given, count=Count(11, 11, 11, 0, line)) == (
        "«Đề nghị số 1»: đồng ý, không đồng ý và để trống phải bằng số phiếu hợp lệ."
    )  # fmt: skip
    assert refusal(actions.enter_count, **given, count=Count(12, 11, 11, 0, line)) == (
        "Số phiếu phát ra nhiều hơn 11 thành viên có mặt."
    )  # fmt: skip
    actions.enter_count(actor=first, poll=poll, count=count_of(poll, 11))
    assert refusal(actions.enter_count, actor=first, poll=poll, count=count_of(poll, 11)) == (
        "Bạn đã nhập lần này; chờ người thứ hai nhập."
    )


def test_tellers_are_two_who_are_there_and_impartial() -> None:
    h = hospital()
    meeting = listed(h, 1, absent=1)
    seats, cases = list(meeting.council.seats.all()), list(meeting.cases.all())
    given = {"actor": h.officer, "meeting": meeting, "cases": cases, "way": Way.PAPER}
    one, torn, away = seats[2].person, seats[3].person, seats[-1].person
    cases[0].concerned.add(torn)
    assert refusal(actions.open_poll, **given, tellers=[one]) == (
        "Ban kiểm phiếu cần ít nhất hai người; thông thường là ba."
    )
    assert refusal(actions.open_poll, **given, tellers=[one, away]) == (
        f"{away} không có mặt tại phiên họp."
    )
    assert refusal(actions.open_poll, **given, tellers=[one, torn]) == (
        f"{torn} có tên hoặc có người thân trên phiếu này nên không kiểm phiếu."
    )
    assert Case.objects.get(pk=cases[0].pk).state == CaseState.SCHEDULED


def in_the_box(poll: Poll, agree: int) -> None:
    """The first so many of the roll agree, the others do not."""
    ballot = queries.ballot_of(poll)
    for place, voter in enumerate(ballot.voters.all()):
        choice = Choice.AGREE if place < agree else Choice.DISAGREE
        boxes.cast_ballot(
            actor=voter.person.user, ballot=ballot, receipt=new_receipt(), on=f.DAY,
            marks={item.key: choice for item in ballot.items.all()},
        )  # fmt: skip


def secret(h: Hospital, meeting: Meeting) -> Poll:
    return actions.open_poll(
        actor=h.officer, meeting=meeting, cases=list(meeting.cases.all()), way=Way.SECRET
    )


@pytest.mark.parametrize(
    ("topic", "written", "agree", "passed"),
    [("CSTDBT", 2, 11, True), ("CSTDBT", 0, 9, False), ("CSTDCS", 0, 9, True)],
)
def test_worked_votes_of_eleven(topic: str, written: int, agree: int, passed: bool) -> None:
    """Nine and two written agree: 11/11. Nine and two missing: 81,8%, over 80, under 90."""
    h = hospital()
    council = f.council_of(h, size=11)
    meeting = f.meeting_of(h, council)
    case = f.case_in(h, council, topic=topic)
    actions.schedule_cases(actor=h.officer, meeting=meeting, cases=[case])
    poll = secret(h, meeting := f.opened(h, meeting, absent=2))
    away = [row.seat_id for row in queries.voters_away(meeting)][:written]
    opinions = dict.fromkeys(away, (Choice.AGREE, "Nhất trí."))
    actions.record_opinions(actor=h.officer, poll=poll, opinions=opinions)
    in_the_box(poll, 9)
    assert queries.turnout_of(poll).cast == 9
    closed = actions.close_poll(actor=h.officer, poll=poll)
    result = Case.objects.get(pk=case.pk).result
    assert (closed.state, closed.issued, closed.collected) == (PollState.CLOSED, 9, 9)
    assert (result["agree"], result["passed"], result["way"]) == (agree, passed, "secret")


def test_too_few_secret_ballots_leave_the_case_to_another_way() -> None:
    h = hospital()
    meeting = listed(h, 1, size=5)
    poll = secret(h, meeting)
    assert actions.close_poll(actor=h.officer, poll=poll).state == PollState.VOIDED
    (case,) = meeting.cases.all()
    actions.record_votes(actor=h.officer, case=case)
    assert actions.close_case(actor=h.officer, case=case).result["way"] == "hands"


def test_no_show_of_hands_beside_a_ballot() -> None:
    h = hospital()
    meeting = listed(h, 1)
    on_paper(h, meeting)
    said = refusal(actions.record_votes, actor=h.officer, case=meeting.cases.get())
    assert said == "«Đề nghị số 1» đang hoặc đã bỏ phiếu."


def test_one_ballot_at_a_time_and_a_voided_one_makes_way() -> None:
    h = hospital()
    meeting = listed(h, 2)
    one, other = meeting.cases.order_by("order")
    poll = on_paper(h, meeting, [one])
    said = refusal(
        actions.open_poll, actor=h.officer, meeting=meeting, cases=[other], way=Way.SECRET
    )
    assert said == ("Đang có một cuộc bỏ phiếu; kiểm phiếu hoặc hủy trước khi mở cuộc khác.")
    actions.void_poll(actor=h.officer, poll=poll, reason="in nhầm phiếu")
    again = on_paper(h, meeting, [one])
    assert (again.state, again.items.get().case_id) == (PollState.OPEN, one.pk)


def limited(h: Hospital, count: int, slots: int) -> tuple[Meeting, Quota]:
    meeting = listed(h, count)
    quota = actions.set_quota(
        actor=h.officer, meeting=meeting, topic="CSTDCS", slots=slots,
        basis="15% lao động tiên tiến theo khoản 1 Điều 23",
    )  # fmt: skip
    return meeting, quota


def polled(h: Hospital, meeting: Meeting, *agree: int) -> None:
    poll = on_paper(h, meeting)
    actions.close_poll(actor=h.officer, poll=entered(poll, count_of(poll, *agree)))


def passed(meeting: Meeting) -> list[bool]:
    return [case.result["passed"] for case in meeting.cases.order_by("order")]


def test_quota_without_equals_settles_by_votes() -> None:
    h = hospital()
    meeting, quota = limited(h, 3, 2)
    polled(h, meeting, 9, 11, 10)
    assert {case.state for case in meeting.cases.all()} == {CaseState.VOTING}
    actions.settle_quota(actor=h.officer, quota=quota)
    assert passed(meeting) == [False, True, True]
    assert [case.result["reached"] for case in meeting.cases.all()] == [True, True, True]


def test_last_slot_by_reballot_then_by_the_chair() -> None:
    h = hospital()
    meeting, quota = limited(h, 3, 2)
    polled(h, meeting, 11, 10, 10)
    _first, *equal = meeting.cases.order_by("order")
    assert refusal(actions.settle_quota, actor=h.officer, quota=quota) == (
        "Còn người ngang nhau ở suất cuối; xét tiếp theo thứ tự đã quy định."
    )
    assert refusal(actions.open_reballot, actor=h.officer, meeting=meeting, topic="CSTDCS",
                   way=Way.SECRET) == "Chưa đến bước bỏ phiếu lại của danh sách này."  # fmt: skip
    actions.favour_equals(actor=h.officer, quota=quota, favoured=equal, ground="Cả hai là nữ")
    seats = list(meeting.council.seats.all())
    poll = actions.open_reballot(
        actor=h.officer, meeting=meeting, topic="CSTDCS", way=Way.PAPER,
        tellers=[seats[2].person, seats[3].person],
    )  # fmt: skip
    actions.close_poll(actor=h.officer, poll=entered(poll, count_of(poll, 5, 5)))
    quota.refresh_from_db()
    given = {"actor": h.officer, "quota": quota, "cases": equal[1:]}
    assert refusal(actions.recommend_last, **given, reason=" ") == "Ghi lý do của chủ trì."
    assert refusal(actions.recommend_last, **{**given, "cases": equal}, reason="x") == (
        "Chọn đúng 1 người trong số những người đang ngang nhau."
    )
    actions.recommend_last(**given, reason="Thâm niên công tác vùng khó khăn dài hơn")
    settled = actions.settle_quota(actor=h.officer, quota=quota)
    assert passed(meeting) == [True, False, True]
    assert [(step["rule"], step["known"]) for step in settled.steps] == [
        ("agree", True), ("score", False), ("equality", True), ("reballot", True), ("chair", True),
    ]  # fmt: skip


def test_woman_among_equals_comes_before_any_reballot() -> None:
    h = hospital()
    meeting, quota = limited(h, 2, 1)
    polled(h, meeting, 10, 10)
    woman = meeting.cases.order_by("order")[1]
    actions.favour_equals(actor=h.officer, quota=quota, favoured=[woman], ground="Là nữ")
    actions.settle_quota(actor=h.officer, quota=quota)
    assert passed(meeting) == [False, True]


def test_hands_together_wait_for_the_quota_too() -> None:
    h = hospital()
    meeting, quota = limited(h, 2, 2)
    cases = list(meeting.cases.all())
    actions.vote_together(actor=h.officer, meeting=meeting, cases=cases)
    said = refusal(actions.close_case, actor=h.officer, case=cases[0])
    assert said.endswith("có giới hạn số suất; chốt cả danh sách để xét suất cuối.")
    actions.settle_quota(actor=h.officer, quota=quota)
    assert passed(meeting) == [True, True]


def test_quota_is_named_before_the_vote() -> None:
    h = hospital()
    meeting = listed(h, 1)
    actions.open_vote(actor=h.officer, case=meeting.cases.get())
    said = refusal(actions.set_quota, actor=h.officer, meeting=meeting, topic="CSTDCS", slots=1,
                   basis="chỉ tiêu")  # fmt: skip
    assert said == "Số suất phải được ghi trước khi biểu quyết."


def test_arriving_by_the_code_of_this_meeting_alone() -> None:
    h = hospital()
    council = f.council_of(h)
    meeting, other = f.meeting_of(h, council), f.meeting_of(h, council)
    member = council.seats.last().person
    assert refusal(actions.arrive, actor=member.user, meeting=meeting,
                   code=queries.code_of(other)) == (
        "Mã này không phải của phiên họp; quét lại mã trên màn hình."
    )  # fmt: skip
    for _again in range(2):
        actions.arrive(actor=member.user, meeting=meeting, code=queries.code_of(meeting))
    assert queries.arrived_at(meeting) == {member.pk}


def test_coming_late_by_the_code_takes_the_seat() -> None:
    h = hospital()
    meeting = listed(h, 1, size=5, absent=1)
    late = meeting.council.seats.last()
    actions.arrive(actor=late.person.user, meeting=meeting, code=queries.code_of(meeting))
    assert meeting.presences.get(seat=late).attendance == "present"


def test_a_form_acts_once_and_a_refused_one_may_come_again() -> None:
    h = hospital()
    meeting = f.meeting_of(h, f.council_of(h))
    done: list[int] = []

    def refuse() -> None:
        raise Refused("không được")

    with pytest.raises(Refused, match="không được"):
        actions.once(meeting, "a" * 32, refuse)
    for _again in range(2):
        actions.once(meeting, "a" * 32, lambda: done.append(1))
    assert done == [1]


REGULATED = {"regulation": "45/QC-HĐ", "regulation_on": date(2024, 2, 1)}


def test_council_of_nine_cannot_reach_ninety_when_one_stands_aside() -> None:
    h = hospital()
    meeting = listed(
        h, 1, size=9, recusal="silent", thresholds={"CSTDCS": Share(90, 100)}, **REGULATED
    )
    case = meeting.cases.get()
    case.concerned.add(meeting.council.seats.last().person)
    poll = on_paper(h, meeting, [case])
    assert (poll.voters, poll.members) == (8, 9)
    actions.close_poll(actor=h.officer, poll=entered(poll, count_of(poll, 8)))
    result = Case.objects.get(pk=case.pk).result
    assert (result["agree"], result["members"], result["needed"], result["passed"]) == (
        8, 9, 9, False,
    )  # fmt: skip
