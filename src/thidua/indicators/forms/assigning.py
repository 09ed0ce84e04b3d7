"""Who is asked what, and how much: units and indicators picked, targets in rows."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.indicators.actions import Aim
from thidua.indicators.forms.defining import GoalField
from thidua.indicators.models import IndicatorSet
from thidua.indicators.states import Reach
from thidua.orgs.states import Ownership, UnitKind
from thidua.ui.forms import Form, rows


class AssignForm(Form):
    """Units by type, by the unit above them, or one by one; and which indicators."""

    since = forms.DateField(label=_("Báo cáo từ ngày"))
    under = forms.ChoiceField(label=_("Các đơn vị thuộc"), required=False)
    kind = forms.ChoiceField(
        label=_("Loại đơn vị"), required=False, initial=UnitKind.GRASSROOTS_UNION,
        choices=[("", _("mọi loại")), *UnitKind.choices],
    )  # fmt: skip
    ownership = forms.ChoiceField(
        label=_("Khối"), required=False, choices=[("", _("mọi khối")), *Ownership.choices]
    )
    units = forms.TypedMultipleChoiceField(
        label=_("Hoặc chọn từng đơn vị"), required=False, coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Đánh dấu ở đây thì chỉ giao cho các đơn vị được đánh dấu."),
    )  # fmt: skip
    indicators = forms.TypedMultipleChoiceField(
        label=_("Chỉ tiêu"), coerce=int, widget=forms.CheckboxSelectMultiple
    )

    later_fields = ("units",)
    later_label = _("Chọn từng đơn vị")

    def __init__(
        self, *args: Any, units: Sequence[Any], indicators: Mapping[Any, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.all_units, self.by_pk = units, {each.pk: each for each in indicators}
        parents = {unit.parent_id for unit in units}
        under: Any = self.fields["under"]
        under.choices = [("", _("cả bộ"))] + [
            (unit.path, str(unit)) for unit in units[1:] if unit.pk in parents
        ]
        one_by_one: Any = self.fields["units"]
        one_by_one.choices = [(unit.pk, str(unit)) for unit in units]
        of: Any = self.fields["indicators"]
        of.choices = [(each.pk, name) for each, name in indicators.items()]
        of.initial = list(self.by_pk)

    @property
    def later_open(self) -> bool:
        return bool(self["units"].errors or self["units"].value())

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not self.chosen_units:
            self.add_error(None, gettext("Không có đơn vị nào hợp với lựa chọn này."))
        return given

    @property
    def chosen_units(self) -> list[Any]:
        given = self.cleaned_data
        if given.get("units"):
            ticked = set(given["units"])
            return [unit for unit in self.all_units if unit.pk in ticked]
        return [
            unit for unit in self.all_units
            if unit.path.startswith(given["under"])
            and given["kind"] in {"", unit.kind} and given["ownership"] in {"", unit.ownership}
        ]  # fmt: skip

    @property
    def chosen_indicators(self) -> list[Any]:
        return [self.by_pk[pk] for pk in self.cleaned_data["indicators"]]


class TargetRow(Form):
    """One target; pasted tables have the same columns in the same order."""

    indicator = forms.ChoiceField(label=_("Chỉ tiêu"))
    goal = GoalField(label=_("Mức"), help_text="")
    reach = forms.ChoiceField(label=_("Tính cho"), choices=Reach.choices, initial=Reach.TOTAL)
    unit = forms.CharField(label=_("Mã đơn vị"), required=False, max_length=40)
    for_kind = forms.ChoiceField(
        label=_("Loại đơn vị"), required=False, choices=[("", _("mọi loại")), *UnitKind.choices]
    )
    for_ownership = forms.ChoiceField(
        label=_("Khối"), required=False, choices=[("", _("mọi khối")), *Ownership.choices]
    )
    first_year = forms.IntegerField(label=_("Từ năm"), min_value=1990, max_value=2100)
    last_year = forms.IntegerField(label=_("Đến hết năm"), min_value=1990, max_value=2100)
    way = forms.ChoiceField(
        label=_("Mỗi kỳ hay lũy kế"), required=False,
        choices=[("", _("mỗi kỳ")), ("cumulative", _("lũy kế"))],
    )  # fmt: skip
    note = forms.CharField(label=_("Ghi chú"), max_length=300, required=False)

    def __init__(
        self, *args: Any, of_set: IndicatorSet, indicators: Mapping[Any, str],
        units: Mapping[str, Any], **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.of_set, self.units = of_set, units
        self.by_code = {each.code: each for each in indicators}
        field: Any = self.fields["indicator"]
        field.choices = [
            ("", _("chọn chỉ tiêu")), *((each.code, name) for each, name in indicators.items())
        ]  # fmt: skip
        self.fields["first_year"].initial = of_set.starts_on.year
        self.fields["last_year"].initial = of_set.ends_on.year

    def clean_unit(self) -> Any:
        code = self.cleaned_data["unit"].strip()
        if not code:
            return self.of_set.unit
        if (unit := self.units.get(code.casefold())) is None:
            raise forms.ValidationError(
                gettext("Không có đơn vị mã «%(code)s» thuộc %(unit)s.")
                % {"code": code, "unit": self.of_set.unit}
            )
        return unit

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = given.get("first_year"), given.get("last_year")
        if first and last and last < first:
            self.add_error("last_year", gettext("Năm cuối không thể trước năm đầu."))
        return given


TargetRows = rows(TargetRow, extra=1, most=200, more_label=_("Thêm mức chỉ tiêu"))


def aims_of(of_set: IndicatorSet, filled: Any) -> list[Aim]:
    """The rows filled in as the action takes them; years are cut at the set's days."""
    return [
        Aim(
            indicator=filled.forms[0].by_code[row["indicator"]], unit=row["unit"],
            reach=row["reach"], goal=row["goal"], for_kind=row["for_kind"],
            for_ownership=row["for_ownership"], text=row["note"],
            starts_on=max(date(row["first_year"], 1, 1), of_set.starts_on),
            ends_on=min(date(row["last_year"], 12, 31), of_set.ends_on),
            is_cumulative=row["way"] == "cumulative",
        ) for row in filled.kept
    ]  # fmt: skip
