"""Sessions and votes: quorum, thresholds with their sources, written opinions, outcomes."""

from datetime import date
from typing import Any

import pytest

from thidua.core.capability import Unanswered
from thidua.core.permit import Refused
from thidua.councils import actions, queries
from thidua.councils.models import Case, Meeting
from thidua.councils.states import Attendance, CaseState, Choice, Method, SeatPosition
from thidua.councils.tests import factories as f
from thidua.legal.regulations import Share
from thidua.orgs.tests.factories import SINCE, hospital, person_in

pytestmark = pytest.mark.django_db
AFTER_DECREE = date(2025, 12, 20)


def refusal(call: Any, **given: Any) -> str:
    with pytest.raises(Refused) as refused:
        call(**given)
    return str(refused.value)


def test_a_council_needs_somebody_to_keep_the_minutes() -> None:
    h = hospital()
    given = {
        "unit": h.hospital, "name": "HĐ", "kind": "commendation", "decision": "1",
        "valid_from": SINCE,
    }  # fmt: skip
    chair = (h.director.person, SeatPosition.CHAIR)
    said = refusal(actions.create_council, actor=h.officer, seats=[chair], **given)
    assert said == "Hội đồng cần một Thư ký để ghi biên bản."
    twice = [chair, (h.director.person, SeatPosition.CLERK)]
    said = refusal(actions.create_council, actor=h.officer, seats=twice, **given)
    assert said == "Một người chỉ có một vị trí trong hội đồng."


def test_own_shares_name_their_regulation() -> None:
    h = hospital()
    unnamed = {**f.REGULATION, "regulation": ""}
    with pytest.raises(Refused, match="Quy định riêng của hội đồng cần ghi số và ngày của quy chế"):
        f.council_of(h, **unnamed)


def test_below_the_quorum_nothing_opens() -> None:
    h = hospital()
    meeting = f.meeting_of(h, f.council_of(h, size=9))
    said = refusal(f.opened, h=h, meeting=meeting, absent=4)
    assert said == "Chưa đủ thành viên để họp: có mặt 5/9, cần ít nhất 6."
    assert f.opened(h, meeting, absent=3).state == "open"


def test_the_councils_regulation_sets_its_own_quorum() -> None:
    h = hospital()
    own = {**f.REGULATION, "quorum": Share(9, 10)}
    meeting = f.meeting_of(h, f.council_of(h, size=9, **own))
    said = refusal(f.opened, h=h, meeting=meeting, absent=1)
    assert said == "Chưa đủ thành viên để họp: có mặt 8/9, cần ít nhất 9."


def test_clerks_neither_vote_nor_count() -> None:
    h = hospital()
    council = f.council_of(h, size=3)
    clerk = person_in(h.department)
    actions.seat_member(
        actor=h.officer,
        council=council,
        person=clerk,
        position=SeatPosition.CLERK,
        valid_from=SINCE,
    )
    meeting = f.opened(h, f.meeting_of(h, council))
    quorum = queries.quorum_now(meeting)
    assert (quorum.present, quorum.members, meeting.presences.count()) == (3, 3, 4)


def test_everybody_is_called_and_the_absent_say_why() -> None:
    h = hospital()
    meeting = f.meeting_of(h, f.council_of(h))
    roll = f.roll(meeting)
    last = meeting.council.seats.last()
    chair = f.chair_of(meeting.council)
    given = {"actor": h.officer, "meeting": meeting, "presider": chair}
    partial = {pk: value for pk, value in roll.items() if pk != last.pk}
    said = refusal(actions.open_meeting, attendance=partial, **given)
    assert said == f"Chưa điểm danh {last.person}."
    roll[last.pk] = (Attendance.ABSENT, " ")
    assert (
        refusal(actions.open_meeting, attendance=roll, **given)
        == f"Ghi lý do vắng của {last.person}."
    )


