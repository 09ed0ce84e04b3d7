"""What strangers and the one search box may find."""

from typing import Any

from tests.leaks.planted import ASKED, Planted

from thidua.awards.queries import letters_of
from thidua.documents.models import Paper
from thidua.documents.states import PaperState


def planted(here: Any) -> Planted:
    letter = letters_of(here.decision)[0]
    # Whoever holds a paper in hand has its code: what the page says of it is no secret.
    issued = Paper.objects.filter(state=PaperState.ISSUED).order_by("pk")
    return Planted(
        objects={
            "xac-minh/<str:code>": [*(paper.code for paper in issued), "KHONGCO"],
            "quyet-dinh-khen-thuong/<int:pk>": [here.decision.pk],
        },
        questions={
            "tim/": [f"?q={ASKED}"], "xac-minh/": [f"?ma={letter.code}"],
        },
    )  # fmt: skip
