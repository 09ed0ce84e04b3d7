"""What people are told reaches only them."""

from typing import Any

from tests.leaks.planted import MARK, Planted, Secret
from tests.leaks.roles import KEEPER

from thidua.notices.actions import tell

TEXT = f"{MARK}thongbao"


def planted(here: Any) -> Planted:
    tell(recipients=[here.members[1].user.pk], key="thu", kind="thu", text=TEXT, url="/")
    return Planted(secrets=[Secret(TEXT, KEEPER | {"author"}, "notices.Notice.text")])
