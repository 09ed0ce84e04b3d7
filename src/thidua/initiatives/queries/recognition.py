"""On the way to recognition: what waits for a council, what it said, who decides, until when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from thidua.core import period
from thidua.councils import queries as councils
from thidua.councils.states import CaseState, CouncilKind
from thidua.initiatives.models import Author, Initiative
from thidua.initiatives.states import DECIDED, JUDGED, EntryState, Recognition
from thidua.legal.limits import limit_on
from thidua.orgs import queries as orgs
from thidua.orgs.states import Role

CASE_KIND = "initiatives.initiative"
KINDS = (CouncilKind.INITIATIVE, CouncilKind.SCIENCE)
EXAMINERS = (Role.OFFICER, Role.DIRECTOR, Role.INSPECTOR)


def councils_for(actor: Any, *, on: date) -> QuerySet[Any]:
    """The councils before which `actor` may put initiatives."""
    return councils.prepared_by(actor, KINDS, on=on)


def to_send(actor: Any, *, on: date) -> QuerySet[Initiative]:
    """Verified initiatives below the units of those councils that none has considered yet."""
    units = [council.unit for council in councils_for(actor, on=on)]
    below = Q(pk__in=[])
    for unit in units:
        below |= Q(unit__path__startswith=unit.path)
    waiting = Initiative.objects.filter(
        below, state=EntryState.VERIFIED, recognition=Recognition.NONE
    )
    return waiting.order_by("verified_at", "pk")


def to_decide(actor: Any, *, on: date) -> QuerySet[Initiative]:
    """What a council has voted on and `actor` decides today; one's own only where nobody else.

    A deputy decides nothing of whom they stand for either.
    """
    person = orgs.person_of(actor)
    if person is None:
        return Initiative.objects.none()
    theirs = Author.objects.filter(initiative=OuterRef(OuterRef("pk")))
    others = orgs.grants_of(Role.DIRECTOR, on=on).filter(unit=OuterRef("examined_by"))
    free = others.exclude(person__in=theirs.values("person"))
    led = Q(pk__in=[])
    for standing in orgs.standings(actor, on=on):
        if standing.role == Role.DIRECTOR:
            barred = Q(_work_of({person, standing.principal or person}), Exists(free))
            led |= _led_by(standing.unit) & ~barred
    found = Initiative.objects.filter(led, recognition__in=JUDGED)
    return found.order_by("verified_at", "pk")


def _led_by(unit: Any) -> Q:
    return Q(examined_by__path__startswith=unit.path, examined_by__line=unit.line)


def _work_of(people: Iterable[Any]) -> Q:
    return Q(pk__in=Author.objects.filter(person__in=people).values("initiative"))


def free_directors(initiative: Initiative, *, on: date) -> list[Any]:
    """The people who head the unit that recognises and are no authors."""
    held = orgs.grants_of(Role.DIRECTOR, on=on).filter(unit=initiative.examined_by_id)
    authors = initiative.authors.values("person")
    return [grant.person for grant in held.exclude(person__in=authors)]


def sendable(actor: Any, keys: Sequence[int] | None, *, on: date) -> list[Initiative]:
    """Of `to_send`, those of `keys` where given, with what a preview tells."""
    return _told(to_send(actor, on=on), keys)


def decidable(actor: Any, keys: Sequence[int] | None, *, on: date) -> list[Initiative]:
    """Of `to_decide`, those that the council recommends, of `keys` where given."""
    return _told(recommended(actor, on=on), keys)


def recommended(actor: Any, *, on: date) -> QuerySet[Initiative]:
    """Of `to_decide`, those that the council recommends: many are recognised at once."""
    return to_decide(actor, on=on).filter(recognition=Recognition.RECOMMENDED)


def not_recommended(actor: Any, *, on: date) -> QuerySet[Initiative]:
    """Of `to_decide`, those that the council does not recommend: each is decided on its page."""
    return to_decide(actor, on=on).filter(recognition=Recognition.NOT_RECOMMENDED)


def _told(rows: QuerySet[Initiative], keys: Sequence[int] | None) -> list[Initiative]:
    if keys is not None:
        rows = rows.filter(pk__in=keys)
    return list(rows.select_related("unit", "examined_by").prefetch_related("authors__person"))


@dataclass(frozen=True)
class Judged:
    """How the council voted on one initiative, and at which session."""

    case: Any

    @property
    def council(self) -> Any:
        return self.case.council

    @property
    def held_on(self) -> date | None:
        return self.case.meeting.held_on if self.case.meeting else None

    @property
    def result(self) -> dict[str, Any]:
        """The frozen result; empty until it is closed."""
        closed = self.case.state == CaseState.CLOSED
        return self.case.result or {} if closed else {}


def judged(keys: Iterable[int]) -> dict[int, Judged]:
    """The newest case of each initiative; constant queries."""
    return {key: Judged(case) for key, case in councils.cases_for(CASE_KIND, keys).items()}


def examined_now(initiative: Initiative) -> Judged | None:
    """The newest case of one initiative that is on its way or decided."""
    if initiative.recognition == Recognition.NONE:
        return None
    return judged([initiative.pk]).get(initiative.pk)


@dataclass(frozen=True)
class Due:
    """Until when the law wants an answer, by which act, and whether that act was read."""

    day: date
    article: str
    is_verified: bool


def due_of(initiative: Initiative) -> Due | None:
    """The running term: acceptance after sending, recognition after verification (decree 13/2012).

    The author states a first application that is over, so that acceptance is the later day.
    """
    if initiative.state == EntryState.SUBMITTED and initiative.submitted_at:
        return _due("initiative.accept", initiative.submitted_at.astimezone(period.HANOI).date())
    is_open = initiative.state == EntryState.VERIFIED and initiative.recognition not in DECIDED
    if is_open and initiative.verified_at:
        return _due("initiative.recognise", initiative.verified_at.astimezone(period.HANOI).date())
    return None


def _due(name: str, start: date) -> Due | None:
    limit = limit_on(name, start)
    if limit is None:
        return None
    return Due(limit.last_day(start).day, limit.basis.citation(), limit.is_verified)
