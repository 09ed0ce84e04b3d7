"""What is typed about a registration."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.movements.rules import abbreviation
from thidua.movements.wording import award_names
from thidua.ui.forms import Form


class Tick(NamedTuple):
    """One box of the list: an award that a person may aim for."""

    name: str
    code: str
    award: str
    checked: bool


class RegistrationForm(Form):
    """A tick for each person and award; the head does it with a thumb."""

    def __init__(
        self, *args: Any, people: Sequence[Any], chosen: Mapping[int, Sequence[str]],
        collective: Sequence[str], asks_reason: bool, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.people, self.names = people, award_names("individual")
        for person in people:
            self.fields[f"p{person.pk}"] = forms.MultipleChoiceField(
                label=person.full_name, choices=list(self.names.items()), required=False,
                widget=forms.CheckboxSelectMultiple, initial=list(chosen.get(person.pk, ())),
            )  # fmt: skip
        self.fields["collective"] = forms.MultipleChoiceField(
            label=_("Danh hiệu, hình thức của tập thể"), required=False,
            choices=list(award_names("collective").items()),
            widget=forms.CheckboxSelectMultiple, initial=list(collective),
        )  # fmt: skip
        if asks_reason:
            self.fields["late_reason"] = forms.CharField(
                label=_("Lý do đăng ký muộn"), required=False, max_length=300,
                help_text=_("Đã quá hạn đăng ký nên cần ghi lý do mới gửi được."),
            )  # fmt: skip

    def awards(self) -> list[tuple[str, str, str]]:
        """The columns: code, what clerks call it for short, and its name."""
        return [(code, abbreviation(code, name), name) for code, name in self.names.items()]

    def lines(self) -> Iterator[tuple[Any, str, list[Tick]]]:
        """Each person, what tells namesakes apart, and a box for each award."""
        namesakes = Counter(person.full_name for person in self.people)
        for person in self.people:
            field = self[f"p{person.pk}"]
            ticked = set(field.value() or ())
            code = person.code if namesakes[person.full_name] > 1 else ""
            yield (
                person,
                code,
                [
                    Tick(field.html_name, award, name, award in ticked)
                    for award, name in self.names.items()
                ],
            )

    def registered(self) -> dict[Any, list[str]]:
        """Award codes of each person with at least one tick."""
        return {
            person: self.cleaned_data[f"p{person.pk}"]
            for person in self.people
            if self.cleaned_data[f"p{person.pk}"]
        }
