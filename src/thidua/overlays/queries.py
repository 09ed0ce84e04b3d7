"""Which local rules hold for a unit on a day, and what a draft would change."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache, partial
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from thidua.core.capability import Offer, Registry
from thidua.legal import (
    ManagingBody,
    NoCap,
    NoThreshold,
    Pack,
    PackError,
    Refusal,
    Regulation,
    Threshold,
    power_to_decide,
    quorum_for,
    quota_for,
    threshold_for,
)
from thidua.legal.corners import Answer
from thidua.legal.figures import figures, latest
from thidua.legal.limits import limit_on
from thidua.legal.localrules import LocalRules, line_of, local_rules
from thidua.legal.messages import term
from thidua.legal.packs import Criterion, packs
from thidua.legal.regulations import in_words
from thidua.legal.sheets import asked, params_text
from thidua.legal.sources import article_text
from thidua.orgs.queries import role_units, units_in_reach
from thidua.orgs.states import Role
from thidua.overlays.models import LocalRule
from thidua.overlays.rules import Row
from thidua.overlays.states import TERMS, RuleScope, RuleState
from thidua.ui.components import Finding

READERS = (Role.ADMIN, Role.OFFICER, Role.DIRECTOR, Role.INSPECTOR)
HELD = (RuleState.IN_FORCE, RuleState.REPLACED, RuleState.WITHDRAWN)


@dataclass(frozen=True)
class Change:
    """Somebody before an award without and with a rule, and what differs."""

    name: str
    award: str
    before: str
    after: str
    why: tuple[str, ...] = ()


@dataclass(frozen=True)
class Effects:
    """What a draft would change for a unit: how many were looked at, and who would differ.

    `counts` are by award: `(award, verdict before, verdict after, how many)`, all of them;
    `changes` only those whose name the reader may see.
    """

    people: int = 0
    dossiers: int = 0
    is_cut: bool = False
    counts: Sequence[tuple[str, str, str, int]] = ()
    changes: Sequence[Change] = field(default_factory=list)


PREVIEWS: Registry[Callable[..., Effects]] = Registry("preview of a local rule")
"""`(actor, unit, *, on, before, after) -> Effects`: packs laid without the draft and with it."""


@dataclass(frozen=True)
class Fault:
    """Why a document cannot be put in force: line, field and problem."""

    line: int | None
    field: str
    problem: str


ONWARD: Registry[Callable[[str], Offer]] = Registry("page where eligibility is told in full")
"""`(award) -> Offer`: where to go on from a corner case of an award."""


def onward(award: str) -> list[Offer]:
    return [provider(award) for _name, provider in ONWARD]


def managing_body_of(unit: Any) -> ManagingBody | None:
    """Whose rules count for a unit: its own, else that of the nearest unit above."""
    while unit is not None:
        if unit.managing_body:
            return ManagingBody(unit.managing_body)
        unit = unit.parent
    return None


def visible_to(actor: Any) -> QuerySet[LocalRule]:
    """Rules of the units where one has an office; those of units above once they are in force."""
    own = units_in_reach(actor, READERS)
    above = {
        int(part) for unit in role_units(actor, READERS) for part in unit.path.split("/") if part
    }
    concerning = Q(unit__in=above) & ~Q(state=RuleState.DRAFT)
    found = LocalRule.objects.filter(Q(unit__in=own.values("pk")) | concerning)
    return found.select_related("unit", "scan", "replaces", "author")


def rule_by_key(key: int | str) -> LocalRule | None:
    found = LocalRule.objects.select_related("unit", "scan", "replaces", "author")
    return found.filter(pk=key).first()


def versions_of(rule: LocalRule) -> QuerySet[LocalRule]:
    """Every version of the same regulation, the newest first."""
    return LocalRule.objects.filter(unit=rule.unit_id, number=rule.number).order_by("-version")


@lru_cache(maxsize=256)
def _read(text: str) -> LocalRules:
    return local_rules(text, "quy-dinh.toml")


def read(rule: LocalRule) -> LocalRules:
    """The rule's document; raises PackError."""
    return _read(rule.text)


@dataclass(frozen=True)
class Laid:
    """What is laid over the law for a unit: packs in the order they go over each other.

    `regulations` in the order they are asked: the nearest and newest first.
    """

    packs: tuple[Pack, ...] = ()
    regulations: tuple[Regulation, ...] = ()


def laid_for(unit: Any, *, on: date, instead: LocalRule | None = None) -> Laid:
    """The local rules that hold for a unit on a day.

    `instead` is a draft as if it were in force, in place of the version it replaces.
    """
    above = [int(part) for part in unit.path.split("/") if part]
    held = LocalRule.objects.filter(
        Q(ended_on=None) | Q(ended_on__gt=on), unit__in=above, state__in=HELD, in_force__lte=on
    ).exclude(state=RuleState.WITHDRAWN, ended_on=None)
    rows = list(held.order_by("unit__path", "in_force", "version", "pk"))
    if instead is not None:
        rows = [*(row for row in rows if row.pk != instead.replaces_id), instead]
    rows.sort(key=lambda row: row.scope == RuleScope.UNIT)
    if not rows:
        return Laid()
    body = managing_body_of(unit)
    found = [(row, read(row)) for row in rows if row.managing_body == body]
    return Laid(
        packs=tuple(_until(pack, row) for row, rule in found for pack in rule.packs),
        regulations=tuple(
            replace(rule.regulation(), ended_on=row.ended_on) for row, rule in reversed(found)
        ),
    )


