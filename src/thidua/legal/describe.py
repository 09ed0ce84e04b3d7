"""Writes the reference page of awards from the packs: `python -m thidua.legal.describe`."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from thidua.legal.criteria import CHECKS
from thidua.legal.figures import figures
from thidua.legal.limits import limits
from thidua.legal.messages import term
from thidua.legal.packs import AnyOf, Criterion, Pack, Version, Wording, packs
from thidua.legal.prizes import prize
from thidua.legal.sources import Basis, sources
from thidua.legal.terms import Status, Subject

INTRO = """\
# Awards

Generated from `src/thidua/legal` by `python -m thidua.legal.describe`; do not edit.

A version holds from its day until the next one starts. An unverified criterion keeps its finding
and never blocks by itself: going on past it takes a written reason. A power that is unverified
lets nobody sign until a regulation is named by number and day. Amounts are in đồng.
"""


def describe() -> str:
    """The whole page as Markdown."""
    parts = [
        INTRO,
        *(_award(pack) for pack in packs().values()),
        _powers(),
        _deciders(),
        _votes(),
        _prizes(),
        _quotas(),
        _deadlines(),
        _sources(),
    ]
    return "\n".join(parts)


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [list(head)]
    lines.append(["---"] * len(lines[0]))
    lines.extend(list(row) for row in rows)
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)


def _award(pack: Pack) -> str:
    names = " · ".join(pack.names[lang] for lang in ("en", "hi"))
    detail = ", ".join(term(f"managing_body.{body}", "en") for body in pack.detailed_by)
    whom = " and ".join(term(f"subject.{who}", "en") for who in pack.for_whom)
    examples = f"Examples in the pack: {len(pack.examples)}."
    lines = [
        f"## {pack.code}: {pack.names['vi']}",
        "",
        f"{names}. A {pack.kind} of issuer `{pack.issuer}`, for {whom}. {examples}",
    ]
    if detail:
        lines.append(
            f"Under {detail} its own regulation is needed beside the pack; without it the verdict "
            "is at best «unknown»."
        )
    return "\n".join([*lines, "", *(_version(version) for version in pack.versions)])


def _version(version: Version) -> str:
    text = _wording(f"From {version.in_force}", version, version.status, version.doubts)
    if version.beside:
        text += "\n" + _wording("Beside it", version.beside, Status.UNVERIFIED, ())
    return text


def _wording(title: str, part: Wording, status: Status, doubts: tuple[str, ...]) -> str:
    rows = (row for rule in part.rules for row in _rule(rule, doubts, draft=title == "Beside it"))
    head = f"### {title}: {part.wording} ({part.law.citation()}, {status})\n\n"
    return head + _table(("criterion", "what it asks", "basis", "status", "step"), rows)


def _rule(rule: Criterion | AnyOf, doubts: tuple[str, ...], *, draft: bool) -> Iterator[list[str]]:
    if isinstance(rule, AnyOf):
        yield [f"**{rule.id}**", "any one of:", "", "", rule.stage]
        for item in rule.criteria:
            for row in _rule(item, doubts, draft=draft):
                yield [f"· {row[0]}", *row[1:]]
        return
    doubted = draft or any(basis.source in doubts for basis in rule.basis)
    yield [
        f"`{rule.id}`",
        f"{_sentence(rule)}{_scope(rule)}",
        _basis(rule.basis),
        Status.UNVERIFIED if doubted else rule.status,
        rule.stage,
    ]


def _sentence(rule: Criterion) -> str:
    told = CHECKS[rule.check].run.__doc__
    text = told.splitlines()[0] if told else f"Confirmed: {term(f'fact.{rule.check}', 'en')}."
    return f"{text} ({_params(rule.params)})" if rule.params else text


def _params(params: Mapping[str, Any]) -> str:
    shown = (
        f"{name}: {', '.join(value) if isinstance(value, list) else value}"
        for name, value in params.items()
    )
    return "; ".join(shown)


def _scope(rule: Criterion) -> str:
    notes = []
    if rule.for_whom:
        notes.append("only " + ", ".join(rule.for_whom))
    if rule.only_for:
        notes.append("only under " + ", ".join(rule.only_for))
    if rule.except_for:
        notes.append("not under " + ", ".join(rule.except_for))
    if rule.may_not_apply:
        notes.append("may not apply")
    return f" [{'; '.join(notes)}]" if notes else ""


def _basis(basis: Iterable[Basis]) -> str:
    return "; ".join(item.citation() for item in basis)


def _powers() -> str:
    rows = (
        (
            str(rule.in_force),
            term(f"managing_body.{rule.managing_body}", "en"),
            ", ".join(rule.awards),
            rule.basis.citation(),
            rule.status,
        )
        for rule in figures().power_rules
    )
    never = ", ".join(figures().never_own)
    head = f"## Who may decide\n\nNever the hospital's own: {never}.\n\n"
    return head + _table(("from", "unit under", "its head decides", "basis", "status"), rows)


def _deciders() -> str:
    rows = (
        (
            str(row.in_force),
            term(f"decider.{row.level}", "en"),
            ", ".join(row.awards),
            row.basis.citation(),
            row.status,
        )
        for row in figures().deciders
    )
    head = "## Who else decides\n\n"
    return head + _table(("from", "who", "awards", "basis", "status"), rows)


def _quotas() -> str:
    rows = []
    for row in figures().quota_rules:
        most = "no cap" if row.missing == "" else "not read"
        if row.quota:
            share = f"{row.quota.share} of {term(f'per.{row.quota.per}', 'en')}"
            most = share if row.quota.share else f"at most {row.quota.at_most}"
        who = row.managing_body or "all"
        of = ", ".join(row.awards) + (f" ({row.award_type} only)" if row.award_type else "")
        cells = (str(row.in_force), row.id, of, who, most)
        rows.append((*cells, row.basis.citation(), row.status))
    head = "## Quotas\n\nRounded down unless a regulation says otherwise.\n\n"
    return head + _table(("from", "rule", "of", "under", "at most", "basis", "status"), rows)


def _deadlines() -> str:
    rows = [
        (
            str(row.in_force),
            row.id,
            ", ".join(row.awards) or "all",
            f"{row.day:02}-{row.month:02}{' of the next year' if row.years_after else ''}",
            row.basis,
            row.status,
        )
        for row in figures().deadlines
    ]
    for one in limits():
        unit = "working days" if one.working else "days"
        length = f"{one.months} months" if one.months else f"{one.days} {unit}"
        rows.append((str(one.in_force), one.id, "", length, one.basis, one.status))
    shown = ((*row[:4], row[4].citation(), row[5]) for row in rows)
    head = "## Days due and terms\n\n"
    return head + _table(("from", "rule", "awards", "by or within", "basis", "status"), shown)


def _votes() -> str:
    rows = [
        (
            str(rule.in_force),
            rule.id,
            ", ".join(rule.awards),
            f"{rule.share} of {term(f'council.{rule.council}', 'en')}",
            rule.basis,
            rule.status,
        )
        for rule in figures().vote_rules
    ]
    rows += [
        (str(rule.in_force), "QUORUM", "any meeting", str(rule.share), rule.basis, rule.status)
        for rule in figures().quorum_rules
    ]
    shown = ((*row[:4], row[4].citation(), row[5]) for row in rows)
    head = "## Votes and quorum\n\nOver all members of the council, in integers.\n\n"
    return head + _table(("from", "rule", "awards", "share", "basis", "status"), shown)


def _prizes() -> str:
    days = [salary.in_force for salary in figures().base_salaries]
    table = figures().prize_tables[0]
    starts = sorted({max(day, table.in_force) for day in days})
    rows = []
    for code, by_subject in table.tenths.items():
        for who, tenths in by_subject.items():
            amounts = [prize(code, Subject(who), on=day) for day in starts]
            cells = [f"{item.amount or 0:,}" for item in amounts]
            sure = "verified" if code not in table.unverified else "unverified"
            limit = "up to " if code in table.caps else ""
            rows.append([code, who, f"{limit}{tenths / 10}", *cells, sure])
    head = (
        "## Prize money\n\nBy the base salary of the day on the decision, rounded up to 10,000.\n\n"
    )
    return head + _table(
        ("award", "subject", "× base", *(f"from {day}" for day in starts), "status"), rows
    )


def _sources() -> str:
    rows = (
        (
            f"`{source.id}`",
            source.name(),
            source.title,
            str(source.in_force or ""),
            str(source.ended or ""),
            source.status,
        )
        for source in sources().values()
    )
    return "## Sources\n\n" + _table(("id", "act", "title", "from", "until", "status"), rows)


if __name__ == "__main__":
    sys.stdout.write(describe())
