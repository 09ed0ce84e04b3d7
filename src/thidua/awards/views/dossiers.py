"""Pages of one dossier: what stands, what is missing, and its steps."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from thidua.awards import actions, forms, permits, queries
from thidua.awards.actions.merits import CHECKED
from thidua.awards.queries import checklists, merits, works
from thidua.awards.queries.parcels import files_sent
from thidua.awards.states import DOSSIER, Confirmation, DossierState
from thidua.awards.tables import tone
from thidua.awards.views.common import FORM_METHODS, the_dossier
from thidua.core import period
from thidua.orgs.pages import attempt, page
from thidua.orgs.queries import trail_of
from thidua.orgs.states import Line
from thidua.ui import formats
from thidua.ui.components import Case, Record

EDITABLE = (DossierState.DRAFT, DossierState.RETURNED)


@require_safe
@page(permit=permits.reads_dossier, subject=the_dossier)
def dossier(request: HttpRequest, dossier: Any) -> HttpResponse:
    """A case: findings as frozen on submission, or as they stand today before it."""
    standing = queries.standing_of(dossier, on=period.today())
    here = queries.whereabouts([dossier])[dossier.pk]
    confirmed = [
        label for name, label in Confirmation.choices if dossier.confirmed.get(name) is True
    ]
    actor = request.user
    writes = permits.writes_dossier(actor, dossier)
    runs = permits.is_officer(actor, dossier)
    context = {
        "dossier": dossier,
        "case": Case(
            who=dossier.subject,
            what=_("%(award)s: %(who)s")
            % {"award": queries.name_of(dossier.award), "who": dossier.subject},
            state=dossier.get_state_display(), tone=tone(dossier), holder=here.holder,
            next_step=here.waits_for,
            due_on=dossier.round.submit_by if dossier.state in EDITABLE else None,
            facts=[
                (_("Đợt xét"), dossier.round.name),
                (_("Đơn vị"), dossier.home_unit),
                (_("Năm thành tích"), str(dossier.round.year)),
                *([(_("Ở đó từ ngày"), formats.day(here.since))] if here.since else []),
            ],
        ),
        "documents": [
            Record(label, reverse("awards:dossier_report", args=[dossier.pk, ext]))
            for label, ext in (
                (_("Báo cáo thành tích (PDF)"), "pdf"),
                (_("Báo cáo thành tích (tệp Word xuất ra)"), "docx"),
            )
        ] + [
            Record(str(hold), reverse("disclosures:hold", args=[hold.pk]))
            for hold in queries.holds_read_by(actor, dossier.subject, on=period.today())
        ] + [
            Record(each.name, reverse("documents:file", args=[each.pk]), _("bên gửi kèm theo"))
            for each in files_sent(dossier)
        ],
        "verdict": standing.assessment.verdict.value,
        "frozen_on": dossier.assessed_on if dossier.assessment else None,
        "readings": queries.readings_shown(standing.assessment),
        "confirmed": confirmed,
        "trail": trail_of(dossier),
        "path": queries.path_of(dossier, here),
        "is_editable": dossier.state in EDITABLE,
        "writes": writes is None,
        "reports": permits.writes_report(actor, dossier) is None,
        "runs": runs is None,
        "submit_reason": writes or (
            " ".join(standing.why) if standing.state == "blocked" else None
        ),
        "can_return": DOSSIER.refusal(dossier, "return") is None,
        "can_withdraw": DOSSIER.refusal(dossier, "withdraw") is None,
        "honour": queries.honour_from(dossier),
        **_rests(dossier, actor),
    }  # fmt: skip
    return render(request, "awards/dossier.html", context)


def _rests(dossier: Any, actor: Any) -> dict[str, Any]:
    """What the dossier rests on: merit, works, parts; and what the merit has brought before."""
    sisters = merits.sisters_of(dossier)
    seen = merits.seen_among(actor, sisters) if sisters else set()
    is_union = dossier.round.unit.line == Line.UNION
    return {
        "merit": dossier.merit,
        "repeats": merits.repeats_of([dossier]).get(dossier.pk, []),
        "sisters": [
            (each, queries.name_of(each.award), each.pk in seen) for each in sisters
        ],
        "other_line": (
            _("Lập hồ sơ hệ chính quyền từ thành tích này") if is_union
            else _("Lập hồ sơ hệ công đoàn từ thành tích này")
        ),
        "works": [each for each in works.works_for(dossier) if each.is_chosen],
        "parts": checklists.parts_of([dossier], on=period.today())[dossier.pk],
        "checks": dossier.state in CHECKED and permits.writes_dossier(actor, dossier) is None,
    }  # fmt: skip


def _form(request: HttpRequest, dossier: Any, form: Any, title: str, submit: str) -> HttpResponse:
    context = {
        "form": form, "title": title, "submit": submit, "state": str(dossier.subject),
        "back_url": reverse("awards:dossier", args=[dossier.pk]), "draft": f"ho-so-{dossier.pk}",
    }  # fmt: skip
    return render(request, "awards/form.html", context)


@require_http_methods(FORM_METHODS)
@page(permit=permits.writes_dossier, subject=the_dossier)
def dossier_edit(request: HttpRequest, dossier: Any) -> HttpResponse:
    """The achievement and the facts that the unit confirms."""
    offered = queries.confirmable(dossier.award, forms.subject_kind(dossier), on=period.today())
    form = forms.DossierForm(
        request.POST or None, offered=offered,
        initial={
            "achievement": dossier.achievement,
            "confirmed": [name for name, value in dossier.confirmed.items() if value],
        },
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        done = attempt(
            request,
            lambda: actions.update_dossier(
                actor=request.user, dossier=dossier, confirmed=form.facts(),
                achievement=form.cleaned_data["achievement"],
            ),
        )  # fmt: skip
        if done is not None:
            messages.success(request, _("Đã lưu hồ sơ."))
            return redirect("awards:dossier", pk=dossier.pk)
    return _form(request, dossier, form, _("Thành tích và xác nhận"), _("Lưu"))


@require_http_methods(FORM_METHODS)
@page(permit=permits.writes_dossier, subject=the_dossier)
def dossier_submit(request: HttpRequest, dossier: Any) -> HttpResponse:
    """Submit one dossier; where facts are missing the reason is asked beside the sentences."""
    today = period.today()
    found = queries.submission_preview([dossier], on=today)
    form = forms.GoOnForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = attempt(
            request,
            lambda: actions.submit_dossier(
                actor=request.user, dossier=dossier, on=today, reason=form.cleaned_data["reason"]
            ),
        )
        if done is not None:
            messages.success(request, _("Đã nộp hồ sơ."))
            return redirect("awards:dossier", pk=dossier.pk)
    context = {
        "round": dossier.round, "found": found, "form": form, "dossier": dossier,
        "going": len(found["ready"] + found["doubtful"]),
        "report_missing": queries.report_of(dossier).missing,
    }  # fmt: skip
    return render(request, "awards/submit.html", context)


@require_http_methods(FORM_METHODS)
@page(permit=permits.is_officer, subject=the_dossier)
def dossier_return(request: HttpRequest, dossier: Any) -> HttpResponse:
    """Return with the reason that its writer and its person will read."""
    form = forms.ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(
            request,
            lambda: actions.return_dossier(actor=request.user, dossier=dossier, reason=reason),
        ):
            messages.success(request, _("Đã trả lại hồ sơ."))
            return redirect("awards:dossier", pk=dossier.pk)
    return _form(request, dossier, form, _("Trả lại hồ sơ"), _("Trả lại"))


@require_http_methods(FORM_METHODS)
@page(permit=permits.is_officer, subject=the_dossier)
def dossier_withdraw(request: HttpRequest, dossier: Any) -> HttpResponse:
    """Take the dossier out of the round."""
    form = forms.ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(
            request,
            lambda: actions.withdraw_dossier(actor=request.user, dossier=dossier, reason=reason),
        ):
            messages.success(request, _("Đã rút hồ sơ."))
            return redirect("awards:round", pk=dossier.round_id)
    return _form(request, dossier, form, _("Rút hồ sơ"), _("Rút hồ sơ"))
