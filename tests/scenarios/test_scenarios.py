"""Every facts file is played by the command that people use; a changed number changes its row."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.timeout(600)

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*.toml"))


def play(path: Path) -> tuple[int, Any, str]:
    """Exit code, rows and errors of `thidua play FILE --json`."""
    done = subprocess.run(
        [str(Path(sys.executable).with_name("thidua")), "play", str(path), "--json"],
        capture_output=True, text=True, timeout=580, check=False,
    )  # fmt: skip
    rows = json.loads(done.stdout) if done.stdout.startswith("[") else None
    return done.returncode, rows, done.stderr


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_row_holds(path: Path) -> None:
    code, rows, errors = play(path)

    assert rows is not None, errors
    assert {row["sentence"]: row["failed"] for row in rows if not row["holds"]} == {}
    assert code == 0


def test_a_changed_number_changes_its_row(tmp_path: Path) -> None:
    text = (HERE / "first-path.toml").read_text(encoding="utf-8")
    changed = tmp_path / "first-path.toml"
    changed.write_text(
        text.replace('against = { NG02 = ["CB03", "NO01", "NG01", "CB02"] }', "against = {}")
        .replace("number = 215", "number = 7")
        .replace("days = 122", "days = 120"),
        encoding="utf-8",
    )

    code, rows, errors = play(changed)

    assert rows is not None, errors
    assert code == 1
    by_number = {row["number"]: row for row in rows}
    assert by_number[1]["failed"] == ["theme_against_calendar: seen False, wanted True"]
    assert by_number[5]["figures"]["NG02"] == "6/7 passed"
    assert by_number[5]["failed"] == ["recommended: seen 5, wanted 4"]
    assert by_number[6]["figures"]["letters"] == 5
    assert by_number[6]["figures"]["decision_number"] is True


def test_changed_figures_of_a_campaign_change_their_rows(tmp_path: Path) -> None:
    text = (HERE / "hospital-sprint.toml").read_text(encoding="utf-8")
    changed = tmp_path / "hospital-sprint.toml"
    changed.write_text(
        text.replace('figure_before = "42"', 'figure_before = "52,5"')
        .replace("days_left = 98", "days_left = 96")
        .replace("streak_after = 1", "streak_after = 2")
        .replace("TNGOAI = 2025-09-03", "TNGOAI = 2025-09-02")
        .replace("against = {}", 'against = { KB02 = ["KB01", "NG01", "NO01"] }'),
        encoding="utf-8",
    )

    code, rows, errors = play(changed)

    assert rows is not None, errors
    assert code == 1
    by_number = {row["number"]: row for row in rows}
    assert {number: row["failed"] for number, row in by_number.items() if row["failed"]} == {
        3: ["days_left: seen 98, wanted 96"],
        4: ["unbroken_weeks_after_leave: seen '1', wanted '2'"],
        5: ["exemplars: seen 3, wanted 4"],
        7: [
            "union_recommended: seen 1, wanted 2",
            "union_letters: seen 1, wanted 2",
            "union_registry: seen 3, wanted 4",
        ],
    }
    assert by_number[7]["figures"]["union_KB02"] == "2/5 not passed"
    assert by_number[2]["figures"]["unsigned_on_2025-09-02"] == []
    assert by_number[5]["figures"]["by_benefit"] == [
        ["Hợp lý hóa kỹ thuật, quy trình", "phút", "2", "110,5", "67"],
        ["Tiết kiệm chi phí", "kg", "2", "43", "27,5"],
    ]


def test_a_bad_fact_is_told_with_its_line(tmp_path: Path) -> None:
    text = (HERE / "first-path.toml").read_text(encoding="utf-8")
    bad = tmp_path / "first-path.toml"
    bad.write_text(text.replace('sex = "male"', 'sex = "nam"', 1), encoding="utf-8")
    line = text.splitlines().index('sex = "male"') + 1

    code, rows, errors = play(bad)

    assert (code, rows) == (1, None)
    assert f"{bad}:{line}: people.0.sex: Input should be 'female' or 'male'" in errors
