"""What is typed about decisions of other bodies, their names, and honours brought along."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.awards.forms import LINES, award_choices_by_line
from thidua.awards.states import Level, Way
from thidua.core import period
from thidua.orgs.states import Line
from thidua.ui.forms import Form

UNSAID = [("", _("Chọn…"))]


class OutsideForm(Form):
    """A decision as its paper reads."""

    unit: Any = forms.ModelChoiceField(
        queryset=None, label=_("Khen thưởng của đơn vị"),
        help_text=_("Đơn vị có người, tập thể được khen, hoặc đơn vị báo cáo quyết định này."),
    )  # fmt: skip
    reference = forms.CharField(label=_("Số quyết định"), max_length=80)
    decided_on = forms.DateField(label=_("Ngày quyết định"))
    decided_by = forms.CharField(
        label=_("Cơ quan quyết định"), max_length=200,
        help_text=_("Ghi như trên quyết định, ví dụ Tổng Liên đoàn Lao động Việt Nam."),
    )  # fmt: skip
    level = forms.ChoiceField(label=_("Cấp quyết định"), choices=[*UNSAID, *Level.choices])
    line = forms.ChoiceField(label=_("Hệ"), choices=Line.choices)
    award = forms.ChoiceField(label=_("Danh hiệu, hình thức"))
    way = forms.ChoiceField(
        label=_("Loại hình khen thưởng"), choices=[*UNSAID, *Way.choices],
        help_text=_("Đúng như ghi trong quyết định; không suy từ sự kiện."),
    )  # fmt: skip
    year = forms.IntegerField(label=_("Năm thành tích"), min_value=1945)
    movement: Any = forms.ModelChoiceField(
        queryset=None, label=_("Phong trào"), required=False, empty_label=_("Không theo phong trào")
    )  # fmt: skip
    occasion = forms.CharField(
        label=_("Nội dung khen"), required=False, max_length=300, widget=LINES
    )
    collectives = forms.IntegerField(
        label=_("Số tập thể"), required=False, min_value=0,
        help_text=_("Chỉ ghi khi chưa có danh sách tên. Danh sách có tên sẽ thay số này."),
    )  # fmt: skip
    individuals = forms.IntegerField(label=_("Số cá nhân"), required=False, min_value=0)
    unsplit = forms.IntegerField(
        label=_("Số chưa tách tập thể, cá nhân"), required=False, min_value=0,
        help_text=_("Dùng khi nguồn chỉ cho một số chung."),
    )  # fmt: skip
    scan = forms.FileField(label=_("Bản quét quyết định (PDF hoặc ảnh)"), required=False)

    def __init__(self, *args: Any, units: Any, movements: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["unit"].queryset, fields["movement"].queryset = units, movements
        fields["award"].choices = award_choices_by_line()
        fields["year"].initial = period.today().year

    def facts(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        for name in ("unit", "scan", "reason"):
            given.pop(name, None)
        return given


class CorrectForm(OutsideForm):
    """The same once entered: its unit stays, and a reason is asked."""

    reason = forms.CharField(label=_("Lý do sửa"), max_length=300, widget=LINES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["unit"]


class NamesForm(Form):
    """A list of names, pasted or as an Excel file."""

    text = forms.CharField(
        label=_("Dán từ bảng tính: mã hoặc tên"), required=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("Mỗi dòng một người hoặc tập thể: ghi mã, hoặc họ tên, tên đơn vị đầy đủ."),
    )  # fmt: skip
    file = forms.FileField(label=_("Hoặc chọn tệp Excel (.xlsx)"), required=False)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not given.get("text", "").strip() and not given.get("file"):
            self.add_error("text", _("Dán danh sách hoặc chọn tệp."))
        return given


class BringForm(Form):
    """A portable file, and whose it is here."""

    person = forms.CharField(
        label=_("Mã nhân viên ở đơn vị này"), required=False, max_length=40,
        help_text=_("Để trống thì tìm theo họ tên và ngày sinh ghi trong tệp."),
    )  # fmt: skip
    file = forms.FileField(label=_("Tệp lý lịch khen thưởng (.json)"), required=False)
    text = forms.CharField(required=False, widget=forms.HiddenInput)


class NothingForm(Form):
    """For which unit it is said that nobody was praised, and from when to when."""

    unit: Any = forms.ModelChoiceField(queryset=None, label=_("Đơn vị"))
    starts_on = forms.DateField(label=_("Từ ngày"))
    ends_on = forms.DateField(label=_("Đến hết ngày"))
    movement: Any = forms.ModelChoiceField(
        queryset=None, label=_("Phong trào"), required=False, empty_label=_("Cả kỳ"),
        help_text=_("Để trống nếu nói chung cho cả kỳ."),
    )  # fmt: skip

    def __init__(self, *args: Any, units: Any, movements: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["unit"].queryset, fields["movement"].queryset = units, movements


class BelowForm(Form):
    """Whose units below are shown, for which period and movement; all in the address."""

    don_vi: Any = forms.ModelChoiceField(queryset=None, label=_("Đơn vị cấp trên"))
    tu = forms.DateField(label=_("Từ ngày"))
    den = forms.DateField(label=_("Đến hết ngày"))
    phong_trao: Any = forms.ModelChoiceField(
        queryset=None, label=_("Phong trào"), required=False, empty_label=_("Mọi phong trào")
    )  # fmt: skip

    def __init__(self, *args: Any, units: Any, movements: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["don_vi"].queryset, fields["phong_trao"].queryset = units, movements
