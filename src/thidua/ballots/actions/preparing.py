"""A ballot is prepared by its host, opened with a key of its own, and its voters are reminded."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.ballots import box, keys, permits, queries, rules
from thidua.ballots.models import Ballot, Item, Voter
from thidua.ballots.states import BALLOT, BallotState
from thidua.core.action import action, note
from thidua.core.permit import Refused
from thidua.legal.regulations import Share
from thidua.notices.actions import tell


@dataclass(frozen=True)
class NewItem:
    """A name or question on the paper; `share` of all members passes it, by what `basis`."""

    key: str
    label: str
    topic: str = ""
    share: Share | None = None
    basis: str = ""

    @property
    def threshold(self) -> dict[str, Any] | None:
        share = self.share
        if share is None:
            return None
        return {
            "part": share.part, "whole": share.whole, "strict": share.strict, "basis": self.basis,
        }  # fmt: skip


@action("ballots.ballot.create", gettext_lazy("Lập cuộc bỏ phiếu kín"), permit=permits.runs)
def create_ballot(
    *, actor: Any, kind: str, subject_id: int, title: str, items: Sequence[NewItem],
    voters: Iterable[Any], members: int, on: date, due_on: date | None = None,
) -> Ballot:  # fmt: skip
    """Paper and roll as they will stand: neither changes afterwards, a mistake is voided.

    `members` is the denominator of every share; voters are people, each once.
    """
    people = sorted(
        {person.pk: person for person in voters}.values(), key=lambda p: (p.sort_key, p.pk)
    )
    _refuse_unready(items, people, members)
    if due_on is not None and due_on < on:
        raise Refused(_("Hạn bỏ phiếu đã qua; hãy chọn ngày khác."))
    ballot = Ballot.objects.create(
        kind=kind, subject_id=subject_id, title=title, members=members, due_on=due_on
    )
    Item.objects.bulk_create(
        Item(
            ballot=ballot, key=item.key, label=item.label, topic=item.topic, order=order,
            threshold=item.threshold,
        )
        for order, item in enumerate(items)
    )  # fmt: skip
    Voter.objects.bulk_create(Voter(ballot=ballot, person=person) for person in people)
    note(voters=len(people), items=len(items))
    return ballot


def _refuse_unready(items: Sequence[NewItem], people: Sequence[Any], members: int) -> None:
    if not items:
        raise Refused(_("Phiếu chưa có nội dung nào."))
    if len({item.key for item in items}) < len(items):
        raise Refused(_("Hai nội dung trên phiếu trùng nhau."))
    if len(people) > members:
        raise Refused(
            _("Danh sách bỏ phiếu có %(voters)s người, nhiều hơn tổng số %(members)s thành viên.")
            % {"voters": len(people), "members": members}
        )
    if len(people) < rules.LEAST:
        raise Refused(too_few(len(people)))


def too_few(count: int) -> str:
    return _(
        "Chỉ có %(count)s phiếu kín nên người trong cuộc sẽ đoán được phiếu của nhau; "
        "nội dung này chuyển sang biểu quyết công khai."
    ) % {"count": count}


@action("ballots.ballot.open", gettext_lazy("Mở bỏ phiếu kín"), on="ballot", permit=permits.runs)
def open_ballot(*, actor: Any, ballot: Ballot, on: date) -> Ballot:
    """Make the key pair and the box, and tell everybody on the roll."""
    BALLOT.move(ballot, "open")
    try:
        ballot.public_key = keys.make()
    except (keys.KeyLost, OSError) as why:
        raise Refused(
            _(
                "Chưa mở được: máy chủ không cất và thử được khóa của phiếu kín (%(why)s). "
                "Đề nghị người quản trị kiểm tra thư mục khóa rồi mở lại."
            )
            % {"why": why}
        ) from why
    ballot.opened_on = on
    ballot.save()
    box.make(ballot)
    people = [voter.person for voter in ballot.voters.select_related("person__user")]
    _tell(ballot, people, key=f"ballots.open.{ballot.pk}")
    return ballot


@action(
    "ballots.ballot.remind",
    gettext_lazy("Nhắc người chưa bỏ phiếu kín"),
    on="ballot",
    permit=permits.runs,
)
def remind_voters(*, actor: Any, ballot: Ballot, on: date) -> int:
    """Tell those who have not voted, once a day at most; answers how many were told."""
    if ballot.state != BallotState.OPEN:
        raise Refused(_("Cuộc bỏ phiếu này không mở nên không nhắc."))
    told = _tell(ballot, queries.waiting_for(ballot), key=f"ballots.remind.{ballot.pk}.{on:%Y%m%d}")
    note(told=told)
    return told


def _tell(ballot: Ballot, people: Iterable[Any], *, key: str) -> int:
    def words() -> str:
        return _("Mời bạn bỏ phiếu kín: %(title)s") % {"title": ballot.title}

    return tell(
        recipients=[person.user_id for person in people if person.user_id is not None],
        key=key, kind="ballots", text=words, url=reverse("ballots:ballot", args=[ballot.pk]),
        by_mail=True,
    )  # fmt: skip
