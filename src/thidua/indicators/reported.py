"""A report's figures in words: value, not applicable, not reported, and questions to them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from thidua.indicators import queries, rules
from thidua.indicators.models import Correction, Definition, Entry, Report
from thidua.indicators.states import Frequency, ReportState, Shape, Standing
from thidua.indicators.wording import goal_told, span_told
from thidua.ui.components import Tone
from thidua.ui.formats import number

TONES: dict[str, Tone] = {
    ReportState.OPEN: "draft", ReportState.RETURNED: "hold", ReportState.REPORTED: "work",
    ReportState.CHECKED: "work", ReportState.ACCEPTED: "pass", ReportState.LOCKED: "pass",
}  # fmt: skip


def tone_of(state: str) -> Tone:
    return TONES[state]


def slot_told(frequency: str, starts_on: date, ends_on: date) -> str:
    """The period of a report; a whole movement is told from a year of the same days."""
    span = span_told(starts_on, ends_on)
    if frequency != Frequency.MOVEMENT:
        return span
    return f"{span}, {str(Frequency.MOVEMENT.label).lower()}"


@dataclass(frozen=True)
class Shown:
    """One indicator of a report as a page and a print show it."""

    meaning: Definition
    entry: Entry | None
    value: str
    before: str
    goal: str
    is_met: bool | None
    question: str
    elsewhere: str
    is_own: bool
    files: Sequence[Any]

    @property
    def key(self) -> int:
        return self.meaning.indicator_id


def figure_told(meaning: Definition, entry: Entry | None) -> str:
    """«80 / 100 = 80 %», «không áp dụng», «chưa báo cáo»: nought is a figure as any other."""
    if entry is None:
        return _("chưa báo cáo")
    if entry.standing == Standing.NOT_APPLICABLE or entry.numerator is None:
        return _("không áp dụng")
    said = entry.numerator
    if meaning.shape == Shape.YES_NO:
        return _("Có") if said else _("Không")
    if meaning.shape == Shape.LEVEL:
        return str(meaning.levels[int(said)])
    if entry.denominator:
        share = number(said * 100 / entry.denominator, meaning.decimals)
        return f"{number(said)} / {number(entry.denominator)} = {share} %"
    return f"{number(said)} {meaning.counted_in}".strip()


def judged(meaning: Definition, entry: Entry) -> Decimal | None:
    """The figure that a target judges: a share in per cent, else the number itself."""
    if entry.numerator is None:
        return None
    said: Decimal = entry.numerator
    return said * rules.HUNDRED / entry.denominator if entry.denominator else said


def shown_of(
    report: Report, asked: Sequence[tuple[Any, Definition]], entries: Mapping[int, Entry]
) -> list[Shown]:
    """Every indicator that is asked, in the order of the set."""
    goals = queries.goals_of(report.set, report.unit, report.starts_on, report.ends_on)
    last = queries.before(report)
    files: dict[str, list[Any]] = {}
    for file in queries.evidence_of(report):
        files.setdefault(file.role, []).append(file)
    found = []
    for row, meaning in asked:
        entry, previous = entries.get(row.indicator_id), last.get(row.indicator_id)
        target = goals.get(row.indicator_id)
        figure = judged(meaning, entry) if entry else None
        other = entry is not None and entry.report_id != report.pk
        found.append(
            Shown(
                meaning=meaning, entry=entry, value=figure_told(meaning, entry),
                before=figure_told(meaning, previous) if previous else "",
                goal=goal_told(target.goal, meaning) if target else "",
                is_met=target.goal.is_met_by(figure)
                if target is not None and figure is not None else None,
                question=question_of(meaning, entry, previous),
                elsewhere=str(entry.report.set) if other and entry else "", is_own=row.is_own,
                files=files.get(queries.evidence_role(row.indicator_id), []),
            )
        )  # fmt: skip
    return found


def question_of(meaning: Definition, entry: Entry | None, last: Entry | None) -> str:
    """What a reporter is asked; an answer in the note settles it, and nothing is blocked."""
    if entry is None or last is None or meaning.shape not in {Shape.NUMBER, Shape.RATIO}:
        return ""
    now, before = judged(meaning, entry), judged(meaning, last)
    if now is None or before is None or entry.note.strip() or not rules.jumps(now, before):
        return ""
    return _(
        "Số liệu khác kỳ trước từ hai lần trở lên (kỳ trước: %(before)s). "
        "Nếu đúng, nêu lý do ở diễn giải."
    ) % {"before": figure_told(meaning, last)}  # fmt: skip


def uneven_told(denominators: Iterable[tuple[str, str, Decimal]]) -> list[str]:
    """What is counted twice with different results, as a question each."""
    return [
        _("«%(what)s» ghi khác nhau ở các chỉ tiêu: %(names)s. Nếu đúng như vậy, nêu lý do.")
        % {"what": what, "names": "; ".join(names)}
        for what, names in rules.uneven(denominators)
    ]


def corrections_told(
    meaning: Definition, corrections: Iterable[Correction]
) -> list[tuple[Correction, str, str]]:
    """Each change after acceptance with the figure before and after it."""
    return [
        (
            each,
            figure_told(meaning, _as_entry(each.before)),
            figure_told(meaning, _as_entry(each.after)),
        )
        for each in corrections
    ]


def _as_entry(kept: Mapping[str, Any]) -> Entry:
    numbers = {
        name: None if kept[name] is None else Decimal(kept[name])
        for name in ("numerator", "denominator")
    }
    return Entry(standing=kept["standing"], note=kept["note"], **numbers)
