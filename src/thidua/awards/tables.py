"""How the states of rounds, dossiers and decisions look wherever they are listed."""

from typing import Any

from thidua.awards.states import DossierState, RoundState
from thidua.documents.states import PaperState
from thidua.ui.components import Tone

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
