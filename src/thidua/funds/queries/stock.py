"""The stock of artefacts: items, movements, and what a decision still needs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from thidua.awards.queries import paying
from thidua.funds import rules
from thidua.funds.models import Item, Movement
from thidua.funds.queries.ledger import READERS
from thidua.funds.states import Cause
from thidua.orgs.queries import units_in_reach


def items_visible_to(actor: Any) -> QuerySet[Item]:
    """Items of units where one is officer, director or inspector."""
    units = units_in_reach(actor, READERS)
    return Item.objects.filter(unit__in=units.values("pk")).select_related("unit")


def item_of(pk: int) -> Item | None:
    return Item.objects.select_related("unit").filter(pk=pk).first()


def movement_of(pk: int) -> Movement | None:
    return Movement.objects.select_related("item__unit", "honour").filter(pk=pk).first()


def movements_of(item: Item) -> QuerySet[Movement]:
    """What came and went, the newest first."""
    return item.movements.select_related(
        "decision__paper", "honour__person", "honour__unit"
    ).order_by("-pk")


@dataclass(frozen=True)
class Need:
    """An item that goes with a decision: how many it takes, has had, and lacks."""

    item: Item
    wanted: int
    given: int
    lacking: int


def items_for(unit: Any, award: str) -> QuerySet[Item]:
    """Items of the unit that go with an award."""
    return Item.objects.filter(unit=unit, awards__contains=[award]).order_by("pk")


def standing_honours(decision: Any) -> list[int]:
    """The honours of a decision that were not taken back, in the order of its list."""
    return paying.standing_keys(decision)


def given_with(decision: Any) -> dict[int, set[int]]:
    """Which honours of a decision have had their artefact, by item."""
    rows = Movement.objects.filter(decision=decision, cause=Cause.GIVEN, honour__isnull=False)
    found: dict[int, set[int]] = {}
    for item, honour in rows.values_list("item_id", "honour_id"):
        found.setdefault(item, set()).add(honour or 0)
    return found


def needs_of(decision: Any, *, wanted: Sequence[int] | None = None) -> list[Need]:
    """What a decision takes from the stock; before its issue, `wanted` stands for its list."""
    keys = standing_honours(decision) if wanted is None else wanted
    given = given_with(decision)
    return [
        Need(
            item, len(keys), len(given.get(item.pk, set()) & set(keys)),
            rules.missing(keys, given.get(item.pk, set()), item.balance),
        )
        for item in items_for(decision.round.unit, decision.award)
    ]  # fmt: skip


def to_return(actor: Any) -> list[Movement]:
    """Artefacts that came back from revoked honours and are not in the stock again."""
    units = units_in_reach(actor, READERS)
    rows = list(
        Movement.objects.filter(
            item__unit__in=units.values("pk"), cause=Cause.GIVEN,
            honour__revoked_on__isnull=False,
        ).select_related("item__unit", "honour__person", "honour__unit")
    )  # fmt: skip
    back = set(
        Movement.objects.filter(cause=Cause.RETURNED, honour__in=[r.honour_id for r in rows])
        .values_list("item_id", "honour_id")
    )  # fmt: skip
    came = paying.recoveries_of([row.honour_id for row in rows if row.honour_id])
    return [
        row
        for row in rows
        if (row.item_id, row.honour_id) not in back and has_come_back(came.get(row.honour_id or 0))
    ]


def has_come_back(recovery: Any) -> bool:
    """Whether the artefact itself is there again: recorded, and not written off."""
    return (
        recovery is not None and recovery.artefact_on is not None and not recovery.artefact_reason
    )
