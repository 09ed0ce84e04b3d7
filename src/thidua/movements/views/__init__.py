"""Pages of movements and of the lists that register for them."""

from thidua.movements.views.movements import (
    MovementList,
    close,
    create,
    detail,
    edit,
    launch,
    receive,
)
from thidua.movements.views.registrations import FollowUp, decide, fill, remind

__all__ = [
    "FollowUp",
    "MovementList",
    "close",
    "create",
    "decide",
    "detail",
    "edit",
    "fill",
    "launch",
    "receive",
    "remind",
]
