"""What is typed of an initiative, its authors, a difficulty and a photo."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.core import period
from thidua.initiatives import queries, rules
from thidua.initiatives.models import Difficulty, Initiative
from thidua.initiatives.states import Benefit
from thidua.movements import queries as movements
from thidua.orgs import queries as orgs
from thidua.orgs.states import UnitKind
from thidua.orgs.typed import the_one
from thidua.ui.forms import Form, ModelForm, PhotoInput, Rows, rows

INITIATIVE_FIELDS = (
    "title", "before_text", "solution", "effect", "benefit", "figure_name",
    "figure_unit", "figure_before", "figure_after", "applied_on",
)  # fmt: skip
DIFFICULTY_FIELDS = ("title", "trouble", "solution", "solved_on")


def _key(found: Any) -> int | None:
    return found.pk if found is not None else None


class EntryForm(ModelForm):
    """What both kinds share: for which unit, in which movement; a draft asks for a title only."""

    written: Sequence[str] = ()
    late_fields: Sequence[str] = ()

    def __init__(
        self, data: Any = None, files: Any = None, *, actor: Any, on: date, sending: bool = True,
        instance: Any = None,
    ) -> None:  # fmt: skip
        super().__init__(data, files, instance=instance)
        units = [instance.unit] if instance else self._offer_units(actor, on)
        running = movements.open_movements(units, on=on)
        if instance is not None:
            running = queries.with_movement(running, instance.movement_id)
        self.fields["movement"] = forms.ModelChoiceField(
            running, label=_("Thuộc phong trào"), required=False,
            empty_label=_("Không thuộc phong trào nào"),
            initial=instance.movement_id if instance else _key(running.first()),
        )  # fmt: skip
        for name in self.late_fields:
            self.fields[name].required = sending
        self.order_fields(["unit", "movement", *self.written])

    def _offer_units(self, actor: Any, on: date) -> list[Any]:
        mine = orgs.own_units(actor, on=on).order_by("sort_key")
        units = list(mine)
        groups = [unit for unit in units if unit.kind == UnitKind.UNION_GROUP]
        self.fields["unit"] = forms.ModelChoiceField(
            mine, label=_("Đơn vị"), empty_label=None,
            initial=_key(next(iter(groups or units), None)),
            widget=forms.HiddenInput if len(units) == 1 else None,
        )  # fmt: skip
        return units

    def clean_title(self) -> str:
        return " ".join(str(self.cleaned_data["title"]).split())

    @property
    def facts(self) -> dict[str, Any]:
        """The cleaned facts of the entry itself, for its action."""
        names = {"movement", *self.written}
        return {name: value for name, value in self.cleaned_data.items() if name in names}


class InitiativeForm(EntryForm):
    written = INITIATIVE_FIELDS
    late_fields = ("solution", "benefit")
    later_fields = (
        "before_text", "effect", "figure_name", "figure_unit", "figure_before", "figure_after",
        "applied_on",
    )  # fmt: skip
    later_label = _("Trước khi áp dụng, hiệu quả, số liệu (nên có)")
    benefit = forms.ChoiceField(
        label=_("Loại lợi ích"), choices=Benefit.choices, widget=forms.RadioSelect
    )

    class Meta:
        model = Initiative
        fields = INITIATIVE_FIELDS
        labels = {
            "title": _("Tên sáng kiến"),
            "before_text": _("Trước khi áp dụng"),
            "solution": _("Nội dung giải pháp"),
            "effect": _("Hiệu quả"),
            "figure_name": _("Số đo"),
            "figure_unit": _("Đơn vị tính"),
            "figure_before": _("Số liệu trước"),
            "figure_after": _("Số liệu sau"),
            "applied_on": _("Áp dụng lần đầu ngày"),
        }
        help_texts = {
            "figure_name": _("Ví dụ: thời gian chờ lấy máu."),
            "figure_unit": _("Ví dụ: phút, đồng, ca mỗi ngày."),
            "figure_before": _("Số thập phân ghi bằng dấu phẩy, ví dụ 12,5."),
        }
        widgets = {
            "title": forms.Textarea(attrs={"rows": 2}),
            "before_text": forms.Textarea(attrs={"rows": 3}),
            "solution": forms.Textarea(attrs={"rows": 5}),
            "effect": forms.Textarea(attrs={"rows": 3}),
        }

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        gaps = rules.figure_gaps(
            name=cleaned.get("figure_name", ""), unit=cleaned.get("figure_unit", ""),
            before=cleaned.get("figure_before"), after=cleaned.get("figure_after"),
        )  # fmt: skip
        for name in gaps:
            self.add_error(name, gettext("Cần ghi khi có số liệu trước hoặc sau."))
        return cleaned


class AuthorForm(Form):
    """One author by name or staff code, with a share."""

    person = forms.CharField(
        label=_("Họ và tên"), max_length=200,
        widget=forms.TextInput(attrs={"list": "nguoi-cung-don-vi", "autocomplete": "off"}),
    )  # fmt: skip
    share = forms.IntegerField(label=_("Tỷ lệ đóng góp (%)"), min_value=1, max_value=100)

    def __init__(self, *args: Any, actor: Any = None, **kwargs: Any) -> None:
        self.actor = actor
        super().__init__(*args, **kwargs)

    def clean_person(self) -> Any:
        text = self.cleaned_data["person"]
        said = gettext("Không thấy «%(name)s». Người ngoài tổ, khoa của bạn thì ghi mã nhân viên.")
        return the_one(orgs.people_named(self.actor, text), text, unknown=said % {"name": text})


AuthorRows = rows(AuthorForm, extra=0, least=1, most=10, more_label=_("Thêm tác giả"))
AUTHORS = "tac-gia"


def author_rows(actor: Any, data: Any = None, initiative: Initiative | None = None) -> Rows:
    """The authors' rows: as typed, as stored, or oneself with the whole share."""
    initial: list[dict[str, Any]] | None = None
    if data is None:
        stored = list(queries.authors_of(initiative)) if initiative is not None else []
        held: list[tuple[Any, int]] = [(author.person, author.share) for author in stored] or [
            (orgs.person_of(actor), rules.WHOLE)
        ]
        known = queries.labels(queries.candidates(actor, on=period.today()))
        initial = [
            {"person": known.get(p.pk) or f"{p.full_name} ({p.code})", "share": share}
            for p, share in held
            if p is not None
        ]
    return AuthorRows(data, prefix=AUTHORS, initial=initial, form_kwargs={"actor": actor})


