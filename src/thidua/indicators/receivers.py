"""What indicators answer to others: the way from a movement, and its end."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.core.capability import OFFERS, Offer
from thidua.indicators import permits, queries
from thidua.movements.outcomes import CLOSING, Ending


@CLOSING.register("indicators")
def ends(movement: Any) -> list[Ending]:
    """What the end of a movement does to its sets and reports."""
    return [
        Ending(
            _("bộ chỉ tiêu"), movement.indicator_sets.count(),
            _("giữ nguyên; báo cáo của kỳ cuối vẫn được gửi và kiểm tra"),
        )
    ]  # fmt: skip


@OFFERS.register("indicators")
def offers(actor: Any, subject: Any, *, on: date) -> list[Offer]:
    """The sets of a movement that the actor sees, and a new one for its officer."""
    if not hasattr(subject, "indicator_sets"):
        return []
    found = [
        Offer(each.title, reverse("indicators:set", args=[each.pk]))
        for each in queries.sets_visible_to(actor, on=on).filter(movement=subject).order_by("pk")
    ]
    if permits.keeps_set(actor, subject) is None:
        found.append(
            Offer(_("Lập bộ chỉ tiêu"), reverse("indicators:create_set", args=[subject.pk]))
        )
    return found
