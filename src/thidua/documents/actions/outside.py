"""Papers finished outside the product: their scans, and their place in the register."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core import period
from thidua.core.action import action, note
from thidua.core.machine import WrongState
from thidua.core.models import reference
from thidua.core.permit import Refused
from thidua.documents import permits, queries, signing, uploads
from thidua.documents.actions.files import upload_file
from thidua.documents.actions.numbers import give_number
from thidua.documents.models import OUTSIDE, Paper, StoredFile
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
    retention: str = "",
) -> Paper:
    """Enter a paper that was written, signed and numbered elsewhere, with its signed file.

    It is issued and marked as made outside: with electronic signatures, or as a scan. A file
    that was changed after its signing is refused. Raises `NumberTaken` and `uploads.NotAccepted`.
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
        retention=retention,
    )
    give_number(paper, number=number, dated_on=dated_on, own=False)
    paper.scan = upload_file(
        actor=actor,
        subject=paper,
        role="scan",
        name=scan.name or "",
        content=scan.read(),
        kinds=uploads.PAPERS | uploads.IMAGES,
    )
    reports = _reports(paper.scan)
    paper.is_scan = not reports
    note(signatures=[[report.who, report.verdict] for report in reports])
    paper.sha256 = paper.scan.sha256
    paper.save()
    return paper


def _reports(stored: StoredFile) -> tuple[signing.Report, ...]:
    """What the signatures of a file that was sent in are worth; a changed file is refused."""
    reports = queries.signatures_in(stored) or ()
    for report in reports:
        if not report.is_intact:
            raise Refused(report.words)
    return reports
