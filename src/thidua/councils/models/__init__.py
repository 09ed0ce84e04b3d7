"""What a council is made of: who sits, its sessions, the cases before it, conflicts of interest."""

from thidua.councils.models.cases import Case, PrivateNote, Vote
from thidua.councils.models.composition import Composition, Council, Seat, Substitution
from thidua.councils.models.conflicts import Kinship, Recusal
from thidua.councils.models.polls import (
    Arrival,
    DoneStep,
    Poll,
    PollItem,
    Quota,
    Teller,
    TellerCount,
)
from thidua.councils.models.scoring import Criterion, Score, ScoreCard, ScoreSheet, Scoring
from thidua.councils.models.sessions import Attendee, Meeting, Presence, Sitting

__all__ = [
    "Arrival",
    "Attendee",
    "Case",
    "Composition",
    "Council",
    "Criterion",
    "DoneStep",
    "Kinship",
    "Meeting",
    "Poll",
    "PollItem",
    "Presence",
    "PrivateNote",
    "Quota",
    "Recusal",
    "Score",
    "ScoreCard",
    "ScoreSheet",
    "Scoring",
    "Seat",
    "Sitting",
    "Substitution",
    "Teller",
    "TellerCount",
    "Vote",
]
