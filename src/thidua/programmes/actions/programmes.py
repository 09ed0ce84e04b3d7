"""Writes on action programmes: written by the unit's head, sent, accepted or returned."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core import period
from thidua.core.action import action, note
from thidua.core.permit import Refused
from thidua.notices.actions import Words, tell
from thidua.orgs import queries as orgs
from thidua.orgs.states import Role
from thidua.programmes import permits, queries
from thidua.programmes.actions import rows
from thidua.programmes.models import Programme
from thidua.programmes.states import PROGRAMME, Part


@action(
    "programmes.programme.start", gettext_lazy("Lập chương trình hành động"), on="unit",
    permit=permits.starts_programme,
)  # fmt: skip
def start_programme(*, actor: Any, unit: Any, movement: Any) -> Programme:
    """An empty programme of a unit in the movement's scope."""
    if movement.state != "launched":
        raise Refused(_("Phong trào đang không diễn ra nên không nhận chương trình hành động."))
    rows.insist_on_new(movement, unit)
    return Programme.objects.create(movement=movement, unit=unit)


@action(
    "programmes.programme.write", gettext_lazy("Ghi chương trình hành động"), on="programme",
    permit=permits.writes_programme,
)  # fmt: skip
def write_programme(*, actor: Any, programme: Programme, aim: str, tasks: rows.Rows) -> Programme:
    """The aim and all rows; the rows replace those that stood there."""
    programme.aim = aim.strip()
    programme.save()
    programme.tasks.all().delete()
    made = rows.add(
        tasks, part=Part.ACTION, programme=programme, movement=programme.movement,
        unit=programme.unit,
    )  # fmt: skip
    note(tasks=len(made))
    return programme


@action(
    "programmes.programme.send", gettext_lazy("Gửi chương trình hành động"), on="programme",
    permit=permits.fills_programme,
)  # fmt: skip
def send_programme(*, actor: Any, programme: Programme) -> Programme:
    """Lay it before the movement's officer."""
    PROGRAMME.move(programme, "send")
    if not programme.tasks.exists():
        raise Refused(_("Chương trình chưa có việc nào: ghi ít nhất một việc rồi gửi."))
    programme.sent_at, programme.sent_by, programme.return_reason = period.now(), actor, ""
    programme.save()
    return programme


@action(
    "programmes.programme.accept", gettext_lazy("Chấp thuận chương trình hành động"),
    on="programme", permit=permits.accepts_programme,
)  # fmt: skip
def accept_programme(*, actor: Any, programme: Programme, on: date) -> Programme:
    """From now on its rows are asked of their owners."""
    PROGRAMME.move(programme, "accept")
    programme.accepted_at = period.now()
    programme.save()
    unit = {"unit": programme.unit}
    _tell_heads(
        programme, lambda: _("Chương trình hành động của %(unit)s được chấp thuận.") % unit, on
    )
    owners = {
        task.person.user_id for task in queries.tasks_of(programme)
        if task.person is not None and task.person.user_id is not None
    }  # fmt: skip
    tell(
        recipients=owners, key=f"programme-owners-{programme.pk}",
        kind="programmes.given",
        text=lambda: _("Bạn được giao việc trong chương trình hành động của %(unit)s.") % unit,
        url=f"{reverse('programmes:list')}?whose=mine",
    )  # fmt: skip
    return programme


@action(
    "programmes.programme.return", gettext_lazy("Trả lại chương trình hành động"),
    on="programme", permit=permits.accepts_programme,
)  # fmt: skip
def return_programme(*, actor: Any, programme: Programme, reason: str, on: date) -> Programme:
    """Give back to the unit's head, who reads what to mend."""
    PROGRAMME.move(programme, "return")
    if not reason.strip():
        raise Refused(_("Cần nêu lý do trả lại."))
    programme.return_reason = reason.strip()
    programme.save()
    note(reason=programme.return_reason)
    facts = {"unit": programme.unit, "reason": programme.return_reason}
    _tell_heads(
        programme,
        lambda: _("Chương trình hành động của %(unit)s được trả lại: %(reason)s") % facts,
        on,
    )
    return programme


def _tell_heads(programme: Programme, text: Words, on: date) -> None:
    assert programme.sent_at is not None
    assert programme.sent_by_id is not None
    heads = orgs.accounts_with_role([programme.unit], (Role.HEAD,), on=on)
    tell(
        recipients={*heads, programme.sent_by_id},
        key=f"programme-{programme.pk}-{programme.state}-{programme.sent_at.timestamp():.6f}",
        kind=f"programmes.{programme.state}",
        text=text,
        url=reverse("programmes:programme", args=[programme.pk]),
    )
