"""Named questions about councils, their meetings, cases and shares of votes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db.models import Count, Q, QuerySet

from thidua.core import period
from thidua.councils import rules
from thidua.councils.models import Case, Council, Meeting, Presence, Seat
from thidua.councils.states import Attendance, CaseState, MeetingState, SeatPosition
from thidua.legal.packs import packs
from thidua.legal.regulations import Regulation, Share
from thidua.legal.thresholds import INITIATIVE, NoThreshold, Threshold, quorum_for, threshold_for
from thidua.orgs.queries import person_of, units_in_reach
from thidua.orgs.states import Role

Row = TypeVar("Row", Council, Case)
READERS = (Role.OFFICER, Role.DIRECTOR, Role.INSPECTOR)
PRESIDING = (SeatPosition.CHAIR, SeatPosition.DEPUTY)
RECORDING = (SeatPosition.SECRETARY, SeatPosition.CLERK)


def visible_to(actor: Any, *, on: date | None = None) -> QuerySet[Council]:
    """Councils where one sits, and those of units where one is officer, director, inspector."""
    day = on or period.today()
    seats = Seat.objects.on(day).filter(person=person_of(actor))
    units = units_in_reach(actor, READERS, on=day)
    mine = Q(pk__in=seats.values("council")) if person_of(actor) else Q(pk__in=[])
    return Council.objects.filter(mine | Q(unit__in=units.values("pk"))).select_related("unit")


def sits(actor: Any, *, on: date | None = None) -> bool:
    """Whether `actor` has a seat in some council on a day."""
    person = person_of(actor)
    return (
        person is not None and Seat.objects.on(on or period.today()).filter(person=person).exists()
    )


def councils_with_work(actor: Any, *, on: date | None = None) -> QuerySet[Council]:
    """Visible councils with the number of members, of waiting cases and of meetings still open."""
    day = on or period.today()
    seated = Q(seats__valid_from__lte=day) & (Q(seats__valid_to=None) | Q(seats__valid_to__gte=day))
    return (
        visible_to(actor, on=day)
        .annotate(
            members=Count(
                "seats", filter=seated & ~Q(seats__position=SeatPosition.CLERK), distinct=True
            ),
            waiting=Count("cases", filter=Q(cases__state=CaseState.WAITING), distinct=True),
            in_session=Count(
                "meetings", filter=~Q(meetings__state=MeetingState.CLOSED), distinct=True
            ),
        )
        .order_by("name", "pk")
    )


def meetings_visible_to(actor: Any) -> QuerySet[Meeting]:
    return Meeting.objects.filter(council__in=visible_to(actor).values("pk")).select_related(
        "council__unit", "presider__person", "secretary__person"
    )


def cases_visible_to(actor: Any) -> QuerySet[Case]:
    return Case.objects.filter(council__in=visible_to(actor).values("pk")).select_related(
        "council__unit", "meeting"
    )


def holding_words(rows: QuerySet[Row], folded: str) -> QuerySet[Row]:
    """Rows whose folded name holds every word."""
    for word in folded.split():
        rows = rows.filter(folded__contains=word)
    return rows.order_by("pk")


def councils_of(unit: Any, *, kind: str, on: date) -> QuerySet[Council]:
    """The councils of a unit that stand on a day."""
    return Council.objects.on(on).filter(unit=unit, kind=kind)


def seats_on(council: Council, day: date) -> list[Seat]:
    """Everybody seated on a day, clerks included, in the order of the decision."""
    return list(
        Seat.objects.on(day)
        .filter(council=council)
        .select_related("person")
        .order_by("order", "pk")
    )


def seat_of(actor: Any, council: Council, *, on: date | None = None) -> Seat | None:
    """The actor's own seat in a council on a day."""
    person = person_of(actor)
    seats = Seat.objects.on(on or period.today()).filter(council=council, person=person)
    return seats.first() if person else None


def meetings_of(council: Council) -> QuerySet[Meeting]:
    return council.meetings.annotate(items=Count("cases")).order_by("-held_on", "-pk")


def waiting_cases(council: Council) -> QuerySet[Case]:
    return council.cases.filter(state=CaseState.WAITING)


