"""Rule packs: one TOML file per award, read into dated versions; overlays by the same parser."""

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any, TypeVar

from thidua.legal.codec import DecodeError, decode
from thidua.legal.criteria import CHECKS
from thidua.legal.evidence import Evidence
from thidua.legal.regulations import Regulating
from thidua.legal.sources import Basis, sources
from thidua.legal.terms import Issuer, Kind, ManagingBody, Stage, Status, Subject, Trait, Verdict

ROOT = Path(__file__).parent / "packs"
THIS = "this"
AWAITED = ("text_awaited", "set_by_regulation")


class PackError(ValueError):
    """A pack or overlay is not well formed: says the file, the table, the field and why."""

    def __init__(self, file: str, where: str, problem: str) -> None:
        table, _, name = where.rpartition(".")
        super().__init__(f"{file}: bảng [{table or '-'}], trường «{name or '-'}»: {problem}")
        self.file = file
        self.table = table
        self.field = name
        self.problem = problem


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """One condition: a named check with its parameters, its basis and the step it belongs to."""

    id: str
    check: str
    params: Mapping[str, Any] = field(default_factory=dict, metadata={"key": "with"})
    basis: tuple[Basis, ...]
    status: Status
    stage: Stage
    for_whom: tuple[Subject, ...] = ()
    only_for: tuple[ManagingBody, ...] = ()
    except_for: tuple[ManagingBody, ...] = ()
    only_if: tuple[Trait, ...] = ()
    not_if: tuple[Trait, ...] = ()
    may_not_apply: bool = False

    @cached_property
    def asked(self) -> Any:
        """The parameters in the shape of the check's own."""
        return decode(CHECKS[self.check].params, self.params)


@dataclass(frozen=True, kw_only=True)
class AnyOf:
    """Alternatives of which one suffices; groups do not nest."""

    id: str
    stage: Stage
    criteria: tuple[Criterion, ...] = field(metadata={"key": "criterion"})


@dataclass(frozen=True, kw_only=True)
class Wording:
    """The rules under one wording of the law.

    `same_as` takes over the criteria of an earlier version; those given here with the same id
    replace, others add, `drop` removes.
    """

    wording: str
    law: Basis
    same_as: date | None = None
    drop: tuple[str, ...] = ()
    criteria: tuple[Criterion, ...] = field(default=(), metadata={"key": "criterion"})
    groups: tuple[AnyOf, ...] = field(default=(), metadata={"key": "any_of"})

    @cached_property
    def rules(self) -> tuple[Criterion | AnyOf, ...]:
        """Criteria and groups in the order of the procedure."""
        both: list[Criterion | AnyOf] = [*self.criteria, *self.groups]
        return tuple(sorted(both, key=lambda rule: rule.stage.rank))


@dataclass(frozen=True, kw_only=True)
class Version(Wording):
    """The rules from a day on, until the next version starts.

    Criteria resting on a source in `doubts` are unverified; `beside` is a second wording judged
    next to this one, such as a draft.
    """

    in_force: date
    status: Status
    doubts: tuple[str, ...] = ()
    beside: Wording | None = None


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """A verdict and the findings it comes from, by criterion."""

    verdict: Verdict
    findings: Mapping[str, Verdict]


@dataclass(frozen=True, kw_only=True)
class Expectation:
    """What an example must give: the verdict, every finding, and those of a second wording."""

    verdict: Verdict
    findings: Mapping[str, Verdict]
    beside: Judgement | None = None


@dataclass(frozen=True, kw_only=True)
class Example:
    """Evidence and what must come of it; `like` starts from an earlier example's tables."""

    name: str
    on: date
    like: str = ""
    stage: Stage = Stage.SUBMIT
    evidence: Mapping[str, Any] = field(default_factory=dict)
    expect: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Pack:
    """One award: names, subjects and its versions, oldest first.

    `registers` tells that people sign up for it beforehand (a movement's list, a pact);
    `also_for` are subjects of a special kind it takes; under a body in `detailed_by` the pack is
    only a frame until that body's own regulation is laid over it.
    """

    code: str
    issuer: Issuer
    kind: Kind
    for_whom: tuple[Subject, ...]
    names: Mapping[str, str] = field(metadata={"key": "name"})
    registers: bool = False
    also_for: tuple[Trait, ...] = ()
    detailed_by: tuple[ManagingBody, ...] = ()
    versions: tuple[Version, ...] = field(metadata={"key": "version"})
    examples: tuple[Example, ...] = field(default=(), metadata={"key": "example"})
    regulation: Regulating | None = None
    digest: str = ""

    def is_awaited(self, on: date) -> bool:
        """Whether the criteria of that day are not at hand, so that no verdict can be had."""
        version = self.version_at(on)
        return version is None or any(item.check in AWAITED for item in version.criteria)

    def version_at(self, on: date) -> Version | None:
        """The version in force on the day, or None before the first."""
        started = [version for version in self.versions if version.in_force <= on]
        return started[-1] if started else None


