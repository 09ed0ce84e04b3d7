"""Decisions of every origin in one shape, and how many each praised."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.db.models import Count, F, Q, QuerySet

from thidua.awards import rules
from thidua.awards.models import Honour, OutsideDecision
from thidua.core.period import Period

Origin = Literal["own", "outside"]
NAMED = {
    f"{state}_{name}": Count(
        "honours",
        filter=Q(
            **{f"honours__{subject}__isnull": False, "honours__revoked_on__isnull": state == "here"}
        ),
    )
    for state in ("here", "gone")
    for name, subject in (("collectives", "unit"), ("individuals", "person"))
}
"""How many names of a decision stand and how many were revoked, collectives and individuals."""


@dataclass(frozen=True)
class Counted:
    """One decision for one award, and how many it praised, as statistics add them up.

    `origin` and `key` name the row behind it: `own` is a `Decision`, `outside` an
    `OutsideDecision`. `unit` is whose it is: the unit of the round, or the one that entered it.
    `way` and `level` are empty where the paper does not say. Where there are names, `collectives`
    and `individuals` count those that stand; else they are what the paper states, and `unsplit`
    what it states without splitting. `stated` is that of the paper when names have replaced it.
    """

    origin: Origin
    key: int
    unit: int
    movement: int | None
    reference: str
    decided_on: date
    decided_by: str
    line: str
    level: str
    way: str
    award: str
    year: int
    collectives: int
    individuals: int
    unsplit: int
    is_named: bool
    revoked: int = 0
    stated: int | None = None

    @property
    def total(self) -> int:
        return self.collectives + self.individuals + self.unsplit

    @property
    def differs(self) -> bool:
        """Whether the list holds another number than the paper states."""
        return self.stated is not None and self.stated != self.total + self.revoked


def counts_of_decisions(
    units: Iterable[Any], period: Period | None = None, *, movement: int | None = None
) -> list[Counted]:
    """Per decision and award, what it praised: our own decisions and entered ones, in one shape.

    `units` (units, their keys or a queryset) are those whose decisions count: give the whole
    subtree where it is meant. `period` bounds the day of the decision, both ends included.
    Whatever was brought along by people who moved here belongs to no decision and is not counted.
    Two queries, whatever is asked. Oldest first.
    """
    found = [*_own(units, period, movement), *_outside(units, period, movement)]
    return sorted(found, key=lambda row: (row.decided_on, row.reference, row.origin, row.key))


def _dated(rows: QuerySet[Any], period: Period | None) -> QuerySet[Any]:
    if period is None:
        return rows
    rows = rows.filter(decided_on__gte=period.start)
    return rows.filter(decided_on__lte=period.end) if period.end else rows


def _own(units: Iterable[Any], period: Period | None, movement: int | None) -> Iterator[Counted]:
    rows = _dated(Honour.objects.filter(decision__round__unit__in=units), period)
    if movement is not None:
        rows = rows.filter(decision__round__movement=movement)
    standing = Q(revoked_on=None)
    fields = (
        "decision_reference", "decided_on", "decided_by", "line", "level", "way", "award", "year",
    )  # fmt: skip
    grouped = rows.values(
        *fields, key=F("decision"), of=F("decision__round__unit"),
        of_round=F("decision__round__way"), of_movement=F("decision__round__movement"),
    ).annotate(
        people=Count("pk", filter=standing & Q(person__isnull=False)),
        units=Count("pk", filter=standing & Q(unit__isnull=False)),
        revoked=Count("pk", filter=~standing),
    )  # fmt: skip
    for row in grouped.order_by():
        yield Counted(
            origin="own", key=row["key"], unit=row["of"], movement=row["of_movement"],
            reference=row["decision_reference"], decided_on=row["decided_on"],
            decided_by=row["decided_by"], line=row["line"], level=row["level"],
            way=row["way"] or row["of_round"], award=row["award"], year=row["year"],
            collectives=row["units"], individuals=row["people"], unsplit=0, is_named=True,
            revoked=row["revoked"],
        )  # fmt: skip


def _outside(
    units: Iterable[Any], period: Period | None, movement: int | None
) -> Iterator[Counted]:
    rows = _dated(OutsideDecision.objects.filter(unit__in=units), period)
    if movement is not None:
        rows = rows.filter(movement=movement)
    for row in rows.annotate(**NAMED):
        yield counted(row)


def counted(row: Any) -> Counted:
    """An entered decision, annotated with `NAMED`, in the common shape."""
    stated = rules.Praised(row.collectives, row.individuals, row.unsplit)
    gone = rules.Praised(row.gone_collectives, row.gone_individuals)
    listed = rules.Praised(row.here_collectives, row.here_individuals)
    praised = rules.praised(stated, listed=listed, gone=gone)
    return Counted(
        origin="outside", key=row.pk, unit=row.unit_id, movement=row.movement_id,
        reference=row.reference, decided_on=row.decided_on, decided_by=row.decided_by,
        line=row.line, level=row.level, way=row.way, award=row.award, year=row.year,
        collectives=praised.collectives or 0, individuals=praised.individuals or 0,
        unsplit=praised.unsplit or 0, is_named=bool(listed.total or gone.total),
        revoked=gone.total or 0, stated=stated.total,
    )  # fmt: skip
