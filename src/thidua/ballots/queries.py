"""Named questions about ballots; none of them opens an envelope."""

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from thidua.ballots import rules
from thidua.ballots.hosts import HOSTS
from thidua.ballots.models import Ballot, Envelope, Item, Mark, Receipt, Voter
from thidua.ballots.rules import Counts, Published, Tally
from thidua.ballots.states import OVER, BallotState
from thidua.core import audit
from thidua.legal.regulations import Share
from thidua.orgs.queries import person_of

CLOSING = "ballots.ballot.close"


def visible_to(actor: Any) -> QuerySet[Ballot]:
    """Ballots once opened with oneself on the roll; those that a host lets one follow."""
    person = person_of(actor)
    if person is None:
        return Ballot.objects.none()
    mine = Voter.objects.filter(person=person).exclude(ballot__state=BallotState.DRAFT)
    seen = Q(pk__in=mine.values("ballot"))
    for kind, host in HOSTS:
        seen |= Q(kind=kind, subject_id__in=host.seen_by(actor))
    return Ballot.objects.filter(seen)


def issuer_of(ballot: Ballot) -> Any:
    """The unit whose minutes they are, as the host says."""
    return HOSTS[ballot.kind].letterhead(ballot).unit


def is_on_a_roll(actor: Any) -> bool:
    """Whether `actor` may or could vote in some ballot."""
    person = person_of(actor)
    return person is not None and Voter.objects.filter(person=person).exists()


def ballot_for(actor: Any, pk: int) -> Ballot | None:
    """One ballot that the actor sees; whoever is on its roll is found without asking the host."""
    person = person_of(actor)
    places = Voter.objects.filter(ballot=pk, person=person).exclude(ballot__state=BallotState.DRAFT)
    place = places.select_related("ballot").first() if person else None
    return place.ballot if place else visible_to(actor).filter(pk=pk).first()


def listed(actor: Any) -> QuerySet[Ballot]:
    """What one sees, with the size of the roll, one's own place on it, and whether it was used."""
    mine = Voter.objects.filter(ballot=OuterRef("pk"), person=person_of(actor))
    sent = Envelope.objects.filter(ballot=OuterRef("pk"), voter__in=mine.values("pk"))
    return visible_to(actor).annotate(
        issued=Count("voters"), is_mine=Exists(mine),
        is_sent=Exists(mine.filter(voted=True)) | Exists(sent),
    )  # fmt: skip


def ballots_of(kind: str, subject_id: int) -> QuerySet[Ballot]:
    """The ballots that a host has held for one of its things, the newest first."""
    return Ballot.objects.filter(kind=kind, subject_id=subject_id).order_by("-pk")


def items_of(ballot: Ballot) -> list[Item]:
    return list(ballot.items.order_by("order"))


def voter_of(actor: Any, ballot: Ballot) -> Voter | None:
    """The actor's own place on the roll."""
    person = person_of(actor)
    return ballot.voters.filter(person=person).first() if person else None


def has_voted(voter: Voter) -> bool:
    return bool(voter.voted) or Envelope.objects.filter(voter=voter.pk).exists()


def fingerprint(receipt: str) -> bytes:
    return hashlib.sha256(receipt.encode()).digest()


def to_cast(actor: Any, *, on: date) -> QuerySet[Ballot]:
    """Open ballots in which the actor has a place on the roll and has not voted."""
    person = person_of(actor)
    if person is None:
        return Ballot.objects.none()
    cast = Envelope.objects.filter(ballot__state=BallotState.OPEN, voter__person=person)
    places = Voter.objects.filter(person=person).exclude(pk__in=cast.values("voter"))
    still = Q(due_on=None) | Q(due_on__gte=on)
    return Ballot.objects.filter(
        still, state=BallotState.OPEN, pk__in=places.values("ballot")
    ).order_by("due_on", "pk")


def places_of(actor: Any) -> list[Voter]:
    """One's own places on rolls that were opened, newest first; `cast` while it is open."""
    sealed = Envelope.objects.filter(ballot=OuterRef("ballot"), voter=OuterRef("pk"))
    return list(
        Voter.objects.filter(person=person_of(actor))
        .exclude(ballot__state=BallotState.DRAFT)
        .select_related("ballot")
        .annotate(cast=Subquery(sealed.values("voter")[:1]))
        .order_by("-ballot_id")
    )


@dataclass(frozen=True)
class Turnout:
    """How many of the roll have voted; nothing else is known before the count."""

    cast: int
    issued: int


def issued_in(ballot: Ballot) -> int:
    """How many places the roll has."""
    return ballot.voters.count()


def turnout_of(ballot: Ballot) -> Turnout:
    issued = issued_in(ballot)
    if ballot.state == BallotState.OPEN:
        return Turnout(Envelope.objects.filter(ballot=ballot).count(), issued)
    return Turnout(ballot.collected or 0, issued)


