"""Papers that many sign inside the product: numbered, set, hashed and issued at once."""

from datetime import date
from typing import Any

from django.db.models import Model

from thidua.core import period
from thidua.core.models import reference
from thidua.documents import registry, uploads
from thidua.documents.actions.files import store_file
from thidua.documents.actions.numbers import give_number
from thidua.documents.models import Paper
from thidua.documents.states import PaperState


def issue_sealed(
    *, actor: Any, issuer: Any, kind: str, subject: Model, title: str, symbol: str, dated_on: date
) -> Paper:
    """The paper of what its parties have signed; its PDF is kept under its hash.

    Called inside the action that seals, whose permit and trail count. The number is the next of
    the symbol's own series, which no clerk's register holds. Raises `NumberTaken` and
    `pdf.NotRendered`.
    """
    now = period.now()
    subject_type, subject_id = reference(subject)
    paper = Paper(
        kind=registry.PAPERS[kind].name, title=title[:400], issuer=issuer, symbol=symbol,
        subject_type=subject_type, subject_id=subject_id, state=PaperState.ISSUED,
        signed_at=now, issued_at=now, created_at=now,
    )  # fmt: skip
    give_number(paper, number=None, dated_on=dated_on, own=True)
    page = registry.build(kind, paper)
    content = registry.render(kind, page, file_format="pdf", on=dated_on)
    name = f"{paper.reference.replace('/', '-')}.pdf"
    paper.pdf = store_file(
        actor=actor, subject=paper, role="paper", name=name, content=content,
        mime=uploads.MIME["pdf"],
    )  # fmt: skip
    paper.sha256 = paper.pdf.sha256
    paper.save()
    return paper
