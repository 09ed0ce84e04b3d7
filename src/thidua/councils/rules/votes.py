"""Arithmetic of open votes: over all members, in integers, nothing rounded."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from thidua.legal.regulations import Share

Item = TypeVar("Item")
Key = TypeVar("Key", bound=Hashable)


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


@dataclass(frozen=True)
class Electorate:
    """Whose votes count on one case: `voters` by seat, out of `members`; `recused` stay aside."""

    voters: frozenset[int]
    members: int
    recused: frozenset[int]

    @property
    def highest(self) -> int:
        """The most votes that can still agree when nobody in conflict votes."""
        return len(self.voters - self.recused)


def electorate(
    seats: Iterable[int], *, recused: Iterable[int], votes: bool, counted: bool
) -> Electorate:
    """Who votes and out of how many, when those in conflict may vote or not, count or not."""
    seated, aside = frozenset(seats), frozenset(recused)
    aside &= seated
    voters = seated if votes else seated - aside
    return Electorate(voters, len(seated if counted else voters), aside)


def grouped(items: Iterable[Item], *, by: Callable[[Item], str]) -> list[Item]:
    """Items group by group, groups in the order in which their first item comes."""
    groups: dict[str, list[Item]] = {}
    for item in items:
        groups.setdefault(by(item), []).append(item)
    return [item for group in groups.values() for item in group]


def moved(keys: Sequence[Key], key: Key, step: int) -> list[Key]:
    """The keys with one of them so many places on, never beyond either end."""
    order = [each for each in keys if each != key]
    place = min(max(list(keys).index(key) + step, 0), len(order))
    return [*order[:place], key, *order[place:]]
