"""What of pacts may reach whom."""

from typing import Any

from tests.leaks.planted import MARK, Planted, Secret, secret
from tests.leaks.roles import GROUPS, WATCHERS
from tests.support.world import PASSWORD, TODAY

from thidua.pacts import actions
from thidua.pacts.actions import ClauseFacts, PartyFacts
from thidua.pacts.states import PartyRole
from thidua.pacts.tests.factories import place, scan

TOLD = WATCHERS | GROUPS
HEADS = frozenset({"head", "other_head"})


def planted(here: Any) -> Planted:
    officer, heads = here.user("canbo"), (here.head.user, here.other_head.user)
    groups = (here.group, here.other_group)

    def drawn_up(title: str) -> Any:
        return actions.create_pact(
            actor=officer, movement=here.movement, facts={"title": title, "commitment": "…"},
            parties=[*map(PartyFacts, groups), PartyFacts(here.top, PartyRole.WITNESS)],
            clauses=[ClauseFacts(f"{MARK}noidung {title}")],
        )  # fmt: skip

    draft = drawn_up("Chưa mở")
    opened, sealed = (
        actions.open_pact(actor=officer, pact=drawn_up(title), on=TODAY)
        for title in ("Đang ký", "Đã ký")
    )
    sheet = actions.record_sheet(
        actor=officer, pact=opened, scan=scan(f"{MARK}trangky.jpg"), on=TODAY,
        signed={place(opened, here.group).pk: f"{MARK}nguoiky"},
    )  # fmt: skip
    for head, unit in zip(heads, groups, strict=True):
        actions.sign_pact(
            actor=head, pact=sealed, party=place(sealed, unit), secret=PASSWORD, on=TODAY
        )
    sealed = actions.seal_pact(
        actor=officer, pact=sealed, on=TODAY,
        absences={place(sealed, here.top).pk: f"{MARK}vangmat"},
    )  # fmt: skip
    amended = actions.amend_pact(actor=officer, pact=sealed, reason=f"{MARK}suadoi")
    return Planted(
        objects={
            "<int:pk>": [pact.pk for pact in (draft, opened, sealed, amended)],
            "ban-quet/<int:pk>": [sheet.pk],
            "<int:pk>/noi-dung/<int:clause>": [(draft.pk, draft.clauses.get().pk)],
        },
        secrets=[
            secret(draft, "title", WATCHERS),
            secret(draft, "commitment", WATCHERS),
            secret(opened, "title", TOLD),
            secret(opened, "commitment", TOLD),
            Secret(f"{MARK}noidung Chưa mở", WATCHERS, "a clause of a draft"),
            Secret(f"{MARK}noidung Đang ký", TOLD, "a clause before its signers"),
            Secret(f"{MARK}noidung Đã ký", TOLD, "a clause of a sealed pact"),
            Secret(f"{MARK}nguoiky", WATCHERS, "a name ticked and not confirmed"),
            Secret(f"{MARK}trangky", WATCHERS | HEADS, "the scan of a signed sheet"),
            Secret(f"{MARK}vangmat", TOLD, "why a party did not sign"),
            Secret(f"{MARK}suadoi", WATCHERS, "why a pact is being amended"),
        ],
    )
