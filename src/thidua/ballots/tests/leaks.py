"""What of secret ballots may reach whom: those on the roll, and whom the host lets follow."""

from typing import Any

from tests.leaks.planted import Planted, secret
from tests.leaks.roles import KEEPER
from tests.support.world import TODAY

from thidua.ballots import actions, wording
from thidua.ballots.models import Ballot
from thidua.ballots.tests import factories as f

ROLL = frozenset({"head", "author", "member", "officer", "director"})
"""The group on the roll, with the host's runner and follower."""


def planted(here: Any) -> Planted:
    draft, open_one, voided = (_ballot(here, number) for number in range(3))
    counted = _ballot(here, 3)
    officer = here.user("canbo")
    for ballot in (open_one, voided, counted):
        actions.open_ballot(actor=officer, ballot=ballot, on=TODAY)
    for person in here.members[:3]:
        actions.cast_ballot(
            actor=person.user, ballot=counted, receipt=wording.new_receipt(), on=TODAY,
            marks={"binh": "agree"},
        )  # fmt: skip
    actions.void_ballot(actor=officer, ballot=voided, reason="Nhầm tên", on=TODAY)
    actions.close_ballot(actor=officer, ballot=counted, on=TODAY)
    ballots = [Ballot.objects.get(pk=b.pk) for b in (draft, open_one, voided, counted)]
    keys = [ballot.pk for ballot in ballots]
    return Planted(
        objects={
            "<int:pk>": keys,
            "<int:pk>/bien-ban-kiem-phieu.<str:ext>": [(counted.pk, "pdf"), (counted.pk, "docx")],
        },
        secrets=[
            secret(ballots[0], "title", frozenset({"officer", "director"})),
            *(secret(ballot, "title", ROLL | KEEPER) for ballot in ballots[1:]),
            secret(ballots[2], "void_reason", ROLL),
            *(secret(ballot.items.get(key="hoa"), "label", ROLL) for ballot in ballots[3:]),
        ],
    )


def _ballot(here: Any, number: int) -> Ballot:
    return actions.create_ballot(
        actor=here.user("canbo"), kind=f.KIND, subject_id=here.top.pk, items=f.ITEMS,
        title=f"Bình xét lần {number}", voters=here.members[:3], members=3, on=TODAY,
    )  # fmt: skip
