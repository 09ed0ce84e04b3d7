"""What other local rules would change: this year's dossiers and everybody before every award."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from thidua.awards.models import Dossier
from thidua.awards.queries.eligibility import cells, people_below, readable_units
from thidua.awards.queries.evidence import name_of
from thidua.awards.queries.standing import assessments_of, open_to
from thidua.awards.states import DossierState
from thidua.legal import Pack, Subject
from thidua.orgs.queries import people_ever_in
from thidua.overlays.queries import Change, Effects

MOST, MOST_NAMED = 2000, 100
OPEN = (
    DossierState.DRAFT, DossierState.SUBMITTED, DossierState.RETURNED, DossierState.IN_COUNCIL,
    DossierState.RECOMMENDED,
)  # fmt: skip


def effects_of(
    actor: Any, unit: Any, *, on: date, before: Sequence[Pack], after: Sequence[Pack]
) -> Effects:
    """Verdicts without a rule and with it, for the awards that it concerns.

    Everybody counts; names only of those whose eligibility the actor may see.
    """
    concerned = {pack.code for pack in (*before, *after)}
    is_reader = readable_units(actor, on=on).filter(pk=unit.pk).exists()
    people = people_below(people_ever_in(unit), unit, on=on).order_by("sort_key", "pk")
    looked_at = list(people[: MOST + 1])
    counts: Counter[tuple[str, str, str]] = Counter()
    changes: list[Change] = []
    awards = [code for code in open_to(Subject.INDIVIDUAL, on=on, unit=unit) if code in concerned]
    both = (
        cells(looked_at[:MOST], awards, unit=unit, year=on.year, on=on, laid=laid)
        for laid in (before, after)
    )
    for (person, old), (_person, new) in zip(*both, strict=True):
        for code in awards:
            pair = str(old[code].verdict), str(new[code].verdict)
            counts[name_of(code), *pair] += 1
            if pair[0] != pair[1]:
                why = new[code].why or old[code].why
                changes.append(Change(person.full_name, name_of(code), *pair, why))
    found = _dossiers(unit, on.year, concerned)
    changes += _among(found, on, before, after)
    return Effects(
        people=min(len(looked_at), MOST), dossiers=len(found), is_cut=len(looked_at) > MOST,
        counts=[(*key, n) for key, n in sorted(counts.items())],
        changes=changes[:MOST_NAMED] if is_reader else [],
    )  # fmt: skip


def _dossiers(unit: Any, year: int, awards: set[str]) -> list[Dossier]:
    """Dossiers of a year that are still on their way, in rounds of the unit and those below."""
    rows = Dossier.objects.filter(
        round__unit__path__startswith=unit.path, round__year=year, state__in=OPEN,
        award__in=awards,
    ).select_related("round__unit", "round__movement", "person", "unit", "home_unit")  # fmt: skip
    return list(rows.order_by("round_id", "pk"))


def _among(
    dossiers: Sequence[Dossier], on: date, before: Sequence[Pack], after: Sequence[Pack]
) -> list[Change]:
    found = []
    for _round, rows in groupby(dossiers, lambda each: each.round_id):
        group = list(rows)
        old, new = (assessments_of(group, on=on, overlays=laid) for laid in (before, after))
        for was, is_now in zip(old, new, strict=True):
            pair = str(was.assessment.verdict), str(is_now.assessment.verdict)
            if pair[0] != pair[1]:
                name = _("Hồ sơ của %(whose)s") % {"whose": was.subject}
                why = tuple(str(said) for said in is_now.why or was.why)
                found.append(Change(name, name_of(was.award), *pair, why))
    return found
