"""Every move of a dossier with the day on which it was made, and the way down that it rose by."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from thidua.awards import queries
from thidua.awards.models import Dossier, Passage, Round
from thidua.awards.states import DOSSIER, PASSAGE, ROUND, RoundState
from thidua.core import period
from thidua.core.permit import Refused


def move(dossier: Dossier, name: str) -> None:
    """The move, and since when it stands there; saving is the action's."""
    DOSSIER.move(dossier, name)
    dossier.moved_on = period.today()


def insist_on_reason(reason: str) -> str:
    if not reason.strip():
        raise Refused(_("Ghi lý do trả lại."))
    return reason.strip()[:500]


def give_back(rows: Sequence[Dossier], name: str, reason: str) -> list[Dossier]:
    """Back to who must mend it, by the move called `name`: to the round below, or where it lies.

    The round below takes in dossiers again. Saves the dossiers; they keep the reason.
    """
    came = queries.came_by(rows)
    below = _taken_back({passage.from_round_id for passage in came.values()})
    for dossier in rows:
        move(dossier, name)
        dossier.return_reason = insist_on_reason(reason)
        passage = came.get(dossier.pk)
        if passage is not None:
            answer(passage, "return", reason)
            dossier.round = below[passage.from_round_id]
    Dossier.objects.bulk_update(rows, ["state", "moved_on", "return_reason", "round"])
    Passage.objects.bulk_update(came.values(), ["state", "answered_on", "reason"])
    return list(rows)


def _taken_back(keys: set[int]) -> dict[int, Round]:
    """The rounds below, locked; refuses where somebody else holds one.

    Rising locks upwards, the round below and then the one above. Who comes down with the one above
    in hand must not wait for the one below: the two would wait for each other.
    """
    rounds = Round.objects.select_for_update(of=("self",), skip_locked=True)
    found = {row.pk: row for row in rounds.select_related("unit").filter(pk__in=keys)}
    if len(found) != len(keys):
        raise Refused(
            _("Đợt xét của đơn vị trình đang được người khác xử lý: thử lại sau giây lát.")
        )
    for row in found.values():
        if row.state != RoundState.OPEN:
            ROUND.move(row, "take_back")
            row.save(update_fields=["state"])
    return found


def answer(passage: Passage, name: str, reason: str = "", *, on: Any = None) -> None:
    """What became of a step upwards, and when; saving is the action's."""
    PASSAGE.move(passage, name)
    passage.answered_on = on or period.today()
    passage.reason = reason.strip()[:500]


def settle(rows: Sequence[Dossier], name: str, reason: str = "") -> None:
    """What a level has decided answers every step by which the dossiers came up to it."""
    passages = [each for steps in queries.steps_to(rows).values() for each in steps]
    for passage in passages:
        answer(passage, name, reason)
    Passage.objects.bulk_update(passages, ["state", "answered_on", "reason"])
