"""Pages of indicators: what they mean, sets, who is asked what, and targets."""

import io
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse as to
from openpyxl import load_workbook

from tests.browser.visits.visit import Visit
from tests.support import world
from thidua.indicators import actions, queries
from thidua.indicators.actions.reporting import Given
from thidua.indicators.rules import Goal
from thidua.indicators.worksheets import write_form


def set_of(here: world.World) -> tuple[Any, Any, Any]:
    """An open set of one indicator that a group reports, with a target for each."""
    officer, movement = here.user("canbo"), here.movement
    span = {"starts_on": movement.starts_on, "ends_on": movement.ends_on}
    facts = {"name": "Sáng kiến được áp dụng", "shape": "number", "adds": "sum",
             "frequency": "month"}  # fmt: skip
    indicator = actions.define(
        actor=officer, unit=movement.unit, code="SK.1", facts=facts, valid_from=movement.starts_on
    )
    made = actions.create_set(actor=officer, movement=movement, title="Bộ chỉ tiêu", **span)
    actions.fill_set(actor=officer, of_set=made, indicators=[indicator])
    actions.assign(
        actor=officer, of_set=made, units=[here.group], indicators=[indicator],
        since=movement.starts_on, title="Giao bộ chung",
    )  # fmt: skip
    target = actions.set_target(
        actor=officer, of_set=made, indicator=indicator, unit=movement.unit, reach="each",
        goal=Goal(relation="at_least", low=Decimal(2)), **span,
    )  # fmt: skip
    return indicator, actions.open_set(actor=officer, of_set=made), target


def reports_of(here: world.World, made: Any, indicator: Any) -> tuple[Any, Any]:
    """A report to be filled in, and the figure of one that was accepted."""
    head, officer = here.head.user, here.user("canbo")
    accepted, filled = (
        actions.open_report(
            actor=head, unit=here.group, of_set=made, frequency="month", starts_on=start
        ) for start, _end in queries.slots_of(made, "month")[:2]
    )  # fmt: skip
    said = {indicator.pk: Given(numerator=Decimal(3))}
    actions.save_entries(actor=head, report=accepted, given=said)
    accepted = actions.send_report(actor=head, report=accepted)
    actions.accept_reports(actor=officer, reports=[accepted])
    [entry] = queries.entries_of(here.group, accepted.starts_on, accepted.ends_on).values()
    return filled, entry


def workbook_of(here: world.World, made: Any) -> Any:
    """A form that came back with a word where a number belongs."""
    officer = here.user("canbo")
    slot = queries.Slot(made, "month", *queries.slots_of(made, "month")[1])
    book = load_workbook(io.BytesIO(write_form(actions.form_for(officer, slot))))
    book.worksheets[0]["G5"].value = "ba"
    out = io.BytesIO()
    book.save(out)
    file = SimpleUploadedFile("bao-cao.xlsx", out.getvalue())
    return actions.bring_workbook(actor=officer, of_set=made, file=file)


def of_indicators(here: world.World) -> list[Visit]:
    """From the library to what a unit commits to, reports, and how a figure is corrected."""
    indicator, made, target = set_of(here)
    filled, entry = reports_of(here, made, indicator)
    workbook = workbook_of(here, made)
    one = [made.pk]
    return [
        ("ui/list_page.html", "canbo", to("indicators:library")),
        ("indicators/indicator.html", "canbo", to("indicators:indicator", args=[indicator.pk])),
        ("indicators/form.html", "canbo", to("indicators:define")),
        ("ui/list_page.html", "canbo", to("indicators:sets")),
        ("indicators/set.html", "canbo", to("indicators:set", args=one)),
        ("indicators/rollup.html", "canbo", to("indicators:rollup", args=one)),
        ("indicators/proof.html", "canbo", to("indicators:proof", args=[*one, indicator.pk])),
        ("indicators/dashboard.html", "canbo", to("indicators:dashboard", args=one)),
        ("indicators/asking.html", "canbo", to("indicators:asking", args=one)),
        ("indicators/boards.html", "canbo", to("indicators:boards")),
        ("indicators/assign.html", "canbo", to("indicators:assign", args=one)),
        ("indicators/steps.html", "canbo", to("indicators:steps", args=one)),
        ("indicators/targets.html", "head", to("indicators:targets", args=one)),
        ("indicators/set_targets.html", "canbo", to("indicators:set_targets", args=one)),
        (
            "indicators/form.html", "head",
            to("indicators:commit", args=[*one, target.pk, here.group.pk]),
        ),
        ("indicators/owed.html", "head", to("indicators:owed")),
        ("indicators/report.html", "head", to("indicators:report", args=[filled.pk])),
        ("indicators/files.html", "head", to("indicators:files", args=one)),
        ("indicators/workbook.html", "canbo", to("indicators:workbook", args=[workbook.pk])),
        ("ui/list_page.html", "canbo", to("indicators:portions", args=[workbook.pk])),
        ("indicators/reports.html", "canbo", to("indicators:reports")),
        ("indicators/correct.html", "canbo", to("indicators:correct", args=[entry.pk])),
    ]  # fmt: skip
