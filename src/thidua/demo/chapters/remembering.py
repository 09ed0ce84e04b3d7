"""Honours from before and from others: an old register read, decisions of higher bodies typed."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from thidua.awards import actions as awards
from thidua.awards.states import Level
from thidua.awards.states import Way as Kind
from thidua.demo.teller import Teller, Thread
from thidua.documents.sheets import write_list
from thidua.legacy import actions as legacy

BODY = "Giám đốc Bệnh viện"
HEAD = ("Họ và tên", "Mã nhân viên", "Danh hiệu", "Năm", "Số quyết định", "Ngày quyết định",
        "Cơ quan quyết định")  # fmt: skip
CLEAR = ("T02", "T03", "T04", "T06", "T08", "T10")
# Nobody can tell from the paper alone who is meant, or what was decided.
UNCLEAR = (
    ("Lê Thi Thu Hiên", "", "Lao động tiên tiến"),
    ("Vương Hữu Chính", "", "Lao động tiên tiến"),
    ("Trần Quang Nam", "", "LĐTT xs"),
)


def threads(t: Teller) -> Iterator[Thread]:
    yield rescue_register(t)
    yield enter_decisions_of_others(t)


def rescue_register(t: Teller) -> Thread:
    """Of two decisions the clear one is in the register; the other waits for answers."""
    day = yield date(2025, 10, 22)
    last, before = day.year - 1, day.year - 2
    rows = [
        (person.full_name, person.code, "Lao động tiên tiến", last, "512/QĐ-BVST",
         f"18/12/{last}", BODY)
        for code in CLEAR for person in t.here.members[code][1:4]
    ]  # fmt: skip
    rows += [(*told, before, "486/QĐ-BVST", f"20/12/{before}", BODY) for told in UNCLEAR]
    content = write_list(HEAD, rows, sheet="Danh hiệu thi đua")
    batch = legacy.upload_batch(
        actor=t.officer, unit=t.here.top,
        file=SimpleUploadedFile(f"so-khen-thuong-{before}-{last}.xlsx", content),
    )  # fmt: skip
    batch = legacy.map_batch(
        actor=t.officer, batch=batch,
        sheets=[
            {name: sheet[name] for name in ("is_used", "columns", "constants")}
            for sheet in batch.sheets
        ],
    )  # fmt: skip
    legacy.check_batch(actor=t.officer, batch=batch)
    legacy.take_batch(actor=t.officer, batch=batch, on=day)


def enter_decisions_of_others(t: Teller) -> Thread:
    """One with its names, one of which so far only the count is known."""
    day = yield date(2025, 10, 28)
    decided = t.day(date(2025, 7, 25))
    shared: dict[str, Any] = {
        "movement": None, "decided_on": decided, "year": decided.year, "way": Kind.THEMATIC,
        "collectives": 0, "unsplit": 0,
    }  # fmt: skip
    made = awards.enter_outside(
        actor=t.officer, unit=t.here.top, on=day,
        facts={
            **shared, "reference": "1187/QĐ-QK", "decided_by": "Tư lệnh Quân khu",
            "level": Level.PROVINCE, "line": "government", "award": "BK_QK", "individuals": 2,
            "occasion": "Thành tích khám bệnh, cấp thuốc cho nhân dân vùng lũ",
        },
    )  # fmt: skip
    awards.name_outside(
        actor=t.officer, outside=made,
        subjects=[t.here.members["T02"][1], t.here.members["T04"][1]],
    )  # fmt: skip
    awards.enter_outside(
        actor=t.officer, unit=t.here.top, on=day,
        facts={
            **shared, "reference": "64/QĐ-LĐLĐ", "decided_by": "Liên đoàn Lao động tỉnh",
            "level": Level.PROVINCE, "line": "union", "award": "BK_LDLD", "individuals": 3,
            "occasion": "Thành tích trong hoạt động công đoàn",
        },
    )  # fmt: skip
