"""Papers finished outside the product: their scans, and their place in the register."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core import period
from thidua.core.action import action
from thidua.core.machine import WrongState
from thidua.core.models import reference
from thidua.core.permit import Refused
from thidua.documents import permits, uploads
from thidua.documents.actions.files import upload_file
from thidua.documents.actions.papers import give_number
from thidua.documents.models import OUTSIDE, Paper
from thidua.documents.states import PAPER, PaperState

SCANNED = frozenset({PaperState.SIGNED, PaperState.NUMBERED, PaperState.ISSUED})


@action(
    "documents.paper.attach_scan",
    gettext_lazy("Đính kèm bản quét văn bản"),
    on="paper",
    permit=permits.keeps_papers,
)
def attach_scan(*, actor: Any, paper: Paper, scan: uploads.Sent) -> Paper:
    """Keep the picture of what was signed and sealed; raises `uploads.NotAccepted`."""
    if paper.state not in SCANNED:
        raise WrongState(PAPER.refusal(paper, "number") or "")
    paper.scan = upload_file(
        actor=actor,
        subject=paper,
        role="scan",
        name=scan.name or "",
        content=scan.read(),
        kinds=uploads.PAPERS | uploads.IMAGES,
    )
    paper.save()
    return paper


@action(
    "documents.paper.register",
    gettext_lazy("Vào sổ văn bản lập ngoài hệ thống"),
    permit=permits.drafts_paper,
)
def register_paper(
    *,
    actor: Any,
    issuer: Any,
    title: str,
    symbol: str,
    number: int,
    dated_on: date,
    signer_name: str,
    signer_position: str,
    scan: uploads.Sent,
) -> Paper:
    """Enter a paper that was written, signed and numbered elsewhere, with its signed file.

    It is issued and marked as made outside. Raises `NumberTaken` and `uploads.NotAccepted`.
    """
    if not (title.strip() and symbol.strip() and signer_name.strip()):
        raise Refused(_("Ghi đủ trích yếu, ký hiệu và người ký."))
    now = period.now()
    subject_type, subject_id = reference(issuer)
    paper = Paper(
        kind=OUTSIDE,
        title=title.strip(),
        issuer=issuer,
        subject_type=subject_type,
        subject_id=subject_id,
        state=PaperState.ISSUED,
        symbol=symbol.strip(),
        signer_name=signer_name.strip(),
        signer_position=signer_position.strip(),
        signed_at=now,
        issued_at=now,
        created_at=now,
    )
    give_number(paper, number=number, dated_on=dated_on)
    paper.scan = upload_file(
        actor=actor,
        subject=paper,
        role="scan",
        name=scan.name or "",
        content=scan.read(),
        kinds=uploads.PAPERS | uploads.IMAGES,
    )
    paper.sha256 = paper.scan.sha256
    paper.save()
    return paper
