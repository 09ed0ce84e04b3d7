"""The worked votes of decree 98/2023, article 30(7): real sessions of 7, 10, 13 and 15 members."""

import pytest

from thidua.councils import actions
from thidua.councils.models import Case
from thidua.councils.states import Attendance, Choice
from thidua.councils.tests import factories as f
from thidua.orgs.tests.factories import hospital

pytestmark = pytest.mark.django_db
WRITTEN = (Choice.AGREE, "đồng ý với danh sách")


@pytest.mark.parametrize(
    ("members", "needed_80", "needed_90"), [(7, 6, 7), (10, 8, 9), (13, 11, 12), (15, 12, 14)]
)
def test_the_share_is_met_by_just_enough_and_missed_by_one_silent(
    members: int, needed_80: int, needed_90: int
) -> None:
    h = hospital()
    council = f.council_of(h, size=members)
    meeting = f.meeting_of(h, council)
    wanted = {
        f.case_in(h, council, subject=number, topic=topic): (needed, is_silent)
        for number, (topic, needed, is_silent) in enumerate(
            [
                ("CSTDCS", needed_80, False), ("CSTDCS", needed_80, True),
                ("CSTDBT", needed_90, False), ("CSTDBT", needed_90, True),
            ],
            1,
        )
    }  # fmt: skip
    actions.schedule_cases(actor=h.officer, meeting=meeting, cases=list(wanted))
    f.opened(h, meeting, absent=2)
    here = [row.seat_id for row in meeting.presences.filter(attendance=Attendance.PRESENT)]
    away = [row.seat_id for row in meeting.presences.filter(attendance=Attendance.ABSENT)]
    for case, (needed, is_silent) in wanted.items():
        actions.record_votes(
            actor=h.officer, case=case,
            exceptions=dict.fromkeys(here[: members - needed], Choice.DISAGREE),
            opinions=dict.fromkeys(away[1:] if is_silent else away, WRITTEN),
        )  # fmt: skip
        result = actions.close_case(actor=h.officer, case=case).result
        assert result is not None
        assert (result["agree"], result["members"], result["needed"], result["passed"]) == (
            needed - is_silent, members, needed, not is_silent,
        )  # fmt: skip
    actions.close_meeting(actor=h.officer, meeting=meeting, conclusion="Thống nhất.")
    assert set(Case.objects.values_list("state", flat=True)) == {"closed"}
