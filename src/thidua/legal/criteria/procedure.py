"""Checks on the road to a decision: papers, disclosure, quorum, votes, power to sign."""

from dataclasses import dataclass

from thidua.legal.criteria.base import Outcome, Question, check, failed, passed, unknown
from thidua.legal.messages import reason
from thidua.legal.powers import Refusal, power_to_decide
from thidua.legal.terms import Verdict
from thidua.legal.thresholds import NoThreshold, quorum_for, share_text, threshold_for


@dataclass(frozen=True)
class Papers:
    """Papers all of which are needed, and papers of which one is."""

    needs: tuple[str, ...]
    one_of: tuple[str, ...] = ()


@check("papers", "papers", params=Papers)
def papers(q: Question) -> Outcome:
    """The dossier holds the papers asked for (art. 84)."""
    have = q.evidence.papers or frozenset()
    lacking = [f"@paper.{paper}" for paper in q.params.needs if paper not in have]
    choice = [f"@paper.{paper}" for paper in q.params.one_of]
    if lacking:
        return failed(reason("papers.fail", lacking=lacking), reason("papers.mend"))
    if choice and not have.intersection(q.params.one_of):
        return failed(reason("papers.one_of", choice=choice), reason("papers.mend"))
    return passed(reason("papers.pass", count=len(have)))


@dataclass(frozen=True)
class WorkingDays:
    """A least number of working days."""

    working_days: int


@check("disclosed", "disclosure", params=WorkingDays)
def disclosed(q: Question) -> Outcome:
    """The list stood in public long enough and every comment was answered."""
    shown = q.evidence.disclosure
    assert shown is not None
    figures = {"days": shown.working_days, "wanted": q.params.working_days}
    if shown.working_days < q.params.working_days:
        return failed(reason("disclosed.fail", **figures), reason("disclosed.mend"), shown.record)
    if shown.open_comments is None:
        why = reason("missing", fact="@fact.open_comments")
        return unknown(why, reason("missing.mend", fact="@fact.open_comments"), shown.record)
    if shown.open_comments:
        why = reason("disclosed.open", count=shown.open_comments, **figures)
        return failed(why, reason("disclosed.open_mend"), shown.record)
    return passed(reason("disclosed.pass", **figures), shown.record)


@check("quorum", "ballot")
def quorum(q: Question) -> Outcome:
    """Enough members took part."""
    count = q.evidence.ballot
    assert count is not None
    rule = quorum_for(q.on, *q.regulations)
    if isinstance(rule, NoThreshold):
        return unknown(rule.reason, reason("threshold.mend"), count.record)
    if count.took_part is None:
        why = reason("missing", fact="@fact.took_part")
        return unknown(why, reason("missing.mend", fact="@fact.took_part"), count.record)
    met = rule.met(count.took_part, count.members)
    return Outcome(
        verdict=Verdict.PASS if met else Verdict.FAIL,
        reason=reason(
            f"quorum.{'pass' if met else 'fail'}",
            present=count.took_part,
            members=count.members,
            share=rule.share,
            needed=rule.needed(count.members),
        ),
        mend=None if met else reason("quorum.mend"),
        records=(count.record,) if count.record else (),
        verified=rule.standing,
        citation=rule.citation,
    )


@check("votes", "ballot")
def votes(q: Question) -> Outcome:
    """Enough of all members agree; a missing opinion is not agreement."""
    count = q.evidence.ballot
    assert count is not None
    rule = threshold_for(q.award, q.on, *q.regulations)
    if isinstance(rule, NoThreshold):
        return unknown(rule.reason, reason("threshold.mend"), count.record)
    met = rule.met(count.agree, count.members)
    return Outcome(
        verdict=Verdict.PASS if met else Verdict.FAIL,
        reason=reason(
            f"votes.{'pass' if met else 'fail'}",
            agree=count.agree,
            members=count.members,
            reached=share_text(count.agree, count.members, rule.share),
            share=rule.share,
            needed=rule.needed(count.members),
        ),
        mend=None if met else reason("votes.mend"),
        records=(count.record,) if count.record else (),
        verified=rule.standing,
        citation=rule.citation,
    )


@check("power", "managing_body")
def power(q: Question) -> Outcome:
    """The head of the unit may decide this award on that day (art. 80)."""
    assert q.evidence.managing_body is not None
    found = power_to_decide(q.award, q.evidence.managing_body, q.on, *q.regulations)
    if isinstance(found, Refusal):
        return Outcome(
            verdict=Verdict.FAIL,
            reason=found.reason,
            mend=found.mend,
            verified=True,
            citation=found.citation,
        )
    why = reason("power.pass", award=f"@award.{q.award}", source=found.citation)
    return Outcome(verdict=Verdict.PASS, reason=why, verified=True, citation=found.citation)


@check("text_awaited")
def text_awaited(q: Question) -> Outcome:
    """The wording itself is not in hand, so nothing can be said under it."""
    return unknown(reason("text_awaited", award=f"@award.{q.award}"), reason("text_awaited.mend"))
