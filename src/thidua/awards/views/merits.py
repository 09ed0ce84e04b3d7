"""Pages of merits and of what a dossier rests on: works and parts."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from thidua.awards import permits, queries
from thidua.awards.actions import merits as actions
from thidua.awards.forms import merits as forms
from thidua.awards.models import Merit
from thidua.awards.queries import checklists, merits, works
from thidua.awards.views.common import FORM_METHODS, said_of, the_dossier
from thidua.core import period
from thidua.orgs.pages import attempt, page
from thidua.orgs.queries import trail_of
from thidua.ui import formats
from thidua.ui.components import Case


def the_merit(request: HttpRequest, pk: int) -> Merit | None:
    return merits.merit_of(pk)


@require_safe
@page(permit=permits.reads_merit, subject=the_merit)
def merit(request: HttpRequest, merit: Any) -> HttpResponse:
    """One merit: its text, its evidence, the dossiers of each line, and what it has brought."""
    actor = request.user
    resting = merits.resting_on_merit(merit)
    seen = merits.seen_among(actor, resting)
    writes = permits.writes_merit(actor, merit) is None
    context = {
        "merit": merit,
        "case": Case(
            who=merit.subject, what=merit.title, tone="work",
            state=_("%(n)s hồ sơ dựa trên thành tích này") % {"n": len(resting)},
            facts=[
                (_("Ngày lập thành tích"), formats.day(merit.done_on))
            ] if merit.done_on else [],
        ),
        "resting": [
            (each, queries.name_of(each.award), each.pk in seen) for each in resting
        ],
        "honours": [
            merits.Repeat(each, "again").decision for each in merits.honours_for(merit)
        ],
        "files": merits.evidence_files(merit),
        "offers": merits.offers_of(merit),
        "writes": writes,
        "proposes": permits.proposes_merit(actor, merit) is None,
        "file_form": forms.EvidenceForm(),
        "trail": trail_of(merit) if writes else [],
    }  # fmt: skip
    return render(request, "awards/merit.html", context)


def _form(
    request: HttpRequest, form: Any, title: str, submit: str, *, state: str, back: str, **more: Any
) -> HttpResponse:
    context = {"form": form, "title": title, "submit": submit, "state": state, "back_url": back}
    return render(request, "awards/form.html", {**context, **more})


def _of(merit: Any) -> str:
    return reverse("awards:merit", args=[merit.pk])


@require_http_methods(FORM_METHODS)
@page(permit=permits.writes_merit, subject=the_merit)
def merit_edit(request: HttpRequest, merit: Any) -> HttpResponse:
    """The text that every line reads."""
    form = forms.MeritForm(
        request.POST or None,
        initial={"title": merit.title, "text": merit.text, "done_on": merit.done_on},
    )
    if request.method == "POST" and form.is_valid():
        done = attempt(
            request,
            lambda: actions.update_merit(actor=request.user, merit=merit, **form.cleaned_data),
        )
        if done is not None:
            messages.success(request, _("Đã lưu thành tích."))
            return redirect("awards:merit", pk=merit.pk)
    return _form(
        request, form, _("Sửa thành tích"), _("Lưu"), state=merit.title, back=_of(merit),
        draft=f"thanh-tich-{merit.pk}",
    )  # fmt: skip


@require_POST
@page(permit=permits.writes_merit, subject=the_merit)
def merit_attach(request: HttpRequest, merit: Any) -> HttpResponse:
    form = forms.EvidenceForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, said_of(form))
    elif attempt(
        request,
        lambda: actions.attach_evidence(
            actor=request.user, merit=merit, file=form.cleaned_data["file"]
        ),
    ):
        messages.success(request, _("Đã thêm minh chứng."))
    return redirect("awards:merit", pk=merit.pk)


@require_POST
@page(permit=permits.writes_merit, subject=the_merit)
def merit_detach(request: HttpRequest, merit: Any, file: int) -> HttpResponse:
    if attempt(
        request, lambda: actions.detach_evidence(actor=request.user, merit=merit, file=file)
    ):
        messages.success(request, _("Đã bỏ minh chứng."))
    return redirect("awards:merit", pk=merit.pk)


@require_http_methods(FORM_METHODS)
@page(permit=permits.proposes_merit, subject=the_merit)
def merit_propose(request: HttpRequest, merit: Any) -> HttpResponse:
    """A dossier of another line from the same merit; what it has brought is said above."""
    rounds = merits.rounds_for_merit(request.user, merit)
    form = forms.ProposeMeritForm(request.POST or None, rounds=rounds)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        report = attempt(
            request,
            lambda: actions.propose_merit(
                actor=request.user, merit=merit, on=period.today(), **given
            ),
        )
        if report is not None and report.created:
            for _who, why in report.warned:
                messages.warning(request, str(why))
            messages.success(request, _("Đã lập hồ sơ từ thành tích này."))
            return redirect("awards:dossier", pk=report.created[0].pk)
        for who, why in report.skipped if report is not None else ():
            messages.error(request, f"{who}: {why}")
    return _form(
        request, form, _("Lập hồ sơ từ thành tích này"), _("Lập hồ sơ"), state=merit.title,
        back=_of(merit),
        **({} if rounds else _handing_over()),
    )  # fmt: skip


def _handing_over() -> dict[str, Any]:
    """Where the actor runs no open round: say what can be done instead."""
    return {
        "listed_title": _("Đợt xét đang mở"), "listed": [],
        "nothing": _(
            "Bạn không phụ trách đợt xét đang mở nào của hệ khác. Mở đợt xét, hoặc chuyển thành "
            "tích cho cán bộ của hệ đó ở trang thành tích."
        ),
    }  # fmt: skip


@require_http_methods(FORM_METHODS)
@page(permit=permits.writes_merit, subject=the_merit)
def merit_offer(request: HttpRequest, merit: Any) -> HttpResponse:
    """Hand a merit over to the officer of another line."""
    units = merits.receivers_of(merit, on=period.today())
    form = forms.OfferMeritForm(
        request.POST or None, units=units, initial={"unit": units[0].pk if units else None}
    )
    if request.method == "POST" and form.is_valid():
        done = attempt(
            request,
            lambda: actions.offer_merit(
                actor=request.user, merit=merit, on=period.today(), **form.cleaned_data
            ),
        )
        if done is not None:
            messages.success(request, _("Đã chuyển thành tích; cán bộ của đơn vị nhận được báo."))
            return redirect("awards:merit", pk=merit.pk)
    nothing = {
        "listed_title": _("Đơn vị nhận"), "listed": [],
        "nothing": _("Chưa ghi người này thuộc đơn vị nào của hệ khác có cán bộ thi đua."),
    } if not units else {}  # fmt: skip
    return _form(
        request,
        form,
        _("Chuyển cho hệ khác"),
        _("Chuyển"),
        state=merit.title,
        back=_of(merit),
        **nothing,
    )


@require_POST
@page(permit=permits.writes_dossier, subject=the_dossier)
def dossier_merit(request: HttpRequest, dossier: Any) -> HttpResponse:
    """The dossier's achievement as a merit, and on to the page of the other line's dossier."""
    made = attempt(request, lambda: actions.tell_merit(actor=request.user, dossier=dossier))
    if made is None:
        return redirect("awards:dossier", pk=dossier.pk)
    return redirect("awards:merit", pk=made.pk)


@require_http_methods(FORM_METHODS)
@page(permit=permits.writes_dossier, subject=the_dossier)
def dossier_works(request: HttpRequest, dossier: Any) -> HttpResponse:
    """The initiatives on which the dossier rests; those used before are told with the decision."""
    offered = works.works_for(dossier)
    form = forms.WorksForm(
        request.POST or None, offered=offered,
        initial={"initiatives": [each.initiative.pk for each in offered if each.is_chosen]},
    )  # fmt: skip
    back = reverse("awards:dossier", args=[dossier.pk])
    if request.method == "POST" and form.is_valid():
        done = attempt(
            request,
            lambda: actions.rest_on_works(
                actor=request.user, dossier=dossier, initiatives=form.cleaned_data["initiatives"]
            ),
        )  # fmt: skip
        if done is not None:
            messages.success(request, _("Đã ghi sáng kiến làm căn cứ."))
            return redirect(back)
    spent = [
        (each.initiative, _("đã dùng: %(use)s") % {"use": each.spent.told})
        for each in offered if each.spent
    ]  # fmt: skip
    has_choice = any(each.is_chosen or not each.spent for each in offered)
    nothing = {} if has_choice else {
        "listed_title": _("Sáng kiến đã xác nhận"), "listed": [],
        "nothing": _("Mọi sáng kiến đã xác nhận của người này đều đã dùng để khen.")
        if offered else _("Người này chưa có sáng kiến nào được xác nhận."),
    }  # fmt: skip
    return _form(
        request, form, _("Sáng kiến làm căn cứ"), _("Lưu"), state=str(dossier.subject),
        back=back, left_out=spent, left_out_title=_("Đã dùng để khen"), **nothing,
    )  # fmt: skip


@require_http_methods(FORM_METHODS)
@page(permit=permits.writes_dossier, subject=the_dossier)
def dossier_part(request: HttpRequest, dossier: Any, part: str) -> HttpResponse:
    """Whether a part of the dossier is there, with a file or a note, or why it is not needed."""
    today, back = period.today(), reverse("awards:dossier", args=[dossier.pk])
    found = {each.item.id: each for each in checklists.parts_of([dossier], on=today)[dossier.pk]}
    if part not in found:
        messages.error(request, _("Hồ sơ này không có thành phần đó."))
        return redirect(back)
    kept = dossier.checklist.get(part, {})
    form = forms.PartForm(
        request.POST or None, request.FILES or None,
        initial={"state": kept.get("state", "there"), "reason": kept.get("note", "")},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        done = attempt(
            request,
            lambda: actions.check_part(
                actor=request.user, dossier=dossier, part=part, on=today, **form.cleaned_data
            ),
        )
        if done is not None:
            messages.success(request, _("Đã ghi thành phần hồ sơ."))
            return redirect(f"{back}#thanh-phan")
    return _form(
        request,
        form,
        found[part].name,
        _("Lưu"),
        state=found[part].source,
        back=f"{back}#thanh-phan",
    )
