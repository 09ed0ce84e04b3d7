"""What disclosures ask of the capabilities whose lists are shown: who hears their end."""

from collections.abc import Callable
from datetime import date
from typing import Any

from thidua.core.capability import Registry

HOSTS: Registry[Callable[..., None]] = Registry("host of a disclosure")
"""`(*, actor, disclosure, open_objections, on) -> None`, run in the transaction that closes."""


def hears(kind: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register who hears the end of lists of a kind."""
    return HOSTS.register(kind)


def announce(*, actor: Any, disclosure: Any, open_objections: int, on: date) -> None:
    """Tell the host of the list; a list typed by hand has none, an unknown host is loud."""
    if disclosure.kind:
        HOSTS[disclosure.kind](
            actor=actor, disclosure=disclosure, open_objections=open_objections, on=on
        )
