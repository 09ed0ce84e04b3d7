"""Open votes and written opinions on a case, and its frozen result."""

from collections.abc import Container, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.action import action, note, tabulate
from thidua.core.permit import Reason, Refused
from thidua.councils import outcomes, permits, queries
from thidua.councils.actions.sessions import insist_on_quorum
from thidua.councils.models import Case, Meeting, PollItem, Vote
from thidua.councils.states import (
    CASE,
    Attendance,
    Base,
    CaseState,
    Choice,
    MeetingState,
    Method,
    PollState,
)
from thidua.legal.thresholds import NoThreshold, Threshold

Opinions = Mapping[int, tuple[Choice, str]]


@action(
    "councils.case.open_vote",
    gettext_lazy("Mở biểu quyết"),
    on="case",
    permit=permits.is_secretary,
)
def open_vote(*, actor: Any, case: Case, citation: str = "") -> Case:
    """Freeze the share that counts, with its basis, and start the vote.

    A share that is neither verified nor the council's own needs `citation`: the regulation in
    force by number and day, and why it applies (law 06/2022; decree 98/2023, article 30(7),
    is verified until 2025-06-30).
    """
    opened([case], citation)
    return case


def opened(cases: Sequence[Case], citation: str) -> None:
    """Start the vote on cases of one meeting, each by its own share; in constant queries."""
    for case in cases:
        CASE.move(case, "open_vote")
    if not cases:
        return
    meeting = cases[0].meeting
    assert meeting is not None
    if meeting.state != MeetingState.OPEN:
        raise Refused(_("Phiên họp chưa khai mạc hoặc đã bế mạc."))
    insist_on_quorum(queries.quorum_now(meeting))
    presences = queries.presences_of(meeting)
    conflicts = queries.conflicts_in(cases, [row.sitter.pk for row in presences])
    rules: dict[str, Threshold] = {}
    for case in cases:
        if case.topic not in rules:
            rules[case.topic] = _share_of(case, meeting.held_on, citation)
        rule = rules[case.topic]
        voters = queries.electorate_of(case, presences, conflicts[case.pk], rule)
        share = rule.share
        case.threshold = {
            "rule": rule.rule, "citation": rule.citation, "verified": rule.verified,
            "by_regulation": rule.by_regulation, "cited": citation.strip(),
            "share": {"part": share.part, "whole": share.whole, "strict": share.strict},
            "members": voters.members, "recusal": case.council.recusal,
            "base": case.council.base if rule.by_regulation else Base.ALL,
        }  # fmt: skip
    Case.objects.bulk_update(cases, ["state", "threshold"])


def _share_of(case: Case, on: date, citation: str) -> Threshold:
    rule = queries.threshold_of(case, on=on)
    if isinstance(rule, NoThreshold):
        raise Refused(rule.reason.render())
    if (reason := lacking_citation(rule, citation)) is not None:
        raise Refused(reason)
    return rule


def shares_frozen(cases: Sequence[Case]) -> list[Any]:
    """The shares by which cases are voted on, each once, for the trail."""
    found: list[Any] = []
    for case in cases:
        if case.threshold not in found:
            found.append(case.threshold)
    return found


def lacking_citation(rule: Threshold, citation: str) -> Reason | None:
    """Why votes may not be counted by a share whose source is not verified, unless it is cited."""
    if rule.standing or any(char.isdigit() for char in citation):
        return None
    return _(
        "Tỷ lệ %(share)s theo %(source)s chưa được kiểm chứng. Ghi số, ngày của quy chế đang "
        "áp dụng và lý do áp dụng."
    ) % {"share": rule.share, "source": rule.citation}


@action(
    "councils.case.record_votes",
    gettext_lazy("Ghi kết quả biểu quyết"),
    on="case",
    permit=permits.is_secretary,
)
def record_votes(
    *,
    actor: Any,
    case: Case,
    exceptions: Mapping[int, Choice] | None = None,
    opinions: Opinions | None = None,
    citation: str = "",
    notes: str = "",
) -> Case:
    """Enter a show of hands: all present agree but for `exceptions`; the absent by `opinions`.

    Both by seat, of those who vote on the case: a member in conflict may not, by regulation. The
    vote is opened where it is not open yet; until the result is closed it may be entered again,
    as a correction.
    """
    if case.state == CaseState.SCHEDULED:
        open_vote(actor=actor, case=case, citation=citation)
        case.refresh_from_db()
    _enter(actor, [case], exceptions or {}, opinions or {})
    case.notes = notes.strip()
    case.save(update_fields=["notes"])
    return case


@action(
    "councils.case.close",
    gettext_lazy("Chốt kết quả biểu quyết"),
    on="case",
    permit=permits.is_secretary,
)
def close_case(*, actor: Any, case: Case) -> Case:
    """Freeze the result over all members and tell it to the capability that asked.

    The result is a recommendation: the head of the unit decides.
    """
    assert case.meeting is not None
    if case.meeting.quotas.filter(topic=case.topic).exists():
        raise Refused(
            _("%(topic)s có giới hạn số suất; chốt cả danh sách để xét suất cuối.")
            % {"topic": queries.topic_name(case.topic)}
        )
    counted = queries.counted_in([case]).get(case.pk)
    if counted is None:
        raise Refused(
            CASE.refusal(case, "close")
            or _("Chưa ghi phiếu nào của «%(title)s».") % {"title": case.title}
        )
    freeze(actor, [case], {case.pk: counted})
    return case


