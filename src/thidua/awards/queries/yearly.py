"""The year's list beside the open rounds of the year: which they are, and what ticks would add."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from thidua.awards.models import Dossier, Round
from thidua.awards.queries.lists import considered_people
from thidua.awards.queries.standing import could_be_proposed
from thidua.awards.states import DossierState, RoundState
from thidua.orgs.queries import units_in_reach
from thidua.orgs.states import Role

YEARLY = ("LDTT", "CSTDCS")
_TO_COME = (DossierState.DRAFT, DossierState.RETURNED, DossierState.SUBMITTED)


def yearly_rounds(actor: Any, year: int, *, on: date) -> list[Round]:
    """Rounds that an officer runs, still open, of the year, for a title of the year's list."""
    units = units_in_reach(actor, (Role.OFFICER,), on=on)
    rows = Round.objects.filter(unit__in=units.values("pk"), year=year, state=RoundState.OPEN)
    found = rows.select_related("unit", "movement").order_by("submit_by", "pk")
    return [each for each in found if set(YEARLY) & set(each.awards)]


def as_if_proposed(
    round: Round, actor: Any, keys: Sequence[int], *, on: date  # noqa: A002 # the clerk's word
) -> list[Dossier]:  # fmt: skip
    """The dossiers that ticked people would bring before the council, made already or not."""
    awards = [award for award in YEARLY if award in round.awards]
    people = list(considered_people(actor, on=on).filter(pk__in=keys))
    kept = round.dossiers.exclude(state=DossierState.WITHDRAWN)
    own = {
        (row.person_id, row.award): row for row in kept.filter(person__in=people, award__in=awards)
    }
    standings = could_be_proposed(people, awards, unit=round.unit, year=round.year, on=on)
    rows = [
        own.get((person.pk, each.award)) or Dossier(person=person, award=each.award)
        for person in people
        for each in standings[person.pk]
        if not each.assessment.blocking
    ]
    return [row for row in rows if row.state in _TO_COME]
