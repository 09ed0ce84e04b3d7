"""What old registers write, read without a doubt or not at all; how alike two names are."""

import re
from collections.abc import Mapping
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from thidua.core.text import fold, nfc

ENOUGH = 78
"""From how alike (0 to 100) somebody is shown as perhaps meant."""

_DAY = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_TOLD = re.compile(r"(?:ngay\s*)?(\d{1,2})\s*thang\s*(\d{1,2})\s*nam\s*(\d{4})")
_YEAR = re.compile(r"\b(19\d\d|20\d\d)\b")
_HEAD = re.compile(r"^(số|so)\s*:?\s*", re.IGNORECASE)
_TAIL = re.compile(r"[\s,;.\-]*(ngày|ngay)?[\s,;.\-]*$", re.IGNORECASE)
# With their accents: Tô and Đoàn are family names, tổ and đoàn thanh niên are none.
_COLLECTIVE = re.compile(
    r"(tập thể|khoa|phòng|tổ|ban|trung tâm|đơn vị|bệnh viện|công đoàn|chi đoàn|đoàn cơ sở|"
    r"đoàn thanh niên|chi bộ|đội|trạm|sở|viện)\b"
)
# The first whose every word is in the text counts; what is told closer stands before.
_AWARDS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("huan chuong lao dong", "nhat"), "HC_LAO_DONG_1"),
    (("huan chuong lao dong", "nhi"), "HC_LAO_DONG_2"),
    (("huan chuong lao dong", "ba"), "HC_LAO_DONG_3"),
    (("thay thuoc nhan dan",), "TTND"), (("thay thuoc uu tu",), "TTUT"),
    (("hai thuong lan ong",), "HTLO"), (("vi suc khoe nhan dan",), "KNC_VSKND"),
    (("ky niem chuong", "cong doan"), "KNC_CD"), (("ky niem chuong",), "KNC"),
    (("lao dong sang tao", "bang"), "BANG_LDST"),
    (("bang khen", "thu tuong"), "BK_TTG"), (("bang khen", "tong lien doan"), "BK_TLD"),
    (("bang khen", "lien doan lao dong"), "BK_LDLD"), (("bang khen", "cong doan"), "BK_LDLD"),
    (("bang khen", "quan khu"), "BK_QK"), (("bang khen", "doan thanh nien"), "BK_DOAN"),
    (("bang khen", "bo"), "BK_BT"), (("bang khen", "tinh"), "BK_BT"),
    (("bang khen", "thanh pho"), "BK_BT"), (("bang khen", "ubnd"), "BK_BT"),
    (("bang khen", "uy ban nhan dan"), "BK_BT"),
    (("co thi dua", "chinh phu"), "CO_CP"), (("co thi dua", "tong lien doan"), "CO_TLD"),
    (("co thi dua", "lien doan lao dong"), "CO_LDLD"), (("co thi dua", "cong doan"), "CO_LDLD"),
    (("co thi dua", "quan khu"), "CO_QK"), (("co thi dua", "bo"), "CO_BT"),
    (("co thi dua", "tinh"), "CO_BT"), (("co thi dua", "thanh pho"), "CO_BT"),
    (("co thi dua", "ubnd"), "CO_BT"),
    (("chien si thi dua", "toan quoc"), "CSTDTQ"), (("cstd", "toan quoc"), "CSTDTQ"),
    (("chien si thi dua", "co so"), "CSTDCS"), (("cstd", "co so"), "CSTDCS"),
    (("cstdcs",), "CSTDCS"), (("cstd cs",), "CSTDCS"), (("cstdtq",), "CSTDTQ"),
    (("chien si thi dua", "bo"), "CSTDBT"), (("chien si thi dua", "tinh"), "CSTDBT"),
    (("chien si thi dua", "thanh pho"), "CSTDBT"), (("cstd", "bo"), "CSTDBT"),
    (("cstd", "tinh"), "CSTDBT"), (("cstd", "thanh pho"), "CSTDBT"),
    (("tap the lao dong xuat sac",), "TTLDXS"), (("tap the ldxs",), "TTLDXS"),
    (("ttldxs",), "TTLDXS"), (("tap the lao dong tien tien",), "TTLDTT"),
    (("tap the ldtt",), "TTLDTT"), (("ttldtt",), "TTLDTT"),
    (("lao dong tien tien",), "LDTT"), (("ldtt",), "LDTT"),
    (("don vi quyet thang",), "DVQT"), (("don vi tien tien",), "DVTT"),
    (("chien si tien tien",), "CSTT"), (("cong doan co so", "xuat sac"), "CDCS_XS"),
    (("cong doan co so", "tot"), "CDCS_TOT"), (("doan vien cong doan xuat sac",), "DVCD"),
    (("to cong doan vung manh",), "TO_CD"),
)  # fmt: skip
_LETTERS = {"union": "GK_CDCS", "youth": "GK_DOAN", "government": "GK"}


def day_in(text: str) -> date | None:
    """The one day that a cell tells."""
    if found := _ISO.search(text):
        parts = (int(found[1]), int(found[2]), int(found[3]))
    elif found := _DAY.search(text) or _TOLD.search(fold(text)):
        parts = (int(found[3]), int(found[2]), int(found[1]))
    else:
        return None
    try:
        return date(*parts)
    except ValueError:
        return None


def year_in(text: str) -> int | None:
    """The year that a cell tells; of several the last (`2018-2019` is praised in 2019)."""
    found = _YEAR.findall(text)
    return int(found[-1]) if found else None


def parted(text: str) -> tuple[str, date | None]:
    """A number and the day that stands in one cell with it: `215/QĐ-BV ngày 22/12/2019`."""
    day = day_in(text)
    if day is not None:
        told = _ISO.search(text) or _DAY.search(text)
        # Without figures it is told in words, which begin with «ngày».
        at = told.start() if told else nfc(text).casefold().find("ngày")
        text = text[:at] if at >= 0 else text
    reference = _TAIL.sub("", nfc(text))
    return _HEAD.sub("", reference), day


def award_in(text: str, line: str, names: Mapping[str, str]) -> str | None:
    """The code of the award that a cell names; nothing where it could be several.

    `names` are codes by folded name and by folded code.
    """
    words = " ".join(fold(text).replace(",", " ").replace("«", " ").replace("»", " ").split())
    if words in names:
        return names[words]
    if words.startswith("giay khen"):
        return _LETTERS.get(line)
    padded = f" {words} "
    for wanted, code in _AWARDS:
        if all(f" {word} " in padded for word in wanted):
            return code
    return None


def is_collective(kind: str, name: str) -> bool:
    """Whether a row is about a collective: said so, or the name begins as theirs do."""
    said = fold(kind)
    if "tap the" in said or said in ("tt", "don vi"):
        return True
    if "ca nhan" in said or said == "cn":
        return False
    return _COLLECTIVE.match(nfc(name).casefold()) is not None


@lru_cache(maxsize=200_000)
def likeness(one: str, other: str) -> int:
    """How alike two folded names are, 0 to 100."""
    return round(SequenceMatcher(None, one, other, autojunk=False).ratio() * 100)


def pairs(folded: str) -> set[str]:
    """What of a name finds those alike: its adjacent syllables, and its first with its last."""
    parts = folded.split()
    found = {f"{a} {b}" for a, b in pairwise(parts)}
    if len(parts) > 1:
        found.add(f"{parts[0]}…{parts[-1]}")
    return found or set(parts)
