"""Which days and types of units of a set one looks at; it lives in the address."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.indicators.wording import span_told
from thidua.orgs.states import Ownership, UnitKind
from thidua.ui.forms import Form

Span = tuple[date, date]


def name_of(span: Span) -> str:
    """A period as the address writes it."""
    return f"{span[0]}_{span[1]}"


class LookForm(Form):
    """A period of the set or the whole of it, a kind of units, public or not."""

    ky = forms.ChoiceField(label=_("Kỳ"), required=False)
    loai = forms.ChoiceField(
        label=_("Loại đơn vị"), required=False, choices=[("", _("tất cả")), *UnitKind.choices]
    )
    khoi = forms.ChoiceField(
        label=_("Khối"), required=False, choices=[("", _("tất cả")), *Ownership.choices]
    )

    def __init__(
        self, data: Any, *, spans: Sequence[Span], whole: Span, usual: Span, **given: Any
    ) -> None:
        filled = {name: data.get(name, "") for name in self.base_fields}
        self.spans = {name_of(span): span for span in [whole, *spans]}
        if filled["ky"] not in self.spans:
            filled["ky"] = name_of(usual)
        super().__init__(filled, **given)
        kept = data.get("don_vi", "")
        fields: dict[str, Any] = self.fields
        self.kept = [("don_vi", kept)] if kept.isdigit() else []
        fields["ky"].choices = [
            (name, gettext("cả giai đoạn") if span == whole else span_told(*span))
            for name, span in self.spans.items()
        ]

    @property
    def span(self) -> Span:
        return self.spans[self.data["ky"]]

    def choice(self, name: str) -> str:
        """What is picked; nothing where the address names what there is not."""
        self.is_valid()
        return str(self.cleaned_data.get(name, ""))
