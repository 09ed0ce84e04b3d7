"""Every write on councils: who sits, what is on the agenda, how it was voted."""

from thidua.councils.actions.agenda import arrange_agenda, note_privately, summon_members
from thidua.councils.actions.composition import (
    create_council,
    recompose_council,
    seat_member,
    set_regulation,
    unseat_member,
)
from thidua.councils.actions.conflicts import (
    declare_conflict,
    declare_kinship,
    end_kinship,
    lift_recusal,
)
from thidua.councils.actions.sessions import (
    close_meeting,
    open_case,
    open_meeting,
    plan_meeting,
    record_presence,
    schedule_cases,
    unschedule_case,
    withdraw_case,
)
from thidua.councils.actions.sittings import plan_sitting, record_roll
from thidua.councils.actions.substitutes import end_substitution, name_substitute
from thidua.councils.actions.votes import (
    close_case,
    lacking_citation,
    open_vote,
    record_votes,
    vote_together,
)

__all__ = [
    "arrange_agenda",
    "close_case",
    "close_meeting",
    "create_council",
    "declare_conflict",
    "declare_kinship",
    "end_kinship",
    "end_substitution",
    "lacking_citation",
    "lift_recusal",
    "name_substitute",
    "note_privately",
    "open_case",
    "open_meeting",
    "open_vote",
    "plan_meeting",
    "plan_sitting",
    "recompose_council",
    "record_presence",
    "record_roll",
    "record_votes",
    "schedule_cases",
    "seat_member",
    "set_regulation",
    "summon_members",
    "unschedule_case",
    "unseat_member",
    "vote_together",
    "withdraw_case",
]
