"""What changed in the law between two days: criterion by criterion, and verdict by verdict."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from thidua.legal.assess import Assessment, assess
from thidua.legal.codec import DecodeError, decode
from thidua.legal.evidence import Evidence
from thidua.legal.packs import AnyOf, Criterion, Pack, Version, Wording, packs
from thidua.legal.terms import Stage, Status, Verdict


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A criterion as it stands on a day: what it checks, by which article, and how sure."""

    check: str
    params: Mapping[str, Any]
    basis: str
    status: Status
    stage: Stage
    group: str = ""


@dataclass(frozen=True, kw_only=True)
class Change:
    """A criterion of an award before and after; None where it was not there."""

    award: str
    wording: str
    criterion: str
    before: Rule | None
    after: Rule | None

    @property
    def fields(self) -> tuple[str, ...]:
        """What differs; nothing where the whole criterion came or went."""
        if self.before is None or self.after is None:
            return ()
        names = ("check", "params", "basis", "status", "stage", "group")
        return tuple(
            name for name in names if getattr(self.before, name) != getattr(self.after, name)
        )


@dataclass(frozen=True, kw_only=True)
class Facts:
    """One subject's facts from a file; a blank award means every award such a subject may get."""

    evidence: Evidence
    award: str = ""
    stage: Stage = Stage.SUBMIT
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class Difference:
    """The same facts before an award on two days, with the findings that differ."""

    facts: str
    award: str
    before: Verdict
    after: Verdict
    findings: Mapping[str, tuple[str, str]]

    @property
    def verdict_differs(self) -> bool:
        return self.before is not self.after


def facts_from(data: object, name: str) -> Facts:
    """Facts from JSON: an evidence table, or a table of `evidence` with `award` and `stage`.

    A frozen assessment is such a table. Raises DecodeError.
    """
    if not isinstance(data, Mapping):
        raise DecodeError(name, "phải là một bảng")
    if "evidence" not in data:
        return Facts(evidence=decode(Evidence, data, name), name=name)
    award = str(data.get("award", ""))
    if award and award not in packs():
        raise DecodeError(f"{name}.award", f"chưa có bộ quy tắc cho «{award}»")
    return Facts(
        evidence=decode(Evidence, data["evidence"], f"{name}.evidence"),
        award=award,
        stage=decode(Stage, data.get("stage", "submit"), f"{name}.stage"),
        name=name,
    )


def changes(first: date, second: date) -> Iterator[Change]:
    """Criteria of every award that are not the same on both days, in the packs' order."""
    for pack in packs().values():
        yield from changes_of(pack, first, second)


def changes_of(pack: Pack, first: date, second: date) -> Iterator[Change]:
    """The same of one award.

    A wording that newly stands beside the law is compared with the law as it was, but for its
    standing: whatever a draft says is unverified.
    """
    before, after = pack.version_at(first), pack.version_at(second)
    yield from _changes(pack.code, "law", _rules(before, before), _rules(after, after))
    if after and after.beside:
        is_new = before is None or before.beside is None
        old = _rules(before if is_new else before and before.beside, before)
        for change in _changes(pack.code, "beside", old, _rules(after.beside, after)):
            if not is_new or change.fields != ("status",):
                yield change


def _changes(
    award: str, wording: str, old: Mapping[str, Rule], new: Mapping[str, Rule]
) -> Iterator[Change]:
    for name in dict.fromkeys([*old, *new]):
        if old.get(name) != new.get(name):
            yield Change(
                award=award,
                wording=wording,
                criterion=name,
                before=old.get(name),
                after=new.get(name),
            )


def differences(
    facts: Sequence[Facts], first: date, second: date, *, overlays: Sequence[Pack] = ()
) -> Iterator[Difference]:
    """Facts judged on both days; only where the verdict or a finding differs."""
    for one in facts:
        for code in _awards_of(one):
            before, after = (
                assess(code, one.evidence, on=on, overlays=overlays, stage=one.stage)
                for on in (first, second)
            )
            found = _findings(before, after)
            if found or before.verdict is not after.verdict:
                yield Difference(
                    facts=one.name,
                    award=code,
                    before=before.verdict,
                    after=after.verdict,
                    findings=found,
                )


def _awards_of(facts: Facts) -> Iterable[str]:
    if facts.award:
        return (facts.award,)
    who = facts.evidence.subject
    return (code for code, pack in packs().items() if who in pack.for_whom)


def _findings(before: Assessment, after: Assessment) -> dict[str, tuple[str, str]]:
    old = {item.criterion: str(item.verdict) for item in before.findings}
    new = {item.criterion: str(item.verdict) for item in after.findings}
    return {
        name: (old.get(name, "-"), new.get(name, "-"))
        for name in dict.fromkeys([*old, *new])
        if old.get(name) != new.get(name)
    }


def _rules(part: Wording | None, version: Version | None) -> dict[str, Rule]:
    if part is None or version is None:
        return {}
    doubts = version.doubts if part is version else ()
    found = {}
    for rule in part.rules:
        if isinstance(rule, AnyOf):
            for item in rule.criteria:
                found[item.id] = _rule(item, doubts, draft=part is not version, group=rule.id)
        else:
            found[rule.id] = _rule(rule, doubts, draft=part is not version)
    return found


def _rule(item: Criterion, doubts: Sequence[str], *, draft: bool, group: str = "") -> Rule:
    doubted = draft or any(basis.source in doubts for basis in item.basis)
    return Rule(
        check=item.check,
        params=item.params,
        basis="; ".join(basis.citation() for basis in item.basis),
        status=Status.UNVERIFIED if doubted else item.status,
        stage=item.stage,
        group=group,
    )
