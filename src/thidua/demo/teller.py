"""Who tells the story: the hospital, the calendar of the telling, and what came about so far."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from thidua.core import period
from thidua.demo.hospital import PASSWORD, Hospital, build
from thidua.demo.story import Calendar
from thidua.orgs import queries

OFFICER, DIRECTOR, SECRETARY = "canbo", "giamdoc", "thuky"


class Teller:
    """The story under way; every chapter finds here what those before it left."""

    def __init__(self, calendar: Calendar) -> None:
        self.calendar = calendar
        self.here: Hospital = build(calendar.shift)
        self.secret = PASSWORD
        self.movement: Any = None
        self.earlier: Any = None
        self.council: Any = None

    @property
    def officer(self) -> Any:
        return self.here.user(OFFICER)

    @property
    def director(self) -> Any:
        return self.here.user(DIRECTOR)

    def day(self, told: date) -> date:
        """A day of the story, moved with it."""
        return self.calendar.day(told)

    @contextmanager
    def on(self, told: date) -> Iterator[date]:
        """Stand on a day of the story."""
        with period.standing_on(self.day(told)):
            yield self.day(told)

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
