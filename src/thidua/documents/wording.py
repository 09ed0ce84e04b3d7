"""Fixed words of official papers (decree 30/2020, annex I): always Vietnamese, never translated."""

import re
from datetime import date
from functools import lru_cache

from thidua.core.text import nfc

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
BLANK = "\u00a0"  # room for a pen in a head; within texts white space is folded, dots are not
DOTS = "……"
# Control characters but for white space, and halves of surrogate pairs.
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff]")


@lru_cache(maxsize=2048)  # a list's papers say the same words over and over
def clean(text: str) -> str:
    """Composed text without control characters: what a page, a cell and a PDF can all hold."""
    return nfc(_UNPRINTABLE.sub("", text))


def lowered(text: str) -> str:
    """A title as it stands within a sentence."""
    return f"{text[:1].lower()}{text[1:]}".rstrip(".")


def number_sign(number: str, symbol: str) -> str:
    """`05/QĐ-BV`: below ten a leading zero; an empty number leaves room for the pen."""
    number = clean(number)
    if number.isdigit():
        number = f"{int(number):02d}"
    return f"{number or BLANK * 8}/{symbol}" if symbol else number or BLANK * 12


def number_line(number: str, symbol: str) -> str:
    return f"Số: {number_sign(number, symbol)}"


def quoted(number: str, symbol: str, on: date | None) -> str:
    """`số 05/QĐ-BV ngày 05 tháng 02 năm 2026` within a text; dots for what is not known yet."""
    sign = number_sign(number, symbol) if number else f"{DOTS}/{symbol}" if symbol else DOTS
    return f"số {sign} {long_day(on)}"


def long_day(on: date | None) -> str:
    """`ngày 05 tháng 02 năm 2026`: days below ten and the first two months with a zero.

    Dots stand for a day that is not known yet.
    """
    if on is None:
        return f"ngày {DOTS} tháng {DOTS} năm {DOTS}"
    month = f"{on.month:02d}" if on.month < 3 else str(on.month)
    return f"ngày {on.day:02d} tháng {month} năm {on.year}"


def place_line(place: str, on: date | None) -> str:
    """`Hà Đông, ngày 05 tháng 02 năm 2026`; without a place there is no line (minutes)."""
    return f"{clean(place)}, {long_day(on)}" if place else ""
