"""What reviews answer to the shell: asks, offers on movements, readers and face of the report."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.capability import ASKS, FACES, OFFERS, Ask, Offer
from thidua.core.permit import Reason
from thidua.documents.permits import READERS
from thidua.movements.outcomes import CLOSING, Ending
from thidua.reviews import permits, queries
from thidua.reviews.states import ReviewKind

_TURNS = {
    "for_signature": gettext_lazy("Ký báo cáo"),
    "signed": gettext_lazy("Ghi số, ngày của báo cáo"),
    "numbered": gettext_lazy("Phát hành báo cáo"),
}


@ASKS.register("reviews")
def asks(actor: Any, *, on: date) -> list[Ask]:
    """Officers review what has ended, number and issue what is signed; directors sign."""
    overdue = [
        Ask(
            _("Lập báo cáo tổng kết: %(movement)s") % {"movement": movement.title},
            reverse("reviews:create", args=[movement.pk, ReviewKind.FINAL]),
            detail=_("Phong trào kết thúc ngày %(day)s.") % {"day": f"{movement.ends_on:%d/%m/%Y}"},
        )
        for movement in queries.ended_without_final(actor, on=on)
    ]
    waiting = [
        Ask(
            str(_TURNS[review.report.state]), reverse("reviews:detail", args=[review.pk]),
            detail=review.report.title,
        )
        for review in queries.to_handle(actor, on=on)
    ]  # fmt: skip
    return waiting + overdue


@OFFERS.register("reviews")
def offers(actor: Any, subject: Any, *, on: date) -> list[Offer]:
    """Draft a review from a movement's page; read those that there are."""
    if subject._meta.label_lower != "movements.movement" or subject.state == "draft":
        return []
    found = []
    if queries.visible_to(actor, on=on).filter(movement=subject).exists():
        address = f"{reverse('reviews:list')}?movement={subject.pk}"
        found.append(Offer(_("Sơ kết, tổng kết"), address))
    if permits.writes_review(actor, subject) is not None:
        return found
    if on < subject.ends_on and subject.state != "closed":
        address = reverse("reviews:create", args=[subject.pk, ReviewKind.INTERIM])
        found.append(Offer(_("Dự thảo sơ kết"), address))
    elif queries.final_of(subject) is None:
        address = reverse("reviews:create", args=[subject.pk, ReviewKind.FINAL])
        found.append(Offer(_("Dự thảo tổng kết"), address))
    return found


@READERS.register("reviews.review")
def reads_report(actor: Any, key: str) -> Reason | None:
    """Who reads the review reads its paper."""
    found = queries.review_of(int(key))
    return permits.reads_review(actor, found) if found else _("Không còn báo cáo này.")


@FACES.register("reviews.report")
def face_of_report(paper: Any) -> list[tuple[Reason, str]]:
    """Title and number; what it says stays with those whom the movement concerns."""
    return [
        (gettext_lazy("Trích yếu"), paper.title),
        (gettext_lazy("Số, ký hiệu"), paper.reference),
    ]


@CLOSING.register("reviews")
def ends(movement: Any) -> list[Ending]:
    """What the end of a movement does to its reviews."""
    drafts = movement.reviews.filter(paper__issued_at=None).count()
    return [Ending(_("báo cáo chưa phát hành"), drafts, _("vẫn soạn, ký và phát hành được"))]
