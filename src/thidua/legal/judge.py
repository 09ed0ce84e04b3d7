"""Puts one wording of the law to one subject and collects a finding for each criterion."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from thidua.legal.criteria import CHECKS, Outcome, Question
from thidua.legal.criteria.base import missing, named
from thidua.legal.evidence import Evidence
from thidua.legal.messages import Reason, reason
from thidua.legal.packs import THIS, AnyOf, Criterion, Pack, Version, Wording
from thidua.legal.regulations import Regulation, Scope
from thidua.legal.sources import Basis
from thidua.legal.terms import Issuer, Stage, Status, Verdict

_WEIGHT = (Verdict.PASS, Verdict.UNKNOWN, Verdict.FAIL, Verdict.HOLD)
OVERLAY = "overlay"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What one criterion says: verdict, sentence, article, records and how to mend it.

    `verified` tells whether it may block; `certain` whether the wording it belongs to says so.
    `parts` are the alternatives of an any-of group.
    """

    criterion: str
    verdict: Verdict
    reason: Reason
    citation: str
    stage: Stage
    verified: bool
    certain: bool = True
    mend: Reason | None = None
    records: tuple[str, ...] = ()
    parts: tuple["Finding", ...] = ()


def is_units_own(overlay: Pack) -> bool:
    """Whether an overlay is a unit's own regulation, which does not replace its managing body's."""
    return overlay.regulation is not None and overlay.regulation.scope is Scope.UNIT


def weigh(findings: Iterable[Finding]) -> Verdict:
    """The gravest finding; one whose rule is not certain weighs no more than a missing fact."""
    verdicts = (
        item.verdict if item.certain or item.verdict is Verdict.PASS else Verdict.UNKNOWN
        for item in findings
    )
    return max(verdicts, key=_WEIGHT.index, default=Verdict.UNKNOWN)


def synthetic(
    name: str, why: Reason, citation: str, *, verified: bool = False, mend: Reason | None = None
) -> Finding:
    """A finding that comes from no criterion of the pack."""
    return Finding(
        criterion=name,
        verdict=Verdict.UNKNOWN,
        reason=why,
        citation=citation,
        stage=Stage.SUBMIT,
        verified=verified,
        mend=mend or reason(f"{name}.mend"),
    )


