"""The contract that every registered action keeps, and the register of its cases.

Each capability lists its cases in `tests/contract.py`; `tests/architecture` runs them all and
names every action without one.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Case:
    """One action tried: allowed, refused with its reason, in a wrong state, rolled back."""

    actor: Any
    given: dict[str, Any]
    stranger: Any
    refusal: str
    # Fields of the `on` object that the audit entry must show as changed, exactly.
    changed: frozenset[str] = field(default_factory=frozenset)
    # Brings the world into a state in which the action must refuse; answers the keywords to try
    # and the reason. None only for actions that no state can forbid.
    wrong: Callable[[], tuple[dict[str, Any], str]] | None = None


CASES: dict[str, Callable[[], Case]] = {}


def case(action_name: str) -> Callable[[Callable[[], Case]], Callable[[], Case]]:
    """Register the builder of an action's case; it runs inside a test's transaction."""

    def keep(builder: Callable[[], Case]) -> Callable[[], Case]:
        CASES[action_name] = builder
        return builder

    return keep
