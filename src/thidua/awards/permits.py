"""Who may run a round, write and read dossiers, sign decisions and see honours."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from thidua.awards import queries
from thidua.awards.models import (
    Decision,
    Dossier,
    Honour,
    Merit,
    Reconsideration,
    Recovery,
    Revocation,
    Round,
)
from thidua.awards.queries import merits
from thidua.core import period
from thidua.core.permit import Reason, permit
from thidua.councils import permits as councils
from thidua.councils.queries import cases_for, cases_visible_to
from thidua.councils.states import CaseState
from thidua.orgs.permits import holds, is_signed_in, leads
from thidua.orgs.queries import holds_anywhere, keeping_unit_of, person_of
from thidua.orgs.states import Role

CASE_KIND = "awards.dossier"
DISCLOSED = queries.DISCLOSED


def the_unit(subject: Any) -> Any:
    """The unit that considers: the subject itself, or that of its round."""
    if isinstance(subject, Reconsideration):
        subject = subject.recovery
    if isinstance(subject, Recovery):
        subject = subject.revocation
    if isinstance(subject, Revocation):
        subject = subject.decision
    if isinstance(subject, Round):
        return subject.unit
    return subject.round.unit if isinstance(subject, Dossier | Decision) else subject


is_officer = holds(Role.OFFICER, of=the_unit)
is_director = leads(the_unit)
reads_unit = holds(Role.OFFICER, Role.DIRECTOR, Role.INSPECTOR, of=the_unit)
leads_home = holds(Role.HEAD, of=lambda dossier: dossier.home_unit)
writes_dossier = is_officer | leads_home


@permit
def is_proposed(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """The person whom the dossier proposes."""
    person = person_of(actor)
    if person is not None and subject.person_id == person.pk:
        return None
    return _("Báo cáo này do người được đề nghị viết.")


writes_report = writes_dossier | is_proposed


@permit
def hears_council(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Only what the council has just closed can be written, by who keeps its minutes."""
    passed: Mapping[int, bool] = given["passed"]
    found = cases_for(CASE_KIND, passed)
    closed = {
        key: bool(case.result["passed"]) for key, case in found.items()
        if case.council_id == subject.pk and case.state == CaseState.CLOSED and case.result
    }  # fmt: skip
    if not closed or closed != passed:
        return _("Chỉ ghi kết quả mà hội đồng đã biểu quyết và chốt.")
    meetings = {case.meeting_id: case for case in found.values()}
    reasons = (councils.is_secretary(actor, case) for case in meetings.values())
    return next((reason for reason in reasons if reason is not None), None)


