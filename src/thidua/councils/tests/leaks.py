"""What of councils may reach whom."""

from typing import Any

from tests.leaks.planted import Planted, secret
from tests.leaks.roles import COUNCIL, WATCHERS
from tests.support.world import SINCE, TODAY

from thidua.councils import actions, queries
from thidua.councils.models import Council, Presence, Vote

READERS = COUNCIL | WATCHERS


def planted(here: Any) -> Planted:
    held = here.meeting
    for name in ("Hội đồng sáng kiến", "Hội đồng khoa học"):
        Council.objects.create(
            unit=here.top, name=name, kind="initiative", decision="QĐ 13", valid_from=SINCE
        )
    planned = actions.plan_meeting(
        actor=here.user("thuky"), council=here.council, held_on=TODAY, place="Phòng họp số 2",
        purpose="xét khen thưởng",
    )  # fmt: skip
    case, vote = queries.agenda_of(held)[0], Vote.objects.filter(choice="blank").first()
    return Planted(
        objects={
            "thanh-lap/<int:unit>": [here.top.pk],
            "<int:pk>": [here.council.pk],
            "phien-hop/<int:pk>": [held.pk, planned.pk],
            "phien-hop/<int:pk>/phieu-binh-xet.<str:ext>": [(held.pk, "pdf")],
            "phien-hop/<int:pk>/bien-ban.<str:ext>": [(held.pk, "pdf"), (held.pk, "docx")],
        },
        secrets=[
            secret(here.council, "name", READERS),
            secret(held, "conclusion", READERS),
            secret(planned, "purpose", READERS),
            secret(case, "notes", READERS),
            secret(vote, "reason", READERS),
            secret(Presence.objects.order_by("pk").first(), "reason", READERS),
        ],
    )
