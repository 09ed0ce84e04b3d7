"""What is asked of a local rule: its head, its rows one kind at a time, its text."""

from dataclasses import MISSING, fields
from enum import StrEnum
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.legal.corners import Ask, Corner
from thidua.legal.criteria import CHECKS
from thidua.legal.messages import codes_of, term
from thidua.legal.packs import Criterion, packs
from thidua.legal.regulations import Per, Rounding
from thidua.legal.sheets import WORDS
from thidua.legal.terms import Stage
from thidua.overlays.states import TERMS, RowKind, RuleScope
from thidua.ui.forms import Form, PhotoInput

# Checks that stand for other rows of the form, or only say that a text is awaited.
NOT_OFFERED = {"power", "votes", "quorum", "text_awaited", "set_by_regulation", "managed_by"}


def award_choices() -> list[tuple[str, str]]:
    return [(code, pack.names["vi"]) for code, pack in packs().items()]


def _award() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Danh hiệu, hình thức"), choices=award_choices)


def _number(label: Any, least: int = 1, **more: Any) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=least, **more)


class HeadForm(Form):
    """What the regulation is."""

    number = forms.CharField(
        label=_("Số văn bản"), max_length=80, help_text=_("Ví dụ: 15/2025/QĐ-UBND.")
    )
    issued_on = forms.DateField(label=_("Ngày ban hành"))
    issuer = forms.CharField(label=_("Cơ quan ban hành"), max_length=200)
    title = forms.CharField(label=_("Trích yếu"), max_length=300)
    in_force = forms.DateField(
        label=_("Áp dụng từ ngày"), help_text=_("Theo điều khoản thi hành của văn bản.")
    )
    awards = forms.MultipleChoiceField(
        label=_("Danh hiệu, hình thức mà văn bản quy định chi tiết"), choices=award_choices,
        required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Bộ quy tắc chỉ là khung cho tới khi tỉnh, bộ có văn bản quy định chi tiết."),
    )  # fmt: skip


class NewForm(HeadForm):
    """Whose regulation, and what it is."""

    field_order = ("unit", "scope")
    unit: Any = forms.ModelChoiceField(label=_("Áp dụng cho"), queryset=None)
    scope = forms.ChoiceField(
        label=_("Quy định"), choices=RuleScope.choices, widget=forms.RadioSelect,
        initial=RuleScope.UNIT,
    )  # fmt: skip

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["unit"]
        field.queryset, field.initial = units, units.first()


class RowForm(Form):
    """One row with the article where it stands."""

    kind = ""
    article = forms.CharField(
        label=_("Điều khoản"), max_length=40, required=False,
        help_text=_("Ghi gọn: 6 là Điều 6; 6(2) là khoản 2 Điều 6; 6(2)(c) là điểm c."),
    )  # fmt: skip

    @property
    def row(self) -> dict[str, Any]:
        return {"kind": self.kind, **self.cleaned_data}


class PowerForm(RowForm):
    kind, field_order = "power", ("award",)
    award = _award()


class ShareForm(RowForm):
    """A share as two whole numbers: 80 of 100, 2 of 3."""

    part = _number(_("Tử số"), initial=80, help_text=_("80% ghi 80 trên 100; hai phần ba ghi 2/3."))
    whole = _number(_("Mẫu số"), initial=100)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        part, whole = given.get("part"), given.get("whole")
        if part and whole and part > whole:
            self.add_error("part", _("Tử số không lớn hơn mẫu số."))
        return given


class ThresholdForm(ShareForm):
    kind, field_order = "threshold", ("award", "part", "whole", "strict")
    award = _award()
    strict = forms.BooleanField(label=_("Phải vượt quá tỷ lệ này"), required=False)


class QuorumForm(ShareForm):
    kind, field_order = "quorum", ("part", "whole")


class QuotaForm(RowForm):
    """A share of those counted, a fixed number, or both."""

    kind = "quota"
    field_order = ("award", "part", "whole", "per", "rounding", "at_most")
    award = _award()
    part = _number(_("Tỷ lệ: tử số"), required=False, help_text=_("Bỏ trống nếu chỉ có số tối đa."))
    whole = _number(_("Tỷ lệ: mẫu số"), initial=100, required=False)
    per = forms.ChoiceField(
        label=_("Tính trên"), choices=[(each.value, term(f"per.{each}")) for each in Per]
    )
    rounding = forms.ChoiceField(
        label=_("Cách làm tròn"),
        choices=[(each.value, term(f"rounding.{each}")) for each in Rounding],
    )
    at_most = _number(_("Số tối đa"), 0, required=False)

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if not given.get("part") and given.get("at_most") is None:
            self.add_error("part", _("Ghi tỷ lệ hoặc số tối đa."))
        elif given.get("part") and (given.get("whole") or 0) < given["part"]:
            self.add_error("whole", _("Mẫu số không nhỏ hơn tử số."))
        return given


class LimitForm(RowForm):
    kind, field_order = "limit", ("name", "days", "working")
    name = forms.ChoiceField(label=_("Thời hạn"), choices=list(TERMS.items()))
    days = _number(_("Số ngày"), max_value=365)
    working = forms.BooleanField(label=_("Ngày làm việc"), required=False, initial=True)