def freeze(
    actor: Any, cases: Sequence[Case], counted: Mapping[int, queries.Counted],
    *, chosen: Container[int] | None = None,
) -> None:  # fmt: skip
    """Keep the results of cases of one meeting for good and announce them, in constant queries.

    Where slots are limited, `chosen` are the cases that got one.
    """
    for case in cases:
        CASE.move(case, "close")
        assert case.threshold is not None
        tally, share = counted[case.pk].tally, counted[case.pk].share
        reached = counted[case.pk].passes
        case.result = {
            "agree": tally.agree, "disagree": tally.disagree, "blank": tally.blank,
            "members": tally.members, "threshold": case.threshold["share"],
            "needed": share.needed(tally.members),
            "passed": reached and (chosen is None or case.pk in chosen),
            "reached": reached, "way": counted[case.pk].way,
            "basis": case.threshold["cited"] or case.threshold["citation"],
        }  # fmt: skip
    if not cases:
        return
    Case.objects.bulk_update(cases, ["state", "result"])
    assert cases[0].meeting is not None
    outcomes.announce(actor=actor, cases=cases, on=cases[0].meeting.held_on)


@action(
    "councils.meeting.vote_together",
    gettext_lazy("Biểu quyết chung nhiều nội dung"),
    on="meeting",
    permit=permits.is_secretary,
)
def vote_together(
    *,
    actor: Any,
    meeting: Meeting,
    cases: Sequence[Case],
    exceptions: Mapping[int, Choice] | None = None,
    opinions: Opinions | None = None,
    citation: str = "",
) -> Meeting:
    """One show of hands for several cases of one topic; each gets its own votes and result.

    Where the topic has a quota, the results wait for its last slot to be settled.

    Where by regulation somebody in conflict does not vote on one of them, that is voted apart.
    """
    chosen = meeting.cases.filter(pk__in=[case.pk for case in cases]).order_by("order", "pk")
    rows = list(chosen.select_related("council").select_for_update(of=("self",)))
    if not rows or len({case.topic for case in rows}) != 1:
        raise Refused(_("Chỉ biểu quyết chung các nội dung cùng một danh hiệu, hình thức."))
    if apart := queries.voted_apart(meeting, rows):
        raise Refused(
            _("Có thành viên không biểu quyết về «%(title)s»; biểu quyết riêng nội dung này.")
            % {"title": apart[0].title}
        )
    opened([case for case in rows if case.state == CaseState.SCHEDULED], citation)
    _enter(actor, rows, exceptions or {}, opinions or {})
    prefetch_related_objects(rows, "votes")
    if not meeting.quotas.filter(topic=rows[0].topic).exists():
        freeze(actor, rows, queries.counted_in(rows))
    note(thresholds=shares_frozen(rows))
    tabulate([[case.pk, case.title, case.result and case.result["passed"]] for case in rows])
    return meeting


def _enter(
    actor: Any, cases: Sequence[Case], exceptions: Mapping[int, Choice], opinions: Opinions
) -> None:
    """The same hands and opinions for cases of one meeting, in place of what was entered before."""
    for case in cases:
        if case.state != CaseState.VOTING:
            raise Refused(CASE.refusal(case, "close") or "")
    polled = PollItem.objects.filter(case__in=cases).exclude(poll__state=PollState.VOIDED)
    if (item := polled.select_related("case").first()) is not None:
        raise Refused(_("«%(title)s» đang hoặc đã bỏ phiếu.") % {"title": item.case.title})
    meeting = cases[0].meeting
    assert meeting is not None
    presences = queries.presences_of(meeting)
    conflicts = queries.conflicts_in(cases, [row.sitter.pk for row in presences])
    votes: list[Vote] = []
    for case in cases:
        voters = queries.electorate_of(case, presences, conflicts[case.pk], None).voters
        voting = {row.seat_id: row.attendance for row in presences if row.seat_id in voters}
        _insist_on_voters(voting, exceptions, opinions)
        votes += [
            Vote(
                case=case, seat_id=pk, recorded_by=actor, method=Method.SHOW_OF_HANDS,
                choice=exceptions.get(pk, Choice.AGREE),
            ) for pk, attendance in voting.items() if attendance == Attendance.PRESENT
        ]  # fmt: skip
        votes += [
            Vote(
                case=case, seat_id=pk, recorded_by=actor, method=Method.WRITTEN,
                choice=choice, reason=reason.strip(),
            ) for pk, (choice, reason) in opinions.items()
        ]  # fmt: skip
    given = Vote.objects.filter(case__in=cases)
    note(corrected=given.exists(), votes=len(votes))
    given.delete()
    Vote.objects.bulk_create(votes)


def _insist_on_voters(
    voting: Mapping[int, str], exceptions: Mapping[int, Choice], opinions: Opinions
) -> None:
    for pk in exceptions:
        if voting.get(pk) != Attendance.PRESENT:
            raise Refused(_("Chỉ thành viên có mặt và được biểu quyết nội dung này mới giơ tay."))
    for pk in opinions:
        if voting.get(pk) != Attendance.ABSENT:
            raise Refused(_("Ý kiến bằng văn bản chỉ nhận của thành viên vắng mặt."))
