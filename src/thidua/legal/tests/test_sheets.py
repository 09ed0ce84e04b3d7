"""What is told of an award on a day, in both languages."""

from datetime import date

import pytest

from thidua.legal.criteria import CHECKS
from thidua.legal.figures import figures
from thidua.legal.messages import LANGUAGES, term
from thidua.legal.packs import AnyOf, packs
from thidua.legal.powers import deciders_of
from thidua.legal.sheets import asked, listed, params_text, prize_row, sheet

DAY, AMENDED, EARLY = date(2025, 12, 20), date(2026, 11, 23), date(2016, 1, 1)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_criterion_is_told_in_words(lang: str) -> None:
    assert {term(f"check.{name}", lang) for name in CHECKS if name != "own"}
    for pack in packs().values():
        for version in pack.versions:
            for rule in version.rules:
                for item in rule.criteria if isinstance(rule, AnyOf) else (rule,):
                    assert asked(item, lang)


def test_figures_are_told_by_their_words() -> None:
    assert params_text({"level": "good", "years": 2, "works": 2}) == (
        "mức: Hoàn thành tốt nhiệm vụ; số năm: 2; số sáng kiến, đề tài: 2"
    )
    assert params_text({"kinds": ["initiative", "combat"], "level": "grassroots"}, "en") == (
        "kinds: initiative, combat ingenuity; level: grassroots level"
    )
    assert params_text({"code": "CSTDCS"}) == "danh hiệu: Chiến sĩ thi đua cơ sở"
    assert params_text({"leader": 200_000_000}, "en") == "leaders (đồng): 200.000.000"
    assert params_text({"days": 9_999, "least": 10_000}, "en") == "days: 9999; at least: 10.000"
    assert params_text({"needs": ["report", "leads", "own_paper"]}, "en") == (
        "needs: achievement report, first in the cluster or block, own_paper"
    )
    assert params_text({}) == ""


def test_a_line_counts_what_was_read() -> None:
    lines = {row["code"]: row for row in listed(DAY)}
    assert list(lines) == list(packs())
    assert lines["CSTDCS"] == {
        "code": "CSTDCS",
        "name": "Chiến sĩ thi đua cơ sở",
        "issuer": "state",
        "kind": "title",
        "for_whom": ["individual"],
        "on": "2025-12-20",
        "in_force": "2025-07-01",
        "law": "Điều 23 Luật 06/2022/QH15",
        "verified": 9,
        "unverified": 5,
        "awaited": False,
    }
    assert {row["awaited"] for row in listed(date(2023, 1, 1)) if row["issuer"] == "state"} == {
        True
    }
    assert [lines[code]["awaited"] for code in ("BK_TTG", "GK_CDCS", "CO_BT")] == [
        True,
        True,
        False,
    ]
    doubted = {row["code"]: row for row in listed(AMENDED, "en")}["CSTDCS"]
    assert (doubted["verified"], doubted["unverified"]) == (2, 12)
    assert doubted["name"] == "Emulation Fighter, grassroots level"
    before = {row["code"]: row for row in listed(EARLY)}["CSTDCS"]
    assert (before["in_force"], before["law"], before["awaited"]) == (None, "", True)
    assert (before["verified"], before["unverified"]) == (0, 0)


def test_a_sheet_says_everything_of_a_day() -> None:
    found = sheet(packs()["CSTDCS"], DAY)
    assert [row["wording"] for row in found["readings"]] == ["Luật năm 2022"]
    (reading,) = found["readings"]
    assert reading["status"] == "verified"
    assert [item["id"] for item in reading["criteria"] if item["any_of"] == "merit"] == [
        "excellent", "initiative", "topic", "combat",
    ]  # fmt: skip
    assert reading["criteria"][1] == {
        "id": "hold",
        "any_of": "",
        "stage": "submit",
        "asks": "Không có việc đang được xác minh làm rõ theo văn bản",
        "basis": "Điều 4 Nghị định 152/2025/NĐ-CP",
        "status": "verified",
    }
    powers = {row["managing_body"]: row for row in found["powers"]}
    assert powers["ministry"] == {
        "managing_body": "ministry",
        "name": "bộ, ngành",
        "granted": True,
        "basis": "khoản 1 Điều 80 Luật 06/2022/QH15",
    }
    assert (powers["province"]["granted"], powers["province"]["basis"]) == (False, "")
    assert powers["province"]["mend"].startswith("Trình Sở Y tế quyết định")
    assert found["deciders"][0] == {
        "who": "Giám đốc Sở Y tế và người đứng đầu cơ quan chuyên môn cấp tỉnh",
        "basis": "khoản 1 Điều 80 Luật 06/2022/QH15",
        "status": "verified",
    }
    assert found["votes"] == {
        "share": "80%",
        "of": "tổng số thành viên Hội đồng cấp trình",
        "basis": "Quyết định 71/2025/QĐ-UBND",
        "status": "unverified",
    }
    assert found["quota"]["example"] is None
    assert found["quota"]["reason"].startswith("Không khống chế tỷ lệ")
    assert [row["amount"] for row in found["prizes"]] == [2_340_000]
    assert (found["deadlines"], found["also_for"], found["detailed_by"]) == ([], [], [])
    assert found["versions"] == ["2017-10-01", "2024-01-01", "2025-07-01", "2026-10-01"]
    assert (found["names"]["hi"], found["examples"]) == ("आधार-स्तरीय अनुकरण योद्धा", 12)


