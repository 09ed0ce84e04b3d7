"""Honours as statistics count them: those that stand, by decisions of units or of their people."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.db.models import F, Q

from thidua.awards.models import Honour
from thidua.core.period import Period
from thidua.movements.queries import counting_towards


class CountedHonour(NamedTuple):
    """One honour with what tables sort it by; empty words are not known."""

    key: int
    person: int | None
    unit: int | None
    award: str
    year: int
    line: str
    level: str
    way: str
    category: str
    decided_on: date
    decided_by: str
    # Who proposed, whose round decided, and who entered a decision of another body.
    home: int | None
    round_unit: int | None
    round_kind: str | None
    outside: int | None
    outside_unit: int | None


def honours_counted(
    units: Iterable[Any], period: Period, *, movement: int | None = None
) -> list[CountedHonour]:
    """Honours that stand, decided in a period: by rounds of the units, entered by them, or proposed
    by them to rounds of others. One query, oldest first.
    """
    units = list(units)
    rows = Honour.objects.filter(
        Q(decision__round__unit__in=units)
        | Q(outside__unit__in=units)
        | Q(dossier__home_unit__in=units),
        revoked_on=None, decided_on__gte=period.start,
    )  # fmt: skip
    if period.end is not None:
        rows = rows.filter(decided_on__lte=period.end)
    if movement is not None:
        # Local movements that answer it count, each once however many they answer.
        within = counting_towards(movement).values("pk")
        rows = rows.filter(
            Q(decision__round__movement__in=within) | Q(outside__movement__in=within)
        )
    found = rows.order_by("decided_on", "pk").values_list(
        "pk", "person_id", "unit_id", "award", "year", "line", "level",
        F("way"), "category", "decided_on", "decided_by", "dossier__home_unit",
        "decision__round__unit", "decision__round__unit__kind", "outside", "outside__unit",
        "decision__round__way", "outside__level", "outside__way",
    )  # fmt: skip
    return [_counted(*row) for row in found]


def _counted(*row: Any) -> CountedHonour:
    *own, of_round, of_paper, way_of_paper = row
    found = CountedHonour(*own)
    return found._replace(
        level=found.level or of_paper or "", way=found.way or of_round or way_of_paper or ""
    )
