"""What is typed when dossiers rise, come back, are answered, replaced or let past a cap."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.awards import queries
from thidua.awards.forms import LINES, GoOnForm
from thidua.awards.states import PassageState
from thidua.core import period
from thidua.ui.forms import Form, ReasonForm

OUTSIDE = ""


class MeetingForm(Form):
    """The record of the meeting by which a unit without a council proposes."""

    record = forms.CharField(
        label=_("Số biên bản họp bình xét"), max_length=120,
        help_text=_("Đơn vị không có hội đồng nên đề nghị bằng biên bản họp của tập thể."),
    )  # fmt: skip
    record_on = forms.DateField(label=_("Ngày họp bình xét"))

    def __init__(self, *args: Any, by_meeting: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not by_meeting:
            del self.fields["record"], self.fields["record_on"]


class RiseForm(MeetingForm, GoOnForm):
    """To which round above or which body outside, and the letter's number in the register."""

    to_round: Any = forms.ModelChoiceField(
        label=_("Trình lên"), queryset=None, required=False,
        empty_label=_("Cơ quan ngoài hệ thống này"),
    )  # fmt: skip
    to_body = forms.CharField(
        label=_("Cơ quan nhận hồ sơ"), required=False, max_length=200,
        help_text=_("Ghi khi trình cơ quan ngoài hệ thống, ví dụ Ủy ban nhân dân tỉnh."),
    )  # fmt: skip
    number = forms.CharField(
        label=_("Số tờ trình"), required=False, max_length=12,
        help_text=_("Theo sổ văn thư; để trống thì tờ trình in chừa chỗ ghi số."),
    )  # fmt: skip
    dated_on = forms.DateField(label=_("Ngày tờ trình"), required=False)

    def __init__(self, *args: Any, rounds: Any, is_doubtful: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["to_round"].queryset = rounds
        fields["to_round"].label_from_instance = lambda each: f"{each.unit}: {each}"
        fields["reason"].required = is_doubtful
        if not is_doubtful:
            del fields["reason"]
        order = ["to_round", "to_body", "record", "record_on", "number", "dated_on", "reason"]
        self.order_fields(order)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if given.get("to_round") is None and not given.get("to_body", "").strip():
            self.add_error("to_body", _("Chọn đợt xét của cấp trên, hoặc ghi cơ quan nhận hồ sơ."))
        return given


class PickForm(Form):
    """Some dossiers of a list, each ticked by itself."""

    dossiers = forms.MultipleChoiceField(label=_("Hồ sơ"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, rows: Sequence[Any], label: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["dossiers"].choices = [
            (row.pk, f"{row.subject} · {queries.name_of(row.award)} · {row.get_state_display()}")
            for row in rows
        ]
        fields["dossiers"].label = label or fields["dossiers"].label

    def clean_dossiers(self) -> list[int]:
        return [int(key) for key in self.cleaned_data["dossiers"]]


class SendBackForm(PickForm, ReasonForm):
    """Which go back, and why."""

    field_order = ("dossiers", "reason")


class AnswerForm(PickForm):
    """What the body outside answered, when, and by which decision."""

    answer = forms.ChoiceField(
        label=_("Trả lời"), widget=forms.RadioSelect,
        choices=[
            (PassageState.PRAISED, _("đã khen thưởng")),
            (PassageState.RETURNED, _("trả lại để bổ sung")),
            (PassageState.DECLINED, _("không khen thưởng")),
        ],
    )  # fmt: skip
    answered_on = forms.DateField(label=_("Ngày trả lời"))
    outside: Any = forms.ModelChoiceField(
        label=_("Quyết định khen thưởng"), queryset=None, required=False,
        help_text=_("Nhập quyết định vào sổ trước, rồi chọn ở đây."),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Lý do trả lại hoặc không khen thưởng"), required=False, max_length=500,
        widget=LINES,
    )  # fmt: skip

    def __init__(self, *args: Any, decisions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["outside"].queryset = decisions
        fields["answered_on"].initial = period.today()


class ReplaceForm(Form):
    """For whom the next of the reserve steps in."""

    instead_of = forms.TypedChoiceField(
        label=_("Thay cho"), required=False, coerce=int, empty_value=None
    )

    def __init__(self, *args: Any, gone: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["instead_of"].choices = [("", _("không thay cho ai"))] + [
            (row.pk, f"{row.subject} ({row.get_state_display().lower()})") for row in gone
        ]


class ExceptionForm(Form):
    """Why a round may go past a cap."""

    award = forms.CharField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("Lý do cho vượt"), max_length=500, widget=LINES)
