"""The most that may be given: shares cut in integers, the law's rows, both ways of counting."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.legal import Regulation
from thidua.legal.quotas import Cap, Excellent, NoCap, excellent, quota_for
from thidua.legal.regulations import Per, Quota, Rounding, Share
from thidua.legal.terms import AwardType, ManagingBody

DAY = date(2026, 12, 5)


@pytest.mark.parametrize(
    ("rounding", "places"), [(Rounding.DOWN, 7), (Rounding.UP, 8), (Rounding.HALF_UP, 7)]
)
def test_a_share_is_cut_as_the_rule_says(rounding: Rounding, places: int) -> None:
    assert Quota(share=Share(15, 100), rounding=rounding).places(49) == places  # 7.35


def test_a_half_goes_up_only_where_the_rule_says() -> None:
    assert Quota(share=Share(15, 100), rounding=Rounding.HALF_UP).places(50) == 8
    assert Quota(share=Share(15, 100)).places(50) == 7
    assert Quota(share=Share(20, 100), rounding=Rounding.UP).places(50) == 10


def test_a_number_caps_a_share_and_stands_alone() -> None:
    assert Quota(share=Share(15, 100), at_most=5).places(100) == 5
    assert Quota(share=Share(15, 100), at_most=20).places(100) == 15
    assert Quota(at_most=4).places(100) == 4
    assert Quota().places(100) == 100


@given(counted=st.integers(0, 10_000), part=st.integers(1, 100))
def test_no_rounding_gives_more_than_one_place_more_than_another(counted: int, part: int) -> None:
    down, half, up = (
        Quota(share=Share(part, 100), rounding=rounding).places(counted)
        for rounding in (Rounding.DOWN, Rounding.HALF_UP, Rounding.UP)
    )
    assert down * 100 <= part * counted <= up * 100
    assert down <= half <= up <= down + 1


def test_before_2024_a_cap_that_was_not_read() -> None:
    cap = quota_for("CSTDCS", date(2023, 12, 20))
    assert isinstance(cap, Cap)
    assert (cap.quota.share, cap.quota.per) == (Share(15, 100), Per.ADVANCED)
    assert (cap.verified, cap.standing, cap.by_regulation) == (False, False, False)
    assert cap.citation == "Nghị định 91/2017/NĐ-CP"
    assert str(cap.reckoning(47)) == (
        "Tối đa 15% của 47 (số người đạt danh hiệu tiên tiến), làm tròn xuống: 7."
    )


@pytest.mark.parametrize(
    ("award", "on", "known", "citation", "why"),
    [
        (
            "CSTDCS",
            date(2025, 12, 20),
            True,
            "Luật 06/2022/QH15",
            (
                "Không khống chế tỷ lệ Chiến sĩ thi đua cơ sở từ quy định có hiệu lực ngày "
                "20/12/2025 (Luật 06/2022/QH15); chỉ có tỷ lệ của quy chế đơn vị, nếu có."
            ),
        ),
        (
            "LDTT",
            date(2026, 10, 1),
            False,
            "Luật 06/2026/QH16",
            (
                "Tỷ lệ khống chế Lao động tiên tiến tại ngày 01/10/2026 do Luật 06/2026/QH16 "
                "quy định; chưa đọc được."
            ),
        ),
        (
            "GK",
            date(2025, 12, 20),
            False,
            "",
            "Bộ quy tắc không có tỷ lệ khống chế Giấy khen tại ngày 20/12/2025.",
        ),
    ],
)
def test_where_there_is_no_cap_the_reason_is_told(
    award: str,
    on: date,
    known: bool,
    citation: str,
    why: str,  # as it is read
) -> None:
    found = quota_for(award, on)
    assert isinstance(found, NoCap)
    assert (found.known, found.citation, str(found.reason)) == (known, citation, why)


def test_the_army_has_its_own_rows() -> None:
    own = quota_for("LDTT", date(2023, 12, 20), body="army")
    assert isinstance(own, Cap)
    assert (own.quota.share, own.standing) == (Share(70, 100), True)
    assert isinstance(quota_for("LDTT", date(2023, 12, 20)), NoCap)
    later = quota_for("CSTT", date(2024, 1, 1), body=ManagingBody.ARMY)
    assert isinstance(later, NoCap)
    assert later.citation == "Thông tư 118/2023/TT-BQP"
    general = quota_for("CSTDCS", date(2020, 1, 1), body="province")
    assert isinstance(general, Cap)
    assert general.quota.share == Share(15, 100)


def test_a_number_of_places_is_told_without_a_share() -> None:
    assert isinstance(quota_for("BK_TLD", date(2023, 5, 1)), NoCap)
    assert isinstance(quota_for("BK_TLD", date(2023, 5, 1), award_type=AwardType.MERIT), NoCap)
    cap = quota_for("BK_TLD", date(2023, 5, 1), award_type=AwardType.MOVEMENT)
    assert isinstance(cap, Cap)
    assert cap.standing
    assert str(cap.reckoning(9)) == (
        "Tối đa 4 trên 9 (số đủ điều kiện); cấp tặng xét không quá 300 mỗi năm cho mỗi chuyên đề."
    )


def test_a_regulation_goes_before_the_law_while_it_is_in_force() -> None:
    rule = Regulation(
        number="3/QC", on=date(2025, 1, 1), ended_on=date(2026, 1, 1),
        quotas={"CSTDCS": Quota(share=Share(1, 10))},
    )  # fmt: skip
    found = quota_for("CSTDCS", date(2025, 12, 31), rule)
    assert found == Cap(
        quota=Quota(share=Share(1, 10)), citation="3/QC ngày 01/01/2025", verified=False,
        by_regulation=True,
    )  # fmt: skip
    assert isinstance(quota_for("CSTDCS", date(2026, 1, 1), rule), NoCap)
    assert isinstance(quota_for("GK", date(2025, 12, 31), rule), NoCap)


@pytest.mark.parametrize(
    ("counted", "facts", "inclusive", "exclusive"),
    [
        (100, {}, 20, 16),
        (100, {"unit_is_excellent": True}, 25, 20),
        (99, {}, 19, 16),
        (4, {}, 0, 0),
        (4, {"of": "EXCELLENT_UNIT"}, 1, 1),
        (5, {"of": "EXCELLENT_UNIT"}, 1, 0),
        (0, {"of": "EXCELLENT_UNIT"}, 0, 0),
        (1, {"of": "EXCELLENT_UNIT"}, 1, 1),
    ],
)
def test_the_excellent_by_both_ways_of_counting(
    counted: int, facts: dict[str, bool], inclusive: int, exclusive: int
) -> None:
    found = excellent(counted, DAY, **facts)  # type: ignore[arg-type] # as a caller would
    assert found == Excellent(
        inclusive=inclusive,
        exclusive=exclusive,
        share=Share(25 if facts.get("unit_is_excellent") else 20, 100),
        citation="Nghị định 233/2026/NĐ-CP",
    )


@given(st.integers(0, 5_000))
def test_counted_without_them_the_excellent_are_a_share_of_the_others(counted: int) -> None:
    found = excellent(counted, DAY)
    assert found is not None
    assert found.exclusive * 5 <= counted - found.exclusive
    assert (found.exclusive + 1) * 5 > counted - found.exclusive - 1
    assert found.inclusive * 5 <= counted < (found.inclusive + 1) * 5


def test_before_its_decree_there_is_no_count_of_the_excellent() -> None:
    assert excellent(100, date(2026, 6, 30)) is None
    assert excellent(100, DAY, of="CSTDCS") is None


@given(
    counted=st.integers(0, 10_000), part=st.integers(1, 100), most=st.integers(0, 500),
    rounding=st.sampled_from(Rounding),
)  # fmt: skip
def test_places_grow_with_those_counted_and_never_past_the_number(
    counted: int, part: int, most: int, rounding: Rounding
) -> None:
    share = Quota(share=Share(part, 100), rounding=rounding)
    capped = Quota(share=Share(part, 100), rounding=rounding, at_most=most)
    assert share.places(counted) <= share.places(counted + 1) <= share.places(counted) + 1
    assert capped.places(counted) == min(share.places(counted), most)
    assert share.places(counted) <= counted


@given(st.integers(0, 5_000), st.booleans())
def test_counting_the_excellent_in_never_gives_fewer(counted: int, raised: bool) -> None:  # drawn
    found = excellent(counted, DAY, unit_is_excellent=raised)
    assert found is not None
    assert 0 <= found.exclusive <= found.inclusive <= counted


def test_a_fixed_number_of_a_regulation_is_told_without_a_share() -> None:
    cap = Cap(quota=Quota(at_most=5), citation="3/QC", verified=False, by_regulation=True)
    assert str(cap.reckoning(9)) == "Tối đa 5 trên 9 (tổng số người, đơn vị)."
