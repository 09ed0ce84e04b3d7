"""What is typed about old registers: the file, and where each column of a sheet is read from."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.awards.states import Level, Way
from thidua.legacy.columns import FIELDS
from thidua.orgs.states import Line
from thidua.ui.forms import Form, ReasonForm

__all__ = ["ReasonForm"]
NOWHERE = ""
CLOSED: Mapping[str, Any] = {"level": Level, "way": Way, "line": Line}


class UploadForm(Form):
    """An old register, and whose decisions it holds."""

    unit: Any = forms.ModelChoiceField(
        queryset=None, label=gettext_lazy("Sổ của đơn vị"),
        help_text=gettext_lazy(
            "Tên được đối chiếu với người và đơn vị đã hoặc đang thuộc đơn vị này."
        ),
    )  # fmt: skip
    file = forms.FileField(
        label=gettext_lazy("Tệp Excel (.xlsx) hoặc Word (.docx)"),
        help_text=gettext_lazy(
            "Nhiều trang tính, nhiều bảng đều đọc; phông cũ TCVN3 (ABC), VNI được nhận ra."
        ),
    )

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["unit"].queryset = units


class SheetForm(Form):
    """Where the columns of one sheet are read from, and what holds for all its rows."""

    is_used = forms.BooleanField(label=gettext_lazy("Nhập bảng này"), required=False)

    def __init__(self, *args: Any, sheet: Mapping[str, Any], **kwargs: Any) -> None:
        heads = [(str(at), head) for at, head in enumerate(sheet["head"]) if head]
        initial = {"is_used": sheet["is_used"]}
        for field in FIELDS:
            at = sheet["columns"].get(field.name)
            initial[f"c_{field.name}"] = NOWHERE if at is None else str(at)
            initial[f"k_{field.name}"] = sheet["constants"].get(field.name, "")
        super().__init__(*args, initial=initial, **kwargs)
        for field in FIELDS:
            nowhere = _("Không có cột") if not field.shared else _("Không có cột, theo ô bên")
            self.fields[f"c_{field.name}"] = forms.ChoiceField(
                label=str(field.label), required=False, choices=[(NOWHERE, nowhere), *heads]
            )
            if field.shared:
                self.fields[f"k_{field.name}"] = self._constant(field.name)

    @staticmethod
    def _constant(name: str) -> forms.Field:
        label = gettext_lazy("Cho cả trang tính, khi ô của dòng để trống")
        if name in CLOSED:
            choices = [(NOWHERE, _("Không ghi")), *CLOSED[name].choices]
            return forms.ChoiceField(label=label, required=False, choices=choices)
        return forms.CharField(label=label, required=False, max_length=200)

    def pairs(self) -> list[tuple[Any, Any]]:
        """Each field's column beside what holds for the whole sheet."""
        return [
            (self[f"c_{each.name}"], self[f"k_{each.name}"] if each.shared else None)
            for each in FIELDS
        ]

    def facts(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "is_used": given["is_used"],
            "columns": {
                each.name: int(given[f"c_{each.name}"])
                for each in FIELDS if given[f"c_{each.name}"]
            },
            "constants": {
                each.name: given[f"k_{each.name}"]
                for each in FIELDS if each.shared and given[f"k_{each.name}"]
            },
        }  # fmt: skip
