"""Complaints on their way; holds, and whom they hold."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from thidua.disclosures.models import Comment, Complaint, Hold
from thidua.disclosures.queries.periods import HANDLING, SETTLING, WATCHING
from thidua.disclosures.states import PENDING
from thidua.orgs import queries as orgs


def complaints_visible_to(actor: Any) -> QuerySet[Complaint]:
    """Those of units that one keeps or oversees, but about oneself."""
    if orgs.person_of(actor) is None or not actor.is_active:
        return Complaint.objects.none()
    watched = orgs.units_in_reach(actor, WATCHING).values("pk")
    person = orgs.person_of(actor)
    about = Complaint.objects.filter(Q(comment__row__person=person) | Q(holds__person=person))
    return Complaint.objects.filter(unit__in=watched).exclude(pk__in=about.values("pk"))


def complaint_for(actor: Any, key: int) -> Complaint | None:
    found = complaints_visible_to(actor).filter(pk=key)
    return found.select_related("unit", "previous", "comment__row").first()


def complaint_of(comment: Comment) -> Complaint | None:
    """The letter that a comment became."""
    return Complaint.objects.filter(comment=comment).first()


def pending_complaints(actor: Any) -> QuerySet[Complaint]:
    """Letters that wait for a step of those who settle them, the most urgent first."""
    kept = orgs.units_in_reach(actor, SETTLING).values("pk")
    found = complaints_visible_to(actor).filter(unit__in=kept, state__in=PENDING)
    return found.order_by("due_on", "pk")


def follow_ups(complaint: Complaint) -> list[Complaint]:
    return list(complaint.followed_by.order_by("pk"))


def holds_visible_to(actor: Any) -> QuerySet[Hold]:
    """Holds in units that one keeps or oversees."""
    if orgs.person_of(actor) is None or not actor.is_active:
        return Hold.objects.none()
    watched = orgs.units_in_reach(actor, WATCHING).values("pk")
    return Hold.objects.filter(kept_by__in=watched)


def hold_for(actor: Any, key: int) -> Hold | None:
    found = holds_visible_to(actor).filter(pk=key)
    return found.select_related("person", "unit", "kept_by", "complaint").first()


def holds_on(
    *, people: Iterable[Any] = (), units: Iterable[Any] = ()
) -> dict[tuple[str, int], list[Hold]]:
    """Every hold, ended ones too, by («person» or «unit», number); one query for all."""
    concerned = Q(person__in=[p.pk for p in people]) | Q(unit__in=[u.pk for u in units])
    found: dict[tuple[str, int], list[Hold]] = defaultdict(list)
    for hold in Hold.objects.filter(concerned).order_by("paper_on", "pk"):
        if hold.person_id is not None:
            found["person", hold.person_id].append(hold)
        elif hold.unit_id is not None:
            found["unit", hold.unit_id].append(hold)
    return found


def holds_of(subject: Any, *, on: date) -> list[Hold]:
    """What holds a person or a unit on a day."""
    is_person = hasattr(subject, "full_name")
    found = holds_on(**{"people" if is_person else "units": [subject]})
    key = ("person" if is_person else "unit", subject.pk)
    return [
        each
        for each in found[key]
        if each.paper_on <= on and (each.ended_on is None or on < each.ended_on)
    ]


def units_handled(actor: Any) -> QuerySet[Any]:
    """Units whose lists one opens and whose letters one handles; the uppermost first."""
    return orgs.units_in_reach(actor, HANDLING).order_by("path")


def units_settled(actor: Any) -> QuerySet[Any]:
    """Units whose letters one takes in; the uppermost first."""
    return orgs.units_in_reach(actor, SETTLING).order_by("path")


def kept_under(actor: Any, subject: Any, *, on: date) -> Any:
    """The unit under which a hold on a person or a unit is kept, if the actor settles there."""
    is_person = hasattr(subject, "full_name")
    unit = orgs.keeping_unit_of(subject, on=on) if is_person else subject
    if unit is None:
        return None
    return orgs.units_in_reach(actor, SETTLING).filter(pk=unit.pk).first()


def kept_on(person: Any) -> dict[str, list[dict[str, Any]]]:
    """What stands here on one person, for export.

    Comments under a protected name are left out: who keeps people's files would learn of them
    here. Their author reads them on the page of their own things (ADR 0016).
    """
    said: Any = Comment.objects.filter(author__person=person, is_protected=False).order_by("pk")
    answered: Any = Comment.objects.filter(answered_by__person=person).order_by("pk")
    holds: Any = Hold.objects.filter(person=person).order_by("pk")
    return {
        "comments": list(said.values("received_on", "stance", "text", "state", "answer")),
        "comments_answered": list(answered.values("answered_on", "answer")),
        "disclosed": list(
            person.disclosed_rows.order_by("pk").values(
                "disclosure__title", "name", "unit_name", "proposed", "summary"
            )
        ),
        "holds": list(
            holds.values("ground", "paper", "paper_on", "end_paper", "ended_on", "conclusion")
        ),
    }
