"""What the fund asks of the registry: honours to be paid, claims, and the golden book."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from thidua.awards.models import Decision, Honour, Recovery
from thidua.awards.queries.lists import READERS
from thidua.documents.states import PaperState
from thidua.orgs.queries import positions_on, units_in_reach


def honours_of(decision: Decision) -> list[Honour]:
    """What a decision gave, as its annexed list has it: collectives first, then people by name."""
    rows = Honour.objects.filter(decision=decision).select_related(
        "person", "unit", "dossier__home_unit", "decision__round"
    )
    return sorted(rows, key=lambda h: (h.person_id is not None, h.subject.sort_key, h.pk))


def standing_keys(decision: Decision) -> list[int]:
    """The honours of a decision that were not taken back, in the order of its list."""
    rows = decision.honours.filter(revoked_on=None)
    keys = rows.values_list("person__sort_key", "unit__sort_key", "pk")
    return [
        pk for *_names, pk in sorted(keys, key=lambda k: (k[0] is not None, k[0] or k[1], k[2]))
    ]


def honoured_as(honours: Sequence[Honour], *, on: date) -> dict[int, str]:
    """Office and unit of each one honoured, by honour."""
    held = positions_on([each.person for each in honours if each.person], on=on)
    found = {}
    for each in honours:
        office = held.get(each.person_id or 0, "")
        home = each.dossier.home_unit.name if each.person and each.dossier else ""
        parts = [office] if home and home.casefold() in office.casefold() else [office, home]
        found[each.pk] = ", ".join(part for part in parts if part)
    return found


def payable_decisions(actor: Any) -> QuerySet[Decision]:
    """Issued decisions of units where one is officer, director or inspector."""
    units = units_in_reach(actor, READERS)
    return (
        Decision.objects.filter(
            round__unit__in=units.values("pk"),
            paper__state__in=[PaperState.ISSUED, PaperState.REVOKED],
        )
        .select_related("paper", "round__unit")
        .annotate(count=Count("honours", distinct=True))
    )


def recoveries_of(honours: Iterable[int]) -> dict[int, Recovery]:
    """Who takes back which honour, by honour: only where the revocation has been issued."""
    rows = Recovery.objects.filter(
        honour__in=list(honours), revocation__paper__state=PaperState.ISSUED
    ).select_related("revocation__paper", "honour")
    return {row.honour_id: row for row in rows}


def golden_book(unit: Any, year: int) -> list[Honour]:
    """The honours that a unit entered in its golden book of a year, by number."""
    rows = Honour.objects.filter(letter__issuer=unit, letter__year=year, letter__symbol="SV")
    return list(
        rows.select_related(
            "person", "unit", "letter", "decision__paper", "dossier__home_unit"
        ).order_by("letter__number")
    )


def golden_books(actor: Any) -> list[tuple[Any, int, int]]:
    """Unit, year and number of entries of each golden book that one may read, newest first."""
    units = {unit.pk: unit for unit in units_in_reach(actor, READERS)}
    rows = (
        Honour.objects.filter(letter__issuer__in=units, letter__symbol="SV")
        .values_list("letter__issuer", "letter__year")
        .annotate(n=Count("pk"))
        .order_by("-letter__year", "letter__issuer__path")
    )
    return [(units[issuer], year, count) for issuer, year, count in rows]
