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
from thidua.initiatives.actions.recognition import (
    conclude_initiatives,
    hand_back_initiative,
    put_forward,
    put_forward_many,
    recognise_initiative,
    recognise_many,
    refuse_initiative,
    take_back_initiative,
)

__all__ = [
    "attach_photo",
    "conclude_initiatives",
    "create_difficulty",
    "create_initiative",
    "hand_back_initiative",
    "put_forward",
    "put_forward_many",
    "recognise_initiative",
    "recognise_many",
    "refuse_initiative",
    "remove_photo",
    "return_difficulty",
    "return_initiative",
    "submit_difficulty",
    "submit_initiative",
    "take_back_initiative",
    "update_difficulty",
    "update_initiative",
    "verify_difficulty",
    "verify_initiative",
    "withdraw_difficulty",
    "withdraw_initiative",
]
