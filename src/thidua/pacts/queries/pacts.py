"""Who sees which pact, who may sign for whom, and who has not signed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from thidua.core import period
from thidua.core.models import SecurityEvent
from thidua.movements import queries as movements
from thidua.orgs import queries as orgs
from thidua.orgs.states import Role
from thidua.pacts.models import Clause, Pact, Party, Sheet
from thidua.pacts.states import PactState, PartyRole

KEEPING = (Role.OFFICER,)
WATCHING = (Role.OFFICER, Role.DIRECTOR, Role.INSPECTOR)
HEADS = (Role.HEAD, Role.DIRECTOR)
"""Who signs for a unit where nobody is named: those who head that very unit."""
OWN_MEASURE = "pacts.targets_met"
"""Our own measure, on which no clause can be bound: it would count itself."""


def visible_to(actor: Any, *, on: date | None = None) -> QuerySet[Pact]:
    """Drafts to those who watch over the movement's unit.

    Once open for signing, to whoever sees the movement and to all who sign in it.
    """
    person = orgs.person_of(actor)
    if person is None or not actor.is_active:
        return Pact.objects.none()
    watched = orgs.units_in_reach(actor, WATCHING, on=on).values("pk")
    seen = movements.visible_to(actor).values("pk")
    places = Party.objects.filter(_places_of(actor, person, on), pact=OuterRef("pk"))
    told = Q(movement__in=seen) | Exists(places)
    return Pact.objects.filter(Q(movement__unit__in=watched) | (~Q(state=PactState.DRAFT) & told))


def _places_of(actor: Any, person: Any, on: date | None) -> Q:
    """A condition on places: those in which the actor can sign, see `signing_as`."""
    standings = orgs.standings(actor, on=on)
    headed = [s.unit.pk for s in standings if s.role in HEADS]
    condition = Q(signer=person) | Q(signer=None, unit__in=headed)
    for standing in standings:
        if standing.principal is not None:
            condition |= Q(signer=standing.principal.pk, unit=standing.unit.pk)
    return condition


def listed(actor: Any) -> QuerySet[Pact]:
    """The newest version of each that the actor sees, with how many have signed."""
    rows = visible_to(actor).exclude(state=PactState.SUPERSEDED)
    return tally(rows).select_related("movement__unit").order_by("-created_at", "-pk")


def tally(pacts: QuerySet[Pact]) -> QuerySet[Pact]:
    """Pacts with the number of their parties, witnesses included, and of those that signed."""
    return pacts.annotate(
        places=Count("parties"), signed=Count("parties", filter=Q(parties__signed_at__isnull=False))
    )


def holding_words(pacts: QuerySet[Pact], folded: str) -> QuerySet[Pact]:
    """Pacts whose name holds every word of a folded text, newest first."""
    for word in folded.split():
        pacts = pacts.filter(folded__contains=word)
    return pacts.order_by("-created_at", "-pk")


def pact_by_key(key: int | str) -> Pact | None:
    found = Pact.objects.select_related("movement__unit__parent", "paper__pdf", "amends")
    return found.filter(pk=key).first()


def pact_of_paper(paper: Any) -> Pact | None:
    """The version that a sealed paper was made of."""
    return pact_by_key(paper.subject_id)


def versions_of(pact: Pact, actor: Any) -> list[Pact]:
    """The versions of a pact that the actor sees, the newest first."""
    found = visible_to(actor).filter(Q(pk=pact.first_key) | Q(original=pact.first_key))
    return list(found.select_related("movement__unit", "paper").order_by("-version"))


def parties_of(pact: Pact) -> list[Party]:
    """Parties, then witnesses, in their order, with what their lines name."""
    found = pact.parties.select_related(
        "unit", "signer", "signed_by", "sheet__scan", "sheet__ticked_by", "sheet__confirmed_by"
    )
    return list(found.order_by("role", "order", "pk"))


def clauses_of(pact: Pact) -> list[Clause]:
    """Clauses in their order, with the parties that they name."""
    found = pact.clauses.prefetch_related("pledges__party__unit")
    return list(found.order_by("order", "pk"))


def clause_by_key(pact: Pact, key: int) -> Clause | None:
    return next((clause for clause in clauses_of(pact) if clause.pk == key), None)


def unsigned(pact: Pact) -> list[Party]:
    """Parties and witnesses whose signature is wanting."""
    return [party for party in parties_of(pact) if party.signed_at is None]


def party_by_key(key: int | str) -> Party | None:
    return Party.objects.select_related("pact__movement__unit", "unit").filter(pk=key).first()


def sheet_by_key(key: int | str) -> Sheet | None:
    found = Sheet.objects.select_related("pact__movement__unit", "scan", "ticked_by")
    return found.filter(pk=key).first()


@dataclass(frozen=True)
class Capacity:
    """In whose place somebody signs: for `principal`, or in their own right."""

    principal: Any | None = None


def signing_as(actor: Any, party: Party, *, on: date | None = None) -> Capacity | None:
    """How `actor` may sign for a party: as the named person, its head, or their named deputy."""
    person = orgs.person_of(actor)
    if person is None or not actor.is_active:
        return None
    standings = [s for s in orgs.standings(actor, on=on) if s.unit.pk == party.unit_id]
    if party.signer_id is not None:
        if person.pk == party.signer_id:
            return Capacity()
        deputised = (s.principal for s in standings if s.principal is not None)
        return next((Capacity(who) for who in deputised if who.pk == party.signer_id), None)
    return next((Capacity(s.principal) for s in standings if s.role in HEADS), None)


def to_sign(actor: Any, *, on: date) -> QuerySet[Party]:
    """Places of open pacts in which `actor` can sign today, the most urgent first."""
    person = orgs.person_of(actor)
    if person is None or not actor.is_active:
        return Party.objects.none()
    mine = Party.objects.filter(_places_of(actor, person, on))
    return (
        mine.filter(pact__state=PactState.OPEN, signed_at=None)
        .select_related("pact__movement", "unit")
        .order_by(F("pact__sign_by").asc(nulls_last=True), "pact", "order", "pk")
    )


def parties_to_follow(actor: Any) -> QuerySet[Party]:
    """Places in open pacts of units where the actor keeps pacts, the unsigned ones first."""
    kept = orgs.units_in_reach(actor, KEEPING).values("pk")
    return (
        Party.objects.filter(pact__state=PactState.OPEN, pact__movement__unit__in=kept)
        .select_related("pact__movement", "unit", "signer", "sheet")
        .order_by(F("signed_at").desc(nulls_first=True), "pact", "role", "order", "pk")
    )


def keeps_somewhere(actor: Any) -> bool:
    return orgs.holds_anywhere(actor, *KEEPING)


def to_seal(actor: Any, *, on: date) -> list[Any]:
    """Open pacts of the actor's whose last day of signing has come, or in which nobody is wanting.

    The seal is set with the last signature; it waits only where the file could not be made.
    """
    kept = orgs.units_in_reach(actor, KEEPING, on=on).values("pk")
    found = tally(Pact.objects.filter(state=PactState.OPEN, movement__unit__in=kept))
    return list(found.filter(Q(places=F("signed")) | Q(sign_by__lt=on)).order_by("sign_by", "pk"))


def pending_sheets(pact: Pact) -> list[Sheet]:
    """Scans that wait for the second person."""
    found = pact.sheets.filter(confirmed_at=None).select_related("scan", "ticked_by")
    return list(found.order_by("pk"))


def sheets_to_confirm(actor: Any, *, on: date) -> list[Sheet]:
    """Scans that others have ticked and that the actor may confirm."""
    watched = orgs.units_in_reach(actor, WATCHING, on=on).values("pk")
    found = Sheet.objects.filter(
        confirmed_at=None, pact__state=PactState.OPEN, pact__movement__unit__in=watched
    ).exclude(ticked_by=actor.pk)
    return list(found.select_related("pact").order_by("pk"))


def recipients_of(party: Party, *, on: date) -> list[int]:
    """Accounts of those who can sign for a party: the named person, else the heads."""
    if party.signer is not None:
        user = party.signer.user
        return [user.pk] if user is not None and user.is_active else []
    return orgs.accounts_with_role([party.unit], HEADS, on=on)


def expected_names(parties: Iterable[Party], *, on: date) -> Mapping[int, str]:
    """Who is expected to sign for each party, by its number; a unit without a head has nobody."""
    parties = list(parties)
    units = {party.unit_id for party in parties if party.signer_id is None}
    heads: dict[int, str] = {}
    for role in reversed(HEADS):
        for grant in orgs.grants_of(role, on=on).filter(unit__in=units):
            heads[grant.unit_id] = grant.person.full_name
    return {
        party.pk: party.signer.full_name if party.signer else heads.get(party.unit_id, "")
        for party in parties
    }


def own_signatures(actor: Any) -> QuerySet[Party]:
    """Where the actor has signed, the newest first."""
    found = Party.objects.filter(signed_by=orgs.person_of(actor), signed_at__isnull=False)
    return found.select_related("pact__movement", "unit").order_by("-signed_at", "-pk")


def wrong_secrets(actor: Any, action_name: str, *, minutes: int) -> int:
    """How often the actor was refused an action of late: what bounds guessing of a secret."""
    since = period.now() - timedelta(minutes=minutes)
    found = SecurityEvent.objects.filter(
        kind=SecurityEvent.Kind.REFUSED, actor_id=actor.pk, at__gte=since,
        detail__startswith=f"{action_name}: ",
    )  # fmt: skip
    return found.count()


def kept_on(person: Any) -> dict[str, Any]:
    """What pacts keep on one person: where they are named, what they signed."""
    named = person.pacts_to_sign.filter(signed_at=None).order_by("pk")
    signed = person.pacts_signed.filter(signed_at__isnull=False).order_by("pk")
    return {
        "to_sign": list(named.values("pact__title", "unit__name")),
        "signed": list(
            signed.values(
                "pact__title", "pact__version", "unit_name", "signed_at", "manner", "behalf_name"
            )
        ),
    }


def is_witness(actor: Any, pact: Pact) -> bool:
    """Whether the actor signs as a witness of a pact."""
    witnesses = pact.parties.filter(role=PartyRole.WITNESS).select_related("unit")
    return any(signing_as(actor, party) is not None for party in witnesses)
