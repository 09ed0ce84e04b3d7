"""Who keeps the library and the sets, who reports for a unit, who checks and who accepts."""

from typing import Any

from django.utils.translation import gettext as _

from thidua.core import period
from thidua.core.permit import Reason, permit
from thidua.indicators import queries
from thidua.orgs import queries as orgs
from thidua.orgs.permits import holds, is_system
from thidua.orgs.states import Role

REPORTERS = (Role.HEAD, Role.OFFICER, Role.DIRECTOR)
CHECKERS = (Role.OFFICER, Role.DIRECTOR)


keeps_library = holds(Role.OFFICER)
"""The officer of the unit whose library it is; `subject` is the unit or an indicator."""

keeps_set = holds(Role.OFFICER)
"""The officer of the unit that asks for the figures."""

keeps_part = holds(Role.OFFICER, of=lambda part: part.set.unit)
"""The same, of a target, an assignment or a batch of the set."""

reports = holds(*REPORTERS)
"""Head, officer or director of the unit whose report it is."""

may_extend = holds(Role.OFFICER, of=lambda report: report.set.unit)

reminds = keeps_set | is_system
"""The officer; the worker, by the clock."""


@permit
def checks(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Be officer or director of a unit above the one whose report it is, never of itself."""
    for standing in orgs.standings(actor):
        is_above = standing.reaches(subject.unit) and standing.unit.pk != subject.unit.pk
        if standing.role in CHECKERS and is_above:
            return None
    return _("Việc này dành cho cán bộ thi đua, khen thưởng của đơn vị cấp trên của %(unit)s.") % {
        "unit": subject.unit
    }


@permit
def accepts(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Check it, at the level that asks for the figures or above."""
    if (reason := checks(actor, subject)) is not None:
        return reason
    asking = subject.set.unit
    standings = orgs.standings(actor)
    if any(s.role in CHECKERS and s.reaches(asking) for s in standings):
        return None
    return _("Báo cáo do %(unit)s chấp nhận; đơn vị trung gian chỉ kiểm tra.") % {"unit": asking}


@permit
def reads_report(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Whoever finds it in their list."""
    if queries.reports_visible_to(actor).filter(pk=subject.pk).exists():
        return None
    return _("Báo cáo này chưa mở cho bạn đọc.")


@permit
def reads_somewhere(actor: Any, subject: Any = None, **given: Any) -> Reason | None:
    """Hold a role in some unit; lists are cut by what one may see."""
    if orgs.holds_anywhere(actor, *queries.READERS):
        return None
    return _("Trang này dành cho người phụ trách, báo cáo chỉ tiêu của đơn vị.")


@permit
def sees_indicator(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Whoever finds it in the library."""
    if queries.indicators_visible_to(actor).filter(pk=subject.pk).exists():
        return None
    return _("Chỉ tiêu này thuộc thư viện của đơn vị khác.")


@permit
def sees_set(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Whoever finds it in the list of sets."""
    if queries.sets_visible_to(actor).filter(pk=subject.pk).exists():
        return None
    return _("Bộ chỉ tiêu này chưa mở cho bạn xem.")


@permit
def keeps_some_library(actor: Any, subject: Any = None, **given: Any) -> Reason | None:
    """Be an officer somewhere."""
    if orgs.holds_anywhere(actor, Role.OFFICER):
        return None
    return _("Thư viện chỉ tiêu do cán bộ thi đua, khen thưởng lập.")


@permit
def commits(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Report for the unit that binds itself, where the target holds for it."""
    unit = given["unit"]
    if not unit.path.startswith(subject.unit.path):
        return _("Mức chỉ tiêu này không đặt cho %(unit)s.") % {"unit": unit}
    return reports(actor, unit)


@permit
def corrects(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Accept the report that holds the figure."""
    return accepts(actor, subject.report)


def watches(actor: Any, unit: Any) -> bool:
    """Whether a role of those that read figures reaches a unit."""
    return any(s.role in queries.READERS and s.reaches(unit) for s in orgs.standings(actor))


@permit
def sums_up(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Watch the set's unit, or one below it; what one sees is cut to that."""
    top = subject.unit
    if watches(actor, top):
        return None
    watched = [s for s in orgs.standings(actor) if s.role in queries.READERS]
    if any(standing.unit.path.startswith(top.path) for standing in watched):
        return sees_set(actor, subject)
    return _("Số tổng hợp dành cho người phụ trách đơn vị.")


@permit
def may_ask(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Check or inspect the reports of units in the set."""
    if orgs.holds_anywhere(actor, Role.OFFICER, Role.DIRECTOR, Role.INSPECTOR):
        return sums_up(actor, subject)
    return _("Trang này dành cho người kiểm tra báo cáo chỉ tiêu.")


@permit
def brings_figures(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Report for at least one unit of the set, one's own or one below."""
    mine = queries.units_reported_by(actor, subject, on=period.today())
    if mine:
        return reports(actor, mine[0])
    return _("Việc này dành cho người báo cáo của các đơn vị được giao bộ chỉ tiêu này.")


@permit
def brought(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Whoever brought the file, as long as they report in its set."""
    if subject.made_by_id != actor.pk:
        return _("Tệp này do người khác đưa lên.")
    return brings_figures(actor, subject.set)
