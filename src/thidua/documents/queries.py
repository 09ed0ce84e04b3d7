"""Named questions about stored files and the register of papers."""

from thidua.documents.models import Paper
from thidua.documents.states import PaperState


def issued_paper(code: str) -> Paper | None:
    """The paper that was issued under a public code, a revoked one too; drafts are nobody's business."""
    known = {PaperState.ISSUED, PaperState.REVOKED}
    return Paper.objects.select_related("issuer").filter(code=code.upper(), state__in=known).first()
