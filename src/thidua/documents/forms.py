"""What the register asks: a scan, and a paper that was made outside."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.ui.forms import Form, PhotoInput


class ScanForm(Form):
    """The picture of what was signed and sealed."""

    scan = forms.FileField(
        label=_("Bản quét đã ký, đóng dấu"),
        help_text=_("Tệp PDF, hoặc ảnh chụp rõ cả trang."),
        widget=PhotoInput,
    )


class OutsideForm(ScanForm):
    """A paper written, signed and numbered elsewhere."""

    field_order = (
        "issuer", "title", "number", "symbol", "dated_on", "signer_name", "signer_position", "scan",
    )  # fmt: skip
    issuer: Any = forms.ModelChoiceField(label=_("Đơn vị ban hành"), queryset=None)
    title = forms.CharField(label=_("Trích yếu"), max_length=400)
    number = forms.IntegerField(label=_("Số"), min_value=1)
    symbol = forms.CharField(
        label=_("Ký hiệu"), max_length=40, help_text=_("Ví dụ: QĐ-BV, TTr-BV.")
    )
    dated_on = forms.DateField(label=_("Ngày ban hành"))
    signer_name = forms.CharField(label=_("Người ký"), max_length=120)
    signer_position = forms.CharField(label=_("Chức vụ người ký"), max_length=120, required=False)
