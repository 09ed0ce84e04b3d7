"""The earliest year an award can be proposed for, and on which conditions."""

from datetime import date
from typing import Any

import pytest

from thidua.legal import Evidence, parse
from thidua.legal.foresee import Prospect, _carried, foresee
from thidua.legal.tests.samples import OVERLAY

DAY = date(2026, 6, 1)
FRESH: dict[str, Any] = {"subject": "individual", "year": 2026, "managing_body": "ministry"}
TEAM: dict[str, Any] = {"subject": "collective", "year": 2026, "managing_body": "ministry"}
FIGHTER_2025 = [{"code": "CSTDCS", "year": 2025, "decision": "295/QĐ-BV"}]


def ahead(award: str, base: dict[str, Any] = FRESH, /, years: int = 10, **facts: Any) -> Prospect:
    return foresee(award, Evidence.from_dict({**base, **facts}), on=DAY, years=years)


def told(found: Prospect, *, routine: bool = False) -> list[str]:
    return [item.render() for item in found.conditions if item.routine is routine]


def against(found: Prospect) -> list[str]:
    return [item.reason.render() for item in found.obstacles]


GRASSROOTS = (
    "Được xếp loại Hoàn thành xuất sắc nhiệm vụ năm {}; hoặc có sáng kiến được công nhận cấp cơ "
    "sở, chưa dùng cho lần khen thưởng khác; hoặc có đề tài khoa học được công nhận cấp cơ sở, "
    "chưa dùng cho lần khen thưởng khác."
)


WIDE = (
    "Có sáng kiến, đề tài khoa học được công nhận cấp bộ, ban, ngành, tỉnh, chưa dùng cho lần "
    "khen thưởng khác."
)


def test_three_years_running_from_nothing_take_until_the_third() -> None:
    found = ahead("CSTDBT")
    assert found.year == 2028
    assert told(found) == [
        "Đạt danh hiệu Chiến sĩ thi đua cơ sở năm 2026, 2027, 2028.",
        WIDE,
    ]
    assert [item.title for item in found.conditions if item.title] == ["CSTDCS"]


@pytest.mark.parametrize(
    ("held", "year", "lacking"),
    [
        ([2024, 2025], 2026, "2026"),
        ([2025], 2027, "2026, 2027"),
        ([2023, 2024], 2028, "2026, 2027, 2028"),
    ],
)  # fmt: skip
def test_what_is_held_shortens_the_way_and_a_gap_starts_it_anew(
    held: list[int], year: int, lacking: str
) -> None:
    found = ahead("CSTDBT", honours=[{"code": "CSTDCS", "year": each} for each in held])
    assert found.year == year
    assert told(found)[0] == f"Đạt danh hiệu Chiến sĩ thi đua cơ sở năm {lacking}."


def test_a_settled_rating_of_the_year_moves_all_that_rests_on_it() -> None:
    rated = {"2026": {"level": "completed"}}
    assert ahead("LDTT", ratings=rated).year == 2027
    assert ahead("CSTDCS", ratings=rated).year == 2027
    assert ahead("CSTDBT", ratings=rated, honours=FIGHTER_2025).year == 2029


def test_one_of_several_ways_is_told_with_the_others() -> None:
    assert told(ahead("CSTDCS")) == [
        "Đạt danh hiệu Lao động tiên tiến năm 2026.",
        GRASSROOTS.format(2026),
    ]
    good = ahead("CSTDCS", ratings={"2026": {"level": "good"}})
    assert told(good)[1].startswith("Có sáng kiến được công nhận cấp cơ sở")
    in_english = ahead("CSTDCS").conditions[-1].render("en")
    assert in_english.startswith("Be rated Excellent completion of duties for 2026; or have an ")


def test_an_unused_initiative_is_carried_into_the_year() -> None:
    works = [{"year": 2025, "recognised": True, "level": "ministry_province"}]
    assert told(ahead("CSTDBT", works=works, honours=FIGHTER_2025)) == [
        "Đạt danh hiệu Chiến sĩ thi đua cơ sở năm 2026, 2027."
    ]


