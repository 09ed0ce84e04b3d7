"""Whom one clause of a draft binds, and by which target of their own."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.orgs.pages import attempt, page
from thidua.pacts import actions, forms, permits, queries, wording
from thidua.pacts.models import Clause
from thidua.pacts.states import PACT, PartyRole
from thidua.pacts.views.subjects import FORM_METHODS, the_clause


@require_http_methods(FORM_METHODS)
@page(permit=permits.keeps_pact, subject=the_clause)
def bind(request: HttpRequest, clause: Clause) -> HttpResponse:
    """Tick the parties that a clause binds; write a target where it is another one."""
    pact = clause.pact
    if (reason := PACT.refusal(pact, "open")) is not None:
        messages.error(request, str(reason))
        return redirect("pacts:detail", pact.pk)
    sides = [each for each in queries.parties_of(pact) if each.role == PartyRole.PARTY]
    form = forms.BindForm(
        request.POST if request.method == "POST" else None, clause=clause, parties=sides
    )
    if request.method == "POST" and form.is_valid():
        done = attempt(
            request,
            lambda: actions.bind_clause(actor=request.user, clause=clause, bound=form.bound),
        )
        if done is not None:
            messages.success(request, _("Đã ghi các bên của nội dung này."))
            return redirect("pacts:detail", pact.pk)
    context = {
        "pact": pact, "clause": clause, "form": form, "target": wording.target_of(clause),
        "sides": sides,
    }  # fmt: skip
    return render(request, "pacts/clause.html", context)
