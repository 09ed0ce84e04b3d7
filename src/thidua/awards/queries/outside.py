"""Decisions of every origin in one shape, and how many each praised."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext as _

from thidua.awards import rules
from thidua.awards.models import Dossier, Honour, NilReport, OutsideDecision
from thidua.awards.queries.evidence import name_of
from thidua.awards.queries.lists import READERS
from thidua.awards.queries.records import NOT_STANDING
from thidua.awards.queries.revoking import records_in
from thidua.awards.states import Level
from thidua.core.period import Period
from thidua.core.text import fold, nfc
from thidua.movements.queries import counting_towards
from thidua.orgs.queries import members_of, people_ever_in, units_in_reach

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
    `movement` keeps those of one movement and of the local ones that answer it.
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
        rows = rows.filter(decision__round__movement__in=counting_towards(movement).values("pk"))
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
        rows = rows.filter(movement__in=counting_towards(movement).values("pk"))
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


def outside_visible_to(actor: Any, *, on: date | None = None) -> QuerySet[OutsideDecision]:
    """Entered decisions of units where one is officer, director or inspector, with their counts."""
    units = units_in_reach(actor, READERS, on=on)
    rows = OutsideDecision.objects.filter(unit__in=units.values("pk"))
    return rows.select_related("unit").annotate(**NAMED)


def outside_of(pk: int) -> Any:
    """An entered decision with how many names stand in it."""
    rows = OutsideDecision.objects.select_related("unit__parent", "movement", "scan")
    return rows.annotate(**NAMED).filter(pk=pk).first()


def names_of_outside(outside: OutsideDecision) -> list[Honour]:
    """Its entries, collectives first, then people by name."""
    rows = outside.honours.select_related("person", "unit")
    return sorted(rows, key=lambda row: (row.person_id is not None, row.subject.sort_key, row.pk))


def rested_upon(entries: Sequence[Honour]) -> set[int]:
    """Those of `entries` on which something rests: a letter, a revocation, a merger, or the
    frozen assessment of a dossier that stands."""
    keys = [each.pk for each in entries]
    held = Honour.objects.filter(pk__in=keys).filter(
        Q(recoveries__isnull=False) | Q(reconsiderations__isnull=False)
        | Q(merged__undone_at=None, merged__isnull=False) | Q(letter__isnull=False)
        | Q(dossier__isnull=False)
    )  # fmt: skip
    found = set(held.values_list("pk", flat=True))
    people = {each.person_id for each in entries if each.person_id}
    units = {each.unit_id for each in entries if each.unit_id}
    of_them = Q(person__in=people) | Q(unit__in=units)
    records: dict[tuple[int | None, int | None], set[str]] = defaultdict(set)
    for person, unit, assessment in _judged(of_them):
        records[person, unit].update(records_in(assessment))
    if records:
        found |= {
            each.pk for each in entries
            if rules.honour_record(name_of(each.award), each.year)
            in records.get((each.person_id, each.unit_id), ())
        }  # fmt: skip
    return found | _in_rosters(entries)


def _judged(condition: Q) -> Iterator[tuple[int | None, int | None, Any]]:
    rows = Dossier.objects.filter(condition, assessment__isnull=False)
    rows = rows.exclude(state__in=NOT_STANDING)
    return rows.values_list("person_id", "unit_id", "assessment").iterator()


def _in_rosters(entries: Sequence[Honour]) -> set[int]:
    """Titles of people that the judged roster of a collective counted."""
    titles: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for each in entries:
        if each.person_id and each.award in rules.COUNTED_IN_ROSTERS:
            titles[each.year][each.person_id].append(each.pk)
    if not titles:
        return set()
    found: set[int] = set()
    shared = Dossier.objects.filter(
        unit__isnull=False, round__year__in=titles, assessment__isnull=False
    ).exclude(state__in=NOT_STANDING)
    for dossier in shared.select_related("unit", "round"):
        prefix = rules.roster_record(str(dossier.unit), None)
        if dossier.unit is None or dossier.assessed_on is None:
            continue
        if not any(text.startswith(prefix) for text in records_in(dossier.assessment)):
            continue
        wanted = titles[dossier.round.year]
        members = members_of(dossier.unit, on=dossier.assessed_on).filter(pk__in=wanted)
        found.update(
            key for person in members.values_list("pk", flat=True) for key in wanted[person]
        )
    return found


@dataclass(frozen=True)
class Below:
    """What one unit below has praised by its own decisions; nothing stated is nothing reported."""

    unit: Any
    decisions: int
    collectives: int
    individuals: int
    unsplit: int
    stated: NilReport | None

    @property
    def is_reported(self) -> bool:
        return bool(self.decisions) or self.stated is not None


def given_below(
    units: Sequence[Any], period: Period, movement: int | Any | None = None
) -> dict[int, list[Counted]]:
    """By unit, the decisions that it and the units below it gave in a period."""
    if not units:
        return {}
    within = Q(pk__in=[])
    for unit in units:
        within |= Q(path__startswith=unit.path)
    rows = type(units[0]).objects.filter(within).values_list("pk", "path")
    of = {
        pk: next(unit.pk for unit in units if path.startswith(unit.path)) for pk, path in rows
    }  # fmt: skip
    key = getattr(movement, "pk", movement)
    found: dict[int, list[Counted]] = defaultdict(list)
    for row in counts_of_decisions(list(of), period, movement=key):
        if row.origin == "own" or row.level == Level.GRASSROOTS:
            found[of[row.unit]].append(row)
    return dict(found)


def fifth_level(unit: Any, period: Period, movement: int | None = None) -> list[Below]:
    """Every unit right below one, in list order: what it praised, that it praised none, or
    that nothing was reported."""
    assert period.end is not None
    children = list(
        type(unit).objects.filter(parent=unit, line=unit.line)
        .filter(Q(valid_to=None) | Q(valid_to__gte=period.start), valid_from__lte=period.end)
        .order_by("sort_key", "pk")
    )  # fmt: skip
    given = given_below(children, period, movement)
    nils = NilReport.objects.filter(
        unit__in=[each.pk for each in children], movement=movement, starts_on__lte=period.start,
        ends_on__gte=period.end,
    )  # fmt: skip
    stated = {report.unit_id: report for report in nils.select_related("stated_by")}
    return [
        Below(
            unit=each, decisions=len(rows), collectives=sum(row.collectives for row in rows),
            individuals=sum(row.individuals for row in rows),
            unsplit=sum(row.unsplit for row in rows), stated=stated.get(each.pk),
        )
        for each in children
        for rows in [given.get(each.pk, [])]
    ]  # fmt: skip


def nil_report_of(pk: int) -> NilReport | None:
    return NilReport.objects.select_related("unit", "movement").filter(pk=pk).first()


def subjects_named(
    unit: Any, rows: Iterable[Sequence[str]], *, on: date
) -> tuple[list[Any], list[str]]:
    """People and collectives of a unit by pasted lines: a code, or a name that is one only.

    Answers whom the lines mean, and for each line that means nobody or several, what to do.
    """
    people = list(people_ever_in(unit))
    units = list(type(unit).objects.filter(path__startswith=unit.path))
    codes = {each.code.casefold(): each for each in [*units, *people]}
    names: dict[str, list[Any]] = defaultdict(list)
    for each in [*people, *units]:
        names[fold(str(each))].append(each)
    found, problems = [], []
    for number, cells in enumerate(rows, 1):
        given = [cell for cell in (nfc(cell) for cell in cells) if cell]
        if not given:
            continue
        known = next((codes[c.casefold()] for c in given if c.casefold() in codes), None)
        alike = next((names[fold(c)] for c in given if fold(c) in names), [])
        if known is not None or len(alike) == 1:
            found.append(known or alike[0])
        elif alike:
            problems.append(
                _("Dòng %(number)s «%(text)s»: %(count)s người cùng tên, ghi thêm mã: %(codes)s.")
                % {
                    "number": number, "text": given[0], "count": len(alike),
                    "codes": ", ".join(each.code for each in alike),
                }
            )  # fmt: skip
        else:
            problems.append(
                _("Dòng %(number)s «%(text)s»: không có trong danh sách của %(unit)s; sửa tên, ghi "
                  "mã, hoặc đưa qua Nhập sổ khen thưởng cũ.")
                % {"number": number, "text": given[0], "unit": unit}
            )  # fmt: skip
    return found, problems