@permit
def left_council(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Only what has just left the council unvoted comes back, by who prepares its sessions."""
    case = cases_for(CASE_KIND, [subject.pk]).get(subject.pk)
    if case is None or case.state != CaseState.WITHDRAWN:
        return _("Chỉ nhận lại nội dung đã rút khỏi hội đồng.")
    return councils.prepares(actor, case)


@permit
def reads_dossier(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Who sees it in lists (officers, heads, the person), and the council before which it lies."""
    assert isinstance(subject, Dossier)
    if queries.visible_to(actor).filter(pk=subject.pk).exists():
        return None
    if cases_visible_to(actor).filter(kind=CASE_KIND, subject_id=subject.pk).exists():
        return None
    return _("Hồ sơ này của người khác; chỉ người được đề nghị và người phụ trách xem được.")


@permit
def reads_honour(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Whoever sees the honour in the registry."""
    assert isinstance(subject, Honour)
    if queries.honours_visible_to(actor).filter(pk=subject.pk).exists():
        return None
    return _("Khen thưởng này của người khác; chỉ người được khen và người phụ trách xem được.")


def _anywhere(*roles: Role) -> Any:
    @permit
    def has_role(actor: Any, subject: Any = None, **given: Any) -> Reason | None:
        """Hold one of the roles on any unit; the list itself is cut by what one may see."""
        if (reason := is_signed_in(actor, subject)) is not None:
            return reason
        if holds_anywhere(actor, *roles):
            return None
        names = ", ".join(str(role.label) for role in roles)
        return _("Trang này dành cho %(roles)s.") % {"roles": names}

    return has_role


works_on_rounds = _anywhere(Role.OFFICER, Role.DIRECTOR, Role.INSPECTOR)
is_officer_somewhere = _anywhere(Role.OFFICER)
reads_lists = _anywhere(Role.OFFICER, Role.DIRECTOR, Role.INSPECTOR, Role.HEAD)
keeps_register = holds(Role.OFFICER)
reads_register = holds(Role.OFFICER, Role.DIRECTOR, Role.INSPECTOR)
reads_collective = holds(
    Role.OFFICER, Role.DIRECTOR, Role.INSPECTOR, Role.HEAD, of=lambda unit: unit
)


@permit
def reads_eligibility(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """One's own, and that of people whom one's lists show."""
    own = person_of(actor)
    if own is not None and own.pk == subject.pk:
        return None
    if queries.considered_people(actor, on=period.today()).filter(pk=subject.pk).exists():
        return None
    return _("Điều kiện khen thưởng của người khác; chỉ người đó và người phụ trách xem được.")


@permit
def reads_honours_of(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """The person, those whose lists show them, and those to whom an entry of theirs is shown."""
    if reads_eligibility(actor, subject) is None:
        return None
    if queries.honours_visible_to(actor).filter(person=subject.pk).exists():
        return None
    return _("Lý lịch khen thưởng của người khác; chỉ người đó và người phụ trách xem được.")


@permit
def keeps_honours_of(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """The officer of the unit where the person is, or was last."""
    unit = keeping_unit_of(subject, on=period.today())
    if unit is None:
        return _("Người này chưa thuộc đơn vị nào.")
    return keeps_register(actor, unit)


@permit
def carries_honours_of(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """The person, and the officer of their unit."""
    own = person_of(actor)
    if own is not None and own.pk == subject.pk:
        return None
    return keeps_honours_of(actor, subject)


@permit
def keeps_entry(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """The officer of the person or the collective honoured."""
    honour = getattr(subject, "kept", subject)
    if honour.person is not None:
        return keeps_honours_of(actor, honour.person)
    return keeps_register(actor, honour.unit)


@permit
def writes_merit(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Who writes one of the dossiers that rest on it."""
    assert isinstance(subject, Merit)
    why: Reason | None = _("Thành tích này chưa có hồ sơ nào.")
    for dossier in merits.resting_on_merit(subject):
        if (why := writes_dossier(actor, dossier)) is None:
            return None
    return why


@permit
def reads_merit(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Who reads one of its dossiers, and the officer to whom it was handed over."""
    assert isinstance(subject, Merit)
    if merits.was_offered(actor, subject):
        return None
    if merits.seen_among(actor, merits.resting_on_merit(subject)):
        return None
    return _("Thành tích này của người khác; chỉ người đó và người phụ trách xem được.")


@permit
def proposes_merit(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Whoever writes it or was handed it over; the round asks for its own officer besides."""
    if merits.was_offered(actor, subject):
        return None
    return writes_merit(actor, subject)


@permit
def reports_deed(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """The head of the one who did it, or the officer of the unit that praises."""
    unit = subject if not hasattr(subject, "full_name") else keeping_unit_of(
        subject, on=period.today()
    )  # fmt: skip
    if unit is None:
        return _("Người này chưa thuộc đơn vị nào.")
    return holds(Role.HEAD, Role.OFFICER)(actor, unit)


leads_or_runs = _anywhere(Role.HEAD, Role.OFFICER)
reads_spot = _anywhere(Role.HEAD, Role.OFFICER, Role.DIRECTOR, Role.INSPECTOR)
