"""What follows from an issued decision: every capability above answers for its own part."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from thidua.core.capability import Registry, Unanswered
from thidua.core.permit import Reason


@dataclass(frozen=True)
class Brought:
    """So many things of a kind that an issue has brought anew; none when it is run again."""

    what: Reason
    count: int


class Follower(Protocol):
    """Does its part for every honour of the decision that lacks it; run again it adds nothing."""

    def __call__(self, *, actor: Any, decision: Any, on: date) -> Sequence[Brought]: ...


FOLLOWING: Registry[Follower] = Registry("follower of an issued decision")
"""Called inside the issue, in the order of the names: all parts exist, or none."""


def follow(*, actor: Any, decision: Any, on: date) -> list[Brought]:
    """All that an issue brings elsewhere; `Unanswered` for one that keeps silent."""
    found: list[Brought] = []
    for name, follower in FOLLOWING:
        answer = follower(actor=actor, decision=decision, on=on)
        if not answer:
            raise Unanswered(f"{name} does not say what an issued decision brings")
        found += answer
    return found
