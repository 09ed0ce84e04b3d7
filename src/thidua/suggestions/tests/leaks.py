"""What of suggestions may reach whom, and who may know who wrote them."""

from typing import Any

from tests.leaks.planted import MARK, Planted, Secret, secret
from tests.leaks.roles import KEEPER, WATCHERS
from tests.support.world import TODAY

from thidua.suggestions import actions

NAMED = frozenset({"other_member", "other_head", "officer"})


def planted(here: Any) -> Planted:
    author, stranger = here.members[1].user, here.people["T2002"].user

    def sent(actor: Any, unit: Any, text: str, **more: Any) -> Any:
        return actions.send_suggestion(
            actor=actor, unit=unit, on=TODAY, kind="obstacle", text=f"{MARK}{text}", **more
        )

    above = sent(author, here.top, "kiennghi")
    passed = sent(author, here.group, "vuongmac")
    passed = actions.pass_suggestion(
        actor=here.head.user, suggestion=passed, unit=here.top, reason=f"{MARK}chuyen", on=TODAY
    )
    passed = actions.answer_suggestion(
        actor=here.user("canbo"), suggestion=passed, answer=f"{MARK}traloi", on=TODAY
    )
    passed = actions.reopen_suggestion(
        actor=author, suggestion=passed, reason=f"{MARK}hoilai", on=TODAY
    )
    hidden = sent(stranger, here.other_group, "giauten", is_name_kept=True)
    reading = WATCHERS | {"author", "head"}
    return Planted(
        objects={"<int:pk>": [above.pk, passed.pk, hidden.pk]},
        secrets=[
            Secret(
                f"{MARK}kiennghi", WATCHERS | KEEPER | {"author"}, "a suggestion to the hospital"
            ),
            Secret(f"{MARK}vuongmac", reading | KEEPER, "one that went through a group"),
            Secret(f"{MARK}chuyen", reading, "why a suggestion was passed on"),
            Secret(f"{MARK}traloi", reading | KEEPER, "the answer to a suggestion"),
            Secret(f"{MARK}hoilai", reading, "why it was asked again"),
            Secret(f"{MARK}giauten", WATCHERS | NAMED, "a suggestion under a kept name"),
            secret(stranger, "full_name", NAMED),
        ],
    )
