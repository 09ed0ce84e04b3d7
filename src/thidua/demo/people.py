"""Invented names for the demo hospital; any likeness to living people is chance."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

FAMILIES = (
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô",
    "Dương", "Lý", "Đinh", "Lương", "Trịnh", "Mai", "Tạ", "Chu",
)  # fmt: skip
FEMALE_MIDDLES = ("Thị", "Thị Thu", "Thị Ngọc", "Minh", "Thị Thanh", "Bích", "Thị Hồng")
FEMALE_GIVEN = (
    "An", "Bình", "Chi", "Dung", "Giang", "Hà", "Hằng", "Hiền", "Hoa", "Huệ", "Lan", "Liên",
    "Mai", "Nga", "Ngân", "Nhung", "Oanh", "Phượng", "Quyên", "Thảo", "Thủy", "Trang", "Vân", "Yến",
)  # fmt: skip
MALE_MIDDLES = ("Văn", "Đức", "Quang", "Hữu", "Minh", "Xuân", "Công")
MALE_GIVEN = (
    "Anh", "Bảo", "Cường", "Dũng", "Đạt", "Hải", "Hiếu", "Hùng", "Khánh", "Lâm", "Long", "Nam",
    "Phong", "Quân", "Sơn", "Tâm", "Thắng", "Thành", "Toàn", "Trung", "Tuấn", "Việt", "Vinh", "Ước",
)  # fmt: skip


@dataclass(frozen=True)
class Invented:
    """One invented person."""

    code: str
    name: str
    is_woman: bool


def invented_people() -> Iterator[Invented]:
    """People without end, the same ones in the same order each time."""
    for number in count(1):
        is_woman = number % 5 in {0, 2, 3}
        middles, given = (FEMALE_MIDDLES, FEMALE_GIVEN) if is_woman else (MALE_MIDDLES, MALE_GIVEN)
        name = " ".join(
            (
                FAMILIES[number * 7 % len(FAMILIES)],
                middles[number * 3 % len(middles)],
                given[number * 11 % len(given)],
            )
        )
        yield Invented(f"ST{number:04d}", name, is_woman)
