"""Who a ballot is held for: by its kind, the one host that runs it and hears the result."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from thidua.ballots.rules import Counts
from thidua.core.capability import Registry
from thidua.core.permit import Reason


@dataclass(frozen=True)
class Letterhead:
    """What the counting minutes bear: the bodies above, and who signs below."""

    parent: str
    issuer: str
    place: str = ""
    tellers: tuple[str, ...] = ()
    """Names of the tellers (Ban kiểm phiếu), their head first."""
    presider: str = ""
    unit: Any = None
    """The unit whose own Word template counts."""


def nothing_written(ballot: Any) -> Mapping[str, Counts]:
    return {}


@dataclass(frozen=True, kw_only=True)
class Host:
    """What a capability answers for its ballots, each found by the `subject_id` that it gave.

    `may_run(actor, subject_id)` answers `None` or the reason; `seen_by(actor)` the subjects
    whose ballots somebody may follow without being on the roll. `heard` and `voided` run in
    the transaction that closes or voids. `written(ballot)` gives, by the key of the item, how
    the written opinions of absent members count; it is asked in the closing transaction.
    """

    may_run: Callable[[Any, int], Reason | None]
    seen_by: Callable[[Any], Any]
    heard: Callable[..., None]
    """`(*, actor, ballot, tallies: {item key: Tally}, on)`"""
    voided: Callable[..., None]
    """`(*, actor, ballot, reason: str, on)`"""
    letterhead: Callable[[Any], Letterhead]
    written: Callable[[Any], Mapping[str, Counts]] = field(default=nothing_written)
    url: Callable[[int], str] = field(default=lambda subject_id: "")


HOSTS: Registry[Host] = Registry("host of a ballot")
"""`HOSTS.register("councils.case")(Host(may_run=…, seen_by=…, heard=…, …))`"""
