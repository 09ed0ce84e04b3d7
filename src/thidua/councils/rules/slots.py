"""Who gets the last slot of a quota when candidates are equal, step by step, each recorded."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

AGREE, SCORE, EQUALITY, REBALLOT, CHAIR = "agree", "score", "equality", "reballot", "chair"


@dataclass(frozen=True)
class Entrant:
    """A candidate that reached the share; `favoured`: a woman, or a collective of 70% women."""

    key: int
    agree: int
    score: Fraction | None = None
    favoured: bool | None = None


@dataclass(frozen=True)
class Step:
    """One rung of the ladder: among whom it was asked, for how many slots, what it settled.

    Not `known` means that a measure is missing for some, so that it could not be asked.
    """

    rule: str
    among: tuple[int, ...]
    slots: int
    chosen: tuple[int, ...]
    left: tuple[int, ...]
    known: bool = True


@dataclass(frozen=True)
class Selection:
    """Who is chosen so far; `tied` wait for `wanted`, the fact that the next rung needs."""

    chosen: tuple[int, ...]
    steps: tuple[Step, ...]
    tied: tuple[int, ...] = ()
    wanted: str = ""

    @property
    def is_settled(self) -> bool:
        return not self.tied


def select(
    entrants: Sequence[Entrant],
    slots: int,
    *,
    reballot: Mapping[int, int] | None = None,
    recommended: Collection[int] = (),
) -> Selection:
    """Agreeing votes → score → equality duty → votes of the re-ballot → the chair's reasons.

    Equality (law 06/2022 as decree 152/2025, article 4, details it) is a duty and comes before a
    re-ballot; it waits until it is known of all who are equal whom it favours. A rung of which
    nothing is known of some of the tied is left out: a missing score is not a nought.
    """
    known = {each.key: each for each in entrants}
    left, chosen = tuple(known), ()  # type: tuple[int, ...], tuple[int, ...]
    steps: list[Step] = []
    values: dict[str, Mapping[int, Any] | None] = {
        AGREE: {key: each.agree for key, each in known.items()},
        SCORE: {key: each.score for key, each in known.items()},
        EQUALITY: {key: each.favoured for key, each in known.items()},
        REBALLOT: reballot,
        CHAIR: {key: key in recommended for key in known} if recommended else None,
    }
    for rule, value in values.items():
        if not left:
            break
        free = slots - len(chosen)
        measured = value is not None and all(value.get(key) is not None for key in left)
        if not measured:
            if rule == SCORE:
                steps.append(Step(rule, left, free, (), left, known=False))
                continue
            return Selection(chosen, tuple(steps), left, rule)
        assert value is not None
        taken, tied = _cut(left, value, free)
        steps.append(Step(rule, left, free, taken, tied))
        chosen, left = (*chosen, *taken), tied
    return Selection(chosen, tuple(steps), left, CHAIR if left else "")


def _cut(
    among: Sequence[int], value: Mapping[int, Any], free: int
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Who is above the border by a measure, and who stand on it, equal; nobody when it is clean."""
    ordered = sorted(among, key=lambda key: value[key], reverse=True)
    if len(ordered) <= free:
        return tuple(ordered), ()
    if free <= 0:
        return (), ()
    border = value[ordered[free - 1]]
    above = tuple(key for key in ordered if value[key] > border)
    equal = tuple(key for key in ordered if value[key] == border)
    if len(above) + len(equal) == free:
        return (*above, *equal), ()
    return above, equal