def test_only_a_present_chair_or_deputy_presides() -> None:
    h = hospital()
    meeting = f.meeting_of(h, f.council_of(h))
    roll, chair = f.roll(meeting), f.chair_of(meeting.council)
    roll[chair.pk] = (Attendance.ABSENT, "họp Bộ")
    member = meeting.council.seats.last()
    for presider in (chair, member):
        said = refusal(
            actions.open_meeting,
            actor=h.officer,
            meeting=meeting,
            attendance=roll,
            presider=presider,
        )
        assert said == "Chủ trì phải là Chủ tịch, hoặc Phó Chủ tịch được ủy quyền, và đang có mặt."


def test_nine_of_eleven_pass_eighty_percent_with_two_silent() -> None:
    h = hospital()
    _meeting, case = f.session(h, size=11, absent=2)
    actions.record_votes(actor=h.officer, case=case)
    closed = actions.close_case(actor=h.officer, case=case)
    assert closed.result == {
        "agree": 9, "disagree": 0, "blank": 0, "members": 11, "needed": 9, "passed": True,
        "threshold": {"part": 80, "whole": 100, "strict": False},
        "basis": "khoản 7 Điều 30 Nghị định 98/2023/NĐ-CP", "reached": True, "way": "hands",
    }  # fmt: skip
    assert f.HEARD[-1] == (1, True, f.DAY)


def test_the_absent_vote_in_writing_only() -> None:
    h = hospital()
    _meeting, case = f.session(h, size=11, absent=2)
    *_others, seat, absent = case.council.seats.all()
    said = refusal(
        actions.record_votes, actor=h.officer, case=case, exceptions={absent.pk: Choice.BLANK}
    )
    assert said == "Chỉ thành viên có mặt và được biểu quyết nội dung này mới giơ tay."
    here = case.council.seats.first()
    opinion = {here.pk: (Choice.AGREE, "")}
    said = refusal(actions.record_votes, actor=h.officer, case=case, opinions=opinion)
    assert said == "Ý kiến bằng văn bản chỉ nhận của thành viên vắng mặt."
    opinions = {
        seat.pk: (Choice.AGREE, "nhất trí"),
        absent.pk: (Choice.DISAGREE, "chưa rõ thành tích"),
    }
    actions.record_votes(
        actor=h.officer, case=case, opinions=opinions, exceptions={here.pk: Choice.BLANK}
    )
    closed = actions.close_case(actor=h.officer, case=case)
    assert closed.result is not None
    counted = tuple(closed.result[name] for name in ("agree", "disagree", "blank", "passed"))
    assert counted == (9, 1, 1, True)
    written = case.votes.filter(method=Method.WRITTEN).order_by("seat__order")
    assert [vote.reason for vote in written] == ["nhất trí", "chưa rõ thành tích"]


def test_a_vote_is_corrected_before_it_is_closed() -> None:
    h = hospital()
    _meeting, case = f.session(h)
    chair = f.chair_of(case.council)
    actions.record_votes(actor=h.officer, case=case, exceptions={chair.pk: Choice.DISAGREE})
    actions.record_votes(actor=h.officer, case=Case.objects.get(pk=case.pk))
    assert [vote.choice for vote in case.votes.all()] == ["agree"] * 5


def test_without_votes_there_is_no_result() -> None:
    h = hospital()
    _meeting, case = f.session(h)
    actions.open_vote(actor=h.officer, case=case)
    assert (
        refusal(actions.close_case, actor=h.officer, case=case)
        == "Chưa ghi phiếu nào của «Đề nghị số 1»."
    )


def test_an_unverified_share_asks_for_the_regulation_in_writing() -> None:
    h = hospital()
    council = f.council_of(h)
    meeting = f.meeting_of(h, council, held_on=AFTER_DECREE)
    case = f.case_in(h, council)
    actions.schedule_cases(actor=h.officer, meeting=meeting, cases=[case])
    f.opened(h, meeting)
    expected = (
        "Tỷ lệ 80% theo Quyết định 71/2025/QĐ-UBND chưa được kiểm chứng. "
        "Ghi số, ngày của quy chế đang áp dụng và lý do áp dụng."
    )
    assert refusal(actions.open_vote, actor=h.officer, case=case) == expected
    assert refusal(actions.open_vote, actor=h.officer, case=case, citation="theo lệ") == expected
    cited = "Quy chế số 45/QC-HĐ ngày 01/02/2024, chưa có quy định thay thế"
    voting = actions.open_vote(actor=h.officer, case=case, citation=cited)
    assert voting.threshold == {
        "rule": "VOTE-80", "citation": "Quyết định 71/2025/QĐ-UBND",
        "verified": False, "by_regulation": False, "cited": cited, "members": 5,
        "share": {"part": 80, "whole": 100, "strict": False},
        "recusal": "on_list", "base": "all",
    }  # fmt: skip
    actions.record_votes(actor=h.officer, case=case)
    closed = actions.close_case(actor=h.officer, case=case)
    assert closed.result is not None
    assert closed.result["basis"] == cited


