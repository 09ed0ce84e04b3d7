"""The clock of an answer, in working days."""

from collections.abc import Sequence
from datetime import date

from thidua import legal

ANSWER_DAYS = 7
"""No law sets a term for suggestions inside a unit; a week and a half of the calendar is what a
union office can promise and a person who wrote can wait."""
HEADLINE = 90


def due_after(received_on: date, *, moved: Sequence[legal.Swap] = ()) -> date:
    """The last day of the term that begins after a day."""
    return legal.working_days_after(received_on, ANSWER_DAYS, moved=moved).day


def is_provisional(received_on: date, due_on: date) -> bool:
    """Whether some day on the way may still become a holiday, or a day worked."""
    return legal.working_days_between(received_on, due_on).is_provisional


def is_late(due_on: date, answered_on: date | None, on: date) -> bool:
    """Whether the answer came, or still has not come, after its last day."""
    return (answered_on or on) > due_on


def headline(text: str) -> str:
    """The first line of a text, cut between words where it is long."""
    line = text.strip().split("\n", 1)[0].strip()
    if len(line) <= HEADLINE:
        return line
    cut = line[:HEADLINE].rsplit(" ", 1)[0]
    return f"{cut}…"
