"""What is typed of funds, prizes and artefacts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.awards.queries import name_of, units_run_by
from thidua.funds import queries
from thidua.funds.states import ENTERED, SOURCES, USES, Cause, Heading, ItemKind, Side, Way
from thidua.legal.packs import packs
from thidua.ui.forms import Form

LARGEST = 10**15


def _money(label: Any, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=LARGEST, **more)


def _award_choices() -> list[tuple[str, str]]:
    return sorted(((code, name_of(code)) for code in packs()), key=lambda each: each[1])


class FundForm(Form):
    """The unit and the year."""

    unit: Any = forms.ModelChoiceField(None, label=_("Đơn vị"), empty_label=None)
    year = forms.IntegerField(label=_("Năm"), min_value=2000, max_value=2100)

    def __init__(self, *args: Any, actor: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        field.queryset = units_run_by(actor)


class PlanForm(Form):
    """An amount for each heading; empty means nothing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for heading in (*SOURCES, *USES):
            side = Side.IN if heading in SOURCES else Side.OUT
            label = f"{side.label}: {heading.label} (đ)"
            self.fields[heading.value] = _money(label, required=False)

    @property
    def amounts(self) -> dict[str, int]:
        return {name: amount or 0 for name, amount in self.cleaned_data.items()}


class BasisForm(Form):
    """The paper that approves."""

    basis = forms.CharField(
        label=_("Văn bản duyệt dự toán"), max_length=200,
        help_text=_("Số, ngày, cơ quan ban hành."),
    )  # fmt: skip


class EntryForm(Form):
    """An amount in or out; prizes are paid from their lists."""

    heading = forms.ChoiceField(
        label=_("Khoản"),
        choices=[
            (Side.IN.label, [(each.value, each.label) for each in SOURCES]),
            (Side.OUT.label, [(each.value, each.label) for each in USES if each != Heading.PRIZES]),
        ],
    )
    amount = _money(_("Số tiền (đ)"))
    day = forms.DateField(label=_("Ngày thu, chi"), widget=forms.DateInput())
    paper = forms.CharField(label=_("Chứng từ"), max_length=120, help_text=_("Ví dụ: PC 12."))
    purpose = forms.CharField(label=_("Nội dung"), max_length=300)


class PayForm(Form):
    """When, how and by which paper the ticked prizes are paid."""

    fund: Any = forms.ModelChoiceField(None, label=_("Chi từ quỹ"), empty_label=None)
    paid_on = forms.DateField(label=_("Ngày chi"), widget=forms.DateInput())
    way = forms.ChoiceField(label=_("Cách chi"), choices=Way.choices)
    paper = forms.CharField(
        label=_("Chứng từ"), max_length=120, help_text=_("Số phiếu chi hoặc ủy nhiệm chi.")
    )
    received_by = forms.CharField(
        label=_("Người nhận thay"), max_length=200, required=False,
        help_text=_("Để trống khi từng người, từng tập thể tự nhận."),
    )  # fmt: skip

    def __init__(self, *args: Any, decision: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["fund"]
        field.queryset = queries.open_funds(decision.round.unit)


class RecoverForm(Form):
    """Into which fund money came back, and by which paper."""

    fund: Any = forms.ModelChoiceField(None, label=_("Nhập vào quỹ"), empty_label=None)
    paper = forms.CharField(label=_("Chứng từ"), max_length=120, help_text=_("Số phiếu thu."))

    def __init__(self, *args: Any, unit: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["fund"]
        field.queryset = queries.open_funds(unit)


class RateForm(Form):
    """A unit's own prize from a day on."""

    unit: Any = forms.ModelChoiceField(None, label=_("Đơn vị"), empty_label=None)
    award = forms.ChoiceField(label=_("Danh hiệu, hình thức"))
    who = forms.ChoiceField(
        label=_("Cho"), choices=[("individual", _("cá nhân")), ("collective", _("tập thể"))]
    )
    amount = _money(_("Mức thưởng (đ)"))
    valid_from = forms.DateField(label=_("Áp dụng từ ngày"), widget=forms.DateInput())
    basis = forms.CharField(
        label=_("Theo văn bản"), max_length=200, help_text=_("Số, ngày, cơ quan ban hành.")
    )

    def __init__(self, *args: Any, actor: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit: Any = self.fields["unit"]
        unit.queryset = units_run_by(actor)
        award: Any = self.fields["award"]
        award.choices = _award_choices()


class ItemForm(Form):
    """An artefact and the awards that it goes with."""

    name = forms.CharField(
        label=_("Tên hiện vật"), max_length=200, help_text=_("Ví dụ: Khung giấy khen A4.")
    )
    kind = forms.ChoiceField(label=_("Loại"), choices=ItemKind.choices)
    measure = forms.CharField(label=_("Đơn vị tính"), max_length=20, initial=_("chiếc"))
    awards = forms.MultipleChoiceField(
        label=_("Kèm theo"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Mỗi tập thể, cá nhân được tặng nhận một chiếc khi phát hành quyết định."),
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        awards: Any = self.fields["awards"]
        awards.choices = _award_choices()
        if actor is not None:
            self.fields["unit"] = forms.ModelChoiceField(
                units_run_by(actor), label=_("Đơn vị"), empty_label=None
            )
            self.order_fields(["unit"])


class _MoveForm(Form):
    day = forms.DateField(label=_("Ngày"), widget=forms.DateInput())


class TakeInForm(_MoveForm):
    """So many in."""

    cause = forms.ChoiceField(
        label=_("Lý do"), choices=[(each.value, each.label) for each in ENTERED]
    )
    number = forms.IntegerField(label=_("Số lượng"), min_value=1, max_value=10**6)
    paper = forms.CharField(label=_("Chứng từ"), max_length=120)
    field_order = ("cause", "number", "day", "paper")


class SpoilForm(_MoveForm):
    """So many spoiled."""

    number = forms.IntegerField(label=_("Số lượng"), min_value=1, max_value=10**6)
    reason = forms.CharField(label=_("Lý do"), max_length=300)
    field_order = ("number", "day", "reason")


class CountForm(_MoveForm):
    """What was counted."""

    counted = forms.IntegerField(label=_("Đếm được"), min_value=0, max_value=10**6)
    reason = forms.CharField(
        label=_("Lý do chênh lệch"), max_length=300, required=False,
        help_text=_("Bắt buộc khi số đếm khác sổ."),
    )  # fmt: skip
    field_order = ("counted", "day", "reason")


MOVES: dict[str, tuple[type[Form], Any, str]] = {
    "nhap": (TakeInForm, _("Nhập kho"), Cause.BOUGHT),
    "hong": (SpoilForm, _("Ghi hỏng, hủy"), Cause.SPOILED),
    "kiem-ke": (CountForm, _("Kiểm kê"), Cause.COUNTED),
}
"""What an officer enters of an item, by the last part of its address."""
