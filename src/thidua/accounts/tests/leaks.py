"""What of accounts may reach whom."""

from typing import Any

from tests.leaks.planted import Planted, secret
from tests.leaks.roles import NONE

from thidua.accounts.actions import issue_first_sign_in_slips
from thidua.core.action import SYSTEM
from thidua.orgs.tests.factories import UserFactory


def planted(here: Any) -> Planted:
    (token,) = issue_first_sign_in_slips(actor=SYSTEM, users=[UserFactory()])
    return Planted(
        objects={
            "lan-dau/<str:token>": [token, "A" * 16],
            "mot-cua/<str:provider_id>": ["khong-co"],
        },
        secrets=[secret(here.members[1].user, "password", NONE)],
    )
