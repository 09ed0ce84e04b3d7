"""What happens to a paper after it was issued: corrected, revoked."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core import period
from thidua.core.action import action, note
from thidua.core.machine import WrongState
from thidua.core.permit import Refused
from thidua.documents import permits, registry
from thidua.documents.models import Amendment, Paper
from thidua.documents.states import PAPER, AmendmentKind


@action(
    "documents.paper.revoke",
    gettext_lazy("Hủy bỏ, thu hồi văn bản"),
    on="paper",
    permit=permits.signs_papers,
)
def revoke_paper(
    *, actor: Any, paper: Paper, reason: str, basis: str = "", on: date | None = None
) -> Paper:
    """Annul an issued paper; its code then says so to whoever verifies it."""
    if elsewhere := registry.revoked_by(paper.kind):
        raise Refused(elsewhere)
    PAPER.move(paper, "revoke")
    if not reason.strip():
        raise Refused(_("Ghi lý do và văn bản làm căn cứ hủy bỏ, thu hồi."))
    paper.save()
    _amend(actor, paper, AmendmentKind.REVOKED, reason=reason, basis=basis, on=on)
    return paper


@action(
    "documents.paper.correct",
    gettext_lazy("Đính chính văn bản"),
    on="paper",
    permit=permits.returns_papers,
)
def correct_paper(
    *, actor: Any, paper: Paper, reason: str, basis: str, on: date | None = None
) -> Paper:
    """Say that an issued paper was corrected, by which paper; it stays in force."""
    if reason_against := PAPER.refusal(paper, "revoke"):
        raise WrongState(reason_against)
    if not reason.strip() or not basis.strip():
        raise Refused(_("Ghi nội dung đính chính và số, ngày của văn bản đính chính."))
    _amend(actor, paper, AmendmentKind.CORRECTED, reason=reason, basis=basis, on=on)
    return paper


def revoke_with(*, actor: Any, papers: Iterable[Paper], by: Paper, reason: str) -> None:
    """Annul issued papers by another one that went out: letters with the honour they tell.

    Called inside the action that issues `by`, which tabulates what it takes back.
    """
    assert by.dated_on is not None
    basis = f"{by.reference} ngày {by.dated_on:%d/%m/%Y}"
    keys = [paper.pk for paper in papers]
    for paper in Paper.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk"):
        PAPER.move(paper, "revoke")
        paper.save()
        _amend(actor, paper, AmendmentKind.REVOKED, reason=reason, basis=basis, on=by.dated_on)


def _amend(
    actor: Any, paper: Paper, kind: AmendmentKind, *, reason: str, basis: str, on: date | None
) -> None:
    day = on or period.today()
    if day > period.today():
        raise Refused(_("Ngày này chưa đến."))
    note(reason=reason.strip(), basis=basis.strip(), on=day)
    Amendment.objects.create(
        paper=paper, kind=kind, on=day, basis=basis.strip(), reason=reason.strip(),
        by_id=actor.pk or None, created_at=period.now(),
    )  # fmt: skip
