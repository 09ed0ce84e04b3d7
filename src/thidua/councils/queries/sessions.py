"""Meetings and sittings: who is there, what is on the agenda, whether enough sit."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from thidua.core import period
from thidua.councils import rules
from thidua.councils.models import Case, Council, Meeting, Presence, Seat, Sitting, Substitution
from thidua.councils.queries.cases import cases_visible_to
from thidua.councils.queries.composition import (
    RECORDING,
    own_seats,
    regulation_of,
    seats_on,
    visible_to,
)
from thidua.councils.states import Attendance, CaseState, MeetingState
from thidua.legal.thresholds import NoThreshold, Threshold, quorum_for, threshold_for
from thidua.orgs.queries import person_of
from thidua.overlays.queries import regulations_for


def meetings_visible_to(actor: Any) -> QuerySet[Meeting]:
    """Meetings of visible councils, and those at which one sits for a member."""
    day = period.today()
    called = Substitution.objects.on(day).filter(person=person_of(actor), meeting__isnull=False)
    seen = Q(council__in=visible_to(actor).values("pk"))
    if person_of(actor) is not None:
        seen |= Q(pk__in=called.values("meeting"))
    return Meeting.objects.filter(seen).select_related(
        "council__unit", "presider__person", "secretary__person", "sitting"
    )


def sittings_visible_to(actor: Any) -> QuerySet[Sitting]:
    """Sittings of which one sees a meeting."""
    meetings = meetings_visible_to(actor).filter(sitting__isnull=False)
    return Sitting.objects.filter(pk__in=meetings.values("sitting")).select_related("unit")


def meetings_of(council: Council) -> QuerySet[Meeting]:
    return council.meetings.annotate(items=Count("cases")).order_by("-held_on", "-pk")


def seats_at(meeting: Meeting) -> list[Seat]:
    """Who will sit at a meeting that is not open yet, substitutes among them."""
    return seats_on(meeting.council, meeting.held_on, meeting=meeting)


def presences_of(meeting: Meeting) -> list[Presence]:
    """Who was seated when the meeting opened, in the order of the decision."""
    rows = meeting.presences.select_related(
        "seat__person", "substitution__person", "substitution__seat__person"
    )
    return list(rows.order_by("seat__order", "seat_id"))


def agenda_of(meeting: Meeting) -> list[Case]:
    """The meeting's cases by topics in the order made by hand, with votes and those concerned."""
    cases = list(meeting.cases.prefetch_related("votes__seat__person", "concerned"))
    return rules.grouped(cases, by=lambda case: case.topic)


def threshold_of(case: Case, *, on: date) -> Threshold | NoThreshold:
    """The share of all members that the case's topic needs on a day."""
    local = regulations_for(case.council.unit, on=on)
    return threshold_for(case.topic, on, regulation_of(case.council), *local)


@dataclass(frozen=True)
class Quorum:
    """Who sits against who must; `rule` is empty when no share is known."""

    present: int
    members: int
    rule: Threshold | NoThreshold

    @property
    def needed(self) -> int:
        return self.rule.needed(self.members) if isinstance(self.rule, Threshold) else self.members

    @property
    def is_met(self) -> bool:
        return isinstance(self.rule, Threshold) and self.rule.met(self.present, self.members)


def quorum_of(council: Council, *, present: int, members: int, on: date) -> Quorum:
    local = regulations_for(council.unit, on=on)
    return Quorum(present, members, quorum_for(on, regulation_of(council), *local))


def quorum_now(meeting: Meeting) -> Quorum:
    """The quorum by who is recorded as present at this moment."""
    voting = [row for row in presences_of(meeting) if row.seat.may_vote]
    present = sum(row.attendance == Attendance.PRESENT for row in voting)
    return quorum_of(meeting.council, present=present, members=len(voting), on=meeting.held_on)


def meetings_to_run(actor: Any, *, on: date) -> QuerySet[Meeting]:
    """Meetings not yet closed of councils where the actor keeps the minutes."""
    seats = own_seats(actor, on=on).filter(position__in=RECORDING)
    called = Substitution.objects.on(on).filter(
        person=person_of(actor), meeting__isnull=False, seat__position__in=RECORDING
    )
    mine = Q(council__in=seats.values("council"))
    if person_of(actor) is not None:
        mine |= Q(pk__in=called.values("meeting"))
    return Meeting.objects.filter(mine).exclude(state=MeetingState.CLOSED)


def to_be_read(actor: Any, *, on: date) -> list[tuple[Meeting, int]]:
    """Meetings whose papers were sent, with how many cases one may read and has not noted."""
    seats = own_seats(actor, on=on)
    called = Substitution.objects.on(on).filter(person=person_of(actor), meeting__isnull=False)
    if person_of(actor) is None:
        return []
    meetings = Meeting.objects.filter(
        Q(council__in=seats.values("council")) | Q(pk__in=called.values("meeting")),
        state=MeetingState.PLANNED, summoned_at__isnull=False, held_on__gte=on,
    ).select_related("council").order_by("held_on", "pk")  # fmt: skip
    unread = (
        cases_visible_to(actor)
        .filter(meeting__in=meetings.values("pk"), state=CaseState.SCHEDULED)
        .exclude(private_notes__person=person_of(actor))
    )
    left = dict(
        unread.order_by()
        .values("meeting")
        .annotate(left=Count("pk"))
        .values_list("meeting", "left")
    )
    return [(meeting, left[meeting.pk]) for meeting in meetings if left.get(meeting.pk)]


def roll_of(sitting: Sitting) -> dict[int, tuple[Attendance, str]]:
    """The sitting's roll by person."""
    return {
        row.person_id: (Attendance(row.attendance), row.reason) for row in sitting.attendees.all()
    }


def blocking_turn(meeting: Meeting) -> Meeting | None:
    """The meeting of the same sitting that must be closed before this one opens."""
    if meeting.sitting_id is None:
        return None
    earlier = Meeting.objects.filter(sitting=meeting.sitting_id, turn__lt=meeting.turn)
    waiting = earlier.exclude(state=MeetingState.CLOSED).select_related("council")
    return waiting.order_by("turn").first()


def summoned_accounts(meeting: Meeting) -> list[int]:
    """The accounts of those who will sit."""
    sitters = [seat.sitter for seat in seats_at(meeting)]
    return sorted({person.user_id for person in sitters if person.user_id})
