"""What of funds, prizes and artefacts may reach whom."""

from typing import Any

from tests.leaks.planted import MARK, Planted, Secret, secret
from tests.leaks.roles import WATCHERS

from thidua.awards.models import Honour
from thidua.awards.queries import decision_of
from thidua.funds import actions
from thidua.funds.models import Entry, Fund, Item, Movement, Prize, Rate


def planted(here: Any) -> Planted:
    officer, director = here.user("canbo"), here.user("giamdoc")
    decision = decision_of(here.decision.pk)
    assert decision is not None
    on = decision.paper.dated_on
    assert on is not None
    funds = [
        actions.create_fund(actor=officer, unit=here.top, year=year) for year in (2024, 2025, 2026)
    ]
    for fund in funds:
        actions.plan_fund(actor=officer, fund=fund, amounts={"budget": 10**9})
        actions.approve_fund(actor=director, fund=fund, basis="QĐ")
    for number in range(3):
        actions.enter(
            actor=officer, fund=funds[0], heading="budget", amount=10**8, day=on,
            paper=f"PT {number}", purpose="Trích quỹ", on=on,
        )  # fmt: skip
        actions.create_item(
            actor=officer, unit=here.top, name=f"Khung {number}", kind="frame", measure="chiếc",
            awards=[],
        )  # fmt: skip
        actions.set_rate(
            actor=officer, unit=here.top, award="GK", is_collective=False, amount=1,
            valid_from=on.replace(day=number + 1), basis="QC",
        )  # fmt: skip
    framed = Item.objects.order_by("-pk")[0]
    actions.update_item(
        actor=officer, item=framed, name="Khung giấy khen", kind="frame", measure="chiếc",
        awards=[decision.award],
    )  # fmt: skip
    actions.take_in(actor=officer, item=framed, cause="bought", number=9, day=on, paper="HĐ", on=on)
    actions.follow_decision(actor=officer, decision=decision, on=on)
    given = Movement.objects.filter(cause="given").order_by("pk")[0]
    prizes = list(Prize.objects.filter(honour__decision=decision).order_by("pk"))
    first = prizes[0]
    actions.pay_prizes(
        actor=officer, fund=funds[0], decision=decision, prizes=[first.pk], paid_on=on,
        way="cash", paper="PC", on=on, received_by=f"{MARK}NGUOINHAN",
    )  # fmt: skip
    entry = Entry.objects.filter(fund=funds[0], heading="budget").first()
    item = Item.objects.order_by("pk").first()
    assert entry is not None
    assert item is not None
    year = Honour.objects.filter(decision=decision).first().letter.year  # type: ignore[union-attr] # issued
    return Planted(
        objects={
            "nam/<int:pk>": [fund.pk for fund in funds],
            "nam/<int:pk>/so-quy.<str:ext>": [(funds[0].pk, "pdf"), (funds[0].pk, "xlsx")],
            "but-toan/<int:pk>": [entry.pk],
            "tien-thuong/<int:pk>": [decision.pk],
            "tien-thuong/<int:pk>/ky-nhan.<str:ext>": [
                (decision.pk, "pdf"), (decision.pk, "xlsx"),
            ],
            "tien-thuong/khoan/<int:pk>": [first.pk],
            "kho/<int:pk>": [item.pk],
            "kho/<int:pk>/<str:what>": [(item.pk, "nhap")],
            "kho/nhap-lai/<int:pk>": [given.pk],
            "so-vang/<int:pk>/<int:year>": [(here.top.pk, year)],
            "so-vang/<int:pk>/<int:year>/so.<str:ext>": [(here.top.pk, year, "pdf")],
        },
        secrets=[
            secret(entry, "purpose", WATCHERS),
            secret(Fund.objects.get(pk=funds[0].pk), "basis", WATCHERS),
            secret(item, "name", WATCHERS),
            secret(Rate.objects.order_by("pk")[0], "basis", WATCHERS),
            Secret(f"{MARK}NGUOINHAN", WATCHERS | {"admin", "head"}, "who received a prize"),
        ],
    )  # fmt: skip
