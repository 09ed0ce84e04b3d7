"""Who may run a ballot, follow it, and vote in it."""

from typing import Any

from django.utils.translation import gettext as _

from thidua.ballots import queries
from thidua.ballots.hosts import HOSTS
from thidua.core.permit import Reason, permit


@permit
def runs(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Whom the ballot's host lets run it; of one to be made, the host of the kind asked for."""
    kind, subject_id = (
        (given["kind"], given["subject_id"])
        if subject is None
        else (subject.kind, subject.subject_id)
    )
    return HOSTS[kind].may_run(actor, subject_id)


@permit
def sees(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """Those on the roll, and those whom the host lets follow."""
    if queries.ballot_for(actor, subject.pk) is not None:
        return None
    return _("Bạn không có tên trong danh sách bỏ phiếu này.")


@permit
def is_on_the_roll(actor: Any, subject: Any, **given: Any) -> Reason | None:
    """One's own name on the frozen roll; nobody votes for another."""
    ballot = subject if subject is not None else given["ballot"]
    if queries.voter_of(actor, ballot) is not None:
        return None
    return _("Bạn không có tên trong danh sách bỏ phiếu này.")
