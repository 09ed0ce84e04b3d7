"""Every write on councils: who sits, what is on the agenda, how it was voted."""

from thidua.councils.actions.agenda import arrange_agenda, note_privately, summon_members
from thidua.councils.actions.attending import arrive, once
from thidua.councils.actions.cases import Question, open_case, open_cases
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
    forget,
    lift_recusal,
)
from thidua.councils.actions.polls import (
    close_poll,
    enter_count,
    hear_box,
    hear_void,
    open_poll,
    open_reballot,
    record_opinions,
    void_poll,
)
from thidua.councils.actions.quotas import (
    favour_equals,
    recommend_last,
    set_quota,
    settle_quota,
)
from thidua.councils.actions.scoring import (
    close_scoring,
    open_scoring,
    record_scores,
    set_score_sheet,
)
from thidua.councils.actions.sessions import (
    close_meeting,
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
    "Question",
    "arrange_agenda",
    "arrive",
    "close_case",
    "close_meeting",
    "close_poll",
    "close_scoring",
    "create_council",
    "declare_conflict",
    "declare_kinship",
    "end_kinship",
    "end_substitution",
    "enter_count",
    "favour_equals",
    "forget",
    "hear_box",
    "hear_void",
    "lacking_citation",
    "lift_recusal",
    "name_substitute",
    "note_privately",
    "once",
    "open_case",
    "open_cases",
    "open_meeting",
    "open_poll",
    "open_reballot",
    "open_scoring",
    "open_vote",
    "plan_meeting",
    "plan_sitting",
    "recommend_last",
    "recompose_council",
    "record_opinions",
    "record_presence",
    "record_roll",
    "record_scores",
    "record_votes",
    "schedule_cases",
    "seat_member",
    "set_quota",
    "set_regulation",
    "set_score_sheet",
    "settle_quota",
    "summon_members",
    "unschedule_case",
    "unseat_member",
    "void_poll",
    "vote_together",
    "withdraw_case",
]
