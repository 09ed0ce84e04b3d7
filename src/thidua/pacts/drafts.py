"""A draft as several people write it: what is typed of it, each field as one text to compare."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from thidua.core.permit import Reason
from thidua.pacts import queries
from thidua.pacts.models import Pact
from thidua.pacts.states import Operator, PartyRole

PARTIES, CLAUSES = "cac-ben", "noi-dung"
NAMES: dict[str, Reason] = {
    "title": _("Tên giao ước"),
    "place": _("Nơi ký"),
    "held_on": _("Ngày ký kết"),
    "sign_by": _("Ký đến hết ngày"),
    "bases": _("Căn cứ"),
    "commitment": _("Lời cam kết chung"),
    PARTIES: _("Các bên và người chứng kiến"),
    CLAUSES: _("Nội dung, chỉ tiêu"),
}
FACTS = frozenset(NAMES) - {PARTIES, CLAUSES}


@dataclass(frozen=True)
class PartyFacts:
    """A unit that will sign or witness; without a person its head signs."""

    unit: Any
    role: str = PartyRole.PARTY
    signer: Any | None = None
    titles: Sequence[str] = ()


@dataclass(frozen=True)
class ClauseFacts:
    """Words, and where they can be measured a target on a measure.

    `key` is the number of the clause that it was: parties named under it stay bound.
    """

    text: str
    measure: str = ""
    operator: str = ""
    target: Decimal | None = None
    due_on: date | None = None
    key: int | None = None


def given(
    facts: Mapping[str, Any], parties: Sequence[PartyFacts], clauses: Sequence[ClauseFacts]
) -> dict[str, str]:
    """Every field as one text: the same for what is typed and for what is kept of it."""
    found = {name: str(value or "") for name, value in facts.items()}
    found[PARTIES] = "\n".join(_party(each) for each in sorted(parties, key=_by_role))
    found[CLAUSES] = "\n".join(_clause(each) for each in clauses)
    return found


def fields_of(pact: Pact) -> dict[str, str]:
    """Everything that is kept of a draft, by the names of `given`."""
    parties = [
        PartyFacts(each.unit, each.role, each.signer, each.titles)
        for each in queries.parties_of(pact)
    ]
    clauses = [
        ClauseFacts(each.text, each.measure, each.operator, each.target, each.due_on)
        for each in queries.clauses_of(pact)
    ]
    return given({name: getattr(pact, name) for name in FACTS}, parties, clauses)


def _by_role(party: PartyFacts) -> str:
    return str(party.role)  # as they are kept: in the order typed, signers and witnesses apart


def _party(party: PartyFacts) -> str:
    titles = sorted(party.titles) if party.role == PartyRole.PARTY else []
    return f"{party.unit.pk}; {party.role}; {party.signer and party.signer.pk}; {titles}"


def _clause(clause: ClauseFacts) -> str:
    target = "" if clause.operator == Operator.NONE_AT_ALL else clause.target
    if isinstance(target, Decimal):
        target = f"{target.normalize():f}"
    text = " ".join(clause.text.split())
    return f"{text}; {clause.measure}; {clause.operator}; {target or ''}; {clause.due_on or ''}"
