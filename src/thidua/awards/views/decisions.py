"""Pages of decisions: list, draft, signature, number, issue, and what is printed."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thidua.awards import actions, forms, papers, permits, queries
from thidua.awards.actions.decisions import Named
from thidua.awards.queries import spot
from thidua.awards.tables import PAPER_TONES
from thidua.awards.views.common import FORM_METHODS, said_of, the_decision, the_round
from thidua.certificates.queries import printers_of, stocks_of
from thidua.core import period
from thidua.core.capability import offers
from thidua.documents.pages import hand_out_sheet
from thidua.documents.queries import files_of
from thidua.documents.states import PaperState
from thidua.orgs.pages import Paged, attempt, page
from thidua.orgs.queries import trail_of
from thidua.ui.columns import Column
from thidua.ui.components import Case, Record
from thidua.ui.lists import Empty, ListPage

STEPS = (
    PaperState.DRAFT, PaperState.FOR_SIGNATURE, PaperState.SIGNED, PaperState.NUMBERED,
    PaperState.ISSUED,
)  # fmt: skip


class DecisionList(Paged, ListPage):
    """Decisions of my units, the newest first."""

    permit = permits.works_on_rounds
    title = gettext_lazy("Quyết định khen thưởng")
    row_url = "awards:decision"
    search_fields = ("paper__folded",)
    default_sort = ("-pk",)
    columns = (
        Column("title", gettext_lazy("Trích yếu"), value="paper.title"),
        Column(
            "reference", gettext_lazy("Số, ký hiệu"),
            value=lambda row: row.paper.reference or None,
            absent=gettext_lazy("chưa có số"),
        ),
        Column(
            "dated_on", gettext_lazy("Ngày"), value="paper.dated_on", kind="day",
            sort=("paper__dated_on",), phone=False,
        ),
        Column("count", gettext_lazy("Được khen"), kind="number"),
        Column(
            "state", gettext_lazy("Trạng thái"), kind="status", sort=("paper__state",),
            value=lambda row: (PAPER_TONES[row.paper.state], row.paper.get_state_display()),
        ),
    )  # fmt: skip
    empty = Empty(
        gettext_lazy("Chưa có quyết định nào"),
        gettext_lazy(
            "Quyết định được dự thảo từ danh sách hội đồng thống nhất đề nghị của một đợt xét."
        ),
    )

    def get_rows(self) -> Any:
        return queries.decisions_with_counts(self.request.user)


@require_http_methods(FORM_METHODS)
@page(permit=permits.is_officer, subject=the_round)
def decision_draft(request: HttpRequest, round: Any) -> HttpResponse:  # noqa: A002 # the clerk's word
    """A draft from the passed list of one award."""
    undecided = queries.undecided_awards(round)
    over = [guard for guard in queries.guards(round, on=period.today()) if guard.is_over]
    form = forms.DecisionForm(
        request.POST or None, awards=[code for code, _count in undecided],
        is_doubtful=any(guard.doubts for guard in over),
        initial={
            "symbol": f"QĐ-{round.unit.short_name or round.unit.code}",
            "merit": spot.deed_of(round),
        },
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        made = attempt(
            request,
            lambda: actions.draft_decision(
                actor=request.user, round=round, award=given["award"], on=period.today(),
                symbol=given["symbol"], merit=given["merit"], reason=given.get("reason", ""),
                regulation=Named(given["number"], given["on"], given["issuer"]),
            ),
        )  # fmt: skip
        if made is not None:
            messages.success(request, _("Đã dự thảo quyết định."))
            return redirect("awards:decision", pk=made.pk)
    context = {
        "form": form, "title": _("Dự thảo quyết định"), "submit": _("Dự thảo"), "state": round.name,
        "back_url": reverse("awards:round", args=[round.pk]),
        "listed": [(queries.name_of(code), count) for code, count in undecided],
        "listed_title": _("Hội đồng thống nhất đề nghị, chưa có quyết định"),
        "nothing": _("Chưa có hồ sơ nào được hội đồng đề nghị mà chưa có quyết định."),
        "left_out": [
            (gate.dossier, f"{queries.name_of(gate.dossier.award)}. {gate.why}")
            for gate in queries.stopped_since(round, on=period.today())
        ] + [(guard.name, guard.said) for guard in over if guard.blocks],
    }  # fmt: skip
    return render(request, "awards/form.html", context)


@require_safe
@page(permit=permits.reads_unit, subject=the_decision)
def decision(request: HttpRequest, decision: Any) -> HttpResponse:
    """Where the decision stands, its one next step, the annexed list and what is printed."""
    paper, run = decision.paper, queries.issue_run_of(decision)
    rows = papers.listed(decision)
    details = papers.details_of(rows, on=paper.dated_on or period.today())
    honours = queries.honours_by_dossier(decision)
    is_unsigned = paper.state in (PaperState.DRAFT, PaperState.FOR_SIGNATURE)
    differing = queries.before_signature(decision, on=period.today()) if is_unsigned else []
    context = {
        "decision": decision,
        "paper": paper,
        "case": Case(
            who=decision.round.unit, what=paper.title, state=paper.get_state_display(),
            tone=PAPER_TONES[paper.state], facts=_facts(decision),
        ),
        "steps": [step.label for step in STEPS],
        "step": STEPS.index(paper.state) if paper.state in STEPS else len(STEPS) - 1,
        "rows": [(row, details[row.pk], honours.get(row.pk)) for row in rows],
        "total": sum(h.prize or 0 for h in honours.values()),
        "unknown_prizes": sum(h.prize is None for h in honours.values()),
        "run": run if run and not (run.is_over and decision.letters_id) else None,
        "officer_reason": permits.is_officer(request.user, decision),
        "director_reason": permits.is_director(request.user, decision),
        "sign_form": forms.SignForm(is_doubtful=any(each.gate.doubtful for each in differing)),
        "differing": differing,
        "sign_reason": " ".join(each.gate.why for each in differing if each.gate.blocking),
        "number_form": forms.NumberForm(initial={"dated_on": period.today()}),
        "print_form": _print_form(decision) if _prints(decision, run) else None,
        "documents": _documents(decision),
        "offers": offers(request.user, decision, on=period.today()),
        "trail": trail_of(decision),
    }  # fmt: skip
    return render(request, "awards/decision.html", context)


def _prints(decision: Any, run: Any) -> bool:
    """Whether letters can be printed now, and no run is at it."""
    ready = decision.paper.state in {PaperState.NUMBERED, PaperState.ISSUED}
    return ready and (run is None or run.is_over)


def _print_form(decision: Any, data: Any = None) -> forms.PrintForm:
    unit = decision.round.unit
    stocks = stocks_of(unit, on=period.today())
    return forms.PrintForm(data, stocks=stocks, printers=printers_of(unit))


def _facts(decision: Any) -> list[tuple[str, Any]]:
    paper = decision.paper
    facts: list[tuple[str, Any]] = [
        (_("Đợt xét"), decision.round.name),
        (_("Thẩm quyền"), decision.power.get("citation", "")),
    ]
    if paper.reference:
        facts.append((_("Số, ngày"), f"{paper.reference}, {paper.dated_on:%d/%m/%Y}"))
    if paper.signer_name:
        facts.append((_("Người ký"), f"{paper.signer_name}, {paper.signer_position}"))
    return facts


def _documents(decision: Any) -> list[Record]:
    paper = decision.paper
    records = [
        Record(_("Quyết định (PDF)"), reverse("documents:rendered", args=[paper.pk, "pdf"])),
        Record(_("Quyết định (Word)"), reverse("documents:rendered", args=[paper.pk, "docx"])),
    ]
    if paper.scan_id:
        records.append(Record(_("Bản quét đã ký"), reverse("documents:file", args=[paper.scan_id])))
    if decision.letters_id:
        address = reverse("documents:file", args=[decision.letters_id])
        records.append(Record(_("Tất cả giấy khen, giấy chứng nhận (PDF)"), address))
    records += [
        Record(file.name, reverse("documents:file", args=[file.pk]))
        for file in files_of(decision, role=queries.PRINTS)
    ]
    if paper.state == PaperState.ISSUED:
        address = reverse("awards:decision_receipts", args=[decision.pk])
        records.append(Record(_("Danh sách ký nhận tiền thưởng (Excel)"), address))
    return records


def _done(request: HttpRequest, decision: Any, act: Any, said: str) -> HttpResponse:
    if attempt(request, act) is not None:
        messages.success(request, said)
    return redirect("awards:decision", pk=decision.pk)


def _refused(request: HttpRequest, decision: Any, form: Any) -> HttpResponse:
    """What is wrong in a form on the decision's own page, said there."""
    messages.error(request, said_of(form))
    return redirect("awards:decision", pk=decision.pk)


