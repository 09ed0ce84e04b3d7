"""Who may see a board, set it, allow what came late, and remind."""

from typing import Any

from django.utils.translation import gettext as _

from thidua.boards import queries
from thidua.core import period
from thidua.core.permit import Reason, permit
from thidua.movements import permits as movements
from thidua.movements.states import MovementState
from thidua.orgs.permits import holds, is_system
from thidua.orgs.states import Role

sees_board = movements.sees_movement
"""People in the movement's scope; those who watch over its unit."""

KEEPERS = (Role.OFFICER, Role.DIRECTOR)


def _unit_of_movement(subject: Any) -> Any:
    return subject.movement.unit


keeps_board = holds(*KEEPERS)
"""The officer or the head of the unit that runs the movement, or of one above."""

watches_board = holds(*KEEPERS, Role.INSPECTOR)
"""Who reads everything: those who keep the board, and the inspector."""

keeps_part_of_board = holds(*KEEPERS, of=_unit_of_movement)
"""The same, asked of something that belongs to a movement."""

reminds = keeps_board | is_system
"""Who keeps the board; the worker, by the clock."""


@permit
def sees_group(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """`subject` is (movement, unit): one's own group; all of them for those who watch.

    Where ranks are open to all, so are the weeks of every group.
    """
    movement, unit = subject
    if (reason := sees_board(actor, movement)) is not None:
        return reason
    viewer = queries.viewer_of(actor, movement, on=period.today())
    if viewer.sees_all or viewer.owns(unit.path) or not queries.board_of(movement).hides_ranks:
        return None
    return _("Từng tuần của %(unit)s chỉ mở cho tổ đó và người phụ trách phong trào.") % {
        "unit": unit
    }


@permit
def keeps_group(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Keep the board of the movement; `subject` is (movement, unit)."""
    return keeps_board(actor, subject[0])


def is_running(movement: Any) -> Reason | None:
    """Nothing is reminded or allowed before launch and after the end."""
    if movement.state == MovementState.LAUNCHED:
        return None
    return _("Phong trào chưa phát động hoặc đã kết thúc nên không làm được việc này.")
