"""The list of halfway praise in public: agreed to, asked about, objected to under a kept name."""

from collections.abc import Iterator
from datetime import date

from thidua.demo.teller import Teller, Thread
from thidua.disclosures import actions as disclosures
from thidua.disclosures import queries as disclosure_queries
from thidua.disclosures.states import Reach, Stance

LISTED = (("T02", "Bình ga-rô theo thứ tự xử trí, giảm thời gian chờ ở tầng cấp cứu."),
          ("T04", "Bảng màu theo dõi dịch truyền, đổi ca không sót túi nào trong ba tháng."),
          ("T06", "Tổ chức trông trẻ buổi tối cho đoàn viên trực đêm."))  # fmt: skip


def threads(t: Teller) -> Iterator[Thread]:
    yield show_good_deeds(t)


def show_good_deeds(t: Teller) -> Thread:
    """Typed by hand and still running on the day of the story."""
    people = [t.here.members[code][4] for code, _summary in LISTED]
    day = yield date(2025, 11, 20)
    shown = disclosures.open_disclosure(
        actor=t.officer, unit=t.here.top, on=day, starts_on=day, reach=Reach.HOSPITAL,
        title="Biểu dương gương người tốt, việc tốt đợt thi đua cao điểm",
        lines=[
            disclosures.Line(
                name=person.full_name, proposed="Biểu dương, ghi sổ vàng", summary=summary,
                unit_name=t.unit(code).name, person=person,
            )
            for person, (code, summary) in zip(people, LISTED, strict=True)
        ],
    )  # fmt: skip
    rows = list(disclosure_queries.rows_of(shown))
    day = yield date(2025, 11, 21)
    disclosures.send_comment(
        actor=t.here.members["T01"][3].user, disclosure=shown, on=day, stance=Stance.AGREE,
        row=rows[0],
    )  # fmt: skip
    asked = disclosures.send_comment(
        actor=t.here.members["T04"][6].user, disclosure=shown, on=day, stance=Stance.QUESTION,
        row=rows[1], text="Bảng màu do cả tổ làm, đề nghị nêu rõ phần của từng người.",
    )  # fmt: skip
    disclosures.send_comment(
        actor=t.here.members["T06"][7].user, disclosure=shown, on=day, stance=Stance.OBJECTION,
        row=rows[2], text="Lớp trông trẻ chưa mở, đề nghị đợi có kết quả rồi biểu dương.",
        is_protected=True,
    )  # fmt: skip
    day = yield date(2025, 11, 24)
    disclosures.answer_comment(
        actor=t.officer, comment=asked, on=day,
        answer="Đã hỏi tổ: đồng chí nêu ý tưởng và vẽ mẫu, cả tổ cùng dùng thử. Tóm tắt thành tích "
        "sẽ ghi đúng như vậy khi biểu dương.",
    )  # fmt: skip
