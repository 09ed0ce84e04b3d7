"""The facts of one hospital's movement from launch to a verified letter."""

from datetime import date
from typing import Literal

from thidua.play.facts import Facts


class Named(Facts):
    """A unit by code and name."""

    code: str
    name: str


class Hospital(Named):
    """The unit that runs the movement; `managing_body` decides whose powers count."""

    short_name: str
    place: str
    managing_body: Literal["ministry", "province", "army", "company", "other"]


class Group(Named):
    """A union group and the department whose people it gathers."""

    department: str


class Person(Facts):
    """Somebody; `role` is what they may do, on their group for heads, else on the hospital."""

    code: str
    name: str
    sex: Literal["female", "male"]
    group: str
    phone: str = ""
    position: str = ""
    role: Literal["director", "officer", "head"] | None = None


class Movement(Facts):
    """The movement's days and words; `days` is what the calendar must give."""

    title: str
    theme: str
    slogan: str
    launched_on: date
    starts_on: date
    ends_on: date
    register_by: date
    late_until: date
    days: int


class Registration(Facts):
    """Who a group registers, when, and the reason where it is late."""

    group: str
    on: date
    people: list[str]
    awards: list[str]
    late_reason: str = ""


class Initiative(Facts):
    """An initiative with its figure before and after, as people type it."""

    by: str
    on: date
    title: str
    before_text: str
    solution: str
    benefit: Literal["cost", "productivity", "process", "resources", "quality"]
    figure_name: str
    figure_unit: str
    figure_before: str
    figure_after: str
    applied_on: date
    shares: dict[str, int]


class Difficulty(Facts):
    """A difficulty and how it was solved."""

    by: str
    on: date
    title: str
    trouble: str
    solution: str
    solved_on: date


class Council(Facts):
    """The council by its decision; all but none of its members vote."""

    name: str
    decision: str
    decided_on: date
    regulation: str
    chair: str
    secretary: str
    members: list[str]

    @property
    def everybody(self) -> list[str]:
        return [self.chair, *self.members, self.secretary]


class Meeting(Facts):
    """One session: who is away, who wrote, who did not agree to whom."""

    held_on: date
    place: str
    absent: list[str]
    written: dict[str, Literal["agree", "disagree", "blank"]]
    against: dict[str, list[str]]


class Proposals(Facts):
    """Who is proposed for what: people, and groups as collectives, by code."""

    award: str
    year: int
    people: list[str]


class Decision(Facts):
    """What the clerk's register gave, and by whose regulation it is decided where one is needed."""

    number: int
    symbol: str
    dated_on: date
    regulation: str = ""
    regulation_on: date | None = None


class Must(Facts):
    """What must come of it: letters issued, and whole đồng for each."""

    letters: int
    prize: int


class MovementFacts(Facts):
    """Everything on which the playing of a movement rests."""

    story: str
    title: str
    hospital: Hospital
    union: Named
    groups: list[Group]
    people: list[Person]
    movement: Movement
    registrations: list[Registration]
    initiatives: list[Initiative]
    difficulties: list[Difficulty]
    council: Council
    meeting: Meeting
    proposals: Proposals
    decision: Decision
    must: Must

    def person(self, code: str) -> Person:
        return next(person for person in self.people if person.code == code)

    def name_of(self, code: str) -> str:
        """The name of a person, or of a group, that is proposed."""
        named: list[Person | Group] = [*self.people, *self.groups]
        return next(each.name for each in named if each.code == code)

    def head_of(self, group: str) -> str | None:
        """The code of a group's head, where it has one."""
        heads = [p.code for p in self.people if p.group == group and p.role == "head"]
        return heads[0] if heads else None

    def having(self, role: str) -> str:
        return next(person.code for person in self.people if person.role == role)
