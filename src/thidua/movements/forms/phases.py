"""What is typed about a phase: its days, its rule, who owes and in which order."""

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.core.permit import Reason
from thidua.movements import measures
from thidua.movements.models import Phase
from thidua.movements.states import OwedBy, PhaseRule
from thidua.ui.forms import ModelForm

MISSING = {
    "measure": _("Hãy chọn số đo để biết đã làm được bao nhiêu."),
    "amount": _("Hãy ghi số lượng."),
    "owed_by": _("Hãy chọn giao cho ai."),
}


class UnitLine(NamedTuple):
    """A unit of the scope with its tick and the place it takes in the turns."""

    unit: Any
    tick: Any
    place: Any


class PhaseForm(ModelForm):
    """A phase; a plain one needs no measure, and only chosen units are ticked and numbered."""

    # What a plain phase leaves empty must not be held back by the browser.
    use_required_attribute = False

    class Meta:
        model = Phase
        fields: ClassVar[list[str]] = [
            "title", "slogan", "starts_on", "ends_on", "rule", "measure", "amount", "owed_by",
        ]  # fmt: skip
        widgets: ClassVar[dict[str, type[forms.Widget]]] = {
            "rule": forms.RadioSelect,
            "owed_by": forms.RadioSelect,
        }
        labels: ClassVar[dict[str, Reason]] = {"measure": _("Tính bằng")}
        help_texts: ClassVar[dict[str, Reason]] = {
            "ends_on": _("Ngày cuối vẫn được tính. Các đợt có thể chồng lên nhau."),
            "rule": _("Chỉ có khẩu hiệu thì bỏ qua ba mục sau."),
        }

    def __init__(self, *args: Any, units: Sequence[Any], chosen: Sequence[int], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.units = units
        fields: dict[str, Any] = self.fields
        fields["rule"].choices = PhaseRule.choices
        fields["owed_by"].choices = OwedBy.choices
        fields["measure"] = forms.ChoiceField(
            label=_("Tính bằng"), choices=[("", _("Chọn số đo")), *measures.choices()],
        )  # fmt: skip
        is_plain = bool(self.data) and self.data.get("rule") == PhaseRule.PLAIN
        for name, message in MISSING.items():
            fields[name].required = not is_plain
            fields[name].error_messages["required"] = message
        for unit in units:
            place = chosen.index(unit.pk) + 1 if unit.pk in chosen else None
            fields[f"u{unit.pk}"] = forms.BooleanField(
                label=str(unit), required=False, initial=place is not None
            )
            fields[f"n{unit.pk}"] = forms.IntegerField(
                label=_("Thứ tự"), required=False, min_value=1, max_value=999, initial=place,
                widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 3}),
            )  # fmt: skip

    def lines(self) -> Iterator[UnitLine]:
        """The units with their ticks and places."""
        for unit in self.units:
            yield UnitLine(unit, self[f"u{unit.pk}"], self[f"n{unit.pk}"])

    def plain_fields(self) -> list[Any]:
        return [self[name] for name in ("title", "slogan", "starts_on", "ends_on")]

    def rule_fields(self) -> list[Any]:
        return [self[name] for name in ("rule", "amount", "measure", "owed_by")]

    def clean(self) -> dict[str, Any]:
        """A plain phase asks for nothing; what stands chosen in the other fields is left out."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("rule") == PhaseRule.PLAIN:
            given |= {"measure": "", "owed_by": "", "amount": 1}
        return given

    def facts(self) -> dict[str, Any]:
        """What the action takes as `facts`."""
        found = {name: self.cleaned_data[name] for name in self.Meta.fields}
        return {**found, "amount": found["amount"] or 1}

    def chosen(self) -> list[Any]:
        """The ticked units by their places, those without one last and in list order."""
        ticked = [unit for unit in self.units if self.cleaned_data[f"u{unit.pk}"]]
        return sorted(ticked, key=lambda unit: self.cleaned_data[f"n{unit.pk}"] or 1000)
