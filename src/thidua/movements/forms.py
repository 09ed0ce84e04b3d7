"""What is typed about movements and registrations."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, ClassVar, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.core.permit import Reason
from thidua.movements.models import Movement
from thidua.movements.rules import CONTENTS, abbreviation
from thidua.movements.states import MovementLevel
from thidua.movements.wording import award_names
from thidua.orgs import queries as orgs
from thidua.ui.forms import Form, ModelForm


class Part(NamedTuple):
    """A part of the movement's form."""

    slug: str
    title: Reason
    names: tuple[str, ...]
    note: Reason = ""


PARTS = (
    Part("phong-trao", _("Tên và hình thức"), ("title", "theme", "slogan", "kind", "level")),
    Part(
        "noi-dung", _("Nội dung phong trào"), CONTENTS,
        _("Điều 17 Luật Thi đua, khen thưởng đòi hỏi đủ các mục này khi phát động."),
    ),
    Part(
        "thoi-gian", _("Thời gian"), ("starts_on", "ends_on", "register_by", "late_until"),
        _("Ngày bắt đầu và ngày kết thúc phải có khi phát động. Ngày cuối vẫn được tính."),
    ),
    Part("can-cu", _("Căn cứ, văn bản, kinh phí"), ("bases", "decision", "budget")),
    Part("don-vi", _("Chủ trì và phạm vi"), ("sponsors", "scope")),
)  # fmt: skip


class MovementForm(ModelForm):
    """The contents of article 17, the bases, the days, who runs it and who it is sent to."""

    # What a draft may lack and a launch may not: nothing there is called optional.
    asked = (*CONTENTS, "starts_on", "ends_on")
    sponsors: Any = forms.ModelMultipleChoiceField(
        queryset=None,
        label=_("Cơ quan chủ trì"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Không chọn thì đơn vị lập phong trào chủ trì."),
    )
    scope: Any = forms.ModelMultipleChoiceField(
        queryset=None, label=_("Gửi đến các đơn vị"), widget=forms.CheckboxSelectMultiple,
        required=False, help_text=_("Mỗi đơn vị được chọn nhận phong trào và lập một đăng ký."),
    )  # fmt: skip

    class Meta:
        model = Movement
        fields: ClassVar[list[str]] = [
            "title", "theme", "slogan", "kind", "level", "objectives", "subjects", "content",
            "criteria", "plan", "measures", "starts_on", "ends_on", "register_by", "late_until",
            "bases", "decision", "budget",
        ]  # fmt: skip
        widgets: ClassVar[dict[str, forms.Widget]] = {
            name: forms.Textarea(attrs={"rows": 4}) for name in (*CONTENTS, "bases")
        }
        labels: ClassVar[dict[str, Reason]] = {
            "register_by": _("Hạn đăng ký"),
            "late_until": _("Hạn đăng ký muộn"),
        }
        help_texts: ClassVar[dict[str, Reason]] = {
            "register_by": _("Đơn vị gửi đăng ký đến hết ngày này."),
            "late_until": _("Gửi muộn có lý do đến hết ngày này."),
            "bases": _("Mỗi căn cứ một dòng."),
            "decision": _("Ví dụ: Kế hoạch số 15/KH-CĐCS ngày 25/8/2025."),
        }

    def __init__(self, *args: Any, unit: Any, on: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["level"].initial = MovementLevel.UNIT
        fields["sponsors"].queryset = orgs.sponsoring_units(unit, on=on)
        fields["scope"].queryset = orgs.units_below(unit, on=on).select_related("parent")

    def facts(self) -> dict[str, Any]:
        """What the action takes as `facts`."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}

    def parts(self) -> Iterator[tuple[Part, list[Any]]]:
        """The parts of the page with their fields, but for the scope, which is drawn by groups."""
        for part in PARTS:
            yield part, [self[name] for name in part.names if name != "scope"]

    def scope_groups(self) -> list[tuple[Any, list[Any]]]:
        """The boxes of the scope under the unit above each, in the order of the tree."""

        def above(box: Any) -> Any:
            return box.data["value"].instance.parent

        boxes = sorted(self["scope"], key=lambda box: above(box).path)
        return [(unit, list(group)) for unit, group in groupby(boxes, key=above)]


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
