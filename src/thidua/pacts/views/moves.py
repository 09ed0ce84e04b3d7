"""Pages of one move each: open, call back, amend, close; each first says what it will do."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.core import period
from thidua.orgs.pages import attempt, page
from thidua.pacts import actions, permits, queries
from thidua.pacts.forms import CloseForm
from thidua.pacts.models import Pact
from thidua.pacts.states import PACT
from thidua.pacts.views.subjects import FORM_METHODS, the_pact
from thidua.ui.forms import ReasonForm


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps_pact, subject=the_pact)
def open_(request: HttpRequest, pact: Pact) -> HttpResponse:
    """Whom the opening will ask; then do it."""
    today = period.today()
    if request.method == "POST":
        done = attempt(request, lambda: actions.open_pact(actor=request.user, pact=pact, on=today))
        if done is not None:
            messages.success(request, _("Đã mở lấy chữ ký; các bên đã được báo."))
            return redirect("pacts:detail", pact.pk)
    parties = queries.parties_of(pact)
    expected = queries.expected_names(parties, on=today)
    context = {
        "pact": pact,
        "reason": PACT.refusal(pact, "open"),
        "parties": [(party, expected[party.pk]) for party in parties],
    }
    return render(request, "pacts/open.html", context)


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps_pact, subject=the_pact)
def recall(request: HttpRequest, pact: Pact) -> HttpResponse:
    """Take the text back to mend it."""
    signed = [str(p) for p in queries.parties_of(pact) if p.signed_at is not None]
    return _with_reason(
        request,
        pact,
        lambda reason: actions.recall_pact(actor=request.user, pact=pact, reason=reason),
        {
            "title": _("Rút giao ước về dự thảo"),
            "state": _("Các chữ ký đã có không còn giá trị và phải ký lại."),
            "touched": signed,
            "button": _("Rút về dự thảo"),
            "said": _("Đã rút giao ước về dự thảo."),
        },
    )


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps_pact, subject=the_pact)
def amend(request: HttpRequest, pact: Pact) -> HttpResponse:
    """Begin the next version."""
    return _with_reason(
        request,
        pact,
        lambda reason: actions.amend_pact(actor=request.user, pact=pact, reason=reason),
        {
            "title": _("Sửa đổi giao ước"),
            "state": _(
                "Bản sửa đổi được tất cả các bên ký lại. "
                "Bản này còn hiệu lực đến khi bản sửa đổi được niêm phong."
            ),
            "button": _("Lập bản sửa đổi"),
            "said": _("Đã lập dự thảo bản sửa đổi."),
        },
    )


def _with_reason(request: HttpRequest, pact: Pact, act: Any, words: dict[str, Any]) -> HttpResponse:
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        made = attempt(request, lambda: act(form.cleaned_data["reason"]))
        if made is not None:
            messages.success(request, words["said"])
            return redirect("pacts:detail", made.pk)
    return render(request, "pacts/reason.html", {"pact": pact, "form": form, **words})


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps_pact, subject=the_pact)
def close(request: HttpRequest, pact: Pact) -> HttpResponse:
    """Seal with those who signed, naming who is missing and why."""
    missing = queries.unsigned(pact)
    data = request.POST if request.method == "POST" else None
    form = CloseForm(data, parties=missing)
    if data is not None and form.is_valid():
        done = attempt(
            request,
            lambda: actions.seal_pact(
                actor=request.user, pact=pact, absences=form.absences, on=period.today()
            ),
        )
        if done is not None:
            messages.success(request, _("Đã niêm phong giao ước."))
            return redirect("pacts:detail", pact.pk)
    context = {
        "pact": pact, "form": form, "missing": missing, "reason": PACT.refusal(pact, "seal"),
        "signed": [p for p in queries.parties_of(pact) if p.signed_at is not None],
    }  # fmt: skip
    return render(request, "pacts/close.html", context)
