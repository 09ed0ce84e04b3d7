"""What of care may reach whom."""

from typing import Any

from tests.leaks.planted import MARK, Planted, Secret, secret
from tests.leaks.roles import KEEPER, WATCHERS
from tests.support.world import TODAY

from thidua.care import actions
from thidua.care.tests.factories import FACTS

CONCERNED = WATCHERS | {"head", "author"}
# Directors and inspectors see what was given, not why; who administers hands over one's own data.
KNOWING = frozenset({"officer", "head", "author"}) | KEEPER


def planted(here: Any) -> Planted:
    def given(**facts: Any) -> Any:
        return actions.create_record(
            actor=here.head.user, unit=here.group, on=TODAY,
            facts={**FACTS, "given_on": TODAY, **facts},
        )  # fmt: skip

    hardship = given(person=here.members[1], circumstances="…")
    many = given(recipients=12)
    mistaken = given(recipients=3)
    actions.cancel_record(actor=here.head.user, record=mistaken, reason=f"{MARK}ghinham")
    return Planted(
        objects={"<int:pk>": [hardship.pk, many.pk, mistaken.pk]},
        secrets=[
            secret(hardship, "circumstances", KNOWING),
            secret(hardship, "occasion", CONCERNED | KEEPER),
            secret(hardship, "decision", CONCERNED | KEEPER),
            secret(many, "occasion", CONCERNED - {"author"}),
            Secret(f"{MARK}ghinham", CONCERNED - {"author"}, "why a record was cancelled"),
        ],
    )
