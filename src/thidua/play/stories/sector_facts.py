"""The facts of a province's health-sector union over ten years of one movement."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Literal

from pydantic import Field, model_validator

from thidua.play.facts import Facts
from thidua.play.stories.city_facts import Department
from thidua.play.stories.movement_facts import Named

Ownership = Literal["public", "non_public"]
NONE = "không áp dụng"


class Cluster(Named):
    """An emulation cluster, and how many grassroots unions of each type it has."""

    public: int
    non_public: int


class Person(Facts):
    """Somebody with a role on a union of any level."""

    code: str
    name: str
    sex: Literal["female", "male"]
    position: str
    role: Literal["officer", "director", "inspector"]
    of: str


class Movement(Facts):
    """The movement over ten years."""

    title: str
    theme: str
    starts_on: date
    ends_on: date
    launched_on: date
    decision: str


class Indicator(Facts):
    """A row of the library: what is asked of whom, with numerator and denominator.

    One that is derived has `base` and counts the units whose base figure passes.
    """

    code: str
    name: str
    shape: Literal["number", "ratio", "yes_no", "level"]
    adds: Literal["sum", "ratio", "share", "met", "worst"]
    counted_in: str = ""
    numerator: str
    denominator: str = ""
    decimals: int = 1
    direction: Literal["more", "less"] = "more"
    levels: list[str] = Field(default_factory=list)
    note: str = ""
    base: str = ""
    passes: str = ""
    within: str = ""
    asked_of: Literal["public", "non_public", "both", "union", ""] = ""


class Target(Facts):
    """A row of the printed table: what is typed, and the sentence that it must become."""

    indicator: str
    goal: str
    says: str
    of: Ownership | None = None
    reach: Literal["each", "total"] = "total"
    cumulative: bool = False
    note: str = ""


class Own(Facts):
    """An indicator that a union chose itself, of its own profession, and its figure."""

    unit: str
    code: str
    name: str
    numerator: str
    denominator: str
    figure: str


class Web(Facts):
    """A union that reports on the page, on its day."""

    unit: str
    on: date


class Fault(Facts):
    """A cell of the workbook in which a union writes what cannot be, and the sentence for it."""

    unit: str
    indicator: str
    wrong: str
    says: str


class Book(Facts):
    """The workbook of all unions that do not report on the page, and what is wrong in it."""

    on: date
    faults: list[Fault]


class Returned(Facts):
    """One that is sent back, why, and the figure that was meant."""

    unit: str
    indicator: str
    reason: str
    wrong: str


class Correction(Facts):
    """What an inspection found of a figure that had been accepted, and how it was mended."""

    unit: str
    indicator: str
    figure: str
    reason: str
    remedy: str
    remedied: str


class Inspection(Facts):
    """The sample that is drawn, and why one union is visited beside it."""

    on: date
    size: int
    seed: str
    why_chosen: str


class Says(Facts):
    """Where a union's figure is another than the usual one of its type."""

    unit: str
    indicator: str
    figure: str


class Reorganised(Facts):
    """Two unions become one in the middle of a year; later the province has another name."""

    on: date
    old: str
    new: str
    basis: str
    renamed_on: date
    place: str
    new_place: str


class Must(Facts):
    """What must come of it, as a person would say it."""

    targets: int
    clashes: list[str]


@dataclass(frozen=True)
class Union:
    """A grassroots union: made up from the cluster's numbers."""

    code: str
    name: str
    cluster: str
    ownership: Ownership


@dataclass(frozen=True)
class Figure:
    """What a union says of an indicator: numbers, or why it does not apply."""

    numerator: Decimal | None
    denominator: Decimal | None = None
    reason: str = ""


