"""The facts of a city's health sector that praises at several levels."""

from datetime import date
from typing import Literal

from pydantic import Field

from thidua.play.facts import Facts
from thidua.play.stories.movement_facts import Named


class Body(Named):
    """A body that stands on papers: its short name gives the symbol."""

    short_name: str


class Department(Body):
    """The department of health, from which the house is founded."""

    place: str
    managing_body: Literal["ministry", "province", "army", "company", "other"]


class Workplace(Named):
    """A hospital and its grassroots union."""

    union: Named


class Officer(Facts):
    """Somebody with an office: whom they belong to, and on what they hold their role."""

    code: str
    name: str
    sex: Literal["female", "male"]
    hospital: str
    position: str
    role: Literal["director", "officer"] | None = None
    of: str = ""


class Joint(Facts):
    """A plan of two bodies of equal standing, each with its own number and day."""

    title: str
    starts_on: date
    ends_on: date
    signed_on: date
    numbers: dict[str, int]
    days: dict[str, date]


class Outside(Facts):
    """A decision of another body, as its paper reads; counts where no names are at hand."""

    reference: str
    decided_on: date
    decided_by: str
    level: Literal["state", "central", "province", "sector", "grassroots"]
    line: Literal["government", "union", "youth"]
    award: str
    way: Literal["merit", "thematic", "ad_hoc", "external", "contribution", "service_length"]
    occasion: str
    unit: str
    collectives: int | None = None
    individuals: int | None = None
    unsplit: int | None = None
    # The list that arrives later, by code; it replaces the counts.
    named: list[str] = Field(default_factory=list)


class Praise(Facts):
    """The sector union's own decision over a long list."""

    award: str
    collectives: int
    individuals: int
    council: str
    council_decision: str
    chair: str
    secretary: str
    members: list[str]
    regulation: str
    regulation_on: date
    met_on: date
    number: int
    symbol: str
    dated_on: date


class Rise(Facts):
    """A dossier that rises from a grassroots union and comes back once."""

    award: str
    hospital: str
    person: str
    sent_on: date
    returned_on: date
    reason: str
    again_on: date
    number: int


class Spot(Facts):
    """A deed that is praised at once: its day, and the day of the decision."""

    hospital: str
    person: str
    award: str
    deed: str
    done_on: date
    decided_on: date
    wanted_days: int
    number: int
    days: int


class Conference(Facts):
    """The conference of exemplars of five years."""

    title: str
    held_on: date
    first_year: int
    last_year: int
    least: int
    delegates: list[str]


class Care(Facts):
    """What was given to somebody in hardship, from which money, by which decision."""

    person: str
    occasion: str
    on: date
    amount: int
    decision: str


class Must(Facts):
    """What the table must read, and what prizes are."""

    # By body and way as the table says them: collectives + individuals + not split.
    praised: dict[str, str]
    # What each grassroots union has reported of itself, by code.
    below: dict[str, str]
    # What stands beside each name of the union's list, and in the dossier of the department's.
    prize: str
    government_prize: str


class CityFacts(Facts):
    """Everything on which the playing of a city rests."""

    story: str
    title: str
    year: int
    department: Department
    union: Body
    hospitals: list[Workplace]
    people: list[Officer]
    joint: Joint
    outside: list[Outside]
    # Grassroots unions that say that they praised nobody; the others are silent or have decisions.
    nothing: list[str]
    praise: Praise
    rise: Rise
    spot: Spot
    conference: Conference
    care: Care
    must: Must

    def officer_of(self, unit: str) -> str:
        return next(p.code for p in self.people if p.of == unit and p.role == "officer")

    def director_of(self, unit: str) -> str:
        return next(p.code for p in self.people if p.of == unit and p.role == "director")

    def name_of(self, unit: str) -> str:
        """The name of a body by its code."""
        named: list[Named] = [self.department, self.union, *self.hospitals]
        named += [each.union for each in self.hospitals]
        return next(each.name for each in named if each.code == unit)
