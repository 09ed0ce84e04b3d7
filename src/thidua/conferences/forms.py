"""What is typed of conferences."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.awards.queries import name_of, units_run_by
from thidua.legal.packs import packs
from thidua.ui.forms import Form


class ConferenceForm(Form):
    """Name, years, day, place, and what honours make a candidate."""

    name = forms.CharField(
        label=_("Tên hội nghị"), max_length=200,
        help_text=_("Ví dụ: Hội nghị điển hình tiên tiến giai đoạn 2021 - 2025."),
    )  # fmt: skip
    first_year = forms.IntegerField(label=_("Từ năm"), min_value=1990, max_value=2100)
    last_year = forms.IntegerField(label=_("Đến năm"), min_value=1990, max_value=2100)
    held_on = forms.DateField(label=_("Ngày tổ chức"), required=False, widget=forms.DateInput())
    place = forms.CharField(label=_("Địa điểm"), max_length=200, required=False)
    least_of_people = forms.IntegerField(
        label=_("Cá nhân được khen ít nhất (lần)"), min_value=1, max_value=50, initial=2
    )
    least_of_units = forms.IntegerField(
        label=_("Tập thể được khen ít nhất (lần)"), min_value=1, max_value=50, initial=2
    )
    awards = forms.MultipleChoiceField(
        label=_("Chỉ tính các danh hiệu, hình thức"), required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Không đánh dấu mục nào: tính mọi khen thưởng trong giai đoạn."),
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        awards: Any = self.fields["awards"]
        awards.choices = sorted(
            ((code, name_of(code)) for code in packs()), key=lambda each: each[1]
        )
        if actor is not None:
            self.fields["unit"] = forms.ModelChoiceField(
                units_run_by(actor), label=_("Đơn vị tổ chức"), empty_label=None
            )
            self.order_fields(["unit"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("first_year"), cleaned.get("last_year")
        if first and last and last < first:
            self.add_error("last_year", gettext("Năm cuối không thể trước năm đầu."))
        return cleaned


class QuotaForm(Form):
    """Places for each unit below; empty means no limit."""

    def __init__(self, *args: Any, units: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for unit in units:
            self.fields[f"unit_{unit.pk}"] = forms.IntegerField(
                label=unit.name, min_value=0, max_value=5000, required=False
            )

    @property
    def places(self) -> dict[int, int | None]:
        return {int(name.removeprefix("unit_")): n for name, n in self.cleaned_data.items()}


class NominateForm(Form):
    """Why this one."""

    reason = forms.CharField(
        label=_("Lý do giới thiệu"), widget=forms.Textarea(attrs={"rows": 5}), max_length=4000,
        help_text=_("Việc làm nổi bật, kết quả, mức độ lan tỏa; cấp trên và hội nghị sẽ đọc."),
    )  # fmt: skip


class GuestsForm(Form):
    """One guest a line: name, a comma, office."""

    guests = forms.CharField(
        label=_("Khách mời"), widget=forms.Textarea(attrs={"rows": 10}), required=False,
        help_text=_("Mỗi dòng một người: họ và tên, dấu phẩy, chức vụ và cơ quan."),
    )  # fmt: skip

    @property
    def rows(self) -> list[tuple[str, str]]:
        found = []
        for line in self.cleaned_data["guests"].splitlines():
            name, _comma, office = line.partition(",")
            if line.strip():
                found.append((name, office))
        return found
