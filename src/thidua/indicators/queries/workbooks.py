"""Files of figures that somebody brought: their own, what is in them, and the work on them."""

from typing import Any

from django.db.models import Count, QuerySet, Sum

from thidua.core.models import TaskRun
from thidua.indicators.models import Definition, Portion, Report, Workbook
from thidua.indicators.states import PortionState, ReportState

TASKS = ("indicators.check", "indicators.take")
TAKEN = (PortionState.TAKEN, PortionState.SENT)


def workbook_by_pk(pk: int) -> Workbook | None:
    return (
        Workbook.objects.select_related("set__unit", "set__movement", "file", "made_by__person")
        .filter(pk=pk)
        .first()
    )


def workbooks_of(actor: Any, of_set: Any) -> QuerySet[Workbook]:
    """What one brought to a set oneself, the newest first."""
    return Workbook.objects.filter(set=of_set, made_by=actor.pk).order_by("-pk")


def portions_in(workbook: Workbook) -> dict[str, int]:
    """How many units there are in each state."""
    rows = workbook.portions.order_by().values_list("state").annotate(n=Count("pk"))
    return dict(rows)


def portions_of(workbook: Workbook, *states: str) -> QuerySet[Portion]:
    return workbook.portions.filter(state__in=states).select_related("unit").order_by("pk")


def takeable(workbook: Workbook) -> tuple[int, int, int]:
    """How many units would be taken with how many figures, and how many could be sent as well."""
    if workbook.starts_on is None:  # not read yet
        return 0, 0, 0
    ready = workbook.portions.filter(state=PortionState.READY)
    found = ready.aggregate(units=Count("pk"), figures=Sum("changes"))
    sent = Report.objects.filter(
        set=workbook.set_id, frequency=workbook.frequency, starts_on=workbook.starts_on
    ).exclude(state__in=[ReportState.OPEN, ReportState.RETURNED])
    whole = workbook.portions.filter(
        state__in=[PortionState.READY, PortionState.SAME], is_whole=True
    ).exclude(unit__in=sent.values("unit"))
    return found["units"], found["figures"] or 0, whole.count()


def questioned_in(workbook: Workbook) -> QuerySet[Portion]:
    """The units about whose figures something is asked before they are taken."""
    return workbook.portions.exclude(questions=[]).filter(state=PortionState.READY).order_by("pk")


def frequencies_of(of_set: Any) -> list[str]:
    """How often units of a set report, of all meanings that its indicators have had."""
    rows = Definition.objects.filter(indicator__assignments__set=of_set, base=None)
    return sorted(set(rows.values_list("frequency", flat=True)))


def run_of_workbook(workbook: Workbook) -> TaskRun | None:
    """The newest long work on a file."""
    runs = TaskRun.objects.filter(name__in=TASKS, arguments__workbook_id=workbook.pk)
    return runs.order_by("-pk").first()


def workbooks_in(report: Report) -> QuerySet[Workbook]:
    """The files from which figures of a report were taken."""
    rows = Workbook.objects.filter(
        set=report.set_id, frequency=report.frequency, starts_on=report.starts_on,
        portions__unit=report.unit_id, portions__state__in=TAKEN,
    )  # fmt: skip
    return rows.select_related("made_by__person").order_by("pk")
