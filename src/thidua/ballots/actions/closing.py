"""A ballot is closed in one transaction and counted, or voided; then its secret is destroyed."""

import secrets
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from functools import partial
from typing import Any

from django.db import OperationalError, transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.ballots import box, keys, permits, queries, rules
from thidua.ballots.actions.casting import sealed_for
from thidua.ballots.actions.preparing import too_few
from thidua.ballots.hosts import HOSTS
from thidua.ballots.models import Ballot, Envelope, Item, Mark, Receipt, Voter
from thidua.ballots.rules import Counts, Tally
from thidua.ballots.states import BALLOT, OVER, BallotState
from thidua.core.action import SYSTEM, action, note
from thidua.core.permit import Refused
from thidua.orgs.permits import is_system

CHUNK = 5000


@action(queries.CLOSING, gettext_lazy("Kiểm phiếu kín"), on="ballot", permit=permits.runs)
def close_ballot(*, actor: Any, ballot: Ballot, on: date) -> Ballot:
    """Open the envelopes in memory, publish two sorted lists, and tell the host, all or nothing.

    With too few ballots in the box nothing is counted: the ballot is voided and the host hears
    that. Look at `state` of what is returned.
    """
    box.shut(ballot)
    envelopes = list(Envelope.objects.filter(ballot=ballot))
    if ballot.state == BallotState.OPEN and len(envelopes) < rules.LEAST:
        return _void(actor, ballot, too_few(len(envelopes)), on)
    BALLOT.move(ballot, "close")
    items = queries.items_of(ballot)
    opened = _open(ballot, envelopes, len(items))
    ballot.closed_on, ballot.collected = on, len(opened)
    ballot.valid = sum(rules.is_valid(marks) for _receipt, marks in opened)
    ballot.save()
    _publish(ballot, items, opened)
    tallies = _count(ballot, items, [marks for _receipt, marks in opened])
    _fill_in_roll(ballot)
    Envelope.objects.filter(ballot=ballot).delete()
    note(digest=queries.digest_of(ballot))
    HOSTS[ballot.kind].heard(actor=actor, ballot=ballot, tallies=tallies, on=on)
    transaction.on_commit(partial(_clear_at_once, ballot.pk), robust=True)
    return ballot


def _open(
    ballot: Ballot, envelopes: list[Envelope], items: int
) -> list[tuple[str, tuple[str, ...]]]:
    """Receipt and marks of every ballot, shuffled; nothing is lost when one will not open."""
    try:
        opened = keys.opener(ballot.public_key)
    except keys.KeyLost as lost:
        raise Refused(
            _(
                "Chưa kiểm được phiếu: máy chủ không tìm thấy khóa %(path)s. Các phiếu vẫn còn "
                "nguyên. Đề nghị người quản trị đưa tệp khóa về chỗ cũ rồi kiểm phiếu lại; nếu "
                "khóa đã mất hẳn thì hủy cuộc bỏ phiếu này và tổ chức bỏ phiếu lại."
            )
            % {"path": lost}
        ) from lost
    found, spoilt = [], 0
    for envelope in envelopes:
        info = sealed_for(Voter(pk=envelope.voter_id, ballot=ballot))
        try:
            content = opened(bytes(envelope.sealed), info)
            receipt, marks = rules.unpack(content, items)
        except ValueError:
            spoilt += 1
            continue
        spoilt += queries.fingerprint(receipt) != bytes(envelope.receipt)
        found.append((receipt, marks))
    if spoilt:
        raise Refused(
            _(
                "Chưa kiểm được phiếu: %(count)s phiếu trong hòm không mở được bằng khóa của cuộc "
                "bỏ phiếu, có thể dữ liệu đã bị can thiệp. Đề nghị người quản trị kiểm tra nhật "
                "ký; nếu không rõ nguyên nhân thì hủy cuộc bỏ phiếu này và tổ chức lại."
            )
            % {"count": spoilt}
        )
    secrets.SystemRandom().shuffle(found)
    return found


