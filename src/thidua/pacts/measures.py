"""Targets met, for boards and reviews; and the table of targets against results."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from thidua.core import period as clock
from thidua.core.period import Period
from thidua.movements.measures import TABLES, Figure, Standing, Table, counted, register
from thidua.pacts import queries
from thidua.pacts.queries import Result, Row
from thidua.pacts.states import Verdict
from thidua.pacts.wording import target_of

NOT_IN_A_PACT = Figure(Standing.NOT_APPLICABLE)


def _day(span: Period) -> Any:
    """The day on which a span is looked at: its last, or today while it runs."""
    today = clock.today()
    return min(span.end, today) if span.end is not None else today


@register("pacts.targets_met", label=_("Chỉ tiêu giao ước đã đạt"), unit=_("chỉ tiêu"))
def targets_met(movement: Any, units: Sequence[Any], period: Period) -> dict[int, Figure]:
    """Clauses met on the period's last day, counted since the movement began.

    A unit without a sealed pact has no such figure; one whose figures are all missing lacks it.
    """
    found: dict[int, list[Row]] = {}
    for row in queries.results_in(movement, on=_day(period)):
        found.setdefault(row.party.unit_id, []).append(row)
    return {unit.pk: _figure(found.get(unit.pk, [])) for unit in units}


def _figure(rows: Sequence[Row]) -> Figure:
    judged = sum(row.judged for row in rows)
    if not judged:
        return NOT_IN_A_PACT
    url = reverse("pacts:progress", args=[rows[0].party.pact_id])
    if sum(row.missing for row in rows) == judged:
        return Figure(Standing.MISSING, url=url)
    return counted(sum(row.met for row in rows), url)


@TABLES.register("pacts.progress")
def progress(movement: Any, period: Period) -> Table:
    """Every party's targets against its results on the period's last day."""
    lines = [
        (
            (
                str(row.party), result.clause.text, target_of(result.clause, result.target),
                _aim(result), result.figure.value, str(Verdict(result.verdict).label),
            ),
            result.figure.url,
        )
        for row in queries.results_in(movement, on=_day(period))
        for result in row.results
    ]  # fmt: skip
    return Table(
        title=_("Chỉ tiêu giao ước và kết quả"),
        columns=(
            _("Đơn vị"), _("Chỉ tiêu"), _("Mức phấn đấu"), _("Mức"), _("Kết quả"), _("Đánh giá"),
        ),
        rows=[line for line, _url in lines],
        urls=[url for _line, url in lines],
        is_matrix=True,
    )  # fmt: skip


def _aim(result: Result) -> Decimal | None:
    """The target as a figure; nothing where the clause does not bind the party."""
    if result.verdict == Verdict.NOT_BOUND:
        return None
    return Decimal(0) if result.target is None else result.target


@TABLES.register("pacts.by_party")
def by_party(movement: Any, period: Period) -> Table:
    """How many targets each party had to meet, and how many it has met."""
    rows = [row for row in queries.results_in(movement, on=_day(period)) if row.judged]
    return Table(
        title=_("Chỉ tiêu giao ước theo đơn vị"),
        columns=(_("Đơn vị"), _("Chỉ tiêu phải đạt"), _("Chỉ tiêu đã đạt")),
        rows=[(str(row.party), row.judged, row.met) for row in rows],
        urls=[reverse("pacts:progress", args=[row.party.pact_id]) for row in rows],
    )
