"""What is typed: a suggestion in a minute, its passing on, its answer."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.suggestions import queries
from thidua.suggestions.models import Suggestion
from thidua.suggestions.states import Kind
from thidua.ui.forms import Form, PhotoInput, ReasonForm


class SuggestionForm(Form):
    """What, to whom, with or without one's name."""

    kind = forms.ChoiceField(
        label=_("Bạn muốn gửi"), choices=Kind.choices, widget=forms.RadioSelect,
        initial=Kind.SUGGESTION,
    )  # fmt: skip
    text = forms.CharField(
        label=_("Nội dung"), max_length=5000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Không ghi thông tin người bệnh."),
    )  # fmt: skip
    unit: Any = forms.ModelChoiceField(None, label=_("Gửi đến"), empty_label=None)
    movement: Any = forms.ModelChoiceField(
        None, label=_("Về phong trào"), required=False, empty_label=_("Không về phong trào nào")
    )
    photo = forms.FileField(label=_("Ảnh hoặc tệp"), required=False, widget=PhotoInput)
    is_name_kept = forms.BooleanField(label=_("Chỉ người trả lời biết tên tôi"), required=False)

    def __init__(self, *args: Any, actor: Any, on: date, movement: Any = None, **kw: Any) -> None:
        super().__init__(*args, **kw)
        units, running = (
            queries.offered_units(actor, on=on),
            queries.offered_movements(actor, on=on),
        )
        unit_field: Any = self.fields["unit"]
        movement_field: Any = self.fields["movement"]
        unit_field.queryset, movement_field.queryset = units, running
        chosen = running.filter(pk=movement).first() if movement else None
        if chosen is not None:
            self.initial["movement"] = chosen.pk
            self.initial["unit"] = queries.sponsor_of(chosen).pk
        if not running:
            del self.fields["movement"]

    @property
    def facts(self) -> dict[str, Any]:
        """The cleaned facts for the action."""
        given = dict(self.cleaned_data)
        photo = given.pop("photo")
        return {**given, "files": [photo] if photo is not None else []}


class AnswerForm(Form):
    """The answer, as the author will read it."""

    answer = forms.CharField(
        label=_("Nội dung trả lời"), widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Nêu rõ làm gì, ai làm, bao giờ; không làm được thì vì sao."),
    )  # fmt: skip


class PassForm(ReasonForm):
    """To which unit, and why."""

    unit: Any = forms.ModelChoiceField(None, label=_("Chuyển đến"))

    def __init__(self, *args: Any, actor: Any, suggestion: Suggestion, on: date, **kw: Any) -> None:
        super().__init__(*args, **kw)
        field: Any = self.fields["unit"]
        field.queryset = queries.units_to_pass_to(suggestion, actor, on=on)
        self.order_fields(["unit", "reason"])
