"""What is typed about several councils that sit together."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.councils.models import Council
from thidua.councils.states import Attendance
from thidua.ui.forms import Form

MOST_TURNS = 6


class SittingForm(Form):
    """Which councils sit on one afternoon, in which order."""

    held_on = forms.DateField(label=gettext_lazy("Ngày họp"))
    place = forms.CharField(label=gettext_lazy("Địa điểm"), max_length=200)
    purpose = forms.CharField(
        label=gettext_lazy("Nội dung"), max_length=300,
        help_text=gettext_lazy("Ví dụ: xét sáng kiến và danh hiệu thi đua cuối năm"),
    )  # fmt: skip

    def __init__(self, *args: Any, councils: Sequence[Council], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.councils = {council.pk: council for council in councils}
        choices = [("", _("không có")), *((each.pk, each.name) for each in councils)]
        self.turns = range(1, min(len(councils), MOST_TURNS) + 1)
        for turn in self.turns:
            self.fields[f"council_{turn}"] = forms.TypedChoiceField(
                label=_("Họp thứ %(turn)s") % {"turn": turn}, choices=choices, coerce=int,
                required=turn <= 2, empty_value=None,
            )  # fmt: skip
            self.fields[f"purpose_{turn}"] = forms.CharField(
                label=_("Nội dung phiên thứ %(turn)s") % {"turn": turn}, max_length=300,
                required=False, help_text=_("Để trống nếu như nội dung chung."),
            )  # fmt: skip

    @property
    def given(self) -> dict[str, Any]:
        """Keywords for `plan_sitting`."""
        data = self.cleaned_data
        return {
            "held_on": data["held_on"], "place": data["place"], "purpose": data["purpose"],
            "councils": [
                (self.councils[data[f"council_{turn}"]], data[f"purpose_{turn}"])
                for turn in self.turns if data[f"council_{turn}"]
            ],
        }  # fmt: skip


class RollForm(Form):
    """Who is there, once for every council that sits."""

    def __init__(
        self, *args: Any, people: Mapping[int, Any], roll: Mapping[int, Any], **kwargs: Any
    ) -> None:
        """`people` are rows with a name (`who`) and the councils of each, by person."""
        super().__init__(*args, **kwargs)
        self.people = people
        for key, row in people.items():
            given, reason = roll.get(key, (Attendance.PRESENT, ""))
            self.fields[f"person_{key}"] = forms.ChoiceField(
                label=row.who, choices=Attendance.choices, widget=forms.RadioSelect, initial=given
            )
            self.fields[f"reason_{key}"] = forms.CharField(
                label=_("Lý do vắng của %(who)s") % {"who": row.who}, max_length=200,
                required=False, initial=reason,
            )  # fmt: skip

    @property
    def lines(self) -> list[tuple[Any, Any, Any]]:
        """Each person with the two fields, for the table."""
        return [
            (row, self[f"person_{key}"], self[f"reason_{key}"]) for key, row in self.people.items()
        ]

    @property
    def attendance(self) -> dict[int, tuple[Attendance, str]]:
        data = self.cleaned_data
        return {
            key: (Attendance(data[f"person_{key}"]), data[f"reason_{key}"]) for key in self.people
        }
