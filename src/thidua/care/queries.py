"""Named questions about care: who sees which part of a record, and what the sums may say."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When

from thidua.accounts.queries import names_of
from thidua.care import rules
from thidua.care.models import CareRecord
from thidua.core.models import SecurityEvent, reference
from thidua.core.period import Period, year
from thidua.core.text import fold
from thidua.movements import queries as movements
from thidua.orgs import queries as orgs
from thidua.orgs.states import Role

IN_CHARGE = (Role.OFFICER, Role.HEAD)
WATCHING = (*IN_CHARGE, Role.DIRECTOR, Role.INSPECTOR)
LIST_FIELDS = (
    "pk", "occasion", "kind", "amount", "source", "decision", "given_on", "recipients",
    "unit__name", "cancelled_at",
)  # fmt: skip


def _is_inside(actor: Any) -> bool:
    return orgs.person_of(actor) is not None and bool(actor.is_active)


def visible_to(actor: Any) -> QuerySet[CareRecord]:
    """Records of units that one leads, keeps, directs or inspects, and what one received."""
    if not _is_inside(actor):
        return CareRecord.objects.none()
    watched = orgs.units_in_reach(actor, WATCHING).values("pk")
    return CareRecord.objects.filter(Q(unit__in=watched) | Q(person=orgs.person_of(actor)))


def _knows(actor: Any) -> Q:
    """A condition on records: those whose recipient `actor` may know."""
    charged = orgs.units_in_reach(actor, IN_CHARGE).values("pk")
    return Q(unit__in=charged) | Q(person__isnull=False, person=orgs.person_of(actor))


def listed(actor: Any) -> QuerySet[CareRecord, dict[str, Any]]:
    """Rows of the list as plain values: no circumstances, names only for those in charge."""
    name = Case(
        When(_knows(actor), then=F("person__full_name")),
        default=Value(None), output_field=CharField(null=True),
    )  # fmt: skip
    rows: QuerySet[CareRecord, dict[str, Any]] = visible_to(actor).values(
        *LIST_FIELDS, recipient=name
    )
    return rows


def matching(rows: QuerySet[Any, Any], actor: Any, folded: str) -> QuerySet[Any, Any]:
    """Rows in whose words, or known recipient's name, every folded word occurs."""
    for word in folded.split():
        named = Q(person__folded__contains=word) & _knows(actor)
        rows = rows.filter(Q(folded__contains=word) | named)
    return rows


def record_for(actor: Any, key: int) -> CareRecord | None:
    found = visible_to(actor).filter(pk=key)
    return found.select_related("unit", "movement", "person", "entered_by").first()


def units_in_charge(actor: Any, *, under: Any = None) -> QuerySet[Any]:
    """Units whose care one records; with `under` only those at or below that unit."""
    found = orgs.units_in_reach(actor, IN_CHARGE)
    if under is not None:
        found = found.filter(path__startswith=under.path)
    return found.order_by("sort_key", "pk")


def offered_movements(actor: Any) -> QuerySet[Any]:
    """Movements in which care can be recorded, the newest first."""
    return movements.visible_to(actor).exclude(state="draft").order_by("-starts_on", "pk")


def is_of(person: Any, unit: Any, *, on: date) -> bool:
    """Whether the person belonged to the unit or below it on a day."""
    return orgs.members_of(unit, on=on).filter(pk=person.pk).exists()


def people_named(unit: Any, text: str, *, on: date) -> list[Any]:
    """Members of a unit whom a typed recipient means, by staff code or by name."""
    wanted = fold(text)
    members = orgs.members_of(unit, on=on)
    by_code = [person for person in members if fold(person.code) == wanted]
    return by_code or [person for person in members if fold(person.full_name) == wanted]


def of_person(person: Any) -> list[CareRecord]:
    """What is kept of one person, for export and for erasing."""
    found = CareRecord.objects.filter(person=person).select_related("unit")
    return list(found.order_by("-given_on", "-pk"))


def kept_on(person: Any) -> dict[str, list[dict[str, Any]]]:
    """Everything that stands here on one person, for export."""
    rows = CareRecord.objects.filter(person=person).order_by("pk")
    names = (
        "given_on", "occasion", "kind", "amount", "source", "decision", "unit__name",
        "circumstances",
    )  # fmt: skip
    return {"care": list(rows.values(*names))}


@dataclass(frozen=True)
class Opening:
    """Somebody read the circumstances."""

    at: datetime
    who: str


def openings_of(record: CareRecord) -> list[Opening]:
    """The last times that somebody opened the circumstances, newest first."""
    kind, key = reference(record)
    events = SecurityEvent.objects.filter(
        kind=SecurityEvent.Kind.FILE_OPENED, subject_type=kind, subject_id=key
    )
    found = list(events.order_by("-at", "-pk")[:20])
    names = names_of({event.actor_id for event in found if event.actor_id is not None})
    return [Opening(event.at, names.get(event.actor_id or 0, "")) for event in found]


@dataclass(frozen=True)
class Line:
    """One line of a report: what may be told of so many people and so much money."""

    key: Any
    people: int | None
    amount: Decimal | None
    is_small: bool = False


@dataclass(frozen=True)
class Report:
    """Lines that are safe to show beside their sums; no lines where nothing is."""

    lines: tuple[Line, ...] = ()
    people: int = 0
    amount: Decimal = Decimal(0)


def report(records: Iterable[CareRecord], by: Callable[[CareRecord], Any]) -> Report | None:
    """People and money by `by`, small numbers hidden; `None` where not even sums may be shown."""
    groups: dict[Any, list[CareRecord]] = {}
    for record in records:
        groups.setdefault(by(record), []).append(record)
    counts = [_people(group) for group in groups.values()]
    sums = [sum((each.amount or Decimal(0) for each in g), Decimal(0)) for g in groups.values()]
    if (behind := rules.hidden(counts)) is None:
        return None
    lines = tuple(
        Line(
            key, None if index in behind else counts[index],
            None if index in behind else sums[index], rules.is_small(counts[index]),
        )
        for index, key in enumerate(groups)
    )  # fmt: skip
    return Report(lines, sum(counts), sum(sums, Decimal(0)))


def _people(records: Iterable[CareRecord]) -> int:
    """Named people once each, and the numbers of the others."""
    named = {each.person_id for each in records if each.person_id is not None}
    return len(named) + sum(each.recipients for each in records if each.person_id is None)


def counted(span: Period, within: Q) -> list[CareRecord]:
    """Records that count in a report of some days, with their units."""
    found = CareRecord.objects.filter(within, cancelled_at=None, given_on__gte=span.start)
    if span.end is not None:
        found = found.filter(given_on__lte=span.end)
    return list(found.select_related("unit").order_by("kind", "unit__sort_key", "pk"))


def counted_for(actor: Any, number: int) -> list[CareRecord]:
    """Records of a calendar year in the units that one watches."""
    watched = orgs.units_in_reach(actor, WATCHING).values("pk")
    return counted(year(number), Q(unit__in=watched))


def counted_in(movement: Any, span: Period) -> list[CareRecord]:
    """Records of a movement and of those that answer it."""
    towards = movements.counting_towards(movement).order_by().values("pk")
    return counted(span, Q(movement__in=towards))


def years(actor: Any) -> list[int]:
    """The years in which care was recorded, the newest first."""
    days = visible_to(actor).filter(cancelled_at=None).dates("given_on", "year", order="DESC")
    return [day.year for day in days]