def test_the_councils_own_share_stands_by_itself() -> None:
    h = hospital()
    council = f.council_of(h, **f.REGULATION)
    meeting = f.meeting_of(h, council, held_on=AFTER_DECREE)
    case = f.case_in(h, council, topic="GK")
    actions.schedule_cases(actor=h.officer, meeting=meeting, cases=[case])
    f.opened(h, meeting)
    voting = actions.open_vote(actor=h.officer, case=case)
    assert voting.threshold is not None
    assert voting.threshold["by_regulation"] is True
    assert voting.threshold["citation"] == "45/QC-HĐ ngày 01/02/2024"


def test_an_unknown_topic_has_no_share() -> None:
    h = hospital()
    council = f.council_of(h)
    meeting = f.meeting_of(h, council)
    case = f.case_in(h, council, topic="KHONG_CO")
    actions.schedule_cases(actor=h.officer, meeting=meeting, cases=[case])
    f.opened(h, meeting)
    said = refusal(actions.open_vote, actor=h.officer, case=case)
    rule = queries.threshold_of(case, on=f.DAY)
    assert said == rule.reason.render()  # type: ignore[union-attr] # there is no such share


def test_who_leaves_can_break_the_quorum_for_the_next_vote() -> None:
    h = hospital()
    meeting, case = f.session(h, size=3)
    for seat in list(meeting.council.seats.all())[1:]:
        actions.record_presence(
            actor=h.officer,
            meeting=meeting,
            seat=seat,
            attendance=Attendance.ABSENT,
            reason="cấp cứu",
        )
    said = refusal(actions.open_vote, actor=h.officer, case=case)
    assert said == "Chưa đủ thành viên để họp: có mặt 1/3, cần ít nhất 2."


def test_presence_stands_still_while_a_vote_is_open() -> None:
    h = hospital()
    meeting, case = f.session(h)
    actions.open_vote(actor=h.officer, case=case)
    seat = meeting.council.seats.last()
    given = {"actor": h.officer, "seat": seat, "attendance": Attendance.ABSENT, "reason": "x"}
    said = refusal(actions.record_presence, meeting=meeting, **given)
    assert said == "Đang biểu quyết một nội dung; ghi sau khi chốt kết quả."


def test_a_vote_needs_an_open_session() -> None:
    h = hospital()
    council = f.council_of(h)
    meeting = f.meeting_of(h, council)
    case = f.case_in(h, council)
    actions.schedule_cases(actor=h.officer, meeting=meeting, cases=[case])
    said = refusal(actions.open_vote, actor=h.officer, case=case)
    assert said == "Phiên họp chưa khai mạc hoặc đã bế mạc."
    seat = council.seats.last()
    given = {"actor": h.officer, "seat": seat, "attendance": Attendance.PRESENT}
    said = refusal(actions.record_presence, meeting=meeting, **given)
    assert said == "Đang ở trạng thái «Đã lên lịch» nên không thực hiện được việc này."


def test_the_roll_is_frozen_when_the_session_opens() -> None:
    h = hospital()
    meeting, case = f.session(h)
    assert queries.quorum_now(meeting).members == 5
    person = person_in(h.department)
    given = {"actor": h.officer, "council": meeting.council, "person": person, "valid_from": SINCE}
    said = refusal(actions.seat_member, position=SeatPosition.MEMBER, **given)
    assert said == "Hội đồng đang họp; thay đổi sau khi bế mạc."
    assert case.state == CaseState.SCHEDULED


