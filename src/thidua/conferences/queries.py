"""Named questions about conferences: who has enough, who was nominated, figures of the years."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from thidua.awards.queries import name_of, spans
from thidua.awards.rules import lineage
from thidua.awards.states import Level
from thidua.conferences import rules
from thidua.conferences.models import Conference, Guest, Nomination
from thidua.conferences.states import ConferenceState, NominationState
from thidua.orgs import queries as orgs
from thidua.orgs.states import Role

READERS = (Role.OFFICER, Role.DIRECTOR, Role.INSPECTOR)
NOMINATORS = (Role.OFFICER, Role.HEAD)
BELOW = (*READERS, Role.HEAD)
LEVELS = (*Level.values, "")


def visible_to(actor: Any, *, on: date | None = None) -> QuerySet[Conference]:
    """Of units that one reads; once nominations are open, those above a unit that one leads."""
    read = orgs.units_in_reach(actor, READERS, on=on)
    led = orgs.role_units(actor, BELOW, on=on)
    above = {int(key) for unit in led for key in unit.path.strip("/").split("/")}
    opened = Q(unit__in=above) & ~Q(state=ConferenceState.DRAFT)
    return Conference.objects.filter(Q(unit__in=read.values("pk")) | opened).select_related("unit")


def with_counts(actor: Any) -> QuerySet[Conference]:
    """The same with how many were nominated and are delegates."""
    confirmed = Q(nominations__state=NominationState.CONFIRMED)
    living = ~Q(nominations__state=NominationState.WITHDRAWN) & Q(nominations__isnull=False)
    return visible_to(actor).annotate(
        nominated=Count("nominations", filter=living, distinct=True),
        delegates=Count("nominations", filter=confirmed, distinct=True),
    )


def conference_of(pk: int) -> Conference | None:
    return Conference.objects.select_related("unit__parent").filter(pk=pk).first()


def nomination_of(pk: int) -> Nomination | None:
    rows = Nomination.objects.select_related(
        "conference__unit", "unit__parent", "at__parent", "person", "collective"
    )
    return rows.filter(pk=pk).first()


def nominations_visible_to(actor: Any, conference: Conference) -> QuerySet[Nomination]:
    """All for who reads the conference; else those of units that one leads, and one's own."""
    rows = Nomination.objects.filter(conference=conference).select_related(
        "person", "collective", "unit", "at"
    )
    if orgs.standing_on(actor, conference.unit, READERS) is None:
        led = orgs.units_in_reach(actor, BELOW).values("pk")
        rows = rows.filter(Q(unit__in=led) | Q(at__in=led))
    return rows.order_by("unit__path", "person__sort_key", "collective__sort_key", "pk")


def delegates_of(conference: Conference) -> list[Nomination]:
    """The confirmed list: collectives first, then people by name."""
    rows = conference.nominations.filter(state=NominationState.CONFIRMED)
    return sorted(
        rows.select_related("person", "collective", "unit"),
        key=lambda row: (row.person_id is not None, row.subject.sort_key, row.pk),
    )


def guests_of(conference: Conference) -> list[Guest]:
    return list(conference.guests.order_by("pk"))


def nominating_units(actor: Any, conference: Conference, *, on: date) -> list[Any]:
    """Units within the conference's for which the actor nominates, the highest first."""
    led = orgs.units_in_reach(actor, NOMINATORS, on=on)
    return list(led.filter(path__startswith=conference.unit.path).order_by("path"))


@dataclass(frozen=True)
class Candidate:
    """Somebody with enough honours in the years, and how they stand."""

    subject: Any
    kind: str
    total: int
    figures: dict[str, int]
    nomination: Nomination | None

    @property
    def key(self) -> str:
        return f"{'p' if self.kind == 'person' else 'u'}{self.subject.pk}"

    @property
    def told(self) -> str:
        return told(self.figures)


def told(figures: dict[str, int]) -> str:
    """«Chiến sĩ thi đua cơ sở 2, Giấy khen 1»."""
    named = sorted((name_of(award), n) for award, n in figures.items())
    return ", ".join(f"{name} {n}" for name, n in named)


def candidates_of(conference: Conference, unit: Any, *, on: date) -> list[Candidate]:
    """People and collectives of a unit and below with enough honours in the conference's years."""
    units = orgs.units_below(unit, on=on)
    below = {each.pk: each for each in (unit, *units)}
    people = {each.pk: each for each in orgs.members_of(unit, on=on).filter(erased_at=None)}
    places = _with_those_before(below, _undivided())
    counts: dict[tuple[str, int], Counter[str]] = defaultdict(Counter)
    held = spans.counts_of(conference.years, people=list(people), units=list(places))
    for (kind, key), figures in held.items():
        counts[kind, key if kind == "person" else places[key]].update(figures)
    known = {
        ("person", row.person_id) if row.person_id else ("unit", row.collective_id): row
        for row in conference.nominations.exclude(state=NominationState.WITHDRAWN)
    }
    found = []
    for (kind, key), figures in counts.items():
        least = conference.least_of_people if kind == "person" else conference.least_of_units
        total = rules.enough(figures, conference.awards, least)
        if total is not None:
            subject = people[key] if kind == "person" else below[key]
            found.append(Candidate(subject, kind, total, dict(figures), known.get((kind, key))))
    return sorted(found, key=lambda c: (c.kind == "person", -c.total, c.subject.sort_key))


