"""`thidua assess`: answered in the process, without a database."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import pytest

from thidua.config import cli
from thidua.legal.tests.samples import WORKER

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def vietnamese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "vi_VN.UTF-8")


def kept(folder: Path, **question: Any) -> str:
    path = folder / "cau-hoi.json"
    path.write_text(json.dumps({"award": "CSTDBT", "evidence": WORKER, **question}), "utf-8")
    return str(path)


def test_the_verdict_is_told_with_articles_and_the_earliest_year(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["assess", kept(tmp_path), "--on", "2025-12-20"]) == 0
    told = capsys.readouterr().out
    assert told.startswith("Chiến sĩ thi đua bộ, ban, ngành, tỉnh — Chưa đủ điều kiện\n")
    assert (
        "  Chưa đủ điều kiện: Cần danh hiệu Chiến sĩ thi đua cơ sở liên tục các năm 2023, 2024, "
        "2025; còn thiếu năm 2023, 2024, 2025. [Điều 22 Luật 06/2022/QH15]\n"
    ) in told
    assert "\nSớm nhất năm 2027\n  - Đăng ký thi đua năm 2027.\n" in told


def test_two_readings_stand_side_by_side(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    evidence = {**WORKER, "subject": "collective"}
    assert cli.main(["assess", kept(tmp_path, evidence=evidence, on="2026-12-20")]) == 0
    told = capsys.readouterr().out
    assert "\nLuật năm 2022: " in told
    assert told.endswith("\nChưa thấy năm nào có thể đề nghị.\n")


def test_programs_get_json_also_from_the_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = {"award": "LDTT", "evidence": WORKER, "on": "2025-12-20", "lang": "en"}
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(asked)))
    assert cli.main(["assess", "-", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["verdict"], told["verdict_name"]) == ("pass", "Eligible")


def test_what_cannot_be_read_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["assess", kept(tmp_path, evidence={**WORKER, "year": "2025"}), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["error"] == {
        "field": "evidence.year",
        "problem": "phải là int, không phải str",
        "mend": "Ghi một số nguyên từ 1945 đến 2200, không đặt trong dấu nháy.",
    }
    assert cli.main(["assess", str(tmp_path / "khong-co.json")]) == 1
    assert capsys.readouterr().err.startswith("thidua: Không đọc được ")
    (tmp_path / "hong.json").write_text("{", "utf-8")
    assert cli.main(["assess", str(tmp_path / "hong.json")]) == 1
    assert capsys.readouterr().err.endswith("hong.json không phải JSON.\n")
    (tmp_path / "sau.json").write_text("[" * 200_000, "utf-8")
    assert cli.main(["assess", str(tmp_path / "sau.json")]) == 1
    assert capsys.readouterr().err.endswith("sau.json không phải JSON.\n")
