"""What is typed about a council: its decisions, its regulation, who sits for whom."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core import period
from thidua.councils.models import Meeting, Seat
from thidua.councils.states import Base, CouncilKind, RecusalRule, SeatPosition
from thidua.legal.regulations import Share
from thidua.orgs import queries as orgs
from thidua.orgs.typed import the_one
from thidua.ui.forms import Form, Rows, rows


class CouncilForm(Form):
    """A council's decision and regulation."""

    draft = "hoi-dong"
    name = forms.CharField(label=gettext_lazy("Tên hội đồng"), max_length=200)
    kind = forms.ChoiceField(label=gettext_lazy("Loại"), choices=CouncilKind.choices)
    decision = forms.CharField(
        label=gettext_lazy("Quyết định thành lập"), max_length=200,
        help_text=gettext_lazy("Ví dụ: Quyết định số 12/QĐ-BV ngày 05/01/2026"),
    )  # fmt: skip
    valid_from = forms.DateField(label=gettext_lazy("Hoạt động từ ngày"))
    valid_to = forms.DateField(
        label=gettext_lazy("Nhiệm kỳ đến hết ngày"), required=False,
        help_text=gettext_lazy("Để trống nếu quyết định không nêu nhiệm kỳ."),
    )  # fmt: skip
    standing_body: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        None, label=gettext_lazy("Cơ quan thường trực"), required=False,
        empty_label=gettext_lazy("Quyết định không nêu"),
    )  # fmt: skip
    regulation = forms.CharField(
        label=gettext_lazy("Số quy chế của hội đồng"), max_length=200, required=False,
        help_text=gettext_lazy("Để trống nếu hội đồng chưa có quy chế riêng."),
    )  # fmt: skip
    regulation_on = forms.DateField(label=gettext_lazy("Ngày ban hành quy chế"), required=False)

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["standing_body"], units)


class DayForm(Form):
    """A day on which one asks who sat."""

    ngay = forms.DateField(label=gettext_lazy("Ngày"))


class CompositionForm(Form):
    """A new decision on who sits, from a day."""

    decision = forms.CharField(
        label=gettext_lazy("Quyết định"), max_length=200,
        help_text=gettext_lazy("Ví dụ: Quyết định số 45/QĐ-BV ngày 10/11/2026"),
    )  # fmt: skip
    valid_from = forms.DateField(label=gettext_lazy("Thành phần mới từ ngày"))
    valid_to = forms.DateField(label=gettext_lazy("Nhiệm kỳ đến hết ngày"), required=False)
    standing_body: "forms.ModelChoiceField[Any]" = forms.ModelChoiceField(
        None, label=gettext_lazy("Cơ quan thường trực"), required=False,
        empty_label=gettext_lazy("Quyết định không nêu"),
    )  # fmt: skip

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self.fields["standing_body"], units)


def _offer(field: Any, units: Any) -> None:
    field.queryset = units.order_by("path")


class RegulationForm(Form):
    """What the regulation sets: quorum and shares by topic, one a line."""

    regulation = forms.CharField(
        label=gettext_lazy("Số quy chế"), max_length=200,
        help_text=gettext_lazy("Ví dụ: Quy chế số 12/QC-BV"),
    )  # fmt: skip
    regulation_on = forms.DateField(label=gettext_lazy("Ngày ban hành"))
    quorum = forms.CharField(
        label=gettext_lazy("Số thành viên phải có mặt"), required=False,
        help_text=gettext_lazy("Viết như 2/3 hoặc 80%. Để trống nếu quy chế không nêu."),
    )  # fmt: skip
    base = forms.ChoiceField(
        label=gettext_lazy("Tỷ lệ của quy chế tính trên"), choices=Base.choices,
        help_text=gettext_lazy(
            "Tỷ lệ theo luật, nghị định luôn tính trên tổng số thành viên."
        ),
    )  # fmt: skip
    recusal = forms.ChoiceField(
        label=gettext_lazy("Thành viên có xung đột lợi ích"), choices=RecusalRule.choices
    )
    thresholds = forms.CharField(
        label=gettext_lazy("Tỷ lệ đồng ý theo danh hiệu, hình thức"), required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Mỗi dòng một mục, ví dụ: CSTDCS 80% hoặc GK trên 1/2"),
    )  # fmt: skip

    def clean_quorum(self) -> Share | None:
        text = self.cleaned_data["quorum"]
        return _share(text) if text else None

    def clean_thresholds(self) -> dict[str, Share]:
        found = {}
        for line in self.cleaned_data["thresholds"].splitlines():
            topic, _space, text = line.strip().partition(" ")
            if topic:
                found[topic] = _share(text)
        return found


