"""Pages of the fund, the stock and the golden book, and of conferences."""

from typing import Any

from django.urls import reverse

from tests.browser.visits.visit import Visit
from tests.support import world
from thidua.awards.models import Honour
from thidua.conferences import actions as conferences
from thidua.funds import actions as funds
from thidua.funds.models import Movement, Prize


def fund_of(here: world.World) -> tuple[Any, Any]:
    """An approved fund with money, and frames in stock but too few."""
    officer, director, on = here.user("canbo"), here.user("giamdoc"), world.TODAY
    fund = funds.create_fund(actor=officer, unit=here.top, year=on.year)
    funds.plan_fund(
        actor=officer, fund=fund, amounts={
            "carried": 18_500_000, "budget": 300_000_000, "prizes": 220_000_000,
            "artefacts": 40_000_000, "organising": 58_500_000,
        },
    )  # fmt: skip
    fund = funds.approve_fund(actor=director, fund=fund, basis="Quyết định số 18/QĐ-BV")
    for heading, amount, paper, purpose in (
        ("carried", 18_500_000, "PT 01", "Số dư năm trước chuyển sang"),
        ("budget", 150_000_000, "PT 02", "Trích lập quỹ sáu tháng đầu năm"),
        ("organising", 24_350_000, "PC 03", "Hội nghị sơ kết phong trào thi đua"),
    ):
        funds.enter(
            actor=officer, fund=fund, heading=heading, amount=amount, day=on, paper=paper,
            purpose=purpose, on=on,
        )  # fmt: skip
    item = funds.create_item(
        actor=officer, unit=here.top, name="Khung giấy khen A4, gỗ sồi", kind="frame",
        measure="chiếc", awards=["GK"],
    )  # fmt: skip
    funds.take_in(
        actor=officer, item=item, cause="bought", number=1, day=on, paper="Hóa đơn 0015", on=on
    )
    return fund, item


def conference_of(here: world.World) -> Any:
    """Nominations open, one waits for the level above."""
    officer, on = here.user("canbo"), world.TODAY
    made = conferences.create_conference(
        actor=officer, unit=here.union, facts={
            "name": "Hội nghị điển hình tiên tiến giai đoạn 2021 - 2025", "first_year": 2021,
            "last_year": 2025, "place": "Hội trường A", "least_of_people": 1, "least_of_units": 1,
        },
    )  # fmt: skip
    conferences.set_quotas(
        actor=officer, conference=made, places={here.group.pk: 2, here.other_group.pk: 1}
    )
    made = conferences.open_nominations(actor=officer, conference=made, on=on)
    who = Honour.objects.filter(person__in=here.members).order_by("pk")[0].person
    conferences.nominate(
        actor=here.head.user, conference=made, unit=here.group, subject=who, on=on,
        reason="Năm năm liền giữ khoa không có sự cố thuốc; cách làm được ba khoa học theo.",
    )  # fmt: skip
    return made


def of_funds_and_conferences(here: world.World) -> list[Visit]:
    """A decision issued with a fund at hand, one of its prizes paid."""
    fund, item = fund_of(here)
    here.seat_council().propose(2).call_session().recommend().draft().issue()
    prizes = list(Prize.objects.order_by("pk"))
    decision, on = prizes[0].honour.decision, world.TODAY
    assert decision is not None
    funds.pay_prizes(
        actor=here.user("canbo"), fund=fund, decision=decision, prizes=[prizes[0].pk],
        paid_on=on, way="cash", paper="PC 07", on=on,
    )  # fmt: skip
    made = conference_of(here)
    assert Movement.objects.filter(cause="given").count() == 1
    to = reverse
    one, group = [decision.pk], [made.pk, here.group.pk]
    waiting = next(each for each in prizes[1:] if each.person_id)
    nominee = f"p{waiting.person_id}"
    return [
        ("ui/list_page.html", "canbo", to("funds:list")),
        ("funds/fund.html", "canbo", to("funds:fund", args=[fund.pk])),
        ("funds/form.html", "canbo", to("funds:enter", args=[fund.pk])),
        ("funds/decisions.html", "canbo", to("funds:decisions")),
        ("funds/prizes.html", "canbo", to("funds:prizes", args=one)),
        ("funds/stock.html", "canbo", to("funds:stock")),
        ("funds/item.html", "canbo", to("funds:item", args=[item.pk])),
        ("funds/golden_books.html", "canbo", to("funds:golden_books")),
        ("funds/golden_book.html", "canbo", to("funds:golden_book", args=[here.top.pk, on.year])),
        ("ui/list_page.html", "canbo", to("conferences:list")),
        ("conferences/conference.html", "canbo", to("conferences:conference", args=[made.pk])),
        ("conferences/figures.html", "canbo", to("conferences:figures", args=[made.pk])),
        ("conferences/candidates.html", "head", to("conferences:candidates", args=group)),
        ("conferences/form.html", "head", to("conferences:nominate", args=[*group, nominee])),
    ]
