"""Which lists are open to whom, how long each has stood, and whether its period is done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from thidua.core import period
from thidua.disclosures import rules
from thidua.disclosures.models import Comment, Disclosure, Row
from thidua.disclosures.states import WAITING, DisclosureState, Reach, Stance
from thidua.legal.holidays import Swap
from thidua.orgs import queries as orgs
from thidua.orgs.states import Role

HANDLING = (Role.OFFICER,)
SETTLING = (Role.OFFICER, Role.DIRECTOR)
WATCHING = (Role.OFFICER, Role.DIRECTOR, Role.INSPECTOR)


def _is_inside(actor: Any) -> bool:
    return orgs.person_of(actor) is not None and bool(actor.is_active)


def _own_places(actor: Any, *, on: date) -> set[int]:
    """The units to which one belongs, and all above them."""
    own = orgs.own_units(actor, on=on)
    return {int(part) for unit in own for part in unit.path.strip("/").split("/")}


def _open_to(actor: Any, *, on: date) -> Q:
    return Q(state=DisclosureState.OPEN, starts_on__lte=on, audience__in=_own_places(actor, on=on))


def visible_to(actor: Any) -> QuerySet[Disclosure]:
    """What is shown to one's units now, and all lists of units that one keeps or oversees."""
    if not _is_inside(actor):
        return Disclosure.objects.none()
    watched = orgs.units_in_reach(actor, WATCHING).values("pk")
    return Disclosure.objects.filter(Q(unit__in=watched) | _open_to(actor, on=period.today()))


def in_reach(actor: Any, *, on: date) -> QuerySet[Disclosure]:
    """What is shown to one's units on a day and still takes comments, the first to end first."""
    if not _is_inside(actor):
        return Disclosure.objects.none()
    found = Disclosure.objects.filter(_open_to(actor, on=on), ends_on__gte=on)
    return found.order_by("ends_on", "pk")


def holding_words(actor: Any, folded: str) -> QuerySet[Disclosure]:
    """Visible lists whose title holds every word of a folded text, the newest first."""
    found = visible_to(actor)
    for word in folded.split():
        found = found.filter(folded__contains=word)
    return found.order_by("-pk")


def is_reached(actor: Any, disclosure: Disclosure, *, on: date) -> bool:
    """Whether the list is shown to some unit of the actor's."""
    return disclosure.audience_id in _own_places(actor, on=on)


def disclosure_for(actor: Any, key: int) -> Disclosure | None:
    return visible_to(actor).filter(pk=key).select_related("unit", "audience").first()


def public_list(code: str, *, on: date) -> Disclosure | None:
    """What the public page shows: only while it runs, and only what was opened to the public."""
    return Disclosure.objects.filter(
        code=code, reach=Reach.PUBLIC, state=DisclosureState.OPEN, starts_on__lte=on
    ).select_related("unit").first()  # fmt: skip


def locked(disclosure: Disclosure) -> Disclosure:
    """The fresh row, held until the transaction ends."""
    return Disclosure.objects.select_for_update(of=("self",)).get(pk=disclosure.pk)


def rows_of(disclosure: Disclosure) -> QuerySet[Row]:
    return disclosure.rows.order_by("position")


def root_of(unit: Any) -> Any:
    """The topmost unit of a tree."""
    key = int(unit.path.strip("/").split("/")[0])
    return orgs.units_by_pk([key])[key]


def accounts_in_reach(disclosure: Disclosure, *, on: date) -> list[int]:
    """Accounts of all to whom the list is shown."""
    people = orgs.members_of(disclosure.audience, on=on).order_by()
    found = people.filter(user__is_active=True).values_list("user", flat=True)
    return sorted(set(found))


def handlers_of(unit: Any, *, on: date) -> list[int]:
    """Accounts of those who handle comments: officers of the unit, else of the nearest above."""
    ups = [int(part) for part in unit.path.strip("/").split("/")]
    units = orgs.units_by_pk(ups)
    for key in reversed(ups):
        if found := orgs.accounts_with_role([units[key]], HANDLING, on=on):
            return found
    return []


def to_close(actor: Any, *, on: date) -> list[Disclosure]:
    """Lists whose last day is over and which wait for the one who opened them to close them."""
    kept = orgs.units_in_reach(actor, HANDLING).values("pk")
    found = Disclosure.objects.filter(state=DisclosureState.OPEN, ends_on__lt=on, unit__in=kept)
    return list(found.select_related("unit").order_by("ends_on", "pk"))


@dataclass(frozen=True)
class Shown:
    """How long one row has stood, what is still unanswered, and by which list."""

    working_days: int
    open_comments: int
    record: str
    is_done: bool


def of_subject(kind: str, subject_id: int) -> QuerySet[Disclosure]:
    """The lists that a host opened on one of its records, the newest first."""
    return Disclosure.objects.filter(kind=kind, subject_id=subject_id).order_by("-pk")


def latest_of(kind: str, subject_id: int) -> Disclosure | None:
    return of_subject(kind, subject_id).first()


def shown_by_key(kind: str, subject_id: int, *, on: date) -> dict[int, Shown]:
    """By the host's own record, how its latest showing stands; a few queries for all."""
    rows = Row.objects.filter(
        disclosure__kind=kind, disclosure__subject_id=subject_id, key__isnull=False,
        disclosure__starts_on__lte=on,
    ).select_related("disclosure__unit").order_by("disclosure", "pk")  # fmt: skip
    latest = {row.key: row for row in rows if row.key is not None}
    waiting = _waiting({row.disclosure_id for row in latest.values()})
    units = {row.disclosure.unit for row in latest.values()}
    moved = {unit.pk: orgs.days_moved(unit) for unit in units}
    return {
        key: _shown(
            row.disclosure,
            waiting.get((row.disclosure_id, row.pk), 0) + waiting.get((row.disclosure_id, None), 0),
            on,
            moved[row.disclosure.unit_id],
        )
        for key, row in latest.items()
    }


def _waiting(disclosures: Iterable[int]) -> dict[tuple[int, int | None], int]:
    found = Comment.objects.filter(disclosure__in=list(disclosures), state__in=WAITING)
    counted = found.order_by().values_list("disclosure", "row").annotate(Count("pk"))
    return {(disclosure, row): count for disclosure, row, count in counted}


def _shown(disclosure: Disclosure, waiting: int, on: date, moved: Sequence[Swap]) -> Shown:
    closed = disclosure.closed_on
    until = min(on, closed) if closed is not None else on
    days = rules.days_shown(disclosure.starts_on, disclosure.ends_on, until, moved=moved)
    span = f"từ {disclosure.starts_on:%d/%m/%Y} đến hết {disclosure.ends_on:%d/%m/%Y}"
    if closed is not None and closed <= disclosure.ends_on:
        span = f"từ {disclosure.starts_on:%d/%m/%Y}, kết thúc sớm ngày {closed:%d/%m/%Y}"
    is_over = closed is not None and closed <= on
    is_full = days >= disclosure.days
    return Shown(
        days, waiting, f"Công khai «{disclosure.title}» {span}", is_over and is_full and not waiting
    )


def is_done(kind: str, subject_id: int, on: date) -> bool:
    """Whether the newest list on the record has stood its full time, is closed and answered."""
    found = latest_of(kind, subject_id)
    if found is None or found.starts_on > on:
        return False
    waiting = found.comments.filter(
        state__in=WAITING, stance__in=[Stance.QUESTION, Stance.OBJECTION]
    ).count()
    return _shown(found, waiting, on, orgs.days_moved(found.unit)).is_done
