"""Cases of the action contract."""

from datetime import timedelta
from typing import Any

from tests.contract import Case, case

from thidua.care.tests.factories import FACTS, TODAY, care
from thidua.core import period
from thidua.orgs.tests.factories import hospital

IN_CHARGE_ONLY = (
    "Việc này dành cho cán bộ thi đua, khen thưởng, trưởng khoa, phòng, tổ của Tổ công đoàn Nội."
)
OFFICERS_ONLY = "Việc này dành cho cán bộ thi đua, khen thưởng của Tổ công đoàn Nội."
Wrong = tuple[dict[str, Any], str]


@case("care.record.create")
def create() -> Case:
    house = hospital()
    facts = {**FACTS, "person": house.member.person, "circumstances": "Con ốm dài ngày."}
    given = {"unit": house.group, "on": TODAY, "facts": facts}
    early = {**given, "facts": {**facts, "given_on": TODAY + timedelta(1)}}
    reason = "Ngày chăm lo chưa đến: ghi sau khi đã thực hiện."
    return Case(house.head, given, house.director, IN_CHARGE_ONLY, wrong=lambda: (early, reason))


def _on_record(name: str, changed: set[str], **more: Any) -> None:
    def build() -> Case:
        house = hospital()
        record = care(house, circumstances="Con ốm dài ngày.")
        given = {"record": record, **more}

        def cancelled() -> Wrong:
            record.cancelled_at = period.now()
            record.save()
            return given, "Lần chăm lo này đã hủy."

        return Case(
            house.head, given, house.inspector, IN_CHARGE_ONLY, frozenset(changed), cancelled
        )

    case(name)(build)


_on_record(
    "care.record.update", {"amount", "circumstances"}, on=TODAY,
    facts={"amount": 3_000_000, "circumstances": "Con ốm, nhà xa."},
)  # fmt: skip
_on_record("care.record.cancel", {"cancelled_at", "cancel_reason"}, reason="Ghi hai lần.")


@case("care.record.erase")
def erase() -> Case:
    house = hospital()
    record = care(house, circumstances="Con ốm dài ngày.")
    given = {"record": record}

    def erased() -> Wrong:
        record.erased_at = period.now()
        record.save()
        return given, "Dữ liệu cá nhân của lần chăm lo này đã được xóa."

    changed = frozenset({"person_id", "circumstances", "occasion", "erased_at"})
    return Case(house.officer, given, house.head, OFFICERS_ONLY, changed, erased)
