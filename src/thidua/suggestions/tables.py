"""Columns and filters of the list of suggestions."""

from typing import Any

import django_filters as filters
from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.core import period
from thidua.movements.filters import PlaceFilter, day_in_address
from thidua.suggestions import queries, rules
from thidua.suggestions.states import SETTLED, WAITING, Kind, State
from thidua.ui.columns import Column
from thidua.ui.components import Tone

TONES: dict[str, Tone] = {
    State.RECEIVED: "work", State.PASSED_ON: "work", State.ANSWERED: "pass",
    State.CLOSED: "pass", State.REOPENED: "hold",
}  # fmt: skip
_KINDS = dict(Kind.choices)


def status(row: dict[str, Any]) -> tuple[str, str]:
    return TONES[row["state"]], str(State(row["state"]).label)


SUGGESTIONS = (
    Column("text", _("Nội dung"), value=lambda row: rules.headline(row["text"])),
    Column("kind", _("Loại"), value=lambda row: _KINDS[row["kind"]], phone=False),
    Column("unit__name", _("Đơn vị đang giữ"), sort=("unit__sort_key",)),
    Column("due_on", _("Hạn trả lời"), kind="deadline", sort=("due_on",), absent=_("không còn hạn"),
           value=lambda row: row["due_on"] if row["state"] in WAITING else None),
    Column("author_name", _("Người gửi"), absent=_("không nêu tên"), phone=False),
    Column("received_on", _("Ngày gửi"), kind="day", sort=("received_on",), phone=False),
    Column("state", _("Trạng thái"), kind="status", value=status, sort=("state",)),
)  # fmt: skip


class SuggestionFilter(PlaceFilter):
    """Whose turn, kind, state, late or not, holding unit, movement; offered is what occurs."""

    whose = filters.ChoiceFilter(
        label=_("Của ai"), method="by_turn",
        choices=[("mine", _("Tôi gửi")), ("answer", _("Chờ tôi trả lời"))],
    )  # fmt: skip
    kind = filters.ChoiceFilter(label=_("Loại"), choices=Kind.choices)
    state = filters.ChoiceFilter(
        label=_("Trạng thái"), method="by_state",
        choices=[
            ("waiting", _("Chưa trả lời")), ("settled", _("Đã trả lời, kể cả đã khép lại")),
            *State.choices,
        ],
    )  # fmt: skip
    late = filters.BooleanFilter(
        label=_("Chỉ quá hạn"), method="by_lateness", widget=forms.CheckboxInput
    )
    unit = filters.ChoiceFilter(label=_("Đơn vị đang giữ"), method="by_unit")
    movement = filters.ChoiceFilter(label=_("Phong trào"), field_name="movement")
    alone = filters.BooleanFilter(method="as_it_is", widget=forms.HiddenInput)
    received_from = day_in_address("received_on", "gte")
    received_to = day_in_address("received_on", "lte")
    answered_from = day_in_address("answered_on", "gte")
    answered_to = day_in_address("answered_on", "lte")

    def by_turn(self, rows: Any, _name: str, whose: str) -> Any:
        if whose == "mine":
            return rows.filter(author=self.request.user.pk)
        waiting = queries.awaiting(self.request.user, on=period.today()).order_by()
        return rows.filter(pk__in=waiting.values("pk"))

    def by_state(self, rows: Any, _name: str, state: str) -> Any:
        if state == "waiting":
            return rows.filter(state__in=WAITING)
        if state == "settled":
            return rows.filter(state__in=SETTLED)
        return rows.filter(state=state)

    def by_lateness(self, rows: Any, _name: str, wanted: bool) -> Any:
        late = rows.filter(state__in=WAITING, due_on__lt=period.today())
        return late if wanted else rows
