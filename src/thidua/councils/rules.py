"""Arithmetic of open votes: over all members, in integers, nothing rounded."""

from collections.abc import Iterable
from dataclasses import dataclass

from thidua.legal.regulations import Share


@dataclass(frozen=True)
class Tally:
    """How a council of `members` voted; who gave neither vote nor opinion is `silent`."""

    agree: int
    disagree: int
    blank: int
    members: int

    @property
    def silent(self) -> int:
        return self.members - self.agree - self.disagree - self.blank

    def passes(self, share: Share) -> bool:
        """Whether those who agree reach the share of all members, the silent included."""
        return share.met(self.agree, self.members)


def tally(choices: Iterable[str], *, members: int) -> Tally:
    """Count choices; `ValueError` when there are more than the members who may vote."""
    given = list(choices)
    if len(given) > members:
        raise ValueError(f"{len(given)} votes of {members} members")
    counted = {name: given.count(name) for name in ("agree", "disagree", "blank")}
    if sum(counted.values()) != len(given):
        raise ValueError("a choice that no ballot has")
    return Tally(**counted, members=members)


def highest_possible(*, members: int, abstaining: int) -> int:
    """The most votes that can still agree when some abstain for conflict of interest."""
    return max(0, members - abstaining)


def is_reachable(share: Share, *, members: int, abstaining: int) -> bool:
    """Whether the share can still be reached when `abstaining` of all members do not vote."""
    return share.met(highest_possible(members=members, abstaining=abstaining), members)
