"""Named questions about indicators: the library, sets, what is asked of whom, reports, sums."""

from thidua.indicators.queries.library import (
    definition_on,
    definitions_on,
    indicators_visible_to,
)
from thidua.indicators.queries.reports import (
    READERS,
    asked_of,
    entries_of,
    report_of,
    reports_visible_to,
    slot_of,
    slots_of,
)
from thidua.indicators.queries.sets import goals_of, set_by_pk, sets_visible_to
from thidua.indicators.queries.sums import cells_of, children_of, filled, rebuilt, sums_below

__all__ = [
    "READERS",
    "asked_of",
    "cells_of",
    "children_of",
    "definition_on",
    "definitions_on",
    "entries_of",
    "filled",
    "goals_of",
    "indicators_visible_to",
    "rebuilt",
    "report_of",
    "reports_visible_to",
    "set_by_pk",
    "sets_visible_to",
    "slot_of",
    "slots_of",
    "sums_below",
]
