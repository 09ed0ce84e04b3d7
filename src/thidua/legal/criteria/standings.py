"""Checks on a collective among others: cluster, movement, points; and how it came together."""

from dataclasses import dataclass

from thidua.legal.criteria.base import Outcome, Question, check, failed, missing, passed, unknown
from thidua.legal.evidence import ClusterResult, UnionScore
from thidua.legal.messages import reason
from thidua.legal.terms import Level, ManagingBody


@dataclass(frozen=True)
class Points:
    """The points of a cluster's result that must all hold."""

    needs: tuple[str, ...]


@check("cluster_result", "cluster", params=Points)
def cluster_result(q: Question) -> Outcome:
    """The first place in the cluster or block, with everything asked beside it."""
    result = q.evidence.cluster
    assert isinstance(result, ClusterResult)
    against = [f"@cluster.{name}" for name in q.params.needs if getattr(result, name) is False]
    if against:
        return failed(
            reason("cluster.fail", against=against), reason("cluster.mend"), result.record
        )
    open_ones = [f"@cluster.{name}" for name in q.params.needs if getattr(result, name) is None]
    if open_ones:
        why = reason("cluster.unknown", names=open_ones)
        return unknown(why, reason("cluster.unknown_mend", names=open_ones), result.record)
    return passed(reason("cluster.pass"), result.record)


@dataclass(frozen=True)
class LongMovement:
    """The least length of a thematic movement and its least level."""

    years: int
    level: Level


@check("movement_led", "movements_led", params=LongMovement)
def movement_led(q: Question) -> Outcome:
    """First in the final review of a thematic movement that ran long enough."""
    long_ones = [
        item
        for item in q.evidence.movements_led or ()
        if item.years >= q.params.years and item.level.rank >= q.params.level.rank
    ]
    figures = {"years": q.params.years, "level": f"@level.{q.params.level}"}
    won = [item for item in long_ones if item.leads and item.concluded]
    if won:
        return passed(reason("movement_led.pass", title=won[0].title, **figures), won[0].record)
    if any(item.leads is not False and item.concluded is not False for item in long_ones):
        return missing("movement_result", *(item.record for item in long_ones))
    return failed(reason("movement_led.fail", **figures), reason("movement_led.mend"))


@dataclass(frozen=True)
class Blocks:
    """The highest points of each block and the least sum."""

    representation: int
    building: int
    propaganda: int
    bonus: int
    least: int


@check("union_points", "union_score", params=Blocks)
def union_points(q: Question) -> Outcome:
    """A grassroots union's points reach the level; no block above its highest."""
    score = q.evidence.union_score
    assert isinstance(score, UnionScore)
    blocks = ("representation", "building", "propaganda", "bonus")
    over = [f"@points.{name}" for name in blocks if getattr(score, name) > getattr(q.params, name)]
    if over:
        why = reason("union_points.over", names=over)
        return unknown(why, reason("union_points.over_mend"), score.record)
    total = sum(getattr(score, name) for name in blocks)
    figures = {"total": total, "least": q.params.least}
    if total >= q.params.least:
        return passed(reason("union_points.pass", **figures), score.record)
    return failed(reason("union_points.fail", **figures), reason("union_points.mend"), score.record)


@check("formed", "formation", "roster")
def formed(q: Question) -> Outcome:
    """A temporary collective: the paper that formed it, its period and its members by name."""
    made, roster = q.evidence.formation, q.evidence.roster
    assert made is not None
    assert roster is not None
    if not made.paper.strip():
        return missing("formation", made.record)
    if not roster.members:
        return missing("roster", made.record)
    why = reason("formed.pass", paper=made.paper, since=made.since, count=len(roster.members))
    return passed(why, made.record, roster.record)


@dataclass(frozen=True)
class Under:
    """The managing bodies whose people or units an award is for."""

    bodies: tuple[ManagingBody, ...]


@check("managed_by", "managing_body", params=Under)
def managed_by(q: Question) -> Outcome:
    """The award is for the people or units of certain managing bodies."""
    figures = {
        "award": f"@award.{q.award}",
        "bodies": [f"@managing_body.{body}" for body in q.params.bodies],
    }
    if q.evidence.managing_body in q.params.bodies:
        return passed(reason("managed.pass", **figures))
    return failed(reason("managed.fail", **figures), reason("managed.mend"))


@check("set_by_regulation")
def set_by_regulation(q: Question) -> Outcome:
    """The criteria are those of the giver's own regulation, to be entered as an overlay."""
    why = reason("set_by_regulation", award=f"@award.{q.award}")
    return unknown(why, reason("set_by_regulation.mend"))
