"""What the pages of a council take in."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.permit import Reason
from thidua.councils import queries
from thidua.councils.models import Case, Meeting, Presence, Seat
from thidua.councils.states import Attendance, Choice, CouncilKind, SeatPosition
from thidua.legal.regulations import Share
from thidua.ui.forms import Form, rows

ABSENT_CHOICES = [("", gettext_lazy("chưa gửi")), *Choice.choices]


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
    regulation = forms.CharField(
        label=gettext_lazy("Số quy chế của hội đồng"), max_length=200, required=False,
        help_text=gettext_lazy("Để trống nếu hội đồng chưa có quy chế riêng."),
    )  # fmt: skip
    regulation_on = forms.DateField(label=gettext_lazy("Ngày ban hành quy chế"), required=False)


class RegulationForm(Form):
    """What the regulation sets: quorum and shares by topic, one a line."""

    regulation = forms.CharField(label=gettext_lazy("Số quy chế"), max_length=200)
    regulation_on = forms.DateField(label=gettext_lazy("Ngày ban hành"))
    quorum = forms.CharField(
        label=gettext_lazy("Số thành viên phải có mặt"), required=False,
        help_text=gettext_lazy("Viết như 2/3 hoặc 80%. Để trống nếu quy chế không nêu."),
    )  # fmt: skip
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

    code = forms.CharField(label=gettext_lazy("Mã nhân viên"), max_length=40)
    position = forms.ChoiceField(
        label=gettext_lazy("Vị trí"), choices=SeatPosition.choices, initial=SeatPosition.MEMBER
    )


SeatRows = rows(SeatRow, extra=5, least=0, most=60, more_label=gettext_lazy("Thêm thành viên"))


class MeetingForm(Form):
    """A session to be called."""

    held_on = forms.DateField(label=gettext_lazy("Ngày họp"))
    place = forms.CharField(label=gettext_lazy("Địa điểm"), max_length=200)
    purpose = forms.CharField(
        label=gettext_lazy("Nội dung"), max_length=300,
        help_text=gettext_lazy("Ví dụ: xét khen thưởng đợt thi đua cao điểm"),
    )  # fmt: skip


class CasesForm(Form):
    """Which of some cases."""

    cases = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Nội dung"), coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, cases: Iterable[Case], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by_key = {case.pk: case for case in cases}
        field = self.fields["cases"]
        field.choices = [(case.pk, case.title) for case in self.by_key.values()]  # type: ignore[attr-defined] # a choice field
        field.initial = list(self.by_key)

    @property
    def picked(self) -> list[Case]:
        return [self.by_key[key] for key in self.cleaned_data["cases"]]


class AttendanceForm(Form):
    """Who is there, why the others are not, and who presides."""

    presider = forms.TypedChoiceField(label=gettext_lazy("Chủ trì"), coerce=int)

    def __init__(self, *args: Any, seats: Sequence[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = {seat.pk: seat for seat in seats}
        presiding = [seat for seat in seats if seat.position in queries.PRESIDING]
        self.fields["presider"].choices = [(seat.pk, str(seat)) for seat in presiding]  # type: ignore[attr-defined] # a choice field
        for seat in seats:
            self.fields[f"seat_{seat.pk}"] = forms.ChoiceField(
                label=str(seat.person), choices=Attendance.choices, widget=forms.RadioSelect,
                initial=Attendance.PRESENT,
            )  # fmt: skip
            self.fields[f"reason_{seat.pk}"] = _line(_("Lý do vắng của %(who)s"), seat.person)

    @property
    def lines(self) -> list[tuple[Seat, Any, Any]]:
        """Each seat with its two fields, for the table."""
        return [(seat, self[f"seat_{pk}"], self[f"reason_{pk}"]) for pk, seat in self.seats.items()]

    @property
    def attendance(self) -> dict[int, tuple[Attendance, str]]:
        data = self.cleaned_data
        return {pk: (Attendance(data[f"seat_{pk}"]), data[f"reason_{pk}"]) for pk in self.seats}


class PresenceForm(Form):
    """One member who comes late or leaves."""

    seat = forms.TypedChoiceField(label=gettext_lazy("Thành viên"), coerce=int)
    attendance = forms.ChoiceField(label=gettext_lazy("Nay"), choices=Attendance.choices)
    reason = forms.CharField(label=gettext_lazy("Lý do vắng"), max_length=200, required=False)

    def __init__(self, *args: Any, presences: Sequence[Presence], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = {row.seat_id: row.seat for row in presences}
        self.fields["seat"].choices = [  # type: ignore[attr-defined] # a choice field
            (row.seat_id, f"{row.seat.person} ({row.get_attendance_display()})")
            for row in presences
        ]


class VoteForm(Form):
    """A show of hands, all present agreeing unless said otherwise, with opinions of the absent."""

    citation = forms.CharField(
        label=gettext_lazy("Quy chế áp dụng (số, ngày) và lý do"), max_length=400, required=False
    )
    notes = forms.CharField(
        label=gettext_lazy("Ý kiến thảo luận"), required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(
        self, *args: Any, presences: Sequence[Presence], lacking: Reason | None = None,
        case: Case | None = None, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.voters = [row for row in presences if row.seat.may_vote]
        said = {vote.seat_id: vote for vote in case.votes.all()} if case else {}
        if case:
            self.fields["notes"].initial = case.notes
        if lacking is None:
            del self.fields["citation"]
        else:
            self.fields["citation"].help_text = str(lacking)
            self.fields["citation"].required = True
        for row in self.voters:
            vote = said.get(row.seat_id)
            here = row.attendance == Attendance.PRESENT
            self.fields[f"vote_{row.seat_id}"] = forms.ChoiceField(
                label=str(row.seat.person), choices=Choice.choices if here else ABSENT_CHOICES,
                widget=forms.RadioSelect, required=here,
                initial=vote.choice if vote else (Choice.AGREE if here else ""),
            )  # fmt: skip
            if not here:
                self.fields[f"reason_{row.seat_id}"] = _line(
                    _("Ý kiến bằng văn bản của %(who)s"), row.seat.person,
                    initial=vote.reason if vote else "",
                )  # fmt: skip

    @property
    def lines(self) -> list[tuple[Presence, Any, Any]]:
        """Each voter with the choice and, for the absent, the text of the opinion."""
        return [
            (row, self[f"vote_{row.seat_id}"],
             self[f"reason_{row.seat_id}"] if row.attendance == Attendance.ABSENT else None)
            for row in self.voters
        ]  # fmt: skip

    @property
    def given(self) -> dict[str, Any]:
        """Keywords for the actions: exceptions of those present, opinions of the absent."""
        exceptions, opinions = {}, {}
        for row in self.voters:
            choice = self.cleaned_data[f"vote_{row.seat_id}"]
            if row.attendance == Attendance.PRESENT:
                if choice != Choice.AGREE:
                    exceptions[row.seat_id] = Choice(choice)
            elif choice:
                reason = self.cleaned_data[f"reason_{row.seat_id}"]
                opinions[row.seat_id] = (Choice(choice), reason)
        return {"exceptions": exceptions, "opinions": opinions}

    @property
    def choices(self) -> list[str]:
        """Every choice as it would be counted."""
        found = [self.cleaned_data[f"vote_{row.seat_id}"] for row in self.voters]
        return [choice for choice in found if choice]


class TogetherForm(VoteForm, CasesForm):
    """One vote for several cases of a topic."""


class ConclusionForm(Form):
    """The presider's conclusion."""

    conclusion = forms.CharField(
        label=gettext_lazy("Kết luận của chủ trì"), widget=forms.Textarea(attrs={"rows": 4})
    )

    @classmethod
    def proposed(cls, meeting: Meeting) -> "ConclusionForm":
        """With a first wording from the results."""
        closed = [case for case in queries.agenda_of(meeting) if case.result]
        passed = sum(case.result["passed"] for case in closed if case.result)
        text = _(
            "Hội đồng thống nhất đề nghị %(passed)s/%(total)s nội dung đã biểu quyết. Giao bộ phận "
            "thường trực hoàn thiện hồ sơ, trình Thủ trưởng đơn vị xem xét, quyết định."
        ) % {"passed": passed, "total": len(closed)}
        return cls(initial={"conclusion": text})


def _line(label: str, person: Any, initial: str = "") -> forms.CharField:
    return forms.CharField(
        label=label % {"who": person}, max_length=300, required=False, initial=initial
    )
