"""The days that a unit takes off or works beside the public ones, and taking them back."""

from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.action import action, note
from thidua.core.permit import Refused
from thidua.legal import is_working
from thidua.orgs import permits
from thidua.orgs.models import MovedDay, Unit
from thidua.orgs.queries import days_moved


@action(
    "orgs.day.move", gettext_lazy("Ghi ngày nghỉ, ngày làm việc riêng"), on="unit",
    permit=permits.is_officer,
)  # fmt: skip
def move_day(
    *, actor: Any, unit: Unit, reason: str, basis: str, off: date | None = None,
    worked: date | None = None,
) -> MovedDay:  # fmt: skip
    """A weekday off, a day of rest worked, or one for the other, by a written notice."""
    if off is None and worked is None:
        raise Refused(_("Ghi ngày được nghỉ, ngày làm việc, hoặc cả hai khi hoán đổi."))
    if not reason.strip() or not basis.strip():
        raise Refused(_("Ghi lý do và số, ngày của văn bản."))
    _insist_on_sense(unit, off, worked)
    _insist_on_one(unit, off, worked)
    note(reason=basis.strip())
    return MovedDay.objects.create(
        unit=unit, off=off, worked=worked, reason=reason.strip(), basis=basis.strip()
    )


def _insist_on_sense(unit: Unit, off: date | None, worked: date | None) -> None:
    """Only a working day can be taken off, and only a day of rest worked."""
    moved = days_moved(unit)
    if off is not None and not is_working(off, moved=moved):
        raise Refused(_("Ngày %(day)s vốn đã được nghỉ.") % {"day": f"{off:%d/%m/%Y}"})
    if worked is not None and is_working(worked, moved=moved):
        raise Refused(_("Ngày %(day)s vốn là ngày làm việc.") % {"day": f"{worked:%d/%m/%Y}"})


def _insist_on_one(unit: Unit, *days: date | None) -> None:
    """A day stands once for a unit: one who reads the list must not have to weigh two rows."""
    wanted = [day for day in days if day is not None]
    held = MovedDay.objects.filter(
        Q(off__in=wanted) | Q(worked__in=wanted), unit=unit, dropped_on=None
    ).first()
    if held is not None:
        raise Refused(_("Đã ghi «%(held)s»: bỏ dòng đó trước.") % {"held": held})


@action(
    "orgs.day.drop", gettext_lazy("Bỏ ngày nghỉ, ngày làm việc riêng"), on="moved",
    permit=permits.is_officer,
)  # fmt: skip
def drop_day(*, actor: Any, moved: MovedDay, on: date) -> MovedDay:
    """It counts no longer; what was reckoned with it before stays as it was told."""
    if moved.dropped_on is not None:
        raise Refused(_("Dòng này đã bỏ."))
    moved.dropped_on = on
    moved.save()
    return moved


@action(
    "orgs.day.restore", gettext_lazy("Ghi lại ngày nghỉ, ngày làm việc riêng"), on="moved",
    permit=permits.is_officer,
)  # fmt: skip
def restore_day(*, actor: Any, moved: MovedDay) -> MovedDay:
    """The inverse of dropping it, while nothing else was said of the day."""
    if moved.dropped_on is None:
        raise Refused(_("Dòng này đang được tính."))
    # Whoever writes a day of the unit holds its row: the two must not both find the day free.
    unit = Unit.objects.select_for_update(of=("self",)).get(pk=moved.unit_id)
    _insist_on_one(unit, moved.off, moved.worked)
    _insist_on_sense(unit, moved.off, moved.worked)
    moved.dropped_on = None
    moved.save()
    return moved
