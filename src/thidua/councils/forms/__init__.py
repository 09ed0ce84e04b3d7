"""What the pages of councils take in."""

from thidua.councils.forms.composition import (
    CompositionForm,
    CouncilForm,
    DayForm,
    RegulationForm,
    SeatRows,
    SubstituteForm,
    seats_typed,
)
from thidua.councils.forms.conflicts import ConflictForm, KinshipForm, LiftForm, NoteForm
from thidua.councils.forms.sessions import (
    AttendanceForm,
    CasesForm,
    ConclusionForm,
    MeetingForm,
    PresenceForm,
    TogetherForm,
    VoteForm,
)
from thidua.councils.forms.sittings import RollForm, SittingForm

__all__ = [
    "AttendanceForm",
    "CasesForm",
    "CompositionForm",
    "ConclusionForm",
    "ConflictForm",
    "CouncilForm",
    "DayForm",
    "KinshipForm",
    "LiftForm",
    "MeetingForm",
    "NoteForm",
    "PresenceForm",
    "RegulationForm",
    "RollForm",
    "SeatRows",
    "SittingForm",
    "SubstituteForm",
    "TogetherForm",
    "VoteForm",
    "seats_typed",
]
