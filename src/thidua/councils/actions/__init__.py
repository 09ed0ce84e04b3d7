"""Every write on councils: who sits, what is on the agenda, how it was voted."""

from thidua.councils.actions.composition import (
    create_council,
    seat_member,
    set_regulation,
    unseat_member,
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
from thidua.councils.actions.votes import (
    close_case,
    lacking_citation,
    open_vote,
    record_votes,
    vote_together,
)

__all__ = [
    "close_case",
    "close_meeting",
    "create_council",
    "lacking_citation",
    "open_case",
    "open_meeting",
    "open_vote",
    "plan_meeting",
    "record_presence",
    "record_votes",
    "schedule_cases",
    "seat_member",
    "set_regulation",
    "unschedule_case",
    "unseat_member",
    "vote_together",
    "withdraw_case",
]
