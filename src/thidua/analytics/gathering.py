"""What is counted, read from the registers in a constant number of queries."""

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from thidua.analytics import rules
from thidua.analytics.rules import Fact
from thidua.analytics.words import HONOURS, MOVEMENTS
from thidua.awards.queries import name_of
from thidua.awards.queries.counting import CountedHonour, honours_counted
from thidua.awards.queries.outside import Counted, counts_of_decisions
from thidua.awards.rules import category_of, level_of
from thidua.awards.states import Category
from thidua.core.period import Period
from thidua.legal import deciders_of
from thidua.movements.states import MovementLevel, MovementState
from thidua.orgs.measures import Places, subtree
from thidua.orgs.states import ManagingBody, UnitKind

OF_COLLECTIVES = {Category.ENTERPRISE, Category.COLLECTIVE, Category.HOUSEHOLD}
SUBMITTERS = {
    ManagingBody.MINISTRY: "central", ManagingBody.ARMY: "central",
    ManagingBody.PROVINCE: "province",
}  # fmt: skip
# Who launches a movement of which scope (law 06/2022, article 18).
LAUNCHERS = {MovementLevel.NATIONAL: "central", MovementLevel.PROVINCE: "province"}
WIDE_KINDS = {UnitKind.UPPER_UNION, UnitKind.OTHER}
HONOUR, DECISION, MOVEMENT = "h", "d", "m"
UNNAMED = (("collective", "collectives"), ("individual", "individuals"), ("unsplit", "unsplit"))


class Scope(NamedTuple):
    """What is asked of the registers: of which unit, when, alone or with those below it."""

    unit: Any
    period: Period
    movement: int | None = None
    is_whole: bool = True


@dataclass(frozen=True)
class Gathered:
    """Facts with the names of the values that only the registers know."""

    facts: tuple[Fact, ...]
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    # Decisions whose list of names holds another number than their paper.
    differing: tuple[Counted, ...] = ()


@cache
def kinds() -> Mapping[str, Mapping[str, str]]:
    """By award, the form it takes, and the level that gives it where that is always the same."""
    return tomllib.loads(Path(__file__).with_name("kinds.toml").read_text("utf-8"))


def gather(source: str, scope: Scope) -> Gathered:
    """Everything that a source counts for a unit and a period."""
    return SOURCES[source](scope)


def _within(scope: Scope) -> Any:
    units = subtree(scope.unit)
    return units if scope.is_whole else units.filter(pk=scope.unit.pk)


def honours(scope: Scope) -> Gathered:
    """Honours that stand, name by name, and what decisions state without names."""
    units = list(_within(scope).values_list("pk", flat=True))
    named = honours_counted(units, scope.period, movement=scope.movement)
    decisions = counts_of_decisions(units, scope.period, movement=scope.movement)
    places = Places(
        scope.unit, {row.person for row in named if row.person},
        {row.unit for row in named if row.unit},
    )  # fmt: skip
    listed: Counter[tuple[int | None, str]] = Counter(
        (row.outside, "individual" if row.person else "collective")
        for row in named if row.outside
    )  # fmt: skip
    facts = [_of_honour(row, places) for row in named]
    for decision in decisions:
        if decision.origin == "outside":
            facts.extend(_unnamed(decision, listed, places))
    found = {word: _values(facts, word) for word in ("award", "place", "body")}
    return Gathered(
        tuple(facts),
        {
            "award": {code: name_of(code) for code in found["award"]},
            "place": {key: places.name(int(key)) for key in found["place"]},
            "body": {name: name for name in found["body"]},
        },
        tuple(row for row in decisions if row.differs),
    )


def _of_honour(row: CountedHonour, places: Places) -> Fact:
    category = row.category or _category(row, places)
    is_collective = category in OF_COLLECTIVES if category else row.unit is not None
    stands = row.home or row.unit
    if stands is None and row.person is not None:
        stands = places.home(row.person, row.decided_on)
    stands = stands if stands in places.units else row.outside_unit or row.round_unit
    award = kinds().get(row.award, {})
    return _fact(
        f"{HONOUR}{row.key}", 1, award=row.award, form=award.get("form", ""),
        # An award that one level alone gives is of that level, whatever was typed with it.
        level=award.get("level", "") or row.level or (
            _level(row.round_kind, row.award, row.decided_on) if row.round_kind else ""
        ),
        way=row.way, line=row.line, category=category, body=row.decided_by,
        subject="collective" if is_collective else "individual",
        **_placed(stands, places),
    )  # fmt: skip


