"""Pages of eligibility: one person or collective in full, and all one answers for in a list."""

from collections.abc import Iterator
from typing import Any

import django_filters
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from thidua.awards import actions, permits, queries, tables
from thidua.awards.forms import EligibilityForm
from thidua.awards.views.common import FORM_METHODS
from thidua.core import period
from thidua.legal import Subject, Verdict
from thidua.orgs.pages import Paged, attempt, page
from thidua.orgs.queries import people_by_pk, units_by_pk
from thidua.ui import formats
from thidua.ui.columns import Column
from thidua.ui.components import VERDICTS
from thidua.ui.lists import EXPORTERS, Empty, ListPage
from thidua.ui.templatetags.ui import badge

# More people than this are judged in the background: a page answers within seconds.
AT_ONCE = 5000


def _units(request: Any) -> Any:
    return queries.readable_units(request.user, on=period.today())


def _awards() -> list[tuple[str, str]]:
    codes = queries.open_to(Subject.INDIVIDUAL, on=period.today())
    return [(code, queries.name_of(code)) for code in codes]


def _verdicts() -> list[tuple[str, Any]]:
    return [(each.value, VERDICTS[each.value]) for each in Verdict]


class EligibilityFilter(django_filters.FilterSet):  # type: ignore[misc] # the package has no types
    """By unit; award and verdict are judged afterwards, see `EligibilityList.narrowed`."""

    unit = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Đơn vị"), queryset=_units, method="below"
    )
    award = django_filters.ChoiceFilter(
        label=gettext_lazy("Danh hiệu, hình thức"), choices=_awards, method="kept"
    )
    verdict = django_filters.ChoiceFilter(
        label=gettext_lazy("Kết quả"), choices=_verdicts, method="kept"
    )

    def below(self, rows: Any, _name: str, unit: Any) -> Any:
        return queries.people_below(rows, unit, on=period.today())

    def kept(self, rows: Any, _name: str, _value: str) -> Any:
        return rows


class EligibilityList(Paged, ListPage):
    """People before all awards, or before one with what stands in the way."""

    permit = permits.reads_lists
    title = gettext_lazy("Điều kiện khen thưởng")
    filterset_class = EligibilityFilter
    search_fields = ("folded",)
    default_sort = ("sort_key",)
    page_size = 25
    row_url = "awards:eligibility_of"
    export_name = "dieu-kien-khen-thuong"
    template_name = "awards/eligibility_list.html"
    empty = Empty(
        gettext_lazy("Chưa có ai trong danh sách"),
        gettext_lazy("Người của các đơn vị bạn phụ trách sẽ hiện ở đây cùng điều kiện xét."),
    )

    @property
    def year(self) -> int:
        return period.today().year

    @property
    def awards(self) -> list[str]:
        """The award asked for, else all that people may be given here."""
        every = queries.open_to(Subject.INDIVIDUAL, on=period.today(), unit=self.unit)
        asked = self.request.GET.get("award", "")
        return [asked] if asked in every else every

    @property
    def unit(self) -> Any:
        """The unit that considers: its managing body decides whose rules count."""
        if not hasattr(self, "_unit"):
            self._unit = queries.first_unit(self.request.user)
        return self._unit

    def get_rows(self) -> Any:
        return queries.considered_people(self.request.user, on=period.today())

    def narrowed(self, params: Any) -> tuple[Any, Any]:
        """A verdict is not in the database: for it, all that the other filters leave are judged."""
        rows, filters = super().narrowed(params)
        wanted = params.get("verdict", "")
        if wanted not in set(Verdict):
            return rows, filters
        if rows.count() > AT_ONCE:
            messages.warning(self.request, _("Chọn đơn vị nhỏ hơn để lọc theo kết quả."))
            return rows, filters
        keys = [
            person.pk
            for person, found in self.judged(rows)
            if any(cell.verdict == wanted for cell in found.values())
        ]
        return rows.filter(pk__in=keys), filters

    def judged(self, people: Any) -> Iterator[tuple[Any, dict[str, Any]]]:
        return queries.cells(people, self.awards, unit=self.unit, year=self.year, on=period.today())

    def get_columns(self) -> list[Column]:
        awards = self.awards
        name = Column("name", gettext_lazy("Họ và tên"), value="full_name", sort=("sort_key",))
        unit = Column("unit", gettext_lazy("Đơn vị"), value=lambda row: self.homes.get(row.pk))
        if len(awards) == 1:
            (award,) = awards
            told = Column("cell", queries.name_of(award), value=self._cell(award), kind="long")
            return [name, unit, told]
        return [
            name, unit,
            Column("pass", VERDICTS["pass"], value=self._listed(Verdict.PASS)),
            Column("unknown", VERDICTS["unknown"], value=self._listed(Verdict.UNKNOWN)),
            Column(
                "fail", gettext_lazy("Chưa đủ hoặc tạm dừng"), phone=False,
                value=self._listed(Verdict.FAIL, Verdict.HOLD),
            ),
        ]  # fmt: skip

    def _cell(self, award: str) -> Any:
        def told(person: Any) -> Any:
            cell = self.found[person.pk][award]
            why = format_html_join("", "<li>{}</li>", ((line,) for line in cell.why))
            shown = format_html('<ul class="soft">{}</ul>', why) if cell.why else ""
            return format_html("<div>{}{}</div>", badge(cell.verdict.value), shown)

        return told

    def _listed(self, *verdicts: Verdict) -> Any:
        def told(person: Any) -> Any:
            names = [
                queries.name_of(award)
                for award, cell in self.found[person.pk].items()
                if cell.verdict in verdicts
            ]
            if len(names) <= 4:
                return ", ".join(names) or "–"
            rest = _("và %(n)s danh hiệu, hình thức khác") % {"n": len(names) - 3}
            return f"{', '.join(names[:3])} {rest}"

        return told

    def lines(self, rows: Any) -> Iterator[tuple[Any, SafeString]]:
        """The page's people are judged together, in a constant number of queries."""
        people = list(rows)
        self.found = {person.pk: found for person, found in self.judged(people)}
        self.homes = queries.home_units(people, on=period.today())
        return super().lines(people)

    def export(self, rows: Any, file_format: str) -> HttpResponse:
        """Every person before every award that the filters leave; too many go to the background."""
        if rows.count() > AT_ONCE:
            messages.warning(
                self.request,
                _("Danh sách quá dài để tải ngay: bấm «Lập tệp cho đơn vị», tệp được lập dần."),
            )
            return redirect("awards:eligibility")
        table = tables.eligibility(rows, self.awards, unit=self.unit, year=self.year)
        return EXPORTERS[file_format](name=self.export_name, title=str(self.title), **table)

    def get_state(self, total: int) -> str:
        return _("%(total)s người, năm %(year)s; theo dữ liệu hôm nay") % {
            "total": formats.number(total), "year": self.year,
        }  # fmt: skip

    def get_context(self) -> dict[str, Any]:
        return {"unit": self.unit}


