"""A report as it is typed: one card for each indicator, all problems shown at once."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.core.permit import Refused
from thidua.indicators.actions.reporting import Given, completed, insist_on_sense
from thidua.indicators.models import Definition, Entry
from thidua.indicators.queries import Computed
from thidua.indicators.states import Shape, Standing
from thidua.movements.measures import Figure
from thidua.ui.forms import Form, PhotoInput

YES_NO = [("1", _("Có")), ("0", _("Không"))]


class FigureForm(Form):
    """The figure alone: what a card and a correction have in common."""

    asked: tuple[str, ...] = ("numerator", "denominator")
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
    """One indicator of a report; its note and the file that proves it wait in a fold."""

    later_fields = ("note", "file")
    later_label = _("Diễn giải, minh chứng")

    file = forms.FileField(label=_("Thêm minh chứng"), required=False, widget=PhotoInput)

    def __init__(self, *args: Any, computed: Computed | None = None, **kwargs: Any) -> None:
        self.computed = computed
        super().__init__(*args, **kwargs)
        if self.meaning.evidence:
            self.asked = (*self.asked, "file")
        if computed is None:
            return
        for name in ("numerator", "denominator"):
            part: Figure | None = getattr(computed, name)
            if part is not None and name in self.fields:
                field = self.fields[name]
                field.disabled, field.label = True, f"{field.label}, {gettext('hệ thống tính')}"
                self.initial[name] = _plain(part.value)
        if computed.is_whole:
            del self.fields["absent"]

    def said(self) -> Given | None:
        given = super().said()
        if self.computed is None:
            return given
        typed = [name for name in ("numerator", "denominator") if not self._is_counted(name)]
        if not self.computed.is_whole and given is not None and not given.absent:
            given = given if any(getattr(given, name) is not None for name in typed) else None
        return completed(self.computed, given)

    def _is_counted(self, name: str) -> bool:
        return getattr(self.computed, name) is not None

    @property
    def later_open(self) -> bool:
        return bool(self.meaning.evidence) or super().later_open


class CorrectionForm(FigureForm):
    """A figure mended after acceptance, why, and on what basis."""

    reason = forms.CharField(label=_("Lý do đính chính"), widget=forms.Textarea(attrs={"rows": 3}))
    basis = forms.CharField(label=_("Theo văn bản, kết luận nào"), required=False, max_length=300)


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
    number, of = _plain(entry.numerator), _plain(entry.denominator)
    return {"numerator": number, "denominator": of, "note": entry.note}


def _plain(number: Decimal | None) -> Decimal | None:
    """A whole number without the noughts that the database keeps."""
    return Decimal(int(number)) if number is not None and number == int(number) else number


def cards_of(
    asked: Sequence[tuple[Any, Definition]], entries: Mapping[int, Entry], data: Any = None,
    files: Any = None, counted: Mapping[int, Computed] | None = None,
) -> list[CardForm]:  # fmt: skip
    """A card for each indicator that the report itself brings, in the order of the set."""
    return [
        CardForm(
            data, files, prefix=f"ct{row.indicator_id}", meaning=meaning,
            entry=entries.get(row.indicator_id), computed=(counted or {}).get(row.indicator_id),
        ) for row, meaning in asked
    ]  # fmt: skip
