"""Suggestions for tests: of the first group's member, held by the union unless told otherwise."""

from datetime import date
from typing import Any

from thidua.orgs.tests.factories import Hospital
from thidua.suggestions.models import Suggestion
from thidua.suggestions.rules import due_after
from thidua.suggestions.states import SETTLED

# A Monday.
TODAY = date(2026, 3, 16)


def suggestion(house: Hospital, **facts: Any) -> Suggestion:
    came = facts.get("received_on", TODAY)
    given: dict[str, Any] = {
        "kind": "obstacle", "text": "Thiếu xe lăn giờ cao điểm.\nMỗi sáng chờ 20 phút.",
        "unit": house.union, "author": house.member, "received_on": came,
        "due_on": due_after(came), **facts,
    }  # fmt: skip
    if given.get("state") in SETTLED:
        given = {"answer": "Mua thêm ba xe.", "answered_on": TODAY, **given}
    return Suggestion.objects.create(**given)
