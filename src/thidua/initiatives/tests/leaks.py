"""What of initiatives and difficulties may reach whom."""

from typing import Any

from tests.leaks.planted import MARK, Planted, Secret, secret
from tests.leaks.roles import GROUP, HOSPITAL, KEEPER, WATCHERS
from tests.support.world import TODAY

from thidua.documents.models import StoredFile
from thidua.initiatives import actions
from thidua.initiatives.models import Difficulty
from thidua.initiatives.tests.factories import photo

AUTHOR = frozenset({"author"})
AMONG_US = GROUP | WATCHERS


def planted(here: Any) -> Planted:
    author, head = here.members[1], here.head.user

    def entry(number: int) -> Any:
        return actions.create_initiative(
            actor=author.user, unit=here.group, on=TODAY, authors=[(author, 100)],
            facts={"title": f"Giải pháp {number}", "solution": "…", "benefit": "process",
                   "movement": here.movement},
        )  # fmt: skip

    draft, sent, returned, verified = (entry(number) for number in range(4))
    for each in (sent, returned, verified):
        actions.submit_initiative(actor=author.user, initiative=each, on=TODAY)
    actions.return_initiative(actor=head, initiative=returned, reason=f"{MARK}trasangkien")
    actions.verify_initiative(actor=head, initiative=verified)
    trouble, open_trouble, _third = (
        Difficulty.objects.create(
            unit=here.group, entered_by=author.user, title="Thiếu cáng", trouble="…",
            solution="…", solved_on=TODAY, state=state, created_at=draft.created_at,
        )
        for state in ("draft", "verified", "verified")
    )  # fmt: skip
    actions.attach_photo(actor=author.user, initiative=draft, photo=photo(f"{MARK}anh.jpg"))
    kept = StoredFile.objects.get(name__startswith=f"{MARK}anh")
    return Planted(
        objects={
            "<int:pk>": [each.pk for each in (draft, sent, returned, verified)],
            "<int:pk>/anh/<int:photo>": [(draft.pk, kept.pk)],
            "kho-khan/<int:pk>": [trouble.pk, open_trouble.pk],
        },
        secrets=[
            secret(draft, "title", AUTHOR | KEEPER),
            secret(draft, "effect", AUTHOR),
            secret(sent, "title", AMONG_US | KEEPER),
            secret(sent, "solution", AMONG_US),
            secret(verified, "title", HOSPITAL),
            secret(verified, "solution", HOSPITAL),
            secret(verified, "refusal_reason", AMONG_US - {"member"}),
            secret(trouble, "title", AUTHOR | KEEPER),
            secret(open_trouble, "title", HOSPITAL),
            Secret(f"{MARK}anh", AUTHOR | KEEPER, "documents.StoredFile.name of a draft's photo"),
            Secret(
                f"{MARK}trasangkien",
                (AMONG_US | KEEPER) - {"member"},
                "why an initiative was returned",
            ),
        ],
    )
