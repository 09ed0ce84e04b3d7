"""A unit's, department's or province's own regulation, named by number and day."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from thidua.legal.sources import article_text
from thidua.legal.terms import ManagingBody


@dataclass(frozen=True)
class Share:
    """A part of a whole as two integers; `strict` asks for more than the part."""

    part: int
    whole: int = field(metadata={"within": (1, 1_000_000)})
    strict: bool = False

    def met(self, agree: int, total: int) -> bool:
        """Whether `agree` of `total` reach the share; integers only, nothing is rounded."""
        if total <= 0:
            return False
        have, want = agree * self.whole, self.part * total
        return have > want if self.strict else have >= want

    def needed(self, total: int) -> int:
        """The least number of votes out of `total` that reach the share."""
        want = self.part * total
        return want // self.whole + 1 if self.strict else -(-want // self.whole)

    def __str__(self) -> str:
        text = f"{self.part}%" if self.whole == 100 else f"{self.part}/{self.whole}"
        return f"trên {text}" if self.strict else text


class Rounding(StrEnum):
    """How a share of a number of people becomes a number of places."""

    DOWN = "down"
    UP = "up"
    HALF_UP = "half_up"


class Per(StrEnum):
    """Of what a quota is a share."""

    ADVANCED = "advanced"
    GOOD = "good"
    STRENGTH = "strength"
    TAKING_PART = "taking_part"
    QUALIFIED = "qualified"


@dataclass(frozen=True, kw_only=True)
class Quota:
    """At most a share of those counted, or a fixed number, or the lower of both."""

    share: Share | None = None
    per: Per = Per.STRENGTH
    at_most: int | None = None
    rounding: Rounding = Rounding.DOWN

    def places(self, counted: int) -> int:
        """How many places `counted` people or units give; integers only."""
        if self.share is None:
            return counted if self.at_most is None else self.at_most
        number, whole = self.share.part * counted, self.share.whole
        places = {
            Rounding.DOWN: number // whole,
            Rounding.UP: -(-number // whole),
            Rounding.HALF_UP: (2 * number + whole) // (2 * whole),
        }[self.rounding]
        return places if self.at_most is None else min(places, self.at_most)


@dataclass(frozen=True, kw_only=True)
class TermSet:
    """A number of days that a regulation sets in place of the practice or the law's own."""

    days: int = field(metadata={"within": (1, 365)})
    working: bool = True


@dataclass(frozen=True, kw_only=True)
class DaySet:
    """A day of the year by which dossiers are due, `years_after` the year of achievement."""

    month: int = field(metadata={"within": (1, 12)})
    day: int = field(metadata={"within": (1, 31)})
    years_after: int = field(default=0, metadata={"within": (0, 1)})


@dataclass(frozen=True, kw_only=True)
class Regulation:
    """What a named regulation settles for the units it covers.

    `powers` are the awards it lets the head of the unit decide, `thresholds` the shares of
    council members it asks for by award, `quorum` the share that must sit, `quotas` the most
    that may be given by award, `limits` terms in days by their name, `deadlines` days of the year
    by award. It counts from `in_force`, else from its own day. `articles` says where each stands:
    `quotas.CSTDCS`, `quorum`, …
    """

    number: str
    on: date
    issuer: str = ""
    powers: tuple[str, ...] = ()
    thresholds: Mapping[str, Share] = field(default_factory=dict)
    quorum: Share | None = None
    quotas: Mapping[str, Quota] = field(default_factory=dict)
    limits: Mapping[str, TermSet] = field(default_factory=dict)
    deadlines: Mapping[str, DaySet] = field(default_factory=dict)
    articles: Mapping[str, str] = field(default_factory=dict)
    in_force: date | None = None
    ended_on: date | None = None

    def covers(self, on: date) -> bool:
        """In force on that day, and named well enough to be cited."""
        started = bool(self.number.strip()) and (self.in_force or self.on) <= on
        return started and (self.ended_on is None or on < self.ended_on)

    def citation(self, rule: str = "") -> str:
        """Number, day and issuer, with the article where `rule` stands if that is told."""
        text = f"{self.number} ngày {self.on:%d/%m/%Y}"
        named = f"{text} của {self.issuer}" if self.issuer else text
        return f"{article_text(self.articles.get(rule, ''))} {named}".strip()


def in_words(citation: str) -> str:
    """A citation as papers say it: «88/QC-BV» without the word for what it is gets «Quy chế số»."""
    return re.sub(r"(?<!số )(?<!\S)(?=\d+/QC)", "Quy chế số ", citation)


class Scope(StrEnum):
    """Whose regulation an overlay is: the managing body's, or the unit's own below it."""

    MANAGING_BODY = "managing_body"
    UNIT = "unit"


@dataclass(frozen=True, kw_only=True)
class Regulating:
    """Who made an overlay, under which number and on which day, and what else it settles.

    What it settles besides (`powers` and the rest) is as in a Regulation.
    """

    number: str
    on: date
    author: str
    issuer: str
    managing_body: ManagingBody
    scope: Scope = Scope.MANAGING_BODY
    powers: tuple[str, ...] = ()
    thresholds: Mapping[str, Share] = field(default_factory=dict)
    quorum: Share | None = None
    quotas: Mapping[str, Quota] = field(default_factory=dict)
    limits: Mapping[str, TermSet] = field(default_factory=dict)
    deadlines: Mapping[str, DaySet] = field(default_factory=dict)
    articles: Mapping[str, str] = field(default_factory=dict)
    in_force: date | None = None
    ended_on: date | None = None

    def settles(self) -> Regulation:
        """The same regulation as powers, thresholds and quotas are asked of."""
        return Regulation(
            number=self.number,
            on=self.on,
            issuer=self.issuer,
            powers=self.powers,
            thresholds=self.thresholds,
            quorum=self.quorum,
            quotas=self.quotas,
            limits=self.limits,
            deadlines=self.deadlines,
            articles=self.articles,
            in_force=self.in_force,
            ended_on=self.ended_on,
        )
