"""The most that may be given of an award: a named regulation's, else the law's, in integers."""

from dataclasses import dataclass
from datetime import date

from thidua.legal.figures import QuotaRule, figures, latest
from thidua.legal.messages import Reason, reason
from thidua.legal.regulations import Per, Quota, Regulation, Share
from thidua.legal.terms import AwardType, ManagingBody, Status

EXCELLENT_PERSON = "EXCELLENT_PERSON"
EXCELLENT_UNIT = "EXCELLENT_UNIT"


@dataclass(frozen=True, kw_only=True)
class Cap:
    """A quota and where it comes from; `standing` is whether a list may be cut by it.

    `in_all` is the most that its giver gives in a year over all who propose; who proposes sees it,
    only the giver can count by it.
    """

    quota: Quota
    citation: str
    verified: bool
    by_regulation: bool = False
    in_all: int | None = None

    @property
    def standing(self) -> bool:
        return self.verified or self.by_regulation

    def places(self, counted: int) -> int:
        return self.quota.places(counted)

    def reckoning(self, counted: int) -> Reason:
        """The places with denominator and rounding, as a sentence."""
        figures_ = {"counted": counted, "per": f"@per.{self.quota.per}"}
        places = self.places(counted)
        if self.in_all is not None:
            return reason("quota.in_all", places=places, in_all=self.in_all, **figures_)
        if self.quota.share is None:
            return reason("quota.fixed", places=places, **figures_)
        return reason(
            "quota.share",
            places=places,
            share=self.quota.share,
            rounding=f"@rounding.{self.quota.rounding}",
            **figures_,
        )


@dataclass(frozen=True, kw_only=True)
class NoCap:
    """No quota: the law sets none (`known`), or what it sets is not known."""

    reason: Reason
    known: bool
    citation: str = ""


@dataclass(frozen=True, kw_only=True)
class Excellent:
    """How many may be «excellent»: with the excellent among those counted, and without them.

    Which of the two a unit counts by is its own setting, with its source.
    """

    inclusive: int
    exclusive: int
    share: Share
    citation: str


def quota_for(
    award: str,
    on: date,
    *regulations: Regulation | None,
    body: ManagingBody | str | None = None,
    award_type: AwardType | None = None,
) -> Cap | NoCap:
    """The quota of an award on a day; a regulation in force that gives one comes first.

    One that the law sets for a single type of commendation counts for that type only.
    """
    for regulation in regulations:
        if regulation is not None and award in regulation.quotas and regulation.covers(on):
            quota = regulation.quotas[award]
            cited = regulation.citation(f"quotas.{award}")
            return Cap(quota=quota, citation=cited, verified=False, by_regulation=True)
    rule = _rule(award, on, ManagingBody(body) if body else None, award_type)
    words = {"award": f"@award.{award}", "on": on}
    if rule is None:
        return NoCap(reason=reason("quota.none", **words), known=False)
    citation = rule.basis.citation()
    if rule.missing:
        why = reason(f"quota.{rule.missing}", source=citation, **words)
        return NoCap(reason=why, known=False, citation=citation)
    if rule.quota is None:
        why = reason("quota.free", source=citation, **words)
        return NoCap(reason=why, known=True, citation=citation)
    return Cap(
        quota=rule.quota,
        citation=citation,
        verified=rule.status is Status.VERIFIED,
        in_all=rule.in_all,
    )


def excellent(
    good_or_better: int, on: date, *, of: str = EXCELLENT_PERSON, unit_is_excellent: bool = False
) -> Excellent | None:
    """How many of those rated good or better may be excellent; None before the decree's day."""
    rule = _rule(of, on, None)
    if rule is None or rule.quota is None or rule.quota.share is None:
        return None
    share = rule.raised if rule.raised and unit_is_excellent else rule.quota.share
    inclusive = good_or_better * share.part // share.whole
    exclusive = good_or_better * share.part // (share.whole + share.part)
    if 0 < good_or_better < rule.small:
        inclusive = exclusive = 1
    return Excellent(
        inclusive=inclusive, exclusive=exclusive, share=share, citation=rule.basis.citation()
    )


def _rule(
    award: str, on: date, body: ManagingBody | None, award_type: AwardType | None = None
) -> QuotaRule | None:
    """The body's own rule before the general one."""
    rows = [
        rule
        for rule in figures().quota_rules
        if award in rule.awards and rule.award_type in (None, award_type)
    ]
    own = latest((rule for rule in rows if body and rule.managing_body is body), on)
    return own or latest((rule for rule in rows if rule.managing_body is None), on)


__all__ = [
    "EXCELLENT_PERSON",
    "EXCELLENT_UNIT",
    "Cap",
    "Excellent",
    "NoCap",
    "Per",
    "Quota",
    "excellent",
    "quota_for",
]
