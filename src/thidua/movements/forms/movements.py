"""What is typed about a movement of one's own, and about one of a body outside."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any, ClassVar, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.core.permit import Reason
from thidua.movements.models import Movement
from thidua.movements.rules import CONTENTS
from thidua.movements.states import MovementKind, MovementLevel
from thidua.orgs import queries as orgs
from thidua.ui.forms import Form, ModelForm, PhotoInput


class Part(NamedTuple):
    """A part of the movement's form."""

    slug: str
    title: Reason
    names: tuple[str, ...]
    note: Reason = ""


PARTS = (
    Part(
        "phong-trao", _("Tên và hình thức"),
        ("title", "theme", "slogan", "year_theme", "kind", "level"),
    ),
    Part(
        "noi-dung", _("Nội dung phong trào"), CONTENTS,
        _("Điều 17 Luật Thi đua, khen thưởng đòi hỏi đủ các mục này khi phát động."),
    ),
    Part(
        "thoi-gian", _("Thời gian"), ("starts_on", "ends_on", "register_by", "late_until"),
        _("Ngày bắt đầu và ngày kết thúc phải có khi phát động. Ngày cuối vẫn được tính."),
    ),
    Part(
        "doi-tuong", _("Giới hạn đối tượng"), ("for_sex", "for_line", "for_work"),
        _("Để trống là mọi người trong các đơn vị nhận đều tham gia."),
    ),
    Part("can-cu", _("Căn cứ, văn bản, kinh phí"), ("bases", "decision", "budget")),
    Part("don-vi", _("Chủ trì và phạm vi"), ("sponsors", "is_joint", "scope")),
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
            "title", "theme", "slogan", "year_theme", "kind", "level", "for_sex", "for_line",
            "for_work", "objectives", "subjects", "content",
            "criteria", "plan", "measures", "starts_on", "ends_on", "register_by", "late_until",
            "bases", "decision", "budget", "is_joint",
        ]  # fmt: skip
        widgets: ClassVar[dict[str, forms.Widget]] = {
            name: forms.Textarea(attrs={"rows": 4}) for name in (*CONTENTS, "bases")
        }
        labels: ClassVar[dict[str, Reason]] = {
            "for_sex": _("Chỉ dành cho giới"),
            "for_line": _("Chỉ dành cho người của hệ"),
            "for_work": _("Chỉ dành cho loại công việc"),
            "register_by": _("Hạn đăng ký"),
            "late_until": _("Hạn đăng ký muộn"),
        }
        help_texts: ClassVar[dict[str, Reason]] = {
            "register_by": _("Đơn vị gửi đăng ký đến hết ngày này."),
            "late_until": _("Gửi muộn có lý do đến hết ngày này."),
            "year_theme": _("Chủ đề thi đua của năm do cấp trên hoặc đơn vị công bố."),
            "bases": _("Mỗi căn cứ một dòng."),
            "is_joint": _(
                "Các cơ quan chủ trì cùng ký một văn bản, mỗi bên một số; phát động được khi các "
                "bên đã ký và ghi số."
            ),
            "decision": _("Ví dụ: Kế hoạch số 15/KH-CĐCS ngày 25/8/2025."),
        }

    def __init__(self, *args: Any, unit: Any, on: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        for name in ("for_sex", "for_line", "for_work"):
            fields[name].choices = [("", _("Không giới hạn")), *fields[name].choices[1:]]
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


class OutsideForm(ModelForm):
    """A movement of a body that is not in this installation, as far as it is answered here."""

    class Meta:
        model = Movement
        fields: ClassVar[list[str]] = [
            "title", "body", "level", "kind", "decision", "starts_on", "ends_on", "theme",
            "slogan",
        ]  # fmt: skip
        labels: ClassVar[dict[str, Reason]] = {"body": _("Cơ quan phát động")}
        help_texts: ClassVar[dict[str, Reason]] = {
            "body": _("Ghi đủ tên, ví dụ: Công đoàn ngành, Tổng Liên đoàn."),
            "decision": _("Số, ký hiệu, ngày của văn bản phát động."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["level"].initial = MovementLevel.PROVINCE
        fields["kind"].initial = MovementKind.THEMATIC
        for name in ("body", "starts_on", "ends_on"):
            fields[name].required = True


class AnswerForm(Form):
    """The higher movements that one answers."""

    parents: Any = forms.ModelMultipleChoiceField(
        queryset=None, label=_("Phong trào được hưởng ứng"), required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Việc nhập một lần được tính cho cả phong trào này và các phong trào đã chọn."),
    )  # fmt: skip

    def __init__(self, *args: Any, offered: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["parents"]
        field.queryset = offered
        field.label_from_instance = lambda row: f"{row.title} ({row.host})"


class AttachForm(Form):
    """One paper to attach."""

    file = forms.FileField(label=_("Thêm văn bản"), widget=PhotoInput)
