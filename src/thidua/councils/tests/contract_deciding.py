"""Cases of the action contract for scores, ballots, the last slot and arriving by code."""

from decimal import Decimal
from typing import Any

from tests.contract import Case as Contract
from tests.contract import case

from thidua.ballots.rules import Counts, Tally
from thidua.councils import actions, queries, states
from thidua.councils.models import Case, Meeting, Poll, Quota
from thidua.councils.rules import Count, Line
from thidua.councils.states import Way
from thidua.councils.tests import factories as f
from thidua.orgs.tests.factories import Hospital, hospital

OFFICERS = (
    "Việc này dành cho cán bộ thi đua, khen thưởng, thủ trưởng đơn vị của "
    "Bệnh viện Quân y Sông Thao."
)
SECRETARY = "Việc này dành cho Thư ký của Hội đồng Thi đua - Khen thưởng."
PRESENT = "Việc này dành cho thành viên có mặt và được biểu quyết tại phiên họp."


@case("councils.sheet.set")
def set_sheet() -> Contract:
    h = hospital()
    council = f.council_of(h)
    given = {"council": council, **f.SHEET}

    def wrong() -> tuple[dict[str, Any], str]:
        return {**given, "criteria": []}, "Phiếu chấm điểm chưa có tiêu chí nào."

    return Contract(h.officer, given, h.member, OFFICERS, wrong=wrong)


@case("councils.scoring.open")
def open_scoring() -> Contract:
    h = hospital()
    meeting, question = f.session(h)
    actions.set_score_sheet(actor=h.officer, council=meeting.council, **f.SHEET)
    given = {"meeting": meeting, "cases": [question]}

    def wrong() -> tuple[dict[str, Any], str]:
        actions.open_scoring(actor=h.officer, **given)
        return given, "Nội dung này đã được mở chấm điểm."

    return Contract(h.officer, given, h.director, SECRETARY, wrong=wrong)


@case("councils.scoring.score")
def score() -> Contract:
    h = hospital()
    meeting, question = f.session(h)
    scoring = f.scoring_of(h, meeting, question)
    first, second = scoring.sheet.criteria.all()
    points = {scoring.pk: {first.pk: Decimal(8), second.pk: Decimal("15.5")}}
    given = {"meeting": meeting, "points": points, "hand_in": True}

    def wrong() -> tuple[dict[str, Any], str]:
        actions.close_scoring(actor=h.officer, meeting=meeting, cases=[question])
        return given, "Có nội dung không còn mở để bạn chấm; mở lại trang rồi chấm."

    return Contract(h.director, given, h.member, PRESENT, wrong=wrong)


@case("councils.scoring.close")
def close_scoring() -> Contract:
    h = hospital()
    meeting, question = f.session(h)
    f.scoring_of(h, meeting, question)
    given = {"meeting": meeting, "cases": [question]}

    def wrong() -> tuple[dict[str, Any], str]:
        actions.close_scoring(actor=h.officer, **given)
        return given, "Không có nội dung nào đang chấm điểm."

    return Contract(h.officer, given, h.director, SECRETARY, wrong=wrong)


def polled(way: Way = Way.PAPER, *, absent: int = 0) -> tuple[Hospital, Poll]:
    h = hospital()
    meeting, question = f.session(h, absent=absent)
    seats = list(meeting.council.seats.all())
    tellers = [seats[0].person, seats[2].person] if way == Way.PAPER else []
    poll = actions.open_poll(
        actor=h.officer, meeting=meeting, cases=[question], way=way, tellers=tellers
    )
    return h, poll


def count_of(poll: Poll, agree: int = 5) -> Count:
    line = Line(agree, poll.voters - agree, 0)
    return Count(poll.voters, poll.voters, poll.voters, 0, {poll.items.get().case_id: line})


def counted(h: Hospital, poll: Poll) -> Poll:
    for teller in poll.tellers.all():
        actions.enter_count(actor=teller.person.user, poll=poll, count=count_of(poll))
    return poll


