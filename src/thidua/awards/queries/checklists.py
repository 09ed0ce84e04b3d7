"""What each dossier has of the parts that its managing body asks for, and what it lacks."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.awards.models import Dossier, Rating, Report, WorkUse
from thidua.awards.queries.evidence import DISCLOSED, managing_body_of
from thidua.awards.queries.merits import FILES
from thidua.awards.states import RatingLevel
from thidua.core.permit import Reason
from thidua.councils.queries import cases_for
from thidua.councils.states import CaseState
from thidua.disclosures.queries import latest_of, shown_by_key
from thidua.documents.queries import files_among
from thidua.legal.checklists import Item, checklist_for
from thidua.legal.terms import Stage
from thidua.ui.components import Record

State = Literal["there", "missing", "not_needed"]
CASE_KIND = "awards.dossier"
PART = "checklist."
"""How roles of files begin that stand for a part of a dossier: the part's name follows."""


@dataclass(frozen=True)
class Part:
    """One part of a dossier: there, missing, or not needed, and what tells so."""

    item: Item
    state: State
    note: Reason = ""
    records: Sequence[Record] = ()

    @property
    def name(self) -> str:
        return self.item.name

    @property
    def source(self) -> str:
        return self.item.basis.citation()


@dataclass(frozen=True)
class _Books:
    """What the product holds itself of many dossiers, by dossier."""

    reports: set[int]
    works: set[int]
    proofs: Mapping[str, Mapping[str, Sequence[Any]]]
    files: Mapping[str, Mapping[str, Sequence[Any]]]
    ratings: Mapping[tuple[int | None, int | None, int], Rating]
    cases: Mapping[int, Any]
    shown: Mapping[int, Any]
    disclosures: Mapping[int, Any]


def parts_of(
    dossiers: Sequence[Dossier], *, on: date, only: Stage | None = None
) -> dict[int, list[Part]]:
    """The checklist of each dossier, in a constant number of queries for dossiers of one round.

    With `only` the parts that must be there by that step; later ones are not looked up.
    """
    wanted = {
        dossier.pk: [
            item
            for item in checklist_for(
                dossier.award, managing_body_of(dossier.round.unit), dossier.round.way,
                dossier.assessed_on or on,
            )
            if only is None or item.stage.rank <= only.rank
        ]
        for dossier in dossiers
    }  # fmt: skip
    records = {
        name for found in wanted.values() for item in found for name in (item.record, *item.not_if)
    }
    books = _books(dossiers, records, on=on)
    return {
        dossier.pk: [_part(item, dossier, books) for item in wanted[dossier.pk]]
        for dossier in dossiers
    }


def missing_of(dossiers: Sequence[Dossier], *, on: date) -> dict[int, list[Part]]:
    """What each dossier lacks before it is handed in; those that lack nothing are not there."""
    found = parts_of(dossiers, on=on, only=Stage.SUBMIT)
    lacking = {
        key: [part for part in parts if part.state == "missing"] for key, parts in found.items()
    }
    return {key: parts for key, parts in lacking.items() if parts}


def said_missing(parts: Sequence[Part]) -> str:
    """One sentence that names what is missing, each with its source."""
    named = "; ".join(
        _("%(name)s (%(source)s)") % {"name": part.name, "source": part.source}
        if part.item.is_verified
        else _("%(name)s (%(source)s, nguồn chưa kiểm chứng)")
        % {"name": part.name, "source": part.source}
        for part in parts
    )
    return _("Thành phần hồ sơ còn thiếu: %(named)s.") % {"named": named}


def _books(dossiers: Sequence[Dossier], records: set[str], *, on: date) -> _Books:
    keys = [dossier.pk for dossier in dossiers]
    people = [dossier.person_id for dossier in dossiers if dossier.person_id]
    units = [dossier.unit_id for dossier in dossiers if dossier.unit_id]
    merits = [dossier.merit_id for dossier in dossiers if dossier.merit_id]
    rounds = {dossier.round_id for dossier in dossiers}
    looks = records.__contains__
    reports = Report.objects.filter(dossier__in=keys).values_list("dossier", flat=True)
    works = WorkUse.objects.filter(dossier__in=keys).values_list("dossier", flat=True)
    rated = (
        Rating.objects.filter(
            Q(person__in=people) | Q(unit__in=units),
            year__in={dossier.round.year for dossier in dossiers},
        )
        if looks("rating") or looks("excellent")
        else ()
    )
    in_public = looks("disclosure")
    return _Books(
        reports=set(reports) if looks("report") else set(),
        works=set(works) if looks("work") else set(),
        proofs=_filed("awards.merit", merits) if looks("evidence") and merits else {},
        files=_filed("awards.dossier", keys),
        ratings={(row.person_id, row.unit_id, row.year): row for row in rated},
        cases=cases_for(CASE_KIND, keys) if looks("minutes") or looks("vote") else {},
        shown={
            key: shown
            for pk in rounds if in_public
            for key, shown in shown_by_key(DISCLOSED, pk, on=on).items()
        },
        disclosures={pk: latest_of(DISCLOSED, pk) for pk in rounds if in_public},
    )  # fmt: skip


