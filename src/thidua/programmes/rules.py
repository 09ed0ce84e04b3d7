"""How tasks add up: what is finished, what waits, what is late."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

UNFINISHED = frozenset({"open", "returned"})


@dataclass(frozen=True)
class Tally:
    """Tasks of one unit; the total holds dropped ones too, as the list behind it does."""

    total: int = 0
    confirmed: int = 0
    waiting: int = 0
    open: int = 0
    late: int = 0
    dropped: int = 0


def is_late(state: str, due_on: date, on: date) -> bool:
    """Whether the last day has passed and nobody has said that it is done."""
    return state in UNFINISHED and due_on < on


def tally(tasks: Iterable[tuple[str, date]], on: date) -> Tally:
    """What (state, due day) of tasks come to on a day; late ones are among the open."""
    held = list(tasks)
    states = [state for state, _due in held]
    return Tally(
        total=len(held),
        confirmed=states.count("confirmed"),
        waiting=states.count("done"),
        open=sum(state in UNFINISHED for state in states),
        late=sum(is_late(state, due, on) for state, due in held),
        dropped=states.count("dropped"),
    )