class DeadlineForm(RowForm):
    kind, field_order = "deadline", ("award", "day", "month", "years_after")
    award = _award()
    day = _number(_("Ngày"), max_value=31)
    month = _number(_("Tháng"), max_value=12)
    years_after = forms.TypedChoiceField(
        label=_("Của năm"), choices=[(0, _("xét khen thưởng")), (1, _("sau năm xét"))], coerce=int
    )


FORMS: dict[str, type[RowForm]] = {
    RowKind.POWER: PowerForm,
    RowKind.THRESHOLD: ThresholdForm,
    RowKind.QUORUM: QuorumForm,
    RowKind.QUOTA: QuotaForm,
    RowKind.LIMIT: LimitForm,
    RowKind.DEADLINE: DeadlineForm,
}


class ChooseCheckForm(Form):
    """Of which award, and which kind of criterion."""

    award = _award()
    check = forms.ChoiceField(
        label=_("Tiêu chuẩn về"),
        choices=[(name, term(f"check.{name}")) for name in CHECKS if name not in NOT_OFFERED],
        help_text=_("Luật đã có tiêu chuẩn này thì mức ghi ở bước sau thay cho mức của luật."),
    )


class CriterionForm(RowForm):
    """The figures of one check, from the shape of its parameters."""

    kind = "criterion"
    stage = forms.ChoiceField(
        label=_("Xét ở bước"), choices=[(each.value, term(f"stage.{each}")) for each in Stage],
        initial=Stage.SUBMIT.value,
    )  # fmt: skip

    def __init__(
        self, *args: Any, award: str, check: str, current: Criterion | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.award, self.check, self.current = award, check, current
        shape = CHECKS[check].params
        hints = get_type_hints(shape)
        self.asked = [each.name for each in fields(shape)]
        for each in fields(shape):
            field = _field_for(each.name, hints[each.name], needed=each.default is MISSING)
            if current is not None:
                field.initial = current.params.get(each.name)
            self.fields[f"with-{each.name}"] = field
        if current is not None:
            self.fields["stage"].initial = current.stage.value
        self.order_fields([*(f"with-{name}" for name in self.asked), "stage", "article"])

    @property
    def row(self) -> dict[str, Any]:
        given = {name: self.cleaned_data[f"with-{name}"] for name in self.asked}
        return {
            "kind": self.kind, "award": self.award, "check": self.check,
            "id": self.current.id if self.current else self.check,
            "with": {name: value for name, value in given.items() if value not in (None, "", [])},
            "stage": self.cleaned_data["stage"], "article": self.cleaned_data["article"],
        }  # fmt: skip


def _field_for(name: str, hint: Any, *, needed: bool) -> forms.Field:
    label = term(f"param.{name}").capitalize()
    kind, is_many = _plain(hint)
    if kind is bool:
        return forms.BooleanField(label=label, required=False)
    if kind is int:
        return forms.IntegerField(label=label, min_value=0, required=needed)
    choices = _choices(name, kind)
    if is_many:
        return forms.MultipleChoiceField(
            label=label, choices=choices, required=needed, widget=forms.CheckboxSelectMultiple
        )
    blank = [] if needed else [("", "—")]
    return forms.ChoiceField(label=label, choices=[*blank, *choices], required=needed)


def _plain(hint: Any) -> tuple[Any, bool]:
    """The type of one value, and whether many are taken."""
    if isinstance(hint, UnionType):
        (hint,) = (each for each in get_args(hint) if each is not type(None))
    if get_origin(hint) is tuple:
        return get_args(hint)[0], True
    return hint, False


def _choices(name: str, kind: Any) -> list[tuple[str, str]]:
    if name in ("code", "codes"):
        return award_choices()
    groups = WORDS[name]
    if issubclass(kind, StrEnum):
        return [(each.value, _word(groups, each.value)) for each in kind]
    return [(code, _word(groups, code)) for group in groups for code in codes_of(group)]


def _word(groups: tuple[str, ...], code: str) -> str:
    for group in groups:
        if code in codes_of(group):
            return term(f"{group}.{code}")
    return code


class TextForm(Form):
    """The whole document, for who writes it by hand."""

    text = forms.CharField(
        label=_("Văn bản quy tắc (TOML)"), required=False, strip=False,
        widget=forms.Textarea(attrs={"rows": 30, "spellcheck": "false", "class": "code"}),
        help_text=_("Cùng lược đồ với bộ quy tắc. Để trống rồi lưu để trở lại các mục đã ghi."),
    )  # fmt: skip


class ScanForm(Form):
    """The paper as it was issued."""

    scan = forms.FileField(
        label=_("Bản quét văn bản"), widget=PhotoInput, help_text=_("Tệp PDF hoặc ảnh.")
    )


class CornerForm(Form):
    """The questions of one corner case."""

    def __init__(self, *args: Any, corner: Corner, lang: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.corner = corner
        for ask in corner.asks:
            self.fields[ask.name] = _asked(ask, lang)

    @property
    def answers(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if value is not None}


def _asked(ask: Ask, lang: str) -> forms.Field:
    label = ask.text[lang]
    if ask.options:
        choices = [(option.code, option.text[lang]) for option in ask.options]
        return forms.ChoiceField(
            label=label, choices=choices, initial=ask.initial, widget=forms.RadioSelect
        )
    if ask.is_day:
        return forms.DateField(label=label, required=not ask.may_be_blank)
    return forms.IntegerField(label=label, min_value=0, max_value=ask.most, initial=ask.initial)
