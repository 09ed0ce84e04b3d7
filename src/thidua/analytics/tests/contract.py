"""Cases of the action contract."""

from typing import Any

from tests.contract import Case, case

from thidua.analytics import actions
from thidua.core import period
from thidua.orgs.tests.factories import hospital


@case("analytics.statistic.send")
def send_statistic() -> Case:
    house = hospital()
    facts: dict[str, Any] = {
        "unit": house.hospital, "table": "0601", "span": period.year(2025),
        "receiver": "Sở Nội vụ",
    }  # fmt: skip

    def again() -> tuple[dict[str, Any], str]:
        actions.send_statistic(actor=house.officer, **facts)
        return facts, "Số liệu không khác lần gửi trước: mở lại bản đã gửi để in."

    return Case(
        house.officer, facts, house.head,
        "Việc này dành cho cán bộ thi đua, khen thưởng của Bệnh viện Quân y Sông Thao.",
        wrong=again,
    )  # fmt: skip
