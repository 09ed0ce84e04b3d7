"""What of sheets and printers may reach whom."""

from typing import Any

from tests.leaks.planted import Planted, secret
from tests.leaks.roles import OUTSIDER
from tests.support.world import TODAY

from thidua.certificates import actions
from thidua.certificates.tests.contract import A4

KEEPING = frozenset({"officer"})


def planted(here: Any) -> Planted:
    away = here.people["NGOAI"]
    theirs = away.memberships.get().unit

    def sheet(user: Any, unit: Any, name: str) -> Any:
        given = {**A4, "name": name, "valid_from": TODAY}
        return actions.create_stock(actor=user, unit=unit, **given)

    def printer(user: Any, unit: Any, name: str) -> Any:
        return actions.add_printer(actor=user, unit=unit, name=name)

    officer = here.user("canbo")
    ours = [sheet(officer, here.top, f"Phôi {n}") for n in range(3)]
    others = sheet(away.user, theirs, "Phôi khác")
    printers = [printer(officer, here.top, f"Máy {n}") for n in range(3)]
    apart = printer(away.user, theirs, "Máy khác")
    stocks = [each.pk for each in (*ours, others)]
    return Planted(
        objects={"<int:pk>": stocks, "may-in/<int:pk>": [each.pk for each in (*printers, apart)]},
        secrets=[
            secret(ours[0], "name", KEEPING),
            secret(others, "name", frozenset({OUTSIDER})),
            secret(printers[0], "name", KEEPING),
            secret(apart, "name", frozenset({OUTSIDER})),
        ],
    )
