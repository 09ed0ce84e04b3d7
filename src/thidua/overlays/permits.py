"""Who makes a local rule: a unit's officer its own, the admin or the department's officer the rest.

Who reads it: whoever it concerns by office.
"""

from typing import Any

from django.utils.translation import gettext as _

from thidua.core.permit import Reason, permit
from thidua.documents.permits import READERS
from thidua.orgs.queries import holds_anywhere, standing_on
from thidua.orgs.states import Role, UnitKind
from thidua.overlays import queries
from thidua.overlays.states import RuleScope


def _may_make(actor: Any, unit: Any, scope: str) -> Reason | None:
    if scope == RuleScope.UNIT:
        if standing_on(actor, unit, (Role.OFFICER,)):
            return None
        return _("Quy định của %(unit)s do cán bộ thi đua, khen thưởng của đơn vị lập.") % {
            "unit": unit
        }
    is_department = unit.kind == UnitKind.HEALTH_DEPARTMENT
    roles = (Role.ADMIN, Role.OFFICER) if is_department else (Role.ADMIN,)
    if standing_on(actor, unit, roles):
        return None
    return _(
        "Quy định của tỉnh, bộ do người quản trị hoặc cán bộ của Sở Y tế nhập: "
        "đề nghị người quản trị của %(unit)s."
    ) % {"unit": unit}


@permit
def makes_rules(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Make a rule of that scope for that unit."""
    return _may_make(actor, given["unit"], given["scope"])


@permit
def keeps_rule(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Make rules of the scope of this one."""
    return _may_make(actor, subject.unit, subject.scope)


@permit
def reads_rules(actor: Any, subject: Any = None, **given: Any) -> Reason | None:
    """Hold an office that works with the law; the list is cut to one's units."""
    if holds_anywhere(actor, *queries.READERS):
        return None
    return _("Quy định riêng dành cho cán bộ thi đua, thủ trưởng, thanh tra và người quản trị.")


@permit
def reads_rule(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """See it in one's list."""
    if queries.visible_to(actor).filter(pk=subject.pk).exists():
        return None
    return _("Quy định này không áp dụng cho đơn vị bạn phụ trách.")


@READERS.register("overlays.localrule")
def _reads_scan(actor: Any, subject_id: str) -> Reason | None:
    """The scan of a regulation is read by whoever reads the rule."""
    return reads_rule(actor, queries.rule_by_key(subject_id))
