"""The ballot paper: one line for each name, its receipt code signed into it."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.ballots import wording
from thidua.ballots.models import Item
from thidua.ballots.states import Choice
from thidua.ui.forms import Form

CHOICES = [
    (Choice.AGREE.value, _("Đồng ý")),
    (Choice.DISAGREE.value, _("Không đồng ý")),
    ("", _("Để trống")),
]


class PaperForm(Form):
    """Radio buttons for every item, left blank at first; nothing of it is kept on the device."""

    code = forms.CharField(widget=forms.HiddenInput)
    empty = forms.BooleanField(label=_("Tôi bỏ phiếu trắng"), required=False)

    def __init__(
        self, *args: Any, items: Sequence[Item], ballot: int, account: int | None, **more: Any
    ) -> None:
        self.items = items
        self._meant: dict[str, Any] = {"ballot": ballot, "account": account}
        made = wording.signed(wording.new_receipt(), **self._meant)
        super().__init__(*args, initial={"code": made}, **more)
        for place, _item in enumerate(items):
            self.fields[f"m{place}"] = forms.ChoiceField(
                choices=CHOICES, required=False, widget=forms.RadioSelect
            )
        self.is_empty = False

    @property
    def lines(self) -> Iterator[tuple[Item, Any]]:
        for place, item in enumerate(self.items):
            yield item, self[f"m{place}"]

    def clean_code(self) -> str:
        return wording.read(self.cleaned_data["code"], **self._meant)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        self.is_empty = not any(given.get(f"m{place}") for place in range(len(self.items)))
        if self.is_empty and not given.get("empty"):
            raise forms.ValidationError(
                gettext(
                    "Bạn chưa đánh dấu nội dung nào. Nếu đúng ý bạn là bỏ phiếu trắng, hãy đánh "
                    "dấu vào ô «Tôi bỏ phiếu trắng» rồi bỏ phiếu."
                )
            )
        return given

    @property
    def marks(self) -> dict[str, str]:
        return {
            item.key: self.cleaned_data[f"m{place}"] or Choice.BLANK.value
            for place, item in enumerate(self.items)
        }
