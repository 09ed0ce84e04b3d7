"""Permits: predicates that answer `None` (go on) or the reason to refuse."""

from collections.abc import Callable
from typing import Any

from django.utils.functional import Promise

Reason = str | Promise


class Refused(Exception):
    """An act that its permit, its state or a rule does not allow; the reason is for people."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return str(self.reason)


class Permit:
    """A claim about actor and subject that can be joined with `&` and `|`.

    The predicate gets the actor, the subject (the object that the action is `on`, or
    `None`) and the action's other arguments; it returns `None` or a translatable reason.
    """

    def __init__(self, predicate: Callable[..., Reason | None], name: str) -> None:
        self._predicate = predicate
        self.name = name

    def __call__(self, actor: Any, subject: Any = None, **given: Any) -> Reason | None:
        return self._predicate(actor, subject, **given)

    def __and__(self, other: "Permit") -> "Permit":
        def both(actor: Any, subject: Any, **given: Any) -> Reason | None:
            return self(actor, subject, **given) or other(actor, subject, **given)

        return Permit(both, f"{self.name} & {other.name}")

    def __or__(self, other: "Permit") -> "Permit":
        def either(actor: Any, subject: Any, **given: Any) -> Reason | None:
            first = self(actor, subject, **given)
            return first and (other(actor, subject, **given) and first)

        return Permit(either, f"({self.name} | {other.name})")

    def __repr__(self) -> str:
        return f"<Permit {self.name}>"


def permit(predicate: Callable[..., Reason | None]) -> Permit:
    """Make a predicate `(actor, subject, **given)` a permit named as its function."""
    return Permit(predicate, predicate.__name__)


@permit
def anyone(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """What the public may do."""
    return None
