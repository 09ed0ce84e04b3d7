"""What the console of a session takes in: attendance, votes, the conclusion."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.permit import Reason
from thidua.councils import queries
from thidua.councils.models import Case, Meeting, Presence, Seat
from thidua.councils.states import Attendance, Choice
from thidua.ui.forms import Form

ABSENT_CHOICES = [("", gettext_lazy("chưa gửi")), *Choice.choices]


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

    def __init__(
        self, *args: Any, seats: Sequence[Seat], roll: Mapping[int, Any] | None = None,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        """`roll` is what the sitting knows already, by person."""
        super().__init__(*args, **kwargs)
        self.seats = {seat.pk: seat for seat in seats}
        presiding = [seat for seat in seats if seat.position in queries.PRESIDING]
        self.fields["presider"].choices = [  # type: ignore[attr-defined] # a choice field
            (seat.pk, f"{seat.who} ({seat.get_position_display()})") for seat in presiding
        ]
        for seat in seats:
            given, reason = (roll or {}).get(seat.sitter.pk, (Attendance.PRESENT, ""))
            self.fields[f"seat_{seat.pk}"] = forms.ChoiceField(
                label=seat.who, choices=Attendance.choices, widget=forms.RadioSelect,
                initial=given,
            )  # fmt: skip
            self.fields[f"reason_{seat.pk}"] = _line(
                _("Lý do vắng của %(who)s"), seat.who, initial=reason
            )

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
            (row.seat_id, f"{row.who} ({row.get_attendance_display()})") for row in presences
        ]


class VoteForm(Form):
    """A show of hands, all present agreeing unless said otherwise, with opinions of the absent.

    `presences` are those who vote on the case.
    """

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
        self.voters = list(presences)
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
                label=row.who, choices=Choice.choices if here else ABSENT_CHOICES,
                widget=forms.RadioSelect, required=here,
                initial=vote.choice if vote else (Choice.AGREE if here else ""),
            )  # fmt: skip
            if not here:
                self.fields[f"reason_{row.seat_id}"] = _line(
                    _("Ý kiến bằng văn bản của %(who)s"), row.who,
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
