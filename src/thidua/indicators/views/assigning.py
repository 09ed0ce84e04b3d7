"""Many units asked many indicators in one step, its steps and their undoing; one's own choice."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thidua.core import period
from thidua.indicators import actions, permits, queries
from thidua.indicators.forms.assigning import AssignForm
from thidua.indicators.forms.defining import AdoptForm
from thidua.indicators.models import Batch, IndicatorSet
from thidua.indicators.views.sets import address
from thidua.indicators.views.subjects import FORM_METHODS, asked, the_batch, the_set
from thidua.orgs.pages import attempt, page
from thidua.orgs.queries import units_by_pk
from thidua.ui.formats import number
from thidua.ui.messages import Undo, done


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps_set, subject=the_set)
def assign(request: HttpRequest, of_set: IndicatorSet) -> HttpResponse:
    """Pick, see exactly what will be new, then do it in one step."""
    on = period.today()
    items = queries.items_of(of_set)
    meanings = queries.definitions_on([item.indicator_id for item in items], on=on)
    form = AssignForm(
        request.POST or None, units=queries.units_of_set(of_set, on=on),
        indicators={
            item.indicator: f"{item.indicator.code}. {meanings[item.indicator_id].name}"
            for item in items if not meanings[item.indicator_id].is_derived
        },
        initial={"since": of_set.starts_on},
    )  # fmt: skip
    context = {"set": of_set, "form": form, "has_items": bool(items)}
    if not form.is_valid():
        return render(request, "indicators/assign.html", context)
    units, indicators = form.chosen_units, form.chosen_indicators
    have = queries.pairs_of(of_set)
    new = [
        (unit, [each for each in indicators if (unit.pk, each.pk) not in have]) for unit in units
    ]
    count = sum(len(each) for _unit, each in new)
    if count and "confirm" in request.POST:
        title = _("%(indicators)s chỉ tiêu cho %(units)s đơn vị") % {
            "indicators": number(len(indicators)), "units": number(len(units)),
        }  # fmt: skip
        batch = attempt(
            request,
            lambda: actions.assign(
                actor=request.user, of_set=of_set, units=units, indicators=indicators,
                since=form.cleaned_data["since"], title=title,
            ),
        )  # fmt: skip
        if batch is not None:
            said = ngettext("Đã giao %(count)s lượt.", "Đã giao %(count)s lượt.", count)
            undo = Undo(reverse("indicators:undo", args=[batch.pk]))
            done(request, said % {"count": number(count)}, undo)
            return redirect(address(of_set))
    context |= {
        "preview": [(unit, each) for unit, each in new if each], "count": count,
        "as_before": len(units) * len(indicators) - count,
        "sent": [
            (name, value) for name in request.POST if name not in {"csrfmiddlewaretoken", "confirm"}
            for value in request.POST.getlist(name)
        ],
    }  # fmt: skip
    return render(request, "indicators/assign.html", context)


@require_safe
@page(permit=permits.keeps_set, subject=the_set)
def steps(request: HttpRequest, of_set: IndicatorSet) -> HttpResponse:
    """What was assigned and aimed at in each step, and which can still be undone."""
    context = {"set": of_set, "rows": queries.batches_of(of_set)}
    return render(request, "indicators/steps.html", context)


@require_POST
@page(permit=permits.keeps_part, subject=the_batch)
def undo(request: HttpRequest, batch: Batch) -> HttpResponse:
    if attempt(request, lambda: actions.undo_batch(actor=request.user, batch=batch)) is not None:
        messages.success(request, _("Đã hoàn tác bước này."))
    return redirect("indicators:steps", batch.set_id)


@require_http_methods(FORM_METHODS)
@page(permit=permits.sees_set, subject=the_set)
def adopt(request: HttpRequest, of_set: IndicatorSet, unit: int) -> HttpResponse:
    """An indicator that a unit chose itself."""
    of = units_by_pk([unit]).get(unit)
    if of is None or permits.reports(request.user, of) is not None:
        raise Http404
    on = period.today()
    found = queries.adoptable(of, of_set, on=on)
    names = {pk: each.name for pk, each in queries.definitions_on(
        [each.pk for each in found], on=on
    ).items()}  # fmt: skip
    form = AdoptForm(
        request.POST or None, indicators=found, names=names,
        initial={"since": max(of_set.starts_on, min(on, of_set.ends_on))},
    )  # fmt: skip
    return asked(
        request, form,
        lambda form: actions.adopt_own(
            actor=request.user, unit=of, of_set=of_set, **form.cleaned_data
        ),
        title=_("Chọn thêm chỉ tiêu cho %(unit)s") % {"unit": of}, submit=_("Chọn chỉ tiêu"),
        said=_("Đã chọn thêm chỉ tiêu của đơn vị."), back=address(of_set), state=of_set.title,
        is_moot=not names, intro=_(
            "Chỉ tiêu tự chọn gắn với chuyên môn của đơn vị, được báo cáo cạnh chỉ tiêu chung và "
            "không làm thay đổi số tổng hợp."
        ) if names else _(
            "Thư viện chưa có chỉ tiêu nào ngoài bộ chung: cán bộ thi đua thêm vào thư viện trước."
        ),
    )  # fmt: skip
