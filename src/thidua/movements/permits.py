"""Who may do what with movements and registrations."""

from typing import Any

from django.utils.translation import gettext as _

from thidua.core.permit import Permit, Reason, permit
from thidua.movements import queries
from thidua.orgs import queries as orgs
from thidua.orgs.permits import holds, is_signed_in, leads
from thidua.orgs.states import Role

keeps_movements = holds(Role.OFFICER)
"""The officer of the unit that runs the movement, or of one above."""

launches_movement = holds(Role.OFFICER, Role.DIRECTOR)

heads_unit = holds(Role.HEAD)


def _body(party: Any) -> Any:
    return party.unit


signs_for_party = leads(_body)
"""Whoever leads one of the bodies of a joint plan."""

numbers_for_party = holds(Role.OFFICER, Role.DIRECTOR, of=_body)


def _unit_of_movement(subject: Any) -> Any:
    return subject.movement.unit


keeps_phase = holds(Role.OFFICER, of=_unit_of_movement)

decides_registration = holds(Role.OFFICER, Role.DIRECTOR, of=_unit_of_movement)


@permit
def did_not_send_it(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Nobody approves what they sent in themselves."""
    if subject.submitted_by_id != actor.pk:
        return None
    return _("Bạn đã gửi đăng ký của %(unit)s nên người khác phải duyệt.") % {"unit": subject.unit}


approves_registration = decides_registration & did_not_send_it

fills_registration: Permit = heads_unit | holds(Role.OFFICER, of=_unit_of_movement)
"""The head of the unit; the officer keys in for those who cannot."""


@permit
def sees_movement(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """People in its scope once it is launched; those who watch over its unit always."""
    if (reason := is_signed_in(actor, subject)) is not None:
        return reason
    if queries.visible_to(actor).filter(pk=subject.pk).exists():
        return None
    return _("Phong trào này không được gửi đến đơn vị của bạn.")


@permit
def sees_registration(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Lists are public inside the movement (law 06/2022, article 5: public and transparent)."""
    return sees_movement(actor, subject.movement)


watches_movement = holds(*queries.WATCHING)
"""Those who watch over the movement's unit."""


@permit
def watches_some_movements(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Watch over some unit."""
    if orgs.holds_anywhere(actor, *queries.WATCHING):
        return None
    return _("Nhịp phong trào dành cho cán bộ thi đua, thủ trưởng và thanh tra.")


@permit
def keeps_some_movements(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Be an officer somewhere."""
    if orgs.holds_anywhere(actor, Role.OFFICER):
        return None
    return _("Việc này dành cho cán bộ thi đua, khen thưởng.")
