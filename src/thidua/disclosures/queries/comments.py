"""Who reads which comment, and who may know whose it is."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Case, CharField, Count, F, Q, QuerySet, Value, When

from thidua.accounts.queries import names_of
from thidua.core.models import SecurityEvent, reference
from thidua.disclosures.models import Comment, Complaint, Disclosure
from thidua.disclosures.queries.periods import HANDLING, SETTLING, WATCHING
from thidua.disclosures.states import WAITING, CommentState, Stance
from thidua.orgs import queries as orgs

LIST_FIELDS = (
    "pk", "stance", "text", "state", "received_on", "due_on", "answered_on", "is_protected",
    "disclosure__title", "row__name", "row__proposed",
)  # fmt: skip


def about_oneself(actor: Any) -> Q:
    """A condition on comments: those on a row about the actor."""
    person = orgs.person_of(actor)
    return Q(row__person__isnull=False, row__person=person)


def comments_visible_to(actor: Any) -> QuerySet[Comment]:
    """One's own; those on lists of units that one keeps or oversees, but on a row about oneself."""
    if orgs.person_of(actor) is None or not actor.is_active:
        return Comment.objects.none()
    watched = orgs.units_in_reach(actor, WATCHING).values("pk")
    others = Q(disclosure__unit__in=watched) & ~Q(
        pk__in=Comment.objects.filter(about_oneself(actor)).values("pk")
    )
    return Comment.objects.filter(Q(author=actor.pk) | others)


def _named(actor: Any) -> Q:
    """A condition on comments: those whose name stands on the page for `actor`."""
    settled = orgs.units_in_reach(actor, SETTLING).values("pk")
    return Q(author=actor.pk) | Q(is_protected=False, disclosure__unit__in=settled)


def listed_comments(actor: Any) -> QuerySet[Comment, dict[str, Any]]:
    """Rows of the list as plain values, the name only where it stands openly for the actor."""
    name = Case(
        When(_named(actor), then=F("author__full_name")),
        default=Value(None), output_field=CharField(null=True),
    )  # fmt: skip
    rows: QuerySet[Comment, dict[str, Any]] = comments_visible_to(actor).values(
        *LIST_FIELDS,
        author_name=name,
        turn=Case(When(state__in=WAITING, then=Value(0)), default=Value(1)),
    )
    return rows


def comment_for(actor: Any, key: int) -> Comment | None:
    """A comment without whose it is: the name is asked of `name_for`, at the door."""
    found = comments_visible_to(actor).filter(pk=key)
    return found.select_related("disclosure__unit", "row", "answered_by").first()


def name_is_known(actor: Any, comment: Comment) -> bool:
    """Whether the name stands on the page without being opened."""
    return Comment.objects.filter(_named(actor), pk=comment.pk).exists()


def name_for(comment: Comment) -> str:
    """Whose it is; whoever asks has been let in, and written down, at the door."""
    return names_of({comment.author_id}).get(comment.author_id, "")


@dataclass(frozen=True)
class Opening:
    """Somebody opened a protected name."""

    at: datetime
    who: str


def names_opened(subject: Comment | Complaint) -> list[Opening]:
    """Who opened the name and when, the newest first."""
    kind, key = reference(subject)
    events = SecurityEvent.objects.filter(
        kind=SecurityEvent.Kind.FILE_OPENED, subject_type=kind, subject_id=key, detail="name"
    )
    found = list(events.order_by("-at", "-pk")[:20])
    names = names_of({event.actor_id for event in found if event.actor_id is not None})
    return [Opening(event.at, names.get(event.actor_id or 0, "")) for event in found]


def comments_of(disclosure: Disclosure, actor: Any) -> list[dict[str, Any]]:
    """The comments on one list that the actor may read, those that wait first."""
    found: QuerySet[Any, dict[str, Any]] = listed_comments(actor).filter(disclosure=disclosure)
    return list(found.order_by("turn", "due_on", "pk"))


def counted_comments(disclosure: Disclosure) -> dict[str, int]:
    """How many there are by stance."""
    found = disclosure.comments.order_by().values_list("stance").annotate(Count("pk"))
    return dict(found)


def open_comments(disclosure: Disclosure) -> int:
    """Objections without an answer."""
    return disclosure.comments.filter(stance=Stance.OBJECTION, state__in=WAITING).count()


def awaiting_answer(actor: Any, *, on: date) -> QuerySet[Comment]:
    """What the officer is asked to answer, the most urgent first; nobody answers themselves."""
    kept = orgs.units_in_reach(actor, HANDLING, on=on).values("pk")
    concerned = Comment.objects.filter(about_oneself(actor)).values("pk")
    found = Comment.objects.filter(disclosure__unit__in=kept, state__in=WAITING)
    found = found.exclude(author=actor.pk).exclude(pk__in=concerned)
    return found.select_related("disclosure", "row").order_by("due_on", "pk")


def own_comments(actor: Any) -> list[Comment]:
    """What one said that was more than agreement, the newest first."""
    found = Comment.objects.filter(author=actor.pk).exclude(state=CommentState.NOTED)
    return list(found.select_related("row", "disclosure").order_by("-pk")[:30])
