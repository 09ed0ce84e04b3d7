"""A plan's checklist by indicator and a unit's reported figures, as pages and prints show them."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.indicators.reported import figure_told
from thidua.indicators.wording import span_told
from thidua.oversight import queries
from thidua.oversight.models import Plan, Question, Visit

HOW = (
    gettext_lazy(
        "Với mỗi dòng, ghép mã rút mẫu, một dấu xuống dòng và mã của dòng (UTF-8, dạng NFC), rồi "
        "tính SHA-256. Trong mỗi nhóm, xếp các dòng theo kết quả từ nhỏ đến lớn và lấy từ trên "
        "xuống, đủ phần của nhóm."
    ),
    gettext_lazy(
        "Phần của nhóm tỷ lệ với số dòng của nhóm, làm tròn xuống, ít nhất là một nếu mẫu đủ chỗ; "
        "chỗ còn lại về nhóm có phần lẻ lớn nhất."
    ),
)
"""How anybody repeats a draw: `rules`, in the words of a page."""


@dataclass(frozen=True)
class Figure:
    """One figure that a unit reported in the time that is looked at."""

    entry: Any
    report: Any
    name: str
    value: str
    span: str
    is_drawn: bool


def figures_of(visit: Visit) -> list[Figure]:
    """Report by report, in the order of the set."""
    meanings, drawn = queries.meanings_of(visit.plan), queries.drawn_reports(visit)
    reports = queries.reports_under(visit.plan, visit.unit)
    entries = queries.entries_in(reports)
    return [
        Figure(
            entry, report, meaning.name, figure_told(meaning, entry),
            span_told(report.starts_on, report.ends_on), report.pk in drawn,
        )
        for report in reports
        for key, meaning in meanings.items()
        if (entry := entries[report.pk].get(key)) is not None
    ]  # fmt: skip


def parts_of(plan: Plan) -> list[tuple[str, list[Question]]]:
    """The checklist by indicator, general questions first."""
    names = {key: meaning.name for key, meaning in queries.meanings_of(plan).items()}
    found: dict[str, list[Question]] = {}
    for question in sorted(queries.questions_of(plan), key=lambda q: q.indicator_id is not None):
        name = names.get(question.indicator_id or 0, _("Chung"))
        found.setdefault(name, []).append(question)
    return list(found.items())
