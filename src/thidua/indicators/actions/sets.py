"""The life of a set of indicators: made for a movement, filled, opened, closed."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core import period
from thidua.core.action import action, note
from thidua.core.permit import Refused
from thidua.indicators import permits
from thidua.indicators.models import Indicator, IndicatorSet, Item
from thidua.indicators.states import SET, SetState


@action(
    "indicators.set.create", gettext_lazy("Lập bộ chỉ tiêu"), on="movement",
    permit=permits.keeps_set,
)  # fmt: skip
def create_set(
    *, actor: Any, movement: Any, title: str, starts_on: date, ends_on: date, due_days: int = 15
) -> IndicatorSet:
    """A set of the movement's unit, within the movement's days."""
    if not title.strip():
        raise Refused(_("Ghi tên bộ chỉ tiêu."))
    if ends_on < starts_on:
        raise Refused(_("Ngày kết thúc phải từ ngày bắt đầu trở đi."))
    span = movement.period
    if span is not None and not (starts_on in span and ends_on in span):
        raise Refused(
            _("Bộ chỉ tiêu phải nằm trong thời gian của phong trào (%(from)s – %(to)s).")
            % {"from": f"{span.start:%d/%m/%Y}", "to": f"{span.end:%d/%m/%Y}"}
        )
    return IndicatorSet.objects.create(
        movement=movement, unit=movement.unit, title=title.strip(), starts_on=starts_on,
        ends_on=ends_on, due_days=due_days, created_by=actor, created_at=period.now(),
    )  # fmt: skip


@action(
    "indicators.set.fill", gettext_lazy("Chọn chỉ tiêu của bộ"), on="of_set",
    permit=permits.keeps_set,
)  # fmt: skip
def fill_set(*, actor: Any, of_set: IndicatorSet, indicators: Sequence[Indicator]) -> IndicatorSet:
    """The indicators in their order; one that somebody has been assigned stays."""
    if of_set.state == SetState.CLOSED:
        raise Refused(_("Bộ chỉ tiêu đã khép lại."))
    kept = {each.pk for each in indicators}
    gone = of_set.items.exclude(indicator__in=kept)
    assigned = gone.filter(indicator__assignments__set=of_set).distinct()
    if names := ", ".join(str(item.indicator) for item in assigned.select_related("indicator")):
        raise Refused(_("Đã giao cho đơn vị nên không bỏ được: %(names)s.") % {"names": names})
    gone.delete()
    for order, indicator in enumerate(indicators, 1):
        Item.objects.update_or_create(set=of_set, indicator=indicator, defaults={"order": order})
    note(indicators=[each.code for each in indicators])
    return of_set


@action(
    "indicators.set.open", gettext_lazy("Áp dụng bộ chỉ tiêu"), on="of_set",
    permit=permits.keeps_set,
)  # fmt: skip
def open_set(*, actor: Any, of_set: IndicatorSet) -> IndicatorSet:
    """Units see what they are to report, and report."""
    SET.move(of_set, "open")
    if not of_set.assignments.exists():
        raise Refused(_("Chưa giao chỉ tiêu cho đơn vị nào: giao chỉ tiêu rồi hãy áp dụng."))
    of_set.save(update_fields=["state"])
    return of_set


@action(
    "indicators.set.close", gettext_lazy("Khép lại bộ chỉ tiêu"), on="of_set",
    permit=permits.keeps_set,
)  # fmt: skip
def close_set(*, actor: Any, of_set: IndicatorSet) -> IndicatorSet:
    """Nothing more is reported; what was stays."""
    SET.move(of_set, "close")
    of_set.save(update_fields=["state"])
    return of_set


@action(
    "indicators.set.reopen", gettext_lazy("Mở lại bộ chỉ tiêu"), on="of_set",
    permit=permits.keeps_set,
)  # fmt: skip
def reopen_set(*, actor: Any, of_set: IndicatorSet, reason: str) -> IndicatorSet:
    """Report again, with the reason in the trail."""
    SET.move(of_set, "reopen")
    if not reason.strip():
        raise Refused(_("Ghi lý do mở lại."))
    note(reason=reason.strip())
    of_set.save(update_fields=["state"])
    return of_set
