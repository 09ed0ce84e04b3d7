"""The list of plans, one plan with team, checklist, samples and visits, and its steps."""

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
from thidua.indicators.queries import sets_visible_to
from thidua.orgs.pages import Paged, attempt, page
from thidua.orgs.queries import trail_of, units_in_reach
from thidua.oversight import actions, forms, permits, queries, tables
from thidua.oversight.models import Plan
from thidua.oversight.showing import parts_of
from thidua.oversight.states import CHOOSING, KNOWN, PLAN, PlanState, VisitState
from thidua.oversight.views.asking import FORM_METHODS, asked, at, done, the_plan
from thidua.ui.components import Case, Record
from thidua.ui.formats import day, number, when
from thidua.ui.forms import ReasonForm
from thidua.ui.lists import Empty, ListPage

NEXT: dict[str, Reason] = {
    PlanState.DRAFT: gettext_lazy("Soạn xong đoàn và câu hỏi thì trình duyệt"),
    PlanState.SENT: gettext_lazy("Thủ trưởng đơn vị kiểm tra duyệt"),
    PlanState.APPROVED: gettext_lazy("Rút mẫu đơn vị, rồi bắt đầu kiểm tra"),
    PlanState.RUNNING: gettext_lazy("Đoàn kiểm tra từng đơn vị và kết luận"),
}


class PlanList(Paged, ListPage):
    """Plans that one keeps, works on, or is inspected by."""

    permit = permits.reads_somewhere
    title = gettext_lazy("Kiểm tra, giám sát")
    columns = tables.PLANS
    filterset_class = tables.PlanFilter
    search_fields = ("folded",)
    search_hint = gettext_lazy("Tìm kế hoạch, không cần dấu")
    default_sort = ("-year", "-pk")
    row_url = "oversight:plan"
    export_name = "ke-hoach-kiem-tra"
    empty = Empty(
        gettext_lazy("Chưa có kế hoạch kiểm tra nào"),
        gettext_lazy(
            "Mỗi năm, đơn vị lập kế hoạch kiểm tra số liệu chỉ tiêu mà đơn vị trực thuộc báo cáo: "
            "ai kiểm tra, hỏi gì, rút mẫu đơn vị nào. Đơn vị được kiểm tra thấy kế hoạch đã duyệt."
        ),
        icon="shield-check",
    )

    def get_rows(self) -> Any:
        return queries.with_sizes(queries.plans_visible_to(self.request.user))

    def get_state(self, total: int) -> Reason:
        return _("%(total)s kế hoạch") % {"total": number(total)}

    def get_context(self) -> dict[str, Any]:
        if permits.plans_somewhere(self.request.user) is not None:
            return {}
        return {
            "main_action_url": reverse("oversight:create"),
            "main_action_label": _("Lập kế hoạch kiểm tra"),
        }


