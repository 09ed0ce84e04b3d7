"""What is typed or pasted of a cluster and its next term."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.clusters import queries
from thidua.clusters.models import Term
from thidua.clusters.states import Kind
from thidua.ui.forms import Form

SIGN = " · "
_LINES = _("Mỗi dòng một đơn vị, ghi mã hoặc tên; dán được từ cột của bảng tính.")


def _lines(text: str) -> list[str]:
    """The codes or names; what stands behind a code only helps to read it."""
    return [line.partition(SIGN)[0].strip() for line in text.splitlines() if line.strip()]


def _line(unit: Any) -> str:
    return f"{unit.code}{SIGN}{unit.name}"


class TermForm(Form):
    """A decision, a span, and units by code or name, one a line."""

    decision = forms.CharField(label=_("Số, ngày của quyết định"), max_length=200)
    since = forms.DateField(label=_("Từ ngày"))
    until = forms.DateField(
        label=_("Đến hết ngày"), required=False,
        help_text=_("Thường là một năm; để trống nếu quyết định không ghi ngày cuối."),
    )  # fmt: skip
    members = forms.CharField(
        label=_("Đơn vị thành viên"), widget=forms.Textarea(attrs={"rows": 10}), help_text=_LINES
    )
    head = forms.CharField(
        label=_("Đơn vị trưởng"), max_length=300,
        help_text=_("Mã hoặc tên một thành viên, hoặc đơn vị thành lập cụm, khối."),
    )  # fmt: skip
    deputies = forms.CharField(
        label=_("Đơn vị phó"), required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_LINES,
    )  # fmt: skip

    def __init__(self, *args: Any, owner: Any = None, term: Term | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.owner = owner
        if term is not None:
            rows = queries.members_of(term)
            self.initial.update({
                "members": "\n".join(_line(row.unit) for row in rows), "head": _line(term.head),
                "deputies": "\n".join(_line(row.unit) for row in rows if row.is_deputy),
            })  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        owner, since = cleaned.get("unit", self.owner), cleaned.get("since")
        if owner is None or since is None:
            return cleaned
        for name in ("members", "deputies"):
            if name in cleaned:
                cleaned[name] = self._units(name, _lines(cleaned[name]), owner, since)
        if "head" in cleaned:
            typed = next(iter(_lines(cleaned["head"])), "")
            if typed.casefold() in {owner.name.casefold(), owner.code.casefold()}:
                cleaned["head"] = owner
            else:
                cleaned["head"] = next(iter(self._units("head", [typed], owner, since)), None)
        return cleaned

    def _units(self, name: str, words: list[str], owner: Any, since: date) -> list[Any]:
        found = queries.units_named(owner, words, on=since)
        for word, units in found.items():
            said = {"word": word, "owner": owner}
            if not units:
                self.add_error(name, gettext("Không thấy «%(word)s» trong %(owner)s.") % said)
            elif len(units) > 1:
                said["codes"] = ", ".join(unit.code for unit in units)
                self.add_error(
                    name,
                    gettext("Có nhiều đơn vị tên «%(word)s»: ghi mã, một trong %(codes)s.") % said,
                )
        return [units[0] for units in found.values() if len(units) == 1]

    @property
    def facts(self) -> dict[str, Any]:
        """What the action takes."""
        return dict(self.cleaned_data)


class ClusterForm(TermForm):
    """The same with whose it is, its name and its kind."""

    unit: Any = forms.ModelChoiceField(None, label=_("Đơn vị thành lập"), empty_label=None)
    name = forms.CharField(label=_("Tên cụm, khối"), max_length=200)
    kind = forms.ChoiceField(label=_("Loại"), choices=Kind.choices)

    field_order = ("unit", "name", "kind", "decision", "since", "until", "members", "head")

    def __init__(self, *args: Any, actor: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = queries.units_in_charge(actor)  # type: ignore[attr-defined] # a choice of models


class EndForm(Form):
    """The last day and why."""

    on = forms.DateField(label=_("Ngày cuối hoạt động"))
    reason = forms.CharField(
        label=_("Lý do"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )
