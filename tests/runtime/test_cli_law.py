"""`thidua law` and `thidua prize`: answered in the process, without a database."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from thidua.config import cli
from thidua.legal.packs import packs
from thidua.legal.tests.samples import OVERLAY, WORKER

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def vietnamese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "vi_VN.UTF-8")


def said(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    assert cli.main(list(words)) == code
    return capsys.readouterr().out


def answered(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> Any:
    return json.loads(said(capsys, *words, "--json", code=code))


def test_awards_are_listed_by_line(capsys: pytest.CaptureFixture[str]) -> None:
    rows = answered(capsys, "law", "list", "--on", "2025-12-20")["awards"]
    assert [row["code"] for row in rows] == list(packs())
    told = said(capsys, "law", "list", "--on", "2025-12-20")
    heads = [line for line in told.splitlines() if line and not line.startswith(" ")]
    assert heads == ["Nhà nước", "Công đoàn", "Y tế", "Quân đội", "Đoàn Thanh niên"]
    assert "  BK_TTG         Bằng khen của Thủ tướng Chính phủ — chưa có tiêu chuẩn\n" in told
    assert "  CSTDCS         Chiến sĩ thi đua cơ sở — 9 tiêu chuẩn đã kiểm chứng, 5 chưa\n" in told


def test_an_award_is_shown_on_a_day(capsys: pytest.CaptureFixture[str]) -> None:
    assert answered(capsys, "law", "show", "GK", "--on", "2025-12-20")["code"] == "GK"
    told = said(capsys, "law", "show", "GK", "--on", "2025-12-20").splitlines()
    assert told[:4] == [
        "GK — Giấy khen",
        "hình thức khen thưởng, Nhà nước; cá nhân, tập thể, hộ gia đình",
        "cả: tập thể lâm thời, truy tặng, người hoặc tổ chức ngoài đơn vị",
        "khung; cần thêm quy định của: tỉnh, thành phố",
    ]
    assert (
        "  Trình hồ sơ: [một trong: merit] Thành tích được bình xét (loại: thành tích đột xuất) — "
        "Điều 75 Luật 06/2022/QH15 (đã kiểm chứng)" in told
    )
    assert "  bộ, ngành: khoản 1 Điều 80 Luật 06/2022/QH15" in told
    flag = said(capsys, "law", "show", "CSTDTQ", "--on", "2025-12-20")
    assert "  DL-CSTDTQ: 2026-12-31 — Nghị định 152/2025/NĐ-CP (đã kiểm chứng)\n" in flag
    early = said(capsys, "law", "show", "CSTDCS", "--on", "2016-01-01")
    assert "không có quy định nào trong bộ quy tắc có hiệu lực ngày 2016-01-01" in early
    old = said(capsys, "law", "show", "CSTDCS", "--on", "2023-01-01")
    assert "  Tối đa 15% của 100 (số người đạt danh hiệu tiên tiến), làm tròn xuống: 15. — " in old


def test_an_award_without_a_pack_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    refused = answered(capsys, "law", "show", "XX", code=1)
    assert refused == {"error": "Chưa có bộ quy tắc cho «XX»."}
    assert cli.main(["law", "show", "XX"]) == 1
    assert capsys.readouterr().err == "thidua: Chưa có bộ quy tắc cho «XX».\n"


def test_every_example_is_judged_anew(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    found = answered(capsys, "law", "check")
    assert (found["wrong"], found["examples"] > 200) == ([], True)
    told = said(capsys, "law", "check")
    assert told == f"Đã tính lại {found['examples']} ví dụ; 0 ví dụ sai.\n"
    laid = tmp_path / "tinh.toml"
    laid.write_text(
        OVERLAY
        + '[[example]]\nname = "sai"\non = 2025-12-20\n'
        + 'evidence = { subject = "individual", year = 2025 }\n'
        + 'expect = { verdict = "pass", findings = {} }\n'
    )
    wrong = answered(capsys, "law", "check", "--overlay", str(laid), code=1)
    assert [(one["of"], one["name"]) for one in wrong["wrong"]] == [("LDTT", "sai")]
    told = said(capsys, "law", "check", "--overlay", str(laid), code=1)
    assert told.startswith("LDTT: sai (2025-12-20): verdict: pass ≠ unknown; ")


def test_two_days_are_compared(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    days = ("law", "compare", "2026-09-30", "2026-10-01")
    found = answered(capsys, *days)
    assert (found["first"], found["second"], found["facts"]) == ("2026-09-30", "2026-10-01", 0)
    changed = [one for one in found["changes"] if one["award"] == "CSTDCS"]
    assert changed[0]["fields"] == ["status"]
    facts = tmp_path / "facts.json"
    good = {
        "year": 2026,
        "ratings": {"2026": {"level": "good"}},
        "works": [{"year": 2026, "recognised": True}],
        "honours": [{"code": "LDTT", "year": 2026}],
    }
    facts.write_text(json.dumps({"award": "CSTDCS", "evidence": {**WORKER, **good}}))
    unlike = answered(capsys, *days, "--facts", str(facts))["differences"]
    assert unlike == [
        {
            "facts": "facts.json",
            "award": "CSTDCS",
            "before": "pass",
            "after": "unknown",
            "findings": {},
            "verdict_differs": True,
        }
    ]
    told = said(capsys, *days, "--facts", str(facts)).splitlines()
    assert told[-2:] == [
        "facts.json, CSTDCS: Đủ điều kiện → Chưa đủ thông tin ()",
        "1 kết quả khác nhau.",
    ]
    assert "CSTDCS — Chiến sĩ thi đua cơ sở" in told
    assert "  advanced: tình trạng: đã kiểm chứng → chưa kiểm chứng" in told
    assert "  [dự thảo] thêm work (Dự thảo Luật 06/2026/QH16)" in told
    assert "  [dự thảo] bỏ initiative (Điều 23 Luật 06/2022/QH15)" in told


def test_changed_figures_are_told_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    told = said(capsys, "law", "compare", "2024-06-01", "2025-12-01")
    assert (
        "  hold: căn cứ: Nghị định 98/2023/NĐ-CP → Điều 4 Nghị định 152/2025/NĐ-CP; "
        "tình trạng: chưa kiểm chứng → đã kiểm chứng\n" in told
    )
    assert "kết quả khác nhau" not in told


@pytest.mark.parametrize(
    ("text", "error"),
    [("{", "không phải JSON."), ("[]", "phải là một bảng"), (None, "Không đọc được")],
)
def test_files_that_cannot_be_read_are_named(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, text: str | None, error: str
) -> None:
    path = tmp_path / "f.json"
    if text is not None:
        path.write_text(text)
    refused = answered(
        capsys, "law", "compare", "2026-09-30", "2026-10-01", "--facts", str(path), code=1
    )
    assert error in refused["error"]
    assert "f.json" in refused["error"]


def test_a_prize_by_the_day_on_the_paper(capsys: pytest.CaptureFixture[str]) -> None:
    words = ("prize", "LDTT", "--subject", "individual", "--on")
    assert answered(capsys, *words, "2026-06-30")["amount"] == 710_000
    assert answered(capsys, *words, "2026-07-01")["amount"] == 760_000
    told = said(capsys, "prize", "GK", "--on", "2025-12-20").splitlines()
    assert told[0] == (
        "cá nhân: 3/10 × mức lương cơ sở 2.340.000 đồng, làm tròn lên 10.000 đồng = 710.000 đồng. "
        "[Điều 50 đến 54 Nghị định 152/2025/NĐ-CP; Nghị định 73/2024/NĐ-CP; đã kiểm chứng]"
    )
    assert [line.split(":")[0] for line in told] == ["cá nhân", "tập thể", "hộ gia đình"]
    cap = said(capsys, "prize", "KNC", "--on", "2025-12-20")
    assert cap.startswith("cá nhân: tối đa 6/10 × ")
    blank = answered(capsys, "prize", "BK_TLD", "--on", "2025-12-20")["prizes"]
    assert [row["amount"] for row in blank] == [None]
    assert said(capsys, "prize", "HC_SAO_VANG", "--subject", "household", "--on", "2016-01-01") == (
        "hộ gia đình: Chưa có mức lương cơ sở tại ngày 01/01/2016.\n"
    )