@require_POST
@page(permit=permits.is_officer, subject=the_decision)
def decision_submit(request: HttpRequest, decision: Any) -> HttpResponse:
    return _done(
        request, decision, lambda: actions.submit_decision(actor=request.user, decision=decision),
        _("Đã trình ký."),
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
@page(permit=permits.is_director, subject=the_decision)
def decision_return(request: HttpRequest, decision: Any) -> HttpResponse:
    """Send the draft back with what is to be mended."""
    form = forms.ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(
            request,
            lambda: actions.return_decision(actor=request.user, decision=decision, reason=reason),
        ):
            messages.success(request, _("Đã trả lại dự thảo."))
            return redirect("awards:decision", pk=decision.pk)
    return _form(request, decision, form, _("Trả lại dự thảo quyết định"), _("Trả lại"))


def _form(request: HttpRequest, decision: Any, form: Any, title: str, submit: str) -> HttpResponse:
    context = {
        "form": form, "title": title, "submit": submit, "state": decision.paper.title,
        "back_url": reverse("awards:decision", args=[decision.pk]),
    }  # fmt: skip
    return render(request, "awards/form.html", context)


@require_POST
@page(permit=permits.is_director, subject=the_decision)
def decision_sign(request: HttpRequest, decision: Any) -> HttpResponse:
    form = forms.SignForm(request.POST, request.FILES)
    if not form.is_valid():
        return _refused(request, decision, form)
    return _done(
        request, decision,
        lambda: actions.sign_decision(
            actor=request.user, decision=decision, on=period.today(), **form.cleaned_data
        ),
        _("Đã ghi nhận chữ ký."),
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
@page(permit=permits.is_officer, subject=the_decision)
def decision_number(request: HttpRequest, decision: Any) -> HttpResponse:
    """Number and day from the clerk's register."""
    form = forms.NumberForm(request.POST or None, initial={"dated_on": period.today()})
    if request.method == "POST" and form.is_valid():
        done = attempt(
            request,
            lambda: actions.number_decision(
                actor=request.user, decision=decision, **form.cleaned_data
            ),
        )
        if done is not None:
            messages.success(request, _("Đã ghi số, ngày của quyết định."))
            return redirect("awards:decision", pk=decision.pk)
    return _form(request, decision, form, _("Ghi số, ngày của quyết định"), _("Ghi số, ngày"))


@require_http_methods(FORM_METHODS)
@page(permit=permits.is_officer, subject=the_decision)
def decision_edit(request: HttpRequest, decision: Any) -> HttpResponse:
    """The free texts of the draft."""
    form = forms.ReviseForm(request.POST or None, texts=papers.texts_of(decision))
    if request.method == "POST" and form.is_valid():
        done = attempt(
            request,
            lambda: actions.revise_decision(
                actor=request.user, decision=decision, texts=form.cleaned_data
            ),
        )
        if done is not None:
            messages.success(request, _("Đã sửa dự thảo."))
            return redirect("awards:decision", pk=decision.pk)
    return _form(request, decision, form, _("Sửa dự thảo quyết định"), _("Lưu"))


@require_POST
@page(permit=permits.is_officer, subject=the_decision)
def decision_release(request: HttpRequest, decision: Any) -> HttpResponse:
    """Let one dossier of a draft go, to be decided apart."""
    keys = [int(key) for key in request.POST.getlist("dossier") if key.isdigit()]
    return _done(
        request, decision,
        lambda: actions.revise_decision(
            actor=request.user, decision=decision, texts={}, without=keys
        ),
        _("Đã đưa ra khỏi danh sách."),
    )  # fmt: skip


@require_POST
@page(permit=permits.is_officer, subject=the_decision)
def decision_issue(request: HttpRequest, decision: Any) -> HttpResponse:
    """Start the issue in the background and show how far it has come."""
    form = _print_form(decision, request.POST)
    if not form.is_valid():
        return _refused(request, decision, form)
    run = attempt(
        request,
        lambda: actions.start_issue(actor=request.user, decision=decision, **form.cleaned_data),
    )
    if run is None:
        return redirect("awards:decision", pk=decision.pk)
    return redirect("orgs:task", pk=run.pk)


@require_safe
@page(permit=permits.reads_unit, subject=the_decision)
def decision_receipts(request: HttpRequest, decision: Any) -> HttpResponse:
    """The list on which each signs for the prize money."""
    return hand_out_sheet(papers.receipt_list(decision), f"ky-nhan-{decision.pk}")
