"""What people say of a list: sent, looked into, answered, or taken over as a letter."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.action import action
from thidua.core.permit import Refused
from thidua.disclosures import permits, queries, rules
from thidua.disclosures.actions.complaints import begin
from thidua.disclosures.models import Comment, Complaint, Disclosure, Row
from thidua.disclosures.states import (
    COMMENT,
    ComplaintKind,
    DisclosureState,
    Stance,
)
from thidua.notices.actions import Words, tell
from thidua.orgs.queries import days_moved
from thidua.ui import formats


# Not `on` the list: the trail of the list would name who wrote.
@action("disclosures.comment.send", gettext_lazy("Gửi ý kiến"), permit=permits.comments_on)
def send_comment(
    *, actor: Any, disclosure: Disclosure, on: date, stance: Stance | str, text: str = "",
    row: Row | None = None, is_protected: bool = False,
) -> Comment:  # fmt: skip
    """Agreement is noted; a question or an objection has its clock and its handler."""
    disclosure = queries.locked(disclosure)
    _insist_on_time(disclosure, on)
    if stance != Stance.AGREE and not text.strip():
        raise Refused(_("Cần ghi nội dung để người phụ trách xem xét được."))
    if row is not None and row.disclosure_id != disclosure.pk:
        raise Refused(_("Dòng này không thuộc danh sách."))
    is_noted = stance == Stance.AGREE
    made = Comment(
        disclosure=disclosure, row=row, stance=stance, text=text.strip(), author=actor,
        is_protected=is_protected, received_on=on,
        due_on=None if is_noted else rules.answer_by(on, moved=days_moved(disclosure.unit)),
    )  # fmt: skip
    if is_noted:
        COMMENT.move(made, "note")
    made.save()
    if not is_noted:
        handlers = [
            each for each in queries.handlers_of(disclosure.unit, on=on) if each != actor.pk
        ]
        _tell(
            made, handlers, "received",
            lambda: _("Có ý kiến cần trả lời: %(title)s") % {"title": disclosure},
        )  # fmt: skip
    return made


def _insist_on_time(disclosure: Disclosure, on: date) -> None:
    if disclosure.state != DisclosureState.OPEN or on > disclosure.ends_on:
        raise Refused(
            _("Đã hết thời gian lấy ý kiến. Có thể gửi đơn khiếu nại, tố cáo đến %(unit)s.")
            % {"unit": disclosure.unit}
        )
    if on < disclosure.starts_on:
        raise Refused(
            _("Danh sách lấy ý kiến từ ngày %(day)s.") % {"day": formats.day(disclosure.starts_on)}
        )


@action(
    "disclosures.comment.verify", gettext_lazy("Xác minh ý kiến"), on="comment",
    permit=permits.answers,
)  # fmt: skip
def verify_comment(*, actor: Any, comment: Comment, on: date) -> Comment:
    """It is being looked into; the clock goes on, and the author knows."""
    COMMENT.move(comment, "verify")
    comment.save()
    _tell(
        comment, [comment.author_id], "verifying",
        lambda: _("Ý kiến của bạn đang được xác minh: %(title)s") % {"title": comment.disclosure},
    )  # fmt: skip
    return comment


@action(
    "disclosures.comment.answer", gettext_lazy("Trả lời ý kiến"), on="comment",
    permit=permits.answers,
)  # fmt: skip
def answer_comment(*, actor: Any, comment: Comment, answer: str, on: date) -> Comment:
    """The author reads it; who did not stay content may file a letter."""
    COMMENT.move(comment, "answer")
    if not answer.strip():
        raise Refused(_("Cần ghi nội dung trả lời."))
    comment.answer, comment.answered_on, comment.answered_by = answer.strip(), on, actor
    comment.save()
    _tell(
        comment, [comment.author_id], "answered",
        lambda: _("Ý kiến của bạn đã được trả lời: %(title)s") % {"title": comment.disclosure},
    )  # fmt: skip
    return comment


@action(
    "disclosures.comment.take_over", gettext_lazy("Chuyển ý kiến thành đơn"), on="comment",
    permit=permits.answers,
)  # fmt: skip
def take_over_comment(
    *, actor: Any, comment: Comment, kind: ComplaintKind | str, on: date
) -> Complaint:
    """What is in truth a complaint or a denunciation goes the law's way from the day it came."""
    COMMENT.move(comment, "take_over")
    comment.save()
    about = comment.row or comment.disclosure
    made = begin(
        unit=comment.disclosure.unit, kind=ComplaintKind(kind), subject=str(about)[:300],
        filed_on=comment.received_on, comment=comment, is_protected=comment.is_protected,
    )  # fmt: skip
    _tell(
        comment, [comment.author_id], "taken-over",
        lambda: _("Ý kiến của bạn được xem xét như đơn: %(title)s")
        % {"title": comment.disclosure},
    )  # fmt: skip
    return made


def _tell(comment: Comment, accounts: Sequence[int], what: str, text: Words) -> None:
    tell(
        recipients=accounts, key=f"disclosure-comment-{comment.pk}-{what}",
        kind=f"disclosures.{what}", text=text,
        url=reverse("disclosures:comment", args=[comment.pk]),
    )  # fmt: skip
