"""Who hears the outcome of a case: exactly one handler per kind, and loudly nobody else."""

from collections.abc import Callable
from datetime import date
from typing import Any

from thidua.core.capability import Registry

OUTCOMES: Registry[Callable[..., None]] = Registry("handler of a council's outcome")
"""`(*, actor, case, passed, on) -> None`, run in the transaction that closes the case."""


def hears(kind: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register the handler of a kind of case."""
    return OUTCOMES.register(kind)


def announce(*, actor: Any, case: Any, passed: bool, on: date) -> None:
    """Tell the capability that opened the case; `Unanswered` when none listens."""
    OUTCOMES[case.kind](actor=actor, case=case, passed=passed, on=on)
