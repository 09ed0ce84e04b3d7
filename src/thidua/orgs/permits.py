"""Who may act on units and people; the role permits that every capability uses."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from thidua.core.action import note
from thidua.core.permit import Permit, Reason, permit
from thidua.orgs import queries
from thidua.orgs.models import Person, Unit
from thidua.orgs.states import Role


@permit
def is_system(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """The command line and periodic work."""
    return None if getattr(actor, "is_system", False) else _("Chỉ hệ thống thực hiện việc này.")


@permit
def is_signed_in(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Anybody with an active account and a person behind it."""
    if queries.person_of(actor) is not None and actor.is_active:
        return None
    return _("Bạn cần đăng nhập bằng tài khoản của mình.")


def the_unit(subject: Any) -> Unit:
    """The unit at stake: the subject itself or its `unit`."""
    return subject if isinstance(subject, Unit) else subject.unit


def holds(*roles: Role, of: Callable[[Any], Unit] = the_unit) -> Permit:
    """Hold one of `roles` on the subject's unit; as a deputy, the trail says for whom."""

    def predicate(actor: Any, subject: Any, **given: Any) -> Reason | None:
        unit = of(subject)
        standing = queries.standing_on(actor, unit, roles)
        if standing is None:
            names = ", ".join(str(role.label) for role in roles)
            return _("Việc này dành cho %(roles)s của %(unit)s.") % {"roles": names, "unit": unit}
        if standing.principal is not None:
            note(on_behalf_of=str(standing.principal.pk), acting_as=standing.role)
        return None

    return Permit(predicate, f"holds({', '.join(roles)})")


@permit
def is_member(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Belong to the subject's unit today, in any line."""
    unit = the_unit(subject)
    if queries.own_units(actor).filter(path__startswith=unit.path).exists():
        return None
    return _("Việc này dành cho người của %(unit)s.") % {"unit": unit}


@permit
def is_oneself(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """The person whom the subject is."""
    person = queries.person_of(actor)
    if isinstance(subject, Person) and person is not None and person.pk == subject.pk:
        return None
    return _("Chỉ chính người đó thực hiện được việc này.")


is_admin = holds(Role.ADMIN)
is_officer = holds(Role.OFFICER)
is_director = holds(Role.DIRECTOR)
is_head = holds(Role.HEAD)
