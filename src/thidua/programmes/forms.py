"""What is typed or pasted of tasks, action programmes and launch records."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.orgs import queries as orgs
from thidua.orgs.typed import the_one
from thidua.programmes import queries
from thidua.programmes.models import Launch, Programme, Task
from thidua.programmes.states import Part
from thidua.ui.forms import Form, ModelForm, PhotoInput, Rows, rows

MOST_ROWS = 200
# What each part asks of a row beside its words, its owner and its last day.
MORE: dict[str, tuple[str, ...]] = {
    Part.ACTION: (),
    Part.DIRECTION: ("said_by",),
    Part.COMMITMENT: ("said_by",),
    Part.COMMUNICATION: ("channel", "audience"),
    Part.WORK: (),
}


def the_person(actor: Any, text: str) -> Any:
    """The one person whom a typed owner means; `ValidationError` says how to write it."""
    said = gettext("Không thấy «%(name)s»: ghi đúng họ và tên hoặc mã nhân viên.")
    return the_one(orgs.people_named(actor, text), text, unknown=said % {"name": text})


class TaskRow(Form):
    """One task: what, who, until when; and what its part asks."""

    title = forms.CharField(
        label=_("Nội dung việc"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    said_by = forms.CharField(label=_("Người nêu"), max_length=200, required=False)
    channel = forms.CharField(label=_("Kênh, hình thức"), max_length=200, required=False)
    audience = forms.CharField(label=_("Đối tượng"), max_length=200, required=False)
    unit: Any = forms.ModelChoiceField(None, label=_("Đơn vị thực hiện"), empty_label=None)
    person = forms.CharField(
        label=_("Người phụ trách"), max_length=200, required=False,
        help_text=_("Họ và tên hoặc mã nhân viên; để trống thì trưởng đơn vị chịu trách nhiệm."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    due_on = forms.DateField(label=_("Hạn"))

    def __init__(self, *args: Any, actor: Any, part: str, units: Any = None, **kwargs: Any) -> None:
        self.actor = actor
        super().__init__(*args, **kwargs)
        for name in {"said_by", "channel", "audience"} - set(MORE[part]):
            del self.fields[name]
        if units is None:
            del self.fields["unit"]
        else:
            self.fields["unit"].queryset = units  # type: ignore[attr-defined] # a choice of models
            self.fields["unit"].initial = units.first()
        if part == Part.WORK:
            self.fields["due_on"].label = _("Bàn giao trước ngày")

    def has_changed(self) -> bool:
        """An untouched choice of unit does not make a row."""
        return bool({*self.changed_data} - {"unit"})

    def clean_person(self) -> Any:
        text = self.cleaned_data["person"]
        return the_person(self.actor, text) if text else None


TaskRows = rows(TaskRow, extra=1, most=MOST_ROWS, more_label=_("Thêm việc"))


def task_rows(
    data: Any, *, part: str, actor: Any, units: Any = None, initial: Sequence[dict[str, Any]] = ()
) -> Rows:
    """The rows of one part as typed or pasted; `units` where there is a choice of owners."""
    given = {"actor": actor, "part": part, "units": units}
    return TaskRows(data, prefix=part, initial=list(initial) or None, form_kwargs=given)


def facts_of(rows: Rows) -> list[dict[str, Any]]:
    """The kept rows for an action."""
    return [{key: value for key, value in row.items() if key != "DELETE"} for row in rows.kept]


def stored_rows(tasks: Sequence[Task]) -> list[dict[str, Any]]:
    """The rows of a programme as they stand, for its form."""
    return [
        {
            "title": task.title, "due_on": task.due_on,
            "person": task.person.code if task.person is not None else "",
        }
        for task in tasks
    ]  # fmt: skip


class AimForm(ModelForm):
    """What the unit wants to reach."""

    class Meta:
        model = Programme
        fields = ("aim",)
        labels = {"aim": _("Mục tiêu của đơn vị")}
        widgets = {"aim": forms.Textarea(attrs={"rows": 3})}


class LaunchForm(ModelForm):
    """When and where it was launched, who presided, attended and spoke."""

    class Meta:
        model = Launch
        fields = ("held_on", "place", "presided_by", "attendance", "speakers")
        labels = {
            "held_on": _("Ngày tổ chức"), "place": _("Địa điểm"), "presided_by": _("Chủ trì"),
            "attendance": _("Thành phần dự"), "speakers": _("Người phát biểu và nội dung"),
        }  # fmt: skip
        help_texts = {"speakers": _("Mỗi người một dòng: họ tên, chức vụ, ý chính.")}
        widgets = {
            "attendance": forms.Textarea(attrs={"rows": 2}),
            "speakers": forms.Textarea(attrs={"rows": 4}),
        }


class CorrectForm(ModelForm):
    """The words, the owner and the day of one task."""

    person = forms.CharField(
        label=_("Người phụ trách"), max_length=200, required=False,
        help_text=_("Họ và tên hoặc mã nhân viên; để trống thì trưởng đơn vị chịu trách nhiệm."),
    )  # fmt: skip

    class Meta:
        model = Task
        fields = ("title", "said_by", "channel", "audience", "unit", "due_on")
        labels = {
            "title": _("Nội dung việc"), "said_by": _("Người nêu"), "channel": _("Kênh, hình thức"),
            "audience": _("Đối tượng"), "unit": _("Đơn vị thực hiện"), "due_on": _("Hạn"),
        }  # fmt: skip
        widgets = {"title": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, actor: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        task: Task = self.instance
        for name in {"said_by", "channel", "audience"} - set(MORE[task.part]):
            del self.fields[name]
        units = queries.owner_units(task.movement, on=on)
        if task.part == Part.ACTION:
            units = units.filter(pk=task.unit_id)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined] # a choice of models
        self.initial["person"] = task.person.code if task.person is not None else ""
        self.order_fields(["title", "said_by", "channel", "audience", "unit", "person", "due_on"])

    def clean_person(self) -> Any:
        text = self.cleaned_data["person"]
        return the_person(self.actor, text) if text else None

    @property
    def facts(self) -> dict[str, Any]:
        """The cleaned facts for the action."""
        return dict(self.cleaned_data)


class DoneForm(Form):
    """«Đã xong»: everything here is optional but the tap."""

    photo = forms.FileField(
        label=_("Ảnh minh chứng"), required=False, widget=PhotoInput,
        help_text=_("Không chụp người bệnh và hồ sơ bệnh án. Vị trí chụp được xóa khỏi ảnh."),
    )  # fmt: skip
    result = forms.CharField(
        label=_("Kết quả"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    link = forms.CharField(
        label=_("Liên kết"), required=False, max_length=500,
        widget=forms.TextInput(attrs={"inputmode": "url"}),
    )  # fmt: skip

    @property
    def facts(self) -> dict[str, Any]:
        """What the action takes; a photo is one of its files."""
        photo = self.cleaned_data["photo"]
        given = {key: self.cleaned_data[key] for key in ("result", "link")}
        return {**given, "files": [photo] if photo is not None else []}


class FinishForm(DoneForm):
    """The same with the day on which it was done, or handed over."""

    done_on = forms.DateField(label=_("Xong ngày"), required=False)

    def __init__(self, *args: Any, task: Task, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["done_on"].initial = on
        if task.part == Part.WORK:
            self.fields["done_on"].label = _("Bàn giao ngày")

    @property
    def facts(self) -> dict[str, Any]:
        return {**super().facts, "done_on": self.cleaned_data["done_on"]}
