"""A decision from draft to number: made from the passed list, signed, numbered by the clerk."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.awards import papers, permits, queries
from thidua.awards.actions.dossiers import pass_gates
from thidua.awards.models import Decision, Dossier, Round
from thidua.awards.states import DossierState
from thidua.core import period
from thidua.core.action import action, note, tabulate
from thidua.core.permit import Refused
from thidua.documents import actions as documents
from thidua.documents.states import PAPER, PaperState
from thidua.legal import Refusal, Regulation, power_to_decide
from thidua.overlays.queries import regulations_for


class NotWithinPower(Refused):
    """The head of the unit may not decide this award; the reason says what can be done."""


@dataclass(frozen=True)
class Named:
    """A regulation named on the form: number, day, who made it."""

    number: str = ""
    on: date | None = None
    issuer: str = ""


def _power(award: str, unit: Any, on: date, named: Named) -> dict[str, Any]:
    """By what the head of the unit decides; raises `NotWithinPower` (law 06/2022, article 80)."""
    body = queries.managing_body_of(unit)
    if body is None:
        raise NotWithinPower(_("Chưa ghi cơ quan quản lý của %(unit)s.") % {"unit": unit})
    regulation = None
    if named.number.strip():
        if named.on is None:
            raise NotWithinPower(_("Ghi ngày của văn bản quy định thẩm quyền."))
        regulation = Regulation(
            number=named.number.strip(), on=named.on, issuer=named.issuer.strip(), powers=(award,)
        )
    power = power_to_decide(award, body, on, regulation, *regulations_for(unit, on=on))
    if isinstance(power, Refusal):
        raise NotWithinPower(f"{power.reason.render()} {power.mend.render()}")
    facts: dict[str, Any] = {"citation": power.citation, "by_regulation": power.by_regulation}
    if power.by_regulation and named.on is not None:
        facts |= {
            "number": named.number.strip(), "on": named.on.isoformat(),
            "issuer": named.issuer.strip(),
        }  # fmt: skip
    return facts


def _named(power: Mapping[str, Any]) -> Named:
    if "number" not in power:
        return Named()
    return Named(power["number"], date.fromisoformat(power["on"]), power["issuer"])


@action(
    "awards.decision.draft", gettext_lazy("Dự thảo quyết định khen thưởng"), on="round",
    permit=permits.is_officer,
)  # fmt: skip
def draft_decision(
    *,
    actor: Any,
    round: Round,  # noqa: A002 # the clerk's word for it
    award: str,
    on: date,
    symbol: str,
    regulation: Named | None = None,
    merit: str = "",
    reason: str = "",
) -> Decision:
    """Draft from the recommended dossiers of one award that no decision holds yet.

    `merit` is the common achievement in the title. Who no longer meets a verified condition is
    left out until that is mended. Raises `NotWithinPower`; `NotEligible` where nobody is left or
    a cap is passed, `NeedsReason` where `reason` has to go past one that is unverified.
    """
    waiting = list(
        round.dossiers.select_for_update(of=("self",))
        .filter(award=award, state=DossierState.RECOMMENDED, decision=None, reserve=None)
        .select_related("person", "unit", "round__unit", "round__movement")
        .order_by("pk")
    )
    if not waiting:
        raise Refused(_("Chưa có hồ sơ nào được hội đồng đề nghị mà chưa có quyết định."))
    gates = [each.gate for each in queries.renewed(waiting, on=on)]
    stopped = {gate.dossier.pk for gate in gates if gate.blocking}
    rows = [dossier for dossier in waiting if dossier.pk not in stopped]
    if not rows:
        pass_gates(gates, "")
    if not symbol.strip():
        raise Refused(_("Ghi ký hiệu của quyết định, ví dụ QĐ-BV."))
    power = _power(award, round.unit, on, regulation or Named())
    pass_gates(queries.quota_gates(round, rows, on=on), reason)
    title = papers.decision_title(round, award, rows, merit)
    paper = documents.draft_paper(
        actor=actor, issuer=round.unit, kind="awards.decision", title=title,
        subject=round, blocks=papers.first_blocks(round, award, rows, power, merit),
        symbol=symbol.strip(),
    )  # fmt: skip
    decision = Decision.objects.create(round=round, award=award, paper=paper, power=power)
    for dossier in rows:
        dossier.decision, dossier.moved_on = decision, on
    Dossier.objects.bulk_update(rows, ["decision", "moved_on", "override_reason"])
    note(power=power["citation"], left_out=sorted(stopped))
    tabulate([[dossier.pk] for dossier in rows])
    return decision


@action(
    "awards.decision.submit", gettext_lazy("Trình ký quyết định"), on="decision",
    permit=permits.is_officer,
)  # fmt: skip
def submit_decision(*, actor: Any, decision: Decision) -> Decision:
    """Lay the draft before the head of the unit."""
    documents.submit_paper(actor=actor, paper=decision.paper)
    _stand_since_today(decision)
    return decision


def _stand_since_today(decision: Decision) -> None:
    """The dossiers lie with somebody else from now on."""
    decision.dossiers.update(moved_on=period.today())


@action(
    "awards.decision.return", gettext_lazy("Trả lại dự thảo quyết định"), on="decision",
    permit=permits.is_director,
)  # fmt: skip
def return_decision(*, actor: Any, decision: Decision, reason: str) -> Decision:
    """Send the draft back with what is to be mended."""
    if not reason.strip():
        raise Refused(_("Ghi lý do trả lại."))
    documents.return_paper(actor=actor, paper=decision.paper, reason=reason.strip())
    _stand_since_today(decision)
    note(reason=reason.strip())
    return decision


@action(
    "awards.decision.sign", gettext_lazy("Ký quyết định"), on="decision",
    permit=permits.is_director,
)  # fmt: skip
def sign_decision(
    *, actor: Any, decision: Decision, on: date, scan: Any = None, reason: str = ""
) -> Decision:
    """Record the signature, with the authority of the offices held that day («KT.», «TUQ.»).

    Everybody on the list is judged again on today's records: raises `NotEligible` where a verified
    condition now fails, `NeedsReason` where `reason` has to go past another difference.
    """
    if (why := PAPER.refusal(decision.paper, "sign")) is not None:
        raise Refused(why)
    gates = [each.gate for each in queries.before_signature(decision, on=on)]
    mend = _("Trả lại dự thảo, đưa hồ sơ đó ra khỏi danh sách rồi trình ký lại.")
    Dossier.objects.bulk_update(pass_gates(gates, reason, mend=mend), ["override_reason"])
    documents.sign_for_issuer(actor=actor, paper=decision.paper, on=on, scan=scan)
    _stand_since_today(decision)
    return decision


@action(
    "awards.decision.number", gettext_lazy("Ghi số, ngày của quyết định"), on="decision",
    permit=permits.is_officer,
)  # fmt: skip
def number_decision(*, actor: Any, decision: Decision, number: int, dated_on: date) -> Decision:
    """Enter number and day from the clerk's register; the power must hold on that day too."""
    decision.power = _power(decision.award, decision.round.unit, dated_on, _named(decision.power))
    documents.number_paper(actor=actor, paper=decision.paper, number=number, dated_on=dated_on)
    decision.save(update_fields=["power"])
    _stand_since_today(decision)
    return decision


