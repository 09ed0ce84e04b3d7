"""What is on record of many people and units, read in a constant number of queries.

Rows are plain tuples: equal rows make equal evidence, so that what many share is judged once.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Q

from thidua.awards.models import Dossier, Honour, Rating, Round, WorkUse
from thidua.awards.states import DossierState
from thidua.core.period import HANOI
from thidua.disclosures import queries as disclosures
from thidua.orgs.queries import members_of_all

Key = tuple[str, int]
PRIOR_YEARS = 5
NOT_STANDING = [DossierState.WITHDRAWN, DossierState.NOT_RECOMMENDED]


class Home(NamedTuple):
    """A stretch of time in a unit."""

    unit: int
    kind: str
    contract: str
    start: date
    end: date | None


class Listed(NamedTuple):
    """A name on a registration, with the awards aimed for."""

    awards: tuple[str, ...]
    state: str
    movement: int
    title: str
    starts_on: date | None
    ends_on: date | None


class Carried(NamedTuple):
    """An award that an initiative has carried for the one whose record it is."""

    award: str
    year: int
    reference: str
    decided_on: date


class Made(NamedTuple):
    """An initiative with its way to recognition, and what it has carried."""

    key: int
    title: str
    state: str
    submitted_at: datetime | None
    recognition: str
    recognised_on: date | None
    recognition_number: str
    uses: tuple[Carried, ...] = ()


class Rated(NamedTuple):
    """A year's rating."""

    year: int
    level: str
    basis: str
    is_provisional: bool


class Held(NamedTuple):
    """An honour that was not revoked; `movement` is the one it was given for."""

    award: str
    year: int
    line: str
    reference: str
    decided_on: date
    way: str
    movement: int | None

    @property
    def decision(self) -> str:
        return f"{self.reference} ngày {self.decided_on:%d/%m/%Y}"


class Stopped(NamedTuple):
    """A hold on record, ended or not."""

    ground: str
    paper: str
    paper_on: date
    ended_on: date | None


class Facts(NamedTuple):
    """All rows of one subject."""

    homes: tuple[Home, ...]
    lists: tuple[Listed, ...]
    works: tuple[Made, ...]
    ratings: tuple[Rated, ...]
    honours: tuple[Held, ...]
    proposed: tuple[str, ...]
    holds: tuple[Stopped, ...]

    @property
    def nameless(self) -> "Facts":
        """The same without what no verdict turns on: where one was, names of works, hours."""
        return self._replace(
            homes=(),
            works=tuple(
                made._replace(
                    key=0,
                    title="",
                    submitted_at=made.submitted_at
                    and datetime(made.submitted_at.astimezone(HANOI).year, 7, 1, tzinfo=HANOI),
                )
                for made in self.works
            ),
        )


class Seat(NamedTuple):
    """A member of a collective on the day."""

    key: int
    code: str
    path: str


