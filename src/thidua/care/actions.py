"""Every write on care records."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.care import permits, queries
from thidua.care.models import CareRecord
from thidua.core import period
from thidua.core.action import action, note
from thidua.core.permit import Refused

FACTS = frozenset(
    {
        "movement", "occasion", "kind", "amount", "source", "decision", "given_on", "person",
        "recipients", "circumstances",
    }
)  # fmt: skip


@action("care.record.create", gettext_lazy("Ghi chăm lo"), on="unit", permit=permits.is_in_charge)
def create_record(*, actor: Any, unit: Any, on: date, facts: Mapping[str, Any]) -> CareRecord:
    """What was given to a person or to so many people of a unit."""
    record = CareRecord(unit=unit, entered_by=actor, created_at=period.now())
    _set(record, facts, on)
    return record


@action("care.record.update", gettext_lazy("Sửa chăm lo"), on="record", permit=permits.corrects)
def update_record(
    *, actor: Any, record: CareRecord, on: date, facts: Mapping[str, Any]
) -> CareRecord:
    """Correct what was keyed in; the unit stays."""
    _set(record, facts, on)
    return record


def _set(record: CareRecord, facts: Mapping[str, Any], on: date) -> None:
    if unknown := set(facts) - FACTS:
        raise TypeError(f"a care record has no {', '.join(sorted(unknown))}")
    for name, value in facts.items():
        setattr(record, name, value)
    if record.given_on > on:
        raise Refused(_("Ngày chăm lo chưa đến: ghi sau khi đã thực hiện."))
    if record.amount is not None and record.amount < 0:
        raise Refused(_("Số tiền không thể âm."))
    if record.person is not None:
        record.recipients = 1
        if not queries.is_of(record.person, record.unit, on=record.given_on):
            raise Refused(
                _("%(who)s không thuộc %(unit)s vào ngày đó.")
                % {"who": record.person, "unit": record.unit}
            )
    if record.recipients < 1:
        raise Refused(_("Cần ghi người được chăm lo hoặc số người, từ 1 trở lên."))
    movement = record.movement
    if movement is not None and not record.unit.path.startswith(movement.unit.path):
        raise Refused(_("%(unit)s không thuộc nơi tổ chức phong trào.") % {"unit": record.unit})
    record.save()


@action(
    "care.record.cancel", gettext_lazy("Hủy lần chăm lo ghi nhầm"), on="record",
    permit=permits.corrects,
)  # fmt: skip
def cancel_record(*, actor: Any, record: CareRecord, reason: str) -> CareRecord:
    """It counts in no sum any more; the reason stays."""
    if not reason.strip():
        raise Refused(_("Cần nêu lý do hủy."))
    record.cancelled_at, record.cancel_reason = period.now(), reason.strip()
    record.save()
    note(reason=record.cancel_reason)
    return record


@action(
    "care.record.erase", gettext_lazy("Xóa tên và hoàn cảnh"), on="record", permit=permits.erases
)
def erase_record(*, actor: Any, record: CareRecord) -> CareRecord:
    """Take out who it was and why; kind, money and day stay for the sums.

    The record's salt goes too: veiled values of the trail then match nothing any more.
    """
    if record.erased_at is not None:
        raise Refused(_("Dữ liệu cá nhân của lần chăm lo này đã được xóa."))
    record.person, record.circumstances, record.occasion = None, "", record.get_kind_display()
    record.audit_salt, record.erased_at = "", period.now()
    record.save()
    return record
