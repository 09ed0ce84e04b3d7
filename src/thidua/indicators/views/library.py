"""The library of indicators: list, one with its dated meanings, define, redefine, retire."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from thidua.core import period
from thidua.indicators import actions, permits, queries, tables, wording
from thidua.indicators.forms import defining as forms
from thidua.indicators.models import Indicator
from thidua.indicators.views.subjects import FORM_METHODS, asked, the_indicator
from thidua.orgs.pages import Paged, page
from thidua.orgs.queries import trail_of, units_in_reach
from thidua.orgs.states import Role
from thidua.ui.lists import Empty, ListPage


class Library(Paged, ListPage):
    """Every indicator that one may use or sees used below."""

    permit = permits.reads_somewhere
    title = gettext_lazy("Thư viện chỉ tiêu")
    columns = tables.LIBRARY
    filterset_class = tables.LibraryFilter
    search_fields = ("its_folded", "its_code")
    search_hint = gettext_lazy("Tìm theo tên hoặc mã, không cần dấu")
    default_sort = ("unit__sort_key", "code")
    row_url = "indicators:indicator"
    export_name = "thu-vien-chi-tieu"
    empty = Empty(
        gettext_lazy("Thư viện chưa có chỉ tiêu nào"),
        gettext_lazy(
            "Mỗi chỉ tiêu được định nghĩa một lần, có tử số và mẫu số, rồi dùng trong các bộ chỉ "
            "tiêu của phong trào."
        ),
    )

    def get_rows(self) -> Any:
        return queries.library_of(self.request.user, on=period.today())

    def get_context(self) -> dict[str, Any]:
        if permits.keeps_some_library(self.request.user) is not None:
            return {}
        return {
            "main_action_url": reverse("indicators:define"),
            "main_action_label": gettext_lazy("Thêm chỉ tiêu"),
        }


@require_safe
@page(permit=permits.sees_indicator, subject=the_indicator)
def indicator(request: HttpRequest, indicator: Indicator) -> HttpResponse:
    """What it means today, what it meant and will mean, and who uses it."""
    today = period.today()
    meanings = list(queries.meanings_of(indicator))
    current = queries.definition_on(indicator, on=today)
    bases = queries.definitions_on(
        {each.base_id for each in meanings if each.base_id is not None}, on=today
    )
    context = {
        "indicator": indicator, "current": current, "today": today,
        "facts": wording.facts_of(current, bases.get(current.base_id or 0)),
        "others": [
            (each, wording.facts_of(each, bases.get(each.base_id or 0)))
            for each in meanings if each.pk != current.pk
        ],
        "used_in": [
            (each, wording.TONES[each.state])
            for each in queries.sets_visible_to(request.user)
            .filter(items__indicator=indicator)
            .order_by("-starts_on", "pk")
        ],
        "derived": queries.indicators_visible_to(request.user)
        .filter(definitions__base=indicator)
        .order_by("code"),
        "may_keep": permits.keeps_library(request.user, indicator) is None,
        "is_retired": indicator.retired_on is not None and indicator.retired_on <= today,
        "trail": trail_of(indicator),
    }  # fmt: skip
    return render(request, "indicators/indicator.html", context)


def _bases(request: HttpRequest, but: Indicator | None = None) -> Any:
    rows = queries.indicators_visible_to(request.user).filter(definitions__base=None)
    return rows.exclude(pk=but.pk) if but else rows


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps_some_library)
def define(request: HttpRequest) -> HttpResponse:
    form = forms.NewIndicatorForm(
        request.POST or None, bases=_bases(request),
        units=units_in_reach(request.user, (Role.OFFICER,)).order_by("path"),
        initial={"valid_from": period.today().replace(month=1, day=1)},
    )  # fmt: skip
    return asked(
        request, form,
        lambda form: actions.define(
            actor=request.user, unit=form.cleaned_data["unit"], code=form.cleaned_data["code"],
            facts=form.facts, valid_from=form.cleaned_data["valid_from"],
        ),
        title=_("Thêm chỉ tiêu vào thư viện"), submit=_("Thêm chỉ tiêu"),
        said=_("Đã thêm chỉ tiêu."), back=reverse("indicators:library"),
        to=lambda made: reverse("indicators:indicator", args=[made.pk]),
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps_library, subject=the_indicator)
def redefine(request: HttpRequest, indicator: Indicator) -> HttpResponse:
    """What it means from a day on; the form begins with what it means last."""
    last = queries.meanings_of(indicator)[0]
    form = forms.DefinitionForm(
        request.POST or None, bases=_bases(request, indicator),
        initial=forms.initial_of(last) | {"valid_from": max(period.today(), last.valid_from)},
    )  # fmt: skip
    return asked(
        request, form,
        lambda form: actions.redefine(
            actor=request.user, indicator=indicator, facts=form.facts,
            valid_from=form.cleaned_data["valid_from"],
        ),
        title=_("Sửa nội dung chỉ tiêu %(code)s") % {"code": indicator.code},
        submit=_("Áp dụng nội dung mới"), said=_("Đã ghi nội dung mới của chỉ tiêu."),
        back=reverse("indicators:indicator", args=[indicator.pk]), state=last.name,
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps_library, subject=the_indicator)
def retire(request: HttpRequest, indicator: Indicator) -> HttpResponse:
    form = forms.RetireForm(request.POST or None, initial={"on": period.today()})
    return asked(
        request, form,
        lambda form: actions.retire(
            actor=request.user, indicator=indicator, on=form.cleaned_data["on"]
        ),
        title=_("Thôi dùng chỉ tiêu %(code)s") % {"code": indicator.code},
        submit=_("Thôi dùng"), said=_("Đã ghi ngày thôi dùng chỉ tiêu."),
        back=reverse("indicators:indicator", args=[indicator.pk]),
        state=queries.definition_on(indicator, on=period.today()).name,
    )  # fmt: skip