def test_what_everybody_needs_every_year_is_set_apart() -> None:
    found = ahead("LDTT")
    assert (found.year, told(found)) == (2026, ["Được xếp loại Hoàn thành tốt nhiệm vụ năm 2026."])
    assert told(found, routine=True) == [
        "Đăng ký thi đua năm 2026.",
        "Không có việc đang được xác minh làm rõ.",
        "Không trong thời hạn kỷ luật năm 2026.",
        "Tích cực tham gia phong trào thi đua năm 2026.",
        "Có hợp đồng lao động từ 12 tháng trở lên.",
        "Nếu đi học khóa từ 1 năm trở lên thì kết quả năm 2026 từ loại khá trở lên.",
        "Có từ 6 tháng làm việc trở lên trong năm 2026.",
        "Đơn vị cũ nhận xét đồng ý bằng văn bản, nếu chuyển công tác trong năm.",
    ]  # fmt: skip


FULL: dict[str, Any] = {
    **FRESH, "registered": True, "active_in_movement": True, "months_in_year": 12, "absences": [],
    "contract_months": 24, "holds": [], "disciplines": [], "transfer": {"months": 0},
    "ratings": {"2026": {"level": "good"}},
}  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "year", "condition"),
    [
        ({}, 2026, None),
        ({"registered": False}, 2026, "Đăng ký thi đua bổ sung năm 2026, nếu đơn vị cho phép."),
        ({"active_in_movement": False}, 2027, "Được xếp loại Hoàn thành tốt nhiệm vụ năm 2027."),
        ({"months_in_year": 4}, 2027, "Được xếp loại Hoàn thành tốt nhiệm vụ năm 2027."),
        ({"contract_months": 6}, 2027, "Có hợp đồng lao động từ 12 tháng trở lên."),
        (
            {"absences": [{"kind": "long_study", "months": 12, "grade": "below_fair"}]},
            2027, "Được xếp loại Hoàn thành tốt nhiệm vụ năm 2027.",
        ),
        (
            {"holds": [{"kind": "complaint", "opened_on": "2026-03-01", "paper": "12/TB"}]},
            2026, "Việc đang xác minh làm rõ có kết luận bằng văn bản là không vi phạm.",
        ),
        (
            {"disciplines": [
                {"level": "warning", "decided_on": "2026-02-01", "ended_on": "2027-02-01"}
            ]},
            2027, "Xác nhận thành tích tính từ khi hết thời hạn kỷ luật.",
        ),
        (
            {"disciplines": [{"level": "warning", "decided_on": "2026-02-01"}]},
            2026, "Bổ sung ngày hết thời hạn kỷ luật.",
        ),
        (
            {"transfer": {"months": 8}},
            2026, "Đơn vị cũ nhận xét đồng ý bằng văn bản, nếu chuyển công tác trong năm.",
        ),
        (
            {"transfer": {"months": 8, "opinion": False}},
            2027, "Được xếp loại Hoàn thành tốt nhiệm vụ năm 2027.",
        ),
    ],
)  # fmt: skip
def test_each_fact_on_record_stays_as_it_is(
    facts: dict[str, Any], year: int, condition: str | None
) -> None:
    found = ahead("LDTT", FULL, **facts)
    assert found.year == year
    assert condition in (told(found) or [None])


def test_an_open_end_of_discipline_is_supposed_in_the_years_to_come() -> None:
    endless = [{"level": "warning", "decided_on": "2026-02-01"}]
    found = ahead("LDTT", FULL, disciplines=endless, active_in_movement=False)
    assert (found.year, told(found)[0]) == (2027, "Hết thời hạn kỷ luật trước ngày 01/01/2027.")


def test_a_letter_of_commendation_takes_one_of_three_merits() -> None:
    found = ahead("GK", law_abiding=True)
    (sentence,) = told(found)
    assert sentence == (
        "Có thành tích trong phong trào thi đua được bình xét và được xếp loại Hoàn thành tốt "
        "nhiệm vụ trở lên năm 2026; hoặc có thành tích đột xuất được bình xét năm 2026; hoặc có "
        "nhiều thành tích trong lĩnh vực công tác được bình xét năm 2026."
    )
    low = ahead("GK", law_abiding=True, ratings={"2026": {"level": "completed"}})
    assert told(low)[0].startswith("Có thành tích đột xuất được bình xét năm 2026")
    rated = ahead("GK", law_abiding=True, ratings={"2026": {"level": "good"}})
    assert told(rated)[0].startswith(
        "Có thành tích trong phong trào thi đua được bình xét năm 2026"
    )
    assert ahead("GK", law_abiding=False).year == 2027


