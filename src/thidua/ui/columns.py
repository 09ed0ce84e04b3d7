"""Columns of a list: each makes its cell's HTML in plain Python, once per row."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Any, Literal

from django.template.loader import get_template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from thidua.core.period import today as core_today
from thidua.core.permit import Reason
from thidua.ui import formats
from thidua.ui.components import VERDICTS
from thidua.ui.templatetags.ui import badge, deadline_html

Kind = Literal["text", "number", "money", "percent", "day", "when", "status", "deadline", "long"]


class NotApplicable:
    """A value that this row cannot have; not nothing, and not 0."""

    def __repr__(self) -> str:
        return "NOT_APPLICABLE"


NOT_APPLICABLE = NotApplicable()


@dataclass(frozen=True)
class Column:
    """One column of a list.

    `value` is a path (`person.name`, for `values()` rows `person__name` works as key) or a function
    of the row; by default the `key`. `sort` names the database fields that order by it. Kind
    `status` expects `(tone, label)`; `long` expects safe text and takes a phone's whole width.
    `template` draws the cell by a partial with `row` and `value`: dearer, for a few columns.
    `phone=False` leaves it off phones.
    `sum` names the database field whose sum over the whole list stands in the foot.
    """

    key: str
    label: Reason
    value: str | Callable[[Any], Any] = ""
    kind: Kind = "text"
    sort: Sequence[str] = ()
    template: str = ""
    absent: Reason = ""
    phone: bool = True
    sum: str = ""

    def prepared(self) -> "PreparedColumn":
        return PreparedColumn(self)


class PreparedColumn:
    """A column with everything worked out that is the same in all rows."""

    def __init__(self, column: Column) -> None:
        self.column = column
        self.label = column.label
        self._today = core_today() if column.kind == "deadline" else date.min
        self._template = get_template(column.template) if column.template else None
        self._absent = conditional_escape(str(column.absent or _("chưa có")))
        classes = [f"c-{column.kind}"] + ([] if column.phone else ["off-phone"])
        self._head = format_html('<td class="{}" data-label="{}">', " ".join(classes), column.label)
        self._first = format_html('<th scope="row" class="{}">', " ".join(classes))
        self._badges: dict[Any, SafeString] = {}
        self._read = self._reader(column.value or column.key)

    def _reader(self, value: str | Callable[[Any], Any]) -> Callable[[Any], Any]:
        if callable(value):
            return value
        parts = value.split(".")

        def read(row: Any) -> Any:
            for part in parts:
                row = row[part] if isinstance(row, dict) else getattr(row, part, None)
            return row() if callable(row) else row

        return read

    def raw(self, row: Any) -> Any:
        """The value itself, for a file; a state is told by its word."""
        value = self._read(row)
        if value is NOT_APPLICABLE:
            return _("không áp dụng")
        if self.column.kind == "status" and value:
            return str(value[1] or VERDICTS[value[0]])
        return value

    def cell(self, row: Any, url: str = "", *, head: bool = False) -> SafeString:
        """The table cell; the row's head names it, and with a `url` it links there."""
        inside = self._inside(row)
        if head and not url:
            return mark_safe(f"{self._first}{inside}</th>")  # noqa: S308 - escaped
        if url:
            return mark_safe(f'{self._first}<a href="{conditional_escape(url)}">{inside}</a></th>')  # noqa: S308 - both escaped
        return mark_safe(f"{self._head}{inside}</td>")  # noqa: S308 - both escaped

    def foot(self, total: Any) -> SafeString:
        """The cell of the table's foot; empty where the column has no sum."""
        inside = self._worded(total) if self.column.sum and total is not None else ""
        return mark_safe(f"{self._head}{inside}</td>")  # noqa: S308 - both escaped

    def _inside(self, row: Any) -> str:
        value = self._read(row)
        if self._template is not None:
            return self._template.render({"row": row, "value": value})
        if value is None:
            return f'<span class="absent">{self._absent}</span>'
        if value is NOT_APPLICABLE:
            return f'<span class="absent">{conditional_escape(_("không áp dụng"))}</span>'
        return self._worded(value)

    def _worded(self, value: Any) -> str:
        kind = self.column.kind
        if kind == "status":
            # A list has few states and many rows.
            if value not in self._badges:
                self._badges[value] = badge(*value)
            return self._badges[value]
        if kind == "deadline":
            return deadline_html(value, self._today)
        shown = _PLAIN[kind](value)
        # As `conditional_escape` does, without its detour for lazy text: here it is thousands.
        return shown if isinstance(shown, SafeString) else escape(str(shown))


def cells(columns: Sequence[PreparedColumn], row: Any, url: str = "") -> SafeString:
    """The cells of a row; the first is its head."""
    first, *others = columns
    made = [first.cell(row, url, head=True), *(column.cell(row) for column in others)]
    return mark_safe("".join(made))  # noqa: S308 - each cell is escaped


_PLAIN: dict[str, Callable[[Any], Any]] = {
    "text": lambda value: value,
    "long": lambda value: value,
    "number": formats.number,
    "money": formats.money,
    "percent": formats.percent,
    "day": formats.day,
    "when": formats.when,
}