@require_http_methods(FORM_METHODS)
@page(permit=permits.reads_lists)
def eligibility_export(request: HttpRequest) -> HttpResponse:
    """Have the table of a unit, or of all in reach, made in the background."""
    today = period.today()
    form = EligibilityForm(_units(request), request.POST if request.method == "POST" else None)
    if form.is_valid():
        chosen = form.cleaned_data["unit"]
        unit, *beside = [chosen] if chosen else queries.top_units(request.user, on=today)
        run = attempt(
            request,
            lambda: actions.start_eligibility(
                actor=request.user, unit=unit, year=today.year, beside=beside
            ),
        )
        return redirect("orgs:task", pk=run.pk) if run else redirect("awards:eligibility")
    return render(request, "awards/form.html", {
        "form": form, "title": _("Lập tệp điều kiện khen thưởng"), "submit": _("Lập tệp"),
        "state": _("Xét mọi người trước mọi danh hiệu, hình thức; tệp được lập dần."),
        "back_url": reverse("awards:eligibility"),
    })  # fmt: skip


def the_person(request: HttpRequest, pk: int) -> Any:
    return people_by_pk([pk]).get(pk)


def the_collective(request: HttpRequest, pk: int) -> Any:
    return units_by_pk([pk]).get(pk)


@require_safe
@page(permit=permits.reads_eligibility, subject=the_person)
def eligibility_of(request: HttpRequest, person: Any) -> HttpResponse:
    """Each award before one person: verdict, findings, records, mending, the earliest year."""
    return _shown(request, person)


@require_safe
@page(permit=permits.reads_collective, subject=the_collective)
def eligibility_of_unit(request: HttpRequest, unit: Any) -> HttpResponse:
    """The same for a collective."""
    return _shown(request, unit)


def _shown(request: HttpRequest, subject: Any) -> HttpResponse:
    today = period.today()
    found = queries.outlook(subject, year=today.year, on=today)
    counts = [
        (verdict.value, VERDICTS[verdict.value], count)
        for verdict in (Verdict.PASS, Verdict.UNKNOWN, Verdict.HOLD, Verdict.FAIL)
        if (count := sum(each.verdict == verdict for each in found))
    ]
    context = {"subject": subject, "found": found, "counts": counts, "year": str(today.year)}
    return render(request, "awards/eligibility.html", context)