def test_one_vote_for_many_of_a_topic() -> None:
    h = hospital()
    council = f.council_of(h)
    meeting = f.meeting_of(h, council)
    cases = [f.case_in(h, council, subject=n) for n in (1, 2, 3)]
    odd = f.case_in(h, council, subject=4, topic="GK")
    actions.schedule_cases(actor=h.officer, meeting=meeting, cases=[*cases, odd])
    f.opened(h, meeting)
    said = refusal(actions.vote_together, actor=h.officer, meeting=meeting, cases=[*cases, odd])
    assert said == "Chỉ biểu quyết chung các nội dung cùng một danh hiệu, hình thức."
    chair = f.chair_of(council)
    actions.vote_together(
        actor=h.officer, meeting=meeting, cases=cases, exceptions={chair.pk: Choice.DISAGREE}
    )
    results = [Case.objects.get(pk=case.pk).result for case in cases]
    assert [(r["agree"], r["passed"]) for r in results if r] == [(4, True)] * 3
    assert Case.objects.get(pk=odd.pk).state == CaseState.SCHEDULED


def test_what_was_not_reached_waits_for_the_next_session() -> None:
    h = hospital()
    meeting, case = f.session(h)
    given = {"actor": h.officer, "meeting": meeting}
    assert refusal(actions.close_meeting, conclusion=" ", **given) == "Ghi kết luận của chủ trì."
    actions.open_vote(actor=h.officer, case=case)
    said = refusal(actions.close_meeting, conclusion="Thống nhất.", **given)
    assert said == "Chưa chốt kết quả của «Đề nghị số 1»."
    actions.record_votes(actor=h.officer, case=case)
    actions.close_case(actor=h.officer, case=case)
    late = f.case_in(h, meeting.council, subject=2)
    actions.schedule_cases(actor=h.officer, meeting=meeting, cases=[late])
    actions.close_meeting(conclusion="Thống nhất.", **given)
    late.refresh_from_db()
    assert (late.state, late.meeting_id) == (CaseState.WAITING, None)
    said = refusal(
        actions.schedule_cases, actor=h.officer, meeting=Meeting.objects.get(), cases=[late]
    )
    assert said == "Phiên họp đã bế mạc."


def test_a_case_of_another_council_stays_there() -> None:
    h = hospital()
    one, other = f.council_of(h), f.council_of(h)
    case = f.case_in(h, other)
    said = refusal(
        actions.schedule_cases, actor=h.officer, meeting=f.meeting_of(h, one), cases=[case]
    )
    assert said == "«Đề nghị số 1» thuộc hội đồng khác."


def test_a_withdrawn_question_may_be_put_again() -> None:
    h = hospital()
    council = f.council_of(h)
    case = f.case_in(h, council)
    actions.withdraw_case(actor=h.officer, case=case, reason="thiếu báo cáo")
    assert f.case_in(h, council).pk != case.pk


def test_a_kind_that_nobody_hears_is_loud() -> None:
    h = hospital()
    with pytest.raises(
        Unanswered, match=r"no handler of a council's outcome is registered as 'x\.y'"
    ):
        actions.open_case(
            actor=h.officer,
            council=f.council_of(h),
            kind="x.y",
            subject_id=1,
            topic="GK",
            title="?",
        )


def test_a_seat_ends_once_and_a_council_has_one_chair() -> None:
    h = hospital()
    council = f.council_of(h)
    person = person_in(h.department)
    given = {"actor": h.officer, "council": council, "person": person, "valid_from": SINCE}
    assert (
        refusal(actions.seat_member, position=SeatPosition.CHAIR, **given)
        == "Hội đồng đã có Chủ tịch."
    )
    seat = f.chair_of(council)
    ended = actions.unseat_member(
        actor=h.officer, seat=seat, on=date(2025, 6, 1), reason="nghỉ hưu"
    )
    assert ended.valid_to == date(2025, 5, 31)
    assert actions.seat_member(position=SeatPosition.CHAIR, **given).position == SeatPosition.CHAIR
    assert queries.seat_of(h.director, council, on=date(2025, 6, 1)) is None
