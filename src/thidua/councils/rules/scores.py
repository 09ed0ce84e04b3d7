"""Arithmetic of score sheets: weighted sums, averages by regulation, outliers, ranks; exact."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)
MEAN, MEDIAN, TRIMMED = "mean", "median", "trimmed"
NONE, GAP, DEVIATION = "none", "gap", "deviation"


@dataclass(frozen=True)
class Criterion:
    """What may be given for one criterion, and by what it is multiplied."""

    weight: Decimal
    maximum: Decimal


@dataclass(frozen=True)
class Average:
    """How the sheets of several members become one score; `trim` are cut at either end."""

    kind: str = MEAN
    trim: int = 0


@dataclass(frozen=True)
class Outliers:
    """Which scores are shown as far from the others: further from the median than allowed.

    `limit` is in points for a fixed gap, in median absolute deviations otherwise.
    """

    kind: str = NONE
    limit: Decimal = Decimal(0)


def total(points: Mapping[int, Decimal], criteria: Mapping[int, Criterion]) -> Decimal | None:
    """Points times weights; none while a criterion is missing, which is not nought.

    `ValueError` for points outside of nought to the maximum, or of an unknown criterion.
    """
    for key, given in points.items():
        if key not in criteria or not 0 <= given <= criteria[key].maximum:
            raise ValueError(f"criterion {key}: {given}")
    if set(points) != set(criteria):
        return None
    return sum((points[key] * each.weight for key, each in criteria.items()), Decimal(0))


def average(totals: Sequence[Decimal], by: Average) -> Fraction | None:
    """The one score of a candidate; none without enough sheets, never nought for that."""
    ordered = sorted(Fraction(each) for each in totals)
    if by.kind == TRIMMED:
        ordered = ordered[by.trim : len(ordered) - by.trim] if by.trim else ordered
    if not ordered:
        return None
    return _median(ordered) if by.kind == MEDIAN else sum(ordered, Fraction()) / len(ordered)


def outlying(totals: Mapping[Key, Decimal], rule: Outliers) -> set[Key]:
    """Whose scores lie further from the median than the rule allows."""
    if rule.kind == NONE or not totals:
        return set()
    middle = _median(sorted(Fraction(each) for each in totals.values()))
    apart = {key: abs(Fraction(each) - middle) for key, each in totals.items()}
    limit = Fraction(rule.limit)
    if rule.kind == DEVIATION:
        limit *= _median(sorted(apart.values()))
    return {key for key, distance in apart.items() if distance > limit}


def ranks(scores: Mapping[Key, Fraction | None]) -> dict[Key, int]:
    """Places, the highest first, equal ones alike (1, 2, 2, 4); who has no score has no place."""
    known = {key: score for key, score in scores.items() if score is not None}
    return {key: 1 + sum(other > score for other in known.values()) for key, score in known.items()}


def points_shown(score: Fraction | Decimal | None, places: int = 2) -> str:
    """For people: rounded half up to so many places, the noughts at the end dropped."""
    if score is None:
        return ""
    scaled = Fraction(score) * 10**places
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    front, rest = divmod(whole, 10**places)
    return f"{front},{rest:0{places}d}".rstrip("0").rstrip(",")


def _median(ordered: Sequence[Fraction]) -> Fraction:
    middle, odd = divmod(len(ordered), 2)
    return ordered[middle] if odd else (ordered[middle - 1] + ordered[middle]) / 2
