"""What a seal covers, and whether record, file and trail still agree with it."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from thidua.core import audit
from thidua.pacts.models import Clause, Pact, Party
from thidua.pacts.queries.pacts import clauses_of, parties_of
from thidua.pacts.rules import digest


@dataclass(frozen=True)
class Seal:
    """Three places that must agree; whichever was changed by itself is found by the others."""

    record_holds: bool
    file_holds: bool
    trail_holds: bool

    @property
    def holds(self) -> bool:
        return self.record_holds and self.file_holds and self.trail_holds


def record_of(pact: Pact) -> dict[str, Any]:
    """Everything that was signed, as plain values: what the hash of the record is taken of."""
    return {
        "movement": pact.movement.title,
        "title": pact.title,
        "version": pact.version,
        "amends": pact.amends.record_sha256 if pact.amends else "",
        "amend_reason": pact.amend_reason,
        "place": pact.place,
        "held_on": _day(pact.held_on),
        "bases": pact.bases,
        "commitment": pact.commitment,
        "clauses": [_clause(clause) for clause in clauses_of(pact)],
        "parties": [_party(party) for party in parties_of(pact)],
        "sealed_at": _moment(pact.sealed_at),
    }


def _clause(clause: Clause) -> dict[str, Any]:
    """A clause; seals older than pledges have no word of them, so only what is there is told."""
    pledges = [[str(each.party), _number(each.target)] for each in clause.pledges.all()]
    is_apart = clause.is_for_named or pledges
    return {
        **({"is_for_named": clause.is_for_named, "pledges": pledges} if is_apart else {}),
        "text": clause.text,
        "measure": clause.measure,
        "operator": clause.operator,
        "target": _number(clause.target),
        "unit": clause.target_unit,
        "due_on": _day(clause.due_on),
    }


def _party(party: Party) -> dict[str, Any]:
    sheet = party.sheet if party.manner == "hand" else None
    return {
        "unit": party.unit_name,
        "role": party.role,
        "titles": list(party.titles),
        "signer": party.signer_name,
        "position": party.signer_position,
        "behalf": party.behalf_name,
        "manner": party.manner,
        "signed_at": _moment(party.signed_at),
        "absence": party.absence,
        "sheet": sheet.scan.sha256 if sheet is not None and sheet.scan is not None else "",
        "ticked_by": sheet.ticked_by_id if sheet is not None else None,
        "confirmed_by": sheet.confirmed_by_id if sheet is not None else None,
    }


def _number(value: Decimal | None) -> str:
    return f"{value.normalize():f}" if value is not None else ""


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _moment(at: datetime | None) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds") if at else ""


def check_seal(pact: Pact) -> Seal:
    """Recompute both hashes from what lies here now, and look them up in the trail."""
    paper = pact.paper
    assert paper is not None  # only sealed versions are asked, and those have their paper
    facts = _told_by_the_trail(pact)
    files = [(paper.sha256, paper.pdf), *_scans(pact)]
    return Seal(
        record_holds=digest(record_of(pact)) == pact.record_sha256,
        file_holds=all(stored is not None and _hash(stored) == kept for kept, stored in files),
        trail_holds=(facts.get("sealed_record"), facts.get("sealed_file"))
        == (pact.record_sha256, paper.sha256),
    )


def _told_by_the_trail(pact: Pact) -> dict[str, Any]:
    """What the sealing act wrote down; it was on the pact, or on the scan that came last."""
    for subject in (pact, *pact.sheets.order_by("-pk")):
        entry = audit.entries_of(subject).filter(facts__has_key="sealed_record").last()
        if entry is not None:
            return dict(entry.facts)
    return {}


def _scans(pact: Pact) -> list[tuple[str, Any]]:
    """The scans behind signatures by hand, each once, with the hash that each must have."""
    scans = {
        party.sheet.scan.pk: party.sheet.scan
        for party in parties_of(pact)
        if party.manner == "hand" and party.sheet is not None and party.sheet.scan is not None
    }
    return [(scan.sha256, scan) for scan in scans.values()]


def _hash(stored: Any) -> str:
    """The hash of a file's content as it lies there; empty when it is gone."""
    try:
        with stored.content.storage.open(stored.content.name, "rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()
    except FileNotFoundError:
        return ""
