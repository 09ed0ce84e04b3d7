"""What one sees of a set: sums of a unit and of those right below it, and who has said nothing."""

from thidua.indicators.queries.looking.adding import narrowed, seen
from thidua.indicators.queries.looking.looks import (
    Frames,
    Inherited,
    Look,
    Seen,
    Span,
    Sum,
    Whole,
    reports_at,
    sets_summed_for,
    way_to,
    within_reach,
)

__all__ = [
    "Frames",
    "Inherited",
    "Look",
    "Seen",
    "Span",
    "Sum",
    "Whole",
    "narrowed",
    "reports_at",
    "seen",
    "sets_summed_for",
    "way_to",
    "within_reach",
]
