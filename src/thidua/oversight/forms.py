"""What is typed of plans, draws, visits and findings."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.indicators.actions.reporting import Given
from thidua.indicators.forms.reports import FigureForm
from thidua.orgs import queries as orgs
from thidua.orgs.typed import the_one
from thidua.oversight.models import Plan, Question, Visit
from thidua.oversight.states import Drawn, Strata, Verdict
from thidua.ui.forms import Form, ModelForm, PhotoInput, Rows, rows

MONTH = timedelta(days=30)


class PlanForm(ModelForm):
    """When, about which reports, by whom, and why."""

    team = forms.CharField(
        label=_("Đoàn kiểm tra"), widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Mỗi dòng một người: họ và tên hoặc mã nhân viên. Người đầu là trưởng đoàn."),
    )  # fmt: skip

    class Meta:
        model = Plan
        fields = (
            "title", "year", "about_from", "about_to", "starts_on", "ends_on", "bases", "aim",
        )  # fmt: skip
        labels = {
            "title": _("Tên kế hoạch"), "year": _("Năm"),
            "about_from": _("Kiểm tra báo cáo của các kỳ từ ngày"), "about_to": _("Đến hết ngày"),
            "starts_on": _("Tiến hành kiểm tra từ ngày"), "ends_on": _("Xong trước hết ngày"),
            "bases": _("Căn cứ"), "aim": _("Mục đích, nội dung"),
        }  # fmt: skip
        help_texts = {"bases": _("Mỗi căn cứ một dòng.")}
        widgets = {
            "bases": forms.Textarea(attrs={"rows": 3}), "aim": forms.Textarea(attrs={"rows": 3}),
        }  # fmt: skip

    def __init__(self, *args: Any, actor: Any, team: Sequence[Any] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.initial["team"] = "\n".join(f"{person.code}" for person in team)

    def clean_team(self) -> list[Any]:
        said = gettext("Không thấy «%(name)s»: ghi đúng họ và tên hoặc mã nhân viên.")
        lines = [line.strip() for line in self.cleaned_data["team"].splitlines() if line.strip()]
        return [
            the_one(orgs.people_named(self.actor, line), line, unknown=said % {"name": line})
            for line in lines
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for first, last in (("about_from", "about_to"), ("starts_on", "ends_on")):
            if data.get(first) and data.get(last) and data[last] < data[first]:
                self.add_error(last, gettext("Ngày kết thúc phải từ ngày bắt đầu trở đi."))
        return data

    @property
    def facts(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class NewPlanForm(PlanForm):
    """The same, of a unit that inspects and a set of indicators."""

    unit: Any = forms.ModelChoiceField(None, label=_("Đơn vị kiểm tra"), empty_label=None)
    of_set: Any = forms.ModelChoiceField(None, label=_("Bộ chỉ tiêu được kiểm tra"))

    def __init__(self, *args: Any, units: Any, sets: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined] # a choice of rows
        self.fields["of_set"].queryset = sets  # type: ignore[attr-defined] # a choice of rows
        last = on.year - 1
        self.initial = {
            **self.initial,
            "year": on.year, "about_from": date(last, 1, 1), "about_to": date(last, 12, 31),
            "starts_on": on, "ends_on": on + MONTH,
            "title": gettext("Kiểm tra báo cáo chỉ tiêu thi đua năm %(year)s") % {"year": last},
        }  # fmt: skip
        self.order_fields(["title", "unit", "of_set"])


class QuestionRow(Form):
    """One question of the checklist."""

    indicator = forms.ChoiceField(label=_("Về chỉ tiêu"), required=False)
    text = forms.CharField(label=_("Câu hỏi"), max_length=300)

    def __init__(self, *args: Any, names: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["indicator"].choices = [("", _("Chung")), *names]  # type: ignore[attr-defined] # a choice


QuestionRows = rows(QuestionRow, extra=1, most=200, more_label=_("Thêm câu hỏi"))


def question_rows(
    data: Any, *, names: Mapping[int, str], asked: Sequence[Question] = ()
) -> Rows:  # fmt: skip
    """The checklist as typed, or as it stands."""
    initial = [{"indicator": str(row.indicator_id or ""), "text": row.text} for row in asked]
    choices = [(str(key), name) for key, name in names.items()]
    return QuestionRows(
        data, prefix="cau-hoi", initial=initial or None, form_kwargs={"names": choices}
    )


def questions_in(found: Rows) -> list[tuple[int | None, str]]:
    """The kept rows for the action."""
    return [
        (int(row["indicator"]) if row["indicator"] else None, row["text"]) for row in found.kept
    ]


class DrawForm(Form):
    """What is drawn, by which groups, how many."""

    of = forms.ChoiceField(label=_("Rút mẫu"), choices=Drawn.choices, widget=forms.RadioSelect)
    strata = forms.ChoiceField(
        label=_("Chia nhóm"), choices=Strata.choices, widget=forms.RadioSelect, required=False,
        help_text=_("Mỗi nhóm góp phần theo số lượng của mình; nhóm nào cũng có đại diện."),
    )  # fmt: skip
    size = forms.IntegerField(label=_("Số lượng rút"), min_value=1)


class SeedForm(Form):
    """The seed as it was given in public; empty: the product makes one."""

    seed = forms.CharField(
        label=_("Mã rút mẫu"), required=False, max_length=200,
        help_text=_(
            "Ghi đúng như công bố tại cuộc họp, ví dụ kết quả xổ số của ngày họp. "
            "Để trống thì hệ thống tạo ngẫu nhiên. Mã ghi một lần, không sửa được."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip


class ChooseForm(Form):
    """A unit beside the sample, and why."""

    unit: Any = forms.ModelChoiceField(None, label=_("Đơn vị"))
    reason = forms.CharField(
        label=_("Lý do chọn"), max_length=300,
        help_text=_("Lý do đứng cạnh tên đơn vị để phân biệt với đơn vị được rút mẫu."),
    )  # fmt: skip

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined] # a choice of rows


class VisitForm(ModelForm):
    """When and with whom; one answer and note for each question."""

    class Meta:
        model = Visit
        fields = ("held_on", "present", "remarks")
        labels = {
            "held_on": _("Ngày kiểm tra"), "present": _("Đại diện đơn vị được kiểm tra"),
            "remarks": _("Nhận xét chung"),
        }  # fmt: skip
        help_texts = {"present": _("Mỗi người một dòng: họ tên, chức vụ.")}
        widgets = {
            "present": forms.Textarea(attrs={"rows": 2}),
            "remarks": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(
        self, *args: Any, questions: Sequence[Question], answers: Mapping[int, Any], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        # Left empty while the visit goes on, but asked before it can be concluded.
        self.asked = {"held_on", *(f"q{question.pk}" for question in questions)}
        for question in questions:
            known = answers.get(question.pk)
            self.fields[f"q{question.pk}"] = forms.ChoiceField(
                label=question.text, choices=Verdict.choices, required=False,
                widget=forms.RadioSelect, initial=known.verdict if known else None,
            )  # fmt: skip
            self.fields[f"n{question.pk}"] = forms.CharField(
                label=_("Ghi chú"), required=False, max_length=500,
                initial=known.note if known else "",
            )  # fmt: skip

    @property
    def head(self) -> list[Any]:
        return [self[name] for name in self.Meta.fields]

    def pair(self, question: Question) -> list[Any]:
        return [self[f"q{question.pk}"], self[f"n{question.pk}"]]

    @property
    def facts(self) -> dict[str, Any]:
        data = self.cleaned_data
        answers = {
            row.pk: (data[f"q{row.pk}"], data[f"n{row.pk}"])
            for row in self.questions if data[f"q{row.pk}"]
        }  # fmt: skip
        return {name: data[name] for name in self.Meta.fields} | {"answers": answers}


class FileForm(Form):
    """A photograph, or a copy from the books."""

    file = forms.FileField(label=_("Ảnh, bản chụp sổ sách"), widget=PhotoInput)


def _finding_fields(units: Any, unit: Any, on: date) -> dict[str, forms.Field]:
    mends: Any = forms.ModelChoiceField(
        units, label=_("Đơn vị khắc phục"), empty_label=None, initial=unit
    )
    return {
        "found": forms.CharField(
            label=_("Kết quả kiểm tra"), widget=forms.Textarea(attrs={"rows": 3})
        ),
        "remedy": forms.CharField(
            label=_("Yêu cầu khắc phục"), widget=forms.Textarea(attrs={"rows": 2})
        ),
        "unit": mends,
        "due_on": forms.DateField(label=_("Hạn khắc phục"), initial=on + MONTH),
    }


class FindingForm(Form):
    """What was found that is about no single figure."""

    def __init__(self, *args: Any, units: Any, unit: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields |= _finding_fields(units, unit, on)

    def said(self) -> Given | None:
        return None

    @property
    def facts(self) -> dict[str, Any]:
        return {key: self.cleaned_data[key] for key in ("found", "remedy", "unit", "due_on")}


class FigureFindingForm(FigureForm):
    """What was found about one figure, with the right one where it is known."""

    def __init__(self, *args: Any, units: Any, unit: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["note"]
        figures = [name for name in ("numerator", "denominator") if name in self.fields]
        self.fields["absent"].label = _("Số liệu đúng: không áp dụng cho đơn vị")
        for name in figures:
            label = self.fields[name].label or ""
            self.fields[name].label = gettext("Số liệu đúng: %(what)s") % {
                "what": f"{label[:1].lower()}{label[1:]}"
            }
        self.fields[figures[-1]].help_text = _("Để trống nếu chưa xác định được số đúng.")
        self.fields |= _finding_fields(units, unit, on)
        self.order_fields(["found", *figures, "absent", "remedy", "unit", "due_on"])

    def clean(self) -> dict[str, Any]:
        self.cleaned_data["note"] = self.cleaned_data.get("found", "")
        return super().clean()

    @property
    def facts(self) -> dict[str, Any]:
        return {key: self.cleaned_data[key] for key in ("found", "remedy", "unit", "due_on")}


class RemedyForm(Form):
    """What the unit has mended."""

    said = forms.CharField(
        label=_("Đã khắc phục thế nào"), widget=forms.Textarea(attrs={"rows": 3})
    )
    file = forms.FileField(label=_("Minh chứng"), required=False, widget=PhotoInput)
