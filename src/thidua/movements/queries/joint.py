"""Questions about joint plans: what the text is, who has signed it, whether it is in force."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date

from thidua.core.permit import Reason
from thidua.movements.models import JointParty, Movement
from thidua.movements.queries.phases import phases_of

# What the parties put their names to; days of work inside the house may still move.
TEXT = (
    "title", "theme", "slogan", "year_theme", "kind", "level", "for_sex", "for_line", "for_work",
    "bases", "objectives", "subjects", "content", "criteria", "plan", "measures", "starts_on",
    "ends_on", "register_by", "late_until", "budget",
)  # fmt: skip


@dataclass(frozen=True)
class Signature:
    """Where one body stands with the joint plan."""

    party: JointParty
    # Whether what it signed is what the text reads now.
    is_current: bool

    @property
    def is_done(self) -> bool:
        return self.is_current and self.party.number is not None


def digest_of(movement: Movement) -> str:
    """SHA-256 of the common text with its phases and the bodies that stand above it."""
    text = {name: str(getattr(movement, name) or "") for name in TEXT}
    phases = [[each.title, str(each.starts_on), str(each.ends_on)] for each in phases_of(movement)]
    bodies = list(movement.parties.order_by("pk").values_list("unit", flat=True))
    whole = json.dumps([text, phases, bodies], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(whole.encode()).hexdigest()


def signatures_of(movement: Movement) -> list[Signature]:
    """Every body of a joint plan in the order in which they stand on it, the first first."""
    parties = list(movement.parties.select_related("unit__parent", "movement").order_by("pk"))
    if not parties:
        return []
    now = digest_of(movement)
    return [
        Signature(party, party.signed_at is not None and party.digest == now) for party in parties
    ]


def party_of(pk: int) -> JointParty | None:
    return JointParty.objects.select_related("movement__unit", "unit__parent").filter(pk=pk).first()


def unsigned_bodies(movement: Movement) -> list[Reason]:
    """The bodies whose signature or number a joint plan still waits for; empty once in force."""
    if not movement.is_joint:
        return []
    return [str(each.party.unit) for each in signatures_of(movement) if not each.is_done]


def in_force_from(movement: Movement) -> date | None:
    """The day from which a joint plan holds: the last of the days that its bodies wrote on it."""
    found = signatures_of(movement)
    if not found or not all(each.is_done for each in found):
        return None
    return max(each.party.dated_on for each in found if each.party.dated_on is not None)
