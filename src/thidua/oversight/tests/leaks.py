"""What of inspection plans, samples, visits and findings may reach whom."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from tests.leaks.planted import MARK, Planted, Secret, secret
from tests.leaks.roles import KEEPER, WATCHERS
from tests.support.world import TODAY

from thidua.indicators import actions as indicators
from thidua.indicators.actions.reporting import Given
from thidua.initiatives.tests.factories import photo
from thidua.oversight import actions, queries
from thidua.oversight.models import Plan

UNDER = WATCHERS | {"head", "other_head"}
"""Whose units report in the set: they see how the sample was drawn."""
VISITED = WATCHERS | {"head"}
TEXTS = {"found": "…", "remedy": "…", "due_on": TODAY + timedelta(days=9)}


def reporting(here: Any) -> tuple[Any, Any]:
    """An open set that both groups report, and the report of the first."""
    officer, movement, head = here.user("canbo"), here.movement, here.head.user
    start, end = movement.starts_on, movement.ends_on
    facts = {"name": "Sáng kiến được áp dụng", "shape": "number", "adds": "sum",
             "frequency": "month"}  # fmt: skip
    indicator = indicators.define(
        actor=officer, unit=movement.unit, code="KT.1", facts=facts, valid_from=start
    )
    made = indicators.create_set(
        actor=officer, movement=movement, title="Bộ được kiểm tra", starts_on=start, ends_on=end
    )
    indicators.fill_set(actor=officer, of_set=made, indicators=[indicator])
    indicators.assign(
        actor=officer, of_set=made, units=[here.group, here.other_group], indicators=[indicator],
        since=start,
    )  # fmt: skip
    made = indicators.open_set(actor=officer, of_set=made)
    report = indicators.open_report(
        actor=head, unit=here.group, of_set=made, frequency="month", starts_on=start
    )
    said = {indicator.pk: Given(numerator=Decimal(3))}
    indicators.save_entries(actor=head, report=report, given=said)
    report = indicators.send_report(actor=head, report=report)
    indicators.accept_reports(actor=officer, reports=[report])
    return made, report


def planned(here: Any, of_set: Any, title: str = "Kiểm tra số liệu") -> Plan:
    """A plan of the officer, not yet sent."""
    span = {"about_from": of_set.starts_on, "about_to": of_set.ends_on}
    facts = {"title": title, "year": TODAY.year, "starts_on": TODAY,
             "ends_on": TODAY + timedelta(days=30), **span}  # fmt: skip
    return actions.draft_plan(
        actor=here.user("canbo"), unit=of_set.unit, of_set=of_set, facts=facts,
        team=[here.user("canbo").person],
    )  # fmt: skip


def under_way(here: Any, of_set: Any) -> tuple[Plan, Any, Any, Any]:
    """A running plan: both groups drawn by a published seed; its draw and the two visits."""
    officer = here.user("canbo")
    plan = actions.send_plan(actor=officer, plan=planned(here, of_set), on=TODAY)
    plan = actions.approve_plan(actor=here.user("giamdoc"), plan=plan)
    draw = actions.prepare_draw(actor=officer, plan=plan, of="units", strata="", size=2)
    draw = actions.publish_seed(actor=officer, draw=draw, seed="48213-07")
    draw = actions.perform_draw(actor=officer, draw=draw)
    plan = actions.start_plan(actor=officer, plan=plan)
    ours, theirs = (plan.visits.get(unit=unit) for unit in (here.group, here.other_group))
    return plan, draw, ours, theirs


def planted(here: Any) -> Planted:
    officer = here.user("canbo")
    of_set, report = reporting(here)
    waiting = planned(here, of_set)
    plan, draw, ours, theirs = under_way(here, of_set)
    entry = report.entries.get()
    told = actions.raise_finding(
        actor=officer, visit=ours, on=TODAY, unit=here.group, entry=entry,
        said=Given(numerator=Decimal(2)), **TEXTS,
    )  # fmt: skip
    untold = actions.raise_finding(
        actor=officer, visit=theirs, on=TODAY, unit=here.other_group, **TEXTS
    )
    actions.attach_evidence(actor=officer, visit=ours, file=photo(f"{MARK}sosach.jpg"))
    actions.record_visit(
        actor=officer, visit=ours, on=TODAY, held_on=TODAY,
        answers={q.pk: ("yes", f"{MARK}ghichu") for q in queries.questions_of(plan)},
    )  # fmt: skip
    ours = actions.conclude_visit(actor=officer, visit=ours, on=TODAY)
    actions.settle_figure(actor=officer, finding=told)
    told = actions.remedy_finding(
        actor=here.head.user, finding=told, said="…", file=photo(f"{MARK}khacphuc.jpg")
    )
    kept = actions.store_pack(actor=officer, plan=plan, content=b"PK")
    kept.name = f"{MARK}hoso.zip"
    kept.save()
    return Planted(
        objects={
            "<int:pk>": [waiting.pk, plan.pk],
            "mau/<int:pk>": [draw.pk],
            "don-vi/<int:pk>": [ours.pk, theirs.pk],
            "don-vi/<int:pk>/bien-ban.<str:file_format>": [
                (ours.pk, "pdf"), (theirs.pk, "pdf"), (ours.pk, "docx"),
            ],
            "ton-tai/<int:pk>": [told.pk, untold.pk],
        },
        secrets=[
            secret(waiting, "title", WATCHERS),
            secret(plan, "aim", UNDER),
            secret(draw, "seed", UNDER),
            secret(ours, "remarks", VISITED),
            secret(theirs, "remarks", WATCHERS),
            secret(told, "found", VISITED | KEEPER),
            secret(told, "remedy", VISITED),
            secret(told, "remedied", VISITED | KEEPER),
            secret(untold, "found", WATCHERS),
            Secret(f"{MARK}ghichu", VISITED, "a note of the checklist"),
            Secret(f"{MARK}sosach", VISITED, "evidence of a visit"),
            Secret(f"{MARK}khacphuc", VISITED | KEEPER, "evidence of a remedy"),
            Secret(f"{MARK}hoso", WATCHERS, "the inspector's pack"),
        ],
    )  # fmt: skip