def _share(text: str) -> Share:
    """`80%`, `2/3`, `trên 1/2`; a form error for anything else."""
    cut = text.strip().lower()
    strict = cut.startswith("trên")
    cut = cut.removeprefix("trên").replace(" ", "")
    if cut.endswith("%"):
        cut = f"{cut[:-1]}/100"
    part, _slash, whole = cut.partition("/")
    if part.isdigit() and whole.isdigit() and 0 < int(part) <= int(whole):
        return Share(int(part), int(whole), strict=strict)
    raise forms.ValidationError(_("Không đọc được tỷ lệ «%(text)s».") % {"text": text})


class SeatRow(Form):
    """One seat: a staff code and a position."""

    code = forms.CharField(label=gettext_lazy("Mã nhân viên"), max_length=160)
    position = forms.ChoiceField(
        label=gettext_lazy("Vị trí"), choices=SeatPosition.choices, initial=SeatPosition.MEMBER
    )


SeatRows = rows(SeatRow, extra=5, least=0, most=60, more_label=gettext_lazy("Thêm thành viên"))


def seats_typed(actor: Any, seats: Rows) -> tuple[list[tuple[Any, SeatPosition]], list[str]]:
    """People with their positions in the order typed, and the codes that nobody bears."""
    found, unknown = [], []
    for form in seats.forms:
        row = form.cleaned_data
        if not row.get("code") or row.get("DELETE"):
            continue
        people = orgs.people_named(actor, row["code"])
        if len(people) == 1:
            found.append((people[0], SeatPosition(row["position"])))
        else:
            unknown.append(row["code"])
    return found, unknown


class SubstituteForm(Form):
    """Who sits for whom, by which paper, from a day or at one meeting."""

    seat = forms.TypedChoiceField(label=gettext_lazy("Thành viên vắng"), coerce=int)
    person = forms.CharField(
        label=gettext_lazy("Người dự thay"), max_length=160,
        help_text=gettext_lazy("Mã nhân viên, hoặc họ và tên."),
    )  # fmt: skip
    basis = forms.CharField(
        label=gettext_lazy("Văn bản cử"), max_length=200,
        help_text=gettext_lazy("Ví dụ: Giấy ủy quyền ngày 12/11/2026"),
    )  # fmt: skip
    meeting = forms.TypedChoiceField(
        label=gettext_lazy("Dự thay"), coerce=int, required=False, empty_value=None
    )
    valid_from = forms.DateField(label=gettext_lazy("Từ ngày"), initial=period.today)
    valid_to = forms.DateField(
        label=gettext_lazy("Đến hết ngày"), required=False,
        help_text=gettext_lazy("Chỉ ghi khi dự thay trong một khoảng thời gian."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, actor: Any, seats: Sequence[Seat], meetings: Sequence[Meeting],
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.seats = {seat.pk: seat for seat in seats}
        self.meetings = {meeting.pk: meeting for meeting in meetings}
        offered: Any = self.fields["seat"]
        offered.choices = [(seat.pk, str(seat)) for seat in seats]
        offered = self.fields["meeting"]
        offered.choices = [("", _("mọi phiên từ ngày ghi dưới đây"))] + [
            (meeting.pk, _("phiên ngày %(day)s: %(purpose)s")
             % {"day": f"{meeting.held_on:%d/%m/%Y}", "purpose": meeting.purpose})
            for meeting in meetings
        ]  # fmt: skip

    def clean_person(self) -> Any:
        text = self.cleaned_data["person"]
        said = _("Không tìm thấy «%(name)s» trong nhân sự.") % {"name": text}
        return the_one(orgs.people_named(self.actor, text), text, unknown=said)

    @property
    def given(self) -> dict[str, Any]:
        """Keywords for `name_substitute`."""
        data = self.cleaned_data
        until: date | None = data["valid_to"]
        return {
            "seat": self.seats[data["seat"]], "person": data["person"], "basis": data["basis"],
            "valid_from": data["valid_from"], "valid_to": until,
            "meeting": self.meetings.get(data["meeting"]),
        }  # fmt: skip
