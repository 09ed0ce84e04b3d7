"""The facts of a hospital's peak campaign: a movement with phases, a pact, weeks, works, care."""

from datetime import date
from typing import Literal

from thidua.play.facts import Facts
from thidua.play.stories.movement_facts import (
    Council,
    Decision,
    Initiative,
    Meeting,
    MovementFacts,
    Must,
    Proposals,
)

Measure = Literal["initiatives.submitted", "difficulties.solved"]


class Parent(Facts):
    """A higher movement of a body outside."""

    title: str
    body: str
    level: Literal["national", "province", "cluster", "unit"]
    decision: str
    starts_on: date
    ends_on: date


class Phase(Facts):
    """A drive inside the campaign; in turn means in the order in which the file has the groups."""

    title: str
    slogan: str
    starts_on: date
    ends_on: date
    rule: Literal["weekly", "once", "plain"]
    owed_by: Literal["each", "in_turn"] = "each"
    measure: Measure | None = None
    amount: int = 0


class Clause(Facts):
    """A promise of the pact with its target."""

    text: str
    measure: Measure
    target: int


class Pact(Facts):
    """The pact of all groups and the day on which each signs."""

    title: str
    place: str
    sign_by: date
    commitment: str
    clauses: list[Clause]
    signed_on: dict[str, date]


class Standing(Facts):
    """How a group must stand on the board's day; without a streak none of its weeks is over."""

    week: Literal["not_due", "kept", "owing", "missed"]
    streak: int | None = None
    difficulties: int
    targets: int


class Board(Facts):
    """The day on which the board is looked at, and what it must say."""

    looked_on: date
    days_left: int
    due: int
    delivered: int
    standings: dict[str, Standing]


class Late(Facts):
    """A missed week: reminded inside it, entered after it, allowed later with a reason."""

    group: str
    week: date
    reminded_on: date
    allowed_on: date
    reason: str
    streak_after: int


class Work(Facts):
    """A work dedicated to the congress, its owner and how it was handed over."""

    title: str
    group: str
    person: str
    due_on: date
    done_on: date
    result: str


class Care(Facts):
    """Care for one person, recorded by the head of the group."""

    person: str
    kind: Literal["visit", "hardship", "sickness", "gift"]
    occasion: str
    given_on: date
    amount: int
    source: Literal["union_fees", "upper_union", "welfare", "budget", "donated"]
    decision: str
    circumstances: str


class Titles(Facts):
    """The year's title for which people are assessed and told why; nothing is decided."""

    award: Literal["LDTT", "CSTDCS"]
    verdicts: dict[str, Literal["pass", "fail", "hold", "unknown"]]


class UnionLetters(Facts):
    """The union's own letters: its executive board proposes, its chair decides in that office."""

    chair: str
    position: str
    since: date
    council: Council
    meeting: Meeting
    proposals: Proposals
    decision: Decision


class Review(Facts):
    """When the closing review is drafted, and what is entered afterwards on the same day."""

    drafted_on: date
    symbol: str
    entry: Initiative


class SprintFacts(MovementFacts):
    """Everything on which the campaign rests."""

    parents: list[Parent]
    phases: list[Phase]
    pact: Pact
    board: Board
    late: Late
    works: list[Work]
    care: Care
    titles: Titles
    union_letters: UnionLetters
    review: Review

    def of_union(self) -> "SprintFacts":
        """The same campaign with the union's own council, session, proposals and decision."""
        told = self.union_letters
        must = Must(letters=len(told.proposals.people), prize=0)
        return self.model_copy(
            update={
                "council": told.council, "meeting": told.meeting, "proposals": told.proposals,
                "decision": told.decision, "must": must,
            }
        )  # fmt: skip

    def group_name(self, code: str) -> str:
        return next(group.name for group in self.groups if group.code == code)

    def head(self, group: str) -> str:
        """The code of a group's head; every group of a campaign has one."""
        head = self.head_of(group)
        assert head is not None
        return head

    def entered(self, measure: Measure, group: str | None = None, until: date = date.max) -> int:
        """How many entries of a kind a group (none: everybody) has by the end of a day."""
        told = self.initiatives if measure == "initiatives.submitted" else self.difficulties
        return sum(
            each.on <= until and group in {None, self.person(each.by).group} for each in told
        )
