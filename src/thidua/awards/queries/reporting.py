"""What this installation knows for an achievement report: sentences to begin with, and tables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from thidua.awards import reports
from thidua.awards.models import Dossier, Honour, Rating, Report
from thidua.awards.queries.evidence import name_of
from thidua.core import period
from thidua.core.marks import mark_of
from thidua.legal.packs import packs
from thidua.legal.terms import Kind
from thidua.orgs.queries import members_of, positions_held, positions_on, units_below
from thidua.ui import formats


@dataclass(frozen=True)
class Part:
    """An item of the form as it stands: its text, or the rows of its table."""

    item: reports.Item
    text: str = ""
    rows: Sequence[tuple[str, ...]] = ()

    @property
    def is_missing(self) -> bool:
        return self.item.is_required and not self.item.is_table and not self.text.strip()

    @property
    def mark(self) -> str:
        """The version of the text, for whoever writes over it."""
        return mark_of(self.text)


@dataclass(frozen=True)
class Written:
    """A report: its form and, section by section, its items."""

    form: reports.Form
    sections: Sequence[tuple[reports.Section, Sequence[Part]]]

    @property
    def parts(self) -> list[Part]:
        return [part for _section, parts in self.sections for part in parts]

    @property
    def missing(self) -> list[str]:
        """The items that are asked for and still empty, by title."""
        return [part.item.title for part in self.parts if part.is_missing]


def form_of(dossier: Dossier) -> reports.Form:
    return reports.form_for(
        dossier.award, is_person=dossier.person_id is not None,
        is_thematic=dossier.round.movement_id is not None,
    )  # fmt: skip


def report_of(dossier: Dossier) -> Written:
    """The report as it was written; where nobody wrote yet, as the facts begin it."""
    form, is_person = form_of(dossier), dossier.person_id is not None
    kept = Report.objects.filter(dossier=dossier).values_list("texts", flat=True).first()
    on = dossier.submitted_at.astimezone(period.HANOI).date() if dossier.submitted_at else None
    facts = _Facts(dossier, on or period.today())
    return Written(
        form,
        [
            (section, [_part(item, kept, facts) for item in section.items])
            for section in form.sections(is_person=is_person)
        ],
    )


def _part(item: reports.Item, kept: Mapping[str, str] | None, facts: "_Facts") -> Part:
    if item.is_table:
        return Part(item, rows=facts.rows(item.facts))
    begun = facts.text(item.facts) if item.facts and kept is None else ""
    return Part(item, text=begun if kept is None else kept.get(item.key, ""))


class _Facts:
    """What is known of the one proposed by the end of a day."""

    def __init__(self, dossier: Dossier, on: date) -> None:
        self.dossier, self.on = dossier, on
        self.since = dossier.round.year - reports.forms().years + 1

    def text(self, name: str) -> str:
        told: dict[str, Any] = {
            "identity": self._identity, "positions": self._positions,
            "structure": self._structure, "achievement": lambda: self.dossier.achievement,
            "initiatives": self._initiatives,
        }  # fmt: skip
        return str(told[name]())

    def rows(self, name: str) -> Sequence[tuple[str, ...]]:
        if name == "ratings":
            return self._ratings()
        return self._honours(titles=name == "titles")

    def _identity(self) -> str:
        dossier = self.dossier
        if dossier.person is None:
            above = dossier.unit.parent if dossier.unit else None
            return ", ".join(str(each) for each in (dossier.unit, above) if each)
        held = positions_on([dossier.person], on=self.on).get(dossier.person.pk, "")
        return ", ".join(p for p in (str(dossier.person), held, str(dossier.home_unit)) if p)

    def _positions(self) -> str:
        if self.dossier.person is None:
            return ""
        return "\n".join(
            f"Từ {formats.day(held.valid_from)}"
            + (f" đến {formats.day(held.valid_to)}" if held.valid_to else " đến nay")
            + f": {held.title}, {held.unit}"
            for held in positions_held(self.dossier.person, on=self.on)
        )

    def _structure(self) -> str:
        unit = self.dossier.unit
        if unit is None:
            return ""
        below = units_below(unit, on=self.on).exclude(pk=unit.pk).order_by("path")
        lines = [f"Tổng số người: {members_of(unit, on=self.on).count()}"]
        if names := ", ".join(each.name for each in below):
            lines.append(f"Đơn vị trực thuộc: {names}")
        return "\n".join(lines)

    def _initiatives(self) -> str:
        person = self.dossier.person
        if person is None:
            return ""
        entries = [author.initiative for author in person.authorships.select_related("initiative")]
        return "\n".join(
            f"«{entry.title}»: " + _recognised(entry)
            for entry in sorted(entries, key=lambda entry: entry.pk)
            if entry.state == "verified"
        )

    def _ratings(self) -> list[tuple[str, ...]]:
        rows = Rating.objects.filter(
            person=self.dossier.person, unit=self.dossier.unit, year__gte=self.since,
            year__lte=self.dossier.round.year,
        ).order_by("year")  # fmt: skip
        return [(str(row.year), str(row.get_level_display()), row.basis) for row in rows]

    def _honours(self, *, titles: bool) -> list[tuple[str, ...]]:
        known = packs()
        held = Honour.objects.filter(
            Q(revoked_on=None) | Q(revoked_on__gt=self.on), person=self.dossier.person,
            unit=self.dossier.unit, decided_on__lte=self.on,
        ).exclude(dossier=self.dossier)  # fmt: skip
        return [
            (
                str(row.year), name_of(row.award),
                f"{row.decision_reference}, {formats.day(row.decided_on)}", row.decided_by,
            )
            for row in held.order_by("-year", "-decided_on", "-pk")
            if (row.award in known and known[row.award].kind is Kind.TITLE) is titles
        ]  # fmt: skip


def _recognised(entry: Any) -> str:
    if entry.recognised_on is None:
        return "chưa có quyết định công nhận"
    number = f"số {entry.recognition_number} " if entry.recognition_number else ""
    return f"Quyết định công nhận {number}ngày {formats.day(entry.recognised_on)}"
