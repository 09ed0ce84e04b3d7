"""What is asked of a sheet, of the boxes on it, and of a printer."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.certificates.rules import LEAST_SIZE, Box
from thidua.certificates.states import Align, Field, Weight
from thidua.ui.forms import Form, PhotoInput

A4, A3 = "297x210", "420x297"
SHEETS = (
    (A4, _("A4 ngang (297 × 210 mm)")), ("210x297", _("A4 dọc (210 × 297 mm)")),
    (A3, _("A3 ngang (420 × 297 mm)")), ("297x420", _("A3 dọc (297 × 420 mm)")),
    ("", _("Khổ khác")),
)  # fmt: skip


def _millimetres(label: Any, **options: Any) -> forms.DecimalField:
    return forms.DecimalField(label=label, max_digits=5, decimal_places=1, **options)


class UnitForm(Form):
    """Whose it is: one of the units in which one keeps the papers."""

    unit: Any = forms.ModelChoiceField(label=_("Đơn vị"), queryset=None)

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        field.queryset, field.initial = units, units.first()


class StockForm(UnitForm):
    """A new kind of sheet."""

    field_order = ("unit", "name", "sheet", "width", "height", "valid_from")
    name = forms.CharField(
        label=_("Tên phôi"), max_length=120, help_text=_("Ví dụ: Giấy khen A4 in năm 2026.")
    )
    sheet = forms.ChoiceField(
        label=_("Khổ giấy"), choices=SHEETS, initial=A4, required=False,
        help_text=_("Đo theo chiều tờ phôi nằm khi in."),
    )  # fmt: skip
    width = _millimetres(_("Chiều ngang khổ khác (mm)"), required=False)
    height = _millimetres(_("Chiều dọc khổ khác (mm)"), required=False)
    valid_from = forms.DateField(label=_("Dùng từ ngày"))

    def clean(self) -> dict[str, Any]:
        """A chosen sheet gives its measures; another one asks for both."""
        given: dict[str, Any] = super().clean() or {}
        if sheet := given.pop("sheet", ""):
            given["width"], given["height"] = map(float, sheet.split("x"))
        for name in ("width", "height"):
            if not given.get(name) and name not in self.errors:
                self.add_error(name, _("Ghi kích thước của khổ khác."))
        return given


class BoxesForm(Form):
    """Every field of a letter in a line of its own: whether it is printed, where and how."""

    name = forms.CharField(label=_("Tên phôi"), max_length=120)

    def __init__(self, *args: Any, boxes: Iterable[Box] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        placed = {box.field: box for box in boxes}
        for field in Field:
            self._line(field, placed.get(field.value))

    def _line(self, field: Field, box: Box | None) -> None:
        shown = box or Box(field.value, 20, 20, 60, 10)
        numbers = ("x", "y", "width", "height", "size", "least")
        made: dict[str, forms.Field] = {
            "on": forms.BooleanField(required=False, initial=box is not None),
            **{
                name: _millimetres("", initial=f"{getattr(shown, name):g}".replace(".", ","))
                for name in numbers
            },
            "weight": forms.ChoiceField(choices=Weight.choices, initial=shown.weight),
            "align": forms.ChoiceField(choices=Align.choices, initial=shown.align),
            "colour": forms.CharField(
                initial=shown.colour, max_length=7,
                widget=forms.TextInput(attrs={"type": "color"}),
            ),
        }  # fmt: skip
        for name, (_key, told) in zip(made, LINE, strict=True):
            made[name].label = f"{field.label}: {told}"
            if name in numbers:
                made[name].min_value = LEAST_SIZE if name in {"size", "least"} else 0  # type: ignore[attr-defined] # a number field
            self.fields[f"{field.value}-{name}"] = made[name]

    def lines(self) -> Iterable[tuple[str, Any, list[tuple[Any, Any]]]]:
        """The label, the name of the field and its inputs, each with what it sets."""
        for field in Field:
            cells = [(told, self[f"{field.value}-{key}"]) for key, told in LINE]
            yield str(field.label), field.value, cells

    @property
    def boxes(self) -> list[Mapping[str, Any]]:
        """The ticked lines."""
        return [
            {"field": field.value}
            | {key: self.cleaned_data[f"{field.value}-{key}"] for key, _ in LINE if key != "on"}
            for field in Field
            if self.cleaned_data[f"{field.value}-on"]
        ]


LINE = (
    ("on", _("in")), ("x", _("từ trái")), ("y", _("từ trên")), ("width", _("rộng")),
    ("height", _("cao")), ("size", _("cỡ chữ")), ("least", _("nhỏ nhất")),
    ("weight", _("kiểu")), ("align", _("canh")), ("colour", _("màu")),
)  # fmt: skip


class ScanForm(Form):
    """A picture of the empty sheet."""

    scan = forms.FileField(
        label=_("Ảnh quét tờ phôi"), widget=PhotoInput,
        help_text=_("Quét đúng mép tờ giấy. Ảnh chỉ để căn ô trên màn hình, không bao giờ in ra."),
    )  # fmt: skip


class CorrectionForm(Form):
    """How far the printer is off, the other way round."""

    name = forms.CharField(
        label=_("Máy in"), max_length=80, help_text=_("Ví dụ: Máy in phòng Tổ chức cán bộ.")
    )
    right = _millimetres(
        _("Dịch sang phải (mm)"), initial=0,
        help_text=_("In thử, đo dấu cộng đầu tiên: cách mép trái 12 mm thay vì 10 thì ghi -2."),
    )  # fmt: skip
    down = _millimetres(
        _("Dịch xuống (mm)"), initial=0, help_text=_("Cách mép trên 9 mm thay vì 10 thì ghi 1.")
    )


class PrinterForm(CorrectionForm, UnitForm):
    """A printer of a unit."""

    field_order = ("unit", "name", "right", "down")
