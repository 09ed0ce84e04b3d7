"""An inspection of the invented union: plan, draw, visit and finding, by actions alone."""

from datetime import date
from decimal import Decimal
from typing import Any

from thidua.indicators import actions as indicators
from thidua.indicators.actions.reporting import Given
from thidua.indicators.models import Report
from thidua.indicators.tests.factories import YEAR, Sector, reported
from thidua.orgs.states import Role
from thidua.orgs.tests.factories import person_in
from thidua.oversight import actions, queries
from thidua.oversight.models import Draw, Finding, Plan, Visit

TODAY = date(2026, 3, 2)
DUE = date(2026, 3, 31)
SEED = "Xổ số miền Bắc 01/3/2026: 48213"
FACTS = {
    "title": "Kiểm tra báo cáo chỉ tiêu năm 2025", "year": 2026, "bases": "Kế hoạch số 01/KH",
    "about_from": YEAR[0], "about_to": YEAR[1], "starts_on": date(2026, 3, 1),
    "ends_on": date(2026, 4, 30),
}  # fmt: skip


def director(at: Sector) -> Any:
    """The chair of the union, made once."""
    found = at.union.roles.filter(role=Role.DIRECTOR).first()
    return found.person.user if found else person_in(at.union, Role.DIRECTOR).user


def drafted(at: Sector) -> Plan:
    return actions.draft_plan(
        actor=at.officer, unit=at.union, of_set=at.set, facts=FACTS,
        team=[at.inspector.person, at.officer.person],
    )  # fmt: skip


def approved(at: Sector) -> Plan:
    plan = actions.send_plan(actor=at.officer, plan=drafted(at), on=TODAY)
    return actions.approve_plan(actor=director(at), plan=plan)


def prepared(at: Sector, plan: Plan, size: int = 2, **more: str) -> Draw:
    given = {"of": "units", "strata": "", **more}
    return actions.prepare_draw(actor=at.officer, plan=plan, size=size, **given)


def drawn(at: Sector, plan: Plan, **more: Any) -> Draw:
    draw = actions.publish_seed(actor=at.officer, draw=prepared(at, plan, **more), seed=SEED)
    return actions.perform_draw(actor=at.officer, draw=draw)


def running(at: Sector) -> Plan:
    """Everybody's first union is chosen."""
    plan = approved(at)
    actions.choose_unit(
        actor=at.officer, plan=plan, unit=at.grassroots[0], reason="Có đơn phản ánh."
    )
    return actions.start_plan(actor=at.officer, plan=plan)


def visit(at: Sector, *, lock: bool = False, accept: bool = True) -> Visit:
    """A visit of a union whose report was accepted, or locked."""
    report = reported(at, 0)
    if accept:
        indicators.accept_reports(actor=at.officer, reports=[report])
    if lock:
        indicators.lock_reports(actor=at.officer, reports=[Report.objects.get(pk=report.pk)])
    return Visit.objects.get(plan=running(at), unit=at.grassroots[0])


def raised(at: Sector, here: Visit, **more: Any) -> Finding:
    """Dues were 60 and not 80 of 100."""
    entry = queries.reports_under(here.plan, here.unit)[0].entries.get(indicator=at.dues)
    given = {
        "entry": entry, "said": Given(numerator=Decimal(60), denominator=Decimal(100)),
        "found": "Sổ quỹ chỉ ghi thu 60.", "remedy": "Đối chiếu lại sổ quỹ.", "unit": here.unit,
        "due_on": DUE, **more,
    }  # fmt: skip
    return actions.raise_finding(actor=at.inspector, visit=here, on=TODAY, **given)


def answered(at: Sector, here: Visit) -> Visit:
    answers = {q.pk: ("yes", "") for q in queries.questions_of(here.plan)}
    return actions.record_visit(
        actor=at.inspector, visit=here, on=TODAY, held_on=TODAY, present="Chủ tịch công đoàn",
        answers=answers,
    )  # fmt: skip


def concluded(at: Sector, here: Visit) -> Finding:
    """The visit with one finding, its minutes standing."""
    finding = raised(at, here)
    actions.conclude_visit(actor=at.inspector, visit=answered(at, here), on=TODAY)
    return Finding.objects.get(pk=finding.pk)


def remedied(at: Sector, here: Visit) -> Finding:
    return actions.remedy_finding(
        actor=at.heads[0], finding=concluded(at, here), said="Đã đối chiếu, sửa sổ."
    )
