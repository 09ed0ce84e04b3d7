"""The clock of an answer, in working days."""

from datetime import date, timedelta

ANSWER_DAYS = 7
"""No law sets a term for suggestions inside a unit; a week and a half of the calendar is what a
union office can promise and a person who wrote can wait."""
SATURDAY = 5
HEADLINE = 90


def due_after(received_on: date, days: int = ANSWER_DAYS) -> date:
    """The last of so many working days after a day; weekdays, since holidays are set each year."""
    day, left = received_on, days
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < SATURDAY
    return day


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
