"""What a cluster's members must be to one another, and how terms follow each other."""

from collections.abc import Iterable
from datetime import date, timedelta


def nested(paths: Iterable[str]) -> tuple[str, str] | None:
    """The first (above, below) among paths like `/3/17/`: what lies below would count twice."""
    above = ""
    for path in sorted(paths):
        if above and path.startswith(above):
            return above, path
        above = path
    return None


def closes_on(until: date | None, since: date) -> date:
    """The last day of a term (planned: `until`, or open) once the next begins on `since`."""
    before = since - timedelta(1)
    return before if until is None else min(until, before)
