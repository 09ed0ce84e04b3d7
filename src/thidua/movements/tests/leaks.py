"""What of movements may reach whom."""

from typing import Any

from tests.leaks.planted import MARK, Planted, Secret, secret
from tests.leaks.roles import GROUPS, ROLES, WATCHERS
from tests.support.world import TODAY

from thidua.movements import actions, queries
from thidua.movements.models import JointParty, Phase, Registration
from thidua.movements.states import PhaseRule

DECIDING = frozenset({"officer", "director"})


def planted(here: Any) -> Planted:
    officer = here.user("canbo")
    draft = actions.create_movement(actor=officer, unit=here.top, facts={"title": "Chưa xong"})
    phase = Phase.objects.create(
        movement=draft, title="Đợt một", starts_on=TODAY, ends_on=TODAY, rule=PhaseRule.PLAIN
    )
    approved = Registration.objects.get(unit=here.group)
    (given_back,) = queries.lists_of(here.other_head.user, here.movement, on=TODAY)
    actions.fill_registration(
        actor=here.other_head.user, registration=given_back, on=TODAY,
        people={here.other_head: ["GK"]},
    )  # fmt: skip
    given_back = actions.submit_registration(
        actor=here.other_head.user, registration=given_back, on=TODAY
    )
    actions.return_registration(actor=officer, registration=given_back, reason=f"{MARK}tralai")
    party = JointParty.objects.create(movement=draft, unit=here.union)
    watching = WATCHERS | GROUPS
    return Planted(
        objects={
            "<int:pk>": [draft.pk, here.movement.pk],
            "dot/<int:pk>": [phase.pk],
            "lien-tich/<int:pk>": [party.pk],
            "dang-ky/<int:pk>": [approved.pk, given_back.pk],
            "<int:pk>/in/<str:name>.<str:ext>": [
                (each.pk, name, "pdf")
                for each in (draft, here.movement)
                for name in ("quyet-dinh", "ke-hoach")
            ],
            "dang-ky/<int:pk>/in.<str:ext>": [(each.pk, "pdf") for each in (approved, given_back)],
        },
        secrets=[
            secret(draft, "title", WATCHERS),
            secret(phase, "title", WATCHERS),
            secret(draft, "slogan", WATCHERS),
            # A sealed pact names its movement to whoever has the code of its paper.
            secret(here.movement, "title", ROLES),
            secret(here.movement, "objectives", watching),
            secret(approved, "late_reason", DECIDING | {"head"}),
            secret(approved, "decline_reason", DECIDING | {"head"}),
            Secret(f"{MARK}tralai", DECIDING | {"other_head"}, "why a list was returned"),
        ],
    )
