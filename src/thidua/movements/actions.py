"""Every write on movements, their scope and their registrations."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua import legal
from thidua.core import period
from thidua.core.action import action, note, tabulate
from thidua.core.permit import Refused
from thidua.movements import permits, queries, rules, wording
from thidua.movements.models import Dispatch, Movement, Registrant, Registration
from thidua.movements.states import MOVEMENT, REGISTRATION, MovementState
from thidua.notices.actions import tell
from thidua.orgs import queries as orgs

# What a form may set; everything else is moved by an action of its own.
FACTS = frozenset(
    {
        "title", "theme", "slogan", "kind", "level", "bases", "objectives", "subjects", "content",
        "criteria", "plan", "measures", "decision", "starts_on", "ends_on", "register_by",
        "late_until", "budget",
    }
)  # fmt: skip


class NotReady(Refused):
    """A movement that lacks what the law asks for."""


class TooLate(Refused):
    """A registration after its last day, or a late one without its reason."""


@action(
    "movements.movement.create",
    gettext_lazy("Lập phong trào"),
    on="unit",
    permit=permits.keeps_movements,
)
def create_movement(
    *, actor: Any, unit: Any, facts: Mapping[str, Any], scope: Sequence[Any] = (),
    sponsors: Sequence[Any] = (),
) -> Movement:  # fmt: skip
    """A draft of the unit that will run it; `scope` and `sponsors` are units."""
    movement = Movement(unit=unit, **_only_known(facts))
    _insist_on_order(movement)
    movement.save()
    movement.sponsors.set(sponsors or [unit])
    _set_scope(movement, scope)
    return movement


@action(
    "movements.movement.update",
    gettext_lazy("Sửa phong trào"),
    on="movement",
    permit=permits.keeps_movements,
)
def update_movement(
    *, actor: Any, movement: Movement, facts: Mapping[str, Any],
    scope: Sequence[Any] | None = None, sponsors: Sequence[Any] | None = None,
) -> Movement:  # fmt: skip
    """Correct a draft; what was launched stays as people were told."""
    if reason := MOVEMENT.refusal(movement, "launch"):
        raise Refused(reason)
    for name, value in _only_known(facts).items():
        setattr(movement, name, value)
    _insist_on_order(movement)
    movement.save()
    if sponsors is not None:
        movement.sponsors.set(sponsors)
    if scope is not None:
        _set_scope(movement, scope)
    return movement


def _only_known(facts: Mapping[str, Any]) -> dict[str, Any]:
    if unknown := set(facts) - FACTS:
        raise TypeError(f"a movement has no {', '.join(sorted(unknown))}")
    return dict(facts)


def _insist_on_order(movement: Movement) -> None:
    """Days must follow each other: start, end; register, late."""
    if movement.starts_on and movement.ends_on and movement.ends_on < movement.starts_on:
        raise Refused(_("Ngày kết thúc phải từ ngày bắt đầu trở đi."))
    if movement.late_until and not movement.register_by:
        raise Refused(_("Có hạn đăng ký muộn thì phải có hạn đăng ký."))
    if movement.late_until and movement.register_by and movement.late_until < movement.register_by:
        raise Refused(_("Hạn đăng ký muộn phải từ hạn đăng ký trở đi."))


def _set_scope(movement: Movement, units: Iterable[Any]) -> None:
    wanted = {unit.pk for unit in units}
    movement.dispatches.exclude(unit__in=wanted).delete()
    Dispatch.objects.bulk_create(
        [Dispatch(movement=movement, unit_id=pk) for pk in sorted(wanted)], ignore_conflicts=True
    )


@action(
    "movements.movement.launch",
    gettext_lazy("Phát động phong trào"),
    on="movement",
    permit=permits.launches_movement,
)
def launch_movement(*, actor: Any, movement: Movement, on: date) -> Movement:
    """Send the movement to its units, open their registrations and tell their people.

    Raises `NotReady` with everything that article 17 of law 06/2022 asks for and is missing.
    """
    MOVEMENT.move(movement, "launch")
    missing = [
        str(wording.sentence(check))
        for check in queries.readiness_of(movement)
        if check.by_law and not check.is_met
    ]
    if missing:
        raise NotReady(" ".join([*missing, f"({wording.ARTICLE})"]))
    at = period.now()
    movement.launched_at = at
    movement.save()
    movement.dispatches.update(sent_at=at)
    Registration.objects.bulk_create(
        [
            Registration(movement=movement, unit_id=unit)
            for unit in movement.dispatches.order_by("pk").values_list("unit", flat=True)
        ]
    )
    people = queries.told_at_launch(movement, on=on).filter(user__is_active=True)
    told = tell(
        recipients=people.values_list("user", flat=True),
        key=f"movement-{movement.pk}",
        kind="movements.launched",
        text=_("Phát động: %(title)s") % {"title": movement.title},
        url=reverse("movements:detail", args=[movement.pk]),
    )
    note(units=movement.dispatches.count(), people=told, on=on)
    return movement


@action(
    "movements.dispatch.receive",
    gettext_lazy("Nhận văn bản phát động"),
    on="dispatch",
    permit=permits.heads_unit,
)
def receive_dispatch(*, actor: Any, dispatch: Dispatch) -> Dispatch:
    """The unit's head has opened the movement; kept once."""
    if dispatch.sent_at is None:
        raise Refused(_("Phong trào chưa được phát động."))
    if dispatch.received_at is None:
        dispatch.received_at = period.now()
        dispatch.save()
    return dispatch