def _category(row: CountedHonour, places: Places) -> str:
    """What it was on the day, from offices and units on record; nothing where they tell nothing."""
    if row.unit is not None:
        return Category.ENTERPRISE if places.is_enterprise(row.unit) else Category.COLLECTIVE
    assert row.person is not None  # one subject, by constraint
    offices = places.offices(row.person, row.decided_on)
    found = category_of((level, title) for level, title, _of in offices)
    leads = found not in {"", Category.DIRECT}
    if leads and any(is_of_enterprise for _level, _title, is_of_enterprise in offices):
        return Category.ENTREPRENEUR
    return found


@lru_cache(maxsize=4096)
def _level(kind: str, award: str, on: date) -> str:
    """How high a round's unit of that kind stands when it decides that award."""
    return level_of(kind, [each.level for each in deciders_of(award, on)])


def _unnamed(
    decision: Counted, listed: Mapping[tuple[int | None, str], int], places: Places
) -> Iterator[Fact]:
    """What an entered decision states of those whose names it does not hold."""
    award = kinds().get(decision.award, {})
    for subject, field_name in UNNAMED:
        count = getattr(decision, field_name) - listed[decision.key, subject]
        if count > 0:
            yield _fact(
                f"{DECISION}{decision.key}.{subject}", count, award=decision.award,
                form=award.get("form", ""), level=award.get("level", "") or decision.level,
                way=decision.way, line=decision.line, body=decision.decided_by, subject=subject,
                **_placed(decision.unit, places),
            )  # fmt: skip


def _placed(unit: int | None, places: Places) -> dict[str, str]:
    """In which part of the whole it stands, and whose hands it took to the Prime Minister."""
    if unit is None or unit not in places.units:
        return {}
    body = places.managing_body(unit)
    return {
        "place": str(places.part(unit)),
        "submitter": SUBMITTERS.get(ManagingBody(body), "") if body else "",
    }


def movements(scope: Scope) -> Gathered:
    """Movements that were launched and begin in the period, own ones and recorded ones."""
    rows = _within(scope).filter(
        movements__state__in=[MovementState.LAUNCHED, MovementState.CLOSED],
        movements__starts_on__gte=scope.period.start, movements__starts_on__lte=scope.period.end,
    )  # fmt: skip
    if scope.movement is not None:
        rows = rows.filter(movements=scope.movement)
    places = Places(scope.unit)
    facts = [
        _fact(
            f"{MOVEMENT}{key}", 1, scope=level, kind=kind, span=rules.span_of(start, end),
            launcher=_launcher(level, of, is_outside=bool(body)),
            place=_placed(unit, places).get("place", ""),
        ) for key, level, kind, start, end, body, unit, of in rows.order_by(
            "movements__starts_on", "movements__pk"
        ).values_list(
            "movements__pk", "movements__level", "movements__kind", "movements__starts_on",
            "movements__ends_on", "movements__body", "pk", "kind",
        )
    ]  # fmt: skip
    names = {key: places.name(int(key)) for key in _values(facts, "place")}
    return Gathered(tuple(facts), {"place": names})


def _launcher(scope: str, kind: str, *, is_outside: bool) -> str:
    if is_outside or kind in WIDE_KINDS:
        return LAUNCHERS.get(MovementLevel(scope), "unit")
    return "unit"


def _fact(key: str, count: int, **known: str) -> Fact:
    return Fact(key, count, tuple((word, str(value)) for word, value in known.items() if value))


def _values(facts: Iterable[Fact], word: str) -> set[str]:
    return {value for fact in facts for name, value in fact.known if name == word}


SOURCES = {HONOURS: honours, MOVEMENTS: movements}
