"""How states look, and the columns of the list of conferences."""

from django.utils.translation import gettext_lazy as _

from thidua.conferences.states import ConferenceState, NominationState
from thidua.ui.columns import Column
from thidua.ui.components import Tone

TONES: dict[str, Tone] = {
    ConferenceState.DRAFT: "draft", ConferenceState.NOMINATING: "work",
    ConferenceState.CONFIRMED: "honour",
}  # fmt: skip
NOMINATION_TONES: dict[str, Tone] = {
    NominationState.NOMINATED: "work", NominationState.RETURNED: "hold",
    NominationState.CONFIRMED: "honour", NominationState.WITHDRAWN: "draft",
}  # fmt: skip
CONFERENCES = (
    Column("name", _("Hội nghị"), sort=("name",)),
    Column("unit", _("Đơn vị tổ chức"), value="unit.name", phone=False),
    Column("years", _("Giai đoạn"), value=lambda row: f"{row.first_year} - {row.last_year}",
           sort=("last_year",)),
    Column("held_on", _("Ngày tổ chức"), kind="day", sort=("held_on",), absent=_("chưa định")),
    Column("nominated", _("Đã giới thiệu"), kind="number", sort=("nominated",)),
    Column("delegates", _("Đại biểu"), kind="number", sort=("delegates",)),
    Column("state", _("Trạng thái"), kind="status", sort=("state",),
           value=lambda row: (TONES[row.state], row.get_state_display())),
)  # fmt: skip
