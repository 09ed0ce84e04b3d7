"""One visit: checklist, the figures that were reported, findings, evidence, minutes."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thidua.core import period
from thidua.core.permit import Reason
from thidua.documents.registry import as_file
from thidua.indicators.permits import reads_report
from thidua.orgs.pages import attempt, page
from thidua.orgs.queries import trail_of
from thidua.oversight import actions, forms, papers, permits, queries, tables
from thidua.oversight.models import Visit
from thidua.oversight.showing import Figure, figures_of, parts_of
from thidua.oversight.states import PlanState, Verdict, VisitState
from thidua.oversight.views.asking import FORM_METHODS, asked, at, done, the_visit
from thidua.ui.components import Case, Record, Tone
from thidua.ui.formats import day

VERDICTS: dict[str, Tone] = {Verdict.YES: "pass", Verdict.NO: "fail", Verdict.MOOT: "unknown"}


@require_safe
@page(permit=permits.sees_visit, subject=the_visit)
def visit(request: HttpRequest, visit: Visit) -> HttpResponse:
    actor = request.user
    is_over = visit.state == VisitState.CONCLUDED
    is_watched = permits.packs(actor, visit.plan) is None
    inside = is_over or is_watched
    refusal = permits.inspects(actor, visit)
    is_on = visit.plan.state == PlanState.RUNNING and not is_over
    answers = queries.answers_of(visit) if inside else {}
    found = queries.findings_visible_to(actor).filter(visit=visit).order_by("number")
    context = {
        "visit": visit, "plan": visit.plan, "case": _case(visit),
        "parts": [(name, [_row(q, answers) for q in rows]) for name, rows in parts_of(visit.plan)],
        "answered": len(answers), "inside": inside,
        "figures": [
            (figure, reads_report(actor, figure.report) is None) for figure in figures_of(visit)
        ] if inside else [],
        "raised": [(row, *tables.finding_status(row)) for row in found],
        "evidence": [
            Record(file.name, reverse("documents:file", args=[file.pk]))
            for file in queries.evidence_of(visit)
        ] if inside else [],
        "works": is_on and refusal is None,
        "why_not": refusal if is_on and is_watched else None,
        "file_form": forms.FileForm(), "trail": trail_of(visit) if is_watched else [],
    }  # fmt: skip
    return render(request, "oversight/visit.html", context)


def _row(question: Any, answers: dict[int, Any]) -> tuple[Any, Any, str, Reason]:
    answer = answers.get(question.pk)
    if answer is None:
        return question, None, "draft", _("chưa trả lời")
    return question, answer, VERDICTS[answer.verdict], answer.get_verdict_display()


def _case(visit: Visit) -> Case:
    facts: list[tuple[Reason, Any]] = [
        (
            _("Vì sao kiểm tra"),
            _("Được rút mẫu")
            if visit.draw_id
            else _("Chọn ngoài mẫu: %(reason)s") % {"reason": visit.reason},
        )
    ]
    if visit.held_on is not None:
        facts.append((_("Ngày kiểm tra"), day(visit.held_on)))
    return Case(
        who=visit.plan.title, who_url=at("plan", visit.plan_id), what=str(visit.unit),
        state=visit.get_state_display(), tone=tables.VISIT_TONES[visit.state],
        next_step=_("Trả lời câu hỏi, ghi tồn tại nếu có, rồi kết luận")
        if visit.state == VisitState.PLANNED else "",
        facts=facts,
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
@page(permit=permits.inspects, subject=the_visit)
def record(request: HttpRequest, visit: Visit) -> HttpResponse:
    """The checklist as a form: one block for each indicator."""
    questions = queries.questions_of(visit.plan)
    form = forms.VisitForm(
        request.POST or None, instance=visit, questions=questions,
        answers=queries.answers_of(visit),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        return done(
            request,
            lambda: actions.record_visit(
                actor=request.user, visit=visit, on=period.today(), **form.facts
            ),
            _("Đã lưu kết quả kiểm tra, chưa kết luận."), at("visit", visit.pk),
        )  # fmt: skip
    reported: dict[str, list[Figure]] = {}
    for figure in figures_of(visit):
        reported.setdefault(figure.name, []).append(figure)
    parts = [
        (name, reported.get(name, []), [form.pair(question) for question in rows])
        for name, rows in parts_of(visit.plan)
    ]
    return render(request, "oversight/record.html", {"visit": visit, "form": form, "parts": parts})


@require_POST
@page(permit=permits.inspects, subject=the_visit)
def attach(request: HttpRequest, visit: Visit) -> HttpResponse:
    form = forms.FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return done(request, lambda: None, "", at("visit", visit.pk))
    file = form.cleaned_data["file"]
    return done(
        request, lambda: actions.attach_evidence(actor=request.user, visit=visit, file=file),
        _("Đã thêm minh chứng."), at("visit", visit.pk),
    )  # fmt: skip


@require_POST
@page(permit=permits.inspects, subject=the_visit)
def conclude(request: HttpRequest, visit: Visit) -> HttpResponse:
    return done(
        request,
        lambda: actions.conclude_visit(actor=request.user, visit=visit, on=period.today()),
        _("Đã kết luận. Đơn vị thấy kết luận và tồn tại cần khắc phục."), at("visit", visit.pk),
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
@page(permit=permits.inspects, subject=the_visit)
def raise_finding(request: HttpRequest, visit: Visit) -> HttpResponse:
    """About one figure (`so-lieu` in the address), or about something else."""
    on = period.today()
    wanted = request.GET.get("so-lieu", "")
    figure = next((f for f in figures_of(visit) if str(f.entry.pk) == wanted), None)
    given: dict[str, Any] = {
        "units": queries.units_of(visit.plan, on=on), "unit": visit.unit, "on": on,
    }  # fmt: skip
    data = request.POST or None
    if figure is None:
        form: Any = forms.FindingForm(data, **given)
    else:
        meaning = queries.meanings_of(visit.plan)[figure.entry.indicator_id]
        form = forms.FigureFindingForm(data, meaning=meaning, **given)
    return asked(
        request, form,
        lambda form: actions.raise_finding(
            actor=request.user, visit=visit, on=on, entry=figure.entry if figure else None,
            said=form.said(), **form.facts,
        ),
        title=_("Ghi tồn tại"), submit=_("Ghi tồn tại"), said=_("Đã ghi tồn tại."),
        back=at("visit", visit.pk), draft=f"ton-tai-{visit.pk}-{wanted}",
        state=_("%(name)s, %(span)s: đơn vị báo cáo %(value)s")
        % {"name": figure.name, "span": figure.span, "value": figure.value}
        if figure else str(visit.unit),
    )  # fmt: skip


@require_safe
@page(permit=permits.reads_minutes, subject=the_visit)
def minutes(request: HttpRequest, visit: Visit, file_format: str) -> HttpResponse:
    """The minutes; a draft for the pen until the visit is concluded."""
    made = attempt(
        request,
        lambda: as_file(
            papers.KIND, visit, issuer=visit.plan.unit, file_format=file_format,
            on=period.today(), name=f"bien-ban-kiem-tra-{visit.pk}",
        ),
    )  # fmt: skip
    return made or redirect("oversight:visit", visit.pk)
