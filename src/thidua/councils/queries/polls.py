"""Ballots on lists of cases: how many are in, what tellers counted, who gets the last slot."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from thidua.ballots import queries as ballots
from thidua.ballots.queries import Turnout
from thidua.ballots.rules import Counts
from thidua.councils import rules
from thidua.councils.models import Case, Meeting, Poll, PollItem, Quota, TellerCount
from thidua.councils.queries.scoring import closed_scores
from thidua.councils.queries.sessions import meetings_visible_to, presences_of
from thidua.councils.states import CaseState, Choice, Method, PollState, Way
from thidua.legal.regulations import Share
from thidua.orgs.queries import person_of

KIND = "councils.poll"


def polls_visible_to(actor: Any) -> QuerySet[Poll]:
    """Polls of meetings that one sees, and those that one counts."""
    seen = Q(meeting__in=meetings_visible_to(actor).values("pk"))
    if (person := person_of(actor)) is not None:
        seen |= Q(pk__in=Poll.objects.filter(tellers__person=person).values("pk"))
    return Poll.objects.filter(seen).select_related("meeting__council")


def polls_of(meeting: Meeting) -> list[Poll]:
    """The ballots of a meeting that stand, in the order in which they were held."""
    rows = meeting.polls.exclude(state=PollState.VOIDED).prefetch_related(
        "items__case", "tellers__person"
    )
    return list(rows.order_by("opened_at", "pk"))


def open_poll_of(meeting: Meeting) -> Poll | None:
    """The ballot that is being held, with its names and tellers."""
    rows = meeting.polls.filter(state=PollState.OPEN)
    return rows.prefetch_related("items__case", "tellers__person").first()


def ballot_of(poll: Poll) -> Any:
    """The secret ballot that was made for a poll."""
    return ballots.ballots_of(KIND, poll.pk).first()


def turnout_of(poll: Poll) -> Turnout | None:
    """How many are in, where a machine counts them."""
    ballot = ballot_of(poll) if poll.way == Way.SECRET else None
    return ballots.turnout_of(ballot) if ballot is not None else None


@dataclass(frozen=True)
class Counting:
    """How far two tellers have come: the counts of this attempt, and of the last that differed."""

    attempt: int
    now: Sequence[TellerCount]
    before: Sequence[TellerCount]

    @property
    def agreed(self) -> rules.Count | None:
        """The count in which both agree."""
        if len(self.now) < 2:
            return None
        one, other = (each.count for each in self.now)
        return one if not rules.differences(one, other) else None

    @property
    def differences(self) -> list[tuple[str, int | None, int, int]]:
        """Where the last two differed, for both to see and count again."""
        if len(self.before) < 2:
            return []
        return rules.differences(self.before[0].count, self.before[1].count)


def counting_of(poll: Poll) -> Counting:
    """The counts of a paper ballot; an attempt that differs makes way for the next."""
    rows = TellerCount.objects.filter(teller__poll=poll).select_related("teller__person")
    by_attempt: dict[int, list[TellerCount]] = {}
    for row in rows.order_by("attempt", "teller__order"):
        by_attempt.setdefault(row.attempt, []).append(row)
    last = max(by_attempt, default=1)
    found = Counting(last, by_attempt.get(last, []), by_attempt.get(last - 1, []))
    if len(found.now) == 2 and found.agreed is None:
        return Counting(last + 1, [], found.now)
    return found


def polls_to_count(actor: Any) -> list[Poll]:
    """Paper ballots whose count waits for this teller's own figures."""
    person = person_of(actor)
    if person is None:
        return []
    rows = Poll.objects.filter(state=PollState.OPEN, way=Way.PAPER, tellers__person=person)
    waiting = []
    for poll in rows.select_related("meeting__council").order_by("opened_at", "pk"):
        found = counting_of(poll)
        if person.pk not in {each.teller.person_id for each in found.now}:
            waiting.append(poll)
    return waiting


def written_in(case: Case) -> Counts:
    """How the written opinions on a case count."""
    given = [vote.choice for vote in case.votes.all() if vote.method == Method.WRITTEN]
    return Counts(**{choice: given.count(choice) for choice in Choice.values})


