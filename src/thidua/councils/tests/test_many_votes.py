"""Many cases in one act: as many queries at three cases as at twelve, and every rule kept."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from thidua.core.models import AuditEntry
from thidua.councils import actions
from thidua.councils.models import Case, Meeting
from thidua.councils.states import Choice, Way
from thidua.councils.tests import factories as f
from thidua.orgs.tests.factories import Hospital, hospital

pytestmark = pytest.mark.django_db
TOPIC = "GK"


def agenda(h: Hospital, council: Any, size: int) -> tuple[Meeting, list[Case], int]:
    """An open session with so many cases, and how many queries it took to put them on."""
    first = Case.objects.count() + 1
    cases = [
        f.case_in(h, council, subject=number, topic=TOPIC) for number in range(first, first + size)
    ]
    meeting = f.meeting_of(h, council, held_on=date(2025, 3, 10))
    with CaptureQueriesContext(connection) as asked:
        actions.schedule_cases(actor=h.officer, meeting=meeting, cases=cases)
    return f.opened(h, meeting), list(meeting.cases.all()), len(asked)


def test_hands_and_a_ballot_on_twelve_cases_ask_no_more_than_on_three() -> None:
    h = hospital()
    council = f.council_of(h, **f.REGULATION)
    chair = f.chair_of(council)
    asked: dict[int, list[int]] = {}
    agenda(h, council, 1)
    for size in (3, 12):
        meeting, cases, scheduled = agenda(h, council, size)
        with CaptureQueriesContext(connection) as voting:
            actions.vote_together(
                actor=h.officer, meeting=meeting, cases=cases, exceptions={chair.pk: Choice.BLANK}
            )
        voted = meeting.cases.order_by("pk")
        assert [
            (case.state, (case.result or {})["agree"], case.votes.count()) for case in voted
        ] == [("closed", 4, 5)] * size
        entry = AuditEntry.objects.order_by("pk").last()
        assert entry is not None
        assert (entry.action, entry.table) == (
            "councils.meeting.vote_together", [[case.pk, case.title, True] for case in voted],
        )  # fmt: skip
        assert entry.facts["thresholds"] == [voted[0].threshold]
        meeting, cases, _scheduled = agenda(h, council, size)
        with CaptureQueriesContext(connection) as polling:
            poll = actions.open_poll(actor=h.officer, meeting=meeting, cases=cases, way=Way.SECRET)
        assert poll.items.count() == size
        asked[size] = [scheduled, len(voting), len(polling)]
    assert asked[3] == asked[12]
