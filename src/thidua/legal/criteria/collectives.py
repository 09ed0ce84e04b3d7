"""Checks on a collective, name by name on its frozen roster."""

from collections.abc import Sequence
from dataclasses import dataclass

from thidua.legal.criteria.base import Outcome, Question, check, failed, missing, passed, unknown
from thidua.legal.evidence import Member
from thidua.legal.messages import reason
from thidua.legal.regulations import Share
from thidua.legal.thresholds import share_text


@dataclass(frozen=True)
class Percent:
    """A least share in whole percents."""

    percent: int


@dataclass(frozen=True)
class Count:
    """A least number."""

    least: int


def _counted(q: Question) -> Sequence[Member]:
    assert q.evidence.roster is not None
    return [member for member in q.evidence.roster.members if member.counted]


def _undecided(q: Question) -> Outcome | None:
    """Who counts comes before any share."""
    assert q.evidence.roster is not None
    roster = q.evidence.roster
    open_names = [member.ref for member in roster.members if member.counted is None]
    if open_names:
        why = reason("roster.undecided", names=open_names, as_of=roster.as_of)
        return unknown(why, reason("roster.undecided_mend"), roster.record)
    if not _counted(q):
        return unknown(reason("roster.empty", as_of=roster.as_of), reason("roster.undecided_mend"))
    return None


@check("members_advanced", "roster", params=Percent)
def members_advanced(q: Question) -> Outcome:
    """The share of members who hold the yearly title; missing answers give bounds, not a guess."""
    assert q.evidence.roster is not None
    undecided = _undecided(q)
    if undecided:
        return undecided
    members, record = _counted(q), q.evidence.roster.record
    total = len(members)
    have = sum(member.advanced is True for member in members)
    open_names = [member.ref for member in members if member.advanced is None]
    share = Share(q.params.percent, 100)
    figures = {
        "have": have,
        "total": total,
        "share": share_text(have, total, share),
        "percent": q.params.percent,
        "as_of": q.evidence.roster.as_of,
    }
    if share.met(have, total):
        return passed(reason("advanced.pass", **figures), record)
    lacking = share.needed(total) - have
    if share.met(have + len(open_names), total):
        why = reason("advanced.unknown", names=open_names, lacking=lacking, **figures)
        return unknown(why, reason("advanced.unknown_mend", names=open_names), record)
    return failed(
        reason("advanced.fail", **figures), reason("advanced.mend", lacking=lacking), record
    )


@check("no_member_disciplined", "roster")
def no_member_disciplined(q: Question) -> Outcome:
    """Nobody disciplined with a warning (cảnh cáo) or more."""
    return _everyone(q, "disciplined", wanted=False, key="members_discipline")


@check("members_completed", "roster")
def members_completed(q: Question) -> Outcome:
    """Every member completed their tasks."""
    return _everyone(q, "completed", wanted=True, key="members_completed")


def _everyone(q: Question, fact: str, *, wanted: bool, key: str) -> Outcome:
    assert q.evidence.roster is not None
    undecided = _undecided(q)
    if undecided:
        return undecided
    members, record = _counted(q), q.evidence.roster.record
    against = [member.ref for member in members if getattr(member, fact) is (not wanted)]
    open_names = [member.ref for member in members if getattr(member, fact) is None]
    if against:
        why = reason(f"{key}.fail", count=len(against), names=against)
        return failed(why, reason(f"{key}.mend"), record)
    if open_names:
        why = reason(f"{key}.unknown", names=open_names)
        return unknown(why, reason("missing.mend", fact=f"@fact.{key}"), record)
    return passed(reason(f"{key}.pass", total=len(members)), record)


@check("members_fighters", "roster", params=Count)
def members_fighters(q: Question) -> Outcome:
    """A least number of members who hold the grassroots fighter title."""
    assert q.evidence.roster is not None
    undecided = _undecided(q)
    if undecided:
        return undecided
    members, record = _counted(q), q.evidence.roster.record
    have = sum(member.fighter is True for member in members)
    open_count = sum(member.fighter is None for member in members)
    figures = {"have": have, "wanted": q.params.least}
    if have >= q.params.least:
        return passed(reason("fighters.pass", **figures), record)
    if have + open_count >= q.params.least:
        return missing("members_fighters", record)
    return failed(reason("fighters.fail", **figures), reason("fighters.mend"), record)
