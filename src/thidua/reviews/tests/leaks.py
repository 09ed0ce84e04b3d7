"""What of reviews may reach whom, before and after their issue."""

from types import SimpleNamespace
from typing import Any

from tests.leaks.planted import MARK, Planted, Secret, secret
from tests.leaks.roles import GROUPS, NONE, ROLES, WATCHERS
from tests.support.world import TODAY

from thidua.reviews import actions
from thidua.reviews.tests.factories import body, brought_to, fresh, review


def planted(here: Any) -> Planted:
    house: Any = SimpleNamespace(officer=here.user("canbo"), director=here.user("giamdoc"))

    def written(name: str) -> Any:
        made = review(house, here.movement)
        first = next(block["id"] for block in body(made) if block["kind"] == "text")
        actions.write_review(
            actor=house.officer, review=made, on=TODAY,
            texts={first: {"text": f"{MARK}{name}", "note": f"{MARK}ghichu {name}"}},
        )  # fmt: skip
        return made

    draft, returned, issued = (written(name) for name in ("duthao", "xemlai", "phathanh"))
    issued = brought_to(house, issued, "issued")
    brought_to(house, returned, "for_signature")
    actions.return_review(actor=house.director, review=fresh(returned), reason=f"{MARK}trabaocao")
    told = WATCHERS | GROUPS
    return Planted(
        objects={
            "<int:pk>": [draft.pk, returned.pk, issued.pk],
            "lap/<int:movement>/<slug:kind>": [(here.movement.pk, "interim")],
        },
        secrets=[
            secret(draft.paper, "title", WATCHERS),
            # Whoever holds the issued paper reads title and number by its code.
            secret(issued.paper, "title", ROLES),
            Secret(f"{MARK}duthao", WATCHERS, "a text of a draft"),
            Secret(f"{MARK}phathanh", told, "a text of an issued review"),
            Secret(f"{MARK}ghichu duthao", frozenset({"officer"}), "a note of a draft"),
            Secret(f"{MARK}ghichu phathanh", NONE, "a note of an issued review"),
            Secret(f"{MARK}trabaocao", WATCHERS, "why a review was returned"),
        ],
    )
