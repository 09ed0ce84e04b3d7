"""Score sheets in force, who has still to score, and where the candidates stand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import QuerySet

from thidua.core.text import fold
from thidua.councils import rules
from thidua.councils.models import Case, Council, Meeting, Presence, Score, ScoreSheet, Scoring
from thidua.councils.queries.cases import cases_visible_to, topic_name
from thidua.councils.queries.conflicts import conflicts_in
from thidua.councils.queries.sessions import presences_of
from thidua.councils.states import Attendance, ScoringState
from thidua.legal.packs import packs
from thidua.legal.thresholds import INITIATIVE
from thidua.orgs.queries import person_of


def sheets_of(council: Council) -> list[ScoreSheet]:
    """Every sheet of a council with its criteria, the newest first."""
    return list(council.score_sheets.prefetch_related("criteria").order_by("topic", "-valid_from"))


def sheet_for(council: Council, topic: str, *, on: date) -> ScoreSheet | None:
    """The sheet in force for a topic on a day: its own, else the one for every topic."""
    found = ScoreSheet.objects.on(on).filter(council=council, topic__in=[topic, ""])
    return found.prefetch_related("criteria").order_by("-topic", "-valid_from").first()


def scorings_visible_to(actor: Any) -> QuerySet[Scoring]:
    """Scorings of the cases that one may read, in the order of the agenda."""
    cases = cases_visible_to(actor).order_by()
    return (
        Scoring.objects.filter(case__in=cases.values("pk"))
        .select_related("case__meeting", "sheet")
        .prefetch_related("sheet__criteria")
        .order_by("case__order", "case_id")
    )


def scorings_of(meeting: Meeting) -> QuerySet[Scoring]:
    """Every scoring of a meeting, for its minutes and its arithmetic."""
    rows = Scoring.objects.filter(case__meeting=meeting).select_related("case", "sheet")
    return rows.prefetch_related("sheet__criteria").order_by("case__order", "case_id")


def scorers_of(meeting: Meeting, cases: Iterable[Case]) -> dict[int, dict[int, Presence]]:
    """Who scores which case: members present without conflict, by case and seat."""
    cases = list(cases)
    here = [
        row for row in presences_of(meeting)
        if row.seat.may_vote and row.attendance == Attendance.PRESENT
    ]  # fmt: skip
    conflicts = conflicts_in(cases, [row.sitter.pk for row in here])
    return {
        case.pk: {row.seat_id: row for row in here if row.sitter.pk not in conflicts[case.pk]}
        for case in cases
    }


@dataclass(frozen=True)
class Standing:
    """Where one candidate stands: totals by seat, the score by the sheet's rule, who is missing."""

    scoring: Scoring
    totals: Mapping[int, Decimal]
    score: Fraction | None
    missing: tuple[Presence, ...]
    outlying: frozenset[int]
    rank: int | None
    scorers: Mapping[int, Presence]

    @property
    def case(self) -> Case:
        return self.scoring.case

    @property
    def expected(self) -> int:
        return len(self.scorers)

    @property
    def shown(self) -> str:
        return rules.points_shown(self.score)

    @property
    def lines(self) -> list[tuple[Presence, Decimal | None, bool]]:
        """Each who was to score, the total that was given, and whether it lies apart."""
        return [
            (row, self.totals.get(seat), seat in self.outlying)
            for seat, row in self.scorers.items()
        ]


def standings(meeting: Meeting, scorings: Sequence[Scoring]) -> list[Standing]:
    """Standings of `scorings` among themselves, the highest first: a constant number of queries.

    Ranks are taken among what is given: whoever may not see a case finds no gap where it stood.
    """
    scorers = scorers_of(meeting, [each.case for each in scorings])
    totals = totals_of(scorings, scorers)
    scores = {
        each.pk: rules.average(list(totals[each.pk].values()), each.sheet.rule) for each in scorings
    }
    places = rules.ranks(scores)
    found = [
        Standing(
            scoring=each, totals=totals[each.pk], score=scores[each.pk],
            missing=tuple(
                row for seat, row in scorers[each.case_id].items() if seat not in totals[each.pk]
            ),
            outlying=frozenset(rules.outlying(totals[each.pk], each.sheet.outlier_rule)),
            rank=places.get(each.pk), scorers=scorers[each.case_id],
        ) for each in scorings
    ]  # fmt: skip
    return sorted(found, key=lambda each: (each.rank or len(found) + 1, each.case.order))


def totals_of(
    scorings: Sequence[Scoring], scorers: Mapping[int, Mapping[int, Presence]]
) -> dict[int, dict[int, Decimal]]:
    """What each who scores has handed in, weighted, by scoring and seat."""
    criteria = {
        each.sheet_id: {
            line.pk: rules.Criterion(line.weight, line.maximum)
            for line in each.sheet.criteria.all()
        } for each in scorings
    }  # fmt: skip
    points: dict[tuple[int, int], dict[int, Decimal]] = {}
    rows = Score.objects.filter(
        card__scoring__in=[each.pk for each in scorings], card__handed_in_at__isnull=False
    )
    for scoring, seat, criterion, given in rows.values_list(
        "card__scoring", "card__seat", "criterion", "points"
    ):
        points.setdefault((scoring, seat), {})[criterion] = given
    found: dict[int, dict[int, Decimal]] = {each.pk: {} for each in scorings}
    for each in scorings:
        for seat in scorers[each.case_id]:
            total = rules.total(points.get((each.pk, seat), {}), criteria[each.sheet_id])
            if total is not None:
                found[each.pk][seat] = total
    return found


def own_scores(actor: Any, meeting: Meeting) -> list[Scoring]:
    """What of a meeting lies open for the actor to score."""
    rows = scorings_visible_to(actor).filter(case__meeting=meeting, state=ScoringState.OPEN)
    return list(rows)


def points_of(person: Any, scorings: Sequence[Scoring]) -> dict[int, dict[int, Decimal]]:
    """One's own points by scoring and criterion, handed in or not; nobody else's."""
    found: dict[int, dict[int, Decimal]] = {each.pk: {} for each in scorings}
    rows = Score.objects.filter(card__scoring__in=list(found), card__person=person)
    for scoring, criterion, given in rows.values_list("card__scoring", "criterion", "points"):
        found[scoring][criterion] = given
    return found


def handed_in(person: Any, scorings: Sequence[Scoring]) -> set[int]:
    """Which of `scorings` one has handed in."""
    rows = Scoring.objects.filter(
        pk__in=[each.pk for each in scorings], cards__person=person,
        cards__handed_in_at__isnull=False,
    )  # fmt: skip
    return set(rows.values_list("pk", flat=True))


def closed_scores(meeting: Meeting) -> dict[int, Fraction | None]:
    """The scores that are closed, by case."""
    closed = list(scorings_of(meeting).filter(state=ScoringState.CLOSED))
    return {each.case.pk: each.score for each in standings(meeting, closed)}


def presence_of(actor: Any, meeting: Meeting) -> Presence | None:
    """The actor's own place among the voting members present."""
    person = person_of(actor)
    if person is None:
        return None
    rows = (
        row for row in presences_of(meeting)
        if row.seat.may_vote and row.attendance == Attendance.PRESENT and row.sitter == person
    )  # fmt: skip
    return next(rows, None)


def scored_topics() -> list[tuple[str, str]]:
    """Every topic that a council considers, with its name."""
    names = [(code, topic_name(code)) for code in (*packs(), INITIATIVE)]
    return sorted(names, key=lambda pair: fold(pair[1]))
