"""Checks on service, years running, awards held and what a work is worth."""

from datetime import date
from typing import Any

import pytest

from thidua.legal.terms import Kind

from .answers import FAIL, PASS, UNKNOWN, ask, said
from .samples import worker

BADGE = {"kind": "health", "years": 20, "women": 15}
TITLE = {"kind": "health", "years": 15, "managers": 20}


def served(years: int, kind: str = "health") -> list[dict[str, Any]]:
    return [{"kind": kind, "amount": years, "record": f"HS-{years}"}]


@pytest.mark.parametrize(
    ("params", "facts", "verdict", "sentence"),
    [
        (BADGE, {"sex": "man"}, FAIL, "công tác trong ngành y tế: 16; yêu cầu từ 20."),
        (BADGE, {"sex": "woman"}, PASS, "công tác trong ngành y tế: 16; yêu cầu từ 15."),
        (TITLE, {"is_manager": False}, PASS, "công tác trong ngành y tế: 16; yêu cầu từ 15."),
        (TITLE, {"is_manager": True}, FAIL, "công tác trong ngành y tế: 16; yêu cầu từ 20."),
    ],
)
def test_years_by_sex_and_post(
    params: dict[str, Any], facts: dict[str, Any], verdict: str, sentence: str
) -> None:
    found = ask("service_at_least", worker(service=served(16), **facts), params)
    assert said(found) == (verdict, f"Thời gian {sentence}")
    assert found.records == ("HS-16",)


@pytest.mark.parametrize(
    ("params", "years", "verdict"),
    [
        (BADGE, 14, FAIL), (BADGE, 15, UNKNOWN), (BADGE, 19, UNKNOWN), (BADGE, 20, PASS),
        (TITLE, 14, FAIL), (TITLE, 15, UNKNOWN), (TITLE, 19, UNKNOWN), (TITLE, 20, PASS),
    ],
)  # fmt: skip
def test_a_missing_fact_counts_only_where_it_decides(
    params: dict[str, Any], years: int, verdict: str
) -> None:
    found = ask("service_at_least", worker(service=served(years)), params)
    assert found.verdict is verdict
    if verdict is UNKNOWN:
        fact = "giới tính" if "women" in params else "có giữ chức vụ lãnh đạo, quản lý hay không"
        assert str(found.reason) == f"Chưa đủ thông tin: chưa có {fact}."
        assert found.records == (f"HS-{years}",)


def test_service_of_another_kind_does_not_count_and_parts_add_up() -> None:
    parts = [*served(6), *served(30, "union_post"), *served(9)]
    found = ask("service_at_least", worker(service=parts, is_manager=False), TITLE)
    assert said(found) == (PASS, "Thời gian công tác trong ngành y tế: 15; yêu cầu từ 15.")
    assert found.records == ("HS-6", "HS-9")


TWO = {"level": "excellent", "years": 2}


def rated(**levels: str) -> dict[str, Any]:
    return {
        year[1:]: {"level": level, "record": f"XL-{year[1:]}"} for year, level in levels.items()
    }


def test_ratings_in_years_running() -> None:
    good = worker(ratings=rated(y2024="excellent", y2025="excellent"))
    found = ask("consecutive_ratings", good, TWO)
    assert said(found) == (
        PASS, "Xếp loại từ Hoàn thành xuất sắc nhiệm vụ trở lên liên tục các năm 2024, 2025.",
    )  # fmt: skip
    assert found.records == ("XL-2024", "XL-2025")
    below = ask("consecutive_ratings", worker(ratings=rated(y2025="good")), TWO)
    assert said(below) == (
        FAIL, ("Cần xếp loại từ Hoàn thành xuất sắc nhiệm vụ trở lên liên tục các năm 2024, 2025; "
        "chưa đạt năm 2025."),
    )  # fmt: skip
    assert below.records == ("XL-2025",)
    gap = ask("consecutive_ratings", worker(ratings=rated(y2025="excellent")), TWO)
    assert said(gap) == (
        UNKNOWN,
        (
            "Cần xếp loại từ Hoàn thành xuất sắc nhiệm vụ trở lên liên tục các năm 2024, 2025; "
            "chưa có xếp loại năm 2024."
        ),
    )
    assert (str(gap.mend), gap.records) == (
        "Bổ sung mức xếp loại chất lượng trong năm xét.", ("XL-2025",),
    )  # fmt: skip


def test_years_running_may_end_before_the_year_judged() -> None:
    before = {"level": "completed", "years": 2, "back": 1}
    evidence = worker(ratings=rated(y2023="completed", y2024="good"))
    assert ask("consecutive_ratings", evidence, before).verdict is PASS
    assert ask("consecutive_ratings", evidence, {**before, "back": 0}).verdict is UNKNOWN


