"""Pages of decisions of other bodies, and of what the units below have praised."""

from datetime import date
from typing import Any

import django_filters
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from thidua.awards import actions, forms, permits, queries
from thidua.awards.forms import outside as typed
from thidua.awards.models import NilReport, OutsideDecision
from thidua.awards.queries import outside as asked
from thidua.awards.queries import register
from thidua.awards.states import Level, Way
from thidua.awards.tables import printed_of
from thidua.awards.views.common import FORM_METHODS
from thidua.core import period
from thidua.core.period import Period
from thidua.core.sheet import as_text, lines_of_text, lines_of_xlsx
from thidua.documents.pages import hand_out_sheet
from thidua.documents.sheets import write_list
from thidua.movements.queries import visible_to as movements_visible_to
from thidua.orgs.pages import Paged, attempt, page
from thidua.orgs.queries import trail_of
from thidua.orgs.states import Line
from thidua.ui.columns import Column
from thidua.ui.components import Case, Record
from thidua.ui.lists import Empty, ListPage
from thidua.ui.messages import done

UNKNOWN = gettext_lazy("không ghi")


def the_outside(request: HttpRequest, pk: int) -> OutsideDecision | None:
    found: OutsideDecision | None = asked.outside_of(pk)
    return found


def the_report(request: HttpRequest, pk: int) -> NilReport | None:
    return asked.nil_report_of(pk)


class OutsideFilter(django_filters.FilterSet):  # type: ignore[misc] # the package has no types
    """By level, line, way and award."""

    level = django_filters.ChoiceFilter(label=gettext_lazy("Cấp"), choices=Level.choices)
    line = django_filters.ChoiceFilter(label=gettext_lazy("Hệ"), choices=Line.choices)
    way = django_filters.ChoiceFilter(label=gettext_lazy("Loại hình"), choices=Way.choices)
    award = django_filters.ChoiceFilter(
        label=gettext_lazy("Danh hiệu, hình thức"), choices=forms.award_choices
    )


def _praised(name: str) -> Any:
    return lambda row: getattr(asked.counted(row), name)


class OutsideList(Paged, ListPage):
    """Entered decisions, each with how many it praised."""

    permit = permits.works_on_rounds
    title = gettext_lazy("Quyết định của cơ quan khác")
    filterset_class = OutsideFilter
    row_url = "awards:outside"
    default_sort = ("-decided_on", "-pk")
    export_name = "quyet-dinh-cua-co-quan-khac"
    columns = (
        Column("reference", gettext_lazy("Số quyết định"), sort=("reference",)),
        Column("decided_on", gettext_lazy("Ngày"), kind="day", sort=("decided_on",)),
        Column("by", gettext_lazy("Cơ quan quyết định"), value="decided_by"),
        Column(
            "award", gettext_lazy("Danh hiệu, hình thức"),
            value=lambda row: queries.name_of(row.award),
        ),
        Column(
            "way", gettext_lazy("Cấp, loại hình"), phone=False, value=printed_of, absent=UNKNOWN
        ),
        Column(
            "collectives", gettext_lazy("Tập thể"), kind="number", value=_praised("collectives")
        ),
        Column(
            "individuals", gettext_lazy("Cá nhân"), kind="number", value=_praised("individuals")
        ),
        Column("unsplit", gettext_lazy("Chưa tách"), kind="number", value=_praised("unsplit")),
        Column(
            "names", gettext_lazy("Danh sách tên"), kind="status",
            value=lambda row: (
                ("pass", gettext_lazy("Có tên")) if asked.counted(row).is_named
                else ("hold", gettext_lazy("Chỉ có số"))
            ),
        ),
    )  # fmt: skip
    empty = Empty(
        gettext_lazy("Chưa nhập quyết định nào"),
        gettext_lazy(
            "Khen thưởng của cấp trên và cơ quan khác được nhập kèm quyết định; chưa có danh sách "
            "thì ghi số, khi danh sách về sẽ thay số đó."
        ),
    )

    def get_rows(self) -> Any:
        return asked.outside_visible_to(self.request.user)

    def search(self, rows: Any, folded: str) -> Any:
        return rows.filter(reference__icontains=folded)

    def get_context(self) -> dict[str, Any]:
        if permits.is_officer_somewhere(self.request.user) is not None:
            return {}
        return {
            "main_action_url": reverse("awards:outside_enter"),
            "main_action_label": _("Nhập quyết định"),
        }


