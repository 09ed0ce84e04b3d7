"""Who plans and approves inspections, who inspects, who mends, and who may read."""

from typing import Any

from django.utils.translation import gettext as _

from thidua.core.permit import Reason, permit
from thidua.orgs import queries as orgs
from thidua.orgs.permits import holds, leads
from thidua.orgs.states import Role
from thidua.oversight import queries
from thidua.oversight.models import Plan, Visit
from thidua.oversight.states import VisitState


def plan_of(subject: Any) -> Plan:
    """The plan that a draw, a visit or a finding belongs to."""
    found = getattr(subject, "visit", subject)
    plan: Plan = getattr(found, "plan", found)
    return plan


def visit_of(subject: Any) -> Visit:
    visit: Visit = getattr(subject, "visit", subject)
    return visit


plans = holds(*queries.KEEPERS, of=lambda subject: getattr(plan_of(subject), "unit", subject))
"""Officer or inspector of the unit that inspects; `subject` is the unit or belongs to a plan."""

_leads = leads(lambda subject: plan_of(subject).unit)


@permit
def did_not_draft_it(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Nobody approves a plan that they drew up."""
    if subject.drafted_by_id != actor.pk:
        return None
    return _("Bạn đã lập kế hoạch này nên người khác phải duyệt.")


approves = _leads & did_not_draft_it


@permit
def is_in_team(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Be named in the inspecting team."""
    if queries.is_in_team(actor, plan_of(subject)):
        return None
    return _("Việc này dành cho thành viên đoàn kiểm tra.")


@permit
def is_not_ones_own(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Nobody inspects the unit in which they work or for which they answer."""
    unit = visit_of(subject).unit
    if not queries.belongs_to(actor, unit):
        return None
    return _("Bạn thuộc %(unit)s nên không kiểm tra đơn vị của mình: thành viên khác làm.") % {
        "unit": unit
    }


inspects = is_in_team & is_not_ones_own
"""Of the team, and not of the unit that is inspected."""

settles = (plans | is_in_team) & is_not_ones_own
"""Have a figure mended; the door of indicators asks its own permit beside."""

remedies = holds(*queries.REPORTERS)
"""Head, officer or director of the unit that mends."""

reminds = plans | is_in_team

packs = reminds | _leads
"""Keepers of the plan, its team and the head take the whole file along."""


@permit
def sees_plan(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Whoever finds it in the list of plans."""
    if queries.plans_visible_to(actor).filter(pk=plan_of(subject).pk).exists():
        return None
    return _("Kế hoạch kiểm tra này chưa mở cho bạn xem.")


@permit
def sees_visit(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Keepers of the plan, its team, and those who answer for the unit visited."""
    if queries.visits_visible_to(actor).filter(pk=subject.pk).exists():
        return None
    return _("Cuộc kiểm tra này chưa mở cho bạn xem.")


@permit
def is_concluded(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Minutes that stand."""
    if subject.state == VisitState.CONCLUDED:
        return None
    return _("Cuộc kiểm tra chưa kết luận.")


reads_minutes = sees_visit & (is_concluded | packs)


@permit
def sees_finding(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Whoever finds it in the list of findings."""
    if queries.findings_visible_to(actor).filter(pk=subject.pk).exists():
        return None
    return _("Tồn tại này chưa mở cho bạn xem.")


@permit
def reads_somewhere(actor: Any, subject: Any = None, **given: Any) -> Reason | None:
    """Hold a role in some unit, or be named in a team; lists are cut by what one may see."""
    roles = (*queries.REPORTERS, Role.INSPECTOR)
    if orgs.holds_anywhere(actor, *roles) or queries.is_inspector(actor):
        return None
    return _("Trang này dành cho người kiểm tra và người phụ trách báo cáo của đơn vị.")


@permit
def plans_somewhere(actor: Any, subject: Any = None, **given: Any) -> Reason | None:
    """Be officer or inspector of some unit."""
    if orgs.holds_anywhere(actor, *queries.KEEPERS):
        return None
    return _("Kế hoạch kiểm tra do cán bộ thi đua, khen thưởng hoặc người làm kiểm tra lập.")