@action(
    "awards.decision.revise", gettext_lazy("Lập lại dự thảo quyết định"), on="decision",
    permit=permits.is_officer,
)  # fmt: skip
def revise_decision(
    *,
    actor: Any,
    decision: Decision,
    texts: Mapping[str, str],
    without: Sequence[int] = (),
) -> Decision:
    """Rewrite the free texts of a draft, and let go of dossiers by key."""
    title = texts.get("title")
    if decision.paper.state != PaperState.DRAFT:
        raise Refused(PAPER.refusal(decision.paper, "submit") or "")
    dropped = list(decision.dossiers.filter(pk__in=list(without)))
    if dropped and len(dropped) == decision.dossiers.count():
        told = _("Quyết định cần ít nhất một tập thể hoặc cá nhân; hoặc bỏ cả dự thảo.")
        raise Refused(told)
    for dossier in dropped:
        dossier.decision, dossier.moved_on = None, period.today()
    Dossier.objects.bulk_update(dropped, ["decision", "moved_on"])
    documents.revise_paper(
        actor=actor, paper=decision.paper,
        blocks=papers.revised_blocks(decision, texts), title=title,
    )  # fmt: skip
    tabulate([[dossier.pk] for dossier in dropped])
    return decision


@action(
    "awards.decision.drop", gettext_lazy("Bỏ dự thảo quyết định"), on="decision",
    permit=permits.is_officer,
)  # fmt: skip
def drop_decision(*, actor: Any, decision: Decision) -> Decision:
    """It goes with its paper, and its dossiers are free again; the trail stays."""
    paper = decision.paper
    if paper.state != PaperState.DRAFT:
        raise Refused(PAPER.refusal(paper, "submit") or "")
    tabulate([[key] for key in decision.dossiers.values_list("pk", flat=True)])
    decision.dossiers.update(decision=None, moved_on=period.today())
    Decision.objects.filter(pk=decision.pk).delete()
    documents.drop_draft(paper)
    return decision