def _publish(ballot: Ballot, items: list[Item], opened: list[tuple[str, tuple[str, ...]]]) -> None:
    """Codes and marks in two tables, each in an order that their contents alone give."""
    codes = sorted(receipt for receipt, _marks in opened)
    Receipt.objects.bulk_create((Receipt(ballot=ballot, code=code) for code in codes), CHUNK)
    for place, item in enumerate(items):
        column = sorted(marks[place] for _receipt, marks in opened)
        Mark.objects.bulk_create((Mark(item=item, choice=mark) for mark in column), CHUNK)


def _count(ballot: Ballot, items: list[Item], ballots: list[tuple[str, ...]]) -> dict[str, Tally]:
    written = _written(ballot, items)
    tallies = {}
    for item, secret in zip(items, rules.cut_apart(ballots, len(items)), strict=True):
        opinion = written.get(item.key, Counts())
        try:
            found = rules.tally(
                secret, opinion, members=ballot.members, share=queries.share_of(item)
            )
        except ValueError as error:
            raise Refused(
                _("«%(item)s»: số phiếu và ý kiến bằng văn bản nhiều hơn tổng số thành viên.")
                % {"item": item.label}
            ) from error
        item.agree, item.disagree, item.blank = secret.agree, secret.disagree, secret.blank
        item.written_agree, item.written_disagree = opinion.agree, opinion.disagree
        item.written_blank, item.passed = opinion.blank, found.passed
        item.save()
        tallies[item.key] = found
    return tallies


def _written(ballot: Ballot, items: list[Item]) -> Mapping[str, Counts]:
    written = HOSTS[ballot.kind].written(ballot)
    if unknown := set(written) - {item.key for item in items}:
        raise LookupError(f"written opinions on items that the ballot has not: {unknown}")
    return written


def _fill_in_roll(ballot: Ballot) -> None:
    """Who voted, in one statement over the whole roll: every row is rewritten in roll order."""
    inside = Envelope.objects.filter(ballot=ballot, voter=OuterRef("pk"))
    Voter.objects.filter(ballot=ballot).update(voted=Exists(inside))


@action(
    "ballots.ballot.void", gettext_lazy("Hủy cuộc bỏ phiếu kín"), on="ballot", permit=permits.runs
)
def void_ballot(*, actor: Any, ballot: Ballot, reason: str, on: date) -> Ballot:
    """End a ballot without opening an envelope; nothing of it is published but the reason."""
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do hủy."))
    return _void(actor, ballot, reason.strip(), on)


def _void(actor: Any, ballot: Ballot, reason: str, on: date) -> Ballot:
    BALLOT.move(ballot, "void")
    box.shut(ballot)
    ballot.void_reason, ballot.closed_on = reason, on
    ballot.save()
    Envelope.objects.filter(ballot=ballot).delete()
    HOSTS[ballot.kind].voided(actor=actor, ballot=ballot, reason=reason, on=on)
    transaction.on_commit(partial(_clear_at_once, ballot.pk), robust=True)
    return ballot


@action(
    "ballots.ballot.clear", gettext_lazy("Hủy khóa và hòm phiếu kín"), on="ballot",
    permit=is_system,
)  # fmt: skip
def clear_ballot(*, actor: Any, ballot: Ballot) -> Ballot:
    """Destroy the key, then drop the envelopes' storage; bears being repeated at any point."""
    if ballot.state not in OVER:
        raise Refused(_("Cuộc bỏ phiếu chưa kết thúc nên khóa còn được giữ."))
    if ballot.public_key:
        keys.destroy(ballot.public_key)
    try:
        with transaction.atomic():
            box.drop(ballot)
    except OperationalError as busy:
        raise Refused(
            _("Hòm phiếu đang bị một bản sao lưu giữ; phần mềm sẽ tự làm lại sau ít phút.")
        ) from busy
    ballot.is_cleared = True
    ballot.save(update_fields=["is_cleared"])
    return ballot


def _clear_at_once(key: int) -> None:
    """Right after the commit; what fails here the worker does again."""
    found = queries.ballot_by_id(key)
    assert found is not None
    with suppress(Refused):
        clear_ballot(actor=SYSTEM, ballot=found)


def clear_left() -> int:
    """Every ballot whose clearing was cut off; answers how many were cleared."""
    done = 0
    for ballot in queries.uncleared():
        try:
            clear_ballot(actor=SYSTEM, ballot=ballot)
        except Refused:
            continue
        done += 1
    return done
