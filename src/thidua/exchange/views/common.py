"""What all pages of parcels and partners share: tones of states, and the form."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from thidua.exchange.states import IncomingState, OutgoingState, PartnerState
from thidua.ui.components import Tone

FORM_METHODS = ["GET", "HEAD", "POST"]
TONES: dict[str, Tone] = {
    PartnerState.NEW: "hold",
    PartnerState.CONFIRMED: "pass",
    PartnerState.BLOCKED: "fail",
    OutgoingState.SENT: "work",
    OutgoingState.RECEIVED: "pass",
    OutgoingState.ANSWERED: "pass",
    IncomingState.ARRIVED: "work",
    IncomingState.PREVIEWED: "work",
    IncomingState.TAKEN: "pass",
    IncomingState.RETURNED: "hold",
}


def state(row: Any) -> tuple[Tone, str]:
    return TONES[row.state], row.get_state_display()


def form_page(request: HttpRequest, form: Any, **shown: Any) -> HttpResponse:
    return render(request, "exchange/form.html", {"form": form, **shown})
