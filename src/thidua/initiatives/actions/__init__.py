"""Every write on initiatives and difficulties."""

from thidua.initiatives.actions.difficulties import (
    create_difficulty,
    return_difficulty,
    submit_difficulty,
    update_difficulty,
    verify_difficulty,
    withdraw_difficulty,
)
from thidua.initiatives.actions.initiatives import (
    create_initiative,
    return_initiative,
    submit_initiative,
    update_initiative,
    verify_initiative,
    withdraw_initiative,
)
from thidua.initiatives.actions.photos import attach_photo, remove_photo

__all__ = [
    "attach_photo",
    "create_difficulty",
    "create_initiative",
    "remove_photo",
    "return_difficulty",
    "return_initiative",
    "submit_difficulty",
    "submit_initiative",
    "update_difficulty",
    "update_initiative",
    "verify_difficulty",
    "verify_initiative",
    "withdraw_difficulty",
    "withdraw_initiative",
]