def _until(pack: Pack, row: LocalRule) -> Pack:
    """A pack that ends with its rule."""
    assert pack.regulation is not None
    return replace(pack, regulation=replace(pack.regulation, ended_on=row.ended_on))


def packs_for(unit: Any, *, on: date) -> tuple[Pack, ...]:
    """What is laid over the packs of the law for a unit on a day, to be passed to `assess`."""
    return laid_for(unit, on=on).packs


def regulations_for(unit: Any, *, on: date) -> tuple[Regulation, ...]:
    """The regulations to be asked of powers, thresholds, quorum and quotas, the nearest first."""
    return laid_for(unit, on=on).regulations


@dataclass(frozen=True)
class TermFound:
    """A term in days and the article that sets it."""

    days: int
    is_working: bool
    citation: str
    by_regulation: bool = False


def limit_for(unit: Any, name: str, *, on: date) -> TermFound | None:
    """A term by its name in `legal/limits.toml`: a local one before the law's own."""
    rule = f"limits.{name}"
    for regulation in regulations_for(unit, on=on):
        if own := regulation.limits.get(name):
            cited = in_words(regulation.citation(rule))
            return TermFound(own.days, own.working, cited, by_regulation=True)
    found = limit_on(name, on)
    return TermFound(found.days, found.working, found.basis.citation()) if found else None


def deadline_for(unit: Any, award: str, year: int, *, on: date) -> tuple[date, str] | None:
    """By when dossiers of a year are due, by a local rule or the law; None where neither says."""
    return deadlines_for(unit, [award], year, on=on).get(award)


def deadlines_for(
    unit: Any, awards: Sequence[str], year: int, *, on: date
) -> dict[str, tuple[date, str]]:
    """The same for many awards at once, by award; what has no day is left out."""
    regulations = regulations_for(unit, on=on)
    found = {award: _deadline(award, regulations, year, on) for award in awards}
    return {award: due for award, due in found.items() if due is not None}


def _deadline(
    award: str, regulations: Sequence[Regulation], year: int, on: date
) -> tuple[date, str] | None:
    for regulation in regulations:
        if own := regulation.deadlines.get(award):
            due = date(year + own.years_after, own.month, own.day)
            return due, regulation.citation(f"deadlines.{award}")
    row = latest((each for each in figures().deadlines if award in each.awards), on)
    return (row.of(year), row.basis.citation()) if row else None


def faults_of(rule: LocalRule) -> list[Fault]:
    """Why the document cannot be read, or is not the regulation that its head names."""
    try:
        made = read(rule).made
    except PackError as error:
        name = f"{error.table}.{error.field}".strip(".")
        return [Fault(line_of(rule.text, error), name, error.problem)]
    pairs = (
        ("number", made.number, rule.number), ("on", made.on, rule.issued_on),
        ("scope", str(made.scope), rule.scope), ("issuer", made.issuer, rule.issuer),
        ("managing_body", str(made.managing_body), rule.managing_body),
        ("in_force", made.in_force or made.on, rule.in_force),
    )  # fmt: skip
    return [
        Fault(
            line_of(rule.text, PackError("", f"regulation.{name}", "")), f"regulation.{name}",
            f"ghi «{written}», phần đầu của quy định ghi «{kept}»: sửa cho khớp",
        ) for name, written, kept in pairs if written != kept
    ]  # fmt: skip


def preview(actor: Any, rule: LocalRule, *, on: date) -> Effects:
    """What the draft would change for the people and dossiers of its unit."""
    day = max(on, rule.in_force)
    before = laid_for(rule.unit, on=day).packs
    after = laid_for(rule.unit, on=day, instead=rule).packs
    effects = [
        provider(actor, rule.unit, on=on, before=before, after=after)
        for _name, provider in PREVIEWS
    ]
    return effects[0] if effects else Effects()


def told(row: Row) -> str:
    """One row as a sentence, with its article."""
    article = article_text(row["article"])
    return f"{_said(row)} ({article})" if article else _said(row)


def _said(row: Row) -> str:
    award = term(f"award.{row['award']}") if row.get("award") else ""
    return _SAYINGS[row["kind"]](row, {**row, "award": award})


def _threshold_said(row: Row, words: dict[str, Any]) -> str:
    words["share"] = _part(row)
    if row["strict"]:
        return _("%(award)s: trên %(share)s tổng số thành viên hội đồng đồng ý") % words
    return _("%(award)s: ít nhất %(share)s tổng số thành viên hội đồng đồng ý") % words


def _limit_said(row: Row, words: dict[str, Any]) -> str:
    words["name"] = TERMS.get(row["name"], row["name"])
    if row["working"]:
        return _("%(name)s: %(days)s ngày làm việc") % words
    return _("%(name)s: %(days)s ngày") % words


