"""The arithmetic of a disclosure and of its comments and complaints."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from thidua import legal
from thidua.legal.holidays import Swap, WorkingDay
from thidua.legal.limits import Limit, limit_on

ANSWER_DAYS = 5
"""No law sets a term for comments on a list; they are owed an answer while the list still waits."""
LONGEST = 60


@dataclass(frozen=True)
class Term:
    """A last day, by which article, and what is doubtful in it."""

    day: date
    is_provisional: bool = False
    article: str = ""
    is_verified: bool = True


def shown_until(starts_on: date, days: int, *, moved: Sequence[Swap] = ()) -> WorkingDay:
    """The last of so many working days; the first day itself does not count (as for terms)."""
    return legal.working_days_after(starts_on, days, moved=moved)


def days_shown(starts_on: date, ends_on: date, on: date, *, moved: Sequence[Swap] = ()) -> int:
    """Working days on which the list has stood by the end of a day."""
    return legal.working_days_between(starts_on, min(ends_on, on), moved=moved).count


def answer_by(received_on: date, *, moved: Sequence[Swap] = ()) -> date:
    return legal.working_days_after(received_on, ANSWER_DAYS, moved=moved).day


def is_late(due_on: date | None, done_on: date | None, on: date) -> bool:
    """Whether something came, or still has not come, after its last day."""
    return due_on is not None and (done_on or on) > due_on


def term_of(
    limit: Limit | None, start: date, *, is_remote: bool = False, moved: Sequence[Swap] = ()
) -> Term | None:
    """The last day of a term of the law; none where no row is in force."""
    if limit is None:
        return None
    last = limit.last_day(start, is_remote=is_remote, moved=moved)
    return Term(last.day, last.is_provisional, limit.basis.citation(), limit.is_verified)


def accept_by(kind: str, filed_on: date, *, moved: Sequence[Swap] = ()) -> Term | None:
    return term_of(limit_on(f"{kind}.accept", filed_on), filed_on, moved=moved)


def settle_by(
    kind: str,
    accepted_on: date,
    *,
    is_complex: bool = False,
    is_remote: bool = False,
    moved: Sequence[Swap] = (),
) -> Term | None:
    name = f"{kind}.settle_complex" if is_complex else f"{kind}.settle"
    return term_of(limit_on(name, accepted_on), accepted_on, is_remote=is_remote, moved=moved)


def second_by(
    settled_on: date, *, is_remote: bool = False, moved: Sequence[Swap] = ()
) -> Term | None:
    """Until when a second complaint may be filed against what was settled."""
    limit = limit_on("complaint.second", settled_on)
    return term_of(limit, settled_on, is_remote=is_remote, moved=moved)


def usual_days(on: date) -> Limit:
    """How long a list inside a unit is shown where no regulation says otherwise."""
    found = limit_on("disclosure.unit", on)
    assert found is not None, "the data begin before the first law that asks for it"
    return found


_IDENTITY = re.compile(r"(?<!\d)(\d{9}|\d{12})(?!\d)")
_BIRTH = re.compile(r"(ngày|năm) sinh|sinh (ngày|năm)", re.IGNORECASE)


def tells_too_much(*texts: str) -> bool:
    """Whether a line shown to many holds what looks like an identity number or a birthday."""
    return any(_IDENTITY.search(text) or _BIRTH.search(text) for text in texts)
