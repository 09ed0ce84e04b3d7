"""What councils keep on one person."""

from typing import Any

from django.db.models import Q, QuerySet

from thidua.councils.models import (
    Arrival,
    Attendee,
    Kinship,
    Presence,
    PrivateNote,
    Recusal,
    ScoreCard,
    Seat,
    Substitution,
    Teller,
)


def record_of(person: Any) -> dict[str, list[dict[str, Any]]]:
    """Everything kept on one person here but for private notes, which see."""
    seats = Seat.objects.filter(person=person).select_related("council")
    votes = [vote for seat in seats.prefetch_related("votes__case") for vote in seat.votes.all()]
    stood_in = Substitution.objects.filter(person=person).select_related(
        "seat__person", "seat__council", "meeting"
    )
    presences = Presence.objects.filter(
        Q(seat__in=seats, substitution=None) | Q(substitution__person=person)
    ).select_related("meeting__council")
    rolls = Attendee.objects.filter(person=person).select_related("sitting")
    recusals = Recusal.objects.filter(person=person).select_related("case")
    cards = ScoreCard.objects.filter(person=person).select_related("scoring__case")
    cards = cards.prefetch_related("scores__criterion")
    tellers = Teller.objects.filter(person=person).select_related("poll")
    arrivals = Arrival.objects.filter(person=person).select_related("meeting__council")
    kin = Kinship.objects.filter(Q(person=person) | Q(relative=person))
    return {
        "seats": [
            {"council": s.council.name, "position": s.get_position_display(),
             "from": s.valid_from, "to": s.valid_to} for s in seats
        ],
        "substitutions": [
            {"council": s.seat.council.name, "for": str(s.seat.person), "basis": s.basis,
             "from": s.valid_from, "to": s.valid_to} for s in stood_in
        ],
        "scored": [
            {"case": card.scoring.case.title, "handed_in_at": card.handed_in_at,
             "points": [[score.criterion.text, score.points] for score in card.scores.all()]}
            for card in cards
        ],
        "counted": [
            {"topic": teller.poll.topic, "at": teller.poll.opened_at} for teller in tellers
        ],
        "arrivals": [
            {"meeting": str(arrival.meeting), "at": arrival.arrived_at} for arrival in arrivals
        ],
        "presences": [
            {"meeting": str(p.meeting), "attendance": p.get_attendance_display(),
             "reason": p.reason} for p in presences
        ],
        "rolls": [
            {"sitting": str(r.sitting), "attendance": r.get_attendance_display(),
             "reason": r.reason} for r in rolls
        ],
        "votes": [
            {"case": v.case.title, "choice": v.get_choice_display(), "reason": v.reason}
            for v in votes
        ],
        "recusals": [
            {"case": r.case.title, "kind": r.get_kind_display(), "reason": r.reason,
             "lifted": r.lift_reason if r.lifted_at else None} for r in recusals
        ],
        "kinships": [
            {"person": str(k.person), "relative": str(k.relative), "relation": k.relation}
            for k in kin.select_related("person", "relative")
        ],
    }  # fmt: skip


def notes_of(person: Any) -> list[dict[str, Any]]:
    """One's own private notes, for the person alone."""
    found = PrivateNote.objects.filter(person=person).select_related("case").order_by("pk")
    return [{"case": note.case.title, "text": note.text} for note in found]


def erasable_of(person: Any) -> list[QuerySet[Any]]:
    """What no record of the council needs: one's private notes and declared family."""
    return [
        PrivateNote.objects.filter(person=person),
        Kinship.objects.filter(Q(person=person) | Q(relative=person)),
    ]
