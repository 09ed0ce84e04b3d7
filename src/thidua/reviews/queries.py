"""Named questions about reviews: who reads which, what waits for whom, what is still missing."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from thidua.documents.states import PaperState
from thidua.movements import queries as movements
from thidua.orgs.queries import units_in_reach, units_led
from thidua.orgs.states import Role
from thidua.reviews.models import Review
from thidua.reviews.states import ReviewKind

OPEN_TO_ALL = (PaperState.ISSUED, PaperState.REVOKED)


def visible_to(actor: Any, *, on: date | None = None) -> QuerySet[Review]:
    """Reviews of units that one watches over; issued ones of movements that one sees."""
    watched = units_in_reach(actor, movements.WATCHING, on=on)
    seen = movements.visible_to(actor)
    return Review.objects.filter(
        Q(movement__unit__in=watched.values("pk"))
        | Q(paper__state__in=OPEN_TO_ALL, movement__in=seen.values("pk"))
    ).select_related("movement__unit", "paper")


def review_of(pk: int) -> Review | None:
    """A review with everything its pages name."""
    found = Review.objects.select_related("movement__unit__parent", "paper__issuer__parent")
    return found.filter(pk=pk).first()


def final_of(movement: Any) -> Review | None:
    """The movement's final review that stands."""
    finals = Review.objects.filter(movement=movement, kind=ReviewKind.FINAL)
    return finals.exclude(paper__state=PaperState.REVOKED).order_by("-pk").first()


def last_of(movement: Any) -> Review | None:
    """The newest review of a movement, on whose day the next one follows."""
    return Review.objects.filter(movement=movement).order_by("-as_of", "-pk").first()


def ended_without_final(actor: Any, *, on: date) -> QuerySet[Any]:
    """Movements of the actor's units that are over and have no final review."""
    kept = units_in_reach(actor, (Role.OFFICER,), on=on)
    reviewed = Review.objects.filter(kind=ReviewKind.FINAL).exclude(paper__state=PaperState.REVOKED)
    return (
        movements.visible_to(actor)
        .filter(unit__in=kept.values("pk"), ends_on__lt=on)
        .exclude(state="draft")
        .exclude(pk__in=reviewed.values("movement"))
        .order_by("ends_on", "pk")
    )


def to_handle(actor: Any, *, on: date) -> QuerySet[Review]:
    """Reviews that wait for the actor: to sign as director, to number and issue as officer."""
    signs = units_led(actor, on=on).values("pk")
    keeps = units_in_reach(actor, (Role.OFFICER,), on=on).values("pk")
    afterwards = [PaperState.SIGNED, PaperState.NUMBERED]
    return (
        Review.objects.filter(
            Q(paper__state=PaperState.FOR_SIGNATURE, movement__unit__in=signs)
            | Q(paper__state__in=afterwards, movement__unit__in=keeps)
        )
        .select_related("movement", "paper")
        .order_by("pk")
    )
