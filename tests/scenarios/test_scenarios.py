"""Every facts file is played by the command that people use; a changed number changes its row."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = [pytest.mark.timeout(900), pytest.mark.usefixtures("migrated")]

HERE = Path(__file__).parent
# The city and the sector have tests of their own.
FILES = sorted(
    each for each in HERE.glob("*.toml") if not each.name.startswith(("city-", "sector-"))
)


def play(path: Path) -> tuple[int, Any, str]:
    """Exit code, rows and errors of `thidua play FILE --json`."""
    done = subprocess.run(
        [str(Path(sys.executable).with_name("thidua")), "play", str(path), "--json"],
        capture_output=True, text=True, timeout=880, check=False,
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


def test_a_bad_fact_is_told_with_its_line(tmp_path: Path) -> None:
    text = (HERE / "first-path.toml").read_text(encoding="utf-8")
    bad = tmp_path / "first-path.toml"
    bad.write_text(text.replace('sex = "male"', 'sex = "nam"', 1), encoding="utf-8")
    line = text.splitlines().index('sex = "male"') + 1

    code, rows, errors = play(bad)

    assert (code, rows) == (1, None)
    assert f"{bad}:{line}: people.0.sex: Input should be 'female' or 'male'" in errors
