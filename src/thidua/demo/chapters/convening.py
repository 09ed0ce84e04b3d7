"""Before the next session: two councils of one afternoon, papers read, a conflict of interest."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from thidua.awards import actions as awards
from thidua.councils import actions as councils
from thidua.councils import queries as council_queries
from thidua.councils.states import CouncilKind, SeatPosition, TieKind
from thidua.demo.chapters.awarding import CONFIRMED, SHOWN_AFTER, rate
from thidua.demo.teller import SECRETARY, Teller, Thread

MERITS = (
    "Đưa bảng kiểm bàn giao ca trực về một trang; chín tuần liền không để sót y lệnh.",
    "Cùng tổ rút thời gian trả kết quả xét nghiệm ngoại trú, không để người bệnh chờ quá giờ hẹn.",
    "Chủ động rà soát thuốc cận hạn, điều chuyển giữa các khoa, không phải hủy lô nào trong quý.",
    "Hướng dẫn tám điều dưỡng mới nhận việc an toàn; tham gia đầy đủ trực tăng cường.",
)
GROUPS = ("T02", "T08", "T10", "T06")


def threads(t: Teller) -> Iterator[Thread]:
    yield set_up_initiative_council(t)
    yield call_both_councils(t)


def set_up_initiative_council(t: Teller) -> Thread:
    """Another council, of people who mostly sit in the first one too."""
    people = t.here.people
    day = yield date(2025, 1, 8)
    t.initiative_council = councils.create_council(
        actor=t.officer, unit=t.here.top, name="Hội đồng sáng kiến Bệnh viện",
        kind=CouncilKind.INITIATIVE, valid_from=day,
        decision=f"Quyết định số 14/QĐ-BVST ngày {day:%d/%m/%Y}",
        seats=[
            (people["giamdoc"], SeatPosition.CHAIR), (people["chutich"], SeatPosition.DEPUTY),
            *((t.here.members[code][0], SeatPosition.MEMBER) for code in ("T04", "T08", "T10")),
            (people["thuky"], SeatPosition.SECRETARY),
        ],
    )  # fmt: skip


def call_both_councils(t: Teller) -> Thread:
    """Four people proposed; both councils called for one afternoon, with what goes before it."""
    secretary = t.here.user(SECRETARY)
    day = yield date(2025, 11, 19)
    proposed = [t.here.members[code][3] for code in GROUPS]
    _propose(t, proposed, day)
    day = yield date(2025, 11, 20)
    sitting = councils.plan_sitting(
        actor=secretary, unit=t.here.top, held_on=t.day(date(2025, 11, 27)),
        place="Phòng họp số 1", purpose="Xét khen thưởng theo chuyên đề và sáng kiến",
        councils=[(t.council, "Xét khen thưởng theo chuyên đề"),
                  (t.initiative_council, "Xét công nhận sáng kiến")],
    )  # fmt: skip
    meeting = sitting.meetings.get(turn=1)
    cases = list(council_queries.waiting_cases(t.council))
    councils.schedule_cases(actor=secretary, meeting=meeting, cases=cases)
    away = next(
        seat for seat in council_queries.seats_on(t.council, meeting.held_on)
        if seat.person == t.here.members["T04"][0]
    )  # fmt: skip
    councils.name_substitute(
        actor=secretary, seat=away, person=t.here.members["T04"][1], meeting=meeting,
        basis=f"Giấy ủy quyền ngày {day:%d/%m/%Y}", valid_from=day,
    )  # fmt: skip
    councils.summon_members(actor=secretary, meeting=meeting)
    day = yield date(2025, 11, 21)
    reader = t.here.head("T08")
    agenda = council_queries.agenda_of(meeting)
    own = next(case for case in agenda if proposed[1] in case.concerned.all())
    councils.declare_kinship(actor=reader, relative=proposed[1], relation="em ruột", on=day)
    councils.declare_conflict(
        actor=reader, case=own, person=reader.person, kind=TieKind.KIN, reason="em ruột",
    )  # fmt: skip
    councils.note_privately(
        actor=t.director, case=agenda[0], text="Hỏi thêm: số liệu ba tháng trước khi áp dụng."
    )


def _propose(t: Teller, people: list[Any], day: date) -> None:
    """A round of four, from drafts to the council in a day."""
    officer = t.officer
    round_ = awards.create_round(
        actor=officer, unit=t.here.top, name="Khen thưởng theo chuyên đề tháng 11",
        year=day.year, awards=["GK"], submit_by=day, movement=t.movement,
    )  # fmt: skip
    rate(t, people, day)
    dossiers: list[int] = []
    for person, merit in zip(people, MERITS, strict=True):
        report = awards.create_dossiers(
            actor=officer, round=round_, award="GK", subjects=[person], achievement=merit,
            confirmed=CONFIRMED, on=day,
        )  # fmt: skip
        dossiers += [dossier.pk for dossier in report.created]
    awards.submit_dossiers(
        actor=officer, round=round_, dossiers=dossiers, on=day,
        reason="Đã đối chiếu quy chế của đơn vị; các điều kiện khác đã đủ.",
    )  # fmt: skip
    awards.send_to_council(
        actor=officer, round=round_, council=t.council, on=day, reason=SHOWN_AFTER
    )