@require_http_methods(FORM_METHODS)
@page(permit=permits.plans_somewhere)
def create(request: HttpRequest) -> HttpResponse:
    actor, on = request.user, period.today()
    form = forms.NewPlanForm(
        request.POST or None, actor=actor, on=on,
        units=units_in_reach(actor, queries.KEEPERS, on=on).order_by("path"),
        sets=sets_visible_to(actor, on=on).exclude(state="draft").order_by("-starts_on", "pk"),
    )  # fmt: skip
    return asked(
        request, form,
        lambda form: actions.draft_plan(
            actor=actor, unit=form.cleaned_data["unit"], of_set=form.cleaned_data["of_set"],
            facts=form.facts, team=form.cleaned_data["team"],
        ),
        title=_("Lập kế hoạch kiểm tra"), submit=_("Lập kế hoạch"),
        said=_("Đã lập kế hoạch. Xem lại câu hỏi kiểm tra rồi trình duyệt."),
        back=reverse("oversight:plans"), to=lambda made: at("plan", made.pk), draft="kiem-tra-moi",
        state=_("Kiểm tra số liệu mà đơn vị trực thuộc đã báo cáo."),
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
@page(permit=permits.plans, subject=the_plan)
def revise(request: HttpRequest, plan: Plan) -> HttpResponse:
    team = [member.person for member in queries.members_of(plan)]
    form = forms.PlanForm(request.POST or None, actor=request.user, instance=plan, team=team)
    return asked(
        request, form,
        lambda form: actions.revise_plan(
            actor=request.user, plan=plan, facts=form.facts, team=form.cleaned_data["team"]
        ),
        title=_("Sửa kế hoạch kiểm tra"), submit=_("Lưu"), said=_("Đã lưu kế hoạch."),
        back=at("plan", plan.pk), draft=f"kiem-tra-{plan.pk}",
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
@page(permit=permits.plans, subject=the_plan)
def questions(request: HttpRequest, plan: Plan) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    names = {key: meaning.name for key, meaning in queries.meanings_of(plan).items()}
    rows = forms.question_rows(
        data, names=names, asked=queries.questions_of(plan) if data is None else ()
    )
    if data is not None and rows.is_valid():
        kept = attempt(
            request,
            lambda: actions.ask_questions(
                actor=request.user, plan=plan, questions=forms.questions_in(rows)
            ),
        )  # fmt: skip
        if kept is not None:
            messages.success(request, _("Đã lưu câu hỏi kiểm tra."))
            return redirect("oversight:plan", plan.pk)
    return render(request, "oversight/questions.html", {"plan": plan, "rows": rows})


@require_safe
@page(permit=permits.sees_plan, subject=the_plan)
def plan(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Everything of a plan that the reader may see; the sample is open to all under it."""
    actor = request.user
    keeps, inside = permits.plans(actor, plan) is None, permits.packs(actor, plan) is None
    visits = queries.visits_of(plan, actor)
    approves = permits.approves(actor, plan) if plan.state == PlanState.SENT else _("chưa trình")
    context = {
        "plan": plan, "case": _case(plan), "keeps": keeps, "inside": inside,
        "members": queries.members_of(plan),
        "parts": parts_of(plan) if inside or plan.state in KNOWN else [],
        "draws": list(plan.draws.all()),
        "visits": [(visit, tables.VISIT_TONES[visit.state]) for visit in visits],
        "hidden": plan.visits.count() - len(visits),
        "packs": [
            Record(file.name, reverse("documents:file", args=[file.pk]), when(file.created_at))
            for file in queries.packs_of(plan)
        ] if inside else [],
        "is_draft": plan.state == PlanState.DRAFT, "is_known": plan.state in KNOWN,
        "may_choose": keeps and plan.state in CHOOSING,
        "may_start": keeps and PLAN.refusal(plan, "start") is None,
        "may_close": keeps and PLAN.refusal(plan, "close") is None
        and all(visit.state == VisitState.CONCLUDED for visit in visits),
        "may_approve": approves is None,
        "why_not_approve": approves if plan.state == PlanState.SENT and keeps else None,
        "reason_form": ReasonForm(), "trail": trail_of(plan) if inside else [],
    }  # fmt: skip
    return render(request, "oversight/plan.html", context)


def _case(plan: Plan) -> Case:
    facts: list[tuple[Reason, Any]] = [
        (_("Đơn vị kiểm tra"), plan.unit),
        (_("Bộ chỉ tiêu"), plan.set.title),
        (_("Báo cáo của các kỳ"), f"{day(plan.about_from)} – {day(plan.about_to)}"),
        (_("Tiến hành kiểm tra"), f"{day(plan.starts_on)} – {day(plan.ends_on)}"),
    ]
    if plan.approved_at is not None:
        facts.append((_("Duyệt lúc"), when(plan.approved_at)))
    return Case(
        who=_("Kiểm tra, giám sát"), who_url=reverse("oversight:plans"), what=plan.title,
        state=plan.get_state_display(), tone=tables.PLAN_TONES[plan.state],
        next_step=NEXT.get(plan.state, ""), facts=facts,
        due_on=plan.ends_on if plan.state == PlanState.RUNNING else None,
    )  # fmt: skip


@require_POST
@page(permit=permits.sees_plan, subject=the_plan)
def move(request: HttpRequest, plan: Plan) -> HttpResponse:
    """One step of the plan's life, by the button that was pressed."""
    actor, to = request.user, at("plan", plan.pk)
    if "send" in request.POST:
        on = period.today()
        return done(
            request, lambda: actions.send_plan(actor=actor, plan=plan, on=on),
            _("Đã trình kế hoạch."), to,
        )  # fmt: skip
    if "approve" in request.POST:
        return done(
            request, lambda: actions.approve_plan(actor=actor, plan=plan),
            _("Đã duyệt. Đơn vị báo cáo bộ chỉ tiêu thấy kế hoạch từ bây giờ."), to,
        )  # fmt: skip
    if "start" in request.POST:
        return done(
            request, lambda: actions.start_plan(actor=actor, plan=plan),
            _("Đã bắt đầu kiểm tra."), to,
        )  # fmt: skip
    if "close" in request.POST:
        return done(
            request, lambda: actions.close_plan(actor=actor, plan=plan),
            _("Đã kết thúc đợt kiểm tra; tồn tại chưa đóng vẫn được theo dõi."), to,
        )  # fmt: skip
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    return done(
        request, lambda: actions.return_plan(actor=actor, plan=plan, reason=reason),
        _("Đã trả lại kế hoạch để sửa."), to,
    )  # fmt: skip


@require_POST
@page(permit=permits.packs, subject=the_plan)
def pack(request: HttpRequest, plan: Plan) -> HttpResponse:
    """Have the whole file packed in the background."""
    run = attempt(request, lambda: actions.start_pack(actor=request.user, plan=plan))
    return redirect("orgs:task", pk=run.pk) if run else redirect("oversight:plan", plan.pk)