class SectorFacts(Facts):
    """Everything on which the playing of the decade rests."""

    story: str
    title: str
    department: Department
    union: Named
    clusters: list[Cluster]
    # Invented: kinds of workplaces by type of union, and places; together they give every name.
    kinds: dict[Ownership, list[str]]
    places: list[str]
    people: list[Person]
    movement: Movement
    set_title: str
    indicators: list[Indicator]
    targets: list[Target]
    year: int
    usual: dict[Literal["public", "non_public", "union"], dict[str, str]]
    says: list[Says]
    silent: list[str]
    web: list[Web]
    book: Book
    own: Own
    checked_on: date
    returned: Returned
    oversight: Inspection
    correction: Correction
    summed_on: date
    reorganised: Reorganised
    must: Must

    @model_validator(mode="after")
    def known_units(self) -> "SectorFacts":
        known = {each.code for each in self.unions} | {self.union.code}
        named = [self.own.unit, self.returned.unit, self.correction.unit, *self.silent]
        named += [self.reorganised.old, self.reorganised.new]
        named += [each.unit for each in self.says] + [each.unit for each in self.web]
        named += [each.unit for each in self.book.faults]
        if strangers := sorted(set(named) - known):
            raise ValueError(f"no such union: {', '.join(strangers)}")
        return self

    @cached_property
    def unions(self) -> list[Union]:
        """Every grassroots union, cluster by cluster."""
        names = {
            ownership: (
                f"Công đoàn cơ sở {kind} {place}" for kind in kinds for place in self.places
            ) for ownership, kinds in self.kinds.items()
        }  # fmt: skip
        return [
            Union(f"{cluster.code}-{mark}{number:02d}", next(names[ownership]), cluster.code,
                  ownership)
            for cluster in self.clusters
            for ownership, mark, count in _types(cluster) for number in range(1, count + 1)
        ]  # fmt: skip

    def name_of(self, code: str) -> str:
        named: list[Named | Union | Department] = [
            self.department, self.union, *self.clusters, *self.unions
        ]  # fmt: skip
        return next(each.name for each in named if each.code == code)

    def having(self, role: str, of: str) -> str:
        """The code of whoever has a role on a unit."""
        return next(p.code for p in self.people if (p.role, p.of) == (role, of))

    def indicator(self, code: str) -> Indicator:
        return next(each for each in self.indicators if each.code == code)

    def asked_of(self, unit: str) -> list[Indicator]:
        """What a union reports, in the order of the set."""
        if unit == self.union.code:
            return [each for each in self.indicators if each.asked_of == "union"]
        ownership = next(each.ownership for each in self.unions if each.code == unit)
        return [each for each in self.indicators if each.asked_of in {ownership, "both"}]

    def figure(self, unit: str, indicator: str) -> Figure:
        """What a union says: its own figure, else the usual one of its type."""
        for told in self.says:
            if (told.unit, told.indicator) == (unit, indicator):
                return self.read(indicator, told.figure)
        kind: Literal["public", "non_public", "union"] = "union"
        if unit != self.union.code:
            kind = next(each.ownership for each in self.unions if each.code == unit)
        return self.read(indicator, self.usual[kind][indicator])

    def read(self, indicator: str, text: str) -> Figure:
        """A figure as the file writes it: «có», «92/100», a level's name, «không áp dụng: …»."""
        if text.startswith(NONE):
            return Figure(None, reason=text.removeprefix(NONE).strip(" :"))
        told = self.indicator(indicator)
        if told.shape == "yes_no":
            return Figure(Decimal(["không", "có"].index(text)))
        if told.shape == "level":
            return Figure(Decimal(told.levels.index(text)))
        number, _slash, of = text.partition("/")
        return Figure(Decimal(number), Decimal(of) if of else None)

    def reporting(self) -> list[Union]:
        """Those that report at all."""
        return [each for each in self.unions if each.code not in self.silent]

    def by_type(self) -> Counter[Ownership]:
        return Counter(each.ownership for each in self.unions)


def _types(cluster: Cluster) -> Iterator[tuple[Ownership, str, int]]:
    yield "public", "CL", cluster.public
    yield "non_public", "TN", cluster.non_public
