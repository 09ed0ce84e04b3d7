"""Figures looked at on the spot: a sample by a published seed, one group mended, one to mend."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from thidua.core import period
from thidua.demo.teller import Teller, Thread
from thidua.indicators.actions.reporting import Given
from thidua.indicators.queries import sets_in_force
from thidua.oversight import actions, permits, queries

LEAD, SIZE, VISITED = "thanhtra", 4, 2
SEED = "Bốc thăm tại giao ban: 4 8 2 1 3"
CHOSEN = ("T03", "Đã đính chính số liệu tháng đầu, kiểm tra lại sổ theo dõi.")
PLANNED, APPROVED, DRAWN, HELD, MENDED = (
    date(2025, 10, 20), date(2025, 10, 21), date(2025, 10, 22), date(2025, 10, 30),
    date(2025, 11, 6),
)  # fmt: skip


def threads(t: Teller) -> Iterator[Thread]:
    yield inspect(t)


def inspect(t: Teller) -> Thread:
    yield PLANNED
    today, of_set = period.today(), sets_in_force().get(movement=t.movement)
    facts = {
        "title": "Kiểm tra số liệu chỉ tiêu chất lượng của các tổ", "year": today.year,
        "bases": "Chương trình công tác của Ủy ban Kiểm tra công đoàn cơ sở",
        "aim": "Đối chiếu số liệu đã báo cáo với bảng kiểm, sổ theo dõi tại tổ.",
        "about_from": of_set.starts_on, "about_to": today, "starts_on": today,
        "ends_on": today + timedelta(days=42),
    }  # fmt: skip
    team = [t.person(LEAD), t.officer.person]
    plan = actions.draft_plan(
        actor=t.officer, unit=of_set.unit, of_set=of_set, facts=facts, team=team
    )
    plan = actions.send_plan(actor=t.officer, plan=plan, on=today)
    yield APPROVED
    plan = actions.approve_plan(actor=t.director, plan=plan)
    yield DRAWN
    draw = actions.prepare_draw(actor=t.officer, plan=plan, of="units", strata="", size=SIZE)
    draw = actions.publish_seed(actor=t.officer, draw=draw, seed=SEED)
    actions.perform_draw(actor=t.officer, draw=draw)
    unit = t.unit(CHOSEN[0])
    if not plan.visits.filter(unit=unit).exists():
        actions.choose_unit(actor=t.officer, plan=plan, unit=unit, reason=CHOSEN[1])
    plan = actions.start_plan(actor=t.officer, plan=plan)
    yield HELD
    inspector = t.here.user(LEAD)
    open_to = [
        visit for visit in queries.visits_of(plan, inspector)
        if permits.inspects(inspector, visit) is None
    ]  # fmt: skip
    found = [_visit(inspector, visit) for visit in open_to[:VISITED]]
    yield MENDED
    first = found[0]
    if first.is_figure and queries.entry_of(first) is not None:
        actions.settle_figure(actor=t.officer, finding=first)
    actions.remedy_finding(
        actor=t.here.head(first.unit.code), finding=first,
        said="Đã đối chiếu sổ với ảnh chụp từng buổi và mở sổ theo dõi chung của tổ.",
    )  # fmt: skip


def _visit(inspector: Any, visit: Any) -> Any:
    """Everything agrees but for one line of the books."""
    today = period.today()
    questions = queries.questions_of(visit.plan)
    actions.record_visit(
        actor=inspector, visit=visit, on=today, held_on=today,
        present="Tổ trưởng công đoàn", remarks="Sổ sách đủ, cần ghi ngay trong ngày.",
        answers={
            q.pk: ("no", "Sổ ghi thiếu một buổi.") if n == 0 else ("yes", "")
            for n, q in enumerate(questions)
        },
    )  # fmt: skip
    reports = queries.reports_under(visit.plan, visit.unit)
    entries = [e for r in reports for e in r.entries.filter(indicator__code="CL.02")]
    about: dict[str, Any] = {}
    if entries and entries[0].numerator is not None:
        about = {
            "entry": entries[0],
            "said": Given(numerator=max(entries[0].numerator - 1, Decimal(0))),
        }
    finding = actions.raise_finding(
        actor=inspector, visit=visit, on=today, unit=visit.unit,
        found="Sổ theo dõi ghi ít hơn số buổi hướng dẫn đã báo cáo một buổi.",
        remedy="Đối chiếu sổ với lịch hướng dẫn và ghi sổ trong ngày.",
        due_on=today + timedelta(days=14), **about,
    )  # fmt: skip
    actions.conclude_visit(actor=inspector, visit=visit, on=today)
    return finding
