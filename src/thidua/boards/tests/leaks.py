"""What of boards may reach whom; who has a screen's address reads its wall and nothing else."""

from datetime import date
from typing import Any

from tests.leaks.planted import Planted, secret
from tests.leaks.roles import GROUP, ROLES, WATCHERS
from tests.support.world import TODAY

from thidua.boards import actions, rules
from thidua.boards.models import LateAllowance
from thidua.core import period
from thidua.demo.story import MOVEMENT
from thidua.movements import actions as movements

TOLD = WATCHERS | GROUP


def planted(here: Any) -> Planted:
    officer = here.user("canbo")
    ours, shown = (_launched(here) for _number in range(2))
    link, _code = actions.make_link(actor=officer, movement=ours, place="Sảnh nhà A")
    gone, old_code = actions.make_link(actor=officer, movement=ours, place="Sảnh nhà B")
    actions.revoke_link(actor=officer, link=gone)
    _wall, code = actions.make_link(actor=officer, movement=shown, place="Sảnh nhà C")
    late, taken_back = (
        LateAllowance.objects.create(
            movement=movement, unit=here.group, week=rules.monday_of(date(2025, 11, 5)),
            reason="…", allowed_at=period.now(), allowed_by=officer,
        )
        for movement in (ours, shown)
    )  # fmt: skip
    taken_back = actions.revoke_late(actor=officer, allowance=taken_back, reason="…")
    return Planted(
        objects={
            "<int:pk>": [movement.pk for movement in (here.movement, ours, shown)],
            "<int:pk>/to/<int:unit>": [(ours.pk, here.group.pk), (shown.pk, here.group.pk)],
            "man-hinh/<str:code>": [code, old_code, "khong-co"],
            "duong-dan/<int:pk>": [link.pk],
            "tinh-muon/<int:pk>": [late.pk],
        },
        secrets=[
            secret(ours, "title", TOLD),
            secret(shown, "title", ROLES),
            secret(shown, "slogan", TOLD),
            secret(link, "place", frozenset({"officer", "director"})),
            secret(late, "reason", TOLD),
            secret(taken_back, "reason", TOLD),
            secret(taken_back, "revoke_reason", TOLD),
        ],
    )


def _launched(here: Any) -> Any:
    """A movement sent to the first group alone, one initiative a week."""
    movement = movements.create_movement(
        actor=here.user("canbo"), unit=here.top, scope=[here.group], sponsors=[here.top],
        facts={
            **MOVEMENT, "kind": "peak", "level": "unit", "starts_on": date(2025, 11, 3),
            "ends_on": date(2025, 12, 31), "register_by": date(2025, 11, 30),
        },
    )  # fmt: skip
    movements.add_phase(
        actor=here.user("canbo"), movement=movement,
        facts={
            "title": "Mỗi tuần một sáng kiến", "rule": "weekly", "amount": 1, "owed_by": "each",
            "measure": "initiatives.submitted", "starts_on": date(2025, 11, 3),
            "ends_on": date(2025, 12, 31),
        },
    )  # fmt: skip
    return movements.launch_movement(actor=here.user("giamdoc"), movement=movement, on=TODAY)
