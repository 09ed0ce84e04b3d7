"""What of partners and parcels may reach whom."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from tests.leaks.planted import MARK, Planted, Secret, secret
from tests.leaks.roles import OUTSIDER
from tests.support.world import TODAY

from thidua.exchange import actions, identity
from thidua.exchange.models import Incoming, Partner
from thidua.exchange.tests.senders import Sender
from thidua.orgs.tests.factories import SINCE

OFFICER = frozenset({"officer"})
KEEPING = OFFICER | {"admin"}
INSIDE = f"{MARK}trongoitin"


def partner_of(user: Any, unit: Any, sender: Sender) -> Partner:
    partner = actions.add_partner(actor=user, unit=unit, card=sender.card)
    return actions.confirm_partner(
        actor=user, partner=partner, how="Gọi điện", on=SINCE,
        fingerprint=identity.fingerprint(sender.key),
    )  # fmt: skip


def list_come(user: Any, unit: Any, sender: Sender, name: str = "Trần Thị Bến") -> Incoming:
    """A list of one dossier, received and opened."""
    who = {"kind": "individual", "name": name, "code": "X01", "unit": "Khoa Nội"}
    data = {
        "round": "Đợt của bệnh viện", "unit": "Bệnh viện Sông Lô", "year": 2025, "way": "merit",
        "dossiers": [{"reference": "7", "award": "GK", "subject": who}],
    }  # fmt: skip
    parcel = actions.receive_parcel(
        actor=user, unit=unit, content=sender.parcel("awards.dossiers", data), on=TODAY
    )
    return actions.preview_parcel(actor=user, parcel=parcel)


def planted(here: Any) -> Planted:
    officer = here.user("canbo")
    senders = [Sender(name=f"Sở Y tế {n}") for n in range(3)]
    partners = [partner_of(officer, here.top, sender) for sender in senders]
    come = [list_come(officer, here.top, sender, INSIDE) for sender in senders]
    gone = actions.return_parcel(actor=officer, parcel=come[2], reason=f"{MARK}tragoi")
    away = here.people["NGOAI"]
    theirs = partner_of(away.user, away.memberships.get().unit, Sender(name="Sở khác"))
    apart = Incoming.objects.create(
        partner=theirs, kind="exchange.return", title="Gói khác", key=uuid4(),
        made_at=datetime(2025, 11, 1, tzinfo=UTC), arrived_at=datetime(2025, 11, 1, tzinfo=UTC),
    )  # fmt: skip
    return Planted(
        objects={
            "den/<int:pk>": [*(parcel.pk for parcel in come), apart.pk],
            "di/<int:pk>": [gone.pk],
            "doi-tac/<int:pk>": [*(partner.pk for partner in partners), theirs.pk],
        },
        secrets=[
            Secret(INSIDE, OFFICER, "who is in a parcel"),
            Secret(f"{MARK}tragoi", OFFICER, "why a parcel was returned"),
            secret(come[0], "title", OFFICER),
            secret(gone, "title", OFFICER),
            secret(apart, "title", frozenset({OUTSIDER})),
            secret(partners[0], "name", KEEPING),
            secret(partners[1], "confirmed_how", KEEPING),
            secret(theirs, "name", frozenset({OUTSIDER})),
        ],
    )
