"""Who may decide an award: a verified power of the law, or a named regulation, or nobody."""

from dataclasses import dataclass
from datetime import date

from thidua.legal.figures import Decider, figures, latest
from thidua.legal.messages import Reason, reason
from thidua.legal.regulations import Regulation
from thidua.legal.terms import ManagingBody, Status


@dataclass(frozen=True, kw_only=True)
class Power:
    """The head of the unit decides; `citation` is what the decision's bases should name."""

    award: str
    managing_body: ManagingBody
    citation: str
    by_regulation: bool
    granted: bool = True


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """Nobody in the unit may: why, and what can be done instead."""

    reason: Reason
    mend: Reason
    citation: str = ""
    granted: bool = False


def power_to_decide(
    award: str,
    managing_body: ManagingBody | str,
    on: date,
    *regulations: Regulation | None,
) -> Power | Refusal:
    """Whether the head of a unit under `managing_body` may sign `award` on that day (art. 80).

    `regulations` are the province's, department's, ministry's or army's own, named by number and
    day; one counts only where it is in force and lists the award in its `powers`.
    """
    body = ManagingBody(managing_body)
    words = {"award": f"@award.{award}", "body": f"@managing_body.{body}"}
    if award in figures().never_own:
        return Refusal(reason=reason("power.never_own", **words), mend=_submit(body))
    for regulation in regulations:
        if regulation is not None and award in regulation.powers and regulation.covers(on):
            return Power(
                award=award,
                managing_body=body,
                citation=regulation.citation(f"powers.{award}"),
                by_regulation=True,
            )
    rule = latest(
        (
            rule
            for rule in figures().power_rules
            if rule.managing_body is body and award in rule.awards
        ),
        on,
    )
    if rule is None:
        frame = body is ManagingBody.PROVINCE and not any(
            regulation and regulation.covers(on) for regulation in regulations
        )
        why = reason("power.frame" if frame else "power.none", **words)
        return Refusal(reason=why, mend=_submit(body))
    citation = rule.basis.citation()
    if rule.status is Status.UNVERIFIED:
        why = reason(
            "power.unverified",
            award=f"@award.{award}",
            body=f"@managing_body.{body}",
            source=citation,
        )
        return Refusal(reason=why, mend=reason("power.mend_name"), citation=citation)
    return Power(award=award, managing_body=body, citation=citation, by_regulation=False)


def deciders_of(award: str, on: date) -> tuple[Decider, ...]:
    """Who decides an award on a day besides the heads of units, the latest rule of each level."""
    rows = [row for row in figures().deciders if award in row.awards]
    levels = dict.fromkeys(row.level for row in rows)
    found = (latest((row for row in rows if row.level == level), on) for level in levels)
    return tuple(row for row in found if row is not None)


def _submit(body: ManagingBody) -> Reason:
    return reason(f"power.mend_{'province' if body is ManagingBody.PROVINCE else 'above'}")
