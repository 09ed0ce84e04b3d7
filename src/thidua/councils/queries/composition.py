"""Who sits in which council on a day, for whom, and by which decision."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from thidua.core import period
from thidua.councils.models import Composition, Council, Meeting, Seat, Substitution
from thidua.councils.states import CaseState, MeetingState, SeatPosition
from thidua.legal.regulations import Regulation, Share
from thidua.orgs.queries import person_of, units_in_reach
from thidua.orgs.states import Role

READERS = (Role.OFFICER, Role.DIRECTOR, Role.INSPECTOR)
PRESIDING = (SeatPosition.CHAIR, SeatPosition.DEPUTY)
RECORDING = (SeatPosition.SECRETARY, SeatPosition.CLERK)


def own_seats(actor: Any, *, on: date) -> QuerySet[Seat]:
    """Seats that a person takes on a day: their own, and those of whom they sit for until told."""
    person = person_of(actor)
    if person is None:
        return Seat.objects.none()
    standing_in = Substitution.objects.on(on).filter(person=person, meeting=None)
    return Seat.objects.on(on).filter(Q(person=person) | Q(pk__in=standing_in.values("seat")))


def visible_to(actor: Any, *, on: date | None = None) -> QuerySet[Council]:
    """Councils where one sits, and those of units where one is officer, director, inspector.

    Who sits for a member at one named meeting sees that meeting only.
    """
    day = on or period.today()
    units = units_in_reach(actor, READERS, on=day)
    mine = Q(pk__in=own_seats(actor, on=day).values("council"))
    return Council.objects.filter(mine | Q(unit__in=units.values("pk"))).select_related("unit")


def sits(actor: Any, *, on: date | None = None) -> bool:
    """Whether `actor` has a seat in some council on a day, or sits there for somebody."""
    day, person = on or period.today(), person_of(actor)
    if person is None:
        return False
    return any(
        model.objects.on(day).filter(person=person).exists() for model in (Seat, Substitution)
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


def councils_of(unit: Any, *, kind: str, on: date) -> QuerySet[Council]:
    """The councils of a unit that stand on a day."""
    return Council.objects.on(on).filter(unit=unit, kind=kind)


def prepared_by(actor: Any, kinds: Iterable[str], *, on: date) -> QuerySet[Council]:
    """Councils of `kinds` that stand on a day and that `actor` prepares: `permits.prepares`."""
    units = units_in_reach(actor, [Role.OFFICER, Role.DIRECTOR], on=on)
    kept = own_seats(actor, on=on).filter(position__in=RECORDING)
    found = Council.objects.on(on).filter(
        Q(unit__in=units.values("pk")) | Q(pk__in=kept.values("council")), kind__in=list(kinds)
    )
    return found.select_related("unit").order_by("-unit__path", "pk")


def seats_on(council: Council, day: date, *, meeting: Meeting | None = None) -> list[Seat]:
    """Everybody seated on a day, clerks included, in the order of the decision.

    Each seat with who sits for its member then, or at `meeting`, which comes before.
    """
    seats = list(
        Seat.objects.on(day)
        .filter(council=council)
        .select_related("person")
        .order_by("order", "pk")
    )
    standing_in = Q(meeting=None, valid_from__lte=day) & (Q(valid_to=None) | Q(valid_to__gte=day))
    if meeting is not None:
        standing_in |= Q(meeting=meeting)
    found = Substitution.objects.filter(standing_in, seat__in=seats)
    by_seat = {
        each.seat_id: each
        for each in sorted(
            found.select_related("person", "seat__person"),
            key=lambda each: (each.meeting_id is not None, each.pk),
        )
    }
    for seat in seats:
        seat.substitution = by_seat.get(seat.pk)
    return seats


def seat_of(
    actor: Any, council: Council, *, on: date | None = None, meeting: Meeting | None = None
) -> Seat | None:
    """The seat that the actor takes in a council on a day, in their own right or for a member.

    With `meeting` also the one taken for that meeting only.
    """
    day = on or period.today()
    seat = own_seats(actor, on=day).filter(council=council).order_by("order", "pk").first()
    if seat is None and meeting is not None and person_of(actor) is not None:
        called = meeting.substitutions.filter(person=person_of(actor)).select_related("seat")
        named = called.first()
        return named.seat if named else None
    return seat


def may_sit_for(seat: Seat, person: Any, *, on: date) -> bool:
    """Whether somebody is free to sit for a member: not a member of that council already."""
    return not Seat.objects.on(on).filter(council=seat.council_id, person=person).exists()


def substitutions_of(council: Council, *, on: date) -> list[Substitution]:
    """Who sits for whom on a day or later, the earliest first."""
    found = Substitution.objects.filter(seat__council=council).exclude(valid_to__lt=on)
    rows = found.select_related("person", "seat__person", "meeting")
    return list(rows.order_by("valid_from", "pk"))


def compositions_of(council: Council) -> list[Composition]:
    """The decisions on who sits, the newest first."""
    return list(council.compositions.all())


def composition_on(council: Council, day: date) -> Composition | None:
    """The decision that named who sat on a day."""
    return council.compositions.filter(valid_from__lte=day).first()


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
