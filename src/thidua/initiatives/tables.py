"""Columns and filters of the lists of initiatives and of difficulties."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import django_filters as filters
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from thidua.core import period
from thidua.core.permit import Reason
from thidua.initiatives import queries
from thidua.initiatives.models import Entry, Initiative
from thidua.initiatives.states import Benefit, EntryState, Recognition
from thidua.movements.filters import PlaceFilter
from thidua.orgs import queries as orgs
from thidua.ui import formats
from thidua.ui.columns import Column
from thidua.ui.components import Tone

TONES: dict[str, Tone] = {
    EntryState.DRAFT: "draft",
    EntryState.SUBMITTED: "work",
    EntryState.RETURNED: "hold",
    EntryState.VERIFIED: "pass",
}
NEXT: dict[str, Reason] = {
    EntryState.DRAFT: _("Người nhập viết xong, gửi"),
    EntryState.SUBMITTED: _("Trưởng đơn vị xác nhận"),
    EntryState.RETURNED: _("Tác giả bổ sung, gửi lại"),
    EntryState.VERIFIED: _("Xong"),
}
RECOGNITION_TONES: dict[str, Tone] = {
    Recognition.IN_COUNCIL: "work",
    Recognition.RECOMMENDED: "work",
    Recognition.NOT_RECOMMENDED: "hold",
    Recognition.RECOGNISED: "honour",
    Recognition.REFUSED: "fail",
}
RECOGNITION_NEXT: dict[str, Reason] = {
    Recognition.NONE: _("Đưa ra hội đồng sáng kiến"),
    Recognition.IN_COUNCIL: _("Hội đồng sáng kiến xét"),
    Recognition.RECOMMENDED: _("Người đứng đầu quyết định công nhận"),
    Recognition.NOT_RECOMMENDED: _("Người đứng đầu quyết định"),
    Recognition.RECOGNISED: _("Xong"),
    Recognition.REFUSED: _("Xong"),
}
NEXT_BY_OFFICER: Reason = _("Cán bộ thi đua, khen thưởng xác nhận")


def by_choice(choices: type[Any], field: str) -> Callable[[dict[str, Any]], str]:
    """The word of a stored code; empty where none is chosen yet."""
    words = dict(choices.choices)
    return lambda row: str(words.get(row[field], ""))


def status(row: dict[str, Any]) -> tuple[str, str]:
    """Recognition is told to all; what comes before it, to those who take part (`recognition`)."""
    if row.get("recognition") == Recognition.RECOGNISED:
        return "honour", str(Recognition.RECOGNISED.label)
    return TONES[row["state"]], str(EntryState(row["state"]).label)


def recognition(row: dict[str, Any]) -> tuple[str, str] | None:
    """Where it stands before council and head; nothing before it is verified."""
    if row["state"] != EntryState.VERIFIED:
        return None
    here = Recognition(row["recognition"])
    return RECOGNITION_TONES.get(here, "draft"), str(here.label)


def standing_of(entry: Entry) -> tuple[str, str, str]:
    """For its writers: how far it has come, the tone of that, and the next step."""
    if isinstance(entry, Initiative) and entry.recognition != Recognition.NONE:
        here = Recognition(entry.recognition)
        return str(here.label), RECOGNITION_TONES[here], str(RECOGNITION_NEXT[here])
    label = str(EntryState(entry.state).label)
    if isinstance(entry, Initiative) and entry.state == EntryState.VERIFIED:
        return label, TONES[entry.state], str(RECOGNITION_NEXT[Recognition.NONE])
    return label, TONES[entry.state], str(NEXT[entry.state])


def next_step(row: dict[str, Any]) -> Reason:
    """Who is to act: where nobody but an author leads the unit, the officer verifies."""
    waits = row["state"] == EntryState.SUBMITTED
    return NEXT_BY_OFFICER if waits and not row["has_head"] else NEXT[row["state"]]


def whole_status(row: dict[str, Any]) -> tuple[str, str]:
    """For officers and heads of hospitals: how far recognition is, once it is on its way."""
    on_its_way = row["recognition"] != Recognition.NONE
    return (on_its_way and recognition(row)) or status(row)


def whole_next_step(row: dict[str, Any]) -> Reason:
    """The same: what a verified initiative waits for."""
    if row["state"] == EntryState.VERIFIED:
        return RECOGNITION_NEXT[row["recognition"]]
    return next_step(row)


def figure(row: dict[str, Any]) -> str:
    """«45 → 30 phút»; what was not measured is left out."""
    values = [
        formats.number(value)
        for value in (row["figure_before"], row["figure_after"])
        if value is not None
    ]
    return f"{' → '.join(values)} {row['figure_unit']}" if values else ""


def authors(row: dict[str, Any]) -> str:
    """The first author, and how many others."""
    first, *others = row["author_names"]
    if not others:
        return str(first)
    return ngettext("%(first)s và %(n)s người", "%(first)s và %(n)s người", len(others)) % {
        "first": first,
        "n": len(others),
    }


INITIATIVES = (
    Column("title", _("Tên sáng kiến"), sort=("title",)),
    Column("authors", _("Tác giả"), value=authors),
    Column("unit__name", _("Đơn vị"), sort=("unit__sort_key",)),
    Column("figure", _("Trước → sau"), value=figure, phone=False),
    Column("submitted_at", _("Ngày gửi"), kind="day", sort=("submitted_at",), absent=_("chưa gửi")),
    Column("state", _("Trạng thái"), kind="status", value=status, sort=("state",)),
    Column("next", _("Bước tiếp theo"), value=next_step),
)
# Those who examine read the whole way in the columns that others read its first half in.
EXAMINED = tuple(
    replace(column, value={"state": whole_status, "next": whole_next_step}[column.key])
    if column.key in ("state", "next")
    else column
    for column in INITIATIVES
)
RECOGNITION = Column(
    "recognition", _("Kết quả công nhận"), kind="status", value=recognition, sort=("recognition",),
    absent=_("chưa xác nhận"),
)  # fmt: skip
INITIATIVES_IN_FULL = (
    Column("title", _("Tên sáng kiến"), sort=("title",)),
    Column("authors", _("Tác giả"), value=lambda row: ", ".join(row["author_names"])),
    Column("unit__name", _("Đơn vị"), sort=("unit__sort_key",)),
    Column("benefit", _("Loại lợi ích"), value=by_choice(Benefit, "benefit")),
    Column("figure_name", _("Số đo")),
    Column("figure_before", _("Số liệu trước"), kind="number"),
    Column("figure_after", _("Số liệu sau"), kind="number"),
    Column("figure_unit", _("Đơn vị tính")),
    Column("applied_on", _("Áp dụng lần đầu ngày"), kind="day"),
    Column("submitted_at", _("Ngày gửi"), kind="day", sort=("submitted_at",)),
    Column("state", _("Trạng thái"), kind="status", value=status, sort=("state",)),
    Column("recognition_number", _("Quyết định công nhận số")),
    Column("recognised_on", _("Công nhận ngày"), kind="day"),
)
DIFFICULTIES = (
    Column("title", _("Khó khăn đã tháo gỡ"), sort=("title",)),
    Column("entered_by__full_name", _("Người nhập")),
    Column("unit__name", _("Đơn vị"), sort=("unit__sort_key",)),
    Column("solved_on", _("Giải quyết xong"), kind="day", sort=("solved_on",)),
    Column("submitted_at", _("Ngày gửi"), kind="day", sort=("submitted_at",), absent=_("chưa gửi")),
    Column("state", _("Trạng thái"), kind="status", value=status, sort=("state",)),
    Column("next", _("Bước tiếp theo"), value=next_step),
)


class EntryFilter(PlaceFilter):
    """State, unit, movement, days of sending, one's own; offered is what occurs in the list."""

    state = filters.ChoiceFilter(
        label=_("Trạng thái"),
        choices=[*EntryState.choices, (queries.STANDING_NAME, _("Đã gửi, không bị trả lại"))],
        method="by_state",
    )
    unit = filters.ChoiceFilter(label=_("Đơn vị"), method="by_unit")
    movement = filters.ChoiceFilter(label=_("Phong trào"), field_name="movement")
    sent_from = filters.DateFilter(label=_("Gửi từ ngày"), method="by_first_day")
    sent_to = filters.DateFilter(label=_("Gửi đến hết ngày"), method="by_last_day")
    mine = filters.BooleanFilter(
        label=_("Chỉ của tôi"), method="by_own", widget=forms.CheckboxInput
    )
    waiting = filters.BooleanFilter(
        label=_("Chờ tôi xác nhận"), method="by_waiting", widget=forms.CheckboxInput
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not orgs.holds_anywhere(self.request.user, *queries.VERIFIERS):
            del self.filters["waiting"]

    def by_state(self, rows: Any, _name: str, state: str) -> Any:
        return rows.filter(
            state__in=queries.STANDING if state == queries.STANDING_NAME else [state]
        )

    def by_first_day(self, rows: Any, _name: str, day: Any) -> Any:
        return rows.filter(submitted_at__gte=period.start_of_day(day))

    def by_last_day(self, rows: Any, _name: str, day: Any) -> Any:
        return rows.filter(submitted_at__lt=period.start_of_day(day + timedelta(days=1)))

    def by_own(self, rows: Any, _name: str, wanted: bool) -> Any:
        if not wanted:
            return rows
        own = queries.own_entries(self.request.user, rows.model)
        return rows.filter(pk__in=own.values("pk"))

    def by_waiting(self, rows: Any, _name: str, wanted: bool) -> Any:
        if not wanted:
            return rows
        waiting = queries.awaiting(self.request.user, rows.model, on=period.today())
        return rows.filter(pk__in=waiting.values("pk"))


class InitiativeFilter(EntryFilter):
    benefit = filters.ChoiceFilter(label=_("Loại lợi ích"), choices=Benefit.choices)
    recognition = filters.ChoiceFilter(label=_("Kết quả công nhận"), choices=Recognition.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not orgs.holds_anywhere(self.request.user, *queries.EXAMINERS):
            self.filters["recognition"].extra["choices"] = [
                (Recognition.RECOGNISED, Recognition.RECOGNISED.label)
            ]
