"""The city that praises at several levels, in its own year and shifted to the dated law."""

import pytest
from tests.scenarios.test_scenarios import HERE, play

pytestmark = [pytest.mark.timeout(900), pytest.mark.usefixtures("migrated")]

# By level, body and way: collectives, individuals, and what the source does not split.
TOLD = [
    ("Tổng Liên đoàn Lao động Việt Nam – Đột xuất", "0 + 2 + 0"),
    ("Liên đoàn Lao động thành phố Vân Giang – Đột xuất", "0 + 0 + 14"),
    ("Công đoàn Y tế Việt Nam – Đột xuất", "7 + 0 + 0"),
    ("Ban Thường vụ Công đoàn ngành Y tế thành phố Vân Giang – Đột xuất", "124 + 42 + 0"),
    ("Công đoàn ngành Y tế thành phố Vân Giang – Theo chuyên đề", "0 + 96 + 0"),
]


@pytest.mark.parametrize("year", [2020, 2025])
def test_the_eight_rows_hold(year: int) -> None:
    code, rows, errors = play(HERE / f"city-awards-{year}.toml")

    assert rows is not None, errors
    assert {row["sentence"]: row["failed"] for row in rows if not row["holds"]} == {}
    assert (code, [row["number"] for row in rows]) == (0, list(range(1, 9)))
    table = rows[4]["figures"]
    seen = [(told, next(v for k, v in table.items() if k.endswith(told))) for told, _n in TOLD]
    assert seen == TOLD
