"""Conflicts of interest: found in the organisation's data, declared, and what they do to a vote."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from thidua.councils import rules
from thidua.councils.models import Case, Kinship, Meeting, Presence, Recusal
from thidua.councils.queries.sessions import presences_of, seats_at
from thidua.councils.states import Attendance, Base, MeetingState, RecusalRule, TieKind
from thidua.legal.thresholds import Threshold


@dataclass(frozen=True)
class Conflict:
    """Why somebody who sits is in conflict on a case; `recusal` where it was declared."""

    case_id: int
    person_id: int
    kind: TieKind
    reason: str
    recusal: Recusal | None = None


def sitters(meeting: Meeting) -> dict[int, Any]:
    """Who sits at a meeting, by person's number: seats, or presences once it is open."""
    rows: Sequence[Any] = (
        seats_at(meeting) if meeting.state == MeetingState.PLANNED else presences_of(meeting)
    )
    return {row.sitter.pk: row for row in rows}


def conflicts_in(cases: Iterable[Case], people: Iterable[int]) -> dict[int, dict[int, Conflict]]:
    """Who of `people` is recused from which case, by case and person: three queries at most.

    Whoever the case is about needs no declaration.
    """
    cases, wanted = list(cases), set(people)
    found: dict[int, dict[int, Conflict]] = {case.pk: {} for case in cases}
    rows = Case.concerned.through.objects.filter(case__in=found, person__in=wanted)
    for case_id, person_id in rows.values_list("case", "person"):
        found[case_id][person_id] = Conflict(
            case_id, person_id, TieKind.SELF, str(TieKind.SELF.label)
        )
    for recusal in declared_in(cases):
        if recusal.person_id in wanted:
            found[recusal.case_id].setdefault(
                recusal.person_id,
                Conflict(
                    recusal.case_id, recusal.person_id, TieKind(recusal.kind), recusal.reason,
                    recusal,
                ),
            )  # fmt: skip
    return found


def declared_in(cases: Iterable[Case]) -> list[Recusal]:
    """Declared conflicts that stand."""
    rows = Recusal.objects.filter(case__in=[case.pk for case in cases], lifted_at=None)
    return list(rows.select_related("person").order_by("declared_at", "pk"))


def concerned_in(cases: Iterable[Case]) -> tuple[dict[int, set[int]], dict[int, set[int]]]:
    """The people and the units that each case is about, by case: two queries."""
    keys = [case.pk for case in cases]
    people: dict[int, set[int]] = {key: set() for key in keys}
    units: dict[int, set[int]] = {key: set() for key in keys}
    persons = Case.concerned.through.objects.filter(case__in=keys)
    for case_id, person_id in persons.values_list("case", "person"):
        people[case_id].add(person_id)
    for case_id, unit_id in Case.units.through.objects.filter(case__in=keys).values_list(
        "case", "unit"
    ):
        units[case_id].add(unit_id)
    return people, units


def kin_of(person: Any, *, on: date) -> list[Kinship]:
    """The family that a person has declared, and those who declared them."""
    rows = Kinship.objects.on(on).filter(Q(person=person) | Q(relative=person))
    return list(rows.select_related("person", "relative").order_by("pk"))


def electorate_of(
    case: Case, presences: Iterable[Presence], recused: Mapping[int, Conflict],
    rule: Threshold | None,
) -> rules.Electorate:  # fmt: skip
    """Who votes on a case and out of how many, by the council's regulation as frozen or today's."""
    frozen = case.threshold or {}
    policy = RecusalRule(frozen.get("recusal", case.council.recusal))
    own = rule is not None and rule.by_regulation
    base = Base(frozen.get("base", case.council.base if own else Base.ALL))
    seated = [
        row for row in presences
        if row.seat.may_vote and (base == Base.ALL or row.attendance == Attendance.PRESENT)
    ]  # fmt: skip
    return rules.electorate(
        {row.seat_id for row in seated},
        recused={row.seat_id for row in seated if row.sitter.pk in recused},
        votes=policy == RecusalRule.ON_LIST,
        counted=policy != RecusalRule.UNCOUNTED,
    )


def voters_in(
    case: Case, presences: Sequence[Presence], rule: Threshold | None
) -> rules.Electorate:
    """`electorate_of` for one case, its conflicts looked up."""
    people = [row.sitter.pk for row in presences]
    return electorate_of(case, presences, conflicts_in([case], people)[case.pk], rule)


def voted_apart(meeting: Meeting, cases: Sequence[Case]) -> list[Case]:
    """Those of `cases` on which somebody in conflict does not vote, by the regulation."""
    if meeting.council.recusal == RecusalRule.ON_LIST:
        return []
    people = [row.sitter.pk for row in presences_of(meeting) if row.seat.may_vote]
    found = conflicts_in(cases, people)
    return [case for case in cases if found[case.pk]]
