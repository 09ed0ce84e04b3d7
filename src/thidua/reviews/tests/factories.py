"""A movement with initiatives, and its reviews in any state of their paper."""

from datetime import date
from decimal import Decimal
from typing import Any

from thidua.core import period
from thidua.initiatives.models import Initiative
from thidua.initiatives.states import Benefit, EntryState
from thidua.initiatives.tests.factories import DifficultyFactory, InitiativeFactory
from thidua.movements.models import Movement
from thidua.movements.tests.factories import STARTS, approved, launched
from thidua.orgs.states import Role
from thidua.orgs.tests.factories import Hospital, grant
from thidua.reviews import actions
from thidua.reviews.models import Review
from thidua.reviews.states import ReviewKind

AS_OF, DAY = date(2025, 10, 31), date(2025, 11, 3)
STEPS = ("for_signature", "signed", "numbered", "issued")


def movement_of(house: Hospital) -> Movement:
    """A launched movement with one approved list; one person heads the hospital and its union."""
    grant(house.director.person, house.union, Role.DIRECTOR)
    movement = launched(house)
    approved(house, movement)
    return movement


def initiative(house: Hospital, movement: Movement, **facts: Any) -> Initiative:
    """One sent on the last day that the review counts, verified unless told otherwise."""
    with period.standing_on(AS_OF):
        return InitiativeFactory(
            **{
                "movement": movement, "unit": house.group, "entered_by": house.member,
                "state": EntryState.VERIFIED, "benefit": Benefit.PROCESS, "figure_unit": "phút",
                "figure_name": "Thời gian chờ", "figure_before": Decimal(45),
                "figure_after": Decimal(30), **facts,
            }
        )  # fmt: skip


def difficulty(house: Hospital, movement: Movement, **facts: Any) -> Any:
    with period.standing_on(AS_OF):
        return DifficultyFactory(
            **{
                "movement": movement, "unit": house.group, "entered_by": house.member,
                "state": EntryState.VERIFIED, **facts,
            }
        )  # fmt: skip


def review(house: Hospital, movement: Movement | None = None, **facts: Any) -> Review:
    """A draft of the first two months."""
    given = {
        "kind": ReviewKind.INTERIM, "starts_on": STARTS, "as_of": AS_OF, "symbol": "BC-CĐCS",
        "on": DAY, **facts,
    }  # fmt: skip
    return actions.draft_review(
        actor=house.officer, movement=movement or movement_of(house), **given
    )


def fresh(found: Review) -> Review:
    return Review.objects.select_related("movement__unit", "paper").get(pk=found.pk)


def body(found: Review) -> list[dict[str, Any]]:
    blocks: list[dict[str, Any]] = fresh(found).report.blocks["body"]
    return blocks


def complete(house: Hospital, found: Review) -> Review:
    """The draft with every part that waits for its author written."""
    texts = {b["id"]: {"text": "Đã viết."} for b in body(found) if b["prompt"] and not b["text"]}
    actions.write_review(actor=house.officer, review=found, texts=texts, on=DAY)
    return fresh(found)


def brought_to(house: Hospital, found: Review, state: str) -> Review:
    """The review brought to a state of its paper by the actions of its life."""
    complete(house, found)
    for step in STEPS[: STEPS.index(state) + 1]:
        if step == "for_signature":
            actions.submit_review(actor=house.officer, review=found)
        elif step == "signed":
            actions.sign_review(actor=house.director, review=found, on=DAY)
        elif step == "numbered":
            actions.number_review(actor=house.officer, review=found, number=7, dated_on=DAY)
        else:
            actions.issue_review(actor=house.officer, review=found, on=DAY)
    return fresh(found)