def work(year: int, **facts: Any) -> dict[str, Any]:
    return {"year": year, "recognised": True, "record": f"SK-{year}", **facts}


def test_years_running_with_works_of_those_years() -> None:
    params = {**TWO, "works": 2}
    both = {"ratings": rated(y2024="excellent", y2025="excellent")}

    def found(*works: dict[str, Any]) -> Any:
        return ask("consecutive_ratings", worker(works=list(works), **both), params)

    passed = found(work(2024), work(2025))
    assert passed.verdict is PASS
    assert str(passed.reason).endswith("có 2 sáng kiến, đề tài được công nhận (yêu cầu 2).")
    assert passed.records == ("XL-2024", "XL-2025", "SK-2024", "SK-2025")
    few = found(work(2025), work(2023), work(2024, kind="combat"), work(2024, recognised=False))
    assert said(few) == (
        FAIL,
        (
            "Xếp loại đạt các năm 2024, 2025, nhưng mới có 1 sáng kiến, đề tài được công nhận "
            "(yêu cầu 2)."
        ),
    )
    still_open = found(work(2025), work(2024, recognised=None))
    assert said(still_open) == (
        UNKNOWN, "Chưa đủ thông tin: chưa có quyết định công nhận sáng kiến, đề tài.",
    )  # fmt: skip
    assert still_open.records == ("SK-2025", "SK-2024")
    title = {"award": "CSTDCS", "kind": "title", "year": 2024}
    spent = ask(
        "consecutive_ratings",
        worker(works=[work(2024, used_for=[title]), work(2025)], **both),
        params,
        award="BK_BT",
        kind=Kind.COMMENDATION,
    )
    assert (spent.verdict, "mới có 1 sáng kiến" in str(spent.reason)) == (FAIL, True)
    missing = ask("consecutive_ratings", worker(works=None, **both), params)
    assert said(missing) == (
        UNKNOWN, "Chưa đủ thông tin: chưa có danh sách sáng kiến, đề tài.",
    )  # fmt: skip


def test_an_award_held_before() -> None:
    held = worker(honours=[{"code": "BK_LDLD", "year": 2023, "decision": "7/QĐ", "record": "BK-7"}])
    any_year = ask("held_before", held, {"codes": ["BK_TLD", "BK_LDLD"]})
    assert any_year.verdict is PASS
    assert str(any_year.reason).endswith("năm 2023 (quyết định 7/QĐ).")
    assert any_year.records == ("BK-7",)
    assert ask("held_before", held, {"codes": ["BK_LDLD"], "back": 2}).verdict is PASS
    assert ask("held_before", held, {"codes": ["BK_LDLD"], "back": 1}).verdict is FAIL
    for year, standing in ((2025, "proposed"), (2026, "held")):
        early = worker(honours=[{"code": "BK_LDLD", "year": year, "standing": standing}])
        assert ask("held_before", early, {"codes": ["BK_LDLD"]}).verdict is FAIL
    unnumbered = worker(honours=[{"code": "TTUT", "year": 2010}])
    assert str(ask("held_before", unnumbered, {"codes": ["TTUT"]}).reason) == (
        "Đã có Thầy thuốc ưu tú năm 2010 (quyết định -)."
    )
    assert said(ask("held_before", unnumbered, {"codes": ["BK_BT"]})) == (
        FAIL, "Chưa có Bằng khen của bộ, ban, ngành, tỉnh.",
    )  # fmt: skip


WORTH = {"college": 80, "three_years": 120, "university": 150, "leader": 200}


@pytest.mark.parametrize(
    ("is_manager", "qualification", "least"),
    [
        (False, "college", 80), (False, "university", 150),
        (True, "college", 200), (True, "university", 200),
    ],
)  # fmt: skip
def test_the_worth_asked_goes_by_training_and_post(
    is_manager: bool,
    qualification: str,
    least: int,  # as it is read
) -> None:
    facts = {"is_manager": is_manager, "qualification": qualification}
    enough = worker(works=[work(2025, value=least)], **facts)
    assert said(ask("work_worth", enough, WORTH)) == (
        PASS, f"Sáng kiến làm lợi {least} đồng; yêu cầu từ {least} đồng.",
    )  # fmt: skip
    less = ask("work_worth", worker(works=[work(2025, value=least - 1)], **facts), WORTH)
    assert said(less) == (
        FAIL, f"Sáng kiến làm lợi cao nhất {least - 1} đồng; yêu cầu từ {least} đồng.",
    )  # fmt: skip
    assert less.records == ("SK-2025",)


