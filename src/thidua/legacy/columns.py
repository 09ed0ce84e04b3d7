"""The columns of an old register: what each may be called, and what one decision shares."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from thidua.core.encodings import TABLES, convert
from thidua.core.permit import Reason
from thidua.core.text import fold

HEAD_ROWS = 20


@dataclass(frozen=True)
class Field:
    """One thing that a row says; `also` are folded words that clerks put above it."""

    name: str
    label: Reason
    also: tuple[str, ...]
    needed: bool = False
    # Can be said once for a whole sheet instead of in a column.
    shared: bool = False


FIELDS = (
    Field("name", _("Họ tên, tập thể"), (
        "ho va ten", "ho ten", "ten", "ho va ten ca nhan", "ten tap the", "ten tap the ca nhan",
        "tap the ca nhan", "ca nhan tap the", "don vi ca nhan", "tap the", "ho va ten tap the",
        "ten don vi ca nhan", "nguoi duoc khen",
    ), needed=True),
    Field("code", _("Mã nhân viên, mã đơn vị"), ("ma nhan vien", "ma nv", "ma so", "ma", "manv")),
    Field("kind", _("Tập thể hay cá nhân"), ("doi tuong", "loai doi tuong", "tt/cn", "tt cn")),
    Field("born", _("Ngày hoặc năm sinh"), (
        "nam sinh", "ngay sinh", "ngay thang nam sinh", "sinh nam",
    )),
    Field("unit", _("Đơn vị công tác"), (
        "don vi", "khoa phong", "khoa, phong", "don vi cong tac", "khoa/phong", "noi cong tac",
        "chuc vu don vi", "chuc vu, don vi", "bo phan",
    )),
    Field("award", _("Danh hiệu, hình thức"), (
        "danh hieu", "hinh thuc", "hinh thuc khen thuong", "danh hieu thi dua",
        "danh hieu hinh thuc", "khen thuong", "hinh thuc khen", "danh hieu, hinh thuc khen thuong",
    ), needed=True, shared=True),
    Field("year", _("Năm thành tích"), (
        "nam", "nam khen", "nam thanh tich", "nam khen thuong", "nam hoc", "nam xet",
    ), needed=True, shared=True),
    Field("reference", _("Số quyết định"), (
        "so quyet dinh", "so qd", "quyet dinh so", "quyet dinh", "qd", "so qd, ngay qd",
        "so, ngay quyet dinh", "so ngay quyet dinh", "so quyet dinh, ngay",
    ), needed=True, shared=True),
    Field("decided_on", _("Ngày quyết định"), (
        "ngay quyet dinh", "ngay qd", "ngay ky", "ngay", "ngay thang", "ngay ban hanh",
    ), needed=True, shared=True),
    Field("decided_by", _("Cơ quan quyết định"), (
        "co quan quyet dinh", "co quan ban hanh", "cap khen", "co quan", "noi cap", "co quan khen",
        "nguoi ky", "cap ra quyet dinh", "co quan ky",
    ), needed=True, shared=True),
    Field("level", _("Cấp quyết định"), ("cap", "cap quyet dinh", "cap khen thuong"), shared=True),
    Field("line", _("Hệ"), ("he", "he thi dua", "khoi"), needed=True, shared=True),
    Field("way", _("Loại hình khen thưởng"), (
        "loai hinh", "loai hinh khen thuong", "loai khen thuong",
    ), shared=True),
    Field("achievement", _("Thành tích"), (
        "thanh tich", "noi dung", "noi dung khen", "noi dung khen thuong", "ly do khen",
        "trich yeu",
    ), shared=True),
)  # fmt: skip
BY_NAME: Mapping[str, Field] = {each.name: each for each in FIELDS}
# What all rows of one decision for one award must agree on.
ONE_PER_DECISION = ("year", "decided_by", "level", "line", "way")
_KNOWN = {word: each.name for each in FIELDS for word in each.also}


def plain(cell: str) -> str:
    """A head as it is compared: folded, without what clerks add in brackets or stars."""
    word = fold(cell).replace("\n", " ").split("(")[0]
    return " ".join(word.replace("*", " ").replace(".", " ").replace(":", " ").split())


def field_of(cell: str) -> str | None:
    """The field that a head names, also when it is written in an encoding before Unicode."""
    for text in (cell, *(convert(cell, name) for name in TABLES)):
        if (word := plain(text)) in _KNOWN:
            return _KNOWN[word]
    return None


def head_of(rows: Sequence[Sequence[str]]) -> int | None:
    """Where the head stands: the first row that names a person or collective and one thing more."""
    for index, row in enumerate(rows[:HEAD_ROWS]):
        found = {name for cell in row if cell and (name := field_of(cell))}
        if "name" in found and len(found) >= 2:
            return index
    return None


def recognised(head: Sequence[str]) -> dict[str, int]:
    """By field, the first column that names it."""
    found: dict[str, int] = {}
    for index, cell in enumerate(head):
        if cell and (name := field_of(cell)):
            found.setdefault(name, index)
    return found


def shape_of(head: Sequence[str]) -> str:
    """One mark for all heads that look alike."""
    return hashlib.sha256("|".join(plain(cell) for cell in head).encode()).hexdigest()
