"""Every write on units, people, what they may do, and what is imported."""

from thidua.orgs.actions.days import drop_day, move_day, restore_day
from thidua.orgs.actions.former import Former, forget_people, recall_people
from thidua.orgs.actions.imports import (
    commit_import,
    convert_import,
    decide_import,
    discard_import,
    preview_import,
    reopen_import,
    start_import,
)
from thidua.orgs.actions.merging import merge_people
from thidua.orgs.actions.people import (
    add_person,
    end_position,
    issue_slips,
    leave,
    set_membership,
    set_position,
    transfer_person,
    update_person,
)
from thidua.orgs.actions.personal import erase_person
from thidua.orgs.actions.roles import appoint_deputy, end_deputation, end_role, grant_role
from thidua.orgs.actions.units import (
    close_unit,
    create_unit,
    end_link,
    link_units,
    move_unit,
    record_succession,
    update_unit,
)

__all__ = [
    "Former",
    "add_person",
    "appoint_deputy",
    "close_unit",
    "commit_import",
    "convert_import",
    "create_unit",
    "decide_import",
    "discard_import",
    "drop_day",
    "end_deputation",
    "end_link",
    "end_position",
    "end_role",
    "erase_person",
    "forget_people",
    "grant_role",
    "issue_slips",
    "leave",
    "link_units",
    "merge_people",
    "move_day",
    "move_unit",
    "preview_import",
    "recall_people",
    "record_succession",
    "reopen_import",
    "restore_day",
    "set_membership",
    "set_position",
    "start_import",
    "transfer_person",
    "update_person",
    "update_unit",
]
