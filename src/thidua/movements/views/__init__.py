"""Pages of movements, their phases and answers, and of the lists that register for them."""

from thidua.movements.views.answers import answer, edit_outside, outside
from thidua.movements.views.detail import detail
from thidua.movements.views.files import attach, detach
from thidua.movements.views.joint import number_joint, sign_joint
from thidua.movements.views.movements import MovementList, close, create, edit, launch, receive
from thidua.movements.views.phases import add_phase, drop_phase, edit_phase, move_phase
from thidua.movements.views.printing import movement_paper, registration_paper
from thidua.movements.views.pulse import beat, pulse
from thidua.movements.views.registrations import FollowUp, decide, fill, remind, take_part
from thidua.movements.views.years import open_year

__all__ = [
    "FollowUp",
    "MovementList",
    "add_phase",
    "answer",
    "attach",
    "beat",
    "close",
    "create",
    "decide",
    "detach",
    "detail",
    "drop_phase",
    "edit",
    "edit_outside",
    "edit_phase",
    "fill",
    "launch",
    "move_phase",
    "movement_paper",
    "number_joint",
    "open_year",
    "outside",
    "pulse",
    "receive",
    "registration_paper",
    "remind",
    "sign_joint",
    "take_part",
]