def test_three_years_running_add_up_for_simple_workers_only() -> None:
    works = [work(2022, value=79), work(2023, value=40), work(2024, value=41), work(2025, value=39)]
    facts = {"works": works, "is_manager": False, "qualification": "college"}
    assert said(ask("work_worth", worker(**facts), WORTH)) == (
        PASS, "Sáng kiến của 3 năm liên tục làm lợi tổng cộng 120 đồng; yêu cầu từ 120 đồng.",
    )  # fmt: skip
    works[1]["value"] = 38
    assert ask("work_worth", worker(**facts), WORTH).verdict is FAIL
    works[1]["value"] = 70
    assert ask("work_worth", worker(**facts), WORTH).verdict is PASS
    assert ask("work_worth", worker(**{**facts, "is_manager": True}), WORTH).verdict is FAIL
    assert (
        ask("work_worth", worker(**{**facts, "qualification": "university"}), WORTH).verdict is FAIL
    )


def test_a_worth_not_known_is_asked_for() -> None:
    facts = {"is_manager": False, "qualification": "university"}
    unknown = worker(works=[work(2025), work(2024, recognised=False, value=900)], **facts)
    assert said(ask("work_worth", unknown, WORTH)) == (
        UNKNOWN, "Chưa đủ thông tin: chưa có giá trị làm lợi của sáng kiến.",
    )  # fmt: skip
    assert ask("work_worth", worker(works=[], **facts), WORTH).verdict is FAIL
    pending = [work(2025, recognised=None, value=150), work(2024, value=20)]
    assert said(ask("work_worth", worker(works=pending, **facts), WORTH)) == (
        UNKNOWN, "Chưa đủ thông tin: chưa có quyết định công nhận sáng kiến, đề tài.",
    )  # fmt: skip
    pending[0]["value"] = 149
    assert ask("work_worth", worker(works=pending, **facts), WORTH).verdict is FAIL
    summed = [work(2023, value=60), work(2024, value=60), work(2025)]
    simple = {"is_manager": False, "qualification": "college"}
    assert ask("work_worth", worker(works=summed, **simple), WORTH).verdict is PASS
    millions = {**WORTH, "university": 150_000_000}
    rich = worker(works=[work(2025, value=160_000_000)], **facts)
    assert str(ask("work_worth", rich, millions).reason) == (
        "Sáng kiến làm lợi 160.000.000 đồng; yêu cầu từ 150.000.000 đồng."
    )


@pytest.mark.parametrize(("days", "verdict"), [(0, PASS), (39, PASS), (40, FAIL)])
def test_days_away(days: int, verdict: str) -> None:
    found = ask("absent_less_than", worker(absent_days=days), {"days": 40})
    assert said(found) == (
        verdict, f"Vắng mặt {days} ngày làm việc (không kể nghỉ thai sản); yêu cầu dưới 40.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("months", "facts", "on", "verdict", "wanted"),
    [
        (80, {"sex": "woman", "retires_later": False}, date(2025, 12, 20), PASS, 80),
        (79, {"sex": "woman", "retires_later": False}, date(2025, 12, 20), FAIL, 80),
        (80, {"sex": "woman", "retires_later": True}, date(2025, 12, 20), FAIL, 120),
        (119, {"sex": "man"}, date(2025, 12, 20), FAIL, 120),
        (80, {"sex": "woman", "retires_later": False}, date(2025, 6, 30), FAIL, 120),
        (120, {}, date(2025, 12, 20), PASS, 120),
        (79, {}, date(2025, 12, 20), FAIL, 120),
    ],
)
def test_women_need_a_third_less_time_in_office(
    months: int, facts: dict[str, Any], on: date, verdict: str, wanted: int
) -> None:
    found = ask(
        "office_held", worker(service=served(months, "office_months"), **facts), {"months": 120},
        on=on,
    )  # fmt: skip
    told = f"Thời gian giữ chức vụ (tính theo tháng): {months}; yêu cầu từ {wanted}."
    assert said(found) == (verdict, told)


@pytest.mark.parametrize(
    ("facts", "missing"),
    [
        ({}, "giới tính"),
        ({"sex": "woman"}, "có thuộc diện tuổi nghỉ hưu cao hơn hay không"),
    ],
)
def test_what_decides_on_time_in_office_and_is_missing_is_asked(
    facts: dict[str, Any], missing: str
) -> None:
    served_ = served(90, "office_months")
    found = ask("office_held", worker(service=served_, **facts), {"months": 120})
    assert said(found) == (UNKNOWN, f"Chưa đủ thông tin: chưa có {missing}.")
