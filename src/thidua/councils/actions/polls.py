"""Ballots on a list of cases: secret ones through the ballot box, paper ones by two tellers."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.ballots import actions as ballots
from thidua.ballots.actions import NewItem
from thidua.ballots.rules import Tally
from thidua.core import period
from thidua.core.action import action, note, tabulate
from thidua.core.permit import Refused
from thidua.councils import permits, queries, rules
from thidua.councils.actions.votes import Opinions, freeze, opened, shares_frozen
from thidua.councils.models import (
    Case,
    Meeting,
    Poll,
    PollItem,
    Presence,
    Teller,
    TellerCount,
    Vote,
)
from thidua.councils.states import POLL, Attendance, CaseState, Method, PollState, TieKind, Way
from thidua.legal.regulations import Share
from thidua.orgs.queries import person_of

TWO = 2


@action(
    "councils.poll.open",
    gettext_lazy("Mở bỏ phiếu"),
    on="meeting",
    permit=permits.is_secretary,
)
def open_poll(
    *,
    actor: Any,
    meeting: Meeting,
    cases: Sequence[Case],
    way: Way,
    tellers: Sequence[Any] = (),
    citation: str = "",
) -> Poll:
    """One ballot for cases of one topic; the members present get one each.

    On paper, at least two tellers of those at the meeting, the first their head; nobody who is
    on the paper, or of a family with who is. Where somebody in conflict may not vote on one of
    the cases, that has its own.
    """
    chosen = meeting.cases.filter(pk__in=[case.pk for case in cases]).order_by("order", "pk")
    rows = list(chosen.select_related("council").prefetch_related("votes"))
    if not rows or len({case.topic for case in rows}) != 1:
        raise Refused(_("Một phiếu chỉ gồm các nội dung cùng một danh hiệu, hình thức."))
    apart = queries.voted_apart(meeting, rows) if len(rows) > 1 else []
    if apart:
        raise Refused(
            _("Có thành viên không biểu quyết về «%(title)s»; biểu quyết riêng nội dung này.")
            % {"title": apart[0].title}
        )
    _insist_on_none_open(meeting)
    for case in queries.counted_in(rows):
        raise Refused(_("Đã có kết quả của «%(title)s».") % {"title": meeting.cases.get(pk=case)})
    opened([case for case in rows if case.state != CaseState.VOTING], citation)
    note(thresholds=shares_frozen(rows))
    return _held(actor, meeting, rows, way, tellers)


@action(
    "councils.poll.reopen",
    gettext_lazy("Bỏ phiếu lại giữa những người ngang nhau"),
    on="meeting",
    permit=permits.is_secretary,
)
def open_reballot(
    *, actor: Any, meeting: Meeting, topic: str, way: Way, tellers: Sequence[Any] = ()
) -> Poll:
    """Vote again among those who stand equal for the last slot, once everything before is known."""
    quota = meeting.quotas.filter(topic=topic).first()
    selection = queries.selection_of(quota) if quota else None
    if selection is None or selection.wanted != rules.REBALLOT:
        raise Refused(_("Chưa đến bước bỏ phiếu lại của danh sách này."))
    _insist_on_none_open(meeting)
    rows = list(meeting.cases.filter(pk__in=selection.tied).order_by("order", "pk"))
    return _held(actor, meeting, rows, way, tellers, is_runoff=True)


def _insist_on_none_open(meeting: Meeting) -> None:
    if queries.open_poll_of(meeting) is not None:
        raise Refused(_("Đang có một cuộc bỏ phiếu; kiểm phiếu hoặc hủy trước khi mở cuộc khác."))


def _held(
    actor: Any, meeting: Meeting, cases: Sequence[Case], way: Way, tellers: Sequence[Any],
    *, is_runoff: bool = False,
) -> Poll:  # fmt: skip
    presences = queries.presences_of(meeting)
    electorate = queries.voters_in(cases[0], presences, None)
    voters = [
        row for row in presences
        if row.seat_id in electorate.voters and row.attendance == Attendance.PRESENT
    ]  # fmt: skip
    threshold = cases[0].threshold
    assert threshold is not None  # frozen when the vote was opened
    poll = Poll.objects.create(
        meeting=meeting, way=way, topic=cases[0].topic, is_runoff=is_runoff, voters=len(voters),
        members=threshold["members"], opened_at=period.now(),
    )  # fmt: skip
    PollItem.objects.bulk_create(
        PollItem(poll=poll, case=case, order=order) for order, case in enumerate(cases, 1)
    )
    tabulate([[case.pk] for case in cases])
    if way == Way.PAPER:
        _name_tellers(poll, cases, presences, tellers)
    elif way == Way.SECRET:
        _put_in_box(actor, poll, cases, voters)
    else:
        raise Refused(_("Chọn bỏ phiếu kín trên máy hoặc bỏ phiếu giấy."))
    return poll


def _name_tellers(
    poll: Poll, cases: Sequence[Case], presences: Sequence[Presence], tellers: Sequence[Any]
) -> None:
    here = {row.sitter for row in presences if row.attendance == Attendance.PRESENT}
    people = list(dict.fromkeys(tellers))
    if len(people) < TWO:
        raise Refused(_("Ban kiểm phiếu cần ít nhất hai người; thông thường là ba."))
    if absent := [person for person in people if person not in here]:
        raise Refused(_("%(who)s không có mặt tại phiên họp.") % {"who": absent[0]})
    conflicts = queries.conflicts_in(cases, [person.pk for person in people])
    torn = {
        conflict.person_id for found in conflicts.values() for conflict in found.values()
        if conflict.kind in (TieKind.SELF, TieKind.KIN)
    }  # fmt: skip
    if found := [person for person in people if person.pk in torn]:
        raise Refused(
            _("%(who)s có tên hoặc có người thân trên phiếu này nên không kiểm phiếu.")
            % {"who": found[0]}
        )
    Teller.objects.bulk_create(
        Teller(poll=poll, person=person, order=order) for order, person in enumerate(people, 1)
    )


def _put_in_box(actor: Any, poll: Poll, cases: Sequence[Case], voters: Sequence[Presence]) -> None:
    threshold = cases[0].threshold
    assert threshold is not None
    share = None if poll.is_runoff else Share(**threshold["share"])
    day = poll.meeting.held_on
    ballot = ballots.create_ballot(
        actor=actor, kind=queries.KIND, subject_id=poll.pk, on=day, members=poll.members,
        title=_title(poll),
        items=[
            NewItem(
                str(case.pk), case.title, share=share,
                basis=threshold["cited"] or threshold["citation"],
            ) for case in cases
        ],
        voters=[row.sitter for row in voters],
    )  # fmt: skip
    ballots.open_ballot(actor=actor, ballot=ballot, on=day)


def _title(poll: Poll) -> str:
    topic = queries.topic_name(poll.topic)
    return _("Bỏ phiếu lại: %(topic)s") % {"topic": topic} if poll.is_runoff else topic


@action(
    "councils.poll.record_opinions",
    gettext_lazy("Ghi ý kiến bằng văn bản của thành viên vắng mặt"),
    on="poll",
    permit=permits.is_secretary,
)
def record_opinions(*, actor: Any, poll: Poll, opinions: Opinions) -> Poll:
    """Opinions of the absent on the whole list, by seat; they are not secret and count with it."""
    if poll.state != PollState.OPEN or poll.is_runoff:
        raise Refused(_("Ý kiến bằng văn bản chỉ ghi trước khi kiểm phiếu lần đầu."))
    cases = [item.case for item in poll.items.select_related("case__council")]
    presences = queries.presences_of(poll.meeting)
    away = {row.seat_id for row in presences if row.attendance == Attendance.ABSENT}
    voting = queries.voters_in(cases[0], presences, None).voters & away
    if set(opinions) - voting:
        raise Refused(_("Ý kiến bằng văn bản chỉ nhận của thành viên vắng mặt."))
    Vote.objects.filter(case__in=cases, method=Method.WRITTEN).delete()
    Vote.objects.bulk_create(
        Vote(
            case=case, seat_id=seat, recorded_by=actor, method=Method.WRITTEN,
            choice=choice, reason=reason.strip(),
        ) for case in cases for seat, (choice, reason) in opinions.items()
    )  # fmt: skip
    note(opinions=len(opinions))
    return poll


@action(
    "councils.poll.enter_count",
    gettext_lazy("Nhập kết quả kiểm phiếu giấy"),
    on="poll",
    permit=permits.counts,
)
def enter_count(*, actor: Any, poll: Poll, count: rules.Count) -> TellerCount:
    """What one teller has counted, alone; two must agree, otherwise both count again."""
    if poll.state != PollState.OPEN:
        raise Refused(POLL.refusal(poll, "close") or "")
    counting = queries.counting_of(poll)
    teller = poll.tellers.get(person=person_of(actor))
    if counting.agreed is not None:
        raise Refused(_("Hai người kiểm phiếu đã thống nhất kết quả."))
    if teller.pk in {each.teller_id for each in counting.now}:
        raise Refused(_("Bạn đã nhập lần này; chờ người thứ hai nhập."))
    keys = {item.case_id: item.case.title for item in poll.items.select_related("case")}
    if set(count.lines) != set(keys):
        raise Refused(_("Nhập đủ kết quả của từng người trong phiếu."))
    if found := rules.faults(count, voters=poll.voters):
        raise Refused(fault_text(found[0], keys, poll.voters))
    # The trail tells who counted and when; the figures come with the result.
    note(attempt=counting.attempt)
    return TellerCount.objects.create(
        teller=teller, attempt=counting.attempt, issued=count.issued, collected=count.collected,
        valid=count.valid, invalid=count.invalid, entered_at=period.now(),
        lines={
            str(key): [line.agree, line.disagree, line.blank] for key, line in count.lines.items()
        },
    )  # fmt: skip


def fault_text(fault: tuple[str, int | None], titles: Mapping[int, str], voters: int) -> str:
    """What is wrong with a count, in words."""
    what, key = fault
    if key is not None:
        return _("«%(title)s»: đồng ý, không đồng ý và để trống phải bằng số phiếu hợp lệ.") % {
            "title": titles[key]
        }
    return {
        "issued": _("Số phiếu phát ra nhiều hơn %(voters)s thành viên có mặt.")
        % {"voters": voters},
        "collected": _("Số phiếu thu về nhiều hơn số phiếu phát ra."),
        "valid": _("Phiếu hợp lệ và phiếu không hợp lệ phải bằng số phiếu thu về."),
    }[what]


@action(
    "councils.poll.close",
    gettext_lazy("Chốt kết quả bỏ phiếu"),
    on="poll",
    permit=permits.is_secretary,
)
def close_poll(*, actor: Any, poll: Poll) -> Poll:
    """Count: what both tellers agree on, or what the box holds; fewer than three ballots void it.

    Without a quota every case on it gets its result; with one, the last slot is settled first.
    """
    if poll.way == Way.SECRET:
        ballots.close_ballot(actor=actor, ballot=queries.ballot_of(poll), on=poll.meeting.held_on)
        poll.refresh_from_db()
        return poll
    agreed = queries.counting_of(poll).agreed
    if poll.state == PollState.OPEN and agreed is None:
        raise Refused(_("Hai người kiểm phiếu chưa nhập kết quả giống nhau."))
    assert agreed is not None
    return _count(actor, poll, agreed)


@action(
    "councils.poll.hear_box",
    gettext_lazy("Nhận kết quả kiểm phiếu kín"),
    on="poll",
    permit=permits.is_secretary,
)
def hear_box(
    *, actor: Any, poll: Poll, tallies: Mapping[str, Tally], collected: int, valid: int
) -> Poll:
    """The counted box, within the transaction that closes it."""
    lines = {
        int(key): rules.Line(tally.secret.agree, tally.secret.disagree, tally.secret.blank)
        for key, tally in tallies.items()
    }
    return _count(actor, poll, rules.Count(poll.voters, collected, valid, collected - valid, lines))


def _count(actor: Any, poll: Poll, count: rules.Count) -> Poll:
    POLL.move(poll, "close")
    poll.issued, poll.collected, poll.valid = count.issued, count.collected, count.valid
    poll.closed_at = period.now()
    poll.save()
    items = list(poll.items.select_related("case__council", "case__meeting"))
    for item in items:
        line = count.lines[item.case_id]
        item.agree, item.disagree, item.blank = line.agree, line.disagree, line.blank
    PollItem.objects.bulk_update(items, ["agree", "disagree", "blank"])
    if poll.is_runoff or poll.meeting.quotas.filter(topic=poll.topic).exists():
        return poll
    cases = queries.of_topic(poll.meeting, poll.topic)
    counted = queries.counted_in(cases)
    on_paper = {item.case_id for item in items}
    freeze(actor, [case for case in cases if case.pk in on_paper], counted)
    return poll


@action(
    "councils.poll.void",
    gettext_lazy("Hủy cuộc bỏ phiếu"),
    on="poll",
    permit=permits.is_secretary,
)
def void_poll(*, actor: Any, poll: Poll, reason: str) -> Poll:
    """End a ballot without counting; its cases can be voted on in another way."""
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do hủy."))
    if poll.way == Way.SECRET:
        ballot = queries.ballot_of(poll)
        ballots.void_ballot(actor=actor, ballot=ballot, reason=reason, on=poll.meeting.held_on)
        poll.refresh_from_db()
        return poll
    return _void(poll, reason)


@action(
    "councils.poll.hear_void",
    gettext_lazy("Nhận việc hủy cuộc bỏ phiếu kín"),
    on="poll",
    permit=permits.is_secretary,
)
def hear_void(*, actor: Any, poll: Poll, reason: str) -> Poll:
    """The box was voided, by the secretary or because too few had voted."""
    return _void(poll, reason)


def _void(poll: Poll, reason: str) -> Poll:
    POLL.move(poll, "void")
    poll.void_reason, poll.closed_at = reason.strip(), period.now()
    poll.save()
    if not poll.is_runoff:
        # The share stays frozen: the vote goes on in another way, as a show of hands.
        note(cases=list(poll.items.values_list("case", flat=True)))
    return poll
