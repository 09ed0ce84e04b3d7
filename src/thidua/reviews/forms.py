"""Forms of reviews: the span of a new one, the signed scan, number and day, a reason."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.ui.forms import Form


class DraftForm(Form):
    """Which days the figures count, and the symbol of the report."""

    starts_on = forms.DateField(label=_("Số liệu từ ngày"))
    as_of = forms.DateField(
        label=_("Số liệu đến hết ngày"),
        help_text=_("Số liệu chỉ đổi khi bạn bấm cập nhật; báo cáo đã trình ký thì giữ nguyên."),
    )
    symbol = forms.CharField(
        label=_("Ký hiệu"), max_length=40, help_text=_("Phần sau số, ví dụ BC-BV.")
    )


class ScanForm(Form):
    """The signed paper, if it was scanned."""

    scan = forms.FileField(label=_("Bản quét đã ký (PDF)"), required=False)


class NumberForm(Form):
    """Number and day as the clerk's register has them."""

    number = forms.IntegerField(label=_("Số"), min_value=1)
    dated_on = forms.DateField(label=_("Ngày ban hành"))


class AddForm(Form):
    """A new block: what, of which table, after which other."""

    what = forms.ChoiceField(label=_("Thêm"))
    after = forms.ChoiceField(label=_("Đặt sau mục"), required=False)

    def __init__(self, *args: Any, what: Any, after: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["what"].choices = what
        fields["after"].choices = after
