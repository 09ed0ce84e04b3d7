"""Judges evidence by the rules in force on a day, criterion by criterion, with the articles."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from thidua.legal.codec import decode, encode
from thidua.legal.evidence import Evidence
from thidua.legal.judge import Finding, Judge, is_units_own, synthetic, weigh
from thidua.legal.messages import reason
from thidua.legal.packs import Pack, Version, Wording, packs
from thidua.legal.terms import Stage, Status, Verdict


class UnknownAward(LookupError):
    """No pack has that code."""


@dataclass(frozen=True, kw_only=True)
class Reading:
    """The verdict under one wording; `hypothetical` is a draft shown beside the law."""

    wording: str
    law: str
    hypothetical: bool
    verdict: Verdict
    findings: tuple[Finding, ...]


@dataclass(frozen=True, kw_only=True)
class OverlayUsed:
    """The regulation laid over the pack, with the digest of its text."""

    number: str
    on: date
    author: str
    digest: str


@dataclass(frozen=True, kw_only=True)
class Assessment:
    """A verdict that can be frozen with a dossier and computed again from what it holds."""

    award: str
    on: date
    stage: Stage
    in_force: date | None
    version_verified: bool
    pack_digest: str
    overlays: tuple[OverlayUsed, ...]
    verdict: Verdict
    readings: tuple[Reading, ...]
    cautions: tuple[Finding, ...]
    evidence: Evidence

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings under the first wording, the one a decision would cite."""
        return self.readings[0].findings

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """Verified findings that fail or hold: only these may stop the dossier."""
        return tuple(
            item
            for item in self.findings
            if item.verified and item.verdict in (Verdict.FAIL, Verdict.HOLD)
        )

    @property
    def missing(self) -> tuple[Finding, ...]:
        """Verified findings for which a fact is missing."""
        return tuple(
            item for item in self.findings if item.verified and item.verdict is Verdict.UNKNOWN
        )

    @property
    def needs_reason(self) -> tuple[Finding, ...]:
        """What rests on unverified rules and does not pass: going past takes a written reason."""
        doubtful = (
            item
            for reading in self.readings
            for item in reading.findings
            if not item.verified and item.verdict is not Verdict.PASS
        )
        return (*self.cautions, *doubtful)

    def to_dict(self) -> dict[str, Any]:
        """JSON-ready data that `from_dict` reads back as an equal assessment."""
        data: dict[str, Any] = encode(self)
        return data

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> "Assessment":
        """The assessment as it was frozen; raises DecodeError."""
        return decode(cls, data, "assessment")

    def recompute(self, overlays: Sequence[Pack] = ()) -> "Assessment":
        """The same question asked of today's packs; equal if neither law nor product changed."""
        return assess(self.award, self.evidence, on=self.on, overlays=overlays, stage=self.stage)


def assess(
    award_code: str,
    evidence: Evidence,
    *,
    on: date,
    overlays: Sequence[Pack] = (),
    stage: Stage = Stage.SUBMIT,
) -> Assessment:
    """Judge `evidence` for an award on the day the dossier was received.

    Criteria of `stage` and of the steps before it are weighed. `overlays` are regulations parsed
    by `packs.overlay`; those of another award or managing body, or not in force on the day, are
    left aside, and a unit's own goes over its managing body's. Raises UnknownAward.
    """
    pack = packs().get(award_code)
    if pack is None:
        raise UnknownAward(f"Chưa có bộ quy tắc cho «{award_code}».")
    used = applying(pack, evidence, on, overlays)
    version = pack.version_at(on)
    readings: tuple[Reading, ...] = (_no_version(pack, on),)
    cautions: tuple[Finding, ...] = ()
    if version is not None:
        judge = Judge(pack, version, version.doubts, used, evidence, on, stage)
        readings = _readings(version, judge)
        cautions = _cautions(version, readings)
    verdicts = {reading.verdict for reading in readings}
    return Assessment(
        award=award_code,
        on=on,
        stage=stage,
        in_force=version.in_force if version else None,
        version_verified=version is not None and version.status is Status.VERIFIED,
        pack_digest=pack.digest,
        overlays=tuple(_used(overlay) for overlay in used),
        verdict=readings[0].verdict if len(verdicts) == 1 else Verdict.UNKNOWN,
        readings=readings,
        cautions=cautions,
        evidence=evidence,
    )


def applying(
    pack: Pack, evidence: Evidence, on: date, overlays: Iterable[Pack]
) -> tuple[Pack, ...]:
    """The overlays that count for this subject on that day, a unit's own last."""
    used = [
        overlay
        for overlay in overlays
        if overlay.code == pack.code
        and overlay.regulation is not None
        and overlay.regulation.managing_body is evidence.managing_body
        and overlay.regulation.settles().covers(on)
        and overlay.version_at(on) is not None
    ]
    return tuple(sorted(used, key=is_units_own))


def _used(overlay: Pack) -> OverlayUsed:
    made = overlay.regulation
    assert made is not None
    return OverlayUsed(number=made.number, on=made.on, author=made.author, digest=overlay.digest)


def _no_version(pack: Pack, on: date) -> Reading:
    first = pack.versions[0]
    finding = synthetic("version", reason("version.none", on=on), first.law.citation())
    return Reading(
        wording="-",
        law="",
        hypothetical=False,
        verdict=Verdict.UNKNOWN,
        findings=(finding,),
    )


def _readings(version: Version, judge: Judge) -> tuple[Reading, ...]:
    parts: list[Wording] = [version]
    if version.beside:
        parts.append(version.beside)
    return tuple(_reading(replace(judge, part=part)) for part in parts)


def _reading(judge: Judge) -> Reading:
    findings = judge.findings()
    return Reading(
        wording=judge.part.wording,
        law=judge.part.law.citation(),
        hypothetical=judge.hypothetical,
        verdict=weigh(findings),
        findings=findings,
    )


def _cautions(version: Version, readings: Sequence[Reading]) -> tuple[Finding, ...]:
    if version.status is Status.VERIFIED:
        return ()
    law = version.law.citation()
    if len(readings) == 1:
        return (synthetic("wording", reason("wording.unverified", source=law), law),)
    first, second = readings
    differ = "differ" if first.verdict is not second.verdict else "agree"
    why = reason(
        f"wording.{differ}",
        first=first.wording,
        second=second.wording,
        one=f"@verdict.{first.verdict}",
        two=f"@verdict.{second.verdict}",
    )
    return (synthetic("wording", why, law),)