def test_a_collective_needs_its_members() -> None:
    found = ahead("TTLDXS", TEAM)
    assert (found.year, told(found)) == (
        2026,
        [
            "Được xếp loại Hoàn thành xuất sắc nhiệm vụ năm 2026.",
            "Có từ 70% thành viên trở lên đạt danh hiệu tiên tiến năm 2026.",
            "Có từ 1 thành viên trở lên đạt danh hiệu Chiến sĩ thi đua cơ sở năm 2026.",
        ],
    )
    members = [
        {"ref": "NV-1", "counted": True, "completed": False},
        {"ref": "NV-2", "counted": True},
    ]
    roster = {"as_of": "2026-06-01", "members": members}
    later = ahead("TTLDXS", TEAM, roster=roster)
    assert later.year == 2027
    members[0]["completed"] = True
    members[0]["disciplined"] = True
    assert ahead("TTLDTT", TEAM, roster=roster).year == 2027
    assert ahead("TTLDXS", TEAM, roster=roster).year == 2026


def test_what_was_dissolved_and_whom_the_award_is_not_for_have_no_year() -> None:
    gone = ahead("TTLDTT", TEAM, dissolved=True)
    assert gone.year is None
    assert against(gone) == [
        "Tập thể đã giải thể khi sắp xếp tổ chức nên không xét khen thưởng."
    ]  # fmt: skip
    wrong = ahead("TTLDTT")
    assert (wrong.year, against(wrong)) == (
        None, ["Tập thể lao động tiên tiến không dành cho cá nhân."],
    )  # fmt: skip
    assert ahead("CSTDBT", years=1).year is None


def test_a_regulation_not_in_hand_is_a_caution_and_one_in_hand_is_judged_by() -> None:
    found = ahead("LDTT", FULL, managing_body="province")
    assert [item.criterion for item in found.cautions] == ["overlay"]
    overlay = parse(OVERLAY, "tinh.toml")
    evidence = Evidence.from_dict({**FULL, "managing_body": "province"})
    strict = foresee("LDTT", evidence, on=DAY, overlays=[overlay])
    assert (strict.year, told(strict)) == (
        2027, ["Được xếp loại Hoàn thành xuất sắc nhiệm vụ năm 2027."],
    )  # fmt: skip
    assert strict.cautions == ()


def test_a_regulation_of_another_body_is_not_judged_by() -> None:
    plain = foresee("LDTT", Evidence.from_dict(FULL), on=DAY)
    laid = foresee("LDTT", Evidence.from_dict(FULL), on=DAY, overlays=[parse(OVERLAY, "tinh.toml")])
    assert laid == plain


def test_years_gone_by_are_not_supposed() -> None:
    old = ahead("CSTDBT", year=2023, honours=[{"code": "CSTDCS", "year": 2023}])
    assert old.year == 2028
    assert told(old)[0] == "Đạt danh hiệu Chiến sĩ thi đua cơ sở năm 2026, 2027, 2028."
    failed = ahead("LDTT", FULL, year=2023, registered=None, active_in_movement=False)
    assert failed.year == 2026


def test_service_goes_on_and_who_one_is_stays() -> None:
    facts = {
        "sex": "woman",
        "is_manager": False,
        "qualification": "college",
        "traits": ["outside"],
        "service": [
            {"kind": "health", "amount": 4},
            {"kind": "health", "amount": 8},
            {"kind": "union_months", "amount": 5},
            {"kind": "union_terms", "amount": 1},
        ],
    }
    evidence = Evidence.from_dict({**FRESH, **facts})
    later = _carried(evidence, 2029)
    assert [item.amount for item in later.service or ()] == [4, 11, 41, 1]
    kept = ("sex", "is_manager", "qualification", "traits")
    assert [getattr(later, name) for name in kept] == [getattr(evidence, name) for name in kept]
    assert _carried(Evidence.from_dict(FRESH), 2029).service is None


def test_the_governments_flag_asks_holders_to_stand_out() -> None:
    lone = {"cluster": {"leads": True, "central": False}, "movements_led": []}
    flagged = [{"code": "CO_BT", "year": 2026}]
    found = ahead("CO_CP", TEAM, honours=flagged, **lone)
    assert (found.year, found.conditions[-1].criterion) == (2026, "merit")
    ordinary = ahead("CO_CP", TEAM, honours=flagged, outstanding=False, **lone)
    assert ordinary.year == 2027
