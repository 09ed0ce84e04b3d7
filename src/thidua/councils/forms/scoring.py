"""What is typed to score: the sheet by regulation, and a member's own points."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.councils.models import Criterion, Scoring
from thidua.councils.rules import Average, Outliers, points_shown
from thidua.councils.states import AverageKind, OutlierKind
from thidua.ui.forms import Form, rows

PREFIX = "diem_"


class SheetForm(Form):
    """A score sheet by a regulation: how averages are taken, what counts as far apart."""

    name = forms.CharField(label=gettext_lazy("Tên phiếu chấm"), max_length=200)
    topic = forms.ChoiceField(label=gettext_lazy("Danh hiệu, hình thức"), required=False)
    regulation = forms.CharField(
        label=gettext_lazy("Số quy chế ban hành"), max_length=200,
        help_text=gettext_lazy("Ví dụ: Quy chế số 12/QC-BV"),
    )  # fmt: skip
    regulation_on = forms.DateField(label=gettext_lazy("Ngày ban hành quy chế"))
    valid_from = forms.DateField(label=gettext_lazy("Áp dụng từ ngày"))
    average = forms.ChoiceField(
        label=gettext_lazy("Điểm chung"), choices=AverageKind.choices, initial=AverageKind.MEAN
    )
    trim = forms.IntegerField(
        label=gettext_lazy("Số điểm cao nhất, thấp nhất bị bỏ mỗi bên"), min_value=0,
        required=False,
    )  # fmt: skip
    outliers = forms.ChoiceField(
        label=gettext_lazy("Điểm khác biệt"), choices=OutlierKind.choices,
        initial=OutlierKind.NONE,
    )  # fmt: skip
    limit = forms.DecimalField(
        label=gettext_lazy("Mức lệch"), min_value=0, decimal_places=2, required=False,
        help_text=gettext_lazy("Số điểm, hoặc số lần độ lệch tuyệt đối trung vị."),
    )  # fmt: skip

    def __init__(self, *args: Any, topics: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["topic"]
        offered.choices = [("", _("mọi danh hiệu, hình thức")), *topics]

    @property
    def given(self) -> dict[str, Any]:
        """Keywords for `set_score_sheet`, without the criteria."""
        data = dict(self.cleaned_data)
        average, trim = data.pop("average"), data.pop("trim") or 0
        outliers, limit = data.pop("outliers"), data.pop("limit") or Decimal(0)
        return data | {"average": Average(average, trim), "outliers": Outliers(outliers, limit)}


class CriterionRow(Form):
    """One criterion."""

    text = forms.CharField(label=gettext_lazy("Tiêu chí"), max_length=200)
    weight = forms.DecimalField(label=gettext_lazy("Hệ số"), initial=1, decimal_places=3)
    maximum = forms.DecimalField(label=gettext_lazy("Điểm tối đa"), decimal_places=2)


CriterionRows = rows(
    CriterionRow, extra=4, least=0, most=30, more_label=gettext_lazy("Thêm tiêu chí")
)


class ScoreForm(Form):
    """One member's points for several cases; what is empty is not scored, nought is nought."""

    def __init__(
        self, *args: Any, scorings: Sequence[Scoring],
        points: Mapping[int, Mapping[int, Decimal]], **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.scorings = scorings
        for scoring in scorings:
            for criterion in scoring.sheet.criteria.all():
                self.fields[_name(scoring, criterion)] = forms.DecimalField(
                    label=f"{criterion.text}: {scoring.case.title}", required=False,
                    min_value=0, max_value=criterion.maximum, decimal_places=2,
                    initial=points.get(scoring.pk, {}).get(criterion.pk),
                )  # fmt: skip

    @property
    def lines(self) -> list[tuple[Scoring, list[tuple[str, Any]]]]:
        """Each case with a field for each criterion, and what the phone shows before it."""
        return [
            (scoring, [
                (
                    f"{criterion.text} (0–{points_shown(criterion.maximum)})",
                    self[_name(scoring, criterion)],
                ) for criterion in scoring.sheet.criteria.all()
            ]) for scoring in self.scorings
        ]  # fmt: skip

    @property
    def given(self) -> dict[int, dict[int, Decimal]]:
        """Points by scoring and criterion, without those left empty.

        Where a figure is not right yet, the one kept before stands.
        """
        return {
            scoring.pk: {
                criterion.pk: points
                for criterion in scoring.sheet.criteria.all()
                if (points := self._points(_name(scoring, criterion))) is not None
            } for scoring in self.scorings
        }  # fmt: skip

    @property
    def wrong(self) -> list[str]:
        """What the figures that are not right are for."""
        return [str(self.fields[name].label) for name in self.errors if name in self.fields]

    @property
    def has_gone(self) -> bool:
        """Whether the page still holds figures for what is no longer open."""
        return any(name.startswith(PREFIX) and name not in self.fields for name in self.data)

    def _points(self, name: str) -> Decimal | None:
        is_wrong = name in self.errors
        found: Decimal | None = (
            self.fields[name].initial if is_wrong else self.cleaned_data.get(name)
        )
        return found


def _name(scoring: Scoring, criterion: Criterion) -> str:
    return f"{PREFIX}{scoring.pk}_{criterion.pk}"
