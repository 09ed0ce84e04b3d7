"""Who may enter, change, send, verify, return and recognise initiatives and difficulties."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from thidua.core import period
from thidua.core.action import note
from thidua.core.permit import Reason, permit
from thidua.councils import permits as councils
from thidua.councils.states import CaseState
from thidua.initiatives import queries
from thidua.initiatives.states import EntryState
from thidua.orgs import queries as orgs
from thidua.orgs.permits import leads
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


@permit
def puts_forward(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Prepare the council: its secretary, and officers of its unit."""
    return councils.prepares(actor, given["council"])


@permit
def puts_forward_somewhere(actor: Any, subject: Any = None, **given: Any) -> Reason | None:
    """Prepare some council that considers initiatives."""
    if queries.councils_for(actor, on=period.today()).exists():
        return None
    return _("Việc này dành cho Thư ký hội đồng sáng kiến và %(role)s.") % {
        "role": Role.OFFICER.label
    }


@permit
def hears_council(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Only what the council has just closed can be written, by who keeps its minutes."""
    passed: Mapping[int, bool] = given["passed"]
    found = queries.judged(passed)
    closed = {
        key: bool(each.result["passed"]) for key, each in found.items()
        if each.case.council_id == subject.pk and each.case.state == CaseState.CLOSED
    }  # fmt: skip
    if not closed or closed != passed:
        return _("Chỉ ghi kết quả mà hội đồng đã biểu quyết và chốt.")
    meetings = {each.case.meeting_id: each.case for each in found.values()}
    reasons = (councils.is_secretary(actor, case) for case in meetings.values())
    return next((reason for reason in reasons if reason is not None), None)


@permit
def left_council(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Only what has just left the council unvoted comes back, by who prepares its sessions."""
    found = queries.judged([subject.pk]).get(subject.pk)
    if found is None or found.case.state != CaseState.WITHDRAWN:
        return _("Chỉ nhận lại nội dung đã rút khỏi hội đồng.")
    return councils.prepares(actor, found.case)


@permit
def recognises(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Head the unit whose council considered it, and be no author where another heads it too.

    An author who alone heads the unit decides by what the council advises, which the statute on
    initiatives then demands (decree 13/2012; circular 18/2013).
    """
    unit = subject.examined_by
    if unit is None:
        return _("Sáng kiến này chưa đưa ra hội đồng sáng kiến.")
    authors = queries.author_keys(subject)
    if not queries.free_directors(subject, on=period.today()):
        authors = set()
    person = orgs.person_of(actor)
    if person is not None and person.pk in authors:
        return _("Bạn là tác giả nên người khác quyết định công nhận.")
    for standing in orgs.standings(actor):
        if not standing.leads(unit):
            continue
        if standing.principal is None:
            return None
        if standing.principal.pk not in authors:
            note(on_behalf_of=str(standing.principal.pk), acting_as=standing.role)
            return None
    return _("Việc này dành cho %(roles)s của %(unit)s.") % {
        "roles": Role.DIRECTOR.label,
        "unit": unit,
    }


@permit
def recognises_somewhere(actor: Any, subject: Any = None, **given: Any) -> Reason | None:
    """Head some unit; what waits is cut by what one decides."""
    if orgs.holds_anywhere(actor, Role.DIRECTOR):
        return None
    return _("Trang này dành cho %(roles)s.") % {"roles": Role.DIRECTOR.label}


decides_for = leads()
