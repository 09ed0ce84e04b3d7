"""A conference of exemplars: places by department, nominations on their way up, guests."""

from collections.abc import Iterator
from datetime import date

from thidua.conferences import actions as conferences
from thidua.conferences import queries as conference_queries
from thidua.demo.teller import Teller, Thread

PLACES = {"K02": 2, "K04": 2, "K06": 1, "K09": 2, "K12": 1, "K14": 1}
GUESTS = (
    ("Đồng chí Trần Hữu Lĩnh", "Phó Chủ nhiệm Chính trị Quân khu"),
    ("Đồng chí Lê Thị Hạnh Nguyên", "Phó Chủ tịch Liên đoàn Lao động tỉnh"),
)
WHY = "Nhiều năm hoàn thành tốt nhiệm vụ; giải pháp của đồng chí đã được khoa khác áp dụng."
TOO_SHORT = "Nêu rõ việc làm và kết quả của năm nay, không chỉ liệt kê danh hiệu."
AGREED, RETURNED = 3, 1


def threads(t: Teller) -> Iterator[Thread]:
    yield prepare_conference(t)


def prepare_conference(t: Teller) -> Thread:
    """Nominated for every department by the officer; three agreed to, one sent back, some wait."""
    officer, unit = t.officer, t.here.top
    day = yield date(2025, 11, 19)
    conference = conferences.create_conference(
        actor=officer, unit=unit,
        facts={
            "name": f"Hội nghị điển hình tiên tiến giai đoạn {day.year - 4} - {day.year}",
            "first_year": day.year - 4, "last_year": day.year,
            "held_on": t.day(date(2025, 12, 31)), "place": "Hội trường lớn, nhà A", "awards": [],
            "least_of_people": 2, "least_of_units": 1,
        },
    )  # fmt: skip
    units = {code: t.unit(code) for code in PLACES}
    conferences.set_quotas(
        actor=officer, conference=conference,
        places={units[code].pk: places for code, places in PLACES.items()},
    )  # fmt: skip
    conferences.set_guests(actor=officer, conference=conference, guests=GUESTS)
    conference = conferences.open_nominations(actor=officer, conference=conference, on=day)
    day = yield date(2025, 11, 21)
    nominated = []
    for each in units.values():
        found = conference_queries.candidates_of(conference, each, on=day)
        nominated += [
            conferences.nominate(
                actor=officer, conference=conference, unit=each, subject=candidate.subject,
                reason=WHY, on=day,
            ) for candidate in found[:1]
        ]  # fmt: skip
    for nomination in nominated[:AGREED]:
        conferences.confirm(actor=officer, nomination=nomination)
    for nomination in nominated[AGREED : AGREED + RETURNED]:
        conferences.return_nomination(actor=officer, nomination=nomination, reason=TOO_SHORT)
