"""Arithmetic of shares and of figures before and after."""

from collections.abc import Sequence
from decimal import Decimal

WHOLE = 100


def total(shares: Sequence[int]) -> int:
    """What the shares of all authors add up to, in hundredths."""
    return sum(shares)


def change(before: Decimal | None, after: Decimal | None) -> Decimal | None:
    """How much a figure changed, as a part of what it was; none where that cannot be said."""
    if before is None or after is None or before == 0:
        return None
    return (after - before) / abs(before)


def figure_gaps(
    *, name: str, unit: str, before: Decimal | None, after: Decimal | None
) -> tuple[str, ...]:
    """Which words a figure still lacks; a value without its name and unit says nothing."""
    if before is None and after is None:
        return ()
    given = {"figure_name": name, "figure_unit": unit}
    return tuple(field for field, text in given.items() if not text)
