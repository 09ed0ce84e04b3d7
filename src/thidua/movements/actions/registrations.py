"""Writes on registrations: who stands on a list, sent in, approved, returned."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua import legal
from thidua.core import period
from thidua.core.action import action, note, tabulate
from thidua.core.permit import Reason, Refused
from thidua.movements import permits, queries, rules
from thidua.movements.actions.movements import receive_dispatch
from thidua.movements.models import Registrant, Registration
from thidua.movements.states import REGISTRATION, MovementState
from thidua.notices.actions import tell
from thidua.orgs import queries as orgs


class TooLate(Refused):
    """A registration after its last day, or a late one without its reason."""


@action(
    "movements.registration.fill",
    gettext_lazy("Ghi danh sách đăng ký"),
    on="registration",
    permit=permits.fills_registration,
)
def fill_registration(
    *, actor: Any, registration: Registration, people: Mapping[Any, Sequence[str]], on: date,
    collective_awards: Sequence[str] = (),
) -> Registration:  # fmt: skip
    """Set who is registered: award codes by person, and those of the collective itself."""
    _insist_on_running(registration)
    if reason := REGISTRATION.refusal(registration, "submit"):
        raise Refused(reason)
    _insist_on_awards({code for codes in people.values() for code in codes}, "individual")
    _insist_on_awards(set(collective_awards), "collective")
    members = orgs.members_of(registration.unit, on=on)
    subjects = queries.subjects_among(members, registration.movement, on=on)
    inside, within = (set(rows.values_list("pk", flat=True)) for rows in (members, subjects))
    for person in people:
        if person.pk not in inside:
            raise Refused(
                _("%(person)s không thuộc %(unit)s.")
                % {"person": person, "unit": registration.unit}
            )
        if person.pk not in within:
            raise Refused(
                _("%(person)s không thuộc đối tượng của phong trào.") % {"person": person}
            )
    registration.registrants.exclude(person__in=[person.pk for person in people]).delete()
    Registrant.objects.bulk_create(
        [
            Registrant(registration=registration, person=person, awards=sorted(codes))
            for person, codes in people.items()
        ],
        update_conflicts=True,
        unique_fields=["registration", "person"],
        update_fields=["awards"],
    )
    registration.collective_awards = sorted(collective_awards)
    registration.approved_at = None
    registration.save()
    tabulate([[person.pk, sorted(codes)] for person, codes in people.items()])
    return registration


def _insist_on_running(registration: Registration) -> None:
    if registration.movement.state != MovementState.LAUNCHED:
        raise Refused(_("Phong trào không còn nhận đăng ký."))


def _insist_on_awards(codes: set[str], whom: str) -> None:
    known = {award.code for award in legal.awards() if whom in award.for_whom}
    if unknown := sorted(codes - known):
        raise Refused(
            _("Không có danh hiệu, hình thức: %(codes)s.") % {"codes": ", ".join(unknown)}
        )


@action(
    "movements.registration.submit",
    gettext_lazy("Gửi đăng ký"),
    on="registration",
    permit=permits.fills_registration,
)
def submit_registration(
    *, actor: Any, registration: Registration, on: date, late_reason: str = ""
) -> Registration:
    """Send the list to the officer; after the last day it takes a reason, then it is closed.

    Raises `TooLate`.
    """
    _insist_on_running(registration)
    if not registration.registrants.exists() and not registration.collective_awards:
        raise Refused(_("Chưa có ai trong danh sách đăng ký."))
    movement, how = registration.movement, _insist_on_time(registration, on)
    reason = late_reason.strip() or registration.late_reason
    if how == "late" and not reason:
        raise TooLate(
            _("Đã quá hạn ngày %(day)s. Hãy ghi lý do đăng ký muộn.")
            % {"day": f"{movement.register_by:%d/%m/%Y}"}
        )
    REGISTRATION.move(registration, "submit")
    registration.late_reason = reason if how == "late" else ""
    registration.return_reason = ""
    registration.submitted_at = registration.submitted_at or period.now()
    registration.submitted_by = actor
    registration.approved_at = None
    registration.save()
    _receive(actor, registration)
    return registration


def _insist_on_time(registration: Registration, on: date) -> str:
    """How late it is; refused after the very last day."""
    movement = registration.movement
    how = rules.lateness(registration.came_on(on), movement.register_by, movement.late_until)
    if how == "closed":
        last = movement.late_until or movement.register_by
        assert last is not None
        raise TooLate(
            _("Đã hết hạn đăng ký, hạn cuối là hết ngày %(day)s.") % {"day": f"{last:%d/%m/%Y}"}
        )
    return how


@action(
    "movements.registration.decline",
    gettext_lazy("Không tham gia phong trào"),
    on="registration",
    permit=permits.fills_registration,
)
def decline_registration(*, actor: Any, registration: Registration, reason: str) -> Registration:
    """Say that the unit takes no part: nothing is asked of it any more, nobody reminds it."""
    _insist_on_running(registration)
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do không tham gia."))
    REGISTRATION.move(registration, "decline")
    registration.decline_reason = reason.strip()
    registration.return_reason = ""
    registration.approved_at = None
    registration.save()
    note(reason=reason.strip())
    _receive(actor, registration)
    return registration


@action(
    "movements.registration.take_up",
    gettext_lazy("Tham gia lại phong trào"),
    on="registration",
    permit=permits.fills_registration,
)
def take_up_registration(*, actor: Any, registration: Registration, on: date) -> Registration:
    """Take part after all, as long as registrations are taken; the list is open to be made.

    Raises `TooLate`.
    """
    _insist_on_running(registration)
    REGISTRATION.move(registration, "take_up")
    _insist_on_time(registration, on)
    registration.decline_reason = ""
    registration.save()
    return registration


def _receive(actor: Any, registration: Registration) -> None:
    """A head who sends in the list has the movement in hand."""
    for dispatch in queries.unreceived(registration.movement, units=[registration.unit_id]):
        if permits.heads_unit(actor, dispatch) is None:
            receive_dispatch(actor=actor, dispatch=dispatch)


@action(
    "movements.registration.approve",
    gettext_lazy("Duyệt đăng ký"),
    on="registrations",
    permit=permits.approves_registration,
)
def approve_registrations(*, actor: Any, registrations: Sequence[Registration]) -> int:
    """Approve one or many; their heads are told. Nobody approves what they sent in themselves."""
    if not registrations:
        raise Refused(_("Hãy chọn ít nhất một đơn vị."))
    for registration in registrations:
        REGISTRATION.move(registration, "approve")
        registration.approved_at = period.now()
        registration.save()
        _tell_head(registration, gettext_lazy("Đăng ký của %(unit)s đã được duyệt."))
    tabulate([[registration.pk, registration.unit_id] for registration in registrations])
    return len(registrations)


@action(
    "movements.registration.return",
    gettext_lazy("Trả lại đăng ký"),
    on="registration",
    permit=permits.decides_registration,
)
def return_registration(*, actor: Any, registration: Registration, reason: str) -> Registration:
    """Back to the unit's head, with what to mend."""
    _insist_on_running(registration)
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do trả lại."))
    REGISTRATION.move(registration, "return")
    registration.return_reason = reason.strip()
    registration.save()
    note(reason=reason.strip())
    _tell_head(registration, gettext_lazy("Đăng ký của %(unit)s bị trả lại: %(reason)s"), reason)
    return registration


