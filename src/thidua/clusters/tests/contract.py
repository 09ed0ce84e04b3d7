"""Cases of the action contract."""

from typing import Any

from tests.contract import Case, case

from thidua.clusters import actions
from thidua.clusters.tests.factories import NEXT, cluster, facts
from thidua.orgs.tests.factories import hospital

OFFICERS_ONLY = (
    "Việc này dành cho cán bộ thi đua, khen thưởng của Công đoàn cơ sở Bệnh viện Quân y Sông Thao."
)
ENDED = "Cụm số 1 đã kết thúc ngày 31/12/2025."
LAST = NEXT.replace(year=2025, month=12, day=31)


@case("clusters.cluster.set_up")
def set_up() -> Case:
    house = hospital()
    given = {"unit": house.union, "name": "Cụm số 1", "kind": "cluster", **facts(house)}

    def again() -> tuple[dict[str, Any], str]:
        cluster(house, name="Cụm số 2")
        return given, "Tổ công đoàn Ngoại đang thuộc Cụm số 2 trong thời gian này."

    return Case(house.officer, given, house.head, OFFICERS_ONLY, wrong=again)


def _on_cluster(name: str, changed: set[str], **more: Any) -> None:
    def build() -> Case:
        house = hospital()
        held = cluster(house)
        renewal = facts(house, since=NEXT) if name.endswith("change_members") else {}
        given = {"cluster": held, **renewal, **more}

        def ended() -> tuple[dict[str, Any], str]:
            actions.end_cluster(actor=house.officer, cluster=held, on=LAST, reason="Sắp xếp lại.")
            return given, ENDED

        return Case(house.officer, given, house.head, OFFICERS_ONLY, frozenset(changed), ended)

    case(name)(build)


_on_cluster("clusters.cluster.change_members", set())
_on_cluster("clusters.cluster.end", {"ended_on", "end_reason"}, on=LAST, reason="Sắp xếp lại.")
