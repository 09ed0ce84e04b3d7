"""What is asked of a partner, and of the file of a parcel."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.core import period
from thidua.ui.forms import Form


class UnitForm(Form):
    """Which of our units exchanges: one of those whose exchange one keeps."""

    unit: Any = forms.ModelChoiceField(label=_("Đơn vị của chúng ta"), queryset=None)

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        field.queryset, field.initial = units, units.first()


class StandsForm(Form):
    """Which unit of ours stands for the partner."""

    stands_for: Any = forms.ModelChoiceField(
        label=_("Đơn vị tương ứng trong hệ thống này"), queryset=None, required=False,
        help_text=_("Nếu đối tác là đơn vị đã có ở đây: người họ gửi đến được ghi vào đơn vị này."),
    )  # fmt: skip

    def __init__(self, *args: Any, stand_ins: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["stands_for"]
        field.queryset = stand_ins


class PartnerForm(UnitForm, StandsForm):
    """A partner by the line of its identity."""

    field_order = ("unit", "card", "stands_for")
    card = forms.CharField(
        label=_("Mã định danh của đối tác"), widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Dán cả dòng bắt đầu bằng «thidua-1:» mà đối tác gửi, hoặc quét mã vuông."),
    )  # fmt: skip


class PartnerEditForm(StandsForm):
    """What we call a partner."""

    field_order = ("name", "stands_for")
    name = forms.CharField(label=_("Tên đối tác"), max_length=200)


class ConfirmForm(Form):
    """The fingerprint as the partner itself reads it."""

    fingerprint = forms.CharField(
        label=_("Dấu vân tay đối tác đọc cho bạn"), max_length=80,
        help_text=_("Mười nhóm bốn ký tự, nghe qua điện thoại hoặc đọc trên bản in có dấu của họ."),
    )  # fmt: skip
    how = forms.CharField(
        label=_("Đối chiếu bằng cách nào"), max_length=200,
        help_text=_("Ví dụ: gọi điện cho cán bộ thi đua của đơn vị đó, số máy trong danh bạ."),
    )  # fmt: skip
    on = forms.DateField(label=_("Ngày đối chiếu"), initial=period.today)


class ReceiveForm(UnitForm):
    """The file that a partner sent."""

    field_order = ("unit", "parcel")
    parcel = forms.FileField(
        label=_("Tệp gói tin (.zip)"),
        help_text=_("Tải lên nguyên tệp, không mở ra nén lại: chữ ký sẽ không còn đúng."),
    )  # fmt: skip
