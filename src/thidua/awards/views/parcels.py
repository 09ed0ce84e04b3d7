"""Pages that send dossiers to another installation and tell the sender what became of them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from thidua.awards import permits, queries
from thidua.awards.actions import parcels as actions
from thidua.awards.forms.parcels import SendForm
from thidua.awards.parcel_kinds import OUTCOMES
from thidua.awards.queries import parcels as asked
from thidua.awards.views.common import FORM_METHODS, the_round
from thidua.core import period
from thidua.core.models import TaskRun
from thidua.exchange.permits import exchanges
from thidua.exchange.queries import incoming_by_key, partners_of
from thidua.orgs.pages import attempt, page


def the_parcel(request: HttpRequest, pk: int) -> Any:
    return incoming_by_key(pk)


@require_http_methods(FORM_METHODS)
@page(permit=permits.is_officer, subject=the_round)
def parcel_send(request: HttpRequest, round: Any) -> HttpResponse:  # noqa: A002 # the clerk's word
    """Which dossiers go to which partner."""
    unvoted = queries.unvoted(round, on=period.today())
    rows = [*asked.sendable(round), *unvoted]
    form = SendForm(
        request.POST or None, rows=rows, partners=partners_of(request.user),
        by_meeting=bool(unvoted),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        made = attempt(
            request,
            lambda: actions.start_send(actor=request.user, round=round, **form.cleaned_data)
            or asked.parcel_with(
                round, form.cleaned_data["dossiers"], form.cleaned_data["partner"]
            ),
        )  # fmt: skip
        if isinstance(made, TaskRun):
            return redirect("orgs:task", pk=made.pk)
        if made is not None:
            messages.success(request, _("Đã lập gói tin. Tải tệp rồi chuyển cho bên nhận."))
            return redirect("exchange:outgoing", pk=made.pk)
    context = {
        "form": form, "title": _("Gửi hồ sơ sang hệ thống khác"), "submit": _("Lập gói tin"),
        "state": round.name, "back_url": reverse("awards:round", args=[round.pk]),
    }  # fmt: skip
    if not rows:
        context |= {"listed_title": _("Hồ sơ gửi được"),
                    "nothing": _("Đợt xét chưa có hồ sơ nào gửi được.")}  # fmt: skip
    return render(request, "awards/form.html", context)


@require_http_methods(FORM_METHODS)
@page(permit=exchanges, subject=the_parcel)
def parcel_answer(request: HttpRequest, parcel: Any) -> HttpResponse:
    """What the sender will be told, and what is not decided yet."""
    if request.method == "POST":
        made = attempt(
            request,
            lambda: actions.answer_parcel(actor=request.user, parcel=parcel, on=period.today()),
        )
        if made is not None:
            told = _("Đã lập %(count)s gói tin trả lời. Tải từng tệp rồi chuyển cho bên gửi.")
            messages.success(request, told % {"count": len(made)})
        return redirect("exchange:incoming", pk=parcel.pk)
    found = asked.to_answer(parcel)
    listed = [
        (row.subject, f"{OUTCOMES[outcome]}. {reason}") for row, outcome, reason in found.back
    ] + [
        (
            each.subject,
            _("Được tặng %(award)s theo Quyết định số %(number)s")
            % {"award": queries.name_of(each.award), "number": each.decision_reference},
        ) for group in found.praised for each in group
    ]  # fmt: skip
    state = parcel.title
    if found.waiting:
        state = _("%(title)s; còn %(count)s hồ sơ đang xét") % {
            "title": state, "count": found.waiting
        }  # fmt: skip
    return render(request, "awards/form.html", {
        "title": _("Gửi kết quả cho bên gửi"), "submit": _("Lập gói tin trả lời"),
        "state": state, "back_url": reverse("exchange:incoming", args=[parcel.pk]),
        "listed": listed, "listed_title": _("Kết quả sẽ gửi"), "form": "",
        "nothing": _("Chưa có kết quả mới để trả lời bên gửi."),
    })  # fmt: skip
