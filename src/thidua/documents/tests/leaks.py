"""What of papers and files may reach whom."""

from typing import Any

from tests.leaks.planted import Planted, secret
from tests.leaks.roles import NONE, OUTSIDER, WATCHERS
from tests.support.world import TODAY

from thidua.documents import actions
from thidua.documents.models import Paper, StoredFile
from thidua.documents.tests.contract import scan, word_file


def planted(here: Any) -> Planted:
    away = here.people["NGOAI"]
    theirs = away.memberships.get().unit
    ours, others = (
        actions.register_paper(
            actor=user, issuer=unit, title="Văn bản đến", number=number, symbol="CV-BV",
            dated_on=TODAY, signer_name="Đặng Xuân Lâm", signer_position="Giám đốc",
            scan=scan(),
        )
        for user, unit, number in ((here.user("canbo"), here.top, 1), (away.user, theirs, 2))
    )  # fmt: skip
    decision = here.decision.paper
    templates = [
        actions.keep_word_template(actor=user, unit=unit, kind="awards.decision", file=word_file())
        for user, unit in ((here.user("canbo"), here.top), (away.user, theirs))
    ]
    papers = [paper.pk for paper in Paper.objects.order_by("pk")]
    return Planted(
        objects={
            "<int:pk>": papers,
            "<int:pk>/ban-in.<str:file_format>": [
                (paper, file_format) for paper in papers for file_format in ("pdf", "docx")
            ],
            "mau-word/<int:pk>": [template.pk for template in templates],
            "tep/<int:pk>": [file.pk for file in StoredFile.objects.order_by("pk")],
        },
        secrets=[
            secret(ours, "title", WATCHERS),
            secret(others, "title", frozenset({OUTSIDER})),
            secret(decision, "sha256", NONE),
        ],
    )
