"""What initiatives ask of the capabilities above: the awards that one has carried, and for whom."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from thidua.core.capability import Registry


@dataclass(frozen=True)
class Carried:
    """One decided use of an initiative: for whom, and by which decision it brought what."""

    who: str
    what: str
    url: str = ""


USES: Registry[Callable[[int], Sequence[Carried]]] = Registry("ledger of uses of initiatives")
"""`(initiative) -> [Carried]`, oldest first; shown to authors and to those who oversee them."""


def uses_of(initiative: int) -> list[Carried]:
    """Every use that a capability above knows of."""
    return [use for _name, provider in USES for use in provider(initiative)]