@action(
    "movements.registration.reopen",
    gettext_lazy("Mở lại đăng ký"),
    on="registration",
    permit=permits.decides_registration,
)
def reopen_registration(*, actor: Any, registration: Registration, reason: str) -> Registration:
    """Open an approved list again, with the reason on its trail."""
    _insist_on_running(registration)
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do mở lại."))
    REGISTRATION.move(registration, "reopen")
    registration.return_reason = reason.strip()
    registration.save()
    note(reason=reason.strip())
    _tell_head(registration, gettext_lazy("Đăng ký của %(unit)s được mở lại: %(reason)s"), reason)
    return registration


@action(
    "movements.registration.restore",
    gettext_lazy("Hoàn tác mở lại đăng ký"),
    on="registration",
    permit=permits.decides_registration,
)
def restore_registration(*, actor: Any, registration: Registration) -> Registration:
    """Take a reopening back while nobody has touched the list: it is approved as it was."""
    _insist_on_running(registration)
    REGISTRATION.move(registration, "restore")
    if registration.approved_at is None:
        raise Refused(_("Chỉ hoàn tác được khi chưa ai sửa danh sách từ lúc mở lại."))
    registration.return_reason = ""
    registration.save()
    _tell_head(
        registration, gettext_lazy("Đăng ký của %(unit)s không mở lại nữa, vẫn như đã duyệt.")
    )
    return registration


def _tell_head(registration: Registration, sentence: Reason, reason: str = "") -> None:
    unit = registration.unit
    tell(
        recipients=queries.heads_of([unit], on=period.today()),
        key=f"registration-{registration.pk}-{registration.state}-{period.now():%Y%m%d%H%M%S%f}",
        kind="movements.registration",
        text=lambda: str(sentence) % {"unit": unit, "reason": reason.strip()},
        url=reverse("movements:registration", args=[registration.pk]),
    )
