"""Signatures by hand: the scan with its ticks, and the second person's look at it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.core import period
from thidua.orgs.pages import attempt, page
from thidua.pacts import actions, forms, permits, queries
from thidua.pacts.models import Pact, Sheet
from thidua.pacts.states import PACT
from thidua.pacts.views.subjects import FORM_METHODS, the_pact, the_sheet


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps_pact, subject=the_pact)
def record(request: HttpRequest, pact: Pact) -> HttpResponse:
    """Upload the signed sheet and tick who signed on it."""
    today = period.today()
    places = [party for party in queries.unsigned(pact) if not party.awaits_second]
    form = forms.SheetForm(
        request.POST or None, request.FILES or None, parties=places,
        expected=queries.expected_names(places, on=today),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        made = attempt(
            request,
            lambda: actions.record_sheet(
                actor=request.user, pact=pact, scan=form.cleaned_data["scan"],
                signed=form.signed, on=today,
            ),
        )  # fmt: skip
        if made is not None:
            messages.success(request, _("Đã ghi bản quét. Người thứ hai cần xác nhận."))
            return redirect("pacts:detail", pact.pk)
    context = {"pact": pact, "form": form, "reason": PACT.refusal(pact, "seal"), "places": places}
    return render(request, "pacts/sheet.html", context)


@require_http_methods(FORM_METHODS)
@page(permit=permits.watches_or_witnesses, subject=the_sheet)
def confirm(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """Look at the scan and say whose signature is there; both must agree."""
    parties = [party for party in queries.parties_of(sheet.pact) if party.sheet_id == sheet.pk]
    waiting = [party for party in parties if party.signed_at is None]
    reason = permits.did_not_tick_it(request.user, sheet) or PACT.refusal(sheet.pact, "seal")
    if reason is None and sheet.confirmed_at is not None:
        reason = _("Bản quét này đã được xác nhận.")
    form = forms.ConfirmForm(request.POST if request.method == "POST" else None, parties=waiting)
    if request.method == "POST" and form.is_valid():
        done = attempt(
            request,
            lambda: actions.confirm_sheet(
                actor=request.user, sheet=sheet, agreed=form.cleaned_data["agreed"],
                on=period.today(),
            ),
        )  # fmt: skip
        if done is not None:
            messages.success(request, _("Đã xác nhận chữ ký trên bản quét."))
            return redirect("pacts:detail", sheet.pact_id)
    scan = sheet.scan
    context = {
        "pact": sheet.pact, "sheet": sheet, "form": form, "reason": reason,
        "scan_url": reverse("documents:file", args=[scan.pk]) if scan else "",
        "is_picture": scan is not None and scan.mime.startswith("image/"),
    }  # fmt: skip
    return render(request, "pacts/confirm.html", context)