def cases_for(kind: str, subject_ids: Iterable[int]) -> dict[int, Case]:
    """The newest case of each subject."""
    found = Case.objects.filter(kind=kind, subject_id__in=list(subject_ids))
    return {case.subject_id: case for case in found.select_related("meeting").order_by("pk")}


def presences_of(meeting: Meeting) -> list[Presence]:
    """Who was seated when the meeting opened, in the order of the decision."""
    rows = meeting.presences.select_related("seat__person")
    return list(rows.order_by("seat__order", "seat_id"))


def agenda_of(meeting: Meeting) -> list[Case]:
    """The meeting's cases in order, with votes and those concerned at hand."""
    return list(meeting.cases.prefetch_related("votes__seat__person", "concerned"))


def regulation_of(council: Council) -> Regulation | None:
    """What the council's own regulation settles; none where it is not named by number and day."""
    if not council.regulation or council.regulation_on is None:
        return None
    quorum = (
        Share(council.quorum_of, council.quorum_in)
        if council.quorum_of and council.quorum_in
        else None
    )
    shares = {topic: Share(**share) for topic, share in council.thresholds.items()}
    return Regulation(
        number=council.regulation, on=council.regulation_on, thresholds=shares, quorum=quorum
    )


def threshold_of(case: Case, *, on: date) -> Threshold | NoThreshold:
    """The share of all members that the case's topic needs on a day."""
    return threshold_for(case.topic, on, regulation_of(case.council))


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
    return Quorum(present, members, quorum_for(on, regulation_of(council)))


def quorum_now(meeting: Meeting) -> Quorum:
    """The quorum by who is recorded as present at this moment."""
    voting = [row for row in presences_of(meeting) if row.seat.may_vote]
    present = sum(row.attendance == Attendance.PRESENT for row in voting)
    return quorum_of(meeting.council, present=present, members=len(voting), on=meeting.held_on)


def tally_of(case: Case, *, members: int) -> rules.Tally:
    return rules.tally([vote.choice for vote in case.votes.all()], members=members)


def topic_name(topic: str) -> str:
    """The award's name in Vietnamese, or what else the topic is."""
    if topic == INITIATIVE:
        return "Công nhận sáng kiến"
    pack = packs().get(topic)
    return pack.names.get("vi", topic) if pack else topic


def meetings_to_run(actor: Any, *, on: date) -> QuerySet[Meeting]:
    """Meetings not yet closed of councils where the actor keeps the minutes."""
    seats = Seat.objects.on(on).filter(person=person_of(actor), position__in=RECORDING)
    if person_of(actor) is None:
        return Meeting.objects.none()
    return Meeting.objects.filter(council__in=seats.values("council")).exclude(
        state=MeetingState.CLOSED
    )


def waiting_by_council(actor: Any, *, on: date) -> list[tuple[Council, int]]:
    """Councils where the actor keeps the minutes, with how many cases have no session yet."""
    person = person_of(actor)
    if person is None:
        return []
    seats = Seat.objects.on(on).filter(person=person, position__in=RECORDING)
    waiting = Count("cases", filter=Q(cases__state=CaseState.WAITING))
    found = Council.objects.filter(pk__in=seats.values("council")).annotate(waiting=waiting)
    return [(council, council.waiting) for council in found.filter(waiting__gt=0).order_by("pk")]


def record_of(person: Any) -> dict[str, list[dict[str, Any]]]:
    """Everything kept on one person here: seats, presences and open votes."""
    seats = Seat.objects.filter(person=person).select_related("council")
    votes = [vote for seat in seats.prefetch_related("votes__case") for vote in seat.votes.all()]
    presences = Presence.objects.filter(seat__in=seats).select_related("meeting__council")
    return {
        "seats": [
            {"council": s.council.name, "position": s.get_position_display(),
             "from": s.valid_from, "to": s.valid_to} for s in seats
        ],
        "presences": [
            {"meeting": str(p.meeting), "attendance": p.get_attendance_display(),
             "reason": p.reason} for p in presences
        ],
        "votes": [
            {"case": v.case.title, "choice": v.get_choice_display(), "reason": v.reason}
            for v in votes
        ],
    }  # fmt: skip
