"""What clerks write, and how it is read."""

from datetime import date

import pytest

from thidua.legacy import rules

NAMES = {"giay khen": "GK", "gk": "GK", "thay thuoc nhan dan": "TTND"}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("22/12/2019", date(2019, 12, 22)),
        ("22-12-2019", date(2019, 12, 22)),
        ("2019-12-22", date(2019, 12, 22)),
        ("ngày 05 tháng 01 năm 2010", date(2010, 1, 5)),
        ("31/02/2019", None),
        ("năm 2019", None),
    ],
)
def test_a_day_is_read_however_it_is_written(text: str, day: date | None) -> None:
    assert rules.day_in(text) == day


@pytest.mark.parametrize(
    ("text", "year"), [("2018", 2018), ("2018-2019", 2019), ("Năm học 2018", 2018), ("18", None)]
)
def test_of_several_years_the_last_counts(text: str, year: int | None) -> None:
    assert rules.year_in(text) == year


@pytest.mark.parametrize(
    ("text", "reference", "day"),
    [
        ("215/QĐ-BV", "215/QĐ-BV", None),
        ("215/QĐ-BV ngày 22/12/2019", "215/QĐ-BV", date(2019, 12, 22)),
        ("Số: 215/QĐ-BV, 22.12.2019", "215/QĐ-BV", date(2019, 12, 22)),
        ("215/QĐ-BV ngày 5 tháng 1 năm 2010", "215/QĐ-BV", date(2010, 1, 5)),
        ("215/QĐ-BV 5 tháng 1 năm 2010", "215/QĐ-BV 5 tháng 1 năm 2010", date(2010, 1, 5)),
    ],
)
def test_a_number_is_parted_from_its_day(text: str, reference: str, day: date | None) -> None:
    assert rules.parted(text) == (reference, day)


@pytest.mark.parametrize(
    ("text", "line", "code"),
    [
        ("Thầy thuốc nhân dân", "", "TTND"),
        ("Giấy khen", "union", "GK"),
        ("Giấy khen của công đoàn", "union", "GK_CDCS"),
        ("Giấy khen", "", "GK"),
        ("Giấy khen cấp trên", "other", None),
        ("CSTĐ cơ sở", "", "CSTDCS"),
        ("Chiến sĩ thi đua cấp Bộ", "", "CSTDBT"),
        ("Tập thể LĐTT", "", "TTLDTT"),
        ("LĐTT", "", "LDTT"),
        ("Bằng khen của Bộ trưởng Bộ Y tế", "", "BK_BT"),
        ("Bằng khen UBND tỉnh", "", "BK_BT"),
        ("Bằng khen của Thủ tướng Chính phủ", "", "BK_TTG"),
        ("Bằng khen Tổng Liên đoàn", "", "BK_TLD"),
        ("Huân chương Lao động hạng Ba", "", "HC_LAO_DONG_3"),
        ("Bằng khen", "", None),
        ("Quà tặng", "", None),
    ],
)
def test_an_award_is_known_or_not_guessed(text: str, line: str, code: str | None) -> None:
    assert rules.award_in(text, line, NAMES) == code


def test_a_collective_is_told_or_begins_as_one() -> None:
    told = [("Tập thể", "An"), ("TT", "An"), ("Cá nhân", "Khoa Nội"), ("CN", "Tổ 1")]
    assert [rules.is_collective(*each) for each in told] == [True, True, False, False]
    names = ["Khoa Nội", "Tổ công đoàn 1", "PHÒNG TỔ CHỨC", "Tô Thị Khoa", "Đoàn Văn Ban"]
    assert [rules.is_collective("", name) for name in names] == [True, True, True, False, False]


def test_likeness_and_what_finds_it() -> None:
    assert rules.likeness("le van binh", "le van binh") == 100
    assert rules.ENOUGH < rules.likeness("le van binh", "le van bin") < 100
    assert rules.likeness("le van binh", "pham thi hoa") < rules.ENOUGH
    assert rules.pairs("le van binh") == {"le van", "van binh", "le…binh"}
    assert rules.pairs("binh") == {"binh"}
