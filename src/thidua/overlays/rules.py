"""The document of a local rule, composed from its rows."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from thidua.legal.packs import packs

Row = Mapping[str, Any]
AWAITING = "set_by_regulation"
_SINGLE = {"quorum"}


@dataclass(frozen=True, kw_only=True)
class Head:
    """What the regulation is: number, day, issuer, from when, for whom."""

    number: str
    on: date
    issuer: str
    author: str
    managing_body: str
    scope: str
    in_force: date
    title: str
    awards: tuple[str, ...] = ()


def key_of(row: Row) -> tuple[str, ...]:
    """What a row settles: a second row on the same takes the first one's place."""
    parts = ("kind", "award", "name", "id")
    return tuple(str(row.get(part, "")) for part in parts)


def with_row(rows: Sequence[Row], row: Row) -> list[Row]:
    """The rows with one more, or with one in place of another on the same."""
    kept = [each for each in rows if key_of(each) != key_of(row)]
    return [*kept, row]


def compose(head: Head, rows: Sequence[Row]) -> str:
    """The whole document, in the schema of the packs."""
    return "\n".join([*_regulation(head, rows), *_awards(head, rows)]) + "\n"


def _regulation(head: Head, rows: Sequence[Row]) -> Iterator[str]:
    yield "[regulation]"
    yield f"number = {_text(head.number)}"
    yield f"on = {head.on.isoformat()}"
    yield f"author = {_text(head.author)}"
    yield f"issuer = {_text(head.issuer)}"
    yield f"managing_body = {_text(head.managing_body)}"
    yield f"scope = {_text(head.scope)}"
    yield f"in_force = {head.in_force.isoformat()}"
    powers = [row["award"] for row in rows if row["kind"] == "power"]
    if powers:
        yield f"powers = {_value(powers)}"
    for row in rows:
        if row["kind"] == "quorum":
            yield f"quorum = {_value(_share(row))}"
    for table, kind, field, figures in (
        ("thresholds", "threshold", "award", _share),
        ("quotas", "quota", "award", _quota),
        ("limits", "limit", "name", lambda row: _only(row, "days", "working")),
        ("deadlines", "deadline", "award", lambda row: _only(row, "month", "day", "years_after")),
    ):
        found = [row for row in rows if row["kind"] == kind]
        if found:
            yield f"\n[regulation.{table}]"
            for row in found:
                yield f"{_text(row[field])} = {_value(figures(row))}"
    cited = [(_rule_of(row), row["article"]) for row in rows if _rule_of(row) and row["article"]]
    if cited:
        yield "\n[regulation.articles]"
        for rule, article in cited:
            yield f"{_text(rule)} = {_text(article)}"


def _awards(head: Head, rows: Sequence[Row]) -> Iterator[str]:
    criteria = [row for row in rows if row["kind"] == "criterion"]
    for code in dict.fromkeys((*head.awards, *(row["award"] for row in criteria))):
        own = [row for row in criteria if row["award"] == code]
        pack = packs()[code]
        yield "\n[[award]]"
        yield f"code = {_text(code)}"
        yield f"issuer = {_text(pack.issuer)}"
        yield f"kind = {_text(pack.kind)}"
        yield f"for_whom = {_value([str(who) for who in pack.for_whom])}"
        yield "\n[award.name]"
        yield f"vi = {_text(pack.names['vi'])}"
        yield "\n[[award.version]]"
        yield f"in_force = {head.in_force.isoformat()}"
        yield f"wording = {_text(head.number)}"
        yield 'law = { source = "this" }'
        yield 'status = "verified"'
        if own and (waiting := _awaiting(code, head.in_force)):
            yield f"drop = {_value(waiting)}"
        for row in own:
            yield "\n[[award.version.criterion]]"
            yield f"id = {_text(row['id'])}"
            yield f"check = {_text(row['check'])}"
            if row["with"]:
                yield f"with = {_value(row['with'])}"
            basis = {"source": "this", **({"article": row["article"]} if row["article"] else {})}
            yield f"basis = [{_value(basis)}]"
            yield 'status = "verified"'
            yield f"stage = {_text(row['stage'])}"


def _awaiting(code: str, on: date) -> list[str]:
    """Criteria by which a pack only waits for the giver's own."""
    version = packs()[code].version_at(on)
    rules = version.criteria if version else ()
    return [rule.id for rule in rules if rule.check == AWAITING]


def _rule_of(row: Row) -> str:
    kind = row["kind"]
    if kind == "criterion":
        return ""
    return kind if kind in _SINGLE else f"{kind}s.{row.get('award') or row['name']}"


def _share(row: Row) -> dict[str, Any]:
    found = _only(row, "part", "whole")
    return {**found, **({"strict": True} if row.get("strict") else {})}


def _quota(row: Row) -> dict[str, Any]:
    share = {"share": _only(row, "part", "whole")} if row.get("part") else {}
    return {**share, **_only(row, "at_most", "per", "rounding")}


def _only(row: Row, *names: str) -> dict[str, Any]:
    return {name: row[name] for name in names if row.get(name) not in (None, "")}


def _text(value: object) -> str:
    # A JSON string is a TOML string, but for DEL, which TOML wants escaped.
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{name} = {_value(each)}" for name, each in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_value(each) for each in value) + "]"
    return _text(value)