class DifficultyForm(EntryForm):
    written = DIFFICULTY_FIELDS
    late_fields = ("trouble", "solution", "solved_on")

    class Meta:
        model = Difficulty
        fields = DIFFICULTY_FIELDS
        labels = {
            "title": _("Tên khó khăn đã tháo gỡ"),
            "trouble": _("Khó khăn, vướng mắc"),
            "solution": _("Cách giải quyết"),
            "solved_on": _("Giải quyết xong ngày"),
        }
        widgets = {
            "title": forms.Textarea(attrs={"rows": 2}),
            "trouble": forms.Textarea(attrs={"rows": 4}),
            "solution": forms.Textarea(attrs={"rows": 5}),
        }


class PhotoForm(Form):
    """A photo of an initiative, taken on the spot or chosen."""

    photo = forms.FileField(
        label=_("Ảnh minh họa"), required=False, widget=PhotoInput,
        help_text=_("Không chụp người bệnh và hồ sơ bệnh án. Vị trí chụp được xóa khỏi ảnh."),
    )  # fmt: skip


class MorePhotosForm(Form):
    """One more photo on the initiative's page."""

    photo = forms.FileField(label=_("Thêm ảnh"), widget=PhotoInput)


class PutForwardForm(Form):
    """Before which council."""

    council: Any = forms.ModelChoiceField(label=_("Hội đồng"), queryset=None, empty_label=None)

    def __init__(self, *args: Any, councils: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["council"]
        offered.queryset = councils


class RecogniseForm(Form):
    """The day of recognition, and the decision by which it was done."""

    recognised_on = forms.DateField(label=_("Ngày công nhận"))
    number = forms.CharField(
        label=_("Số quyết định công nhận"), max_length=80, required=False,
        help_text=_("Để trống nếu chưa ra quyết định bằng văn bản."),
    )  # fmt: skip