@action(
    "movements.movement.close",
    gettext_lazy("Kết thúc phong trào"),
    on="movement",
    permit=permits.launches_movement,
)
def close_movement(*, actor: Any, movement: Movement, on: date) -> Movement:
    """End a movement after its last day; registrations stay as they are and take no more."""
    if movement.ends_on is not None and on <= movement.ends_on:
        raise Refused(
            _("Phong trào còn đến hết ngày %(day)s, chưa kết thúc được.")
            % {"day": movement.ends_on.strftime("%d/%m/%Y")}
        )
    MOVEMENT.move(movement, "close")
    movement.save()
    return movement


@action(
    "movements.registration.fill",
    gettext_lazy("Ghi danh sách đăng ký"),
    on="registration",
    permit=permits.fills_registration,
)
def fill_registration(
    *, actor: Any, registration: Registration, people: Mapping[Any, Sequence[str]],
    collective_awards: Sequence[str] = (),
) -> Registration:  # fmt: skip
    """Set who is registered: award codes by person, and those of the collective itself."""
    _insist_on_running(registration)
    if reason := REGISTRATION.refusal(registration, "submit"):
        raise Refused(reason)
    _insist_on_awards({code for codes in people.values() for code in codes}, "individual")
    _insist_on_awards(set(collective_awards), "collective")
    members = set(
        orgs.members_of(registration.unit, on=period.today()).values_list("pk", flat=True)
    )
    for person in people:
        if person.pk not in members:
            raise Refused(
                _("%(person)s không thuộc %(unit)s.")
                % {"person": person, "unit": registration.unit}
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
    movement = registration.movement
    # What was sent in once and returned is judged by the day on which it first came.
    came = registration.submitted_at.date() if registration.submitted_at else on
    how = rules.lateness(came, movement.register_by, movement.late_until)
    if how == "closed":
        last = movement.late_until or movement.register_by
        assert last is not None
        raise TooLate(_("Đã hết hạn đăng ký từ ngày %(day)s.") % {"day": last.strftime("%d/%m/%Y")})
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
    registration.save()
    return registration


@action(
    "movements.registration.approve",
    gettext_lazy("Duyệt đăng ký"),
    on="registrations",
    permit=permits.approves_registration,
)
def approve_registrations(*, actor: Any, registrations: Sequence[Registration]) -> int:
    """Approve one or many; their heads are told. Nobody approves what they sent in themselves."""
    for registration in registrations:
        if registration.submitted_by_id == actor.pk:
            raise Refused(
                _("Bạn đã gửi đăng ký của %(unit)s nên người khác phải duyệt.")
                % {"unit": registration.unit}
            )
        REGISTRATION.move(registration, "approve")
        registration.approved_at = period.now()
        registration.save()
        _tell_head(registration, _("Đăng ký của %(unit)s đã được duyệt."))
    tabulate([[registration.pk, registration.unit_id] for registration in registrations])
    return len(registrations)


@action(
    "movements.registration.return",
    gettext_lazy("Trả lại đăng ký"),
    on="registration",
    permit=permits.approves_registration,
)
def return_registration(*, actor: Any, registration: Registration, reason: str) -> Registration:
    """Back to the unit's head, with what to mend."""
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do trả lại."))
    REGISTRATION.move(registration, "return")
    registration.return_reason = reason.strip()
    registration.save()
    note(reason=reason)
    _tell_head(registration, _("Đăng ký của %(unit)s bị trả lại: ") + reason.strip())
    return registration


@action(
    "movements.registration.reopen",
    gettext_lazy("Mở lại đăng ký"),
    on="registration",
    permit=permits.approves_registration,
)
def reopen_registration(*, actor: Any, registration: Registration, reason: str) -> Registration:
    """Open an approved list again, with the reason on its trail."""
    _insist_on_running(registration)
    REGISTRATION.move(registration, "reopen")
    registration.approved_at = None
    registration.save()
    note(reason=reason)
    return registration


def _tell_head(registration: Registration, sentence: str) -> None:
    movement, unit = registration.movement, registration.unit
    tell(
        recipients=queries.heads_of([unit], on=period.today()),
        key=f"registration-{registration.pk}-{registration.state}-{period.now():%Y%m%d%H%M%S}",
        kind="movements.registration",
        text=sentence % {"unit": unit},
        url=reverse("movements:registration", args=[movement.pk, unit.pk]),
    )


@action(
    "movements.movement.remind",
    gettext_lazy("Nhắc đăng ký"),
    on="movement",
    permit=permits.keeps_movements,
)
def remind_unregistered(*, actor: Any, movement: Movement, on: date) -> int:
    """Remind the heads of units that have not sent in their list; once a day each."""
    if reason := MOVEMENT.refusal(movement, "close"):
        raise Refused(reason)
    units = queries.silent_units(movement)
    told = 0
    for unit in units:
        told += tell(
            recipients=queries.heads_of([unit], on=on),
            key=f"remind-{movement.pk}-{unit.pk}-{on}",
            kind="movements.reminder",
            text=_("%(unit)s chưa gửi đăng ký: %(title)s")
            % {"unit": unit, "title": movement.title},
            url=reverse("movements:registration", args=[movement.pk, unit.pk]),
        )
    note(units=len(units), heads=told)
    return len(units)
