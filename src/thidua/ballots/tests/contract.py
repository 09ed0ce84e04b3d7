"""Cases of the action contract for secret ballots."""

from typing import Any

from tests.contract import Case, case

from thidua.ballots import actions, wording
from thidua.ballots.models import Ballot
from thidua.ballots.states import BALLOT
from thidua.ballots.tests import factories as f
from thidua.core.action import SYSTEM
from thidua.orgs.tests.factories import Hospital, hospital

YES, NO = ("agree", "agree"), ("disagree", "agree")


def state_says(ballot: Ballot, move: str) -> str:
    reason = BALLOT.refusal(Ballot.objects.get(pk=ballot.pk), move)
    assert reason is not None
    return str(reason)


@case("ballots.ballot.create")
def create() -> Case:
    h = hospital()
    given = {
        "kind": f.KIND, "subject_id": h.hospital.pk, "title": "Bình xét", "items": f.ITEMS,
        "voters": f.voters_of(h, 3), "members": 3, "on": f.DAY,
    }  # fmt: skip
    return Case(
        h.officer, given, h.member, f.ONLY_OFFICER,
        wrong=lambda: ({**given, "items": []}, "Phiếu chưa có nội dung nào."),
    )  # fmt: skip


@case("ballots.ballot.open")
def open_ballot() -> Case:
    h = hospital()
    ballot = f.drafted(h, f.voters_of(h, 3))
    given = {"ballot": ballot, "on": f.DAY}

    def wrong() -> tuple[dict[str, Any], str]:
        actions.open_ballot(actor=h.officer, **given)
        return given, state_says(ballot, "open")

    changed = frozenset({"state", "public_key", "opened_on"})
    return Case(h.officer, given, h.member, f.ONLY_OFFICER, changed, wrong)


@case("ballots.ballot.remind")
def remind() -> Case:
    h = hospital()
    ballot = f.opened(h, f.voters_of(h, 3))
    given = {"ballot": ballot, "on": f.DAY}

    def wrong() -> tuple[dict[str, Any], str]:
        actions.void_ballot(actor=h.officer, reason="nhầm tên", **given)
        return given, "Cuộc bỏ phiếu này không mở nên không nhắc."

    return Case(h.officer, given, h.member, f.ONLY_OFFICER, wrong=wrong)


@case("ballots.ballot.cast")
def cast() -> Case:
    h = hospital()
    voters = f.voters_of(h, 3)
    ballot = f.opened(h, voters)
    given = {
        "ballot": ballot, "marks": {"binh": "agree"}, "receipt": wording.new_receipt(),
        "on": f.DAY,
    }  # fmt: skip

    def wrong() -> tuple[dict[str, Any], str]:
        actions.void_ballot(actor=h.officer, ballot=ballot, reason="nhầm tên", on=f.DAY)
        return given, "Cuộc bỏ phiếu này không mở («Đã hủy»); phiếu của bạn chưa được nhận."

    stranger = "Bạn không có tên trong danh sách bỏ phiếu này."
    return Case(voters[0].user, given, h.officer, stranger, wrong=wrong)


def full(h: Hospital) -> Ballot:
    return f.voted(h, YES, NO, NO)


@case("ballots.ballot.close")
def close() -> Case:
    h = hospital()
    ballot = full(h)
    given = {"ballot": ballot, "on": f.DAY}

    def wrong() -> tuple[dict[str, Any], str]:
        f.closed(h, ballot)
        return given, state_says(ballot, "close")

    changed = frozenset({"state", "closed_on", "collected", "valid"})
    return Case(h.officer, given, h.member, f.ONLY_OFFICER, changed, wrong)


@case("ballots.ballot.void")
def void() -> Case:
    h = hospital()
    ballot = full(h)
    given = {"ballot": ballot, "reason": "nhầm tên", "on": f.DAY}

    def wrong() -> tuple[dict[str, Any], str]:
        f.closed(h, ballot)
        return given, state_says(ballot, "void")

    changed = frozenset({"state", "closed_on", "void_reason"})
    return Case(h.officer, given, h.member, f.ONLY_OFFICER, changed, wrong)


@case("ballots.ballot.clear")
def clear() -> Case:
    h = hospital()
    ballot = f.closed(h, full(h))

    def wrong() -> tuple[dict[str, Any], str]:
        return (
            {"ballot": f.opened(h, f.voters_of(h, 3))},
            "Cuộc bỏ phiếu chưa kết thúc nên khóa còn được giữ.",
        )

    stranger = "Chỉ hệ thống thực hiện việc này."
    given = {"ballot": ballot}
    return Case(SYSTEM, given, h.officer, stranger, frozenset({"is_cleared"}), wrong)
