"""A review from draft to issue, through the life of its paper."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.action import action
from thidua.core.permit import Refused
from thidua.documents import actions as documents
from thidua.movements import queries as movements
from thidua.notices.actions import tell
from thidua.reviews import permits
from thidua.reviews.models import Review


@action(
    "reviews.review.submit", gettext_lazy("Trình ký báo cáo"), on="review",
    permit=permits.writes_review,
)  # fmt: skip
def submit_review(*, actor: Any, review: Review) -> Review:
    """Lay it before who signs; parts that wait for their author are written or taken out first."""
    waiting = [
        block["prompt"] or _("đề mục chưa có chữ")
        for block in review.report.blocks["body"]
        if block["kind"] not in ("table", "chart") and not block["text"].strip()
    ]
    documents.submit_paper(actor=actor, paper=review.report)
    if waiting:
        raise Refused(
            _("Còn %(n)s mục chưa viết (%(first)s): viết tiếp hoặc bỏ mục rồi trình ký.")
            % {"n": len(waiting), "first": waiting[0].rstrip(".")}
        )
    return review


@action(
    "reviews.review.return", gettext_lazy("Trả lại dự thảo báo cáo"), on="review",
    permit=permits.returns_review,
)  # fmt: skip
def return_review(*, actor: Any, review: Review, reason: str) -> Review:
    """Send it back to be mended."""
    documents.return_paper(actor=actor, paper=review.report, reason=reason)
    return review


@action(
    "reviews.review.sign", gettext_lazy("Ký báo cáo"), on="review",
    permit=permits.signs_review,
)  # fmt: skip
def sign_review(*, actor: Any, review: Review, on: date, scan: Any = None) -> Review:
    """Record the signature, with the authority of the offices held that day («KT.», «TUQ.»)."""
    documents.sign_for_issuer(actor=actor, paper=review.report, on=on, scan=scan)
    return review


@action(
    "reviews.review.number", gettext_lazy("Ghi số, ngày của báo cáo"), on="review",
    permit=permits.writes_review,
)  # fmt: skip
def number_review(*, actor: Any, review: Review, number: int, dated_on: date) -> Review:
    """Enter number and day from the clerk's register; the PDF is made and kept."""
    documents.number_paper(actor=actor, paper=review.report, number=number, dated_on=dated_on)
    return review


@action(
    "reviews.review.issue", gettext_lazy("Phát hành báo cáo"), on="review",
    permit=permits.writes_review,
)  # fmt: skip
def issue_review(*, actor: Any, review: Review, on: date) -> Review:
    """Open it to everybody whom the movement concerns, and tell the heads of its units."""
    paper = documents.issue_paper(actor=actor, paper=review.report, on=on)
    units = movements.units_in_scope(review.movement)
    tell(
        recipients=movements.heads_of(units, on=on), key=f"reviews.review:{review.pk}:issued",
        kind="reviews.review.issued", url=reverse("reviews:detail", args=[review.pk]),
        text=lambda: _("Đã có báo cáo: %(title)s") % {"title": paper.title},
    )  # fmt: skip
    return review
