"""A province's or a unit's own regulation as one document over many awards; faults by line."""

import hashlib
import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from thidua.legal.codec import DecodeError, decode
from thidua.legal.limits import limits
from thidua.legal.packs import Pack, PackError, built, fit, packs, tables
from thidua.legal.regulations import Regulating, Regulation, Scope
from thidua.legal.terms import Issuer

OF_STATE = (Issuer.STATE, Issuer.HEALTH, Issuer.ARMY)
_BY_AWARD = ("thresholds", "quotas", "deadlines")
_HEADER = re.compile(r"(\[\[?)\s*([\w.\-]+)\s*\]\]?\s*(?:#.*)?")
_KEY = re.compile(r"""\s*"?([\w\-.]+)"?\s*=""")


@dataclass(frozen=True, kw_only=True)
class LocalRules:
    """One regulation: what it settles, and the criteria it details award by award."""

    made: Regulating
    packs: tuple[Pack, ...]
    digest: str

    def regulation(self) -> Regulation:
        """What it settles; no unit lends itself a power of the State (art. 80)."""
        found = self.made.settles()
        if self.made.scope is not Scope.UNIT:
            return found
        return replace(found, powers=tuple(c for c in found.powers if not _is_of_state(c)))


@dataclass(frozen=True, kw_only=True)
class _Document:
    regulation: Regulating
    awards: tuple[Mapping[str, Any], ...] = field(default=(), metadata={"key": "award"})


def local_rules(text: str, file: str) -> LocalRules:
    """Read `[regulation]` with an `[[award]]` for each award it details, or one award's overlay.

    Raises PackError naming table and field; `line_of` tells the line.
    """
    digest = hashlib.sha256(text.encode()).hexdigest()
    data = tables(text, file)
    where = ""
    try:
        if "code" in data:
            only = built(data, digest=digest)
            fit(only)
            assert only.regulation is not None
            made, found = only.regulation, [only]
        else:
            document = decode(_Document, data)
            made, found = document.regulation, []
            for n, award in enumerate(document.awards, 1):
                where = f"award[{n}]."
                found.append(built({**award, "regulation": data["regulation"]}, digest=digest))
                fit(found[-1])
            where = ""
        _check(made, found)
    except DecodeError as error:
        raise PackError(file, f"{where}{error.where}", error.problem) from error
    return LocalRules(made=made, packs=tuple(found), digest=digest)


def _check(made: Regulating, found: list[Pack]) -> None:
    if not made.number.strip():
        raise DecodeError("regulation.number", "phải có số văn bản")
    seen: set[str] = set()
    for n, pack in enumerate(found, 1):
        if pack.code in seen:
            raise DecodeError(f"award[{n}].code", f"«{pack.code}» có hai lần")
        seen.add(pack.code)
    for code in made.powers:
        _check_award(code, "regulation.powers")
    for name in _BY_AWARD:
        for code in getattr(made, name):
            _check_award(code, f"regulation.{name}.{code}")
    _check_days(made)


def _check_days(made: Regulating) -> None:
    for code, due in made.deadlines.items():
        if due.day > monthrange(2025, due.month)[1]:
            raise DecodeError(f"regulation.deadlines.{code}.day", "tháng này không có ngày ấy")
    known = {limit.id for limit in limits()}
    for name in made.limits:
        if name not in known:
            raise DecodeError(f"regulation.limits.{name}", f"không có thời hạn «{name}»")


def _check_award(code: str, where: str) -> None:
    if code not in packs():
        raise DecodeError(where, f"chưa có bộ quy tắc cho «{code}»")


def _is_of_state(code: str) -> bool:
    return packs()[code].issuer in OF_STATE


def line_of(text: str, error: PackError) -> int | None:
    """The line where a fault stands, as far as the text tells; its table's where not."""
    if not error.field:
        told = re.search(r"at line (\d+)", error.problem)
        return int(told[1]) if told else None
    wanted = f"{error.table}.{error.field}".lstrip(".") if error.table else error.field
    best: tuple[int, int] | None = None
    for line, path in _paths(text):
        fits = wanted == path or wanted.startswith((f"{path}.", f"{path}["))
        if fits and (best is None or len(path) > best[0]):
            best = len(path), line
    return best[1] if best else None


def _paths(text: str) -> Iterator[tuple[int, str]]:
    """Every table and key of a TOML text with its line: `award[2].version[1].in_force`."""
    counts: dict[str, int] = {}
    table = ""
    for line, content in enumerate(text.splitlines(), 1):
        if header := _HEADER.fullmatch(content.strip()):
            table = ""
            parts = header[2].split(".")
            for n, part in enumerate(parts):
                table = f"{table}.{part}".lstrip(".")
                if header[1] == "[[" and n == len(parts) - 1:
                    counts[table] = counts.get(table, 0) + 1
                if table in counts:
                    table = f"{table}[{counts[table]}]"
            yield line, table
        elif key := _KEY.match(content):
            yield line, f"{table}.{key[1]}".lstrip(".")


__all__ = ["LocalRules", "PackError", "line_of", "local_rules"]
