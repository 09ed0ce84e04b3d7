"""What councils ask of the capabilities that bring cases: outcomes, cards, ties, rubrics."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from thidua.core.capability import Registry
from thidua.councils import queries
from thidua.councils.models import Case, Meeting
from thidua.councils.states import TieKind
from thidua.ui.components import Finding, Record

OUTCOMES: Registry[Callable[..., None]] = Registry("handler of a council's outcome")
"""`(*, actor, cases, on) -> None`, once for all cases of a kind that one act of a meeting closes.

Run in its transaction; each case has its `result`.
"""


def hears(kind: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register the handler of a kind of case."""
    return OUTCOMES.register(kind)


def announce(*, actor: Any, cases: Sequence[Case], on: date) -> None:
    """Tell the capabilities that opened the cases; `Unanswered` when none listens."""
    for kind in dict.fromkeys(case.kind for case in cases):
        OUTCOMES[kind](actor=actor, cases=[case for case in cases if case.kind == kind], on=on)


WITHDRAWN: Registry[Callable[..., None]] = Registry("handler of a withdrawn case")
"""By kind of case, `(*, actor, case, reason) -> None`, in the transaction that withdraws it."""


@dataclass(frozen=True, kw_only=True)
class Card:
    """What members compare: who is proposed for what, and on which grounds; two pages on paper."""

    who: str
    what: str
    facts: Sequence[tuple[str, str]] = ()
    summary: str = ""
    results: Sequence[tuple[str, str]] = ()
    verdicts: Sequence[Finding] = ()
    evidence: Sequence[Record] = ()
    honours: Sequence[str] = ()


CARDS: Registry[Callable[..., Mapping[int, Card]]] = Registry("maker of candidate cards")
"""By kind of case, `(subject_ids, *, on) -> {subject_id: Card}`, for many in constant queries.

Asked only for cases that the reader may see, so a provider checks no rights of its own.
"""


@dataclass(frozen=True)
class Tie:
    """Something found between one who sits and one whom a case is about; `detail` tells it."""

    case_id: int
    person_id: int
    kind: TieKind
    detail: str


@dataclass(frozen=True)
class Ground:
    """Those who sit, and whom each case is about: what providers of ties are asked of."""

    people: Mapping[int, Any]
    candidates: Mapping[int, set[int]]
    units: Mapping[int, set[int]]

    @property
    def every_candidate(self) -> set[int]:
        return {person for people in self.candidates.values() for person in people}

    @property
    def every_unit(self) -> set[int]:
        return {unit for units in self.units.values() for unit in units}

    def ties(self, pairs: Iterable[tuple[int, int, str]], kind: TieKind) -> list[Tie]:
        """Ties from `(who sits, candidate, detail)`, in every case about that candidate."""
        about: dict[int, list[int]] = {}
        for case_id, people in self.candidates.items():
            for person in people:
                about.setdefault(person, []).append(case_id)
        return [
            Tie(case_id, sitter, kind, detail)
            for sitter, candidate, detail in pairs
            if sitter in self.people and sitter != candidate
            for case_id in about.get(candidate, ())
        ]


TIES: Registry[Callable[..., Iterable[Tie]]] = Registry("finder of conflicts of interest")
"""`(ground, *, on) -> [Tie]`, in a constant number of queries for the whole agenda."""


def found_ties(meeting: Meeting, cases: Sequence[Case], *, on: date) -> dict[int, list[Tie]]:
    """Ties between those who sit and those whom the agenda is about, by case, gravest first.

    Every provider is asked once for the whole agenda.
    """
    ground = Ground(queries.sitters(meeting), *queries.concerned_in(cases))
    ties = {tie for _name, provider in TIES for tie in provider(ground, on=on)}
    order = list(TieKind)
    found: dict[int, list[Tie]] = {case.pk: [] for case in cases}
    for tie in sorted(ties, key=lambda tie: (order.index(tie.kind), tie.person_id, tie.detail)):
        found[tie.case_id].append(tie)
    return found


@dataclass(frozen=True, kw_only=True)
class Rubric:
    """What a score sheet is begun with where a council has none: its name, criteria as
    (text, weight, maximum), and where it comes from; it counts once a regulation enacts it.
    """

    name: str
    criteria: Sequence[tuple[str, Decimal, Decimal]]
    origin: str


RUBRICS: Registry[Callable[[], Rubric]] = Registry("score sheet to begin with")
"""By topic."""


def cards_for(cases: Sequence[Case], *, on: date) -> dict[int, Card]:
    """The card of each case, by case; a kind without a maker gets its title and summary."""
    found: dict[int, Card] = {}
    for kind in {case.kind for case in cases}:
        mine = [case for case in cases if case.kind == kind]
        made = CARDS[kind]([case.subject_id for case in mine], on=on) if kind in CARDS else {}
        for case in mine:
            bare = Card(who=case.title, what=queries.topic_name(case.topic), summary=case.summary)
            found[case.pk] = made.get(case.subject_id, bare)
    return found
