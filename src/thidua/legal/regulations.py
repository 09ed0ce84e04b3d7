"""A unit's, department's or province's own regulation, named by number and day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Share:
    """A part of a whole as two integers; `strict` asks for more than the part."""

    part: int
    whole: int
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


@dataclass(frozen=True, kw_only=True)
class Regulation:
    """What a named regulation settles for the units it covers.

    `powers` are the awards it lets the head of the unit decide, `thresholds` the shares of
    council members it asks for by award, `quorum` the share that must sit.
    """

    number: str
    on: date
    issuer: str = ""
    powers: tuple[str, ...] = ()
    thresholds: Mapping[str, Share] = field(default_factory=dict)
    quorum: Share | None = None
    ended_on: date | None = None

    def covers(self, on: date) -> bool:
        """In force on that day, and named well enough to be cited."""
        started = bool(self.number.strip()) and self.on <= on
        return started and (self.ended_on is None or on < self.ended_on)

    def citation(self) -> str:
        text = f"{self.number} ngày {self.on:%d/%m/%Y}"
        return f"{text} của {self.issuer}" if self.issuer else text
