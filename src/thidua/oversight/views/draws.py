"""The sample: its list, its seed, what was drawn; and units chosen beside it."""

from shlex import quote
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thidua.core import period
from thidua.orgs.pages import page
from thidua.orgs.states import Ownership, UnitKind
from thidua.oversight import actions, forms, permits, queries, rules
from thidua.oversight.models import Draw, Plan
from thidua.oversight.showing import HOW
from thidua.oversight.states import DrawState
from thidua.oversight.views.asking import FORM_METHODS, asked, at, done, the_draw, the_plan
from thidua.ui.components import Tone
from thidua.ui.formats import number

TONES: dict[str, Tone] = {
    DrawState.PREPARED: "draft", DrawState.SEEDED: "work", DrawState.DRAWN: "pass",
}  # fmt: skip
STRATA: dict[str, Any] = {**dict(UnitKind.choices), **dict(Ownership.choices), "": ""}
SHOWN = 16  # of the 64 digits of a ticket: enough to compare by eye


@require_http_methods(FORM_METHODS)
@page(permit=permits.plans, subject=the_plan)
def prepare(request: HttpRequest, plan: Plan) -> HttpResponse:
    units, reports = len(queries.units_to_inspect(plan)), len(queries.reports_under(plan))
    form = forms.DrawForm(request.POST or None, initial={"of": "units", "strata": ""})
    return asked(
        request, form,
        lambda form: actions.prepare_draw(actor=request.user, plan=plan, **form.cleaned_data),
        title=_("Chốt danh sách để rút mẫu"), submit=_("Chốt danh sách"),
        said=_("Đã chốt danh sách. Công bố mã rút mẫu, rồi rút."),
        back=at("plan", plan.pk), to=lambda made: at("draw", made.pk), state=plan.title,
        intro=_(
            "Có %(units)s đơn vị và %(reports)s báo cáo đã gửi trong thời kỳ kiểm tra. Danh sách "
            "được chốt trước, mã rút mẫu công bố sau, nên không ai chọn được kết quả."
        ) % {"units": number(units), "reports": number(reports)},
    )  # fmt: skip


@require_safe
@page(permit=permits.sees_plan, subject=the_draw)
def draw(request: HttpRequest, draw: Draw) -> HttpResponse:
    """What it was drawn from, by which seed, and what came of it: all that is needed to repeat."""
    places = {code: place for place, code in enumerate(draw.drawn, 1)}
    lines = [
        {
            "code": code, "name": name, "stratum": STRATA.get(stratum, stratum),
            "ticket": rules.ticket(draw.seed, code)[:SHOWN] if draw.seed else "",
            "place": places.get(code),
        } for code, name, stratum, _unit, _report in draw.listed
    ]  # fmt: skip
    is_drawn = draw.state == DrawState.DRAWN
    context = {
        "draw": draw, "plan": draw.plan, "tone": TONES[draw.state], "lines": lines,
        "chosen": sorted((line for line in lines if line["place"]), key=lambda x: x["place"]),
        "is_drawn": is_drawn, "has_strata": bool(draw.strata),
        "keeps": permits.plans(request.user, draw) is None,
        "may_seed": draw.state == DrawState.PREPARED, "may_draw": draw.state == DrawState.SEEDED,
        "form": forms.SeedForm(), "how": HOW,
        "example": f"printf '%s\\n%s' {quote(draw.seed)} {quote(lines[0]['code'])} | sha256sum",
    }  # fmt: skip
    return render(request, "oversight/draw.html", context)


@require_POST
@page(permit=permits.plans, subject=the_draw)
def seed(request: HttpRequest, draw: Draw) -> HttpResponse:
    given = request.POST.get("seed", "")
    return done(
        request, lambda: actions.publish_seed(actor=request.user, draw=draw, seed=given),
        _("Đã công bố mã rút mẫu; mã không sửa được nữa."), at("draw", draw.pk),
    )  # fmt: skip


@require_POST
@page(permit=permits.plans, subject=the_draw)
def perform(request: HttpRequest, draw: Draw) -> HttpResponse:
    return done(
        request, lambda: actions.perform_draw(actor=request.user, draw=draw),
        _("Đã rút mẫu theo danh sách và mã đã công bố."), at("draw", draw.pk),
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
@page(permit=permits.plans, subject=the_plan)
def choose(request: HttpRequest, plan: Plan) -> HttpResponse:
    form = forms.ChooseForm(request.POST or None, units=queries.units_left(plan, on=period.today()))
    return asked(
        request, form,
        lambda form: actions.choose_unit(actor=request.user, plan=plan, **form.cleaned_data),
        title=_("Chọn thêm đơn vị kiểm tra"), submit=_("Chọn đơn vị"),
        said=_("Đã chọn đơn vị, lý do ghi cạnh tên."), back=at("plan", plan.pk), state=plan.title,
    )  # fmt: skip
