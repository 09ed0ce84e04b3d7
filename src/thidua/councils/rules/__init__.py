"""Arithmetic of councils: votes over all members, scores, paper ballots, the last slot."""

from thidua.councils.rules.papers import (
    Count,
    Line,
    differences,
    faults,
)
from thidua.councils.rules.scores import (
    Average,
    Criterion,
    Outliers,
    average,
    outlying,
    points_shown,
    ranks,
    total,
)
from thidua.councils.rules.slots import CHAIR, REBALLOT, Entrant, Selection, Step, select
from thidua.councils.rules.votes import (
    Electorate,
    Tally,
    electorate,
    grouped,
    highest_possible,
    is_reachable,
    moved,
    tally,
)

__all__ = [
    "CHAIR",
    "REBALLOT",
    "Average",
    "Count",
    "Criterion",
    "Electorate",
    "Entrant",
    "Line",
    "Outliers",
    "Selection",
    "Step",
    "Tally",
    "average",
    "differences",
    "electorate",
    "faults",
    "grouped",
    "highest_possible",
    "is_reachable",
    "moved",
    "outlying",
    "points_shown",
    "ranks",
    "select",
    "tally",
    "total",
]
