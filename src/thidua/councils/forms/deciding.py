"""What is typed to vote by ballot, to count it, and to settle the last slot."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.permit import Reason
from thidua.councils import rules
from thidua.councils.forms.sessions import ABSENT_CHOICES, CasesForm
from thidua.councils.models import Case, Presence
from thidua.councils.states import Choice, Way
from thidua.ui.forms import Form

BALLOTS = [(way.value, way.label) for way in (Way.SECRET, Way.PAPER)]


class PollForm(Form):
    """In which way a list is voted on by ballot, and who counts it on paper."""

    way = forms.ChoiceField(
        label=gettext_lazy("Cách bỏ phiếu"), choices=BALLOTS, widget=forms.RadioSelect,
        initial=Way.SECRET,
    )  # fmt: skip
    head = forms.TypedChoiceField(
        label=gettext_lazy("Trưởng ban kiểm phiếu"), coerce=int, required=False, empty_value=None,
        help_text=gettext_lazy("Chỉ cần khi bỏ phiếu giấy."),
    )  # fmt: skip
    tellers = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Thành viên ban kiểm phiếu"), coerce=int, required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Hai người nhập kết quả riêng rẽ; thông thường ban có ba người."),
    )  # fmt: skip
    citation = forms.CharField(
        label=gettext_lazy("Quy chế áp dụng (số, ngày) và lý do"), max_length=400, required=False
    )

    def __init__(
        self, *args: Any, presences: Sequence[Presence], lacking: Reason | None = None,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.people = {row.sitter.pk: row.sitter for row in presences}
        offered: Any = self.fields["tellers"]
        offered.choices = [(row.sitter.pk, row.who) for row in presences]
        head: Any = self.fields["head"]
        head.choices = [("", "…"), *offered.choices]
        if lacking is None:
            del self.fields["citation"]
        else:
            self.fields["citation"].help_text = str(lacking)
            self.fields["citation"].required = True

    @property
    def given(self) -> dict[str, Any]:
        """Keywords for the actions that open a ballot."""
        data = self.cleaned_data
        head = [data["head"]] if data["head"] else []
        keys = dict.fromkeys([*head, *data["tellers"]])
        way = Way(data["way"])
        tellers = [self.people[key] for key in keys] if way == Way.PAPER else []
        given = {"way": way, "tellers": tellers}
        return given | ({"citation": data["citation"]} if "citation" in data else {})


class OpinionsForm(Form):
    """What each absent member has written on the whole list."""

    def __init__(self, *args: Any, away: Sequence[Presence], said: Mapping[int, Any],
                 **kwargs: Any) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.away = away
        for row in away:
            vote = said.get(row.seat_id)
            self.fields[f"vote_{row.seat_id}"] = forms.ChoiceField(
                label=row.who, choices=ABSENT_CHOICES, required=False, widget=forms.RadioSelect,
                initial=vote.choice if vote else "",
            )  # fmt: skip
            self.fields[f"reason_{row.seat_id}"] = forms.CharField(
                label=_("Ý kiến bằng văn bản của %(who)s") % {"who": row.who}, max_length=300,
                required=False, initial=vote.reason if vote else "",
            )  # fmt: skip

    @property
    def lines(self) -> list[tuple[Presence, Any, Any]]:
        return [
            (row, self[f"vote_{row.seat_id}"], self[f"reason_{row.seat_id}"]) for row in self.away
        ]

    @property
    def given(self) -> dict[int, tuple[Choice, str]]:
        data = self.cleaned_data
        return {
            row.seat_id: (Choice(data[f"vote_{row.seat_id}"]), data[f"reason_{row.seat_id}"])
            for row in self.away if data[f"vote_{row.seat_id}"]
        }  # fmt: skip


HEADS = (
    ("issued", gettext_lazy("Số phiếu phát ra")), ("collected", gettext_lazy("Số phiếu thu về")),
    ("valid", gettext_lazy("Phiếu hợp lệ")), ("invalid", gettext_lazy("Phiếu không hợp lệ")),
)  # fmt: skip
MARKS = (
    ("agree", gettext_lazy("Đồng ý")), ("disagree", gettext_lazy("Không đồng ý")),
    ("blank", gettext_lazy("Để trống")),
)  # fmt: skip


class CountForm(Form):
    """What one teller has counted; every figure is typed, none is worked out."""

    def __init__(self, *args: Any, cases: Iterable[Case], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cases = list(cases)
        for name, label in HEADS:
            self.fields[name] = _figure(label)
        for case in self.cases:
            for mark, label in MARKS:
                self.fields[f"{mark}_{case.pk}"] = _figure(f"{label}: {case.title}")

    @property
    def heads(self) -> list[Any]:
        return [self[name] for name, _label in HEADS]

    @property
    def lines(self) -> list[tuple[Case, list[tuple[Reason, Any]]]]:
        """Each name with its three fields and their short labels."""
        return [
            (case, [(label, self[f"{mark}_{case.pk}"]) for mark, label in MARKS])
            for case in self.cases
        ]

    @property
    def count(self) -> rules.Count:
        data = self.cleaned_data
        issued, collected, valid, invalid = (data[name] for name, _label in HEADS)
        lines = {
            case.pk: rules.Line(*(data[f"{mark}_{case.pk}"] for mark, _label in MARKS))
            for case in self.cases
        }
        return rules.Count(issued, collected, valid, invalid, lines)


class QuotaForm(Form):
    """How many of a list may be proposed, and by what."""

    slots = forms.IntegerField(label=gettext_lazy("Số suất"), min_value=1)
    basis = forms.CharField(
        label=gettext_lazy("Căn cứ của số suất"), max_length=300,
        help_text=gettext_lazy("Ví dụ: 15% tổng số Lao động tiên tiến, theo công văn số …"),
    )  # fmt: skip


class FavourForm(CasesForm):
    """Who of those that stand equal the duty of equality favours."""

    ground = forms.CharField(
        label=gettext_lazy("Căn cứ"), max_length=300,
        help_text=gettext_lazy(
            "Là nữ, hoặc tập thể có từ 70% nữ trở lên; ghi rõ nếu không có ai."
        ),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cases"].label = _("Được ưu tiên theo nguyên tắc bình đẳng giới")
        self.fields["cases"].required = False
        self.fields["cases"].initial = []


class RecommendForm(CasesForm):
    """Whom the presider recommends for the last slot, and why."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do của chủ trì"), max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cases"].label = _("Chủ trì đề nghị")
        self.fields["cases"].initial = []


class VoidForm(Form):
    """Why a ballot is not counted."""

    reason = forms.CharField(label=gettext_lazy("Lý do hủy"), max_length=500)


def _figure(label: Reason) -> forms.IntegerField:
    return forms.IntegerField(label=str(label), min_value=0, max_value=1000)