def candidate_of(conference: Conference, unit: Any, subject: Any, *, on: date) -> Candidate | None:
    """The same of one subject, if they are the unit's and have enough."""
    wanted = (type(subject), subject.pk)
    return next(
        (c for c in candidates_of(conference, unit, on=on)
         if (type(c.subject), c.subject.pk) == wanted),
        None,
    )  # fmt: skip


def subject_by_key(key: str) -> Any:
    """A person by «p12», a unit by «u5»."""
    kind, number = key[:1], key[1:]
    if not number.isdecimal() or kind not in {"p", "u"}:
        return None
    found = orgs.people_by_pk if kind == "p" else orgs.units_by_pk
    return found([int(number)]).get(int(number))


@dataclass(frozen=True)
class Place:
    """A unit's quota with what it has nominated and has confirmed."""

    unit: Any
    places: int | None
    nominated: int
    confirmed: int

    @property
    def free(self) -> int | None:
        return rules.free(self.places, self.confirmed)


def places_of(conference: Conference, *, within: Sequence[Any] | None = None) -> list[Place]:
    """Every unit with a quota or a nomination; with `within` only units at or below those."""
    quotas = dict(conference.quotas.values_list("unit_id", "places"))
    living = conference.nominations.exclude(state=NominationState.WITHDRAWN).order_by()
    confirmed = Count("pk", filter=Q(state=NominationState.CONFIRMED))
    counts = {
        unit: (n, done)
        for unit, n, done in living.values_list("unit").annotate(n=Count("pk"), done=confirmed)
    }
    units = orgs.units_by_pk({*quotas, *counts})

    def counted(unit: Any) -> tuple[int, int]:
        """Of the unit; where it has places allotted, of those below it too."""
        paths = {units[key].path: counts[key] for key in counts}
        found = [n for path, n in paths.items() if path.startswith(unit.path)]
        own = found if unit.pk in quotas else [counts[unit.pk]]
        return sum(n for n, _done in own), sum(done for _n, done in own)

    return [
        Place(unit, quotas.get(unit.pk), *counted(unit))
        for unit in sorted(units.values(), key=lambda each: (each.path, each.pk))
        if within is None or any(unit.path.startswith(each.path) for each in within)
    ]


def full_above(conference: Conference, unit: Any) -> Any:
    """The unit, itself or above, whose allotted places are all taken by it and those below it."""
    quotas = conference.quotas.select_related("unit").order_by("unit__path")
    confirmed = conference.nominations.filter(state=NominationState.CONFIRMED)
    for quota in quotas:
        if unit.path.startswith(quota.unit.path):
            taken = confirmed.filter(unit__path__startswith=quota.unit.path).count()
            if rules.free(quota.places, taken) == 0:
                return quota.unit
    return None


def quota_units(conference: Conference, *, on: date) -> list[Any]:
    """The units directly below the conference's, to which places are allotted."""
    below = orgs.units_below(conference.unit, on=on).filter(parent=conference.unit)
    return list(below)


def figures_of(conference: Conference, *, on: date) -> rules.Grid:
    """Honours of the years by level: of everybody in the unit and below, and of the collectives
    there with those in whose place they stand."""
    unit = conference.unit
    units = [unit.pk, *orgs.units_below(unit, on=on).values_list("pk", flat=True)]
    units = list(_with_those_before(units, orgs.successions()))
    people = orgs.members_of(unit, on=on).order_by().values("pk")
    rows = spans.by_level(conference.years, people=people, units=units)
    return rules.gridded((rules.Count(*row) for row in rows), LEVELS, conference.years)


def _with_those_before(units: Iterable[int], steps: Iterable[tuple[int, int]]) -> dict[int, int]:
    """Each unit, and those in whose place it stands, by the unit that stands there now."""
    standing = list(units)
    steps = list(steps)
    found = {key: unit for unit in standing for key in lineage(steps, unit)}
    return found | {unit: unit for unit in standing}


def _undivided() -> list[tuple[int, int]]:
    """Successions of units that live on in one alone; what was split is held by no part of it."""
    steps = orgs.successions()
    parts = Counter(old for old, _new in steps)
    return [step for step in steps if parts[step[0]] == 1]


def waiting_for(actor: Any, *, on: date) -> list[tuple[Conference, int]]:
    """Conferences with nominations that wait for the actor's level, and how many."""
    decided = orgs.role_units(actor, (Role.OFFICER, Role.DIRECTOR, Role.HEAD), on=on)
    rows = Nomination.objects.filter(
        at__in=[unit.pk for unit in decided], state=NominationState.NOMINATED,
        conference__state=ConferenceState.NOMINATING,
    )  # fmt: skip
    counts = dict(rows.order_by().values_list("conference").annotate(n=Count("pk")))
    found = Conference.objects.filter(pk__in=counts).order_by("pk")
    return [(conference, counts[conference.pk]) for conference in found]


def own(actor: Any) -> list[Nomination]:
    """Where the actor is a delegate."""
    rows = Nomination.objects.filter(
        person=orgs.person_of(actor), person__isnull=False, state=NominationState.CONFIRMED,
        conference__state=ConferenceState.CONFIRMED,
    )  # fmt: skip
    return list(rows.select_related("conference").order_by("-pk"))


def record_of(person: Any) -> dict[str, list[dict[str, Any]]]:
    """What is kept here on one person."""
    rows = Nomination.objects.filter(person=person).select_related("conference").order_by("pk")
    return {
        "nominations": [
            {
                "conference": row.conference.name, "reason": row.reason,
                "state": row.get_state_display(), "return_reason": row.return_reason,
                "nominated_on": row.nominated_on,
            } for row in rows
        ]
    }  # fmt: skip
