"""Arithmetic of conferences: who has enough honours, how quotas fill, honours by level and year."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


def span(last: int, years: int = 5) -> range:
    """The years that a conference looks back on, the last one included."""
    return range(last - years + 1, last + 1)


def enough(counts: Mapping[str, int], awards: Sequence[str], least: int) -> int | None:
    """How many honours count towards the criteria, or None where they are too few.

    Without `awards` every honour counts.
    """
    total = sum(n for award, n in counts.items() if not awards or award in awards)
    return total if total >= least else None


def free(places: int | None, confirmed: int) -> int | None:
    """How many places are left; None where there is no quota."""
    return None if places is None else max(places - confirmed, 0)


@dataclass(frozen=True)
class Count:
    """So many honours of a level in a year; `unsplit` is what a source does not split."""

    level: str
    year: int
    collectives: int = 0
    individuals: int = 0
    unsplit: int = 0

    @property
    def total(self) -> int:
        return self.collectives + self.individuals + self.unsplit


@dataclass(frozen=True)
class Grid:
    """Honours by level and year with every sum."""

    years: tuple[int, ...]
    rows: tuple[tuple[str, tuple[int, ...], Count], ...]
    by_year: tuple[Count, ...]
    whole: Count


def _added(counts: Iterable[Count], level: str, year: int) -> Count:
    counts = list(counts)
    return Count(
        level, year, sum(each.collectives for each in counts),
        sum(each.individuals for each in counts), sum(each.unsplit for each in counts),
    )  # fmt: skip


def gridded(counts: Iterable[Count], levels: Sequence[str], years: Sequence[int]) -> Grid:
    """Counts laid out; levels in their order, levels without any left out, every year shown."""
    counts = [each for each in counts if each.year in years]
    rows = []
    for level in levels:
        here = [each for each in counts if each.level == level]
        if here:
            cells = tuple(sum(e.total for e in here if e.year == year) for year in years)
            rows.append((level, cells, _added(here, level, 0)))
    by_year = tuple(_added((e for e in counts if e.year == year), "", year) for year in years)
    return Grid(tuple(years), tuple(rows), by_year, _added(by_year, "", 0))
