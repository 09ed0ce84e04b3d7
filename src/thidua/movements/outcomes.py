"""What the end of a movement does to each thing under it: every capability answers for its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from thidua.core.capability import Registry, Unanswered
from thidua.core.permit import Reason


@dataclass(frozen=True)
class Ending:
    """So many things of a kind under a movement, and what becomes of them when it ends."""

    what: Reason
    count: int
    becomes: Reason


CLOSING: Registry[Callable[[Any], Sequence[Ending]]] = Registry("answer to a movement's end")
"""`(movement) -> [Ending]`; a kind of which there is nothing is answered with the count 0."""


def endings(movement: Any) -> list[Ending]:
    """All that the end does, in the order of the capabilities' names; `Unanswered` for silence."""
    found: list[Ending] = []
    for name, provider in CLOSING:
        answer = provider(movement)
        if not answer:
            raise Unanswered(f"{name} does not say what the end of a movement does to its things")
        found += answer
    return found
