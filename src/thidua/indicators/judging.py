"""How a sum stands to what is asked of it, and what its reporters may be asked: arithmetic only."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Literal, TypeVar

from thidua.indicators.rules import HUNDRED, Filled, Goal

Verdict = Literal["met", "unmet", "met_so_far", "unmet_so_far", "missing", "absent", "unasked"]
Key = TypeVar("Key", bound=Hashable)
ENOUGH = 3  # reports from which on a habit can be seen
BANDS = (
    (HUNDRED, "100 %"), (Decimal(95), "95 – dưới 100 %"), (Decimal(80), "80 – dưới 95 %"),
    (Decimal(50), "50 – dưới 80 %"), (None, "dưới 50 %"),
)  # fmt: skip
LEAST_WORDS = 6  # of a text that nobody writes twice by chance


def standing(figure: Decimal | None, filled: Filled) -> Verdict | None:
    """Why there is no figure; `None` where there is one. Four things, none of them nought."""
    if figure is not None:
        return None
    if not filled.assigned and not filled.absent:
        return "unasked"
    return "absent" if filled.absent and not filled.missing else "missing"


def verdict(goal: Goal, figure: Decimal | None, filled: Filled, *, is_over: bool) -> Verdict:
    """Whether a target is met; with reports missing or days to come, only how it looks so far."""
    if figure is None:
        return standing(figure, filled) or "missing"
    is_final = is_over and filled.missing <= 0
    if goal.is_met_by(figure):
        return "met" if is_final else "met_so_far"
    return "unmet" if is_final else "unmet_so_far"


def of_all(verdicts: Sequence[Verdict]) -> Verdict:
    """One verdict for several periods: the gravest; silence keeps success from being said."""
    for each in ("unmet", "unmet_so_far"):
        if each in verdicts:
            return each
    if "met" in verdicts or "met_so_far" in verdicts:
        return "met_so_far" if {"met_so_far", "missing"} & set(verdicts) else "met"
    return next((each for each in ("missing", "absent") if each in verdicts), "unasked")


def band(numerator: Decimal, denominator: Decimal) -> str:
    """Between which bounds a share stands; what has nothing to count stands lowest."""
    share = numerator * HUNDRED / denominator if denominator else Decimal(0)
    return next(name for least, name in BANDS if least is None or share >= least)


def always_whole(figures: Sequence[Decimal]) -> bool:
    """Whether a share was exactly one hundred per cent in every one of enough periods."""
    return len(figures) >= ENOUGH and all(figure == HUNDRED for figure in figures)


def always_last_day(days_left: Sequence[int]) -> bool:
    """Whether enough reports came, every one of them on the very last day."""
    return len(days_left) >= ENOUGH and all(days == 0 for days in days_left)


def copied(texts: Mapping[Key, str]) -> list[list[Key]]:
    """Who says the same at length, word by word, in the order in which they are given."""
    by_text: dict[str, list[Key]] = {}
    for key, text in texts.items():
        words = text.casefold().split()
        if len(words) >= LEAST_WORDS:
            by_text.setdefault(" ".join(words), []).append(key)
    return [keys for keys in by_text.values() if len(keys) > 1]


def bare(asked: Iterable[Key], shown: Iterable[Key]) -> list[Key]:
    """What should rest on evidence and rests on none."""
    have = set(shown)
    return [each for each in asked if each not in have]
