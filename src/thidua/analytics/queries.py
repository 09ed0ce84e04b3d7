"""Named questions about statistics that were sent, and of which units one may see tables."""

from typing import Any

from django.db.models import QuerySet

from thidua.analytics.models import Statistic
from thidua.orgs.queries import role_units, units_in_reach
from thidua.orgs.states import Role, UnitKind

READERS = (Role.OFFICER, Role.DIRECTOR, Role.INSPECTOR)
ISSUING = (
    UnitKind.HEALTH_DEPARTMENT, UnitKind.HOSPITAL, UnitKind.UPPER_UNION,
    UnitKind.GRASSROOTS_UNION, UnitKind.YOUTH_UNION, UnitKind.OTHER,
)  # fmt: skip


def visible_to(actor: Any) -> QuerySet[Statistic]:
    """What was sent of units where one is officer, director or inspector, the newest first."""
    units = units_in_reach(actor, READERS)
    sent = Statistic.objects.filter(unit__in=units.values("pk")).select_related("unit", "sent_by")
    return sent.order_by("-sent_at", "-pk")


def statistic_of(pk: int) -> Statistic | None:
    return Statistic.objects.select_related("unit__parent", "sent_by").filter(pk=pk).first()


def last_sent(unit: Any, table: str, start: Any, end: Any) -> Statistic | None:
    """The last that a unit sent of a table and a period."""
    sent = Statistic.objects.filter(unit=unit, table=table, starts_on=start, ends_on=end)
    return sent.order_by("-sent_at", "-pk").first()


def units_for(actor: Any) -> QuerySet[Any]:
    """Units whose tables one may ask for: those that report, and those of one's own role."""
    own = [unit.pk for unit in role_units(actor, READERS)]
    reach = units_in_reach(actor, READERS)
    return (reach.filter(kind__in=ISSUING) | reach.filter(pk__in=own)).order_by("path")
