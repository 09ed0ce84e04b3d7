"""Sets of indicators: list, one with its items, create, fill, open, close, reopen."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thidua.core import period
from thidua.core.permit import Reason
from thidua.indicators import actions, permits, queries, tables, wording
from thidua.indicators.forms import defining as forms
from thidua.indicators.models import IndicatorSet
from thidua.indicators.states import SET, SetState
from thidua.indicators.views.subjects import FORM_METHODS, asked, the_movement, the_set
from thidua.orgs.pages import Paged, attempt, page
from thidua.orgs.queries import trail_of
from thidua.ui.components import Case
from thidua.ui.formats import day, number
from thidua.ui.forms import ReasonForm
from thidua.ui.lists import Empty, ListPage

NEXT: dict[str, Reason] = {
    "empty": gettext_lazy("Chọn chỉ tiêu của bộ từ thư viện."),
    "unassigned": gettext_lazy("Giao chỉ tiêu cho đơn vị, rồi đặt mức."),
    "draft": gettext_lazy("Đặt mức chỉ tiêu, rồi áp dụng để đơn vị bắt đầu báo cáo."),
}


class SetList(Paged, ListPage):
    """Sets of the units that one watches, and those that ask something of one's own."""

    permit = permits.reads_somewhere
    title = gettext_lazy("Bộ chỉ tiêu")
    columns = tables.SETS
    filterset_class = tables.SetFilter
    search_fields = ("folded",)
    default_sort = ("-starts_on", "-pk")
    row_url = "indicators:set"
    export_name = "bo-chi-tieu"
    empty = Empty(
        gettext_lazy("Chưa có bộ chỉ tiêu nào"),
        gettext_lazy(
            "Bộ chỉ tiêu được lập từ trang của một phong trào, chọn chỉ tiêu trong thư viện, rồi "
            "giao cho các đơn vị."
        ),
    )

    def get_rows(self) -> Any:
        return queries.with_sizes(queries.sets_visible_to(self.request.user))

    def get_context(self) -> dict[str, Any]:
        return {
            "main_action_url": reverse("indicators:library"),
            "main_action_label": gettext_lazy("Thư viện chỉ tiêu"),
            "main_action_icon": "books",
        }


def address(of_set: IndicatorSet) -> str:
    return reverse("indicators:set", args=[of_set.pk])


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps_set, subject=the_movement)
def create(request: HttpRequest, movement: Any) -> HttpResponse:
    form = forms.SetForm(
        request.POST or None,
        initial={
            "title": _("Bộ chỉ tiêu: %(movement)s") % {"movement": movement.title},
            "starts_on": movement.starts_on, "ends_on": movement.ends_on,
        },
    )  # fmt: skip
    return asked(
        request, form,
        lambda form: actions.create_set(
            actor=request.user, movement=movement, **form.cleaned_data
        ),
        title=_("Lập bộ chỉ tiêu"), submit=_("Lập bộ chỉ tiêu"), said=_("Đã lập bộ chỉ tiêu."),
        back=reverse("movements:detail", args=[movement.pk]), state=movement.title, to=address,
    )  # fmt: skip