@dataclass(frozen=True)
class Judge:
    """One wording put to one subject."""

    pack: Pack
    part: Wording
    doubts: tuple[str, ...]
    overlays: Sequence[Pack]
    evidence: Evidence
    on: date
    stage: Stage

    @property
    def hypothetical(self) -> bool:
        return not isinstance(self.part, Version)

    def findings(self) -> tuple[Finding, ...]:
        law = self.part.law.citation()
        if self.evidence.subject not in self.pack.for_whom:
            why = reason(
                "for_whom.fail",
                award=f"@award.{self.pack.code}",
                subject=f"@subject.{self.evidence.subject}",
            )
            wrong = synthetic("for_whom", why, law, verified=True)
            return (replace(wrong, verdict=Verdict.FAIL),)
        found = [*self._overlay_missing(law), *self._unsettled(law)]
        for item, overlay in self._items():
            if item.stage.rank > self.stage.rank:
                break
            if isinstance(item, AnyOf):
                found.extend(self._group(item, overlay))
            elif self._concerns(item):
                found.append(self._one(item, overlay))
        return tuple(found)

    def _overlay_missing(self, law: str) -> tuple[Finding, ...]:
        """A province details some awards: without its regulation the pack is a frame."""
        body = self.evidence.managing_body
        if not self.pack.detailed_by or not all(is_units_own(item) for item in self.overlays):
            return ()
        if body is None:
            asked = missing("managing_body")
            return (synthetic(OVERLAY, asked.reason, law, verified=True, mend=asked.mend),)
        if body not in self.pack.detailed_by:
            return ()
        regulator = f"@regulator.{body}"
        why = reason("overlay.missing", award=f"@award.{self.pack.code}", body=regulator)
        mend = reason("overlay.mend", body=regulator)
        return (synthetic(OVERLAY, why, law, verified=True, mend=mend),)

    def _unsettled(self, law: str) -> tuple[Finding, ...]:
        """Subjects of a kind of which the text at hand does not say that they may have it."""
        open_ones = sorted(self.evidence.traits - set(self.pack.also_for))
        if not open_ones:
            return ()
        traits = [f"@trait.{trait}" for trait in open_ones]
        why = reason("trait.unsettled", award=f"@award.{self.pack.code}", traits=traits)
        return (synthetic("trait", why, law),)

    def _items(self) -> list[tuple[Criterion | AnyOf, Pack | None]]:
        if not self.overlays:
            return [(item, None) for item in self.part.rules]
        rules: dict[str, tuple[Criterion | AnyOf, Pack | None]] = {
            item.id: (item, None) for item in self.part.rules
        }
        for overlay in self.overlays:
            version = overlay.version_at(self.on)
            assert version is not None
            for dropped in version.drop:
                rules.pop(dropped, None)
            for item in version.rules:
                rules[item.id] = (item, overlay)
        return sorted(rules.values(), key=lambda rule: rule[0].stage.rank)

    def _concerns(self, criterion: Criterion) -> bool:
        body, traits = self.evidence.managing_body, self.evidence.traits
        return (
            (not criterion.for_whom or self.evidence.subject in criterion.for_whom)
            and (not criterion.only_for or body in criterion.only_for)
            and body not in criterion.except_for
            and (not criterion.only_if or not traits.isdisjoint(criterion.only_if))
            and traits.isdisjoint(criterion.not_if)
        )

    def _group(self, group: AnyOf, overlay: Pack | None) -> tuple[Finding, ...]:
        parts = tuple(self._one(item, overlay) for item in group.criteria if self._concerns(item))
        if not parts:
            return ()
        best = min(parts, key=lambda part: _WEIGHT.index(part.verdict))
        if best.verdict is Verdict.PASS:
            why, mend = reason("any_of.pass", because=best.reason.render()), None
        else:
            why = reason(f"any_of.{best.verdict}", count=len(parts))
            mend = reason("any_of.mend")
        deciding = [part for part in parts if part.verdict is best.verdict]
        # It may stop somebody only where every way is known to be shut.
        sure = all if best.verdict in (Verdict.FAIL, Verdict.HOLD) else any
        weighed = parts if sure is all else deciding
        return (
            Finding(
                criterion=group.id,
                verdict=best.verdict,
                reason=why,
                mend=mend,
                citation="; ".join(dict.fromkeys(part.citation for part in deciding)),
                records=named(tuple(name for part in deciding for name in part.records)),
                stage=group.stage,
                verified=sure(part.verified for part in weighed),
                certain=sure(part.certain for part in weighed),
                parts=parts,
            ),
        )

    def _one(self, criterion: Criterion, overlay: Pack | None) -> Finding:
        outcome = self._answer(criterion)
        status = criterion.status is Status.VERIFIED
        doubted = any(basis.source in self.doubts for basis in criterion.basis)
        verified = status and not doubted and not self.hypothetical
        if outcome.verified is not None:
            verified = outcome.verified
        facts = CHECKS[criterion.check].facts
        plain = (name for fact in facts for name in self.evidence.records.get(fact, ()))
        return Finding(
            criterion=criterion.id,
            verdict=outcome.verdict,
            reason=outcome.reason,
            mend=outcome.mend,
            citation=outcome.citation or _citation(criterion.basis, overlay),
            records=named((*plain, *outcome.records)),
            stage=criterion.stage,
            verified=verified,
            certain=status or self.hypothetical or outcome.verified is True,
        )

    def _answer(self, criterion: Criterion) -> Outcome:
        rule = CHECKS[criterion.check]
        for fact in rule.facts:
            if fact in self.evidence.not_applicable:
                return _not_applicable(fact, allowed=criterion.may_not_apply)
            if getattr(self.evidence, fact) is None:
                return missing(fact)
        return rule.run(
            Question(
                evidence=self.evidence,
                award=self.pack.code,
                kind=self.pack.kind,
                on=self.on,
                stage=self.stage,
                params=criterion.asked,
                regulations=self._regulations(),
            )
        )

    def _regulations(self) -> tuple[Regulation, ...]:
        """The one named with the evidence first, then the unit's own, then those above."""
        laid = [self._settled(item) for item in self.overlays]
        named_one = self.evidence.regulation
        return (*((named_one,) if named_one else ()), *reversed(laid))

    def _settled(self, overlay: Pack) -> Regulation:
        assert overlay.regulation is not None
        made = overlay.regulation.settles()
        # No unit lends itself a power of the State: its province does, or nobody (art. 80).
        of_state = self.pack.issuer in (Issuer.STATE, Issuer.HEALTH, Issuer.ARMY)
        return replace(made, powers=()) if of_state and is_units_own(overlay) else made


def _not_applicable(fact: str, *, allowed: bool) -> Outcome:
    word = f"@fact.{fact}"
    if allowed:
        return Outcome(verdict=Verdict.PASS, reason=reason("not_applicable.pass", fact=word))
    return Outcome(
        verdict=Verdict.UNKNOWN,
        reason=reason("not_applicable.unknown", fact=word),
        mend=reason("missing.mend", fact=word),
    )


def _citation(basis: Sequence[Basis], overlay: Pack | None) -> str:
    cited = []
    for item in basis:
        if item.source == THIS:
            assert overlay is not None
            assert overlay.regulation is not None
            made = overlay.regulation
            act = f"{made.number} ngày {made.on:%d/%m/%Y} của {made.issuer}"
            cited.append(f"{item.article_text()} {act}")
        else:
            cited.append(item.citation())
    return "; ".join(cited)
