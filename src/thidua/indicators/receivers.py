"""What indicators answer to others: the way from a movement, and its end."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.core.capability import ASKS, OFFERS, Ask, Offer
from thidua.core.permit import Reason
from thidua.documents.permits import READERS
from thidua.indicators import permits, queries
from thidua.indicators.wording import span_told
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
    if subject._meta.label_lower != "movements.movement":
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


@ASKS.register("indicators")
def asks(actor: Any, *, on: date) -> list[Ask]:
    """The reports of periods that are over, of the units in which the actor holds a role."""
    return [
        Ask(
            _("Báo cáo chỉ tiêu %(span)s: %(unit)s")
            % {"span": span_told(each.starts_on, each.ends_on), "unit": each.unit},
            reverse("indicators:report", args=[each.report.pk])
            if each.report else reverse("indicators:owed"),
            each.last_day,
            detail=each.report.return_reason if each.report and each.report.return_reason
            else each.set.title,
        )
        for each in queries.owed_by(actor, on=on) if each.is_waiting and each.ends_on <= on
    ]  # fmt: skip


@READERS.register("indicators.report")
def reads_evidence(actor: Any, subject_id: str) -> Reason | None:
    """Who reads the report reads its evidence."""
    found = queries.report_by_pk(int(subject_id))
    if found is None:
        return _("Báo cáo này không còn.")
    return permits.reads_report(actor, found)
