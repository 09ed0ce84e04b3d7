"""What a council is made of: who sits, its sessions, the cases before it, conflicts of interest."""

from thidua.councils.models.cases import Case, PrivateNote, Vote
from thidua.councils.models.composition import Composition, Council, Seat, Substitution
from thidua.councils.models.conflicts import Kinship, Recusal
from thidua.councils.models.sessions import Attendee, Meeting, Presence, Sitting

__all__ = [
    "Attendee",
    "Case",
    "Composition",
    "Council",
    "Kinship",
    "Meeting",
    "Presence",
    "PrivateNote",
    "Recusal",
    "Seat",
    "Sitting",
    "Substitution",
    "Vote",
]