def parse(text: str, file: str) -> Pack:
    """A pack or overlay from TOML text; raises PackError naming file, table and field."""
    data = tables(text, file)
    try:
        return built(data, digest=hashlib.sha256(text.encode()).hexdigest())
    except DecodeError as error:
        raise PackError(file, error.where, error.problem) from error


def tables(text: str, file: str) -> dict[str, Any]:
    """The tables of a TOML text; raises PackError."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PackError(file, "", f"không đọc được TOML ({error})") from error
    except RecursionError as error:
        raise PackError(file, "", "không đọc được TOML (lồng quá nhiều lớp)") from error


def built(data: object, *, digest: str) -> Pack:
    """A pack or overlay from its tables; raises DecodeError."""
    pack = decode(Pack, data)
    _check_versions(pack)
    return replace(pack, versions=_resolved(pack.versions), digest=digest)


def overlay(text: str, file: str) -> Pack:
    """A regulation as an overlay: a pack with a [regulation] table, of an award that has a pack.

    Raises PackError naming file, table and field.
    """
    pack = parse(text, file)
    try:
        fit(pack)
    except DecodeError as error:
        raise PackError(file, error.where, error.problem) from error
    return pack


def fit(pack: Pack) -> None:
    """Whether an overlay names its regulation and fits the pack of its award; or DecodeError."""
    base = packs().get(pack.code)
    if pack.regulation is None:
        raise DecodeError("regulation", "thiếu bảng nêu số, ngày và cơ quan ban hành")
    if not pack.regulation.number.strip():
        raise DecodeError("regulation.number", "phải có số văn bản")
    if base is None:
        raise DecodeError("code", f"chưa có bộ quy tắc cho «{pack.code}»")
    if (pack.kind, pack.issuer) != (base.kind, base.issuer):
        raise DecodeError("kind", "loại và hệ phải như trong bộ quy tắc")
    if not set(pack.for_whom) <= set(base.for_whom):
        raise DecodeError("for_whom", "đối tượng phải có trong bộ quy tắc")


def expectations(pack: Pack) -> Iterator[tuple[Example, Evidence, Expectation]]:
    """Each example with its evidence and expectation, earlier tables filled in; for tests."""
    known: dict[str, Example] = {}
    for n, example in enumerate(pack.examples, 1):
        where = f"example[{n}]"
        try:
            full = _like(example, known, where)
            evidence = decode(Evidence, full.evidence, f"{where}.evidence")
            expected = decode(Expectation, full.expect, f"{where}.expect")
        except DecodeError as error:
            raise PackError(pack.code, error.where, error.problem) from error
        known[example.name] = full
        yield full, evidence, expected


def _like(example: Example, known: Mapping[str, Example], where: str) -> Example:
    if not example.like:
        return example
    base = known.get(example.like)
    if base is None:
        raise DecodeError(f"{where}.like", f"không có ví dụ trước tên «{example.like}»")
    findings = {**base.expect["findings"], **example.expect.get("findings", {})}
    return replace(
        example,
        evidence={**base.evidence, **example.evidence},
        expect={**base.expect, **example.expect, "findings": findings},
    )


@cache
def packs() -> dict[str, Pack]:
    """Every pack shipped, by award code: the state's first, then the other lines'."""
    read = [
        parse(path.read_text("utf-8"), str(path.relative_to(ROOT))) for path in ROOT.rglob("*.toml")
    ]
    lines = list(Issuer)
    return {
        pack.code: pack
        for pack in sorted(read, key=lambda one: (lines.index(one.issuer), one.code))
    }


def registered_for(subject: Subject | str, body: ManagingBody | None = None) -> tuple[Pack, ...]:
    """The awards such subjects sign up for; those of one managing body only under that body."""
    return tuple(
        pack
        for pack in packs().values()
        if pack.registers and subject in pack.for_whom and _open_to(pack, body)
    )


def _open_to(pack: Pack, body: ManagingBody | None) -> bool:
    criteria = (item for item in pack.versions[-1].criteria if item.check == "managed_by")
    return all(body in item.params["bodies"] for item in criteria)


def _check_versions(pack: Pack) -> None:
    if not pack.versions:
        raise DecodeError("version", "cần ít nhất một phiên bản")
    starts: list[date] = []
    for n, version in enumerate(pack.versions, 1):
        where = f"version[{n}]"
        if starts and version.in_force <= starts[-1]:
            raise DecodeError(f"{where}.in_force", "phiên bản phải xếp theo ngày tăng dần")
        _check_part(version, starts, where, pack)
        if version.beside:
            _check_part(version.beside, [*starts, version.in_force], f"{where}.beside", pack)
        starts.append(version.in_force)


def _check_part(part: Wording, starts: list[date], where: str, pack: Pack) -> None:
    if part.same_as is not None and part.same_as not in starts:
        raise DecodeError(f"{where}.same_as", "không có phiên bản trước bắt đầu từ ngày này")
    _check_basis(part.law, f"{where}.law", pack)
    seen: set[str] = set()
    for n, criterion in enumerate(part.criteria, 1):
        _check_criterion(criterion, f"{where}.criterion[{n}]", pack, seen)
    for n, group in enumerate(part.groups, 1):
        if group.id in seen:
            raise DecodeError(f"{where}.any_of[{n}].id", f"«{group.id}» đã dùng trong phiên bản")
        seen.add(group.id)
        if len(group.criteria) < 2:
            raise DecodeError(f"{where}.any_of[{n}].criterion", "nhóm cần ít nhất hai tiêu chuẩn")
        for m, criterion in enumerate(group.criteria, 1):
            place = f"{where}.any_of[{n}].criterion[{m}]"
            _check_criterion(criterion, place, pack, seen)
            if criterion.stage is not group.stage:
                raise DecodeError(f"{place}.stage", "phải cùng bước với nhóm")


def _check_criterion(criterion: Criterion, where: str, pack: Pack, seen: set[str]) -> None:
    if criterion.id in seen:
        raise DecodeError(f"{where}.id", f"«{criterion.id}» đã dùng trong phiên bản")
    seen.add(criterion.id)
    check = CHECKS.get(criterion.check)
    if check is None:
        raise DecodeError(f"{where}.check", f"không có phép kiểm «{criterion.check}»")
    decode(check.params, criterion.params, f"{where}.with")
    if not criterion.basis:
        raise DecodeError(f"{where}.basis", "cần ít nhất một căn cứ")
    for basis in criterion.basis:
        _check_basis(basis, f"{where}.basis", pack)


def _check_basis(basis: Basis, where: str, pack: Pack) -> None:
    if basis.source == THIS and pack.regulation:
        return
    if basis.source not in sources():
        raise DecodeError(f"{where}.source", f"không có văn bản «{basis.source}»")


def _resolved(versions: tuple[Version, ...]) -> tuple[Version, ...]:
    done: dict[date, Version] = {}
    for version in versions:
        criteria, groups = _merge(version, done)
        full = replace(version, criteria=criteria, groups=groups)
        done[version.in_force] = full
        if version.beside:
            criteria, groups = _merge(version.beside, done)
            beside = replace(version.beside, criteria=criteria, groups=groups)
            done[version.in_force] = replace(full, beside=beside)
    return tuple(done.values())


def _merge(
    part: Wording, done: Mapping[date, Version]
) -> tuple[tuple[Criterion, ...], tuple[AnyOf, ...]]:
    if part.same_as is None:
        return part.criteria, part.groups
    base = done[part.same_as]
    return (
        _overlaid(base.criteria, part.criteria, part.drop),
        _overlaid(base.groups, part.groups, part.drop),
    )


R = TypeVar("R", Criterion, AnyOf)


def _overlaid(base: tuple[R, ...], own: tuple[R, ...], drop: tuple[str, ...]) -> tuple[R, ...]:
    items = {item.id: item for item in base if item.id not in drop}
    items.update({item.id: item for item in own})
    return tuple(items.values())