@case("councils.poll.open")
def open_poll() -> Contract:
    h = hospital()
    meeting, question = f.session(h)
    given = {"meeting": meeting, "cases": [question], "way": Way.SECRET}

    def wrong() -> tuple[dict[str, Any], str]:
        actions.open_poll(actor=h.officer, **given)
        return given, ("Đang có một cuộc bỏ phiếu; kiểm phiếu hoặc hủy trước khi mở cuộc khác.")

    return Contract(h.officer, given, h.director, SECRETARY, wrong=wrong)


@case("councils.poll.record_opinions")
def record_opinions() -> Contract:
    h, poll = polled(absent=1)
    (away,) = queries.voters_away(poll.meeting)
    given = {"poll": poll, "opinions": {away.seat_id: (states.Choice.AGREE, "Nhất trí.")}}

    def wrong() -> tuple[dict[str, Any], str]:
        actions.void_poll(actor=h.officer, poll=poll, reason="nhầm")
        return given, "Ý kiến bằng văn bản chỉ ghi trước khi kiểm phiếu lần đầu."

    return Contract(h.officer, given, h.director, SECRETARY, wrong=wrong)


@case("councils.poll.enter_count")
def enter_count() -> Contract:
    h, poll = polled()
    given = {"poll": poll, "count": count_of(poll)}

    def wrong() -> tuple[dict[str, Any], str]:
        actions.enter_count(actor=h.director, **given)
        return given, "Bạn đã nhập lần này; chờ người thứ hai nhập."

    return Contract(
        h.director, given, h.officer, "Việc này dành cho thành viên Ban kiểm phiếu.", wrong=wrong
    )


CLOSED = frozenset({"state", "issued", "collected", "valid", "closed_at"})


@case("councils.poll.close")
def close_poll() -> Contract:
    h, poll = polled()

    def wrong() -> tuple[dict[str, Any], str]:
        _voided(h, poll)
        return wrong_state(poll)

    counted(h, poll)
    return Contract(h.officer, {"poll": poll}, h.director, SECRETARY, CLOSED, wrong)


def _voided(h: Hospital, poll: Poll) -> None:
    actions.void_poll(actor=h.officer, poll=poll, reason="nhầm")


def wrong_state(poll: Poll) -> tuple[dict[str, Any], str]:
    now = Poll.objects.get(pk=poll.pk)
    return {"poll": poll}, str(states.POLL.refusal(now, "close"))


@case("councils.poll.hear_box")
def hear_box() -> Contract:
    h, poll = polled(Way.SECRET)
    key = str(poll.items.get().case_id)
    tally = Tally(Counts(5, 0, 0), Counts(), poll.members, passed=True)
    given = {"poll": poll, "tallies": {key: tally}, "collected": 5, "valid": 5}

    def wrong() -> tuple[dict[str, Any], str]:
        _voided(h, poll)
        return given, wrong_state(poll)[1]

    return Contract(h.officer, given, h.director, SECRETARY, CLOSED, wrong)


VOIDED = frozenset({"state", "void_reason", "closed_at"})


@case("councils.poll.hear_void")
def hear_void() -> Contract:
    h, poll = polled(Way.SECRET)
    given = {"poll": poll, "reason": "quá ít phiếu"}

    def wrong() -> tuple[dict[str, Any], str]:
        _voided(h, poll)
        now = Poll.objects.get(pk=poll.pk)
        return given, str(states.POLL.refusal(now, "void"))

    return Contract(h.officer, given, h.director, SECRETARY, VOIDED, wrong)


@case("councils.poll.void")
def void_poll() -> Contract:
    h, poll = polled()
    given = {"poll": poll, "reason": "in nhầm phiếu"}

    def wrong() -> tuple[dict[str, Any], str]:
        _voided(h, poll)
        now = Poll.objects.get(pk=poll.pk)
        return given, str(states.POLL.refusal(now, "void"))

    return Contract(h.officer, given, h.director, SECRETARY, VOIDED, wrong)


