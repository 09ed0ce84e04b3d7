"""Who prepares a conference, who nominates, who confirms at their level, and who reads what."""

from typing import Any

from django.utils.translation import gettext as _

from thidua.conferences import queries
from thidua.conferences.models import Conference, Nomination
from thidua.core.permit import Reason, permit
from thidua.orgs.permits import holds, leads
from thidua.orgs.queries import holds_anywhere
from thidua.orgs.states import Role


def the_conference(subject: Any) -> Any:
    return subject.conference if isinstance(subject, Nomination) else subject


def the_unit(subject: Any) -> Any:
    """The unit that holds the conference, or the unit itself."""
    found = the_conference(subject)
    return found.unit if isinstance(found, Conference) else found


prepares = holds(Role.OFFICER, of=the_unit)
approves = leads(the_unit)
reads_all = holds(*queries.READERS, of=the_unit)
withdraws = holds(*queries.NOMINATORS, of=lambda nomination: nomination.unit)
decides = holds(
    Role.OFFICER, Role.DIRECTOR, Role.HEAD, of=lambda nomination: nomination.at
)  # fmt: skip


@permit
def nominates(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Who leads or keeps the nominating unit, within the conference's unit."""
    unit = given["unit"]
    if not unit.path.startswith(subject.unit.path):
        return _("%(unit)s không thuộc nơi tổ chức hội nghị.") % {"unit": unit}
    return holds(*queries.NOMINATORS, of=lambda _subject: unit)(actor, subject)


@permit
def sees(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Readers of the unit; heads below, once nominations are open."""
    if queries.visible_to(actor).filter(pk=the_conference(subject).pk).exists():
        return None
    return _("Hội nghị này chỉ mở cho người phụ trách của đơn vị tổ chức và các đơn vị trực thuộc.")


@permit
def sees_some(actor: Any, subject: Any = None, **given: Any) -> Reason | None:
    """Hold a role that prepares, leads, directs or inspects; lists are cut by what one sees."""
    if holds_anywhere(actor, *queries.BELOW):
        return None
    return _("Trang này dành cho người phụ trách các đơn vị.")


@permit
def prepares_some(actor: Any, subject: Any = None, **given: Any) -> Reason | None:
    if holds_anywhere(actor, Role.OFFICER):
        return None
    return _("Việc này dành cho cán bộ thi đua, khen thưởng.")
