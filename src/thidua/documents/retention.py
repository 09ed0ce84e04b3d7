"""How long papers are kept: dated data with its source."""

from dataclasses import dataclass
from datetime import date

from thidua.documents.states import Retention


@dataclass(frozen=True)
class Term:
    """For how long papers of one level of award are kept, from a day on."""

    level: str
    kept: Retention
    since: date
    source: str
    verified: bool


CIRCULAR = "Thông tư 10/2022/TT-BNV"
# Not checked against the text itself: the officer sees the class and may choose another.
TERMS = (
    Term("state", Retention.PERMANENT, date(2023, 2, 15), CIRCULAR, verified=False),
    Term("province", Retention.TWENTY_YEARS, date(2023, 2, 15), CIRCULAR, verified=False),
    Term("head of a unit", Retention.TEN_YEARS, date(2023, 2, 15), CIRCULAR, verified=False),
)  # fmt: skip


def retention(on: date, level: str = "head of a unit") -> Retention | None:
    """How long a paper of that day is kept where nobody has said otherwise; not known before."""
    kept = [term for term in TERMS if term.level == level and term.since <= on]
    return max(kept, key=lambda term: term.since).kept if kept else None
