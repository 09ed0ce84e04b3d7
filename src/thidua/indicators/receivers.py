"""What indicators answer to others: the way from a movement, and its end."""

from datetime import date
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.core.capability import ASKS, OFFERS, TALLIES, Ask, Offer, Tally
from thidua.core.permit import Reason
from thidua.documents.permits import READERS
from thidua.indicators import permits, queries
from thidua.indicators.states import ReportState
from thidua.indicators.wording import span_told
from thidua.movements.outcomes import CLOSING, Ending
from thidua.orgs.queries import holds_anywhere
from thidua.orgs.states import Role


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
    found += [
        Offer(
            _("Kết quả chỉ tiêu: %(title)s") % {"title": each.title},
            reverse("indicators:dashboard", args=[each.pk]),
        )
        for each in queries.sets_summed_for(actor, on=on).filter(movement=subject)
    ]
    if permits.keeps_set(actor, subject) is None:
        found.append(
            Offer(_("Lập bộ chỉ tiêu"), reverse("indicators:create_set", args=[subject.pk]))
        )
    return found


@ASKS.register("indicators")
def asks(actor: Any, *, on: date) -> list[Ask]:
    """To report of periods that are over; to judge what units below have sent."""
    return [*_to_report(actor, on), *_to_judge(actor, on)]


def _to_report(actor: Any, on: date) -> list[Ask]:
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


def _to_judge(actor: Any, on: date) -> list[Ask]:
    """One line for each state: what is behind it is checked or accepted together."""
    waiting = queries.reports_to_judge(actor, on=on).order_by("-state").values_list("state")
    said = {
        ReportState.REPORTED: _("Xét %(count)s báo cáo chỉ tiêu đã gửi"),
        ReportState.CHECKED: _("Chấp nhận %(count)s báo cáo chỉ tiêu đã được kiểm tra"),
    }
    return [
        Ask(
            said[ReportState(state)] % {"count": count},
            f"{reverse('indicators:reports')}?state={state}", count=count,
        ) for state, count in waiting.annotate(Count("pk"))
    ]  # fmt: skip


@TALLIES.register("indicators")
def tallies(actor: Any, *, on: date) -> list[Tally]:
    """For those who watch: the sets in force, which open to their results."""
    if not holds_anywhere(actor, Role.OFFICER, Role.DIRECTOR, Role.INSPECTOR):
        return []
    count = queries.sets_summed_for(actor, on=on).count()
    url = reverse("indicators:boards")
    return [Tally(_("Bộ chỉ tiêu đang áp dụng"), count, url)] if count else []


@READERS.register("indicators.workbook")
def reads_workbook(actor: Any, subject_id: str) -> Reason | None:
    """Who brought a file reads it."""
    found = queries.workbook_by_pk(int(subject_id))
    if found is None:
        return _("Tệp này không còn.")
    return permits.brought(actor, found)


@READERS.register("indicators.report")
def reads_evidence(actor: Any, subject_id: str) -> Reason | None:
    """Who reads the report reads its evidence."""
    found = queries.report_by_pk(int(subject_id))
    if found is None:
        return _("Báo cáo này không còn.")
    return permits.reads_report(actor, found)
