"""What the pages are about."""

from typing import Any

from django.http import HttpRequest

from thidua.ballots import queries, rules
from thidua.ballots.models import Ballot
from thidua.ballots.states import BallotState, Choice
from thidua.legal.thresholds import share_text

TONES = {
    BallotState.DRAFT: "draft",
    BallotState.OPEN: "work",
    BallotState.CLOSED: "pass",
    BallotState.VOIDED: "fail",
}
LETTERS = {Choice.AGREE: "Đ", Choice.DISAGREE: "K", Choice.BLANK: "T"}
GROUP = 10


def ballot(request: HttpRequest, pk: int) -> Ballot | None:
    return queries.ballot_for(request.user, pk)


def outcome(ballot: Ballot) -> list[dict[str, Any]]:
    """The count of every item as the page tells it, with its published marks."""
    marks = queries.marks_of(ballot)
    rows = []
    for item in queries.items_of(ballot):
        tally = queries.tally_of(item, members=ballot.members)
        share = queries.share_of(item)
        rows.append(
            {
                "item": item, "tally": tally,
                "reached": share_text(tally.agree, tally.members, share),
                "needed": share.needed(tally.members) if share else None, "share": share,
                "marks": _in_groups(marks[item.key]),
            }
        )  # fmt: skip
    return rows


def _in_groups(marks: rules.Counts) -> list[str]:
    """Every published mark as a letter, ten and ten, for whoever adds them up."""
    line = "".join(letter * getattr(marks, choice) for choice, letter in LETTERS.items())
    return [line[start : start + GROUP] for start in range(0, len(line), GROUP)]
