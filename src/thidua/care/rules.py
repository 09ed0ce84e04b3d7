"""Hiding small numbers of people so that nobody can work them out from what is shown."""

from collections.abc import Sequence

LEAST = 3
"""Below, a number points at somebody: it is told as «dưới 3»."""


def is_small(count: int) -> bool:
    """Whether a number of people must not be shown; nobody at all is no secret."""
    return 0 < count < LEAST


def hidden(counts: Sequence[int]) -> frozenset[int] | None:
    """Which cells of one column not to show beside its sum: the small, and some to cover them.

    From the visible cells, the sum and the marks on hidden ones, every small cell could still be
    any number from 1 to `LEAST - 1`. The smallest larger cells are hidden as cover, as few as
    are needed; the reader may know that, so cover is at most the smallest visible cell.
    `None` where even all of them do not cover: then not even the sum may be shown.
    """
    small = [index for index, count in enumerate(counts) if is_small(count)]
    large = sorted(
        (index for index, count in enumerate(counts) if count >= LEAST),
        key=lambda index: (counts[index], index),
    )
    if not small:
        return frozenset()
    for covers in range(len(large) + 1):
        behind = [*small, *large[:covers]]
        ceiling = counts[large[covers]] if covers < len(large) else None
        if _is_open(len(small), covers, sum(counts[index] for index in behind), ceiling):
            return frozenset(behind)
    return None


def _is_open(small: int, covers: int, total: int, ceiling: int | None) -> bool:
    """Whether each of the small cells could be any small number, given what hidden cells sum to."""
    lowest = (small - 1) + LEAST * covers
    highest = (small - 1) * (LEAST - 1) + (ceiling or total) * covers
    return all(lowest <= total - value <= highest for value in range(1, LEAST))
