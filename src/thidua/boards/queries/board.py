"""The board of a movement, worked out from its phases, the measures and what was allowed late."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from thidua.boards import rules
from thidua.boards.models import Board, LateAllowance, Reminder
from thidua.boards.rules import Owed
from thidua.boards.states import WeekState
from thidua.core.period import Period
from thidua.movements import queries as movements
from thidua.movements.measures import MEASURES, Figure, Standing

STREAK, KEPT = "boards.streak", "boards.kept"
USUAL = (STREAK, "difficulties.solved", "pacts.targets_met")
"""What a board ranks by unless told otherwise; what nobody registered is left out."""
SHOWN = ("difficulties.solved", "pacts.targets_met")
"""Figures that stand on every board where they are registered."""

Weeks = dict[date, WeekState]


def board_of(movement: Any) -> Board:
    """The settings of a movement's board; the defaults, unsaved, where nobody set any."""
    found = Board.objects.filter(movement=movement).first()
    return found or Board(movement=movement, criteria=usual_criteria())


def usual_criteria() -> list[str]:
    return [name for name in USUAL if is_known(name)]


def is_known(name: str) -> bool:
    return name in {STREAK, KEPT} or name in MEASURES


def elapsed(movement: Any, *, on: date) -> Period | None:
    """The movement's days up to and with `on`; `None` before its first."""
    span: Period | None = movement.period
    if span is None or on < span.start:
        return None
    return Period(span.start, min(on, span.end or on))


def last_day(due: movements.Due) -> date:
    """The day by which something is owed; the spans of phases are never open."""
    return due.span.end or date.max


class Rhythm:
    """Who owed what in which week up to a day, and what was sent; asked of each measure once."""

    def __init__(self, movement: Any, units: list[Any], *, on: date) -> None:
        self.movement, self.on = movement, on
        self.span = elapsed(movement, on=on)
        found = movements.dues(movement, self.span) if self.span else []
        # What is asked once is owed in the week in which its phase ends.
        self.dues = [d for d in found if rules.monday_of(last_day(d)) <= rules.monday_of(on)]
        # Who owes without being in scope: the whole house.
        known = {unit.pk for unit in units}
        whole = {d.unit.pk: d.unit for d in self.dues if d.unit.pk not in known}
        self.units = [*units, *whole.values()]
        self.allowed = allowances_of(movement)
        self._logs: dict[str, dict[int, list[tuple[date, int]]]] = {}
        self._figures: dict[tuple[str, Period], dict[int, Figure]] = {}
        self.owed: dict[int, dict[str, list[Owed]]] = defaultdict(lambda: defaultdict(list))
        for due in self.dues:
            sent = self.sent_in(due.measure, due.span, due.unit.pk)
            owed = Owed(rules.monday_of(last_day(due)), last_day(due), due.amount, sent)
            self.owed[due.unit.pk][due.measure].append(owed)

    def sent_in(self, measure: str, span: Period, unit: int) -> int | None:
        """What a unit sent in a span; from the measure's log, where it keeps one."""
        if MEASURES[measure].log is None:
            return number_of(self.figures(measure, span)[unit])
        return sum(number for day, number in self._log(measure).get(unit, ()) if day in span)

    def figures(self, measure: str, span: Period) -> dict[int, Figure]:
        """The figures of all units in a span."""
        if (measure, span) not in self._figures:
            found = MEASURES[measure].count(self.movement, self.units, span)
            self._figures[measure, span] = dict(found)
        return self._figures[measure, span]

    def _log(self, measure: str) -> dict[int, list[tuple[date, int]]]:
        if measure in self._logs:
            return self._logs[measure]
        found: dict[int, list[tuple[date, int]]] = defaultdict(list)
        log = MEASURES[measure].log
        wanted = {unit.pk for unit in self.units}
        if log is not None and self.span is not None:
            for each in log(self._counting, self.span):
                for unit in wanted.intersection(map(int, each.path.strip("/").split("/"))):
                    found[unit].append((each.day, each.number))
        self._logs[measure] = found
        return found

    @cached_property
    def _counting(self) -> list[int]:
        return list(movements.counting_towards(self.movement).values_list("pk", flat=True))

    def weeks_of(self, unit: int) -> Weeks:
        """How each owed week of a unit stands, by its Monday."""
        found: dict[date, list[WeekState]] = defaultdict(list)
        for measure, owed in self.owed[unit].items():
            late = self._made_up(unit, measure, owed)
            for each in owed:
                found[each.week].append(rules.state_of(each, on=self.on, made_up=each.week in late))
        return {week: rules.worst(states) for week, states in sorted(found.items())}

    def _made_up(self, unit: int, measure: str, owed: list[Owed]) -> set[date]:
        allowed = {each.week for each in self.allowed.get(unit, []) if each.revoked_at is None}
        if not allowed or self.span is None:
            return set()
        sent = {
            rules.monday_of(week.start): self.sent_in(measure, week, unit) or 0
            for week in self.span.weeks()
        }
        return rules.made_up(owed, sent, allowed=allowed)

    def in_week(self, unit: int, monday: date) -> tuple[int | None, int]:
        """What a unit sent and owes in a week, over all that it owes; (0, 0) out of turn."""
        now = [o for owed in self.owed[unit].values() for o in owed if o.week == monday]
        known = [each.sent for each in now if each.sent is not None]
        return (sum(known) if len(known) == len(now) else None), sum(o.asked for o in now)


def number_of(figure: Figure) -> int | None:
    """A figure as a whole number; what is missing or not applicable is none."""
    return int(figure.value or 0) if figure.standing == Standing.VALUE else None


