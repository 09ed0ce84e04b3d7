"""Who may enter, change, send, verify and return initiatives and difficulties."""

from typing import Any

from django.utils.translation import gettext as _

from thidua.core import period
from thidua.core.action import note
from thidua.core.permit import Reason, permit
from thidua.initiatives import queries
from thidua.initiatives.states import EntryState
from thidua.orgs import queries as orgs
from thidua.orgs.states import Role


@permit
def enters_for(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Belong to the very unit for which something is entered."""
    if orgs.own_units(actor).filter(pk=subject.pk).exists():
        return None
    return _("Việc này dành cho người của %(unit)s.") % {"unit": subject}


@permit
def writes(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Who entered it and, of an initiative, its authors."""
    person = orgs.person_of(actor)
    if person is not None and (
        actor.pk == subject.entered_by_id or person.pk in queries.author_keys(subject)
    ):
        return None
    return _("Chỉ người nhập hoặc tác giả thực hiện được việc này.")


@permit
def is_open(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """A draft or a returned entry; what others read is withdrawn or returned first."""
    here = EntryState(subject.state)
    if here in {EntryState.DRAFT, EntryState.RETURNED}:
        return None
    return _("Đang ở trạng thái «%(state)s» nên không sửa được.") % {"state": here.label}


edits = writes & is_open


@permit
def verifies(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Lead the unit and be no author; where no other head is left, the officer verifies."""
    person = orgs.person_of(actor)
    authors = queries.author_keys(subject)
    if person is not None and person.pk in authors:
        return _("Bạn là tác giả nên người khác xác nhận.")
    roles = [Role.HEAD]
    if not queries.free_heads(subject, on=period.today()):
        roles.append(Role.OFFICER)
    for standing in orgs.standings(actor):
        if standing.role not in roles or not standing.reaches(subject.unit):
            continue
        if standing.principal is None:
            return None
        if standing.principal.pk not in authors:
            note(on_behalf_of=str(standing.principal.pk), acting_as=standing.role)
            return None
    return _("Việc này dành cho %(roles)s của %(unit)s.") % {
        "roles": roles[-1].label,
        "unit": subject.unit,
    }


@permit
def reads_initiative(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Whoever finds it in their list."""
    if subject is not None and queries.visible_to(actor).filter(pk=subject.pk).exists():
        return None
    return _("Sáng kiến này chưa mở cho bạn đọc.")
