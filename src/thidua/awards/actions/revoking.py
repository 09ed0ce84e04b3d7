"""Honours taken back: the decision of revocation, what comes back, and what rested on them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.awards import papers, permits, queries
from thidua.awards.models import Decision, Honour, Reconsideration, Recovery, Revocation
from thidua.core.action import action, note, tabulate
from thidua.core.permit import Refused
from thidua.documents import actions as documents
from thidua.documents.states import PAPER, PaperState
from thidua.notices.actions import tell
from thidua.orgs.queries import accounts_with_role
from thidua.orgs.states import Role

ARTEFACT, PRIZE = "artefact", "prize"


def _insist_on_words(reason: str, article: str) -> tuple[str, str]:
    if not reason.strip() or not article.strip():
        raise Refused(_("Ghi lý do và điều, khoản làm căn cứ hủy bỏ, thu hồi."))
    return reason.strip(), article.strip()


@action(
    "awards.revocation.draft", gettext_lazy("Dự thảo quyết định thu hồi khen thưởng"),
    on="decision", permit=permits.is_officer,
)  # fmt: skip
def draft_revocation(
    *, actor: Any, decision: Decision, honours: Sequence[int], reason: str, article: str,
    symbol: str,
) -> Revocation:  # fmt: skip
    """Draft the paper that takes honours of an issued decision back; nothing changes before it
    is signed and goes out."""
    if reason_against := PAPER.refusal(decision.paper, "revoke"):
        raise Refused(reason_against)
    reason, article = _insist_on_words(reason, article)
    if not symbol.strip():
        raise Refused(_("Ghi ký hiệu của quyết định, ví dụ QĐ-BV."))
    rows = [honour for honour in queries.revocable(decision) if honour.pk in set(honours)]
    if not rows:
        raise Refused(_("Chọn ít nhất một tập thể hoặc cá nhân còn giữ khen thưởng."))
    paper = documents.draft_paper(
        actor=actor, issuer=decision.round.unit, kind="awards.revocation", subject=decision,
        title=papers.revocation_title(decision, rows), symbol=symbol.strip(),
        blocks=papers.revocation_blocks(decision, rows, reason, article),
    )  # fmt: skip
    made = Revocation.objects.create(decision=decision, paper=paper, reason=reason, article=article)
    Recovery.objects.bulk_create(Recovery(revocation=made, honour=honour) for honour in rows)
    tabulate([[honour.pk] for honour in rows])
    return made


@action(
    "awards.revocation.revise", gettext_lazy("Sửa dự thảo quyết định thu hồi"), on="revocation",
    permit=permits.is_officer,
)  # fmt: skip
def revise_revocation(
    *, actor: Any, revocation: Revocation, reason: str, article: str
) -> Revocation:
    """Another reason or article, while it is a draft; its text is written anew."""
    revocation.reason, revocation.article = _insist_on_words(reason, article)
    rows = [row.honour for row in queries.rows_of(revocation)]
    documents.revise_paper(
        actor=actor, paper=revocation.paper,
        blocks=papers.revocation_blocks(
            revocation.decision, rows, revocation.reason, revocation.article
        ),
    )  # fmt: skip
    revocation.save()
    return revocation


@action(
    "awards.revocation.drop", gettext_lazy("Bỏ dự thảo quyết định thu hồi"), on="revocation",
    permit=permits.is_officer,
)  # fmt: skip
def drop_revocation(*, actor: Any, revocation: Revocation) -> Revocation:
    """It goes with its paper, and its honours can be chosen for another one; the trail stays."""
    paper = revocation.paper
    tabulate([[row.honour_id] for row in queries.rows_of(revocation)])
    Revocation.objects.filter(pk=revocation.pk).delete()
    documents.drop_draft(paper)
    return revocation


@action(
    "awards.revocation.submit", gettext_lazy("Trình ký quyết định thu hồi"), on="revocation",
    permit=permits.is_officer,
)  # fmt: skip
def submit_revocation(*, actor: Any, revocation: Revocation) -> Revocation:
    """Lay the draft before the head of the unit."""
    documents.submit_paper(actor=actor, paper=revocation.paper)
    return revocation


@action(
    "awards.revocation.return", gettext_lazy("Trả lại dự thảo quyết định thu hồi"),
    on="revocation", permit=permits.is_director,
)  # fmt: skip
def return_revocation(*, actor: Any, revocation: Revocation, reason: str) -> Revocation:
    """Send the draft back with what is to be mended."""
    documents.return_paper(actor=actor, paper=revocation.paper, reason=reason)
    return revocation


@action(
    "awards.revocation.sign", gettext_lazy("Ký quyết định thu hồi"), on="revocation",
    permit=permits.is_director,
)  # fmt: skip
def sign_revocation(
    *, actor: Any, revocation: Revocation, on: date, scan: Any = None
) -> Revocation:
    """Record the signature, with the authority of the offices held that day."""
    documents.sign_for_issuer(actor=actor, paper=revocation.paper, on=on, scan=scan)
    return revocation


@action(
    "awards.revocation.issue", gettext_lazy("Phát hành quyết định thu hồi"), on="revocation",
    permit=permits.is_officer,
)  # fmt: skip
def issue_revocation(
    *, actor: Any, revocation: Revocation, number: int, dated_on: date, on: date
) -> Revocation:
    """Number it and send it out: the honours are revoked from the day on the paper.

    They stay in the registry. Their letters, and the decision when none of its honours is left,
    say so to whoever verifies them; later honours that rested on them are put on review.
    """
    # One of two that go out together must see what the other has taken.
    decision = Decision.objects.select_for_update(of=("self",)).get(pk=revocation.decision_id)
    decided = decision.paper
    assert decided.dated_on is not None
    if not decided.dated_on <= dated_on <= on:
        raise Refused(
            _("Ngày quyết định thu hồi phải từ ngày %(day)s đến hôm nay.")
            % {"day": f"{decided.dated_on:%d/%m/%Y}"}
        )
    documents.number_paper(actor=actor, paper=revocation.paper, number=number, dated_on=dated_on)
    paper = revocation.paper = documents.issue_paper(actor=actor, paper=revocation.paper, on=on)
    rows = queries.rows_of(revocation)
    # Asked before they are revoked, for what rested on one may be revoked beside it.
    later = [(row, queries.resting_on(row.honour)) for row in rows]
    taken = [row.honour for row in rows]
    Honour.objects.filter(pk__in=[honour.pk for honour in taken]).update(revoked_on=dated_on)
    lost = {honour.pk for honour in taken}
    flags = Reconsideration.objects.bulk_create(
        Reconsideration(recovery=row, honour=honour)
        for row, found in later
        for honour in found
        if honour.pk not in lost
    )
    gone = [honour.letter for honour in taken if honour.letter is not None]
    if not decision.honours.filter(revoked_on=None).exists():
        gone.append(decided)
    documents.revoke_with(actor=actor, papers=gone, by=paper, reason=revocation.reason)
    _tell(revocation, taken, on)
    note(honours=len(taken), later=len(flags))
    tabulate([[row.honour_id, row.honour.letter_id] for row in rows])
    return revocation


def _tell(revocation: Revocation, taken: Sequence[Honour], on: date) -> None:
    number = revocation.paper.reference
    accounts = [each.person.user_id for each in taken if each.person and each.person.user_id]
    tell(
        recipients=accounts, key=f"awards.revoked.{revocation.pk}", kind="awards.honour",
        text=lambda: _("Khen thưởng của bạn bị thu hồi theo Quyết định số %(number)s.")
        % {"number": number},
        url=reverse("awards:mine"),
    )  # fmt: skip
    tell(
        recipients=accounts_with_role(
            [revocation.decision.round.unit], [Role.OFFICER], on=on
        ),
        key=f"awards.revoked.open.{revocation.pk}", kind="awards.revoked",
        text=lambda: _("Thu hồi hiện vật, tiền thưởng theo Quyết định số %(number)s.")
        % {"number": number},
        url=reverse("awards:revocation", args=[revocation.pk]),
    )  # fmt: skip


@action(
    "awards.recovery.record", gettext_lazy("Ghi đã thu hồi hiện vật, tiền thưởng"),
    on="recovery", permit=permits.is_officer,
)  # fmt: skip
def record_recovery(
    *, actor: Any, recovery: Recovery, what: str, recovered_on: date, on: date, reason: str = ""
) -> Recovery:
    """The artefact (`artefact`) or the prize money (`prize`) has come back on a day; with a
    reason, it was settled that day that it never will."""
    since = recovery.revocation.paper.dated_on
    if recovery.revocation.paper.state != PaperState.ISSUED or since is None:
        raise Refused(_("Quyết định thu hồi chưa phát hành."))
    if not since <= recovered_on <= on:
        raise Refused(
            _("Ngày thu hồi phải từ ngày %(day)s đến hôm nay.") % {"day": f"{since:%d/%m/%Y}"}
        )
    if getattr(recovery, f"{what}_on") is not None:
        raise Refused(_("Mục này đã ghi thu hồi."))
    setattr(recovery, f"{what}_on", recovered_on)
    setattr(recovery, f"{what}_reason", reason.strip())
    recovery.save()
    return recovery


@action(
    "awards.reconsideration.close", gettext_lazy("Kết luận việc xem xét lại khen thưởng"),
    on="flag", permit=permits.is_officer,
)  # fmt: skip
def close_reconsideration(
    *, actor: Any, flag: Reconsideration, outcome: str, on: date
) -> Reconsideration:
    """Say what became of a later honour: it stands by itself, or is taken back by a decision."""
    if flag.closed_on is not None:
        raise Refused(_("Khen thưởng này đã được xem xét."))
    if not outcome.strip():
        raise Refused(_("Ghi kết luận: giữ nguyên hay thu hồi, vì sao."))
    flag.outcome, flag.closed_on, flag.closed_by = outcome.strip(), on, actor
    flag.save()
    return flag
