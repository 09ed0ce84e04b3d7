"""Who may decide: by the law as read, by a named regulation, or nobody."""

from datetime import date

import pytest

from thidua.legal import ManagingBody, Power, Refusal, Regulation, power_to_decide

DAY = date(2025, 12, 20)
AMENDED = date(2026, 10, 1)
TITLES = ("LDTT", "CSTDCS", "TTLDTT")


@pytest.mark.parametrize("award", [*TITLES, "GK"])
@pytest.mark.parametrize("body", ["ministry", "company"])
def test_heads_of_units_with_legal_personality(award: str, body: str) -> None:
    assert power_to_decide(award, body, DAY) == Power(
        award=award,
        managing_body=ManagingBody(body),
        citation="khoản 1 Điều 80 Luật 06/2022/QH15",
        by_regulation=False,
    )


@pytest.mark.parametrize("award", TITLES)
def test_a_provincial_hospital_submits_titles_to_the_department(award: str) -> None:
    refused = power_to_decide(award, "province", DAY)
    assert isinstance(refused, Refusal)
    assert not refused.granted
    assert str(refused.reason).startswith(
        "Chưa có căn cứ để người đứng đầu đơn vị thuộc tỉnh, thành phố (Sở Y tế) quyết định"
    )
    assert power_to_decide("GK", "province", DAY).granted


def test_a_provinces_regulation_opens_what_it_lists() -> None:
    rule = Regulation(number="15/2025/QĐ-UBND", on=date(2025, 2, 10), powers=("LDTT",))
    assert power_to_decide("LDTT", "province", DAY, rule) == Power(
        award="LDTT",
        managing_body=ManagingBody.PROVINCE,
        citation="15/2025/QĐ-UBND ngày 10/02/2025",
        by_regulation=True,
    )
    assert not power_to_decide("CSTDCS", "province", DAY, rule).granted
    assert not power_to_decide("LDTT", "province", date(2025, 2, 9), rule).granted


@pytest.mark.parametrize(
    "rule",
    [
        Regulation(number=" ", on=date(2025, 2, 10), powers=("LDTT",)),
        Regulation(
            number="15/QĐ", on=date(2025, 2, 10), powers=("LDTT",), ended_on=date(2025, 12, 20)
        ),
    ],
    ids=["no number", "ended"],
)
def test_a_regulation_must_be_named_and_in_force(rule: Regulation) -> None:
    assert not power_to_decide("LDTT", "province", DAY, rule).granted


@pytest.mark.parametrize("award", ["TTLDXS", "CSTDBT", "CO_BT", "BK_BT", "BK_TTG"])
def test_higher_awards_are_never_the_hospitals_own(award: str) -> None:
    rule = Regulation(number="15/2025/QĐ-UBND", on=date(2025, 2, 10), powers=(award,))
    refused = power_to_decide(award, "ministry", DAY, rule)
    assert isinstance(refused, Refusal)
    assert str(refused.reason).endswith("không thuộc thẩm quyền quyết định của bệnh viện.")
    assert str(refused.mend) == (
        "Trình cấp có thẩm quyền quyết định, hoặc dẫn văn bản phân cấp (số, ngày)."
    )
    province = power_to_decide(award, "province", DAY, rule)
    assert isinstance(province, Refusal)
    assert province.mend == power_to_decide("CSTDCS", "province", DAY).mend  # type: ignore[union-attr]
    assert province.mend != refused.mend


def test_the_army_needs_its_regulation_named() -> None:
    refused = power_to_decide("GK", ManagingBody.ARMY, DAY)
    assert isinstance(refused, Refusal)
    assert str(refused.reason) == (
        "Thẩm quyền quyết định Giấy khen của người đứng đầu đơn vị thuộc quân đội theo "
        "khoản 5 Điều 80 Luật 06/2022/QH15 chưa được kiểm chứng."
    )
    assert str(refused.mend) == (
        "Dẫn văn bản phân cấp đang có hiệu lực (số, ngày) quy định thẩm quyền này."
    )
    assert refused.citation == "khoản 5 Điều 80 Luật 06/2022/QH15"


def test_other_bodies_and_earlier_days_have_no_power() -> None:
    assert not power_to_decide("GK", "other", DAY).granted
    assert not power_to_decide("GK", "ministry", date(2023, 12, 31)).granted
    assert not power_to_decide("HUAN_CHUONG", "ministry", DAY).granted


@pytest.mark.parametrize("body", ["ministry", "company", "province", "army"])
def test_under_the_unread_law_a_regulation_is_needed(body: str) -> None:
    assert not power_to_decide("GK", body, AMENDED).granted
    rule = Regulation(number="20/QĐ", on=AMENDED, issuer="Bộ Y tế", powers=("GK",))
    granted = power_to_decide("GK", body, AMENDED, rule)
    assert isinstance(granted, Power)
    assert granted.citation == "20/QĐ ngày 01/10/2026 của Bộ Y tế"
