"""The sector union's ten years: every row holds, and a changed number changes its row."""

import pytest
from tests.scenarios.test_scenarios import HERE, play

pytestmark = [pytest.mark.timeout(900), pytest.mark.usefixtures("migrated")]


def test_the_rows_hold() -> None:
    code, rows, errors = play(HERE / "sector-decade.toml")

    assert rows is not None, errors
    assert {row["sentence"]: row["failed"] for row in rows if not row["holds"]} == {}
    assert (code, [row["number"] for row in rows]) == (0, [1, 2, 3, 4, 5, 6, 7])
