"""A ballot goes into the box: sealed in memory, once for each place on the roll."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.ballots import box, keys, permits, queries, rules
from thidua.ballots.models import Ballot, Envelope, Voter
from thidua.ballots.states import BallotState, Choice
from thidua.core.action import action, note
from thidua.core.permit import Refused


@dataclass(frozen=True)
class Cast:
    """What the voter is told; `again` when this very ballot was in already."""

    receipt: str
    again: bool


def sealed_for(voter: Voter) -> bytes:
    """What binds an envelope to its vote and its place on the roll."""
    return f"thidua ballot {voter.ballot_id} voter {voter.pk}".encode()


@action("ballots.ballot.cast", gettext_lazy("Bỏ phiếu kín"), permit=permits.is_on_the_roll)
def cast_ballot(
    *, actor: Any, ballot: Ballot, marks: Mapping[str, str], receipt: str, on: date
) -> Cast:
    """Seal marks and receipt code and put them in; sent twice, it answers the same.

    Not `on` the ballot: two thousand must not queue for its row, and the trail of the ballot
    must not tell who came when. Nothing of the marks is noted.
    """
    box.hold_open(ballot)
    now = Ballot.objects.get(pk=ballot.pk)
    voter = queries.voter_of(actor, now)
    assert voter is not None  # by the permit
    note(ballot=now)
    if not rules.is_receipt(receipt):
        raise Refused(_("Phiếu này không do phần mềm phát ra; hãy mở lại trang bỏ phiếu."))
    if found := _in_the_box(voter, receipt):
        return found
    _refuse_closed(now, on)
    items = queries.items_of(now)
    if set(marks) - {item.key for item in items} or set(marks.values()) - set(Choice.values):
        raise Refused(_("Phiếu có nội dung không thuộc cuộc bỏ phiếu này; hãy mở lại trang."))
    content = rules.pack(receipt, [marks.get(item.key, Choice.BLANK) for item in items])
    envelope = Envelope(
        voter=voter, ballot=now, receipt=queries.fingerprint(receipt),
        sealed=keys.seal(now.public_key, content, sealed_for(voter)),
    )  # fmt: skip
    try:
        with transaction.atomic():
            envelope.save(force_insert=True)
    except IntegrityError:
        # The same person at the same moment in another tab, or a code that somebody has used.
        found = _in_the_box(voter, receipt)
        if found is None:
            raise Refused(_("Mã biên nhận này đã có người dùng; hãy mở lại trang.")) from None
        return found
    return Cast(receipt, again=False)


def _in_the_box(voter: Voter, receipt: str) -> Cast | None:
    """The answer to who is in already; a second ballot under another code is refused."""
    inside = Envelope.objects.filter(ballot=voter.ballot_id, voter=voter.pk).first()
    if inside is None:
        return None
    if bytes(inside.receipt) == queries.fingerprint(receipt):
        return Cast(receipt, again=True)
    raise Refused(
        _("Bạn đã bỏ phiếu trước đó. Phiếu ấy được giữ nguyên; phiếu gửi sau không được nhận.")
    )


def _refuse_closed(ballot: Ballot, on: date) -> None:
    if ballot.state != BallotState.OPEN:
        raise Refused(
            _("Cuộc bỏ phiếu này không mở («%(state)s»); phiếu của bạn chưa được nhận.")
            % {"state": ballot.get_state_display()}
        )
    if ballot.due_on is not None and on > ballot.due_on:
        raise Refused(_("Đã hết hạn bỏ phiếu; phiếu của bạn chưa được nhận."))