@dataclass(frozen=True)
class Counted:
    """How a case was voted on, before it is closed: in which way, with what result."""

    way: Way
    tally: rules.Tally
    share: Share
    poll: Poll | None = None

    @property
    def passes(self) -> bool:
        return self.tally.passes(self.share)


def counted_in(cases: Sequence[Case]) -> dict[int, Counted]:
    """The votes entered or counted so far, by case; those without any are left out."""
    items = PollItem.objects.filter(
        case__in=[case.pk for case in cases], poll__state=PollState.CLOSED, poll__is_runoff=False
    ).select_related("poll")
    by_case = {item.case_id: item for item in items.order_by("poll__closed_at", "pk")}
    found = {}
    for case in cases:
        if case.threshold is None:
            continue
        share, members = Share(**case.threshold["share"]), case.threshold["members"]
        if (item := by_case.get(case.pk)) is not None:
            tally = tally_of_item(item, case, members)
            found[case.pk] = Counted(Way(item.poll.way), tally, share, item.poll)
        elif any(vote.method == Method.SHOW_OF_HANDS for vote in case.votes.all()):
            given = rules.tally([vote.choice for vote in case.votes.all()], members=members)
            found[case.pk] = Counted(Way.HANDS, given, share)
    return found


def tally_of_item(item: PollItem, case: Case, members: int) -> rules.Tally:
    """The ballots for one name and the written opinions, together."""
    written = written_in(case)
    return rules.Tally(
        agree=(item.agree or 0) + written.agree, disagree=(item.disagree or 0) + written.disagree,
        blank=(item.blank or 0) + written.blank, members=members,
    )  # fmt: skip


def quotas_of(meeting: Meeting) -> dict[str, Quota]:
    return {quota.topic: quota for quota in meeting.quotas.all()}


def of_topic(meeting: Meeting, topic: str) -> list[Case]:
    """The cases of a topic that a meeting considers, with what it takes to vote on them."""
    rows = meeting.cases.filter(topic=topic).exclude(state=CaseState.WITHDRAWN)
    rows = rows.select_related("council", "meeting").prefetch_related("votes__seat__person")
    return list(rows.order_by("order", "pk"))


def selection_of(quota: Quota) -> rules.Selection:
    """Who of those that reached the share is chosen, who stand equal, what is asked next."""
    cases = of_topic(quota.meeting, quota.topic)
    counted, scores = counted_in(cases), closed_scores(quota.meeting)
    entrants = [
        rules.Entrant(
            case.pk, counted[case.pk].tally.agree, scores.get(case.pk),
            case.pk in quota.favoured if case.pk in quota.asked else None,
        ) for case in cases if case.pk in counted and counted[case.pk].passes
    ]  # fmt: skip
    return rules.select(
        entrants, quota.slots, reballot=reballot_of(quota), recommended=quota.recommended
    )


def reballot_of(quota: Quota) -> dict[int, int] | None:
    """The agreeing votes of the ballot held again among those who were equal."""
    runoffs = quota.meeting.polls.filter(
        topic=quota.topic, is_runoff=True, state=PollState.CLOSED
    ).prefetch_related("items__case__votes")
    poll = runoffs.order_by("closed_at", "pk").last()
    if poll is None:
        return None
    return {item.case_id: item.agree or 0 for item in poll.items.all()}


def voters_away(meeting: Meeting) -> list[Any]:
    """Members who are absent and may send an opinion."""
    return [
        row for row in presences_of(meeting)
        if row.seat.may_vote and row.attendance != "present"
    ]  # fmt: skip


def poll_by_id(key: int) -> Poll:
    """The poll of a secret ballot, which is never deleted."""
    return Poll.objects.select_related("meeting__council__unit").get(pk=key)


def written_on(key: int) -> dict[str, Counts]:
    """The written opinions that count with a poll, by case; none when it is held again."""
    poll = Poll.objects.get(pk=key)
    if poll.is_runoff:
        return {}
    items = poll.items.select_related("case").prefetch_related("case__votes")
    return {str(item.case_id): written_in(item.case) for item in items}


def console_url(key: int) -> str:
    """The console of the meeting at which a poll is held."""
    meeting = Poll.objects.values_list("meeting", flat=True).get(pk=key)
    return reverse("councils:meeting", args=[meeting])