@require_http_methods(FORM_METHODS)
@page(permit=permits.is_officer_somewhere)
def outside_enter(request: HttpRequest) -> HttpResponse:
    """A decision of another body, typed from its paper."""
    units = queries.units_run_by(request.user)
    first = units.first()
    form = typed.OutsideForm(
        request.POST or None, request.FILES or None, units=units,
        movements=movements_visible_to(request.user),
        initial={"unit": first, "line": first.line if first else None},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        made = attempt(
            request,
            lambda: actions.enter_outside(
                actor=request.user, unit=given["unit"], facts=form.facts(), scan=given["scan"],
                on=period.today(),
            ),
        )  # fmt: skip
        if made is not None:
            done(request, _("Đã nhập quyết định. Có danh sách tên thì thêm ở đây."))
            return redirect("awards:outside", pk=made.pk)
    return render(request, "awards/form.html", {
        "form": form, "title": _("Nhập quyết định của cơ quan khác"), "submit": _("Nhập"),
        "state": _("Ghi đúng như trên quyết định."), "back_url": reverse("awards:outsides"),
    })  # fmt: skip


@require_safe
@page(permit=permits.reads_register, subject=the_outside)
def outside(request: HttpRequest, outside: Any) -> HttpResponse:
    """What a decision says, whom it names, and how the two agree."""
    counted = asked.counted(outside)
    documents = [
        Record(_("Bản quét quyết định"), reverse("documents:file", args=[outside.scan_id]))
    ] if outside.scan_id else []  # fmt: skip
    return render(request, "awards/outside.html", {
        "outside": outside, "counted": counted, "rows": asked.names_of_outside(outside),
        "case": Case(
            who=outside.unit, what=f"{outside.reference} · {queries.name_of(outside.award)}",
            state=_("Có danh sách tên") if counted.is_named else _("Chỉ có số, chờ danh sách"),
            tone="pass" if counted.is_named else "hold", facts=_facts(outside),
        ),
        "officer_reason": permits.keeps_register(request.user, outside),
        "documents": documents, "trail": trail_of(outside),
    })  # fmt: skip


def _facts(outside: Any) -> list[tuple[str, Any]]:
    facts = [
        (_("Ngày quyết định"), f"{outside.decided_on:%d/%m/%Y}"),
        (_("Cơ quan quyết định"), outside.decided_by),
        (_("Cấp quyết định"), outside.get_level_display() or UNKNOWN),
        (_("Hệ"), Line(outside.line).label if outside.line in Line.values else outside.line),
        (_("Loại hình khen thưởng"), outside.get_way_display() or UNKNOWN),
        (_("Năm thành tích"), str(outside.year)),
        (_("Phong trào"), outside.movement),
        (_("Nội dung khen"), outside.occasion),
    ]
    return [(name, value) for name, value in facts if value]


def _asked(
    request: HttpRequest, outside: Any, form: Any, act: Any, *, said: str, back: str = "",
    **words: Any,
) -> HttpResponse:  # fmt: skip
    here = reverse("awards:outside", args=[outside.pk])
    if request.method == "POST" and form.is_valid() and attempt(request, act) is not None:
        done(request, said)
        return redirect(back or here)
    return render(request, "awards/form.html", {
        "form": form, "state": str(outside), "back_url": here, **words,
    })  # fmt: skip


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps_register, subject=the_outside)
def outside_correct(request: HttpRequest, outside: Any) -> HttpResponse:
    first = {
        name: getattr(outside, name) for name in typed.OutsideForm.base_fields
        if name not in {"unit", "scan"}
    }  # fmt: skip
    form = typed.CorrectForm(
        request.POST or None, request.FILES or None, initial=first, units=None,
        movements=movements_visible_to(request.user),
    )  # fmt: skip
    return _asked(
        request, outside, form,
        lambda: actions.correct_outside(
            actor=request.user, outside=outside, facts=form.facts(), on=period.today(),
            reason=form.cleaned_data["reason"], scan=form.cleaned_data["scan"],
        ),
        title=_("Sửa quyết định đã nhập"), submit=_("Lưu"), said=_("Đã sửa quyết định."),
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps_register, subject=the_outside)
def outside_remove(request: HttpRequest, outside: Any) -> HttpResponse:
    form = forms.ReasonForm(request.POST or None)
    return _asked(
        request, outside, form,
        lambda: actions.remove_outside(
            actor=request.user, outside=outside, reason=form.cleaned_data["reason"]
        ),
        title=_("Xóa quyết định đã nhập"), submit=_("Xóa cùng danh sách tên"),
        said=_("Đã xóa quyết định cùng các tên của nó."), back=reverse("awards:outsides"),
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps_register, subject=the_outside)
def outside_names(request: HttpRequest, outside: Any) -> HttpResponse:
    """The list of names arrives: nothing is written until every line is clear."""
    form = typed.NamesForm(request.POST or None, request.FILES or None)
    problems: list[str] = []
    if request.method == "POST" and form.is_valid():
        lines = attempt(request, lambda: _lines(form.cleaned_data))
        if lines is not None:
            found, problems = asked.subjects_named(outside.unit, lines, on=period.today())
            if not problems and attempt(
                request,
                lambda: actions.name_outside(actor=request.user, outside=outside, subjects=found),
            ):
                done(request, _("Đã ghi %(count)s tên.") % {"count": len(found)})
                return redirect("awards:outside", pk=outside.pk)
    return render(request, "awards/outside_names.html", {
        "form": form, "outside": outside, "problems": problems[:100],
        "more": max(0, len(problems) - 100),
    })  # fmt: skip


