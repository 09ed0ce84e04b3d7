"""Funds and issued decisions over the invented hospital."""

from datetime import date
from typing import Any

from thidua.awards import actions as awards
from thidua.awards.models import Decision, Dossier, Honour, Round
from thidua.awards.tests.factories import DAY, Scene, scene
from thidua.core import period
from thidua.documents.models import Paper
from thidua.funds import actions
from thidua.funds.models import Fund, Item
from thidua.orgs.models import Person, Unit

FEBRUARY = date(2026, 2, 10)
MILLION = 1_000_000


def fund_of(at: Scene, *, amount: int = 500 * MILLION, year: int = 2026) -> Fund:
    """An approved fund with money in it."""
    house = at.house
    fund = actions.create_fund(actor=house.officer, unit=house.hospital, year=year)
    actions.plan_fund(
        actor=house.officer, fund=fund, amounts={"budget": amount, "prizes": amount // 2}
    )
    fund = actions.approve_fund(actor=house.director, fund=fund, basis="QĐ 12/QĐ-BV")
    if amount:
        actions.enter(
            actor=house.officer, fund=fund, heading="budget", amount=amount, day=FEBRUARY,
            paper="PT 01", purpose="Trích quỹ đầu năm", on=FEBRUARY,
        )  # fmt: skip
    return Fund.objects.get(pk=fund.pk)


def frames_of(at: Scene, number: int = 0, award: str = "GK") -> Item:
    """Frames that go with an award, so many in stock."""
    item = actions.create_item(
        actor=at.house.officer, unit=at.house.hospital, name="Khung giấy khen A4", kind="frame",
        measure="chiếc", awards=[award],
    )  # fmt: skip
    if number:
        actions.take_in(
            actor=at.house.officer, item=item, cause="bought", number=number, day=DAY,
            paper="HĐ 15", on=DAY,
        )  # fmt: skip
    return Item.objects.get(pk=item.pk)


def decided(
    at: Scene, award: str, subjects: list[Any], *, number: int, dated_on: date = DAY,
    state: str = "numbered", year: int = 2025,
) -> Decision:  # fmt: skip
    """A numbered decision on subjects that a council recommended, made without its way there."""
    house = at.house
    opened = Round.objects.create(
        unit=house.hospital, name=f"Khen thưởng {award}", year=year, awards=[award],
        submit_by=dated_on, state="in_council",
    )  # fmt: skip
    paper = Paper.objects.create(
        issuer=house.hospital, kind="awards.decision", title=f"Về việc tặng {award}",
        symbol="QĐ-BV", number=number, year=dated_on.year, dated_on=dated_on, state=state,
        blocks={"bases": [], "body": [], "recipients": []}, created_at=period.now(),
    )  # fmt: skip
    decision = Decision.objects.create(round=opened, award=award, paper=paper)
    Dossier.objects.bulk_create(
        Dossier(
            round=opened, award=award, state="recommended", decision=decision,
            person=each if isinstance(each, Person) else None,
            unit=each if isinstance(each, Unit) else None,
            home_unit=each if isinstance(each, Unit) else house.department,
            achievement="Có thành tích", created_by=house.officer, created_at=period.now(),
        ) for each in subjects
    )  # fmt: skip
    return Decision.objects.select_related("paper", "round__unit").get(pk=decision.pk)


def issued(at: Scene, award: str, subjects: list[Any], **more: Any) -> Decision:
    """The same, issued: honours, letters, prizes and artefacts."""
    decision = decided(at, award, subjects, **more)
    awards.issue_decision(actor=at.house.officer, decision=decision, on=DAY)
    return Decision.objects.select_related("paper", "round__unit").get(pk=decision.pk)


def prizes_in(decision: Decision) -> list[Any]:
    """Its prizes by the order of entry."""
    return [each.payment for each in Honour.objects.filter(decision=decision).order_by("pk")]


def pay(at: Scene, fund: Fund, decision: Decision, *prizes: Any, **more: Any) -> Any:
    """Pay these prizes, or all of the decision."""
    keys = [prize.pk for prize in prizes or prizes_in(decision)]
    given = {
        "paid_on": FEBRUARY, "way": "cash", "paper": "PC 07", "on": FEBRUARY, **more,
    }  # fmt: skip
    return actions.pay_prizes(
        actor=at.house.officer, fund=fund, decision=decision, prizes=keys, **given
    )


__all__ = [
    "DAY", "FEBRUARY", "MILLION", "decided", "frames_of", "fund_of", "issued", "pay",
    "prizes_in", "scene",
]  # fmt: skip
