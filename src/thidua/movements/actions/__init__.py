"""Every write on movements, their scope and their registrations."""

from thidua.movements.actions.copies import open_year
from thidua.movements.actions.files import attach_file, detach_file
from thidua.movements.actions.joint import number_joint_plan, sign_joint_plan
from thidua.movements.actions.movements import (
    NotReady,
    close_movement,
    create_movement,
    launch_movement,
    receive_dispatch,
    remind_unregistered,
    update_movement,
)
from thidua.movements.actions.phases import add_phase, drop_phase, move_phase, update_phase
from thidua.movements.actions.registrations import (
    TooLate,
    approve_registrations,
    decline_registration,
    fill_registration,
    reopen_registration,
    restore_registration,
    return_registration,
    submit_registration,
    take_up_registration,
)
from thidua.movements.actions.responses import answer_movements, record_outside, update_outside

__all__ = [
    "NotReady",
    "TooLate",
    "add_phase",
    "answer_movements",
    "approve_registrations",
    "attach_file",
    "close_movement",
    "create_movement",
    "decline_registration",
    "detach_file",
    "drop_phase",
    "fill_registration",
    "launch_movement",
    "move_phase",
    "number_joint_plan",
    "open_year",
    "receive_dispatch",
    "record_outside",
    "remind_unregistered",
    "reopen_registration",
    "restore_registration",
    "return_registration",
    "sign_joint_plan",
    "submit_registration",
    "take_up_registration",
    "update_movement",
    "update_outside",
    "update_phase",
]