def _lines(given: dict[str, Any]) -> list[list[str]]:
    if given["file"]:
        rows = lines_of_xlsx(given["file"].read())
        return [[as_text(cell) for cell in row] for row in rows]
    return lines_of_text(given["text"])


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps_register, subject=the_outside)
def outside_unname(request: HttpRequest, outside: Any) -> HttpResponse:
    """Take names off that were put on by mistake; ticked on the decision's page."""
    keys = [int(key) for key in request.POST.getlist("ten") if key.isdigit()]
    form = forms.ReasonForm(request.POST if "reason" in request.POST else None)
    if request.method == "POST" and form.is_valid() and attempt(
        request,
        lambda: actions.unname_outside(
            actor=request.user, outside=outside, honours=keys, reason=form.cleaned_data["reason"]
        ),
    ) is not None:  # fmt: skip
        done(request, _("Đã bỏ các tên đã chọn."))
        return redirect("awards:outside", pk=outside.pk)
    rows = asked.names_of_outside(outside)
    return render(request, "awards/outside_unname.html", {
        "form": form, "outside": outside, "rows": [(row, row.pk in keys) for row in rows],
    })  # fmt: skip


@require_safe
@page(permit=permits.works_on_rounds)
def below(request: HttpRequest) -> HttpResponse:
    """What the units right below have praised by themselves; who has not reported."""
    today = period.today()
    units = register.units_read_by(request.user)
    first: dict[str, Any] = {
        "don_vi": units.first(), "tu": date(today.year, 1, 1), "den": date(today.year, 12, 31),
    }  # fmt: skip
    form = typed.BelowForm(
        request.GET if "don_vi" in request.GET else None, initial=first, units=units,
        movements=movements_visible_to(request.user),
    )  # fmt: skip
    given = (
        form.cleaned_data if form.is_bound and form.is_valid() else {**first, "phong_trao": None}
    )
    rows: list[asked.Below] = []
    unit, start, end = given["don_vi"], given["tu"], given["den"]
    if unit is not None and start <= end:
        movement = given["phong_trao"]
        rows = asked.fifth_level(unit, Period(start, end), movement and movement.pk)
    if request.GET.get("export") == "xlsx":
        return _below_as_sheet(unit, rows)
    return render(request, "awards/below.html", {
        "form": form, "unit": unit, "rows": rows, "start": start, "end": end,
        "reported": sum(row.is_reported for row in rows),
        "sums": [
            sum(getattr(row, name) for row in rows)
            for name in ("collectives", "individuals", "unsplit")
        ],
        "export": f"?{request.GET.urlencode()}&export=xlsx" if request.GET else "?export=xlsx",
        "can_state": permits.is_officer_somewhere(request.user) is None,
    })  # fmt: skip


