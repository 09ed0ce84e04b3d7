"""What an indicator means, from which day; a set, and which indicators it has."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.indicators import rules
from thidua.indicators.models import Definition
from thidua.indicators.states import Adds, Direction, Frequency, Shape
from thidua.movements.measures import MEASURES
from thidua.orgs.states import Ownership, UnitKind
from thidua.ui.forms import Form

HOW_TO_WRITE = _(
    "Ghi như: ≥ 95; = 100; không quá 5; 100–200; 0 (không có trường hợp nào); ít nhất 3–5."
)


class GoalField(forms.CharField):
    """A target written as a sentence of numbers."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", HOW_TO_WRITE)
        super().__init__(max_length=60, **options)

    def prepare_value(self, value: Any) -> Any:
        return rules.write_goal(value) if isinstance(value, rules.Goal) else value

    def clean(self, value: Any) -> rules.Goal | None:
        text = super().clean(value)
        if not text:
            return None
        if (goal := rules.read_goal(text)) is None:
            raise forms.ValidationError(
                gettext("Chưa hiểu «%(text)s». Ghi như: ≥ 95; = 100; 100–200; 0; ít nhất 3–5.")
                % {"text": text}
            )
        return goal


def _optional(choices: Iterable[Any]) -> list[tuple[str, Any]]:
    return [("", _("không giới hạn")), *choices]


