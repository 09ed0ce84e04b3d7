"""Pages of unscheduled praise: the list with its clock, a deed reported, a deed put forward."""

from typing import Any

import django_filters
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from thidua.awards import permits, queries
from thidua.awards.actions import spot as actions
from thidua.awards.forms import spot as forms
from thidua.awards.queries import spot
from thidua.awards.states import DossierState
from thidua.awards.tables import tone
from thidua.awards.views.common import FORM_METHODS, the_round
from thidua.core import period
from thidua.orgs.pages import Paged, attempt, page
from thidua.ui import formats
from thidua.ui.columns import Column
from thidua.ui.lists import Empty, ListPage


class DeedFilter(django_filters.FilterSet):  # type: ignore[misc] # the package has no types
    """By state, and what is late."""

    state = django_filters.ChoiceFilter(
        label=gettext_lazy("Trạng thái"), choices=DossierState.choices
    )
    late = django_filters.ChoiceFilter(
        label=gettext_lazy("Thời gian"), method="by_pace",
        choices=[("late", gettext_lazy("quá số ngày mong muốn"))],
    )  # fmt: skip

    def by_pace(self, rows: Any, name: str, value: str) -> Any:
        return rows.filter(spot.is_late())


def _pace(row: Any) -> tuple[str, str] | None:
    clock = spot.clock_of(row, on=period.today())
    if clock is None:
        return None
    if clock.late:
        return "fail", _("%(days)s ngày, quá %(late)s ngày") % {
            "days": clock.days, "late": clock.late,
        }  # fmt: skip
    return ("honour" if clock.is_over else "work"), _("%(days)s ngày") % {"days": clock.days}


class DeedList(Paged, ListPage):
    """Deeds and how long each has waited for its praise; what is late first."""

    permit = permits.reads_spot
    template_name = "awards/spot.html"
    title = gettext_lazy("Khen đột xuất")
    filterset_class = DeedFilter
    search_fields = ("person__folded", "unit__folded")
    default_sort = ("-merit__done_on", "-pk")
    row_url = "awards:dossier"
    export_name = "khen-dot-xuat"
    columns = (
        Column("name", gettext_lazy("Người, tập thể"), value="subject", sort=("person__sort_key",)),
        Column("deed", gettext_lazy("Việc làm"), value="merit.title"),
        Column(
            "done_on", gettext_lazy("Ngày"), value="merit.done_on", kind="day",
            sort=("merit__done_on",),
        ),
        Column("unit", gettext_lazy("Đơn vị khen"), value="round.unit.name", phone=False),
        Column(
            "pace", gettext_lazy("Đến khi có quyết định"), kind="status", value=_pace,
            absent=gettext_lazy("không khen"),
        ),
        Column(
            "state", gettext_lazy("Trạng thái"), kind="status",
            value=lambda row: (tone(row), row.get_state_display()), sort=("state",),
        ),
    )  # fmt: skip
    empty = Empty(
        gettext_lazy("Chưa có đề nghị khen đột xuất nào"),
        gettext_lazy("Ghi ai, việc gì, ngày nào: hồ sơ được lập ngay và cán bộ thi đua được báo."),
    )

    def get_rows(self) -> Any:
        return spot.deeds_visible_to(self.request.user, on=period.today())

    def get_context(self) -> dict[str, Any]:
        actor, today = self.request.user, period.today()
        usual = spot.usual_term(today)
        context: dict[str, Any] = {
            "speeds": [
                (speed, formats.number(speed.median, 1) if speed.median is not None else None)
                for speed in spot.speeds(actor, on=today)
            ],
            "usual": usual.days if usual else None,
            "terms": spot.terms_of(queries.units_run_by(actor)),
            "runs": permits.is_officer_somewhere(actor) is None,
        }
        if permits.leads_or_runs(actor) is None:
            context |= {
                "main_action_url": reverse("awards:spot_report"),
                "main_action_label": _("Đề nghị khen"),
            }
        return context


def _form(
    request: HttpRequest, form: Any, title: str, submit: str, back: str, **more: Any
) -> HttpResponse:
    context = {"form": form, "title": title, "submit": submit, "back_url": back, **more}
    return render(request, "awards/form.html", context)


@require_http_methods(FORM_METHODS)
@page(permit=permits.leads_or_runs)
def spot_report(request: HttpRequest) -> HttpResponse:
    """Who, what, what day; the rest is made."""
    actor, today = request.user, period.today()
    form = forms.DeedForm(
        request.POST or None, actor=actor, units=spot.units_reporting(actor),
        initial={"done_on": today, "unit": spot.first_reporting(actor)},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        made = attempt(
            request,
            lambda: actions.report_deed(
                actor=actor, unit=given["unit"], subjects=given["who"] or [given["unit"]],
                title=given["title"], text=given["text"], done_on=given["done_on"], on=today,
            ),
        )  # fmt: skip
        if made is not None:
            messages.success(request, _("Đã lập hồ sơ và báo cán bộ thi đua."))
            if permits.is_officer(actor, made) is None:
                return redirect("awards:spot_forward", pk=made.pk)
            return redirect("awards:spot")
    return _form(
        request, form, _("Khen đột xuất"), _("Gửi đề nghị"), reverse("awards:spot"),
        state=_("Ai, việc gì, ngày nào."), draft="khen-dot-xuat",
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
@page(permit=permits.is_officer, subject=the_round)
def spot_forward(request: HttpRequest, round: Any) -> HttpResponse:  # noqa: A002 # the clerk's word
    """Confirm, hand in and ask the council in one step; what is in the way is named first."""
    today = period.today()
    rows = queries.submittable(round, None)
    if not rows:
        return redirect("awards:round", pk=round.pk)
    found = queries.submission_preview(rows, on=today)
    councils = queries.councils_for(round, on=today)
    form = forms.ForwardForm(
        request.POST or None, councils=councils, is_doubtful=bool(found["doubtful"]),
        initial={"council": councils.first()},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        done = attempt(
            request,
            lambda: actions.forward_deed(
                actor=request.user, round=round, confirmed=form.facts(), council=given["council"],
                regulation=given["regulation"], reason=given["reason"], on=today,
            ),
        )  # fmt: skip
        if done is not None:
            if given["council"] is None:
                messages.success(request, _("Đã nộp; dự thảo quyết định để trình ký."))
                return redirect("awards:decision_draft", pk=round.pk)
            messages.success(request, _("Đã nộp và đưa ra hội đồng."))
            return redirect("awards:round", pk=round.pk)
    everybody = [each for name in ("ready", "doubtful", "blocked") for each in found[name]]
    return _form(
        request, form, _("Đưa khen đột xuất đi tiếp"), _("Nộp và đưa đi tiếp"),
        reverse("awards:round", args=[round.pk]), state=round.name,
        listed_title=_("Người, tập thể"),
        listed=[(each.subject, " ".join(each.why)) for each in everybody],
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
@page(permit=permits.is_officer_somewhere)
def spot_term(request: HttpRequest) -> HttpResponse:
    """The wanted number of days of a unit, with the text that sets it."""
    units = queries.units_run_by(request.user)
    form = forms.TermForm(request.POST or None, units=units, initial={"unit": units.first()})
    if request.method == "POST" and form.is_valid():
        done = attempt(
            request,
            lambda: actions.set_spot_term(
                actor=request.user, on=period.today(), **form.cleaned_data
            ),
        )
        if done is not None:
            messages.success(request, _("Đã đặt số ngày mong muốn."))
            return redirect("awards:spot")
    return _form(
        request, form, _("Số ngày mong muốn khen đột xuất"), _("Lưu"), reverse("awards:spot")
    )
