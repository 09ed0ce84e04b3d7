"""Pacts: one signed by twelve groups under their accounts and sealed, one short of two."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from thidua.demo import pictures, story
from thidua.demo.teller import Teller, Thread
from thidua.pacts import actions as pacts
from thidua.pacts.actions import ClauseFacts, PartyFacts
from thidua.pacts.states import PartyRole

TOLD = story.chapter("pledging")
# Who has not signed the second pact yet.
UNSIGNED = {"T09", "T11"}


def threads(t: Teller) -> Iterator[Thread]:
    yield pledge(t)
    yield pledge_again(t)


def pledge(t: Teller) -> Thread:
    """Signed at the launch by everybody."""
    yield date(2025, 8, 29)
    pact = _draft(t, "pact", witnesses=[PartyFacts(
        t.here.union, PartyRole.WITNESS, signer=t.person("chutich")
    )])  # fmt: skip
    day = yield story.STARTS
    pact = pacts.open_pact(actor=t.officer, pact=pact, on=day)
    for party in pact.parties.select_related("unit", "signer").order_by("order"):
        signer = party.signer.user if party.signer else t.here.head(party.unit.code)
        pact = pacts.sign_pact(actor=signer, pact=pact, party=party, secret=t.secret, on=day)


def pledge_again(t: Teller) -> Thread:
    """Signed by hand at halftime; two groups are still followed up."""
    day = yield date(2025, 11, 17)
    second = _draft(t, "second")
    second = pacts.open_pact(actor=t.officer, pact=second, on=day)
    _sign_by_hand(t, second, day)
    day = yield date(2025, 11, 20)
    waiting = list(second.parties.filter(signed_at=None))
    pacts.remind_signers(actor=t.officer, parties=waiting, on=day)


def _draft(t: Teller, name: str, witnesses: list[PartyFacts] | None = None) -> Any:
    facts = t.dated(TOLD[name])
    clauses = [_clause(t.dated(each)) for each in facts.pop("clauses")]
    parties = [PartyFacts(unit, titles=["TTLDTT"]) for unit in t.here.groups.values()]
    return pacts.create_pact(
        actor=t.officer, movement=t.movement, facts=facts, clauses=clauses,
        parties=[*parties, *(witnesses or [])],
    )  # fmt: skip


def _clause(facts: dict[str, Any]) -> ClauseFacts:
    target = facts.pop("target", None)
    return ClauseFacts(**facts, target=None if target is None else Decimal(target))


def _sign_by_hand(t: Teller, pact: Any, day: date) -> None:
    """Ten heads signed on paper; the officer ticked them, the director saw the same."""
    signed = {
        party.pk: t.here.members[party.unit.code][0].full_name
        for party in pact.parties.select_related("unit")
        if party.unit.code not in UNSIGNED
    }
    sheet = pacts.record_sheet(
        actor=t.officer, pact=pact, scan=pictures.signed_sheet(len(signed)), signed=signed, on=day
    )
    pacts.confirm_sheet(actor=t.director, sheet=sheet, agreed=signed, on=day)
