"""What writing, sending and judging have in common for both kinds of entry."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core import period
from thidua.core.action import note
from thidua.core.machine import Machine
from thidua.core.permit import Reason, Refused
from thidua.initiatives import queries
from thidua.initiatives.models import Entry
from thidua.movements import queries as movements
from thidua.notices.actions import Words, tell


def write(entry: Entry, facts: Mapping[str, Any], allowed: frozenset[str], on: date) -> None:
    """Set facts of an open entry; saving is the caller's."""
    if unknown := set(facts) - allowed:
        raise TypeError(f"no facts of {type(entry).__name__}: {sorted(unknown)}")
    before = entry.movement_id
    for name, value in facts.items():
        setattr(entry, name, value)
    if not entry.title:
        raise Refused(_("Cần ghi tên trước khi lưu."))
    if entry.movement is not None and entry.movement_id != before:
        insist_on_open_movement(entry, on)


def insist_on_open_movement(entry: Entry, on: date) -> None:
    if entry.movement not in movements.open_movements([entry.unit], on=on):
        raise Refused(
            _("%(movement)s không diễn ra ở %(unit)s vào ngày %(day)s.")
            % {"movement": entry.movement, "unit": entry.unit, "day": f"{on:%d/%m/%Y}"}
        )


def send(machine: Machine, entry: Entry, gaps: Iterable[Reason]) -> None:
    """Draft or returned to submitted, when nothing is missing."""
    machine.move(entry, "submit")
    if missing := ", ".join(str(gap) for gap in gaps):
        raise Refused(_("Còn thiếu: %(what)s.") % {"what": missing})
    entry.submitted_at = period.now()
    entry.return_reason = ""
    entry.save()


def withdraw(machine: Machine, entry: Entry) -> None:
    machine.move(entry, "withdraw")
    entry.submitted_at = None
    entry.save()


def verify(machine: Machine, actor: Any, entry: Entry, page: str) -> None:
    machine.move(entry, "verify")
    entry.verified_at = period.now()
    entry.verified_by = actor
    entry.save()
    said = gettext_lazy("«%(title)s» đã được xác nhận.")
    tell_writers(entry, page, "verified", lambda: str(said) % {"title": entry.title})


def give_back(machine: Machine, entry: Entry, reason: str, page: str) -> None:
    """Return to the authors, who read the reason."""
    machine.move(entry, "return")
    if not reason.strip():
        raise Refused(_("Cần nêu lý do trả lại."))
    entry.return_reason = reason.strip()
    entry.save()
    note(reason=entry.return_reason)
    said = gettext_lazy("«%(title)s» được trả lại: %(reason)s")
    facts = {"title": entry.title, "reason": entry.return_reason}
    tell_writers(entry, page, "returned", lambda: str(said) % facts)


def tell_writers(entry: Entry, page: str, what: str, text: Words) -> None:
    """Tell who entered it and its authors, once for each time that it was sent."""
    label = entry._meta.label_lower
    assert entry.submitted_at is not None
    tell(
        recipients={entry.entered_by_id, *queries.author_accounts(entry)},
        key=f"{label}:{entry.pk}:{what}:{entry.submitted_at.timestamp():.6f}",
        kind=f"{label}.{what}",
        text=text,
        url=reverse(page, args=[entry.pk]),
    )
