"""What the register asks: a scan, and a paper that was made outside."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.core import period
from thidua.documents.states import Retention
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
        "issuer", "title", "number", "symbol", "dated_on", "signer_name", "signer_position",
        "retention", "scan",
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
    retention = forms.ChoiceField(
        label=_("Thời hạn bảo quản"), required=False, choices=[("", _("theo quy định chung")),
                                                             *Retention.choices],
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["scan"].label = _("Tệp đã ký số, hoặc bản quét đã ký, đóng dấu")
        self.fields["scan"].help_text = _(
            "Tệp PDF ký số được kiểm tra chữ ký; tệp đã bị sửa sau khi ký thì không nhận. "
            "Bản quét, ảnh chụp được ghi rõ là bản quét."
        )


class AmendForm(Form):
    """Why a paper is corrected or revoked, by which paper and from when."""

    reason = forms.CharField(
        label=_("Lý do, nội dung"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Giữ trong nội bộ. Trang xác minh công khai chỉ ghi ngày và số văn bản."),
    )
    basis = forms.CharField(
        label=_("Theo văn bản"), max_length=200, help_text=_("Số, ký hiệu, ngày; ví dụ: 15/QĐ-BV.")
    )
    on = forms.DateField(label=_("Từ ngày"), initial=period.today)


class KeepForm(Form):
    """For how long a paper is kept."""

    retention = forms.ChoiceField(label=_("Thời hạn bảo quản"), choices=Retention.choices)


class BookForm(Form):
    """From where a unit's numbers come."""

    issuer: Any = forms.ModelChoiceField(label=_("Đơn vị ban hành"), queryset=None)
    own = forms.ChoiceField(
        label=_("Số lấy từ"),
        choices=[
            ("clerk", _("sổ của văn thư: gõ số sau khi ký")),
            ("own", _("sổ trong phần mềm: số tiếp theo, từ 01 mỗi năm")),
        ],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["issuer"].queryset = units
        fields["issuer"].initial = units.first()


class ArchiveForm(Form):
    """Which papers go into an archive."""

    issuer: Any = forms.ModelChoiceField(label=_("Đơn vị ban hành"), queryset=None)
    year = forms.IntegerField(label=_("Năm"), min_value=2000, max_value=2100)

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["issuer"].queryset = units
        fields["year"].initial = str(period.today().year)  # not grouped as an amount is


class WordTemplateForm(Form):
    """A Word file for one kind of paper of one unit."""

    unit: Any = forms.ModelChoiceField(label=_("Đơn vị"), queryset=None)
    kind = forms.ChoiceField(label=_("Loại văn bản"))
    file = forms.FileField(label=_("Tệp mẫu Word (.docx)"))

    def __init__(self, *args: Any, units: Any, kinds: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["unit"].queryset, fields["unit"].initial = units, units.first()
        fields["kind"].choices = kinds
