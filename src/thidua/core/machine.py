"""State machines: a table of moves per life cycle; what is not listed is refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from thidua.core.permit import Reason, Refused

MACHINES: dict[str, "Machine"] = {}


class WrongState(Refused):
    """A move that the object's present state does not allow."""


@dataclass(frozen=True)
class Move:
    """From any of `sources` to `target`."""

    sources: frozenset[TextChoices]
    target: TextChoices


def move(*sources: TextChoices, to: TextChoices) -> Move:
    return Move(frozenset(sources), to)


class Machine:
    """The life cycle of one model, as a table of named moves."""

    def __init__(
        self, name: str, states: type[TextChoices], moves: Mapping[str, Move], field: str = "state"
    ) -> None:
        if name in MACHINES:
            raise ValueError(f"machine {name} is declared twice")
        self.name, self.states, self.moves, self.field = name, states, dict(moves), field
        MACHINES[name] = self

    def refusal(self, subject: Any, name: str) -> Reason | None:
        """The reason why `subject` cannot make the move now, or `None`."""
        here = self.states(getattr(subject, self.field))
        if here in self.moves[name].sources:
            return None
        return _("Đang ở trạng thái «%(state)s» nên không thực hiện được việc này.") % {
            "state": here.label
        }

    def move(self, subject: Any, name: str) -> None:
        """Set the state that the move leads to, or raise `WrongState`; saving is the action's."""
        reason = self.refusal(subject, name)
        if reason:
            raise WrongState(reason)
        setattr(subject, self.field, self.moves[name].target.value)