def waiting_for(ballot: Ballot) -> list[Any]:
    """People on the roll who have not voted yet, by name."""
    cast = Envelope.objects.filter(ballot=ballot).values("voter")
    left = ballot.voters.exclude(pk__in=cast).select_related("person")
    return [voter.person for voter in left.order_by("person__sort_key", "pk")]


def voted_in(ballot: Ballot) -> list[Any]:
    """Who voted, by name; known of a closed ballot."""
    voters = ballot.voters.filter(voted=True).select_related("person")
    return [voter.person for voter in voters.order_by("person__sort_key", "pk")]


def share_of(item: Item) -> Share | None:
    """The share of all members that the item must reach."""
    if item.threshold is None:
        return None
    return Share(item.threshold["part"], item.threshold["whole"], item.threshold["strict"])


def tally_of(item: Item, *, members: int) -> Tally:
    """The stored count of an item of a closed ballot."""
    secret = Counts(item.agree or 0, item.disagree or 0, item.blank or 0)
    written = Counts(item.written_agree, item.written_disagree, item.written_blank)
    return Tally(secret, written, members, item.passed)


def tallies_of(ballot: Ballot) -> dict[str, Tally]:
    """By key of the item; empty before the ballot is closed."""
    if ballot.state != BallotState.CLOSED:
        return {}
    return {item.key: tally_of(item, members=ballot.members) for item in items_of(ballot)}


def receipts_of(ballot: Ballot) -> list[str]:
    return list(
        Receipt.objects.filter(ballot=ballot).order_by("code").values_list("code", flat=True)
    )


def marks_of(ballot: Ballot) -> dict[str, Counts]:
    """The published marks of each item, counted again."""
    found: dict[str, dict[str, int]] = {item.key: {} for item in items_of(ballot)}
    rows = Mark.objects.filter(item__ballot=ballot).values_list("item__key", "choice")
    for key, choice, count in rows.annotate(count=Count("pk")).order_by("item__key", "choice"):
        found[key][choice] = count
    return {key: rules.counts_of(marks) for key, marks in found.items()}


def published(ballot: Ballot) -> Published:
    """Everything by which a closed ballot can be counted again."""
    return Published(
        receipts=receipts_of(ballot), marks=marks_of(ballot),
        voted=ballot.voters.filter(voted=True).count(), collected=ballot.collected or 0,
        valid=ballot.valid or 0, counted=tallies_of(ballot),
        shares={item.key: share_of(item) for item in items_of(ballot)},
    )  # fmt: skip


def digest_of(ballot: Ballot) -> str:
    """A hash over both lists and the written opinions, kept in the trail when the ballot closes."""
    lines = [f"receipt {code}" for code in receipts_of(ballot)]
    for key, tally in sorted(tallies_of(ballot).items()):
        lines += [
            f"{name} {key} {counts.agree} {counts.disagree} {counts.blank}"
            for name, counts in (("secret", tally.secret), ("written", tally.written))
        ]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def digest_in_trail(ballot: Ballot) -> str:
    """The hash noted when the ballot was closed; empty when no entry tells it."""
    entry = audit.entries_of(ballot).filter(action=CLOSING).last()
    return str(entry.facts.get("digest", "")) if entry else ""


def recount(ballot: Ballot) -> list[tuple[str, str]]:
    """Where the published lists, the roll, the stored counts and the trail disagree."""
    found = rules.disagreements(published(ballot))
    if digest_of(ballot) != digest_in_trail(ballot):
        found.append(("trail", ""))
    if Envelope.objects.filter(ballot=ballot).exists():
        found.append(("envelopes", ""))
    return found


def uncleared() -> QuerySet[Ballot]:
    """Ballots that are over while their key or envelopes' storage may still be there."""
    return Ballot.objects.filter(state__in=OVER, is_cleared=False).exclude(public_key="")


def ballot_by_id(key: int) -> Ballot | None:
    return Ballot.objects.filter(pk=key).first()


def holding_words(rows: QuerySet[Ballot], folded: str) -> QuerySet[Ballot]:
    """Ballots whose folded title holds every word."""
    for word in folded.split():
        rows = rows.filter(folded__contains=word)
    return rows.order_by("-pk")


def record_of(person: Any) -> list[dict[str, Any]]:
    """Places on rolls alone: what was marked is known of nobody."""
    opened = Voter.objects.filter(person=person).exclude(ballot__state=BallotState.DRAFT)
    places = opened.select_related("ballot").order_by("pk")
    return [
        {"ballot": place.ballot.title, "opened_on": place.ballot.opened_on, "voted": place.voted}
        for place in places
    ]
