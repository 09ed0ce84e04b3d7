"""Arithmetic of paper ballots: sums that must agree, and where two tellers differ."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Line:
    """The marks beside one name on the valid ballots."""

    agree: int
    disagree: int
    blank: int

    @property
    def sum(self) -> int:
        return self.agree + self.disagree + self.blank


@dataclass(frozen=True)
class Count:
    """What one teller has counted, by the number of each case."""

    issued: int
    collected: int
    valid: int
    invalid: int
    lines: Mapping[int, Line] = field(default_factory=dict)


def faults(count: Count, *, voters: int) -> list[tuple[str, int | None]]:
    """What cannot be in a count, with the case where it is about one; empty when sums agree."""
    found: list[tuple[str, int | None]] = []
    if count.issued > voters:
        found.append(("issued", None))
    if count.collected > count.issued:
        found.append(("collected", None))
    if count.valid + count.invalid != count.collected:
        found.append(("valid", None))
    found += [("line", key) for key, line in count.lines.items() if line.sum != count.valid]
    return found


def differences(one: Count, other: Count) -> list[tuple[str, int | None, int, int]]:
    """Where two counts differ: which figure, of which case, what the one and the other say."""
    heads = ("issued", "collected", "valid", "invalid")
    pairs = [(name, None, getattr(one, name), getattr(other, name)) for name in heads]
    nothing = Line(0, 0, 0)
    lines = [
        (name, key, getattr(one.lines.get(key, nothing), name),
         getattr(other.lines.get(key, nothing), name))
        for key in sorted({*one.lines, *other.lines})
        for name in ("agree", "disagree", "blank")
    ]  # fmt: skip
    return [pair for pair in [*pairs, *lines] if pair[2] != pair[3]]
