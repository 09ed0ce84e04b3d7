"""Vote shares and quorums: integers over all members, dated, from the law or a regulation."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.legal import NoThreshold, Regulation, Share, Threshold, quorum_for, threshold_for
from thidua.legal.thresholds import INITIATIVE, share_text

DAY = date(2025, 6, 30)
EIGHTY, NINETY, TWO_THIRDS = Share(80, 100), Share(90, 100), Share(2, 3)
MORE_THAN_HALF = Share(1, 2, strict=True)


@pytest.mark.parametrize(
    ("members", "eighty", "ninety"),
    [(11, 9, 10), (9, 8, 9), (7, 6, 7), (15, 12, 14), (13, 11, 12), (10, 8, 9)],
)
def test_needed_votes(members: int, eighty: int, ninety: int) -> None:
    assert (EIGHTY.needed(members), NINETY.needed(members)) == (eighty, ninety)


def test_more_than_half_is_one_vote_more_than_half() -> None:
    assert [MORE_THAN_HALF.needed(members) for members in (9, 10, 11)] == [5, 6, 6]


def test_council_of_eleven() -> None:
    assert NINETY.met(11, 11)
    assert EIGHTY.met(9, 11)
    assert not NINETY.met(9, 11)


@given(
    share=st.sampled_from([EIGHTY, NINETY, TWO_THIRDS, MORE_THAN_HALF, Share(70, 100)]),
    total=st.integers(1, 500),
    data=st.data(),
)
def test_a_share_is_met_exactly_from_the_needed_vote_on(
    share: Share, total: int, data: st.DataObject
) -> None:
    agree = data.draw(st.integers(0, total))
    reached, wanted = Fraction(agree, total), Fraction(share.part, share.whole)
    assert share.met(agree, total) == (reached > wanted if share.strict else reached >= wanted)
    assert share.met(agree, total) == (agree >= share.needed(total))


@pytest.mark.parametrize("share", [EIGHTY, MORE_THAN_HALF])
def test_nobody_on_the_council_reaches_nothing(share: Share) -> None:
    assert not share.met(0, 0)


def test_one_abstaining_of_nine_puts_ninety_out_of_reach() -> None:
    rule = threshold_for("CSTDBT", DAY)
    assert isinstance(rule, Threshold)
    assert rule.reachable(9, 0)
    assert not rule.reachable(9, 1)


@pytest.mark.parametrize(
    ("award", "on", "expected"),
    [
        ("CSTDCS", date(2025, 6, 30), ("VOTE-80", EIGHTY, True)),
        ("CSTDCS", date(2025, 7, 1), ("VOTE-80", EIGHTY, False)),
        ("CSTDTQ", date(2024, 1, 1), ("VOTE-90", NINETY, True)),
        ("CSTDTQ", date(2026, 11, 1), ("VOTE-90", NINETY, False)),
        ("LDTT", date(2025, 1, 1), ("VOTE-MAJ", MORE_THAN_HALF, False)),
        (INITIATIVE, date(2020, 1, 1), ("VOTE-SK", TWO_THIRDS, True)),
    ],
)
def test_shares_by_day(award: str, on: date, expected: tuple[str, Share, bool]) -> None:
    rule = threshold_for(award, on)
    assert isinstance(rule, Threshold)
    assert (rule.rule, rule.share, rule.verified) == expected
    assert rule.standing is rule.verified


def test_a_regulation_comes_first_while_in_force() -> None:
    own = Regulation(
        number="9/QC-HĐ",
        on=date(2025, 7, 1),
        thresholds={"CSTDCS": NINETY},
        quorum=EIGHTY,
    )
    rule = threshold_for("CSTDCS", date(2025, 12, 1), own)
    assert isinstance(rule, Threshold)
    assert (rule.share, rule.citation, rule.standing, rule.verified) == (
        NINETY,
        "9/QC-HĐ ngày 01/07/2025",
        True,
        False,
    )
    assert rule.needed(11) == 10
    before = threshold_for("CSTDCS", DAY, own)
    assert isinstance(before, Threshold)
    assert before.rule == "VOTE-80"
    other = threshold_for("LDTT", date(2025, 12, 1), own)
    assert isinstance(other, Threshold)
    assert other.rule == "VOTE-MAJ"
    quorum = quorum_for(date(2025, 12, 1), own)
    assert quorum == Threshold(
        rule="9/QC-HĐ",
        share=EIGHTY,
        citation="9/QC-HĐ ngày 01/07/2025",
        verified=False,
        by_regulation=True,
    )


def test_what_is_not_known_says_so() -> None:
    unknown = threshold_for("CSTDCS", date(2023, 12, 31))
    assert isinstance(unknown, NoThreshold)
    assert str(unknown.reason) == (
        "Chưa có quy định về tỷ lệ phiếu cho Chiến sĩ thi đua cơ sở tại ngày 31/12/2023."
    )
    quorum = quorum_for(date(2023, 12, 31))
    assert isinstance(quorum, NoThreshold)
    default = quorum_for(DAY, Regulation(number="1", on=DAY))
    assert default == Threshold(
        rule="QUORUM",
        share=TWO_THIRDS,
        citation="điểm b khoản 4 Điều 8 Quyết định 86/2025/QĐ-UBND",
        verified=False,
    )


@pytest.mark.parametrize(
    ("share", "text"), [(EIGHTY, "80%"), (TWO_THIRDS, "2/3"), (MORE_THAN_HALF, "trên 1/2")]
)
def test_a_share_reads_as_people_say_it(share: Share, text: str) -> None:
    assert str(share) == text


def test_a_share_of_nobody_is_shown_as_zero() -> None:
    assert share_text(0, 0) == "0,0%"


@pytest.mark.parametrize(
    ("part", "total", "share", "shown"),
    [
        (8, 9, None, "88,9%"),
        (8, 9, EIGHTY, "88,9%"),
        (1, 3, None, "33,3%"),
        (1, 2000, None, "0,1%"),
        (0, 9, None, "0,0%"),
        (0, 0, None, "0,0%"),
        (1, 1, NINETY, "100,0%"),
        # Rounded it would look reached, so it is cut.
        (1799, 2000, NINETY, "89,9%"),
        (1799, 2000, None, "90,0%"),
        (1799, 2000, EIGHTY, "90,0%"),
        (2, 3, Share(2, 3), "66,7%"),
    ],
)
def test_a_share_is_shown_to_a_tenth_and_never_as_reached_when_it_is_not(
    part: int, total: int, share: Share | None, shown: str
) -> None:
    assert share_text(part, total, share) == shown
