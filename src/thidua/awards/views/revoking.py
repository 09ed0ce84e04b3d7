"""Pages of revocations: the list, a draft from a decision, its way, and what is open after it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thidua.awards import actions, forms, permits, queries
from thidua.awards.models import Reconsideration, Recovery, Revocation
from thidua.awards.tables import PAPER_TONES
from thidua.awards.views.common import FORM_METHODS, said_of, the_decision
from thidua.core import period
from thidua.documents.states import PaperState
from thidua.orgs.pages import Paged, attempt, page
from thidua.orgs.queries import trail_of
from thidua.ui.columns import Column
from thidua.ui.components import Case, Record, Tone
from thidua.ui.lists import Empty, ListPage
from thidua.ui.messages import done

STEPS = (PaperState.DRAFT, PaperState.FOR_SIGNATURE, PaperState.SIGNED, PaperState.ISSUED)
WHAT = {
    "hien-vat": ("artefact", gettext_lazy("Thu hồi hiện vật")),
    "tien-thuong": ("prize", gettext_lazy("Thu hồi tiền thưởng")),
}


def _tone(state: str) -> Tone:
    """Nobody is honoured by what goes out here."""
    return "pass" if state == PaperState.ISSUED else PAPER_TONES[state]


def the_revocation(request: HttpRequest, pk: int) -> Revocation | None:
    return queries.revocation_of(pk)


def the_recovery(request: HttpRequest, pk: int) -> Recovery | None:
    return queries.recovery_of(pk)


def the_flag(request: HttpRequest, pk: int) -> Reconsideration | None:
    return queries.reconsideration_of(pk)


class RevocationList(Paged, ListPage):
    """Revocations of my units, the newest first."""

    permit = permits.works_on_rounds
    title = gettext_lazy("Thu hồi khen thưởng")
    row_url = "awards:revocation"
    search_fields = ("paper__folded",)
    default_sort = ("-pk",)
    columns = (
        Column("title", gettext_lazy("Trích yếu"), value="paper.title"),
        Column(
            "reference", gettext_lazy("Số, ký hiệu"),
            value=lambda row: row.paper.reference or None, absent=gettext_lazy("chưa có số"),
        ),
        Column("dated_on", gettext_lazy("Ngày"), value="paper.dated_on", kind="day", phone=False),
        Column("to_recover", gettext_lazy("Chưa thu hồi đủ"), kind="number", phone=False),
        Column("to_look", gettext_lazy("Chờ xem xét lại"), kind="number", phone=False),
        Column(
            "state", gettext_lazy("Trạng thái"), kind="status", sort=("paper__state",),
            value=lambda row: (_tone(row.paper.state), row.paper.get_state_display()),
        ),
    )  # fmt: skip
    empty = Empty(
        gettext_lazy("Chưa thu hồi khen thưởng nào"),
        gettext_lazy("Quyết định thu hồi được dự thảo từ trang của quyết định khen thưởng."),
    )

    def get_rows(self) -> Any:
        return queries.revocations_with_counts(self.request.user)


@require_http_methods(FORM_METHODS)
@page(permit=permits.is_officer, subject=the_decision)
def revocation_draft(request: HttpRequest, decision: Any) -> HttpResponse:
    """Whose honours of a decision are taken back, why and by which article."""
    honours = queries.revocable(decision)
    form = forms.DraftRevocationForm(
        request.POST or None, honours=honours, initial={"symbol": decision.paper.symbol}
    )
    if request.method == "POST" and form.is_valid():
        made = attempt(
            request,
            lambda: actions.draft_revocation(
                actor=request.user, decision=decision, **form.cleaned_data
            ),
        )
        if made is not None:
            done(request, _("Đã dự thảo quyết định thu hồi."))
            return redirect("awards:revocation", pk=made.pk)
    return render(request, "awards/form.html", {
        "form": form, "title": _("Thu hồi khen thưởng"), "submit": _("Dự thảo quyết định"),
        "state": decision.paper.title,
        "back_url": reverse("awards:decision", args=[decision.pk]),
    })  # fmt: skip


@require_safe
@page(permit=permits.reads_unit, subject=the_revocation)
def revocation(request: HttpRequest, revocation: Any) -> HttpResponse:
    """Where it stands, what has to come back, and which later honours are on review."""
    paper = revocation.paper
    state = PaperState.SIGNED if paper.state == PaperState.NUMBERED else paper.state
    return render(request, "awards/revocation.html", {
        "revocation": revocation, "paper": paper,
        "case": Case(
            who=revocation.decision.round.unit, what=paper.title, state=paper.get_state_display(),
            tone=_tone(paper.state), facts=_facts(revocation),
        ),
        "steps": [step.label for step in STEPS],
        "step": STEPS.index(state) if state in STEPS else len(STEPS) - 1,
        "rows": queries.rows_of(revocation), "is_issued": paper.state == PaperState.ISSUED,
        "later": [
            (flag, queries.name_of(flag.honour.award)) for flag in queries.later_of(revocation)
        ],
        "officer_reason": permits.is_officer(request.user, revocation),
        "director_reason": permits.is_director(request.user, revocation),
        "scan_form": forms.ScanForm(),
        "documents": [
            Record(label, reverse("documents:rendered", args=[paper.pk, ext]))
            for label, ext in (
                (_("Quyết định thu hồi (PDF)"), "pdf"), (_("Quyết định thu hồi (Word)"), "docx"),
            )
        ],
        "trail": trail_of(revocation),
    })  # fmt: skip


def _facts(revocation: Any) -> list[tuple[str, Any]]:
    decided, paper = revocation.decision.paper, revocation.paper
    facts: list[tuple[str, Any]] = [
        (_("Quyết định khen thưởng"), f"{decided.reference}, {decided.dated_on:%d/%m/%Y}"),
        (_("Căn cứ"), revocation.article),
        (_("Lý do"), revocation.reason),
    ]
    if paper.reference:
        facts.append((_("Số, ngày"), f"{paper.reference}, {paper.dated_on:%d/%m/%Y}"))
    if paper.signer_name:
        facts.append((_("Người ký"), f"{paper.signer_name}, {paper.signer_position}"))
    return facts


def _asked(
    request: HttpRequest, revocation: Any, form: Any, act: Any, **words: Any
) -> HttpResponse:
    """One form about a revocation: acted on, or shown with the reason why not."""
    said = words.pop("done")
    if request.method == "POST" and form.is_valid() and attempt(request, act):
        done(request, said)
        return redirect("awards:revocation", pk=revocation.pk)
    return render(request, "awards/form.html", {
        "form": form, "state": revocation.paper.title,
        "back_url": reverse("awards:revocation", args=[revocation.pk]), **words,
    })  # fmt: skip


@require_http_methods(FORM_METHODS)
@page(permit=permits.is_officer, subject=the_revocation)
def revocation_edit(request: HttpRequest, revocation: Any) -> HttpResponse:
    first = {"reason": revocation.reason, "article": revocation.article}
    form = forms.RevocationForm(request.POST or None, initial=first)
    return _asked(
        request, revocation, form,
        lambda: actions.revise_revocation(
            actor=request.user, revocation=revocation, **form.cleaned_data
        ),
        title=_("Sửa dự thảo"), submit=_("Lưu"), done=_("Đã sửa dự thảo."),
    )  # fmt: skip


@require_POST
@page(permit=permits.is_officer, subject=the_revocation)
def revocation_drop(request: HttpRequest, revocation: Any) -> HttpResponse:
    decision = revocation.decision_id
    if attempt(request, lambda: actions.drop_revocation(actor=request.user, revocation=revocation)):
        done(request, _("Đã bỏ dự thảo; khen thưởng giữ nguyên."))
        return redirect("awards:decision", pk=decision)
    return redirect("awards:revocation", pk=revocation.pk)


@require_POST
@page(permit=permits.is_officer, subject=the_revocation)
def revocation_submit(request: HttpRequest, revocation: Any) -> HttpResponse:
    if attempt(
        request, lambda: actions.submit_revocation(actor=request.user, revocation=revocation)
    ):
        done(request, _("Đã trình ký."))
    return redirect("awards:revocation", pk=revocation.pk)


@require_http_methods(FORM_METHODS)
@page(permit=permits.is_director, subject=the_revocation)
def revocation_return(request: HttpRequest, revocation: Any) -> HttpResponse:
    form = forms.ReasonForm(request.POST or None)
    return _asked(
        request, revocation, form,
        lambda: actions.return_revocation(
            actor=request.user, revocation=revocation, reason=form.cleaned_data["reason"]
        ),
        title=_("Trả lại dự thảo"), submit=_("Trả lại"), done=_("Đã trả lại dự thảo."),
    )  # fmt: skip


@require_POST
@page(permit=permits.is_director, subject=the_revocation)
def revocation_sign(request: HttpRequest, revocation: Any) -> HttpResponse:
    form = forms.ScanForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, said_of(form))
    elif attempt(
        request,
        lambda: actions.sign_revocation(
            actor=request.user,
            revocation=revocation,
            on=period.today(),
            **form.cleaned_data,
        ),
    ):
        done(request, _("Đã ghi nhận chữ ký."))
    return redirect("awards:revocation", pk=revocation.pk)


@require_http_methods(FORM_METHODS)
@page(permit=permits.is_officer, subject=the_revocation)
def revocation_issue(request: HttpRequest, revocation: Any) -> HttpResponse:
    today = period.today()
    form = forms.TakeBackForm(request.POST or None, initial={"dated_on": today})
    return _asked(
        request, revocation, form,
        lambda: actions.issue_revocation(
            actor=request.user, revocation=revocation, on=today, **form.cleaned_data
        ),
        title=_("Ghi số, ngày và phát hành"), submit=_("Phát hành"),
        done=_("Đã phát hành; khen thưởng hết giá trị, trang xác minh ghi rõ đã thu hồi."),
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
@page(permit=permits.is_officer, subject=the_recovery)
def recovery_record(request: HttpRequest, recovery: Any, what: str) -> HttpResponse:
    """The artefact or the money came back, or never will."""
    if what not in WHAT:
        raise Http404
    name, label = WHAT[what]
    today = period.today()
    form = forms.RecoveredForm(request.POST or None, initial={"recovered_on": today})
    return _asked(
        request, recovery.revocation, form,
        lambda: actions.record_recovery(
            actor=request.user, recovery=recovery, what=name, on=today, **form.cleaned_data
        ),
        title=f"{label}: {recovery.honour.subject}", submit=_("Ghi"), done=_("Đã ghi."),
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
@page(permit=permits.is_officer, subject=the_flag)
def reconsideration_close(request: HttpRequest, flag: Any) -> HttpResponse:
    """What became of a later honour that rested on the one taken back."""
    form = forms.OutcomeForm(request.POST or None)
    return _asked(
        request, flag.recovery.revocation, form,
        lambda: actions.close_reconsideration(
            actor=request.user, flag=flag, on=period.today(), **form.cleaned_data
        ),
        title=_("Xem xét lại: %(what)s") % {
            "what": f"{queries.name_of(flag.honour.award)} {flag.honour.year}, "
            f"{flag.honour.subject}"
        },
        submit=_("Kết luận"), done=_("Đã ghi kết luận."),
    )  # fmt: skip
