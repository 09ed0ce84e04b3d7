"""What page, paper and worksheet say of one look: made once, so that their figures are the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.permit import Reason
from thidua.indicators import looked, queries
from thidua.indicators.models import Definition
from thidua.indicators.queries import Frames, Look, Proof, Question, Seen
from thidua.indicators.queries.proofs import Proven
from thidua.indicators.reported import figure_told
from thidua.indicators.rules import Filled
from thidua.indicators.states import Adds, Shape
from thidua.indicators.wording import condition_told, span_told
from thidua.orgs.states import Ownership, UnitKind
from thidua.ui.components import Tone
from thidua.ui.formats import number

GROUPS: dict[str, tuple[Tone, Reason]] = {
    "met": ("pass", gettext_lazy("Được tính là đạt")),
    "unmet": ("fail", gettext_lazy("Được tính, chưa đạt")),
    "given": ("pass", gettext_lazy("Có số liệu, được cộng vào")),
    "outside": ("draft", gettext_lazy("Ngoài phạm vi tính")),
    "absent": ("draft", gettext_lazy("Không áp dụng")),
    "missing": ("unknown", gettext_lazy("Chưa báo cáo")),
    "unasked": ("draft", gettext_lazy("Không giao")),
}


@dataclass(frozen=True)
class Told:
    """The lines of a unit and the rows of those right below it."""

    look: Look
    seen: Seen
    lines: Sequence[looked.Line]
    rows: Sequence[looked.Row]

    @classmethod
    def of(cls, look: Look, frames: Frames, key: int | None = None) -> "Told":
        seen, targets = queries.seen(look, frames), queries.targets_of(look.set)
        return cls(look, seen, looked.lines_of(seen, targets), looked.rows_of(seen, targets, key))

    @property
    def filled(self) -> Filled:
        """How much has been said of what is asked; what is derived is not counted twice."""
        whole = self.seen.whole
        found = {each.meaning.base_id or key: each.filled for key, each in whole.items()}
        return sum(found.values(), Filled())


def look_told(look: Look) -> str:
    """«Công đoàn ngành, năm 2025, khối công lập»."""
    parts = [str(look.unit), span_told(look.starts_on, look.ends_on)]
    if look.kind:
        parts.append(str(UnitKind(look.kind).label))
    if look.ownership:
        parts.append(_("khối %(ownership)s") % {"ownership": Ownership(look.ownership).label})
    return ", ".join(parts)


@dataclass(frozen=True)
class ProofRow:
    """One unit and period of a proof in words."""

    unit: Any
    span: str
    said: str
    why: str
    parts: tuple[Any, Any]
    note: str
    report: int | None


@dataclass(frozen=True)
class ProofGroup:
    """Units that stand to a figure in the same way."""

    tone: Tone
    label: Reason
    rows: Sequence[ProofRow]


def proven(meaning: Definition, found: Proof) -> list[ProofGroup]:
    """The groups that there are, those that count first."""
    return [
        ProofGroup(tone, label, [_row(meaning, found.base, row) for row in rows])
        for key, (tone, label) in GROUPS.items()
        if (rows := [row for row in found.rows if row.group == key])
    ]


def _row(meaning: Definition, base: Definition, row: Proven) -> ProofRow:
    entry = row.entry
    return ProofRow(
        unit=row.unit, span=span_told(*row.span) if row.span else "",
        said=figure_told(base, entry) if entry else str(GROUPS[row.group][1]).lower(),
        why=_why(meaning, base, row), parts=_parts(meaning, row),
        note=entry.note if entry else "", report=entry.report_id if entry else None,
    )  # fmt: skip


def _why(meaning: Definition, base: Definition, row: Proven) -> str:
    passes, within = (condition_told(each, base) for each in (meaning.passes, meaning.within))
    if base.shape == Shape.YES_NO and not meaning.is_derived:
        passes = _("trả lời «Có»")
    if row.group == "met":
        return _("đúng điều kiện: %(passes)s") % {"passes": passes}
    if row.group == "unmet":
        return _("không đúng điều kiện: %(passes)s") % {"passes": passes}
    if row.group == "outside":
        return _("không thuộc số đơn vị %(within)s") % {"within": within}
    return {
        "given": _("cộng vào số tổng hợp"),
        "absent": _("đơn vị ghi là không áp dụng: không tính vào tử số, mẫu số"),
        "missing": _("chưa gửi báo cáo: không tính vào tử số, mẫu số"),
        "unasked": _("không được giao chỉ tiêu này"),
    }[row.group]


def _parts(meaning: Definition, row: Proven) -> tuple[Any, Any]:
    """What the unit adds to numerator and denominator; nothing where it adds nothing."""
    if not row.cell.count:
        return None, None
    if meaning.passes is not None:
        return row.cell.met, row.cell.count
    has_parts = meaning.adds == Adds.RATIO
    return row.cell.numerator, row.cell.denominator if has_parts else None


def shown(value: Any) -> str:
    """A part of a proof as pages write it."""
    return "–" if value is None else number(value)


def asked_told(question: Question, meaning: Definition | None) -> str:
    """What one saw, and what may be asked about it; nothing is held against anybody."""
    told = {
        "name": meaning.name if meaning else "", "count": number(question.count),
        "text": question.text, "evidence": meaning.evidence if meaning else "",
    }  # fmt: skip
    return {
        "whole": _(
            "«%(name)s» đúng 100 %% trong cả %(count)s kỳ. Có thể hỏi: tử số, mẫu số được đếm từ "
            "sổ nào?"
        ),
        "last_day": _(
            "Cả %(count)s báo cáo đều gửi đúng ngày cuối của hạn. Có thể hỏi: tổng hợp số liệu "
            "vướng ở đâu?"
        ),
        "copied": _(
            "Diễn giải giống hệt nhau ở %(count)s chỗ: «%(text)s» Có thể hỏi: riêng đơn vị đã làm "
            "gì?"
        ),
        "bare": _(
            "«%(name)s» có số liệu, chưa kèm minh chứng (%(evidence)s). Có thể hỏi: xem minh chứng "
            "ở đâu?"
        ),
    }[question.habit] % told  # fmt: skip