def _filed(kind: str, keys: Sequence[int]) -> Mapping[str, Mapping[str, Sequence[Any]]]:
    """Files by the key of what they belong to, and by role."""
    found: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for stored in files_among(kind, keys):
        found[stored.subject_id][stored.role].append(stored)
    return found


def _part(item: Item, dossier: Dossier, books: _Books) -> Part:
    files = books.files.get(str(dossier.pk), {}).get(f"{PART}{item.id}", ())
    attached = [Record(each.name, reverse("documents:file", args=[each.pk])) for each in files]
    kept = dossier.checklist.get(item.id, {})
    if kept.get("state") == "not_needed":
        return Part(item, "not_needed", kept.get("note", ""))
    found = _records(item.record, dossier, books)
    if found is not None:
        return Part(item, "there", kept.get("note", ""), [*found, *attached])
    if kept.get("state") == "there" or attached:
        return Part(item, "there", kept.get("note", ""), attached)
    for name in item.not_if:
        if (instead := _records(name, dossier, books)) is not None:
            return Part(item, "not_needed", _("đã có hồ sơ thay thế"), instead)
    return Part(item, "missing", kept.get("note", ""))


def _records(name: str, dossier: Dossier, books: _Books) -> list[Record] | None:
    """The records behind a part that the product holds itself; None where it holds none."""
    return _READ[name](dossier, books) if name in _READ else None


def _proposal(dossier: Dossier, books: _Books) -> list[Record] | None:
    address = reverse("awards:round_paper", args=[dossier.round_id, "to-trinh", "pdf"])
    return [Record(_("Tờ trình lập từ đợt xét"), address)]


def _report(dossier: Dossier, books: _Books) -> list[Record] | None:
    if dossier.pk not in books.reports and not dossier.achievement.strip():
        return None
    address = reverse("awards:dossier_report", args=[dossier.pk, "pdf"])
    return [Record(_("Báo cáo thành tích (PDF)"), address)]


def _work(dossier: Dossier, books: _Books) -> list[Record] | None:
    if dossier.pk not in books.works:
        return None
    return [Record(_("Sáng kiến làm căn cứ"), reverse("awards:dossier_works", args=[dossier.pk]))]


def _proof(dossier: Dossier, books: _Books) -> list[Record] | None:
    files = books.proofs.get(str(dossier.merit_id), {}).get(FILES, ())
    return [Record(each.name, reverse("documents:file", args=[each.pk])) for each in files] or None


def _rating(dossier: Dossier, books: _Books) -> list[Record] | None:
    rating = books.ratings.get((dossier.person_id, dossier.unit_id, dossier.round.year))
    if rating is None or rating.is_provisional:
        return None
    return [Record(f"{rating.get_level_display()} ({rating.basis or _('chưa ghi văn bản')})")]


def _excellent(dossier: Dossier, books: _Books) -> list[Record] | None:
    rating = books.ratings.get((dossier.person_id, dossier.unit_id, dossier.round.year))
    if rating is None or rating.level != RatingLevel.EXCELLENT:
        return None
    return [Record(f"{rating.get_level_display()} ({rating.year})")]


def _voted(dossier: Dossier, books: _Books) -> list[Record] | None:
    case = books.cases.get(dossier.pk)
    if case is None or case.state != CaseState.CLOSED:
        return None
    return [Record(_("Kết quả biểu quyết của Hội đồng"))]


def _disclosed(dossier: Dossier, books: _Books) -> list[Record] | None:
    shown, held = books.shown.get(dossier.pk), books.disclosures.get(dossier.round_id)
    if shown is None or held is None or not shown.is_done:
        return None
    return [Record(shown.record, reverse("disclosures:detail", args=[held.pk]))]


_READ = {
    "proposal": _proposal, "report": _report, "work": _work, "evidence": _proof,
    "rating": _rating, "excellent": _excellent, "minutes": _voted, "vote": _voted,
    "disclosure": _disclosed,
}  # fmt: skip
