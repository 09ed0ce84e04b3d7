"""Figures month by month: reports in time and late, one sent back, one mended, one of its own."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from thidua.core import period
from thidua.demo import story
from thidua.demo.teller import Teller, Thread
from thidua.indicators import actions as indicators
from thidua.indicators import queries, rules
from thidua.indicators.actions import Aim
from thidua.indicators.actions.reporting import Given

TOLD = story.chapter("measuring")
FIRST, STEP = date(2025, 9, 6), timedelta(days=3)
DUE_DAYS = 10
# How many days after a month a group sends; who is not named, between three and eight.
LAGS = {"T07": 12, "T05": 11}
ACCEPTED_AFTER = 13
# Of the month that is judged last: who says nothing, who got more days, whose figure is sent back.
SILENT, EXTENDED, RETURNED = "T11", "T05", "T04"
WITHOUT_RECORDS = {"T10": "Tổ Dược không lập hồ sơ bệnh án.",
                   "T12": "Khối cơ quan không lập hồ sơ bệnh án."}  # fmt: skip
WAITING = ("T02", "T09")
CORRECTED = "T03"


def threads(t: Teller) -> Iterator[Thread]:
    yield measure(t)


def measure(t: Teller) -> Thread:
    """The set is in force from the first week; then every third day somebody reports."""
    yield date(2025, 9, 3)
    of_set, by_code = _ask(t)
    slots = queries.slots_of(of_set, "month")
    today = t.day(story.STORY_DAY)
    judged = max(
        (s for s in slots if s[1] + timedelta(days=ACCEPTED_AFTER + 1) <= today), default=slots[0]
    )
    told = FIRST
    while told < story.STORY_DAY:
        yield told
        for slot in slots:
            _month(t, of_set, by_code, slot, is_last=slot == judged)
        told += STEP
    yield story.STORY_DAY
    _mend(t, of_set, by_code, slots[0])


def _ask(t: Teller) -> tuple[Any, dict[str, Any]]:
    """Library, set, assignments and targets; the laboratory adds its own, one group more."""
    officer, top, first = t.officer, t.here.top, t.day(story.STARTS)
    by_code: dict[str, Any] = {}
    for facts in (*TOLD["indicators"], TOLD["own"]):
        given = {name: value for name, value in facts.items() if name not in {"code", "unit"}}
        given |= {"frequency": "month", **_condition(given.pop("passes", ""))}
        if "base" in given:
            given["base"] = by_code[given["base"]]
        by_code[facts["code"]] = indicators.define(
            actor=officer, unit=top, code=facts["code"], facts=given, valid_from=first
        )
    common = [by_code[facts["code"]] for facts in TOLD["indicators"]]
    of_set = indicators.create_set(
        actor=officer, movement=t.movement, title=TOLD["title"], starts_on=first,
        ends_on=t.day(story.ENDS), due_days=DUE_DAYS,
    )  # fmt: skip
    indicators.fill_set(actor=officer, of_set=of_set, indicators=common)
    indicators.assign(
        actor=officer, of_set=of_set, units=list(t.here.groups.values()), indicators=common[:4],
        since=first, title="4 chỉ tiêu cho 12 đơn vị",
    )  # fmt: skip
    indicators.set_targets(
        actor=officer, of_set=of_set, title=f"{len(TOLD['targets'])} mức chỉ tiêu",
        aims=[
            Aim(
                indicator=by_code[each["code"]], unit=top, reach=each["reach"],
                goal=_goal(each["goal"]), starts_on=of_set.starts_on, ends_on=of_set.ends_on,
                is_cumulative=each.get("cumulative", False),
            ) for each in TOLD["targets"]
        ],
    )  # fmt: skip
    of_set = indicators.open_set(actor=officer, of_set=of_set)
    own = TOLD["own"]
    indicators.adopt_own(
        actor=t.here.head(own["unit"]), unit=t.unit(own["unit"]), of_set=of_set,
        indicator=by_code[own["code"]], since=first,
    )  # fmt: skip
    asked = next(
        each for each in queries.targets_of(of_set)
        if each.reach == "each" and each.indicator.code == "CL.01"
    )  # fmt: skip
    indicators.commit_to_more(
        actor=t.here.head("T06"), target=asked, unit=t.unit("T06"), goal=_goal("≥ 96")
    )
    return of_set, by_code


def _goal(text: str) -> rules.Goal:
    goal = rules.read_goal(text)
    assert goal is not None
    return goal


def _condition(text: str) -> dict[str, Any]:
    if not text:
        return {}
    goal = _goal(text)
    return {"passes_relation": goal.relation, "passes_low": goal.low, "passes_high": goal.high}


def _month(
    t: Teller, of_set: Any, by_code: dict[str, Any], slot: tuple[date, date], *, is_last: bool
) -> None:
    """Whatever of one month falls due on this day."""
    after = (period.today() - slot[1]).days
    if after <= 0:
        return
    for number, (code, unit) in enumerate(t.here.groups.items()):
        if is_last and code == SILENT:
            continue
        lag = LAGS.get(code, 3 + number % 6)
        if after >= lag and queries.report_of(of_set, unit, "month", slot[0]) is None:
            _report(t, of_set, by_code, slot, code, gives_more=is_last and code == EXTENDED)
    if after >= ACCEPTED_AFTER:
        _judge(t, of_set, slot, is_last=is_last)


def _report(
    t: Teller, of_set: Any, by_code: dict[str, Any], slot: tuple[date, date], code: str, *,
    gives_more: bool,
) -> None:  # fmt: skip
    head, unit = t.here.head(code), t.unit(code)
    report = indicators.open_report(
        actor=head, unit=unit, of_set=of_set, frequency="month", starts_on=slot[0]
    )
    if gives_more:
        report = indicators.extend_report(
            actor=t.officer, report=report, until=report.due_on + timedelta(days=5),
            reason="Tổ tham gia diễn tập cứu thương đầu tháng.",
        )  # fmt: skip
    number = int(code.removeprefix("T")) + slot[0].month
    checked = 20 + number
    given: dict[int, Given | None] = {
        by_code["CL.01"].pk: Given(absent=True, note=WITHOUT_RECORDS[code])
        if code in WITHOUT_RECORDS
        else Given(numerator=Decimal(checked - number % 3), denominator=Decimal(checked)),
        by_code["CL.02"].pk: Given(numerator=Decimal(2 + number % 3)),
        by_code["CL.03"].pk: Given(numerator=Decimal(number % 7 != 0)),
        by_code["CL.04"].pk: Given(numerator=Decimal(0)),
    }
    own = TOLD["own"]
    if code == own["unit"]:
        given[by_code[own["code"]].pk] = Given(
            numerator=Decimal(2900 + number), denominator=Decimal(3000)
        )
    report = indicators.save_entries(actor=head, report=report, given=given)
    indicators.send_report(actor=head, report=report)


def _judge(t: Teller, of_set: Any, slot: tuple[date, date], *, is_last: bool) -> None:
    """The officer accepts what came; of the last month one goes back, and some still wait."""
    sent = {
        report.unit.code: report
        for report in of_set.reports.filter(starts_on=slot[0], state="reported").order_by("pk")
    }
    if is_last and RETURNED in sent:
        indicators.return_report(
            actor=t.officer, report=sent.pop(RETURNED),
            reason="Bảng kiểm kèm theo ghi số hồ sơ khác mẫu số. Đối chiếu rồi gửi lại.",
        )  # fmt: skip
    ready = [r for code, r in sent.items() if not (is_last and code in WAITING)]
    if ready:
        indicators.accept_reports(actor=t.officer, reports=ready)


def _mend(t: Teller, of_set: Any, by_code: dict[str, Any], slot: tuple[date, date]) -> None:
    """A figure of the first month is corrected after it was accepted; both stay to be read."""
    entry = queries.entries_of(t.unit(CORRECTED), *slot).get(by_code["CL.02"].pk)
    if entry is None or entry.report.state != "accepted" or entry.numerator is None:
        return
    indicators.correct_entry(
        actor=t.officer, entry=entry, said=Given(numerator=entry.numerator + 1),
        reason="Bổ sung buổi hướng dẫn tổ chức chung với khoa Dinh dưỡng.",
        basis="Biên bản họp giao ban tuần",
    )  # fmt: skip
