"""Targets held against the figures of each party, in as many queries as there are measures."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from thidua.core.period import Period
from thidua.movements.measures import MEASURES, Figure, Standing
from thidua.pacts.models import Clause, Pact, Party
from thidua.pacts.rules import judge
from thidua.pacts.states import ASKS_NOTHING, PactState, PartyRole, Verdict

NOTHING = Figure(Standing.NOT_APPLICABLE)
UNKNOWN = Figure(Standing.MISSING)


@dataclass(frozen=True)
class Result:
    """One clause of one party on a day: the figure with the list behind it, and the verdict.

    `target` is the party's own where it has one.
    """

    clause: Clause
    figure: Figure
    verdict: Verdict
    target: Decimal | None = None


@dataclass(frozen=True)
class Row:
    """One party with the results of all measured clauses."""

    party: Party
    results: Sequence[Result]

    @property
    def met(self) -> int:
        return sum(result.verdict == Verdict.MET for result in self.results)

    @property
    def judged(self) -> int:
        """How many clauses ask something of the party: all but those that do not apply or bind."""
        return sum(result.verdict not in ASKS_NOTHING for result in self.results)

    @property
    def missing(self) -> int:
        return sum(result.verdict == Verdict.MISSING for result in self.results)


def progress_of(pact: Pact, *, on: date) -> list[Row]:
    """Every party's results on a day, in the parties' order; witnesses promise nothing."""
    return _rows([pact], pact.movement, on=on)


def results_in(movement: Any, *, on: date) -> list[Row]:
    """The same for all pacts of a movement that stand sealed."""
    pacts = Pact.objects.filter(movement=movement, state=PactState.SEALED).order_by("pk")
    return _rows(list(pacts), movement, on=on)


def _rows(pacts: Sequence[Pact], movement: Any, *, on: date) -> list[Row]:
    keys = [pact.pk for pact in pacts]
    parties = Party.objects.filter(pact__in=keys, role=PartyRole.PARTY).select_related("unit")
    clauses = Clause.objects.filter(pact__in=keys).exclude(measure="").order_by("order", "pk")
    clauses = clauses.prefetch_related("pledges")
    by_pact: dict[int, list[Clause]] = {}
    for clause in clauses:
        by_pact.setdefault(clause.pact_id, []).append(clause)
    found = list(parties.order_by("pact", "order", "pk"))
    units = list({party.unit_id: party.unit for party in found}.values())
    figures = _figures(movement, units, [c for each in by_pact.values() for c in each], on)
    return [
        Row(party, [_result(c, party, figures) for c in by_pact.get(party.pact_id, [])])
        for party in found
    ]


Asked = tuple[str, date]


def _figures(
    movement: Any, units: Sequence[Any], clauses: Iterable[Clause], on: date
) -> dict[Asked, Mapping[int, Figure]]:
    """By measure and last day, the figures of all units; asked once for each pair."""
    found: dict[Asked, Mapping[int, Figure]] = {}
    for clause in clauses:
        span = _span(movement, clause, on)
        asked = (clause.measure, clause.due_on or date.max)
        if asked in found:
            continue
        if span is None:
            found[asked] = dict.fromkeys((unit.pk for unit in units), NOTHING)
        elif clause.measure not in MEASURES:
            found[asked] = {}
        else:
            found[asked] = MEASURES[clause.measure].count(movement, units, span)
    return found


def _span(movement: Any, clause: Clause, on: date) -> Period | None:
    """From the movement's first day to the day asked, not beyond the clause's own last day."""
    if movement.starts_on is None or on < movement.starts_on:
        return None
    ends = [day for day in (on, clause.due_on, movement.ends_on) if day is not None]
    return Period(movement.starts_on, max(min(ends), movement.starts_on))


@dataclass(frozen=True)
class Share:
    """What a clause asks of one party: whether it binds it at all, and its target."""

    is_bound: bool
    target: Decimal | None


def share_of(clause: Clause, party: Party) -> Share:
    """The party's part in a clause whose pledges are at hand."""
    pledge = next((each for each in clause.pledges.all() if each.party_id == party.pk), None)
    own = pledge.target if pledge is not None else None
    is_bound = party.role == PartyRole.PARTY and (pledge is not None or not clause.is_for_named)
    return Share(is_bound, clause.target if own is None else own)


def _result(clause: Clause, party: Party, figures: Mapping[Asked, Mapping[int, Figure]]) -> Result:
    share = share_of(clause, party)
    if not share.is_bound:
        return Result(clause, NOTHING, Verdict.NOT_BOUND)
    asked = figures[clause.measure, clause.due_on or date.max]
    figure = asked.get(party.unit_id, UNKNOWN)
    if figure.standing == Standing.NOT_APPLICABLE:
        verdict = Verdict.NOT_APPLICABLE
    elif figure.standing == Standing.MISSING or figure.value is None:
        verdict = Verdict.MISSING
    else:
        verdict = judge(clause.operator, share.target, figure.value)
    return Result(clause, figure, verdict, share.target)
