"""What boards answer to the shell: the way from a movement to its board."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.boards import permits, queries
from thidua.core.capability import OFFERS, Offer
from thidua.movements.outcomes import CLOSING, Ending


@OFFERS.register("boards")
def offers(actor: Any, subject: Any, *, on: date) -> list[Offer]:
    """The board of a launched movement, for whoever may see it."""
    if not queries.has_board(subject) or permits.sees_board(actor, subject) is not None:
        return []
    return [Offer(_("Bảng thi đua"), reverse("boards:board", args=[subject.pk]))]


@CLOSING.register("boards")
def ends(movement: Any) -> list[Ending]:
    """What the end of a movement does to its screens and reminders."""
    links = movement.wall_links.filter(revoked_at=None).count()
    return [
        Ending(_("màn hình đang chiếu bảng thi đua"), links, _("dừng ở ngày cuối, thôi nhắc việc"))
    ]
