"""Of which unit and which days a table is asked for; to whom it is sent."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.analytics import queries, rules
from thidua.core import period
from thidua.movements.queries import visible_to as movements_visible_to
from thidua.ui.forms import Form

PARTS = (
    ("nam", _("Cả năm")), ("dau", _("6 tháng đầu năm")), ("cuoi", _("6 tháng cuối năm")),
    ("q1", _("Quý I")), ("q2", _("Quý II")), ("q3", _("Quý III")), ("q4", _("Quý IV")),
)  # fmt: skip


class ScopeForm(Form):
    """A unit with those below it, a part of a year or days, and perhaps one movement."""

    don_vi: Any = forms.ModelChoiceField(queryset=None, label=_("Đơn vị"), empty_label=None)
    nam = forms.TypedChoiceField(label=_("Năm"), coerce=int)
    ky = forms.ChoiceField(label=_("Kỳ"), choices=PARTS)
    tu = forms.DateField(label=_("hoặc từ ngày"), required=False)
    den = forms.DateField(label=_("đến hết ngày"), required=False)
    phong_trao: Any = forms.ModelChoiceField(
        queryset=None, label=_("Phong trào"), required=False, empty_label=_("Mọi phong trào")
    )
    rieng = forms.BooleanField(label=_("Riêng đơn vị này, không tính bên dưới"), required=False)

    def __init__(self, data: Any, *, actor: Any, unit: Any, by_movement: bool) -> None:
        this = period.today().year
        given = {name: data.get(name, "") for name in self.base_fields}
        given["don_vi"] = unit.pk if unit is not None else ""
        given["nam"], given["ky"] = given["nam"] or str(this), given["ky"] or "nam"
        super().__init__(given)
        fields: dict[str, Any] = self.fields
        fields["don_vi"].queryset = queries.units_for(actor)
        fields["nam"].choices = [(year, str(year)) for year in range(this + 1, this - 16, -1)]
        if by_movement:
            fields["phong_trao"].queryset = movements_visible_to(actor).order_by("-pk")
        else:
            del fields["phong_trao"]

    def clean(self) -> dict[str, Any]:
        found: dict[str, Any] = super().clean() or self.cleaned_data
        start, end = found.get("tu"), found.get("den")
        if (start is None) is not (end is None):
            self.add_error("den", gettext("Ghi cả ngày đầu và ngày cuối, hoặc để trống cả hai."))
        elif start is not None and end is not None and end < start:
            self.add_error("den", gettext("Ngày cuối phải từ ngày đầu trở đi."))
        return found

    @property
    def span(self) -> period.Period:
        """The days asked for; the running year where the form is wrong."""
        if not self.is_valid():
            return period.year(period.today().year)
        found = self.cleaned_data
        if found["tu"] and found["den"]:
            return period.Period(found["tu"], found["den"])
        return rules.part_of(found["nam"], found["ky"])


class SendForm(Form):
    """Who receives the statistic."""

    receiver = forms.CharField(
        label=_("Đơn vị nhận báo cáo"), max_length=200,
        help_text=_("Như ghi trên biểu, ví dụ Sở Nội vụ hoặc Ban Thi đua - Khen thưởng."),
    )  # fmt: skip
