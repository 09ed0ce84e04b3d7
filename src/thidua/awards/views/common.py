"""What the pages of awards share: how things are found, and the tones of states."""

from typing import Any

from django.http import HttpRequest

from thidua.awards import queries
from thidua.awards.models import Decision, Dossier, Honour, Round
from thidua.awards.states import DossierState, RoundState
from thidua.documents.states import PaperState
from thidua.ui.components import Tone

FORM_METHODS = ["GET", "HEAD", "POST"]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TONES: dict[str, Tone] = {
    RoundState.OPEN: "work",
    RoundState.IN_COUNCIL: "work",
    RoundState.DECIDED: "honour",
    RoundState.CLOSED: "draft",
    DossierState.DRAFT: "draft",
    DossierState.SUBMITTED: "work",
    DossierState.RETURNED: "hold",
    DossierState.RECOMMENDED: "pass",
    DossierState.NOT_RECOMMENDED: "fail",
    DossierState.AWARDED: "honour",
    DossierState.WITHDRAWN: "draft",
}
PAPER_TONES: dict[str, Tone] = {
    PaperState.DRAFT: "draft",
    PaperState.FOR_SIGNATURE: "work",
    PaperState.SIGNED: "work",
    PaperState.NUMBERED: "work",
    PaperState.ISSUED: "honour",
    PaperState.REVOKED: "fail",
}


def tone(row: Any) -> Tone:
    """The tone of a round's or dossier's state."""
    return TONES.get(row.state, "work")


def the_round(request: HttpRequest, pk: int) -> Round | None:
    return queries.round_of(pk)


def the_dossier(request: HttpRequest, pk: int) -> Dossier | None:
    return queries.dossier_of(pk)


def the_decision(request: HttpRequest, pk: int) -> Decision | None:
    return queries.decision_of(pk)


def the_honour(request: HttpRequest, pk: int) -> Honour | None:
    return queries.honour_of(pk)
