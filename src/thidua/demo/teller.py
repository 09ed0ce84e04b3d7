"""Who tells the story: the hospital, the calendar of the telling, and what came about so far."""

from collections.abc import Generator
from contextlib import suppress
from datetime import date
from heapq import heappop, heappush
from itertools import count
from typing import Any

from thidua.core import period
from thidua.demo.hospital import PASSWORD, Hospital, build
from thidua.demo.story import Calendar
from thidua.orgs import queries

OFFICER, DIRECTOR, SECRETARY = "canbo", "giamdoc", "thuky"

Thread = Generator[date, date, None]
"""One thread of the story: yields the next day that it tells of, and is told that day moved."""


class Teller:
    """The story under way: its threads woven day by day, and what they leave for each other."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self.here: Hospital = build(calendar.shift)
        self.secret = PASSWORD
        self.movement: Any = None
        self.earlier: Any = None
        self.council: Any = None
        self.initiative_council: Any = None
        self.above: Any = None
        self._numbers = count()
        self._waiting: list[tuple[date, int, Thread]] = []

    @property
    def officer(self) -> Any:
        return self.here.user(OFFICER)

    @property
    def director(self) -> Any:
        return self.here.user(DIRECTOR)

    def day(self, told: date) -> date:
        """A day of the story, moved with it."""
        return self.calendar.day(told)

    def begin(self, thread: Thread) -> None:
        """Let a thread wait for its first day."""
        self._wait(next(thread), thread)

    def tell(self) -> None:
        """Every thread on its days; of one day those that began to wait first."""
        while self._waiting:
            day, _number, thread = heappop(self._waiting)
            with period.standing_on(day), suppress(StopIteration):
                self._wait(thread.send(day), thread)

    def _wait(self, told: date, thread: Thread) -> None:
        heappush(self._waiting, (self.day(told), next(self._numbers), thread))

    def dated(self, facts: dict[str, Any]) -> dict[str, Any]:
        """Facts of a chapter with their days moved."""
        return {
            name: self.day(value) if isinstance(value, date) else value
            for name, value in facts.items()
        }

    def unit(self, code: str) -> Any:
        """A group, a department, the hospital or its union by its code."""
        return self.here.groups.get(code) or queries.unit_by_code(code)

    def person(self, name: str) -> Any:
        """Somebody by name (`chutich`), or the fifth of a group's people (`T03.4`)."""
        group, dot, number = name.partition(".")
        return self.here.members[group][int(number)] if dot else self.here.people[name]
