"""Pages of inspection: plan, sample, visit with its checklist, finding."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.urls import reverse as to

from tests.browser.visits.visit import Visit
from tests.support import world
from thidua.indicators.actions.reporting import Given
from thidua.oversight import actions, queries
from thidua.oversight.tests import leaks


def with_finding(here: world.World, visit: Any, entry: Any) -> Any:
    """What the books say of the figure that was reported."""
    return actions.raise_finding(
        actor=here.user("canbo"), visit=visit, on=world.TODAY, unit=here.group, entry=entry,
        said=Given(numerator=Decimal(2)), found="Sổ theo dõi chỉ ghi hai sáng kiến.",
        remedy="Đối chiếu lại sổ theo dõi.", due_on=world.TODAY + timedelta(days=14),
    )  # fmt: skip


def concluded(here: world.World) -> Any:
    """A visit whose minutes stand, with one finding."""
    of_set, report = leaks.reporting(here)
    plan, _draw, ours, _theirs = leaks.under_way(here, of_set)
    with_finding(here, ours, report.entries.get())
    answers = {q.pk: ("yes", "") for q in queries.questions_of(plan)}
    given = {"actor": here.user("canbo"), "visit": ours, "on": world.TODAY}
    actions.record_visit(
        **given, held_on=world.TODAY, present="Tổ trưởng công đoàn", answers=answers,
        remarks="Sổ sách đủ, cần ghi ngay trong ngày.",
    )  # fmt: skip
    return actions.conclude_visit(**given)


def of_oversight(here: world.World) -> list[Visit]:
    """From the list to what a unit has to mend."""
    of_set, report = leaks.reporting(here)
    waiting = leaks.planned(here, of_set)
    plan, draw, ours, theirs = leaks.under_way(here, of_set)
    entry = report.entries.get()
    finding = with_finding(here, ours, entry)

    def page(template: str, who: str, name: str, thing: Any, more: str = "") -> Visit:
        return template, who, to(f"oversight:{name}", args=[thing.pk]) + more

    return [
        ("ui/list_page.html", "canbo", to("oversight:plans")),
        ("oversight/form.html", "canbo", to("oversight:create")),
        page("oversight/plan.html", "canbo", "plan", waiting),
        page("oversight/questions.html", "canbo", "questions", waiting),
        page("oversight/plan.html", "head", "plan", plan),
        page("oversight/form.html", "canbo", "prepare_draw", plan),
        page("oversight/draw.html", "head", "draw", draw),
        page("oversight/visit.html", "canbo", "visit", ours),
        page("oversight/visit.html", "head", "visit", ours),
        page("oversight/record.html", "canbo", "record", theirs),
        page("oversight/form.html", "canbo", "raise", ours, f"?so-lieu={entry.pk}"),
        ("ui/list_page.html", "canbo", to("oversight:findings")),
        page("oversight/finding.html", "canbo", "finding", finding),
    ]