def _below_as_sheet(unit: Any, rows: list[asked.Below]) -> HttpResponse:
    header = [
        _("Đơn vị"), _("Tình trạng"), _("Tập thể"), _("Cá nhân"), _("Chưa tách"), _("Quyết định"),
    ]  # fmt: skip
    cells = (
        [
            str(row.unit), str(word_of(row)),
            *(
                [row.collectives, row.individuals, row.unsplit, row.decisions]
                if row.is_reported else [None] * 4
            ),
        ]
        for row in rows
    )  # fmt: skip
    title = _("Khen thưởng của đơn vị trực thuộc: %(unit)s") % {"unit": unit or ""}
    return hand_out_sheet(write_list(header, cells, title=title), "khen-thuong-truc-thuoc")


def word_of(row: asked.Below) -> Any:
    """Whether a unit has reported, in words."""
    if row.decisions:
        return _("Đã có quyết định")
    return _("Báo không khen") if row.stated else _("Chưa báo cáo")


@require_http_methods(FORM_METHODS)
@page(permit=permits.is_officer_somewhere)
def nothing_state(request: HttpRequest) -> HttpResponse:
    """A unit says that it praised nobody."""
    today = period.today()
    form = typed.NothingForm(
        request.POST or None, units=queries.units_run_by(request.user),
        movements=movements_visible_to(request.user),
        initial={"starts_on": date(today.year, 1, 1), "ends_on": date(today.year, 12, 31),
                 "unit": request.GET.get("don-vi")},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid() and attempt(
        request, lambda: actions.state_nothing(actor=request.user, **form.cleaned_data)
    ) is not None:  # fmt: skip
        done(request, _("Đã ghi: trong kỳ này đơn vị không khen thưởng ai."))
        return redirect("awards:below")
    return render(request, "awards/form.html", {
        "form": form, "title": _("Báo không khen thưởng"), "submit": _("Ghi"),
        "state": _("Báo cáo số không khác với chưa báo cáo."),
        "back_url": reverse("awards:below"),
    })  # fmt: skip


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps_register, subject=the_report)
def nothing_withdraw(request: HttpRequest, report: Any) -> HttpResponse:
    form = forms.ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and attempt(
        request,
        lambda: actions.withdraw_nothing(
            actor=request.user, report=report, reason=form.cleaned_data["reason"]
        ),
    ):  # fmt: skip
        done(request, _("Đã rút; đơn vị trở lại là chưa báo cáo."))
        return redirect("awards:below")
    return render(request, "awards/form.html", {
        "form": form, "title": _("Rút báo cáo không khen thưởng"), "submit": _("Rút"),
        "state": str(report), "back_url": reverse("awards:below"),
    })  # fmt: skip
