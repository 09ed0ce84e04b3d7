"""Every write on movements, their scope and their registrations."""

from thidua.movements.actions.movements import (
    NotReady,
    close_movement,
    create_movement,
    launch_movement,
    receive_dispatch,
    remind_unregistered,
    update_movement,
)
from thidua.movements.actions.registrations import (
    TooLate,
    approve_registrations,
    fill_registration,
    reopen_registration,
    return_registration,
    submit_registration,
)

__all__ = [
    "NotReady",
    "TooLate",
    "approve_registrations",
    "close_movement",
    "create_movement",
    "fill_registration",
    "launch_movement",
    "receive_dispatch",
    "remind_unregistered",
    "reopen_registration",
    "return_registration",
    "submit_registration",
    "update_movement",
]
