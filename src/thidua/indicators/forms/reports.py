"""A report as it is typed: one card for each indicator, all problems shown at once."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.core.permit import Refused
from thidua.indicators.actions.reporting import Given, insist_on_sense
from thidua.indicators.models import Definition, Entry
from thidua.indicators.states import Shape, Standing
from thidua.ui.forms import Form, PhotoInput

YES_NO = [("1", _("Có")), ("0", _("Không"))]


class FigureForm(Form):
    """The figure alone: what a card and a correction have in common."""

    absent = forms.BooleanField(label=_("Không áp dụng (ghi lý do ở diễn giải)"), required=False)
    note = forms.CharField(
        label=_("Diễn giải"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(
        self, *args: Any, meaning: Definition, entry: Entry | None = None, **kwargs: Any
    ) -> None:
        kwargs.setdefault("initial", {})
        super().__init__(*args, **{**kwargs, "initial": _initial(entry) | kwargs["initial"]})
        self.meaning = meaning
        self.fields = _figure_fields(meaning) | self.fields

    def said(self) -> Given | None:
        """What has been typed; `None` where nothing was."""
        facts = self.cleaned_data
        if facts.get("absent"):
            return Given(absent=True, note=facts["note"])
        number, of = facts.get("numerator"), facts.get("denominator")
        if number in {None, ""} and of is None:
            return None
        return Given(
            numerator=None if number in {None, ""} else Decimal(number), denominator=of,
            note=facts["note"],
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        if not self.errors and (said := self.said()) is not None:
            try:
                insist_on_sense(self.meaning, said)
            except Refused as refused:
                self.add_error("note" if said.absent else "numerator", str(refused))
        return facts


class CardForm(FigureForm):
    """One indicator of a report, with the file that proves it."""

    file = forms.FileField(label=_("Thêm minh chứng"), required=False, widget=PhotoInput)


class CorrectionForm(FigureForm):
    """A figure mended after acceptance, why, and on what basis."""

    reason = forms.CharField(label=_("Lý do đính chính"), widget=forms.Textarea(attrs={"rows": 3}))
    basis = forms.CharField(
        label=_("Theo văn bản, kết luận nào (nếu có)"), required=False, max_length=300
    )


class ExtendForm(Form):
    """A later last day, and why."""

    until = forms.DateField(label=_("Gia hạn đến hết ngày"))
    reason = forms.CharField(label=_("Lý do gia hạn"), max_length=300)


def _figure_fields(meaning: Definition) -> dict[str, forms.Field]:
    if meaning.shape in {Shape.YES_NO, Shape.LEVEL}:
        choices: Sequence[Any] = (
            YES_NO if meaning.shape == Shape.YES_NO
            else [(str(n), name) for n, name in enumerate(meaning.levels)]
        )  # fmt: skip
        asked = _("Trả lời") if meaning.shape == Shape.YES_NO else _("Mức xếp loại")
        return {
            "numerator": forms.ChoiceField(
                label=asked, choices=choices, required=False, widget=forms.RadioSelect
            )
        }
    label = meaning.numerator or str(_("Số liệu"))
    if meaning.shape == Shape.NUMBER and meaning.counted_in:
        label = f"{label} ({meaning.counted_in})"
    label = f"{label[:1].upper()}{label[1:]}"
    fields: dict[str, forms.Field] = {
        "numerator": forms.DecimalField(
            label=label, required=False, max_digits=18, decimal_places=4
        )
    }
    if meaning.shape == Shape.RATIO:
        what = meaning.denominator
        fields["denominator"] = forms.DecimalField(
            label=f"{what[:1].upper()}{what[1:]}", required=False, max_digits=18, decimal_places=4
        )
    return fields


def _initial(entry: Entry | None) -> dict[str, Any]:
    if entry is None:
        return {}
    if entry.standing == Standing.NOT_APPLICABLE:
        return {"absent": True, "note": entry.note}
    number: Any = entry.numerator
    if number is not None and number == int(number):
        number = Decimal(int(number))
    of = entry.denominator
    if of is not None and of == int(of):
        of = Decimal(int(of))
    return {"numerator": number, "denominator": of, "note": entry.note}


def cards_of(
    asked: Sequence[tuple[Any, Definition]], entries: Mapping[int, Entry], data: Any = None,
    files: Any = None,
) -> list[CardForm]:  # fmt: skip
    """A card for each indicator that the report itself brings, in the order of the set."""
    return [
        CardForm(
            data, files, prefix=f"ct{row.indicator_id}", meaning=meaning,
            entry=entries.get(row.indicator_id),
        ) for row, meaning in asked
    ]  # fmt: skip
