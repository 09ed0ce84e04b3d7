"""Pages of people: the year's list, the registry of honours, and what is mine."""

from collections.abc import Iterator
from typing import Any

import django_filters
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from thidua.awards import forms, permits, queries
from thidua.awards.states import Level, Way
from thidua.awards.tables import printed_of, tone
from thidua.awards.views.quotas import caps
from thidua.core import period
from thidua.orgs.pages import Paged, page
from thidua.orgs.permits import is_signed_in
from thidua.orgs.states import Line
from thidua.ui.columns import Column, cells
from thidua.ui.lists import BulkAction, Empty, ListPage
from thidua.ui.templatetags.ui import badge


class YearlyList(Paged, ListPage):
    """People by the year's titles: fit, not fit, on hold, not known, and why."""

    permit = permits.reads_lists
    title = gettext_lazy("Danh sách xét năm")
    search_fields = ("folded",)
    default_sort = ("sort_key",)
    page_size = 25
    export_name = "danh-sach-xet-nam"
    template_name = "awards/yearly.html"
    empty = Empty(
        gettext_lazy("Chưa có ai trong danh sách"),
        gettext_lazy("Người của các đơn vị bạn phụ trách sẽ hiện ở đây cùng điều kiện xét."),
    )

    def get_columns(self) -> list[Column]:
        return [
            Column("name", gettext_lazy("Họ và tên"), value="full_name", sort=("sort_key",)),
            *(
                Column(code, queries.name_of(code), value=self._cell(code), kind="long")
                for code in queries.YEARLY
            ),
        ]

    def _cell(self, code: str) -> Any:
        def cell(person: Any) -> Any:
            standing = self.standings[person.pk][queries.YEARLY.index(code)]
            why = format_html_join("", "<li>{}</li>", ((line,) for line in standing.why[:3]))
            return format_html(
                '<div>{}<ul class="soft">{}</ul></div>',
                badge(standing.assessment.verdict.value),
                why,
            )

        return cell

    @property
    def year(self) -> int:
        given = self.request.GET.get("nam", "")
        return int(given) if given.isdigit() and len(given) == 4 else period.today().year

    def get_rows(self) -> Any:
        return queries.considered_people(self.request.user, on=period.today())

    def lines(self, rows: Any) -> Iterator[tuple[Any, SafeString]]:
        """The page's people are judged together, in a constant number of queries."""
        people = list(rows)
        self.standings = queries.could_be_proposed(
            people, queries.YEARLY, unit=queries.first_unit(self.request.user), year=self.year,
            on=period.today(),
        )  # fmt: skip
        return super().lines(people)

    @property
    def rounds(self) -> list[Any]:
        """The open rounds of the year that the reader runs and that give these titles."""
        if not hasattr(self, "_rounds"):
            self._rounds = queries.yearly_rounds(self.request.user, self.year, on=period.today())
        return self._rounds

    def allowed_bulk(self) -> list[BulkAction]:
        return [
            BulkAction(
                f"propose-{each.pk}", _("Lập hồ sơ: %(round)s") % {"round": each},
                act=lambda actor, rows: "", icon="plus",
            ) for each in self.rounds
        ]  # fmt: skip

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Those ticked go on to the page that proposes them in the round."""
        wanted = request.POST.get("do", "")
        to = next((each for each in self.rounds if wanted == f"propose-{each.pk}"), None)
        keys = ",".join(str(row.pk) for row in self.picked(request)) if to else ""
        if to is None or not keys:
            return super().post(request, *args, **kwargs)
        return redirect(f"{reverse('awards:propose', args=[to.pk])}?pick={keys}")

    def get_context(self) -> dict[str, Any]:
        return {"rounds": [caps(self.request, each) for each in self.rounds]}

    def formats(self) -> list[str]:
        return []

    def get_state(self, total: int) -> str:
        return _("%(total)s người, năm %(year)s; theo dữ liệu hôm nay") % {
            "total": total, "year": self.year,
        }  # fmt: skip


class HonourFilter(django_filters.FilterSet):  # type: ignore[misc] # the package has no types
    """By award and years, line, level and way, who decided, who was honoured, and whether held."""

    award = django_filters.ChoiceFilter(
        label=gettext_lazy("Danh hiệu, hình thức"), choices=forms.award_choices
    )
    year = django_filters.ChoiceFilter(
        label=gettext_lazy("Năm thành tích"), choices=forms.year_choices
    )
    tu = django_filters.NumberFilter(
        label=gettext_lazy("Từ năm"), field_name="year", lookup_expr="gte"
    )
    den = django_filters.NumberFilter(
        label=gettext_lazy("Đến năm"), field_name="year", lookup_expr="lte"
    )
    line = django_filters.ChoiceFilter(label=gettext_lazy("Hệ"), choices=Line.choices)
    level = django_filters.ChoiceFilter(label=gettext_lazy("Cấp"), choices=Level.choices)
    way = django_filters.ChoiceFilter(label=gettext_lazy("Loại hình"), choices=Way.choices)
    by = django_filters.CharFilter(
        label=gettext_lazy("Cơ quan quyết định"), field_name="decided_by", lookup_expr="icontains"
    )
    who = django_filters.ChoiceFilter(
        label=gettext_lazy("Đối tượng"), method="of_kind",
        choices=[
            ("person", gettext_lazy("Cá nhân")), ("unit", gettext_lazy("Tập thể")),
        ],
    )  # fmt: skip
    state = django_filters.ChoiceFilter(
        label=gettext_lazy("Trạng thái"), method="of_state",
        choices=[
            ("held", gettext_lazy("Có giá trị")), ("revoked", gettext_lazy("Đã thu hồi")),
            ("brought", gettext_lazy("Mang theo từ đơn vị khác")),
        ],
    )  # fmt: skip

    def of_kind(self, rows: Any, name: str, value: str) -> Any:
        return rows.filter(**{f"{value}__isnull": False})

    def of_state(self, rows: Any, name: str, value: str) -> Any:
        if value == "brought":
            return rows.exclude(brought_from="")
        return rows.filter(revoked_on__isnull=value == "held")


def _state(row: Any) -> tuple[str, Any]:
    if row.revoked_on:
        return "fail", gettext_lazy("Đã thu hồi")
    return ("work", gettext_lazy("Mang theo")) if row.brought_from else HELD


HELD = ("honour", gettext_lazy("Có giá trị"))


class Registry(Paged, ListPage):
    """The registry of honours that I may see."""

    permit = permits.reads_lists
    title = gettext_lazy("Sổ khen thưởng")
    filterset_class = HonourFilter
    search_fields = ("person__folded", "unit__folded")
    default_sort = ("-decided_on", "person__sort_key")
    export_name = "so-khen-thuong"
    columns = (
        Column("name", gettext_lazy("Người, tập thể"), value="subject", sort=("person__sort_key",)),
        Column(
            "award", gettext_lazy("Danh hiệu, hình thức"),
            value=lambda row: queries.name_of(row.award),
        ),
        Column("year", gettext_lazy("Năm"), value=lambda row: str(row.year), sort=("year",)),
        Column(
            "way", gettext_lazy("Cấp, loại hình"), phone=False, value=printed_of,
            absent=gettext_lazy("không rõ"),
        ),
        Column(
            "decision", gettext_lazy("Quyết định"), phone=False,
            value=lambda row: f"{row.decision_reference}, {row.decided_by}",
        ),
        Column("decided_on", gettext_lazy("Ngày"), kind="day", sort=("decided_on",), phone=False),
        Column(
            "state", gettext_lazy("Trạng thái"), kind="status", sort=("revoked_on",), value=_state,
        ),
        Column(
            "prize", gettext_lazy("Tiền thưởng"), kind="money", phone=False,
            absent=gettext_lazy("chưa xác định"),
        ),
    )  # fmt: skip
    empty = Empty(
        gettext_lazy("Chưa có khen thưởng nào"),
        gettext_lazy(
            "Người và tập thể được khen hiện ở đây khi quyết định được phát hành. Sổ của các năm "
            "trước đưa vào bằng «Nhập sổ khen thưởng cũ»."
        ),
    )

    def get_rows(self) -> Any:
        return queries.honours_visible_to(self.request.user)

    def lines(self, rows: Any) -> Iterator[tuple[Any, SafeString]]:
        """Each row opens the register of its person or unit."""
        columns = [column.prepared() for column in self.get_columns()]
        person, unit = (
            reverse(name, args=[0]).replace("/0/", "/{}/")
            for name in ("awards:honours_of", "awards:honours_of_unit")
        )
        for row in rows:
            address = person.format(row.person_id) if row.person_id else unit.format(row.unit_id)
            yield row.pk, cells(columns, row, address)


@require_safe
@page(permit=is_signed_in)
def start(request: HttpRequest) -> HttpResponse:
    """Where awards begin: the rounds, the register, or one's own, by what one may see."""
    if permits.works_on_rounds(request.user) is None:
        return redirect("awards:rounds")
    return redirect("awards:mine" if permits.reads_lists(request.user) else "awards:registry")


@require_safe
@page(permit=is_signed_in)
def mine(request: HttpRequest) -> HttpResponse:
    """What I could be proposed for and what is missing; my dossiers; my honours."""
    today = period.today()
    context = queries.mine(request.user, on=today)
    context |= {
        "where": queries.whereabouts([dossier for dossier, _trail in context["dossiers"]]),
        "dossiers": [
            (dossier, queries.name_of(dossier.award), tone(dossier), trail)
            for dossier, trail in context["dossiers"]
        ],
        "honours": [(honour, queries.name_of(honour.award)) for honour in context["honours"]],
        "standings": [
            (
                queries.name_of(standing.award), standing.assessment.verdict.value,
                queries.findings_shown(standing.assessment, only_open=True),
            ) for standing in context["standings"]
        ],
        "year": str(today.year),
    }  # fmt: skip
    return render(request, "awards/mine.html", context)
