"""What strangers may read of decisions and honours: the least, and nothing of veiled units."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, Q, QuerySet

from thidua.awards.models import Decision, Honour
from thidua.awards.queries.evidence import name_of
from thidua.core.text import fold
from thidua.documents.states import PaperState
from thidua.orgs.measures import people_of, veiled_units

MOST = 20
"""More answers than these are a list of everybody, and nobody's question."""
LEAST_WORDS = 2


class PublicHonour(NamedTuple):
    """A name with its unit, an award and its year, and by what it was given; nothing else."""

    name: str
    unit: str
    award: str
    year: int
    decision: str
    decided_on: date
    decided_by: str


def public_decisions() -> QuerySet[Decision]:
    """Issued decisions of units that show themselves, with how many they honour, newest first."""
    standing = Q(honours__revoked_on=None)
    return (
        Decision.objects.filter(paper__state=PaperState.ISSUED)
        .exclude(round__unit__in=veiled_units().values("pk"))
        .select_related("paper__issuer", "round__unit")
        .annotate(
            collectives=Count("honours", filter=standing & Q(honours__unit__isnull=False)),
            individuals=Count("honours", filter=standing & Q(honours__person__isnull=False)),
        )
        .order_by("-paper__dated_on", "-pk")
    )


def public_annex(decision: Decision) -> tuple[list[PublicHonour], int]:
    """Who stands in a public decision, collectives first, and how many of them are not named."""
    standing = Honour.objects.filter(decision=decision, revoked_on=None)
    shown = _shown(standing)
    rows = sorted(shown, key=lambda row: (row.person_id is not None, row.subject.sort_key, row.pk))
    return [_told(row) for row in rows], standing.count() - len(rows)


def public_honours(text: str) -> list[PublicHonour] | None:
    """Honours of whoever's name holds every word; `None` where they are too few words, or too many
    answers. Only names are searched: a staff code never leads to anybody.
    """
    words = fold(text).split()
    if len(words) < LEAST_WORDS:
        return None
    found = _shown(Honour.objects.filter(revoked_on=None).filter(
        Q(decision__paper__state=PaperState.ISSUED) | Q(outside__isnull=False)
    ))  # fmt: skip
    for word in words:
        # A whole word, or names that merely hold its letters would fill the window below.
        whole = rf"(^|\s){re.escape(word)}($|\s)"
        found = found.filter(Q(person__folded__regex=whole) | Q(unit__folded__regex=whole))
    rows = [row for row in found.order_by("-year", "-pk")[: MOST * 10] if _is_named(row, words)]
    return [_told(row) for row in rows] if len(rows) <= MOST else None


def _shown(rows: QuerySet[Honour]) -> QuerySet[Honour]:
    """Without whatever is of a veiled unit: its decisions, its people, itself."""
    veiled = veiled_units()
    keys = veiled.values("pk")
    return (
        rows.exclude(unit__in=keys)
        .exclude(decision__round__unit__in=keys)
        .exclude(outside__unit__in=keys)
        .exclude(dossier__home_unit__in=keys)
        .exclude(person__in=people_of(veiled))
        .exclude(person__erased_at__isnull=False)
        .select_related("person", "unit__parent", "dossier__home_unit", "outside__unit")
    )


def _is_named(row: Honour, words: Sequence[str]) -> bool:
    name: Any = row.person.full_name if row.person else row.subject.name
    return set(words) <= set(fold(name).split())


def _told(row: Honour) -> PublicHonour:
    unit: Any = row.dossier.home_unit if row.dossier else row.outside.unit if row.outside else None
    if row.unit is not None:
        unit = row.unit.parent
    return PublicHonour(
        name=str(row.subject), unit=str(unit or ""), award=name_of(row.award), year=row.year,
        decision=row.decision_reference, decided_on=row.decided_on, decided_by=row.decided_by,
    )  # fmt: skip
