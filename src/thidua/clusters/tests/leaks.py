"""What of clusters may reach whom."""

from datetime import timedelta
from typing import Any

from tests.leaks.planted import Planted, secret
from tests.leaks.roles import HOSPITAL
from tests.support.world import TODAY

from thidua.clusters import actions


def planted(here: Any) -> Planted:
    """Clusters are known in the house and nowhere else."""
    made = [
        actions.set_up_cluster(
            actor=here.user("canbo"), unit=here.top, name=f"Cụm {day}", kind="cluster",
            decision="QĐ 05", since=TODAY + timedelta(day), until=TODAY + timedelta(day),
            members=[here.group, here.other_group], head=here.group,
        )
        for day in range(4)
    ]  # fmt: skip
    return Planted(
        objects={"<int:pk>": [cluster.pk for cluster in made]},
        secrets=[secret(made[0], "name", HOSPITAL)],
    )
