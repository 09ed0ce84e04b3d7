"""What a council reads of dossiers: cards of those proposed, and who was honoured with whom."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Q, prefetch_related_objects
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.awards.models import Dossier, Honour, Rating
from thidua.awards.queries.evidence import name_of
from thidua.awards.queries.standing import findings_shown
from thidua.councils.outcomes import Card
from thidua.legal import Assessment
from thidua.orgs.queries import positions_on
from thidua.ui import formats
from thidua.ui.components import Finding, Record

YEARS = 3
# A decision that names more people says nothing of how near they are to each other.
TOGETHER = 5


def cards_of(keys: Sequence[int], *, on: date) -> dict[int, Card]:
    """The card of each dossier, from what was frozen on submission; constant queries."""
    rows = list(
        Dossier.objects.filter(pk__in=keys).select_related("person", "unit", "home_unit", "round")
    )
    people = [row.person for row in rows if row.person]
    prefetch_related_objects(people, "authorships__initiative")
    concerned = Q(person__in=people) | Q(unit__in=[row.unit_id for row in rows if row.unit_id])
    held = _by_subject(Honour.objects.filter(concerned, revoked_on=None).order_by("-decided_on"))
    rated = _by_subject(Rating.objects.filter(concerned).order_by("-year"))
    offices = positions_on(people, on=on)
    return {
        row.pk: Card(
            who=str(row.subject), what=f"{name_of(row.award)} · {row.round.name}",
            facts=_facts(row, offices), summary=row.achievement,
            results=_results(row, rated[_key(row)]), verdicts=_verdicts(row),
            evidence=_evidence(row),
            honours=[_told(honour) for honour in held[_key(row)]],
        ) for row in rows
    }  # fmt: skip


def _key(row: Any) -> tuple[str, int]:
    return ("person", row.person_id) if row.person_id else ("unit", row.unit_id)


def _by_subject(rows: Iterable[Any]) -> Mapping[tuple[str, int], list[Any]]:
    found: dict[tuple[str, int], list[Any]] = defaultdict(list)
    for row in rows:
        found[_key(row)].append(row)
    return found


def _facts(row: Dossier, offices: Mapping[int, str]) -> list[tuple[str, str]]:
    facts = [(_("Đơn vị"), str(row.home_unit)), (_("Năm thành tích"), str(row.round.year))]
    if office := offices.get(row.person_id or 0):
        facts.insert(1, (_("Chức vụ"), office))
    if row.override_reason:
        facts.append((_("Lý do đi tiếp"), row.override_reason))
    return facts


def _works(row: Dossier) -> list[Any]:
    """Verified initiatives of the person, the newest first."""
    if row.person is None:
        return []
    works = [a.initiative for a in row.person.authorships.all() if a.initiative.verified_at]
    return sorted(works, key=lambda work: work.verified_at, reverse=True)


def _results(row: Dossier, ratings: Sequence[Rating]) -> list[tuple[str, str]]:
    recent = [each for each in ratings if row.round.year - YEARS < each.year <= row.round.year]
    told = [
        (
            _("Xếp loại năm %(year)s") % {"year": each.year},
            each.get_level_display() + (f" ({_('tạm')})" if each.is_provisional else ""),
        ) for each in recent
    ]  # fmt: skip
    for work in _works(row):
        if work.figure_before is not None and work.figure_after is not None:
            before, after = formats.number(work.figure_before), formats.number(work.figure_after)
            name = work.figure_name or work.title
            told.append((name, f"{before} → {after} {work.figure_unit}"))
    return told


def _verdicts(row: Dossier) -> list[Finding]:
    return findings_shown(Assessment.from_dict(row.assessment)) if row.assessment else []


def _evidence(row: Dossier) -> list[Record]:
    records = [Record(_("Hồ sơ đề nghị"), reverse("awards:dossier", args=[row.pk]))]
    records += [
        Record(
            _("Sáng kiến «%(title)s»") % {"title": work.title},
            reverse("initiatives:detail", args=[work.pk]),
        ) for work in _works(row)
    ]  # fmt: skip
    named = {str(record.label): record for found in _verdicts(row) for record in found.records}
    known = {str(record.label) for record in records}
    return records + [record for label, record in named.items() if label not in known]


def _told(honour: Honour) -> str:
    return _("%(award)s năm %(year)s, Quyết định số %(number)s ngày %(day)s") % {
        "award": name_of(honour.award), "year": honour.year,
        "number": honour.decision_reference, "day": formats.day(honour.decided_on),
    }  # fmt: skip


def honoured_together(
    people: Iterable[int], others: Iterable[int], *, on: date
) -> list[tuple[int, int, str]]:
    """Pairs of `people` and `others` whom one decision named among a few, with that decision."""
    these, those = set(people), set(others)
    decisions = Honour.objects.filter(person__in=those, revoked_on=None, decided_on__lte=on)
    references = set(decisions.values_list("decision_reference", "decided_on"))
    named: dict[tuple[str, date], set[int]] = defaultdict(set)
    rows = Honour.objects.filter(
        decision_reference__in=[reference for reference, _day in references], person__isnull=False
    )
    for reference, day, person in rows.values_list("decision_reference", "decided_on", "person"):
        if (reference, day) in references:
            named[reference, day].add(person)
    return [
        (one, other, _("Quyết định số %(number)s ngày %(day)s")
         % {"number": reference, "day": formats.day(day)})
        for (reference, day), everybody in sorted(named.items())
        if len(everybody) <= TOGETHER
        for one in sorted(everybody & these)
        for other in sorted(everybody & those)
        if one != other
    ]  # fmt: skip
