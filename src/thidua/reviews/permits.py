"""Who drafts, signs and reads reviews."""

from typing import Any

from django.utils.translation import gettext as _

from thidua.core.permit import Reason, permit
from thidua.orgs.permits import holds, leads
from thidua.orgs.states import Role
from thidua.reviews import queries
from thidua.reviews.models import Review


def the_unit(subject: Any) -> Any:
    """The unit that reports: that of the movement."""
    movement = subject.movement if isinstance(subject, Review) else subject
    return movement.unit


writes_review = holds(Role.OFFICER, of=the_unit)
signs_review = leads(the_unit)
returns_review = holds(Role.DIRECTOR, Role.OFFICER, of=the_unit)


@permit
def reads_review(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Those who watch over the movement's unit; once it is issued, whoever sees the movement."""
    if queries.visible_to(actor).filter(pk=subject.pk).exists():
        return None
    return _("Báo cáo này đang soạn; chỉ người phụ trách phong trào xem được trước khi phát hành.")
