"""What is typed about unscheduled praise."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.awards.forms import LINES, ONLY_CHECKED
from thidua.awards.states import Confirmation
from thidua.core import period
from thidua.orgs.queries import people_named
from thidua.orgs.typed import the_one
from thidua.ui.forms import Form


class DeedForm(Form):
    """Who did what and when: all that a head types."""

    title = forms.CharField(
        label=_("Việc làm"), max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Một câu, in trên giấy khen. Không nêu tên hoặc bệnh của người bệnh."),
    )  # fmt: skip
    who = forms.CharField(
        label=_("Ai"), required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Họ tên hoặc mã nhân viên, mỗi người một dòng. Để trống nếu khen cả tập thể."),
    )  # fmt: skip
    done_on = forms.DateField(label=_("Ngày"))
    unit: Any = forms.ModelChoiceField(label=_("Đơn vị"), queryset=None)
    text = forms.CharField(
        label=_("Kể thêm"), required=False, widget=LINES,
        help_text=_("Không bắt buộc: kết quả, ai chứng kiến."),
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        fields: dict[str, Any] = self.fields
        fields["unit"].queryset = units

    def clean_who(self) -> list[Any]:
        lines = [line.strip() for line in self.cleaned_data["who"].splitlines()]
        return [
            the_one(
                people_named(self.actor, line), line,
                unknown=_("Không có ai tên «%(name)s» trong đơn vị.") % {"name": line},
            )
            for line in lines if line
        ]  # fmt: skip

    def clean_done_on(self) -> Any:
        day = self.cleaned_data["done_on"]
        if day > period.today():
            raise forms.ValidationError(_("Ngày của việc làm chưa tới."))
        return day


class ForwardForm(Form):
    """What the officer confirms, and who is asked before the head decides."""

    confirmed = forms.MultipleChoiceField(
        label=_("Đơn vị xác nhận"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=[
            (each.value, each.label) for each in (
                Confirmation.ATTAINED, Confirmation.LAW_ABIDING, Confirmation.NO_HOLD,
                Confirmation.NO_DISCIPLINE,
            )
        ],
        help_text=ONLY_CHECKED,
    )  # fmt: skip
    council: Any = forms.ModelChoiceField(
        label=_("Hội đồng cho ý kiến"), queryset=None, required=False,
        empty_label=_("không lấy ý kiến hội đồng"),
        help_text=_("Hội đồng có thể cho ý kiến bằng văn bản, không cần họp."),
    )  # fmt: skip
    regulation = forms.CharField(
        label=_("Số, ngày quy chế cho phép không lấy ý kiến hội đồng"), required=False,
        max_length=200, help_text=_("Chỉ ghi khi không chọn hội đồng."),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Lý do đi tiếp khi chưa đủ thông tin"), required=False, max_length=500,
        widget=LINES, help_text=_("Ghi trong hồ sơ và nhật ký; hội đồng đọc được."),
    )  # fmt: skip

    def __init__(self, *args: Any, councils: Any, is_doubtful: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["council"].queryset = councils
        if not is_doubtful:
            fields["reason"].widget.attrs["rows"] = 2

    def facts(self) -> dict[str, bool]:
        return dict.fromkeys(self.cleaned_data["confirmed"], True)


class TermForm(Form):
    """How fast a unit wants to praise."""

    unit: Any = forms.ModelChoiceField(label=_("Đơn vị"), queryset=None)
    days = forms.IntegerField(label=_("Số ngày mong muốn"), min_value=1)
    source = forms.CharField(
        label=_("Theo văn bản của đơn vị"),
        max_length=200,
        help_text=_("Đây là mong muốn của đơn vị, không phải thời hạn của pháp luật."),
    )

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["unit"].queryset = units