def _deadline_said(row: Row, words: dict[str, Any]) -> str:
    words["when"] = f"{row['day']:02}/{row['month']:02}"
    if row["years_after"]:
        return _("%(award)s: nộp đến hết ngày %(when)s năm sau") % words
    return _("%(award)s: nộp đến hết ngày %(when)s") % words


def _criterion_said(row: Row, words: dict[str, Any]) -> str:
    figures = params_text(row["with"])
    text = f"{words['award']}: {term('check.' + row['check'])}"
    return f"{text} ({figures})" if figures else text


def _most(row: Row, words: dict[str, Any]) -> str:
    if not row.get("part"):
        return _("%(award)s: không quá %(at_most)s trường hợp") % words
    words |= {"share": _part(row), "per": term(f"per.{row['per']}")}
    if row.get("at_most") is None:
        return _("%(award)s: tối đa %(share)s %(per)s") % words
    return _("%(award)s: tối đa %(share)s %(per)s và không quá %(at_most)s trường hợp") % words


def _part(row: Row) -> str:
    return f"{row['part']}%" if row["whole"] == 100 else f"{row['part']}/{row['whole']}"


_SAYINGS: dict[str, Callable[[Row, dict[str, Any]], str]] = {
    "power": lambda _row, words: _("%(award)s: thủ trưởng đơn vị quyết định") % words,
    "threshold": _threshold_said,
    "quorum": lambda row, _words: (
        _("Hội đồng họp khi có ít nhất %(share)s số thành viên") % {"share": _part(row)}
    ),
    "quota": _most,
    "limit": _limit_said,
    "deadline": _deadline_said,
    "criterion": _criterion_said,
}


def units_of(actor: Any) -> QuerySet[Any]:
    """Units whose rules one may make: as officer or admin."""
    return units_in_reach(actor, (Role.OFFICER, Role.ADMIN)).order_by("path")


def criterion_now(award: str, check: str, on: date) -> Criterion | None:
    """The law's criterion of an award that asks the same on a day; an alternative is not one."""
    version = packs()[award].version_at(on)
    found = (each for each in (version.criteria if version else ()) if each.check == check)
    return next(found, None)


def asked_now(criterion: Criterion) -> str:
    basis = "; ".join(each.citation() for each in criterion.basis)
    return f"{asked(criterion)} ({basis})"


def heading_of(award: str, check: str) -> str:
    return f"{term(f'award.{award}')}: {term(f'check.{check}')}"


def names_of_awards(codes: Sequence[str]) -> list[str]:
    return [term(f"award.{code}") for code in codes]


def settled_by(rule: LocalRule, *, on: date) -> list[tuple[str, str, str]]:
    """Each power, share and quota that the draft names: what it is of, as it stands, and then."""
    day = max(on, rule.in_force)
    now = laid_for(rule.unit, on=day).regulations
    then = laid_for(rule.unit, on=day, instead=rule).regulations
    made, body = read(rule).regulation(), ManagingBody(rule.managing_body)
    questions: list[tuple[str, Callable[[Sequence[Regulation]], str]]] = [
        *(
            (_("Thẩm quyền: %s") % term(f"award.{code}"), partial(_power, code, body, day))
            for code in made.powers
        ),
        *(
            (_("Tỷ lệ phiếu: %s") % term(f"award.{code}"), partial(_threshold, code, day))
            for code in made.thresholds
        ),
        *([(_("Số thành viên dự họp"), partial(_quorum, day))] if made.quorum else []),
        *(
            (_("Tỷ lệ khống chế: %s") % term(f"award.{code}"), partial(_cap, code, body, day))
            for code in made.quotas
        ),
    ]
    return [(name, asked_of(now), asked_of(then)) for name, asked_of in questions]


def _power(code: str, body: ManagingBody, on: date, laid: Sequence[Regulation]) -> str:
    power = power_to_decide(code, body, on, *laid)
    if isinstance(power, Refusal):
        return power.reason.render()
    return _("Thủ trưởng đơn vị quyết định (%(by)s)") % {"by": power.citation}


def _threshold(code: str, on: date, laid: Sequence[Regulation]) -> str:
    return _share(threshold_for(code, on, *laid))


def _quorum(on: date, laid: Sequence[Regulation]) -> str:
    return _share(quorum_for(on, *laid))


def _share(found: Threshold | NoThreshold) -> str:
    if isinstance(found, NoThreshold):
        return found.reason.render()
    return f"{found.share} ({found.citation})"


def _cap(code: str, body: ManagingBody, on: date, laid: Sequence[Regulation]) -> str:
    found = quota_for(code, on, *laid, body=body)
    if isinstance(found, NoCap):
        return found.reason.render()
    return f"{found.reckoning(100).render()} ({found.citation})"


def findings_of(found: Answer, lang: str) -> list[Finding]:
    """The law's findings as sentences, those a corner case turns on first."""
    return [
        Finding(
            verdict=item.verdict.value, reason=item.reason.render(lang), article=item.citation,
            mend=item.mend.render(lang) if item.mend else "", verified=item.verified,
        ) for item in found.findings
    ]  # fmt: skip
