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
from thidua.councils.forms.deciding import (
    CountForm,
    FavourForm,
    OpinionsForm,
    PollForm,
    QuotaForm,
    RecommendForm,
    VoidForm,
)
from thidua.councils.forms.scoring import CriterionRows, ScoreForm, SheetForm
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
    "CountForm",
    "CriterionRows",
    "DayForm",
    "FavourForm",
    "KinshipForm",
    "LiftForm",
    "MeetingForm",
    "NoteForm",
    "OpinionsForm",
    "PollForm",
    "PresenceForm",
    "QuotaForm",
    "RecommendForm",
    "RegulationForm",
    "RollForm",
    "ScoreForm",
    "SeatRows",
    "SheetForm",
    "SittingForm",
    "SubstituteForm",
    "TogetherForm",
    "VoidForm",
    "VoteForm",
    "seats_typed",
]
