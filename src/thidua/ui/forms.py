"""How every form of the product looks and behaves; plain Django forms get it by the renderer."""

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, cast

from django import forms
from django.db.models.fields import BLANK_CHOICE_DASH
from django.forms.renderers import TemplatesSetting
from django.forms.utils import ErrorList
from django.forms.widgets import Input
from django.utils.translation import gettext_lazy as _

from thidua.core.permit import Reason
from thidua.core.text import fold, nfc
from thidua.ui import formats
from thidua.ui.widgets import PLAIN

KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxSelectMultiple, "choices"),
    (forms.RadioSelect, "choices"),
    (forms.CheckboxInput, "check"),
    (forms.Select, "select"),
    (forms.Textarea, "text"),
    (forms.ClearableFileInput, "file"),
    (forms.DateInput, "day"),
    (forms.DateTimeInput, "moment"),
    (forms.NumberInput, "number"),
    (forms.PasswordInput, "secret"),
)
CLASSES = {"select": "form-select", "check": "form-check-input", "choices": ""}
WRITTEN = ("day", "moment", "number")
INPUT_FORMATS = {
    "day": ["%d/%m/%Y", "%Y-%m-%d"],
    "moment": ["%d/%m/%Y %H:%M", "%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
}
_BARE_DAY = re.compile(r"(\d{1,2})[\s.\-/]?(\d{1,2})[\s.\-/]?(\d{4})")
_GROUPED = re.compile(r"[-−]?[1-9]\d{0,2}(\.\d{3})+")


def read_day(text: str) -> str:
    """`22.11.2026`, `22-11-2026` and `22112026` as `22/11/2026`; other text as it came."""
    found = _BARE_DAY.fullmatch(text.strip())
    return "/".join(found.groups()) if found else nfc(text)


def read_number(text: str) -> str:
    """A figure as Vietnamese write it (`1.200.000,5`, `710.000 đ`) in the form Python reads.

    A lone dot before three figures groups thousands; before one or two it is the point that
    some type for the comma.
    """
    bare = nfc(text).removesuffix("đ").replace(" ", "").replace("\u00a0", "").replace("−", "-")
    if "," in bare or _GROUPED.fullmatch(bare):
        return bare.replace(".", "").replace(",", ".")
    return bare


def _as_decimal(text: str) -> Decimal | str:
    try:
        exact = Decimal(text)
    except InvalidOperation:
        return text
    return exact if exact.is_finite() else text


READERS: dict[str, Callable[[str], str]] = {"day": read_day, "number": read_number}


def _name_the_blank(field: Any) -> None:
    """A list in which nothing is chosen yet says so, where Django prints a row of dashes."""
    if isinstance(field, forms.ModelChoiceField):
        if field.empty_label == BLANK_CHOICE_DASH[0][1]:
            field.empty_label = _("Chọn một mục")
    elif isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        first, *others = list(choices) or [None]
        if first == BLANK_CHOICE_DASH[0]:
            field.choices = [("", _("Chọn một mục")), *others]


class Field(forms.BoundField):
    """A field on a page: its kind and classes; text that comes in is composed Unicode."""

    def __init__(self, form: forms.BaseForm, field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        widget = field.widget
        self.kind = next((kind for of, kind in KINDS if isinstance(widget, of)), "line")
        # What may stay empty for a while, and is wanted all the same: it is not called optional.
        self.is_asked = name in getattr(form, "asked", ())
        if self.kind == "select":
            _name_the_blank(field)
        if self.kind in WRITTEN and isinstance(widget, Input):
            # A browser's own day and number fields follow the machine's language, not the page's:
            # on an English machine 05/07 is in May and 710.000 is seven hundred and ten.
            widget.input_type = "text"
        if isinstance(widget, forms.DateInput | forms.DateTimeInput) and self.kind in INPUT_FORMATS:
            widget.format = INPUT_FORMATS[self.kind][0]
            if isinstance(field, forms.DateField | forms.DateTimeField):
                field.input_formats = INPUT_FORMATS[self.kind]

    @property
    def data(self) -> Any:
        given = super().data
        if self.kind == "secret" or not isinstance(given, str):
            return given
        return READERS.get(self.kind, nfc)(given)

    def value(self) -> Any:
        value = super().value()
        if self.kind == "number" and self.form.is_bound and isinstance(value, str):
            value = _as_decimal(value)
        if self.kind == "number" and isinstance(value, int | float | Decimal):
            # A year is a name, not an amount: 2026, never 2.026.
            return str(value) if self.name.endswith("year") else formats.number(value)
        return value

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        built = super().build_widget_attrs(attrs, widget)
        css = CLASSES.get(self.kind, "form-control")
        own = (widget or self.field.widget).attrs.get("class", "")
        built["class"] = f"{own} {css}{' is-invalid' if self.errors else ''}".strip()
        if self.kind in WRITTEN:
            built.setdefault("autocomplete", "off")
            built.setdefault("inputmode", "decimal" if self.kind == "number" else "numeric")
            for name in ("min", "max", "step"):
                built.pop(name, None)
        if self.kind == "day":
            built.setdefault("placeholder", str(_("ngày/tháng/năm")))
            built["data-day"] = True
        return built


class Renderer(TemplatesSetting):
    """The project's `FORM_RENDERER`."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"
    formset_template_name = "ui/forms/formset.html"
    bound_field_class = Field

    def render(self, template_name: str, context: dict[str, Any], request: Any = None) -> str:
        if (draw := PLAIN.get(template_name)) is not None:
            return draw(context["widget"])
        return super().render(template_name, context, request)


# Class attributes of Django's own forms: allauth's and the admin's pages follow along.
forms.BaseForm.template_name_label = "ui/forms/label.html"
ErrorList.template_name = "ui/forms/errors.html"
# What is wrong and what to type, in the words of a colleague.
TOLD: dict[type[forms.Field], dict[str, Any]] = {
    forms.Field: {"required": _("Cần điền mục này.")},
    forms.ChoiceField: {"required": _("Cần chọn một mục.")},
    forms.BooleanField: {"required": _("Cần đánh dấu mục này.")},
    forms.FileField: {"required": _("Cần gửi kèm tệp.")},
    forms.DateField: {"invalid": _("Ghi ngày theo mẫu 22/11/2026.")},
    forms.DateTimeField: {"invalid": _("Ghi ngày giờ theo mẫu 22/11/2026 14:05.")},
    forms.IntegerField: {"invalid": _("Ghi một số nguyên, ví dụ 1.200.")},
    forms.DecimalField: {"invalid": _("Ghi một số, ví dụ 1.200,5.")},
}
for of, told in TOLD.items():
    of.default_error_messages = {**vars(of).get("default_error_messages", {}), **told}


def _cell(field: forms.Field, text: str) -> str:
    """What a field sends for a cell; a choice may be told by its words."""
    for value, label in getattr(field, "choices", ()):
        if fold(str(label)) == fold(text):
            return str(value)
    return text


def read_table(text: str, fields: Mapping[str, forms.Field]) -> list[dict[str, str]]:
    """Lines and tabs of a copied table by the names of `fields`: in their order, or by a head."""
    lines = [[nfc(cell) for cell in line.split("\t")] for line in text.splitlines() if line.strip()]
    labels = {name: fold(str(field.label or name)) for name, field in fields.items()}

    def headed(cell: str) -> str | None:
        begins = fold(cell)
        fits = (name for name, label in labels.items() if label.startswith(begins))
        return next(fits, None) if len(begins) > 1 else None

    names: list[str | None] = list(fields)
    if lines and sum(headed(cell) is not None for cell in lines[0]) > 1:
        names = [headed(cell) for cell in lines.pop(0)]
    return [
        {
            name: _cell(fields[name], cell)
            for name, cell in zip(names, line, strict=False)
            if name is not None
        }
        for line in lines
    ]


class Later(forms.BaseForm):
    """Fields that can wait stand folded at the end, and open once one of them says something."""

    later_fields: Sequence[str] = ()
    later_label: Reason = _("Thêm chi tiết (không bắt buộc)")

    @property
    def later_open(self) -> bool:
        asked = [self[name] for name in self.later_fields]
        return any(field.errors or field.value() not in {None, ""} for field in asked)


class Form(Later, forms.Form):
    """A form of this house; `draft` names where typed text is kept on the device."""

    draft = ""
    label_suffix = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)


class ModelForm(Later, forms.ModelForm):  # type: ignore[type-arg] # Django's class takes no argument at run time
    """The same over a model; it reads and cleans, an action saves."""

    draft = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)


class Rows(forms.BaseFormSet):  # type: ignore[type-arg] # Django's class takes no argument at run time
    """Many rows in one form (authors, clauses); «Thêm dòng» and pasting work without script.

    Make one with `rows(RowForm, …)`. While rows are being asked for or taken in, `is_valid()`
    answers no and nothing is judged: show the page again.
    """

    more_label: Reason = _("Thêm dòng")
    data: Any

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        prefix = kwargs.get("prefix") or self.get_default_prefix()
        asked = {name: data is not None and f"{prefix}-{name}" in data for name in ("more", "read")}
        self.wants_row = any(asked.values())
        if self.wants_row:
            data = data.copy()
        super().__init__(data, *args, **kwargs)
        if asked["more"]:
            self._grow_to(self._rows_sent() + 1)
        if asked["read"]:
            self._take_in(data.get(f"{prefix}-pasted", ""))

    def _rows_sent(self) -> int:
        total = self.data.get(f"{self.prefix}-TOTAL_FORMS", "0")
        return int(total) if total.isdigit() else 0

    def _grow_to(self, total: int) -> None:
        self.data[f"{self.prefix}-TOTAL_FORMS"] = str(min(total, self.absolute_max))
        self.__dict__.pop("management_form", None)  # read anew

    def _take_in(self, text: str) -> None:
        """Lines copied from a sheet become rows, after those that are filled in."""
        fields = {k: f for k, f in self.empty_form.fields.items() if k != "DELETE"}
        at = self._rows_sent()
        while at and not any(self.data.get(f"{self.prefix}-{at - 1}-{name}") for name in fields):
            at -= 1
        for number, cells in enumerate(read_table(text, fields), start=at):
            for name, cell in cells.items():
                self.data[f"{self.prefix}-{number}-{name}"] = cell
            self._grow_to(max(number + 1, self._rows_sent()))

    def is_valid(self) -> bool:
        return not self.wants_row and super().is_valid()

    def full_clean(self) -> None:
        if not self.wants_row:
            super().full_clean()
            return
        self._errors: list[Any] = []
        self._non_form_errors = self.error_class()
        for form in self.forms:
            form._errors = forms.utils.ErrorDict()

    @property
    def kept(self) -> list[dict[str, Any]]:
        """The cleaned rows that are filled in and not crossed out, in their order."""
        return [
            form.cleaned_data
            for form in self.forms
            if form.has_changed() and not form.cleaned_data.get("DELETE")
        ]


def rows(
    form: type[forms.Form],
    *,
    extra: int = 1,
    least: int = 0,
    most: int = 100,
    more_label: Reason | None = None,
) -> type[Rows]:
    """A class of `Rows`: between `least` and `most` forms, each can be crossed out."""
    made = cast(
        type[Rows],
        forms.formset_factory(
            form,
            formset=Rows,
            extra=extra,
            min_num=least,
            max_num=most,
            validate_min=True,
            validate_max=True,
            can_delete=True,
        ),
    )
    if more_label is not None:
        made.more_label = more_label
    return made


class PhotoInput(forms.ClearableFileInput):
    """A file, or a photograph taken on the spot with the phone's camera."""

    template_name = "ui/forms/photo.html"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        given: Sequence[Any] = files.getlist(name) if hasattr(files, "getlist") else []
        return given[-1] if given else super().value_from_datadict(data, files, name)


class ReasonForm(Form):
    """One written reason: for a return, a hold, a correction."""

    reason = forms.CharField(
        label=_("Lý do"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Người liên quan sẽ đọc được lý do này. Nêu rõ thiếu gì và bổ sung thế nào."),
    )
