"""What whoever checks may ask about: habits and silences in reports, found by arithmetic alone."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from thidua.core.period import HANOI
from thidua.documents import queries as documents
from thidua.indicators import judging, rules
from thidua.indicators.models import Entry, Report
from thidua.indicators.queries.looking import Frames, Look
from thidua.indicators.queries.owed import evidence_role
from thidua.indicators.states import COUNTED, Standing
from thidua.orgs.queries import units_by_pk

Habit = Literal["whole", "last_day", "copied", "bare"]


@dataclass(frozen=True, kw_only=True)
class Question:
    """Something to ask a unit, never a verdict; `count` is how often it was so."""

    habit: Habit
    unit: Any
    indicator: int | None
    count: int
    reports: tuple[int, ...]
    text: str = ""


def questions_on(look: Look, every: Frames) -> list[Question]:
    """By unit in list order; habits over all periods until then, evidence of these days alone."""
    reports = {
        row.pk: row
        for row in Report.objects.filter(
            set=look.set, state__in=COUNTED, path__startswith=look.unit.path,
            ends_on__lte=look.ends_on,
        ).order_by("starts_on", "pk") if look.takes(row.kind, row.ownership)
    }  # fmt: skip
    entries = list(
        Entry.objects.filter(report__in=reports, standing=Standing.VALUE)
        .order_by("starts_on", "pk")
    )  # fmt: skip
    found = [
        *_whole(entries), *_last_day(reports.values()), *_copied(entries),
        *_bare(look, every, reports, entries),
    ]  # fmt: skip
    units = units_by_pk({unit for unit, _made in found})
    asked = [Question(**made, unit=units[unit]) for unit, made in found]
    return sorted(asked, key=lambda each: (each.unit.sort_key, each.unit.pk))


Found = tuple[int, dict[str, Any]]


def _whole(entries: Iterable[Entry]) -> Iterable[Found]:
    shares: dict[tuple[int, int], list[tuple[Decimal, int]]] = defaultdict(list)
    for entry in entries:
        if entry.denominator and entry.numerator is not None:
            share = entry.numerator * rules.HUNDRED / entry.denominator
            shares[entry.unit_id, entry.indicator_id].append((share, entry.report_id))
    for (unit, key), said in shares.items():
        if judging.always_whole([share for share, _report in said]):
            reports = tuple(report for _share, report in said)
            yield unit, _made("whole", key, len(said), reports)


def _made(
    habit: Habit, key: int | None, count: int, reports: Any, text: str = ""
) -> dict[str, Any]:
    return {
        "habit": habit,
        "indicator": key,
        "count": count,
        "reports": tuple(reports),
        "text": text,
    }


def _last_day(reports: Iterable[Report]) -> Iterable[Found]:
    sent: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for report in reports:
        if report.reported_at is not None:
            came = report.reported_at.astimezone(HANOI).date()
            sent[report.unit_id].append(((report.last_day - came).days, report.pk))
    for unit, said in sent.items():
        if judging.always_last_day([days for days, _report in said]):
            yield unit, _made("last_day", None, len(said), (pk for _days, pk in said))


def _copied(entries: Iterable[Entry]) -> Iterable[Found]:
    by_pk = {entry.pk: entry for entry in entries if entry.note.strip()}
    for keys in judging.copied({pk: entry.note for pk, entry in by_pk.items()}):
        same = [by_pk[key] for key in keys]
        by_unit: dict[int, list[int]] = defaultdict(list)
        for entry in same:
            by_unit[entry.unit_id].append(entry.report_id)
        for unit, reports in by_unit.items():
            those = dict.fromkeys(reports)
            yield unit, _made("copied", same[0].indicator_id, len(same), those, same[0].note)


def _bare(
    look: Look, every: Frames, reports: Mapping[int, Report], entries: Iterable[Entry]
) -> Iterable[Found]:
    asked = {
        (str(entry.report_id), evidence_role(entry.indicator_id)): entry
        for entry in entries
        if look.starts_on <= entry.starts_on and entry.indicator_id in every.said
        and every.meaning(entry.indicator_id, entry.ends_on).evidence
    }  # fmt: skip
    if not asked:
        return
    keys = {report for report, _role in asked}
    files = documents.files_among("indicators.report", keys)
    shown = {(str(pk), role) for pk, role in files.values_list("subject_id", "role")}
    for key in judging.bare(asked, shown):
        entry = asked[key]
        yield entry.unit_id, _made("bare", entry.indicator_id, 1, (entry.report_id,))