def allowances_of(movement: Any) -> dict[int, list[LateAllowance]]:
    """What was allowed late, revoked ones too, by unit, the newest week first."""
    found: dict[int, list[LateAllowance]] = defaultdict(list)
    rows = LateAllowance.objects.filter(movement=movement).select_related("allowed_by")
    for row in rows.order_by("-week", "-pk"):
        found[row.unit_id].append(row)
    return dict(found)


def reminded(movement: Any, *, on: date) -> dict[int, Reminder]:
    """Who was reminded of this week."""
    rows = Reminder.objects.filter(movement=movement, week=rules.monday_of(on))
    return {row.unit_id: row for row in rows}


def compute(movement: Any, *, on: date) -> dict[str, Any]:
    """Everything that the board shows, as plain values; queries do not grow with the groups."""
    units = movements.units_taking_part(movement)
    rhythm = Rhythm(movement, units, on=on)
    span, settings = rhythm.span, board_of(movement)
    criteria = [name for name in settings.criteria if is_known(name)]
    shown = [name for name in dict.fromkeys((*SHOWN, *criteria)) if name in MEASURES]
    totals = {name: rhythm.figures(name, span) if span else {} for name in shown}
    # What applies to no group, as pact targets where no pact is, is neither shown nor ranks.
    shown = [name for name in shown if not span or _applies(totals[name].values())]
    criteria = [name for name in criteria if name not in MEASURES or name in shown]
    totals = {name: totals[name] for name in shown}
    groups = [_group(rhythm, unit, totals) for unit in units]
    places = rules.ranks({each["unit"]: [_key(each, name) for name in criteria] for each in groups})
    leading, sharing = rules.leading(places), Counter(places.values())
    known = {unit.pk for unit in units}
    for each in groups:
        each["rank"] = places[each["unit"]]
        each["tied"] = sharing[each["rank"]] > 1
        each["leads"] = each["unit"] in leading
    return {
        "day": on.isoformat(),
        "week": rules.monday_of(on).isoformat() if span and on in movement.period else None,
        "days": movement.period.days,
        "days_left": movement.period.days_left(on),
        "begins_in": max(0, (movement.period.start - on).days),
        "criteria": criteria,
        "hides_ranks": settings.hides_ranks,
        "is_ranked": len(set(places.values())) > 1,
        "measures": shown,
        "groups": groups,
        "common": [_week(rhythm, unit) for unit in rhythm.units if unit.pk not in known],
    }


def _applies(figures: Iterable[Figure]) -> bool:
    return any(figure.standing != Standing.NOT_APPLICABLE for figure in figures)


def _week(rhythm: Rhythm, unit: Any) -> dict[str, Any]:
    weeks = rhythm.weeks_of(unit.pk)
    sent, asked = rhythm.in_week(unit.pk, rules.monday_of(rhythm.on))
    kept, judged = rules.kept(weeks)
    return {
        "unit": unit.pk,
        "name": unit.name,
        "path": unit.path,
        "week": weeks.get(rules.monday_of(rhythm.on), WeekState.NOT_DUE).value,
        "sent": sent,
        "asked": asked,
        "streak": rules.streak(weeks),
        "kept": kept,
        "judged": judged,
    }


def _group(rhythm: Rhythm, unit: Any, totals: dict[str, dict[int, Figure]]) -> dict[str, Any]:
    late = [
        {
            "week": each.week.isoformat(),
            "reason": each.reason,
            "by": str(each.allowed_by),
            "revoked": each.revoke_reason if each.revoked_at else None,
        }
        for each in rhythm.allowed.get(unit.pk, [])
    ]
    figures = {name: _plain(found[unit.pk]) for name, found in totals.items() if unit.pk in found}
    return {**_week(rhythm, unit), "late": late, "figures": figures}


def _plain(figure: Figure) -> dict[str, Any]:
    value = None if figure.value is None else str(figure.value)
    return {"standing": figure.standing.value, "value": value, "url": figure.url}


def _key(group: dict[str, Any], name: str) -> Decimal | None:
    """The figure by which a group ranks; `None` where there is none."""
    if name == STREAK:
        return None if group["streak"] is None else Decimal(group["streak"])
    if name == KEPT:
        return Decimal(group["kept"]) if group["judged"] else None
    value = group["figures"].get(name, {}).get("value")
    return None if value is None else Decimal(value)


@dataclass(frozen=True)
class Owing:
    """A unit that owes this week and has not delivered all: what it sent, of how much, by when."""

    unit: Any
    sent: int
    asked: int
    starts: date
    until: date


def owing_now(movement: Any, *, on: date) -> list[Owing]:
    """Units in scope that owe something this week and have not delivered, in list order."""
    units = movements.units_taking_part(movement)
    rhythm = Rhythm(movement, units, on=on)
    monday = rules.monday_of(on)
    last = {d.unit.pk: d for d in rhythm.dues if rules.monday_of(last_day(d)) == monday}
    return [
        Owing(unit, sent or 0, asked, max(monday, due.span.start), last_day(due))
        for unit in units
        if rhythm.weeks_of(unit.pk).get(monday) == WeekState.OWING
        for due in [last[unit.pk]]
        for sent, asked in [rhythm.in_week(unit.pk, monday)]
    ]


def missed_weeks(movement: Any, unit: Any, *, on: date) -> list[date]:
    """The weeks that a unit missed, the newest first."""
    weeks = Rhythm(movement, [unit], on=on).weeks_of(unit.pk)
    return [week for week in reversed(weeks) if weeks[week] == WeekState.MISSED]