@require_safe
@page(permit=permits.sees_set, subject=the_set)
def indicator_set(request: HttpRequest, of_set: IndicatorSet) -> HttpResponse:
    """Its indicators in the order of the printed table, with what is asked of each."""
    actor, on = request.user, period.today()
    keeps = permits.keeps_set(actor, of_set)
    items = queries.items_of(of_set)
    meanings = queries.definitions_on([item.indicator_id for item in items], on=on)
    bases = queries.definitions_on({m.base_id for m in meanings.values() if m.base_id}, on=on)
    told: dict[int, list[str]] = {}
    for target in queries.targets_of(of_set):
        if target.commits_to_id is None:
            meaning = meanings[target.indicator_id]
            told.setdefault(target.indicator_id, []).append(wording.target_told(target, meaning))
    mine = queries.units_reported_by(actor, of_set, on=on)
    asks = any(item.units for item in items)
    step = "" if keeps is not None or of_set.state != SetState.DRAFT else (
        "empty" if not items else "draft" if asks else "unassigned"
    )  # fmt: skip
    own = queries.own_choices_of(of_set, mine)
    own_meanings = queries.definitions_on([row.indicator_id for row in own], on=on)
    may_call = of_set.state == SetState.OPEN and permits.reminds(actor, of_set) is None
    lacking = queries.lacking_in([of_set], on=on, paths=["/"]) if may_call else []
    context = {
        "set": of_set, "unopened": [(each, None) for each in lacking],
        "case": Case(
            who=str(of_set.unit), what=of_set.title, state=of_set.get_state_display(),
            tone=wording.TONES[of_set.state], next_step=NEXT[step] if step else "",
            facts=[
                (_("Thời gian"), f"{day(of_set.starts_on)} – {day(of_set.ends_on)}"),
                (_("Nộp báo cáo"), _("trong %(days)s ngày sau mỗi kỳ")
                 % {"days": number(of_set.due_days)}),
            ],
        ),
        "rows": [
            (
                item, meaning, wording.counts_told(meaning, bases.get(meaning.base_id or 0)),
                told.get(item.indicator_id, []),
            )
            for item in items if (meaning := meanings[item.indicator_id])
        ],
        "keeps": keeps is None, "keep_reason": keeps, "asks": asks,
        "is_draft": of_set.state == SetState.DRAFT, "is_open": of_set.state == SetState.OPEN,
        "is_closed": of_set.state == SetState.CLOSED,
        "open_reason": keeps or SET.refusal(of_set, "open") or (
            None if asks else _("Chưa giao chỉ tiêu cho đơn vị nào: giao rồi hãy áp dụng.")
        ),
        "sums": of_set.state != SetState.DRAFT and permits.sums_up(actor, of_set) is None,
        "mine": mine, "own": [(row, own_meanings[row.indicator_id]) for row in own],
        "trail": trail_of(of_set),
    }  # fmt: skip
    return render(request, "indicators/set.html", context)


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps_set, subject=the_set)
def fill(request: HttpRequest, of_set: IndicatorSet) -> HttpResponse:
    """Numbers make the order; what has none is not in the set."""
    on = period.today()
    places = {item.indicator_id: item.order for item in queries.items_of(of_set)}
    usable = sorted(
        [*queries.usable_in(of_set, on=on, also=list(places))],
        key=lambda each: (places.get(each.pk, 9999), each.code),
    )
    meanings = queries.definitions_on([each.pk for each in usable], on=on)
    form = forms.FillForm(
        request.POST or None, indicators=usable, places=places,
        names={pk: meaning.name for pk, meaning in meanings.items()},
    )  # fmt: skip
    return asked(
        request, form,
        lambda form: actions.fill_set(actor=request.user, of_set=of_set, indicators=form.chosen),
        title=_("Chọn chỉ tiêu của bộ"), submit=_("Lưu"), said=_("Đã lưu các chỉ tiêu của bộ."),
        back=address(of_set), state=of_set.title, is_moot=not usable,
        intro=_("Ghi số thứ tự vào chỉ tiêu thuộc bộ; để trống: không thuộc bộ.") if usable
        else _("Thư viện chưa có chỉ tiêu nào: thêm chỉ tiêu trước."),
    )  # fmt: skip


def _moved(request: HttpRequest, act: Callable[[], Any], said: Reason, pk: int) -> HttpResponse:
    if attempt(request, act) is not None:
        messages.success(request, str(said))
    return redirect("indicators:set", pk)


@require_POST
@page(permit=permits.keeps_set, subject=the_set)
def open_set(request: HttpRequest, of_set: IndicatorSet) -> HttpResponse:
    return _moved(
        request, lambda: actions.open_set(actor=request.user, of_set=of_set),
        _("Bộ chỉ tiêu đã áp dụng: các đơn vị được giao thấy và báo cáo."), of_set.pk,
    )  # fmt: skip


@require_POST
@page(permit=permits.keeps_set, subject=the_set)
def close_set(request: HttpRequest, of_set: IndicatorSet) -> HttpResponse:
    return _moved(
        request, lambda: actions.close_set(actor=request.user, of_set=of_set),
        _("Đã khép lại bộ chỉ tiêu."), of_set.pk,
    )  # fmt: skip


@require_POST
@page(permit=permits.reminds, subject=the_set)
def call(request: HttpRequest, of_set: IndicatorSet) -> HttpResponse:
    """Open what is due by now, without waiting for the morning."""
    on = period.today()
    opened = attempt(
        request, lambda: actions.call_reports(actor=request.user, of_set=of_set, on=on)
    )
    if opened is not None:
        messages.success(request, _("Đã mở %(n)s báo cáo đến kỳ.") % {"n": number(opened)})
    return redirect("indicators:set", of_set.pk)


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps_set, subject=the_set)
def reopen_set(request: HttpRequest, of_set: IndicatorSet) -> HttpResponse:
    return asked(
        request, ReasonForm(request.POST or None),
        lambda form: actions.reopen_set(
            actor=request.user, of_set=of_set, reason=form.cleaned_data["reason"]
        ),
        title=_("Mở lại bộ chỉ tiêu"), submit=_("Mở lại"), said=_("Đã mở lại bộ chỉ tiêu."),
        back=address(of_set), state=of_set.title,
    )  # fmt: skip
