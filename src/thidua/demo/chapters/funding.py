"""The year's fund: planned, approved, spent; frames in stock; prizes of one decision half paid."""

from collections.abc import Iterator
from datetime import date

from thidua.demo.teller import Teller, Thread
from thidua.funds import actions as funds
from thidua.funds import queries as fund_queries
from thidua.funds.states import Cause, Heading, ItemKind, Way

PLAN: dict[str, int] = {
    Heading.CARRIED: 18_000_000,
    Heading.BUDGET: 240_000_000,
    Heading.UNION: 30_000_000,
    Heading.PRIZES: 205_000_000,
    Heading.ARTEFACTS: 28_000_000,
    Heading.ORGANISING: 50_000_000,
}
INCOME = (
    (Heading.CARRIED, 18_000_000, "Biên bản khóa sổ", "Số dư quỹ năm trước chuyển sang"),
    (Heading.BUDGET, 120_000_000, "Ủy nhiệm chi số 07", "Cấp quỹ đợt 1"),
)
STOCK = (
    ("Khung giấy khen A4", ItemKind.FRAME, "chiếc", ["GK"], 60),
    ("Phôi giấy khen", ItemKind.BLANK, "tờ", ["GK"], 80),
    ("Phôi giấy chứng nhận Chiến sĩ thi đua cơ sở", ItemKind.BLANK, "tờ", ["CSTDCS"], 20),
)
PAID_OF_THE_LAST = 12


def threads(t: Teller) -> Iterator[Thread]:
    yield keep_fund(t)


def keep_fund(t: Teller) -> Thread:
    officer, unit = t.officer, t.here.top
    day = yield date(2025, 1, 13)
    fund = funds.create_fund(actor=officer, unit=unit, year=day.year)
    funds.plan_fund(actor=officer, fund=fund, amounts=PLAN)
    funds.approve_fund(
        actor=t.director, fund=fund, basis=f"Quyết định số 19/QĐ-BVST ngày {day:%d/%m/%Y}"
    )
    for heading, amount, paper, purpose in INCOME:
        funds.enter(
            actor=officer, fund=fund, heading=heading, amount=amount, day=day, paper=paper,
            purpose=purpose, on=day,
        )  # fmt: skip
    day = yield date(2025, 2, 10)
    items = []
    for name, kind, measure, awards, number in STOCK:
        item = funds.create_item(
            actor=officer, unit=unit, name=name, kind=kind, measure=measure, awards=awards
        )
        funds.take_in(
            actor=officer, item=item, cause=Cause.BOUGHT, number=number, day=day,
            paper="Hóa đơn số 0000218", on=day,
        )  # fmt: skip
        items.append(item)
    funds.enter(
        actor=officer, fund=fund, heading=Heading.ARTEFACTS, amount=9_450_000, day=day,
        paper="Phiếu chi số 11", purpose="Mua khung và phôi giấy khen, giấy chứng nhận", on=day,
    )  # fmt: skip
    funds.spoil(
        actor=officer, item=items[0], number=2, day=day, reason="Vỡ kính khi vận chuyển", on=day
    )
    day = yield date(2025, 9, 8)
    funds.enter(
        actor=officer, fund=fund, heading=Heading.ORGANISING, amount=14_200_000, day=day,
        paper="Phiếu chi số 64", purpose="Tổ chức lễ phát động đợt thi đua cao điểm", on=day,
    )  # fmt: skip
    day = yield date(2025, 11, 21)
    first, last = fund_queries.waiting_decisions(officer)
    for decision, most, paper in (
        (first, None, "Phiếu chi số 91"), (last, PAID_OF_THE_LAST, "Phiếu chi số 92"),
    ):  # fmt: skip
        rows = fund_queries.prizes_of(decision)
        verdicts, _everything = fund_queries.settled(rows)
        # Where the moved story comes after the decree's last day, no amount is known to pay.
        if prizes := [row.pk for row in rows if verdicts[row.pk].is_paid_now][:most]:
            funds.pay_prizes(
                actor=officer, fund=fund, decision=decision, prizes=prizes, paid_on=day,
                way=Way.CASH, paper=paper, on=day,
            )  # fmt: skip
