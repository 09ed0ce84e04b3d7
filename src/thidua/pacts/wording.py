"""Clauses, signatures and seals in words."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from thidua import legal
from thidua.core.period import HANOI
from thidua.core.permit import Reason
from thidua.pacts import drafts, queries
from thidua.pacts.models import Clause, Pact, Party
from thidua.pacts.queries import Seal
from thidua.pacts.rules import Line, differences
from thidua.pacts.states import Manner, Operator, PactState, Verdict
from thidua.ui.components import Tone
from thidua.ui.formats import day, number

TONES: dict[str, Tone] = {
    PactState.DRAFT: "draft",
    PactState.OPEN: "work",
    PactState.SEALED: "honour",
    PactState.SUPERSEDED: "draft",
}
VERDICT_TONES: dict[str, Tone] = {
    Verdict.MET: "pass",
    Verdict.NOT_YET: "work",
    Verdict.MISSING: "unknown",
    Verdict.NOT_APPLICABLE: "draft",
    Verdict.NOT_BOUND: "draft",
}
SIGNS = {Operator.AT_LEAST: "≥", Operator.AT_MOST: "≤", Operator.EXACTLY: "="}


def title_names() -> dict[str, str]:
    """Names by code of the awards for which collectives register."""
    language = (get_language() or "vi")[:2]
    return {
        award.code: award.names.get(language, award.names["vi"])
        for award in legal.registered_for("collective")
    }


def names_of(codes: Iterable[str], names: Mapping[str, str] | None = None) -> str:
    """Titles as people call them; a code whose pack is gone stays a code."""
    known = title_names() if names is None else names
    return ", ".join(known.get(code, code) for code in codes)


def target_of(clause: Clause, own: Decimal | None = None) -> str:
    """«≥ 3 sáng kiến», with a party's own target where it has one; nothing for words alone."""
    if not clause.operator:
        return ""
    if clause.operator == Operator.NONE_AT_ALL or clause.target is None:
        return f"= 0 {clause.target_unit}".strip()
    sign = SIGNS[Operator(clause.operator)]
    target = clause.target if own is None else own
    return f"{sign} {number(target)} {clause.target_unit}".strip()


def terms_of(clause: Clause) -> str:
    """Whom a clause binds, and who has a target of their own; nothing where it is one for all."""
    names: dict[Decimal | None, list[str]] = {}
    for pledge in clause.pledges.all():
        names.setdefault(pledge.target, []).append(str(pledge.party))
    groups = [
        ", ".join(found) + (f" ({target_of(clause, own)})" if own is not None else "")
        for own, found in sorted(
            names.items(), key=lambda each: (each[0] is not None, each[0] or 0)
        )
    ]
    if not groups:
        return ""
    told = _("Chỉ ràng buộc: %(who)s") if clause.is_for_named else _("Mức riêng: %(who)s")
    return told % {"who": "; ".join(groups)}


def manner_of(party: Party) -> str:
    """How a party signed, as the sealed paper and the page say it."""
    return str(Manner(party.manner).label) if party.manner else ""


def broken_parts(seal: Seal) -> list[Reason]:
    """What no longer agrees with the seal."""
    parts = (
        (seal.record_holds, _("nội dung ghi trong hệ thống đã bị sửa sau khi niêm phong")),
        (seal.file_holds, _("tệp PDF hoặc bản quét đã bị thay đổi hoặc không còn")),
        (seal.trail_holds, _("mã băm không khớp với nhật ký")),
    )
    return [text for holds, text in parts if not holds]


def seal_sentence(seal: Seal) -> Reason:
    """Whether the seal holds, and if not, why."""
    if seal.holds:
        return gettext_lazy("Niêm phong nguyên vẹn: nội dung, tệp và nhật ký khớp nhau.")
    return _("Niêm phong đã bị phá: %(parts)s.") % {
        "parts": "; ".join(map(str, broken_parts(seal)))
    }


def changes_between(old: "Told", new: "Told") -> list[tuple[Reason, list[Line]]]:
    """What differs, part by part; parts without a change are left out."""
    found = []
    for (label, before), (_label, after) in zip(told(*old), told(*new), strict=True):
        if before != after:
            found.append((label, differences(before, after)))
    return found


Told = tuple[Pact, Sequence[Party], Sequence[Clause]]


def told(
    pact: Pact, parties: Sequence[Party], clauses: Sequence[Clause]
) -> list[tuple[Reason, list[str]]]:
    """A version as lines under headings, the way two of them are laid side by side."""
    names = title_names()
    return [
        (_("Tên giao ước"), [pact.title]),
        (_("Nơi và ngày ký kết"), [p for p in (pact.place, _day(pact.held_on)) if p]),
        (_("Căn cứ"), pact.bases.splitlines()),
        (_("Cam kết chung"), pact.commitment.splitlines()),
        (_("Các bên"), [_party_line(party, names) for party in parties]),
        (_("Chỉ tiêu"), [_clause_line(clause) for clause in clauses]),
    ]


def _party_line(party: Party, names: Mapping[str, str]) -> str:
    parts = [str(party), str(party.get_role_display()), names_of(party.titles, names)]
    return " · ".join(part for part in parts if part)


def _clause_line(clause: Clause) -> str:
    due = _("đến hết ngày %(day)s") % {"day": _day(clause.due_on)} if clause.due_on else ""
    parts = (clause.text, target_of(clause), due, terms_of(clause))
    return " · ".join(part for part in parts if part)


def day_of(at: datetime | None) -> str:
    """The day of a moment in Vietnam."""
    return _day(at.astimezone(HANOI).date() if at else None)


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def said_of(results: Iterable[Any]) -> dict[str, int]:
    """How many results there are of each verdict."""
    counts = dict.fromkeys(Verdict.values, 0)
    for result in results:
        counts[result.verdict] += 1
    return counts


def draft_lines(pact: Pact, name: str) -> list[str]:
    """What is kept in one field of a draft, a line each, beside what somebody else has typed."""
    if name == drafts.PARTIES:
        return [
            f"{each}: {each.get_role_display()}{f', {each.signer}' if each.signer else ''}"
            for each in queries.parties_of(pact)
        ]
    if name == drafts.CLAUSES:
        return [f"{each.text} {target_of(each)}".strip() for each in queries.clauses_of(pact)]
    value = getattr(pact, name)
    text = day(value) if isinstance(value, date) else str(value or "")
    return text.splitlines() or [_("(để trống)")]