def equals(*, until: str) -> tuple[Hospital, Meeting, Quota, list[Case]]:
    """Two equal for one slot, brought to a rung of the ladder."""
    h = hospital()
    meeting, first = f.session(h)
    second = f.case_in(h, meeting.council, subject=2)
    actions.schedule_cases(actor=h.officer, meeting=meeting, cases=[second])
    quota = actions.set_quota(
        actor=h.officer, meeting=meeting, topic="CSTDCS", slots=1, basis="công văn số 15"
    )
    cases = [first, second]
    actions.vote_together(actor=h.officer, meeting=meeting, cases=cases)
    if until != "equality":
        favoured = cases if until != "settled" else cases[:1]
        actions.favour_equals(actor=h.officer, quota=quota, favoured=favoured, ground="là nữ")
    if until == "chair":
        again = actions.open_reballot(
            actor=h.officer, meeting=meeting, topic="CSTDCS", way=Way.PAPER,
            tellers=[h.director.person, meeting.council.seats.last().person],
        )  # fmt: skip
        lines = {case.pk: Line(2, 3, 0) for case in cases}
        for teller in again.tellers.all():
            actions.enter_count(
                actor=teller.person.user, poll=again, count=Count(5, 5, 5, 0, lines)
            )
        actions.close_poll(actor=h.officer, poll=again)
    return h, meeting, quota, cases


@case("councils.quota.set")
def set_quota() -> Contract:
    h = hospital()
    meeting, question = f.session(h)
    given = {"meeting": meeting, "topic": "CSTDCS", "slots": 1, "basis": "công văn số 15"}

    def wrong() -> tuple[dict[str, Any], str]:
        actions.open_vote(actor=h.officer, case=question)
        return given, "Số suất phải được ghi trước khi biểu quyết."

    return Contract(h.officer, given, h.director, SECRETARY, wrong=wrong)


@case("councils.quota.favour")
def favour() -> Contract:
    h, _meeting, quota, cases = equals(until="equality")
    given = {"quota": quota, "favoured": cases[:1], "ground": "là nữ"}

    def wrong() -> tuple[dict[str, Any], str]:
        actions.favour_equals(actor=h.officer, **given)
        return given, "Chưa đến bước xét ưu tiên bình đẳng giới."

    changed = frozenset({"asked", "favoured", "ground"})
    return Contract(h.officer, given, h.director, SECRETARY, changed, wrong)


@case("councils.poll.reopen")
def reballot() -> Contract:
    h, meeting, _quota, _cases = equals(until="reballot")
    given = {"meeting": meeting, "topic": "CSTDCS", "way": Way.SECRET}

    def wrong() -> tuple[dict[str, Any], str]:
        actions.open_reballot(actor=h.officer, **given)
        return given, ("Đang có một cuộc bỏ phiếu; kiểm phiếu hoặc hủy trước khi mở cuộc khác.")

    return Contract(h.officer, given, h.director, SECRETARY, wrong=wrong)


@case("councils.quota.recommend")
def recommend() -> Contract:
    h, _meeting, quota, cases = equals(until="chair")
    given = {"quota": quota, "cases": cases[:1], "reason": "thâm niên dài hơn"}

    def wrong() -> tuple[dict[str, Any], str]:
        actions.recommend_last(actor=h.officer, **given)
        return given, "Chưa đến bước chủ trì đề nghị."

    changed = frozenset({"recommended", "chair_reason"})
    return Contract(h.officer, given, h.director, SECRETARY, changed, wrong)


@case("councils.quota.settle")
def settle() -> Contract:
    h, _meeting, quota, _cases = equals(until="settled")

    def wrong() -> tuple[dict[str, Any], str]:
        actions.settle_quota(actor=h.officer, quota=quota)
        return {"quota": quota}, "Danh sách này đã được chốt."

    return Contract(h.officer, {"quota": quota}, h.director, SECRETARY, frozenset({"steps"}), wrong)


@case("councils.meeting.arrive")
def arrive() -> Contract:
    h = hospital()
    meeting = f.meeting_of(h, f.council_of(h))
    given = {"meeting": meeting, "code": queries.code_of(meeting)}

    def wrong() -> tuple[dict[str, Any], str]:
        return {**given, "code": "0" * 20}, (
            "Mã này không phải của phiên họp; quét lại mã trên màn hình."
        )

    return Contract(
        h.director, given, h.member, "Bạn không có tên trong danh sách dự phiên họp này.",
        wrong=wrong,
    )  # fmt: skip
