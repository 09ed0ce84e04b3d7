"""What is typed about conflicts of interest, and what a member notes for themselves."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.councils.states import TieKind
from thidua.orgs import queries as orgs
from thidua.orgs.typed import the_one
from thidua.ui.forms import Form

DECLARED = [(kind, label) for kind, label in TieKind.choices if kind != TieKind.SELF]


class ConflictForm(Form):
    """Why somebody who sits is in conflict on a case; members say it of themselves only."""

    person = forms.TypedChoiceField(label=gettext_lazy("Thành viên"), coerce=int)
    kind = forms.ChoiceField(label=gettext_lazy("Xung đột"), choices=DECLARED)
    reason = forms.CharField(label=gettext_lazy("Lý do"), max_length=300)

    def __init__(self, *args: Any, sitters: Mapping[int, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sitters = sitters
        offered: Any = self.fields["person"]
        offered.choices = [(key, row.who) for key, row in sitters.items()]
        if len(sitters) == 1:
            offered.initial = next(iter(sitters))
            offered.widget = forms.HiddenInput()

    @property
    def given(self) -> dict[str, Any]:
        """Keywords for `declare_conflict`."""
        data = self.cleaned_data
        return {
            "person": self.sitters[data["person"]].sitter, "kind": TieKind(data["kind"]),
            "reason": data["reason"],
        }  # fmt: skip


class LiftForm(Form):
    """Why a declared conflict proved unfounded."""

    reason = forms.CharField(label=gettext_lazy("Lý do bỏ"), max_length=300)


class NoteForm(Form):
    """A note for nobody else's eyes."""

    text = forms.CharField(
        label=gettext_lazy("Ghi chú riêng của tôi"), required=False,
        widget=forms.Textarea(attrs={"rows": 4, "data-no-draft": True}),
        help_text=gettext_lazy("Chỉ mình bạn đọc được, kể cả sau phiên họp."),
    )  # fmt: skip


class KinshipForm(Form):
    """Who of the organisation is of one's family."""

    relative = forms.CharField(
        label=gettext_lazy("Người thân"), max_length=160,
        help_text=gettext_lazy("Mã nhân viên, hoặc họ và tên."),
    )  # fmt: skip
    relation = forms.CharField(
        label=gettext_lazy("Quan hệ"), max_length=60,
        help_text=gettext_lazy("Ví dụ: vợ, chồng, con, anh, chị, em."),
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean_relative(self) -> Any:
        text = self.cleaned_data["relative"]
        said = _("Không tìm thấy «%(name)s» trong nhân sự.") % {"name": text}
        return the_one(orgs.people_named(self.actor, text), text, unknown=said)