def test_two_readings_stand_side_by_side() -> None:
    law, draft = sheet(packs()["CSTDCS"], AMENDED, "en")["readings"]
    assert (law["status"], draft["status"]) == ("unverified", "unverified")
    assert {item["status"] for item in draft["criteria"]} == {"unverified"}
    assert {item["id"]: item["status"] for item in law["criteria"]}["hold"] == "verified"


def test_what_is_not_known_is_told() -> None:
    early = sheet(packs()["CSTDCS"], EARLY)
    assert early["readings"] == []
    assert early["votes"] == {
        "share": None,
        "reason": "Chưa có quy định về tỷ lệ phiếu cho Chiến sĩ thi đua cơ sở tại ngày 01/01/2016.",
    }
    assert early["deciders"] == []
    old = sheet(packs()["CSTDCS"], date(2023, 1, 1))["quota"]
    assert old == {
        "example": "Tối đa 15% của 100 (số người đạt danh hiệu tiên tiến), làm tròn xuống: 15.",
        "basis": "Nghị định 91/2017/NĐ-CP",
        "status": "unverified",
    }
    votes = sheet(packs()["CSTDCS"], date(2024, 6, 1))["votes"]
    assert votes["status"] == "verified"
    assert sheet(packs()["HTLO"], AMENDED)["votes"]["share"] == "80%"
    frame = sheet(packs()["BK_BT"], DAY, "en")
    assert (frame["detailed_by"], frame["also_for"][0]) == (["province"], "temporary collective")
    capped = sheet(packs()["BK_TLD"], date(2023, 1, 1))["quota"]
    assert (capped["status"], capped["example"]) == (
        "verified",
        (
            "Tối đa 4 trên 100 (số đủ điều kiện); cấp tặng xét không quá 300 mỗi năm cho mỗi "
            "chuyên đề, riêng khen thưởng theo chuyên đề."
        ),
    )  # fmt: skip


def test_days_due_are_those_of_the_year() -> None:
    assert sheet(packs()["CSTDTQ"], date(2026, 3, 1))["deadlines"] == [
        {
            "id": "DL-CSTDTQ",
            "day": "2027-12-31",
            "basis": "Nghị định 152/2025/NĐ-CP",
            "status": "verified",
        }
    ]
    assert sheet(packs()["CSTDTQ"], date(2023, 12, 31))["deadlines"] == []
    days = sheet(packs()["HTLO"], AMENDED)["deadlines"]
    assert [row["day"] for row in days] == ["2026-08-15", "2026-09-30"]
    stats = next(row for row in figures().deadlines if row.id == "DL-STATS")
    assert stats.of(2026) == date(2026, 12, 15)


def test_a_prize_with_its_reckoning_or_without() -> None:
    row = prize_row("KNC_VSKND", "individual", date(2026, 7, 1))
    assert (row["amount"], row["up_to"], row["status"]) == (1_520_000, True, "verified")
    assert (row["award"], row["subject"], row["on"]) == ("KNC_VSKND", "individual", "2026-07-01")
    blank = prize_row("KNC_CD", "individual", DAY)
    assert (blank["amount"], blank["status"], blank["basis"]) == (None, "unverified", [])
    assert blank["reason"] == "Mức tiền thưởng của hệ này quy định riêng và chưa được nhập."
    assert prize_row("HC_SAO_VANG", "collective", DAY)["amount"] == 215_280_000
    assert prize_row("BK_QK", "collective", DAY)["amount"] == 4_680_000
    doubtful = prize_row("TTND", "individual", DAY, "en")
    assert (doubtful["amount"], doubtful["status"]) == (29_250_000, "unverified")
    assert doubtful["reason"].startswith("125/10 × base salary")


def test_who_decides_above_is_the_latest_rule_of_each_level() -> None:
    assert [row.level for row in deciders_of("CSTDCS", date(2025, 6, 30))] == ["department", "army"]
    assert [row.level for row in deciders_of("CSTDCS", DAY)] == ["department", "commune", "army"]
    assert [str(row.status) for row in deciders_of("GK", AMENDED)] == [
        "unverified", "unverified", "unverified",
    ]  # fmt: skip
    assert [row.level for row in deciders_of("BK_TTG", DAY)] == ["prime_minister"]
    assert deciders_of("XX", DAY) == ()


def test_every_award_is_decided_by_somebody_or_says_that_nobody_is_known() -> None:
    decided = {code for row in figures().deciders for code in row.awards}
    assert set(packs()) - decided == {"CDCS_TOT", "CDCS_XS", "HTLO", "BK_DOAN", "GK_DOAN"}
