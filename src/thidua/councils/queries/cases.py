"""Cases before councils: who may read them, and what is hidden from a member in conflict."""

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from django.db.models import Count, Q, QuerySet

from thidua.core import period
from thidua.councils import rules
from thidua.councils.models import Case, Council, PrivateNote, Recusal, Seat, Substitution
from thidua.councils.queries.composition import RECORDING, visible_to
from thidua.councils.states import CaseState
from thidua.legal.packs import packs
from thidua.legal.thresholds import INITIATIVE
from thidua.orgs.queries import person_of

Row = TypeVar("Row", Council, Case)


def hidden_from(actor: Any) -> Q:
    """The cases of whose deliberation `actor` may learn nothing, as a condition on `Case`.

    The one rule of conflicts of interest: those about oneself, and those one is recused from.
    Cards, papers, discussion, opinions, votes, scores, averages and counts of them, exports and
    search all ask it; what stays is that the case is on the agenda and how it ended.
    """
    person = person_of(actor)
    if person is None:
        return Q(pk__in=[])
    recused = Recusal.objects.filter(person=person, lifted_at=None)
    own = Case.concerned.through.objects.filter(person=person)
    return Q(pk__in=recused.values("case")) | Q(pk__in=own.values("case"))


def cases_visible_to(actor: Any) -> QuerySet[Case]:
    """Cases that one may read and judge: of councils and meetings one sees, without conflict."""
    return (
        Case.objects.filter(_before(actor))
        .exclude(hidden_from(actor))
        .select_related("council__unit", "meeting")
    )


def veiled_cases(actor: Any, cases: Iterable[Case]) -> set[int]:
    """Those of `cases`, by key, that are hidden from `actor`."""
    keys = [case.pk for case in cases]
    return set(Case.objects.filter(hidden_from(actor), pk__in=keys).values_list("pk", flat=True))


def _before(actor: Any) -> Q:
    day = period.today()
    called = Substitution.objects.on(day).filter(person=person_of(actor), meeting__isnull=False)
    at_meeting = Q(meeting__in=called.values("meeting"))
    return Q(council__in=visible_to(actor).values("pk")) | (
        at_meeting if person_of(actor) is not None else Q(pk__in=[])
    )


def holding_words(rows: QuerySet[Row], folded: str) -> QuerySet[Row]:
    """Rows whose folded name holds every word."""
    for word in folded.split():
        rows = rows.filter(folded__contains=word)
    return rows.order_by("pk")


def waiting_cases(council: Council) -> QuerySet[Case]:
    return council.cases.filter(state=CaseState.WAITING)


def cases_for(kind: str, subject_ids: Iterable[int]) -> dict[int, Case]:
    """The newest case of each subject."""
    found = Case.objects.filter(kind=kind, subject_id__in=list(subject_ids))
    rows = found.select_related("meeting", "council").order_by("pk")
    return {case.subject_id: case for case in rows}


def tally_of(case: Case, *, members: int) -> rules.Tally:
    return rules.tally([vote.choice for vote in case.votes.all()], members=members)


def topic_name(topic: str) -> str:
    """The award's name in Vietnamese, or what else the topic is."""
    if topic == INITIATIVE:
        return "Công nhận sáng kiến"
    pack = packs().get(topic)
    return pack.names.get("vi", topic) if pack else topic


def waiting_by_council(actor: Any, *, on: date) -> list[tuple[Council, int]]:
    """Councils where the actor keeps the minutes, with how many cases have no session yet."""
    person = person_of(actor)
    if person is None:
        return []
    seats = Seat.objects.on(on).filter(person=person, position__in=RECORDING)
    waiting = Count("cases", filter=Q(cases__state=CaseState.WAITING))
    found = Council.objects.filter(pk__in=seats.values("council")).annotate(waiting=waiting)
    return [(council, council.waiting) for council in found.filter(waiting__gt=0).order_by("pk")]


def private_notes_of(actor: Any, cases: Iterable[Case]) -> dict[int, str]:
    """One's own notes by case; nobody else's are ever read."""
    keys = [case.pk for case in cases]
    found = PrivateNote.objects.filter(person=person_of(actor), case__in=keys)
    return dict(found.values_list("case", "text")) if person_of(actor) else {}
