"""Who may be proposed for what: many people before many awards at once, and one subject in full."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from django.db.models import Q, QuerySet

from thidua.awards.queries.evidence import Book, name_of
from thidua.awards.queries.lists import READERS
from thidua.awards.queries.standing import Standing, before_each, findings_shown, open_to
from thidua.legal import Pack, Subject, Verdict
from thidua.legal.foresee import Prospect, foresee
from thidua.orgs.queries import keeping_unit_of, units_in_reach
from thidua.orgs.states import MembershipKind, Role
from thidua.ui.components import Finding

BATCH = 1000
WHY = 3


@dataclass(frozen=True, slots=True)
class Cell:
    """One person before one award: the verdict, and the sentences that stand in the way."""

    verdict: Verdict
    why: tuple[str, ...]


def cells(
    people: Iterable[Any],
    awards: Sequence[str],
    *,
    unit: Any,
    year: int,
    on: date,
    laid: Sequence[Pack] | None = None,
) -> Iterator[tuple[Any, dict[str, Cell]]]:
    """Each person before each award, in batches of a constant number of queries each.

    People on record alike are judged once: a verdict and its sentences turn on the facts alone.
    """
    known: dict[Hashable, dict[str, Cell]] = {}
    waiting = iter(people)
    while batch := list(islice(waiting, BATCH)):
        book = Book(unit=unit, year=year, on=on, people=batch, laid=laid)
        laid = book.laid
        for person in batch:
            pattern = book.pattern(person)
            if pattern not in known:
                known[pattern] = {
                    standing.award: Cell(standing.assessment.verdict, tuple(standing.why[:WHY]))
                    for standing in before_each(book, person, awards, on)
                }
            yield person, known[pattern]


def people_below(people: QuerySet[Any], under: Any, *, on: date) -> QuerySet[Any]:
    """Those of `people` who belong to a unit or below it on a day."""
    current = Q(memberships__valid_to=None) | Q(memberships__valid_to__gte=on)
    within = Q(memberships__unit__path__startswith=under.path, memberships__valid_from__lte=on)
    return people.filter(pk__in=people.model.objects.filter(within & current).values("pk"))


def readable_units(actor: Any, *, on: date) -> QuerySet[Any]:
    """Units whose people's eligibility one may see, the highest first."""
    return units_in_reach(actor, (*READERS, Role.HEAD), on=on).order_by("path")


def top_units(actor: Any, *, on: date) -> list[Any]:
    """The highest of those units: together they hold all the others."""
    found: list[Any] = []
    for unit in readable_units(actor, on=on):
        if not any(unit.path.startswith(each.path) for each in found):
            found.append(unit)
    return found


def home_units(people: Sequence[Any], *, on: date) -> dict[int, str]:
    """The home unit of each on a day, by one query."""
    if not people:
        return {}
    current = Q(memberships__valid_to=None) | Q(memberships__valid_to__gte=on)
    rows = type(people[0]).objects.filter(
        current, pk__in=[person.pk for person in people], memberships__valid_from__lte=on,
        memberships__kind=MembershipKind.HOME,
    )  # fmt: skip
    return dict(rows.values_list("pk", "memberships__unit__name"))


@dataclass(frozen=True)
class Outlook:
    """One subject before one award: where it stands with its findings, and from when on."""

    award: str
    name: str
    verdict: str
    findings: list[Finding]
    prospect: Prospect

    @property
    def earliest(self) -> str:
        """The year as it is printed: figures of a year are not grouped."""
        return str(self.prospect.year or "")

    @property
    def conditions(self) -> list[tuple[str, str]]:
        """What has to come about, with its article; of everybody's yearly duties only the rest."""
        return [
            (item.render(), item.citation) for item in self.prospect.conditions if not item.routine
        ]

    @property
    def routine(self) -> list[str]:
        """What is asked of everybody every year and is not on record yet."""
        return [item.render() for item in self.prospect.conditions if item.routine]

    @property
    def cautions(self) -> list[str]:
        return [item.reason.render() for item in self.prospect.cautions]

    @property
    def obstacles(self) -> list[str]:
        return [item.reason.render() for item in self.prospect.obstacles]


def outlook(subject: Any, *, year: int, on: date) -> list[Outlook]:
    """A person or a unit before every award open to it, the nearest first."""
    is_person = hasattr(subject, "full_name")
    unit = keeping_unit_of(subject, on=on) if is_person else subject
    if unit is None:
        return []
    who = Subject.INDIVIDUAL if is_person else Subject.COLLECTIVE
    people, units = ([subject], []) if is_person else ([], [subject])
    book = Book(unit=unit, year=year, on=on, people=people, units=units)
    found = [
        _outlook(standing, book, on)
        for standing in before_each(book, subject, open_to(who, on=on, unit=unit), on)
    ]
    rank = (Verdict.HOLD, Verdict.PASS, Verdict.UNKNOWN, Verdict.FAIL).index
    return sorted(found, key=lambda each: (rank(Verdict(each.verdict)), each.prospect.year or 9999))


def _outlook(standing: Standing, book: Book, on: date) -> Outlook:
    # What may still come in the same round is a condition here, not a record.
    evidence = book.evidence(standing.subject, standing.award, confirmed={})
    return Outlook(
        award=standing.award,
        name=name_of(standing.award),
        verdict=standing.assessment.verdict.value,
        findings=findings_shown(standing.assessment),
        prospect=foresee(standing.award, evidence, on=on, overlays=book.laid),
    )
