"""Shares of council members a vote must reach, and the quorum; over all members, in integers."""

from dataclasses import dataclass
from datetime import date

from thidua.legal.figures import QuorumRule, VoteRule, figures, latest
from thidua.legal.messages import Reason, reason
from thidua.legal.regulations import Regulation, Share
from thidua.legal.terms import Status

INITIATIVE = "INITIATIVE"


@dataclass(frozen=True, kw_only=True)
class Threshold:
    """A share and where it comes from.

    `standing` is whether votes may be counted by it: it is verified, or a named regulation's.
    `council` is whose members are the denominator: `above`, `submitting` or `own`.
    """

    rule: str
    share: Share
    citation: str
    verified: bool
    by_regulation: bool = False
    council: str = "own"

    @property
    def standing(self) -> bool:
        return self.verified or self.by_regulation

    def met(self, agree: int, total: int) -> bool:
        return self.share.met(agree, total)

    def needed(self, total: int) -> int:
        return self.share.needed(total)

    def reachable(self, total: int, abstaining: int) -> bool:
        """Whether the share can still be reached when some abstain for conflict."""
        return self.met(total - abstaining, total)


@dataclass(frozen=True, kw_only=True)
class NoThreshold:
    """No share is known for that award on that day: says why."""

    reason: Reason


def share_text(part: int, total: int, share: Share | None = None) -> str:
    """A share for people to read, to the nearest tenth of a percent (8 of 9: 88,9%), in integers.

    Cut instead where rounding would make `share` look reached that is not; never used for the
    test itself.
    """
    if not total:
        return "0,0%"
    tenths = (2000 * part + total) // (2 * total)
    if share is not None and not share.met(part, total) and share.met(tenths, 1000):
        tenths = 1000 * part // total
    whole, rest = divmod(tenths, 10)
    return f"{whole},{rest}%"


def threshold_for(award: str, on: date, *regulations: Regulation | None) -> Threshold | NoThreshold:
    """The share of all council members `award` needs; `INITIATIVE` for recognising one.

    The first regulation in force on that day that gives a share for the award comes first.
    """
    for regulation in regulations:
        if regulation is not None and award in regulation.thresholds and regulation.covers(on):
            return _by(regulation, regulation.thresholds[award], f"thresholds.{award}")
    rule = latest((rule for rule in figures().vote_rules if award in rule.awards), on)
    if rule is None:
        return NoThreshold(reason=reason("threshold.none", award=f"@award.{award}", on=on))
    return _from(rule, rule.id)


def quorum_for(on: date, *regulations: Regulation | None) -> Threshold | NoThreshold:
    """The share of members that must sit; 2/3 by default, otherwise the first regulation's."""
    for regulation in regulations:
        if regulation is not None and regulation.quorum is not None and regulation.covers(on):
            return _by(regulation, regulation.quorum, "quorum")
    rule = latest(figures().quorum_rules, on)
    if rule is None:
        return NoThreshold(reason=reason("quorum.none", on=on))
    return _from(rule, "QUORUM")


def _by(regulation: Regulation, share: Share, rule: str) -> Threshold:
    return Threshold(
        rule=regulation.number,
        share=share,
        citation=regulation.citation(rule),
        verified=False,
        by_regulation=True,
    )


def _from(rule: VoteRule | QuorumRule, name: str) -> Threshold:
    return Threshold(
        rule=name,
        share=rule.share,
        citation=rule.basis.citation(),
        verified=rule.status is Status.VERIFIED,
        council=rule.council if isinstance(rule, VoteRule) else "own",
    )
