"""Targets of a set: read as sentences, set in rows or from a pasted table; committing to more."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from thidua.core import period
from thidua.indicators import actions, permits, queries, wording
from thidua.indicators.forms.assigning import TargetRows, aims_of
from thidua.indicators.forms.defining import CommitForm
from thidua.indicators.models import IndicatorSet, Target
from thidua.indicators.states import Reach, SetState
from thidua.indicators.views.subjects import FORM_METHODS, asked, the_set, the_target
from thidua.orgs.pages import attempt, page
from thidua.orgs.queries import units_by_pk
from thidua.ui.formats import number
from thidua.ui.messages import Undo, done


@require_safe
@page(permit=permits.sees_set, subject=the_set)
def targets(request: HttpRequest, of_set: IndicatorSet) -> HttpResponse:
    """By indicator, every target as a sentence; what does not agree is told."""
    actor, on = request.user, period.today()
    found = queries.targets_of(of_set)
    meanings = queries.definitions_on({each.indicator_id for each in found}, on=on)
    mine = queries.units_reported_by(actor, of_set, on=on)
    keeps = permits.keeps_set(actor, of_set) is None
    paths = [unit.path for unit in mine]
    groups: dict[int, dict[str, Any]] = {}
    for each in found:
        is_mine = any(each.unit.path.startswith(path) for path in paths)
        if each.commits_to_id is not None and not (keeps or is_mine):
            continue
        meaning = meanings[each.indicator_id]
        group = groups.setdefault(
            each.indicator_id, {"indicator": each.indicator, "meaning": meaning, "rows": []}
        )
        group["rows"].append((each, wording.target_told(each, meaning), _committing(each, mine)))
    context = {
        "set": of_set, "groups": list(groups.values()), "keeps": keeps,
        "may_add": keeps and of_set.state != SetState.CLOSED,
        "clashes": [
            (wording.clash_told(whole, meanings[whole.indicator_id], clash, never=never), never)
            for whole, clash, never in queries.disagreeing(of_set, found)
        ] if keeps else [],
    }  # fmt: skip
    return render(request, "indicators/targets.html", context)


def _committing(target: Target, mine: list[Any]) -> list[Any]:
    """For which of one's units a target for each of them can be bettered."""
    if target.commits_to_id is not None or target.reach != Reach.EACH:
        return []
    if target.set.state == SetState.CLOSED or target.goal.relation in {"equal", "zero"}:
        return []
    return [
        unit for unit in mine
        if unit.path.startswith(target.unit.path) and target.for_kind in {"", unit.kind}
        and target.for_ownership in {"", unit.ownership}
    ]  # fmt: skip


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps_set, subject=the_set)
def set_targets(request: HttpRequest, of_set: IndicatorSet) -> HttpResponse:
    """One row or a pasted table; all of them in one step."""
    on = period.today()
    items = queries.items_of(of_set)
    meanings = queries.definitions_on([item.indicator_id for item in items], on=on)
    given = {
        "of_set": of_set,
        "indicators": {
            item.indicator: f"{item.indicator.code}. {meanings[item.indicator_id].name}"
            for item in items
        },
        "units": {unit.code.casefold(): unit for unit in queries.units_of_set(of_set, on=on)},
    }
    rows = TargetRows(request.POST or None, prefix="muc", form_kwargs=given)
    if rows.is_valid():
        aims = aims_of(of_set, rows)
        title = _("%(count)s mức chỉ tiêu") % {"count": number(len(aims))}
        batch = attempt(
            request,
            lambda: actions.set_targets(
                actor=request.user, of_set=of_set, aims=aims, title=title
            ),
        )  # fmt: skip
        if batch is not None:
            said = ngettext("Đã đặt %(count)s mức.", "Đã đặt %(count)s mức.", len(aims))
            undo = Undo(reverse("indicators:undo", args=[batch.pk]))
            done(request, said % {"count": number(len(aims))}, undo)
            return redirect("indicators:targets", of_set.pk)
    context = {"set": of_set, "rows": rows, "has_items": bool(items)}
    return render(request, "indicators/set_targets.html", context)


@require_http_methods(FORM_METHODS)
@page(permit=permits.sees_set, subject=the_set)
def commit(request: HttpRequest, of_set: IndicatorSet, target: int, unit: int) -> HttpResponse:
    """A unit binds itself harder than it is asked to."""
    of, asks = units_by_pk([unit]).get(unit), the_target(request, target)
    if of is None or asks is None or asks.set_id != of_set.pk or asks.reach != Reach.EACH:
        raise Http404
    if permits.commits(request.user, asks, unit=of) is not None:
        raise Http404
    meaning = queries.definition_on(asks.indicator, on=period.today())
    told = wording.goal_told(asks.goal, meaning)
    return asked(
        request, CommitForm(request.POST or None, asked=told),
        lambda form: actions.commit_to_more(
            actor=request.user, target=asks, unit=of, goal=form.cleaned_data["goal"]
        ),
        title=_("Cam kết mức cao hơn"), submit=_("Cam kết"), said=_("Đã ghi mức đơn vị cam kết."),
        back=reverse("indicators:targets", args=[of_set.pk]),
        state=f"{of} · {meaning.name}",
    )  # fmt: skip
