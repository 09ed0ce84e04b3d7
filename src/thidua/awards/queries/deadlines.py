"""By when dossiers of a round are due, where a local rule or the law sets a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from thidua.awards.models import Round
from thidua.awards.queries.evidence import name_of
from thidua.overlays.queries import deadlines_for
from thidua.ui import formats


@dataclass(frozen=True)
class Due:
    """The last day for an award, and the article that sets it."""

    award: str
    day: date
    citation: str

    @property
    def told(self) -> str:
        return _("%(award)s: nộp đến hết ngày %(day)s (%(article)s)") % {
            "award": name_of(self.award), "day": formats.day(self.day), "article": self.citation,
        }  # fmt: skip


def dues_of(unit: Any, awards: Sequence[str], year: int, *, on: date) -> list[Due]:
    """The days that are set for awards of a year in a unit, the first one first."""
    found = deadlines_for(unit, awards, year, on=on)
    dues = [Due(award, day, citation) for award, (day, citation) in found.items()]
    return sorted(dues, key=lambda due: (due.day, awards.index(due.award)))


def missed_by(round: Round, *, on: date) -> list[Due]:  # noqa: A002 # the clerk's word for it
    """The days that the round's own last day goes past."""
    dues = dues_of(round.unit, round.awards, round.year, on=on)
    return [due for due in dues if due.day < round.submit_by]
