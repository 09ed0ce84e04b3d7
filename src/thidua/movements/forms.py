"""What is typed about movements and registrations."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from thidua import legal
from thidua.movements.models import Movement
from thidua.orgs import queries as orgs
from thidua.ui.forms import Form, ModelForm


def award_choices(whom: str) -> list[tuple[str, str]]:
    """Awards with a pack that `individual` or `collective` subjects may aim for."""
    language = (get_language() or "vi")[:2]
    return [
        (award.code, award.names.get(language, award.names["vi"]))
        for award in legal.awards()
        if whom in award.for_whom
    ]


class MovementForm(ModelForm):
    """The contents of article 17, the bases, the days, who runs it and who it is sent to."""

    draft = "movement"
    sponsors: Any = forms.ModelMultipleChoiceField(
        queryset=None,
        label=_("Cơ quan chủ trì"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    scope: Any = forms.ModelMultipleChoiceField(
        queryset=None, label=_("Gửi đến các đơn vị"), widget=forms.CheckboxSelectMultiple,
        required=False,
    )  # fmt: skip

    class Meta:
        model = Movement
        fields: ClassVar[list[str]] = [
            "title", "theme", "slogan", "kind", "level", "bases", "objectives", "subjects",
            "content", "criteria", "plan", "measures", "starts_on", "ends_on", "register_by",
            "late_until", "budget", "decision",
        ]  # fmt: skip
        widgets: ClassVar[dict[str, forms.Widget]] = {
            name: forms.Textarea(attrs={"rows": 4})
            for name in (
                "bases", "objectives", "subjects", "content", "criteria", "plan", "measures",
            )
        }  # fmt: skip

    def __init__(self, *args: Any, unit: Any, on: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["sponsors"].queryset = orgs.sponsoring_units(unit, on=on)
        fields["scope"].queryset = orgs.units_below(unit, on=on)

    def facts(self) -> dict[str, Any]:
        """What the action takes as `facts`."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class RegistrationForm(Form):
    """A tick for each person and award; the head does it with a thumb."""

    def __init__(
        self, *args: Any, people: Sequence[Any], chosen: Mapping[int, Sequence[str]],
        collective: Sequence[str], **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        choices = award_choices("individual")
        self.people = people
        for person in people:
            self.fields[f"p{person.pk}"] = forms.MultipleChoiceField(
                label=person.full_name, choices=choices, required=False,
                widget=forms.CheckboxSelectMultiple, initial=list(chosen.get(person.pk, ())),
            )  # fmt: skip
        self.fields["collective"] = forms.MultipleChoiceField(
            label=_("Danh hiệu của tập thể"), choices=award_choices("collective"), required=False,
            widget=forms.CheckboxSelectMultiple, initial=list(collective),
        )  # fmt: skip
        self.fields["late_reason"] = forms.CharField(
            label=_("Lý do đăng ký muộn"), required=False, max_length=300,
            help_text=_("Chỉ cần khi đã quá hạn đăng ký."),
        )  # fmt: skip

    def registered(self) -> dict[Any, list[str]]:
        """Award codes of each person with at least one tick."""
        return {
            person: self.cleaned_data[f"p{person.pk}"]
            for person in self.people
            if self.cleaned_data[f"p{person.pk}"]
        }
