"""A review begun: its paper with blocks drafted from data, and the figures they name."""

from datetime import date
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.action import action
from thidua.core.permit import Refused
from thidua.documents import actions as documents
from thidua.reviews import content, drafting, permits, queries
from thidua.reviews.models import Review
from thidua.reviews.states import ReviewKind
from thidua.ui import formats


@action(
    "reviews.review.draft", gettext_lazy("Dự thảo báo cáo sơ kết, tổng kết"), on="movement",
    permit=permits.writes_review,
)  # fmt: skip
def draft_review(
    *,
    actor: Any,
    movement: Any,
    kind: ReviewKind,
    starts_on: date,
    as_of: date,
    symbol: str,
    on: date,
) -> Review:
    """Draft from what has been entered from `starts_on` to `as_of`; `on` is the day of counting."""
    _insist(movement, kind, starts_on, as_of, on)
    if not symbol.strip():
        raise Refused(_("Ghi ký hiệu của báo cáo, ví dụ BC-BV."))
    review = Review.objects.create(movement=movement, kind=kind, starts_on=starts_on, as_of=as_of)
    with translation.override("vi"):
        review.paper = documents.draft_paper(
            actor=actor, issuer=movement.unit, kind="reviews.report", subject=review,
            title=drafting.title_of(movement, kind, review.span), symbol=symbol.strip(),
            blocks=content.first(movement, kind, review.span, on=on),
        )  # fmt: skip
    review.save(update_fields=["paper"])
    return review


def _insist(movement: Any, kind: str, starts_on: date, as_of: date, on: date) -> None:
    if movement.state == "draft":
        raise Refused(_("Phong trào chưa phát động nên chưa có gì để sơ kết, tổng kết."))
    if as_of > on:
        raise Refused(_("Ngày chốt số liệu chưa đến: chọn từ hôm nay trở về trước."))
    if as_of < starts_on:
        raise Refused(_("Ngày chốt số liệu phải từ ngày bắt đầu trở đi."))
    if kind != ReviewKind.FINAL:
        return
    if on < movement.ends_on and movement.state != "closed":
        raise Refused(
            _("Phong trào còn đến hết ngày %(day)s: trước ngày đó hãy lập báo cáo sơ kết.")
            % {"day": formats.day(movement.ends_on)}
        )
    if queries.final_of(movement) is not None:
        raise Refused(_("Phong trào đã có báo cáo tổng kết: hãy sửa hoặc thu hồi báo cáo đó."))
