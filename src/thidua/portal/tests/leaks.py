"""What strangers and the one search box may find."""

from typing import Any

from tests.leaks.planted import ASKED, Planted

from thidua.awards.queries import letters_of


def planted(here: Any) -> Planted:
    letter = letters_of(here.decision)[0]
    return Planted(
        objects={"xac-minh/<str:code>": [letter.code, here.decision.paper.code, "KHONGCO"]},
        questions={"tim/": [f"?q={ASKED}"], "xac-minh/": [f"?ma={letter.code}"]},
    )
