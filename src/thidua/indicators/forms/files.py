"""What is chosen and given for reports as Excel files: the period, and the file."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.ui.forms import Form


class PeriodForm(Form):
    """For which period the form is wanted."""

    ky = forms.ChoiceField(label=_("Kỳ báo cáo"))

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["ky"].choices = choices


class FiguresFileForm(Form):
    """A form that was filled in."""

    file = forms.FileField(
        label=_("Mẫu đã ghi số liệu (.xlsx)"),
        help_text=_("Tệp được đọc và xem trước; chưa ghi gì vào báo cáo cho đến khi bạn bấm nhận."),
    )
