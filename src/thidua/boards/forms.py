"""How a board is set, where a screen hangs, and which missed week is let count."""

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.boards import wording
from thidua.boards.states import Weekday
from thidua.ui import formats
from thidua.ui.forms import Form

MOST_CRITERIA = 4


class BoardForm(Form):
    """The figures that rank, in their order; what is hidden; when groups are reminded."""

    hides_ranks = forms.BooleanField(
        label=gettext_lazy("Chỉ nêu một phần ba dẫn đầu"),
        required=False,
        help_text=gettext_lazy(
            "Hạng và số liệu xếp hạng của các tổ khác chỉ tổ đó và người phụ trách phong trào "
            "thấy; mọi người vẫn thấy tuần này và số tuần liền của tất cả các tổ."
        ),
    )
    reminds = forms.BooleanField(
        label=gettext_lazy("Tự nhắc các tổ đến lượt mà chưa nộp đủ"), required=False
    )
    remind_on = forms.TypedChoiceField(
        label=gettext_lazy("Nhắc vào"), coerce=int, choices=Weekday.choices
    )
    remind_at = forms.TimeField(
        label=gettext_lazy("Lúc"),
        widget=forms.TimeInput(format="%H:%M", attrs={"inputmode": "numeric"}),
        error_messages={"invalid": gettext_lazy("Ghi giờ theo mẫu 08:00.")},
    )

    def __init__(self, *args: Any, board: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {
            "hides_ranks": board.hides_ranks, "reminds": board.reminds,
            "remind_on": board.remind_on, "remind_at": board.remind_at,
        }  # fmt: skip
        choices = [("", _("không dùng")), *wording.criteria_choices()]
        places = {}
        for place in range(MOST_CRITERIA):
            name = f"criterion_{place + 1}"
            places[name] = forms.ChoiceField(
                label=_("Xếp hạng theo, thứ %(place)s") % {"place": place + 1},
                choices=choices, required=False,
                initial=board.criteria[place] if place < len(board.criteria) else "",
            )  # fmt: skip
        self.fields = {**places, **self.fields}

    def facts(self) -> dict[str, Any]:
        """What the action takes."""
        given = self.cleaned_data
        names = [given[f"criterion_{place + 1}"] for place in range(MOST_CRITERIA)]
        rest = {key: value for key, value in given.items() if not key.startswith("criterion_")}
        return {**rest, "criteria": [name for name in names if name]}


class PlaceForm(Form):
    """Where a screen hangs."""

    place = forms.CharField(
        label=gettext_lazy("Nơi đặt màn hình"), max_length=120,
        help_text=gettext_lazy("Ví dụ: sảnh nhà A, phòng giao ban."),
    )  # fmt: skip


class LateForm(Form):
    """Which missed week is let count, and why."""

    week = forms.TypedChoiceField(label=gettext_lazy("Tuần đã lỡ"), coerce=date.fromisoformat)
    reason = forms.CharField(
        label=gettext_lazy("Lý do"), max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Lý do hiện trên bảng và trên trang của tổ cho mọi người cùng đọc."),
    )  # fmt: skip

    def __init__(self, *args: Any, weeks: Sequence[date], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["week"]).choices = [
            (week.isoformat(), formats.week(week)) for week in weeks
        ]