class Records:
    """Rows of many subjects for a year, by «person» or «unit» and number."""

    def __init__(
        self, *, year: int, on: date, people: Sequence[Any], units: Sequence[Any],
        round: Round | None,  # noqa: A002 # the clerk's word for it
    ) -> None:  # fmt: skip
        self.year, self.on, self.round = year, on, round
        self.units = units
        concerned = Q(person__in=[p.pk for p in people]) | Q(unit__in=[u.pk for u in units])
        self._homes = _joined("person", people, "memberships", Home, (
            "unit_id", "kind", "contract", "valid_from", "valid_to",
        ))  # fmt: skip
        listed = ("state", "movement_id", "movement__title", "movement__starts_on",
                  "movement__ends_on")  # fmt: skip
        self._lists = _joined("person", people, "registrants", _listed, (
            "awards", *(f"registration__{name}" for name in listed),
        ))  # fmt: skip
        self._lists |= _joined("unit", units, "registrations", _listed, (
            "collective_awards", *listed,
        ))  # fmt: skip
        self._works = _joined("person", people, "authorships", Made, (
            f"initiative__{name}" for name in (
                "pk", "title", "state", "submitted_at", "recognition", "recognised_on",
                "recognition_number",
            )
        ))  # fmt: skip
        self._uses = _uses(people) if self._works else {}
        ratings = Rating.objects.filter(concerned, year__lte=year, year__gte=year - PRIOR_YEARS)
        self._ratings = _own(ratings, Rated, Rated._fields)
        self._honours = _own(Honour.objects.filter(concerned, revoked_on=None), Held, (
            "award", "year", "line", "decision_reference", "decided_on", "way",
            "decision__round__movement_id",
        ))  # fmt: skip
        proposed = Dossier.objects.filter(concerned, round=round).exclude(state__in=NOT_STANDING)
        self._proposed = _own(proposed if round else (), str, ["award"])
        self._holds = disclosures.holds_on(people=people, units=units)
        self._rosters: tuple[Any, ...] | None = None

    def of(self, key: Key) -> Facts:
        return Facts(
            homes=tuple(self._homes.get(key, ())),
            lists=tuple(self._lists.get(key, ())),
            works=tuple(
                made._replace(uses=tuple(self._uses.get((key, made.key), ())))
                for made in self._works.get(key, ())
            ),
            ratings=tuple(self._ratings.get(key, ())),
            honours=tuple(self._honours.get(key, ())),
            proposed=tuple(self._proposed.get(key, ())),
            holds=tuple(
                Stopped(hold.ground, hold.paper, hold.paper_on, hold.ended_on)
                for hold in self._holds.get(key, ())
            ),
        )

    def roster(self, unit: Any) -> tuple[list[Seat], dict[int, set[str]], dict[int, str]]:
        """The members of a collective, titles they hold or are proposed for, their ratings."""
        if self._rosters is None:
            self._rosters = self._read_rosters()
        seats, titles, levels = self._rosters
        within = {seat.key: seat for seat in seats if seat.path.startswith(unit.path)}
        host = (self.round.unit if self.round else unit).pk
        found = {
            key: {award for award, by in titles[key] if by in (None, host)} for key in within
        }  # fmt: skip
        return list(within.values()), found, levels

    def _read_rosters(self) -> tuple[list[Seat], dict[int, set[tuple[str, int | None]]], Any]:
        current = Q(memberships__valid_from__lte=self.on) & (
            Q(memberships__valid_to=None) | Q(memberships__valid_to__gte=self.on)
        )
        rows = members_of_all(self.units, on=self.on).filter(current)
        seats = [Seat(*row) for row in rows.values_list("pk", "code", "memberships__unit__path")]
        keys = {seat.key for seat in seats}
        titles: dict[int, set[tuple[str, int | None]]] = defaultdict(set)
        held = Honour.objects.filter(person__in=keys, year=self.year, revoked_on=None)
        for key, award in held.values_list("person_id", "award"):
            titles[key or 0].add((award, None))
        proposed = Dossier.objects.filter(person__in=keys, round__year=self.year)
        for key, award, host in proposed.exclude(state__in=NOT_STANDING).values_list(
            "person_id", "award", "round__unit_id"
        ):
            titles[key or 0].add((award, host))
        rated = Rating.objects.filter(person__in=keys, year=self.year)
        return seats, titles, dict(rated.values_list("person_id", "level"))


def _joined(
    kind: str, subjects: Sequence[Any], relation: str, row: Any, names: Iterable[str]
) -> dict[Key, list[Any]]:
    """Rows of another capability that point at people or units, by their reverse relation."""
    found: dict[Key, list[Any]] = defaultdict(list)
    if not subjects:
        return found
    rows = type(subjects[0]).objects.filter(
        pk__in=[subject.pk for subject in subjects], **{f"{relation}__isnull": False}
    )
    fields = [f"{relation}__{name}" for name in names]
    for key, *values in rows.order_by(f"{relation}__pk").values_list("pk", *fields):
        found[kind, key].append(row(*values))
    return found


def _uses(people: Sequence[Any]) -> dict[tuple[Key, int], list[Carried]]:
    """What initiatives have carried for whom, by whose record and which initiative."""
    found: dict[tuple[Key, int], list[Carried]] = defaultdict(list)
    rows = WorkUse.objects.filter(
        dossier__person__in=[person.pk for person in people],
        dossier__honour__isnull=False, dossier__honour__revoked_on=None,
    ).order_by("pk")  # fmt: skip
    names = (f"dossier__honour__{name}" for name in (
        "award", "year", "decision_reference", "decided_on",
    ))  # fmt: skip
    given: Any = rows.values_list("dossier__person_id", "initiative_id", *names)
    for person, work, *carried in given:
        found[("person", person), work].append(Carried(*carried))
    return found


def _listed(awards: Sequence[str], *rest: Any) -> Listed:
    return Listed(tuple(awards), *rest)


def _own(rows: Any, row: Any, names: Sequence[str]) -> dict[Key, list[Any]]:
    found: dict[Key, list[Any]] = defaultdict(list)
    if rows == ():
        return found
    for person, unit, *values in rows.order_by("pk").values_list("person_id", "unit_id", *names):
        found[("person", person) if person else ("unit", unit)].append(row(*values))
    return found
