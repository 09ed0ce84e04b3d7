"""A cluster of the invented union's two groups."""

from datetime import date
from typing import Any

from thidua.clusters import actions
from thidua.clusters.models import Cluster
from thidua.orgs.tests.factories import Hospital

SINCE = date(2025, 1, 1)
NEXT = date(2026, 1, 1)


def facts(house: Hospital, **more: Any) -> dict[str, Any]:
    return {
        "decision": "QĐ số 05/QĐ-CĐCS", "since": SINCE, "head": house.group,
        "members": [house.group, house.other_group], **more,
    }  # fmt: skip


def cluster(house: Hospital, **more: Any) -> Cluster:
    given = {"name": "Cụm số 1", "kind": "cluster", **facts(house, **more)}
    return actions.set_up_cluster(actor=house.officer, unit=house.union, **given)
