"""What a dossier is made of, as dated data: by award, managing body, way of commending and day."""

import tomllib
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from thidua.legal.codec import decode
from thidua.legal.sources import Basis
from thidua.legal.terms import ManagingBody, Stage, Status


@dataclass(frozen=True, kw_only=True)
class Item:
    """One part of a dossier; no `bodies` or `ways` means any, `ended` is the first day without it.

    `record` names what the product may hold itself, `not_if` records that make it unnecessary.
    """

    id: str
    name: str
    awards: tuple[str, ...]
    bodies: tuple[ManagingBody, ...] = ()
    ways: tuple[str, ...] = ()
    record: str = ""
    not_if: tuple[str, ...] = ()
    stage: Stage
    in_force: date
    ended: date | None = None
    basis: Basis
    status: Status

    @property
    def is_verified(self) -> bool:
        return self.status is Status.VERIFIED

    def counts(self, award: str, body: ManagingBody | None, way: str, on: date) -> bool:
        """Whether it is asked for; of an unknown managing body only what is asked of any."""
        return (
            award in self.awards
            and (not self.bodies or body in self.bodies)
            and (not self.ways or way in self.ways)
            and self.in_force <= on
            and (self.ended is None or on < self.ended)
        )


@dataclass(frozen=True)
class _Items:
    items: tuple[Item, ...] = field(metadata={"key": "item"})


@cache
def items() -> tuple[Item, ...]:
    """Every item shipped with the product."""
    text = (Path(__file__).parent / "checklists.toml").read_text("utf-8")
    return decode(_Items, tomllib.loads(text)).items


def checklist_for(award: str, body: ManagingBody | None, way: str, on: date) -> tuple[Item, ...]:
    """The parts of a dossier in the law's order; of two with one id the stricter source counts."""
    found: dict[str, Item] = {}
    for item in items():
        if item.counts(award, body, way, on) and (
            item.id not in found or (item.is_verified and not found[item.id].is_verified)
        ):
            found[item.id] = item
    return tuple(sorted(found.values(), key=lambda item: item.stage.rank))