class DefinitionForm(Form):
    """Numerator and denominator, never a bare percentage."""

    valid_from = forms.DateField(
        label=_("Áp dụng từ ngày"),
        help_text=_("Báo cáo của các kỳ trước ngày này giữ nguyên nội dung cũ."),
    )
    name = forms.CharField(label=_("Tên chỉ tiêu"), max_length=400)
    counted_in = forms.CharField(
        label=_("Đơn vị tính"), max_length=40, required=False,
        help_text=_("Ví dụ: %, người, sáng kiến."),
    )  # fmt: skip
    shape = forms.ChoiceField(label=_("Cách ghi số liệu"), choices=Shape.choices)
    numerator = forms.CharField(
        label=_("Tử số là"), max_length=300, required=False,
        help_text=_("Đếm cái gì, ví dụ: đoàn phí đã thu trong kỳ."),
    )  # fmt: skip
    denominator = forms.CharField(
        label=_("Mẫu số là"), max_length=300, required=False,
        help_text=_("Trên tổng số nào, ví dụ: đoàn phí phải thu trong kỳ."),
    )  # fmt: skip
    levels = forms.CharField(
        label=_("Các mức, từ thấp đến cao"), required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Khi ghi theo mức xếp loại: mỗi dòng một mức, mức thấp nhất ở dòng đầu."),
    )  # fmt: skip
    adds = forms.ChoiceField(label=_("Cách tổng hợp"), choices=Adds.choices)
    direction = forms.ChoiceField(label=_("Chiều"), choices=Direction.choices)
    frequency = forms.ChoiceField(
        label=_("Kỳ báo cáo"), choices=Frequency.choices, initial=Frequency.YEAR
    )
    decimals = forms.IntegerField(
        label=_("Số chữ số thập phân"), min_value=0, max_value=4, initial=0
    )
    evidence = forms.CharField(label=_("Minh chứng phải kèm"), max_length=300, required=False)
    note = forms.CharField(
        label=_("Cách hiểu"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Điểm dễ hiểu khác nhau và cách hiểu đã chọn."),
    )  # fmt: skip
    for_kind = forms.ChoiceField(
        label=_("Cho loại đơn vị"), choices=_optional(UnitKind.choices), required=False
    )
    for_ownership = forms.ChoiceField(
        label=_("Cho khối"), choices=_optional(Ownership.choices), required=False
    )
    base: Any = forms.ModelChoiceField(
        queryset=None, label=_("Suy ra từ chỉ tiêu"), required=False,
        empty_label=_("không, đơn vị tự báo cáo"),
        help_text=_("Chỉ tiêu suy ra đếm các đơn vị đạt một điều kiện, không hỏi thêm đơn vị nào."),
    )  # fmt: skip
    passes = GoalField(
        label=_("Đơn vị được tính là đạt khi chỉ tiêu ấy"), required=False,
        help_text=_(
            "Ghi như: ≥ 95; = 100. Có hoặc không: có là 1. Mức xếp loại: mức thấp nhất là 0, "
            "mức kế tiếp là 1."
        ),
    )  # fmt: skip
    within = GoalField(
        label=_("Chỉ tính trong số đơn vị có chỉ tiêu ấy"), required=False,
        help_text=_("Để trống: tính trên mọi đơn vị có báo cáo."),
    )  # fmt: skip
    numerator_measure = forms.ChoiceField(label=_("Tử số do phần mềm đếm"), required=False)
    denominator_measure = forms.ChoiceField(label=_("Mẫu số do phần mềm đếm"), required=False)

    later_fields = (
        "evidence", "note", "for_kind", "for_ownership", "base", "passes", "within",
        "numerator_measure", "denominator_measure",
    )  # fmt: skip
    later_label = _("Minh chứng, cách hiểu, phạm vi, chỉ tiêu suy ra")

    def __init__(self, *args: Any, bases: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        base: Any = self.fields["base"]
        base.queryset = bases
        counted = [("", _("không, đơn vị nhập"))] + [(name, m.label) for name, m in MEASURES]
        for name in ("numerator_measure", "denominator_measure"):
            field: Any = self.fields[name]
            field.choices = counted

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("base") and not given.get("passes"):
            self.add_error("passes", gettext("Ghi điều kiện để một đơn vị được tính là đạt."))
        if given.get("passes") and not given.get("base") and "base" not in self.errors:
            self.add_error("base", gettext("Chọn chỉ tiêu gốc của điều kiện."))
        is_ratio = given.get("shape") == Shape.RATIO
        if is_ratio and not given.get("denominator"):
            self.add_error("denominator", gettext("Tỷ lệ phải nói rõ mẫu số là gì."))
        return given

    @property
    def facts(self) -> dict[str, Any]:
        """What the action takes."""
        apart = {"valid_from", "code", "unit", "passes", "within", "levels"}
        facts = {name: value for name, value in self.cleaned_data.items() if name not in apart}
        facts["levels"] = [
            line.strip() for line in self.cleaned_data["levels"].splitlines() if line.strip()
        ]
        for name in ("passes", "within"):
            goal: rules.Goal | None = self.cleaned_data[name] if facts["base"] else None
            facts[f"{name}_relation"] = goal.relation if goal else ""
            facts[f"{name}_low"] = goal.low if goal else None
            facts[f"{name}_high"] = goal.high if goal else None
        return facts


def initial_of(definition: Definition) -> dict[str, Any]:
    """A definition as the form shows it again."""
    names = (
        "name", "counted_in", "shape", "numerator", "denominator", "adds", "direction",
        "frequency", "decimals", "evidence", "note", "for_kind", "for_ownership",
        "numerator_measure", "denominator_measure",
    )  # fmt: skip
    passes = definition.passes if definition.is_derived else None
    return {
        **{name: getattr(definition, name) for name in names},
        "levels": "\n".join(definition.levels), "base": definition.base_id,
        "passes": passes.goal if passes else None, "within": definition.within.goal,
    }  # fmt: skip


class NewIndicatorForm(DefinitionForm):
    """The same with a code, in the library of a unit."""

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = forms.ModelChoiceField(
            units, label=_("Thư viện của đơn vị"), empty_label=None
        )
        self.fields["code"] = forms.CharField(
            label=_("Mã chỉ tiêu"), max_length=40,
            help_text=_("Ngắn, không trùng trong thư viện, ví dụ: CL.01."),
        )  # fmt: skip
        self.order_fields(["unit", "code", "name", "valid_from"])


class RetireForm(Form):
    """From which day it is offered no more."""

    on = forms.DateField(
        label=_("Thôi dùng từ ngày"),
        help_text=_("Bộ chỉ tiêu đang dùng vẫn giữ chỉ tiêu này; số liệu đã báo cáo còn nguyên."),
    )


class SetForm(Form):
    """Name, days, and by when a report is due."""

    title = forms.CharField(label=_("Tên bộ chỉ tiêu"), max_length=300)
    starts_on = forms.DateField(label=_("Từ ngày"))
    ends_on = forms.DateField(label=_("Đến hết ngày"))
    due_days = forms.IntegerField(
        label=_("Nộp báo cáo trong số ngày sau mỗi kỳ"), min_value=0, max_value=365, initial=15
    )


class FillForm(Form):
    """Each indicator with its place in the printed table; no number: not in the set."""

    def __init__(self, *args: Any, indicators: Iterable[Any], names: dict[int, str],
                 places: dict[int, int], **kwargs: Any) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.indicators = {each.pk: each for each in indicators}
        for pk, each in self.indicators.items():
            self.fields[f"place_{pk}"] = forms.DecimalField(
                label=f"{each.code}. {names.get(pk, '')}", required=False, min_value=Decimal(0),
                max_value=Decimal(9999), initial=places.get(pk), decimal_places=2,
            )  # fmt: skip

    @property
    def chosen(self) -> list[Any]:
        """The indicators that have a number, by it; equal numbers keep the order of codes."""
        given = {
            pk: place for pk in self.indicators
            if (place := self.cleaned_data[f"place_{pk}"]) is not None
        }  # fmt: skip
        return [self.indicators[pk] for pk in sorted(given, key=lambda pk: given[pk])]


class AdoptForm(Form):
    """An indicator of one's own profession beside the common ones."""

    def __init__(self, *args: Any, indicators: Any, names: dict[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["indicator"] = forms.ModelChoiceField(
            indicators, label=_("Chỉ tiêu tự chọn"), empty_label=None
        )
        field: Any = self.fields["indicator"]
        field.label_from_instance = lambda each: f"{each.code}. {names.get(each.pk, '')}"
        self.fields["since"] = forms.DateField(label=_("Từ ngày"))


class CommitForm(Form):
    """More than is asked."""

    goal = GoalField(label=_("Mức đơn vị cam kết"))

    def __init__(self, *args: Any, asked: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["goal"].help_text = gettext(
            "Mức được giao: %(asked)s. Ghi mức cao hơn, theo cách viết như «%(example)s»."
        ) % {"asked": asked, "example": "≥ 95"}  # fmt: skip
