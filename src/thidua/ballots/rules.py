"""Arithmetic of secret ballots: what a sealed ballot says, the count, and the second count."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from thidua.legal.regulations import Share

LEAST = 3
"""With fewer secret ballots each voter would know how the others marked: ask for open voting."""
FEW = 7
"""With fewer the page warns that the count may let the room guess."""

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
RECEIPT_LENGTH = 16
CHOICES = ("blank", "agree", "disagree")


@dataclass(frozen=True)
class Counts:
    """How many agree, do not agree, and give no mark."""

    agree: int = 0
    disagree: int = 0
    blank: int = 0

    @property
    def total(self) -> int:
        return self.agree + self.disagree + self.blank


@dataclass(frozen=True)
class Tally:
    """The result of one item: secret marks and written opinions apart, over all `members`."""

    secret: Counts
    written: Counts
    members: int
    passed: bool | None

    @property
    def agree(self) -> int:
        return self.secret.agree + self.written.agree

    @property
    def disagree(self) -> int:
        return self.secret.disagree + self.written.disagree

    @property
    def is_unanimous(self) -> bool:
        """Whether the secret marks are all alike, which tells how everybody marked."""
        return unanimous(self.secret)


def unanimous(secret: Counts) -> bool:
    return secret.total > 0 and secret.total in (secret.agree, secret.disagree, secret.blank)


def is_receipt(text: str) -> bool:
    return len(text) == RECEIPT_LENGTH and set(text) <= set(ALPHABET)


def pack(receipt: str, marks: Sequence[str]) -> bytes:
    """What is sealed: as long for every ballot of a vote, whatever it says."""
    return receipt.encode() + bytes(CHOICES.index(mark) for mark in marks)


def unpack(content: bytes, items: int) -> tuple[str, tuple[str, ...]]:
    """The receipt and the marks in the order of the items; `ValueError` for anything else."""
    receipt = content[:RECEIPT_LENGTH].decode("ascii", errors="replace")
    given = content[RECEIPT_LENGTH:]
    if not is_receipt(receipt) or len(given) != items or any(n >= len(CHOICES) for n in given):
        raise ValueError("not a ballot of this vote")
    return receipt, tuple(CHOICES[number] for number in given)


def cut_apart(ballots: Iterable[Sequence[str]], items: int) -> list[Counts]:
    """The marks of each item over all ballots; which came from one ballot is gone."""
    columns: list[Counter[str]] = [Counter() for _item in range(items)]
    for ballot in ballots:
        for column, mark in zip(columns, ballot, strict=True):
            column[mark] += 1
    return [counts_of(column) for column in columns]


def counts_of(marks: Mapping[str, int]) -> Counts:
    return Counts(**{choice: marks.get(choice, 0) for choice in CHOICES})


def is_valid(marks: Sequence[str]) -> bool:
    """A ballot without a single mark is collected, and not valid."""
    return any(mark != "blank" for mark in marks)


def tally(secret: Counts, written: Counts, *, members: int, share: Share | None) -> Tally:
    """`ValueError` when more were counted than there are members."""
    if secret.total + written.total > members:
        raise ValueError(f"{secret.total} + {written.total} of {members} members")
    passed = None if share is None else share.met(secret.agree + written.agree, members)
    return Tally(secret, written, members, passed)


@dataclass(frozen=True)
class Published:
    """What the room can read of a closed ballot, and what was counted when it closed."""

    receipts: Sequence[str]
    marks: Mapping[str, Counts]
    voted: int
    collected: int
    valid: int
    counted: Mapping[str, Tally]
    shares: Mapping[str, Share | None] = field(default_factory=dict)


def disagreements(published: Published) -> list[tuple[str, str]]:
    """Where lists, roll and stored counts differ: (what, of which item); empty when they agree."""
    found = []
    if len(published.receipts) != published.voted:
        found.append(("receipts_and_roll", ""))
    if published.collected != published.voted:
        found.append(("collected_and_roll", ""))
    if len(set(published.receipts)) != len(published.receipts) or not all(
        is_receipt(code) for code in published.receipts
    ):
        found.append(("receipts", ""))
    if set(published.marks) != set(published.counted):
        return [*found, ("items", "")]
    invalid = published.collected - published.valid
    for key, marks in published.marks.items():
        stored = published.counted[key]
        if marks.total != published.collected:
            found.append(("marks_and_roll", key))
        if marks != stored.secret:
            found.append(("marks_and_count", key))
        if not 0 <= invalid <= marks.blank:
            found.append(("invalid", key))
        share = published.shares.get(key)
        if stored.passed != (None if share is None else share.met(stored.agree, stored.members)):
            found.append(("passed", key))
    return found
