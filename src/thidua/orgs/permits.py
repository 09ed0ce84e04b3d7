"""Who may act on units and people; the role permits that every capability uses."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from thidua.core import period
from thidua.core.action import note, within
from thidua.core.permit import Permit, Reason, permit
from thidua.orgs import queries
from thidua.orgs.models import Person, Unit
from thidua.orgs.states import FILE_READERS, Line, MembershipKind, Role


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
        return _by(queries.standing_on(actor, unit, roles), unit, roles)

    return Permit(predicate, f"holds({', '.join(roles)})")


def leads(of: Callable[[Any], Unit] = the_unit) -> Permit:
    """Decide and sign for the subject's unit, as its director or one above in its own line."""
    roles = (Role.DIRECTOR,)

    def predicate(actor: Any, subject: Any, **given: Any) -> Reason | None:
        """In the unit's own line."""
        unit = of(subject)
        return _by(queries.leading_on(actor, unit), unit, roles)

    return Permit(predicate, "leads")


def _by(standing: Any, unit: Unit, roles: tuple[Role, ...]) -> Reason | None:
    if standing is None:
        names = ", ".join(str(role.label) for role in roles)
        return _("Việc này dành cho %(roles)s của %(unit)s.") % {"roles": names, "unit": unit}
    if standing.principal is not None:
        note(on_behalf_of=str(standing.principal.pk), acting_as=standing.role)
    return None


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


def _unit_of(person: Person | None) -> Unit | None:
    """Where a person is administered: the home unit, else any unit they belong or belonged to."""
    return queries.keeping_unit_of(person, on=period.today())


@permit
def keeps_unit(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Administer the unit; a root, which has no unit above, is made by the system."""
    if getattr(actor, "is_system", False):
        return None
    return is_admin(actor, subject) if subject is not None else is_system(actor, subject)


@permit
def keeps_person(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Administer the unit to which the person belongs."""
    if getattr(actor, "is_system", False):
        return None
    person = subject if isinstance(subject, Person) else subject.person
    unit = _unit_of(person)
    return is_admin(actor, unit) if unit is not None else _("Người này chưa thuộc đơn vị nào.")


@permit
def reads_person(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Open a personal file: oneself, or those who administer, lead or inspect the person's unit."""
    if is_oneself(actor, subject) is None:
        return None
    unit = _unit_of(subject)
    if unit is not None and reads_files_of(actor, unit) is None:
        return None
    # The unit is not named: the reason must not tell where somebody belongs.
    return _("Hồ sơ cá nhân chỉ mở cho chính người đó và người phụ trách của đơn vị.")


@permit
def appoints_deputy(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """The holder of the role, or who administers its unit."""
    person = queries.person_of(actor)
    if person is not None and person.pk == subject.person_id:
        return None
    return is_admin(actor, subject.unit)


@permit
def ends_deputation(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Who could appoint the deputy."""
    return appoints_deputy(actor, subject.grant)


@permit
def imports_rows(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Administer the unit into which a sheet is imported."""
    return keeps_unit(actor, subject.unit)


@permit
def keeps_some_unit(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Administer some unit."""
    if queries.holds_anywhere(actor, Role.ADMIN):
        return None
    return _("Việc này dành cho quản trị hệ thống của đơn vị.")


@permit
def follows_run(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Whoever began the long work, and administrators of the unit to which they belong."""
    if subject.actor_id == actor.pk:
        return None
    unit = _unit_of(queries.person_by_account(subject.actor_id))
    if unit is not None and is_admin(actor, unit) is None:
        return None
    return _("Chỉ người giao việc và quản trị hệ thống xem được tiến độ của việc này.")


def keeps_account(actor: Any, user: Any) -> Reason | None:
    """Who keeps accounts: administrators of the person's unit; helpers but for those with a role.

    A helper who could reset a director would sign in as one.
    """
    if user is None:
        return (
            None
            if queries.holds_anywhere(actor, Role.ADMIN)
            else _("Việc này dành cho quản trị hệ thống của đơn vị.")
        )
    if within("orgs.unit.issue_slips") or within("orgs.person.erase"):
        # Judged there: hundreds of people come in one act, and merged files have no unit left.
        return None
    person = queries.person_of(user)
    unit = _unit_of(person) if person is not None else None
    if unit is None:
        return _("Tài khoản này chưa gắn với đơn vị nào.")
    if is_admin(actor, unit) is None:
        return None
    if (reason := helps(actor, unit)) is not None:
        return reason
    holders = queries.holders_among([person], on=period.today()) if person is not None else []
    return holds_a_role(holders[0]) if holders else None


def holds_a_role(person: Person) -> Reason:
    """Why a helper may not open the account of somebody who holds a role."""
    return _("%(who)s đang giữ vai trò, nên chỉ quản trị hệ thống cấp lại đăng nhập được.") % {
        "who": person
    }


@permit
def resets_person(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Keep the account of the person whom the subject is."""
    if subject.user is None:
        return _("Người này chưa có tài khoản.")
    return keeps_account(actor, subject.user)


KEEPING = (Role.ADMIN,)
OWN_KIND = {
    Line.GOVERNMENT: MembershipKind.HOME,
    Line.UNION: MembershipKind.UNION,
    Line.YOUTH: MembershipKind.YOUTH,
}
"""In which quality people are entered into a unit of a line."""

is_admin = holds(*KEEPING)
helps = holds(Role.HELPER, Role.ADMIN)
recalls_people = holds(Role.OFFICER, Role.ADMIN)
reads_files_of = holds(*FILE_READERS)
is_officer = holds(Role.OFFICER)
is_director = holds(Role.DIRECTOR)
is_head = holds(Role.HEAD)
