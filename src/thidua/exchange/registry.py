"""The kinds of parcels: each capability says how its own are written, shown, taken in, answered."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from thidua.core.capability import Registry
from thidua.core.permit import Reason
from thidua.ui.components import Finding


@dataclass(frozen=True)
class Judged:
    """A verdict on an item, by one side."""

    label: Reason
    verdict: str
    note: Reason = ""
    findings: Sequence[Finding] = ()


@dataclass(frozen=True)
class Item:
    """One thing in a parcel as the receiver sees it; `field` names the form's question about it."""

    title: Reason
    facts: Sequence[tuple[Reason, Any]] = ()
    notes: Sequence[tuple[str, Reason]] = ()
    judged: Sequence[Judged] = ()
    field: str = ""


@dataclass(frozen=True)
class Preview:
    """All that a parcel would bring, before anything of it is taken in."""

    facts: Sequence[tuple[Reason, Any]] = ()
    items: Sequence[Item] = ()
    form: Any = None


@dataclass(frozen=True)
class Arrived:
    """A parcel that came, opened; `original` is the one of ours that it answers."""

    parcel: Any
    data: Any
    files: Mapping[str, bytes]
    original: Any = None


def _nothing(**_given: Any) -> None:
    return None


@dataclass(frozen=True)
class Kind:
    """`send(actor, subject, partner, on)` writes parcels from a subject's key;

    `preview(actor, arrived, data, on)` shows one, with its form filled from `data`;
    `take(actor, arrived, choices, on)` takes it in and tells what it did, in sentences;
    `received(actor, outgoing, on)` and `returned(actor, outgoing, reason, on)` hear what became of
    one that was sent; `answers(actor, incoming)` offers how to answer one that came.
    """

    name: str
    label: Reason
    preview: Callable[..., Preview]
    take: Callable[..., Sequence[str]]
    send: Callable[..., Sequence[Any]] | None = None
    received: Callable[..., None] = _nothing
    returned: Callable[..., None] = _nothing
    answers: Callable[..., Sequence[Any]] = field(default=lambda **_given: ())
    # Which kind it may answer; empty where it answers none.
    replies_to: str = ""
    # What has nothing to decide is taken in as it comes.
    at_once: bool = False
    # What is itself an answer is not returned in its turn.
    returnable: bool = True


KINDS: Registry[Kind] = Registry("kind of parcel")


def register(kind: Kind) -> Kind:
    """Declare a kind; raises `ValueError` where its name is taken."""
    KINDS.register(kind.name)(kind)
    return kind


def label_of(name: str) -> Reason:
    """The kind in words; its bare name where nobody here declares it."""
    return KINDS[name].label if name in KINDS else name
