"""What a column may hold, and how a cell or a pasted text becomes its value."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Literal

from django.utils.translation import gettext as _

from thidua.core.sheet import Raw
from thidua.core.text import fold
from thidua.documents.wording import clean

Kind = Literal["text", "integer", "decimal", "day", "choice", "flag"]
Value = str | int | Decimal | date | bool | None
YES, NO = "Có", "Không"
_INTEGER = re.compile(r"-?([0-9]{1,3}(\.[0-9]{3})+|[0-9]+)")
_DECIMAL = re.compile(r"-?([0-9]{1,3}(\.[0-9]{3})+|[0-9]+)(,[0-9]+)?")
_DAY = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})")
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ]00:00(?::00)?)?")
_LARGEST = 10**15  # beyond, a worksheet's numbers lose digits


class _Wrong(ValueError):
    """A cell that does not hold what its column declares; the text is for people."""


@dataclass(frozen=True, kw_only=True)
class Field:
    """A declared column; `choices` are the words of a drop-down, matched without accents."""

    key: str
    title: str
    kind: Kind = "text"
    required: bool = False
    choices: tuple[str, ...] = ()
    width: int = 18
    hint: str = ""


@dataclass(frozen=True)
class CellError:
    """What is wrong at which address (`C5`)."""

    address: str
    title: str
    message: str

    def __str__(self) -> str:
        return _("Ô %(address)s (%(title)s): %(message)s") % {
            "address": self.address,
            "title": self.title,
            "message": self.message,
        }


@dataclass(frozen=True)
class Row:
    """One line of values by column key, with where each stood."""

    number: int
    values: Mapping[str, Value]
    addresses: Mapping[str, str]

    def __getitem__(self, key: str) -> Value:
        return self.values[key]

    def wrong(self, column: Field, message: str) -> CellError:
        """An error that a later check finds in this row's cell."""
        return CellError(self.addresses.get(column.key, str(self.number)), column.title, message)


@dataclass(frozen=True)
class Imported:
    """The rows that read well, the cells that did not, and headings that nobody declared."""

    rows: tuple[Row, ...]
    errors: tuple[CellError, ...] = ()
    unknown: tuple[str, ...] = field(default=())


def column_letters(index: int) -> str:
    """`A` for 0, `AA` for 26."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def value_of(column: Field, raw: Raw) -> Value:
    """The typed value of a cell; an empty one is `None`, a nought stays a nought.

    Raises `_Wrong`. Texts follow Vietnamese writing: `1.234,5`, `22/11/2026`.
    """
    if isinstance(raw, str):
        raw = clean(raw)
    if raw is None or raw == "":
        if column.required:
            raise _Wrong(_("còn để trống"))
        return None
    return _READERS[column.kind](column, raw)


def _text(column: Field, raw: Raw) -> str:
    if isinstance(raw, bool):
        return YES if raw else NO
    if isinstance(raw, int | float):
        return str(int(raw)) if float(raw).is_integer() else str(raw).replace(".", ",")
    if isinstance(raw, datetime):
        return f"{raw:%d/%m/%Y}" if raw.time() == time() else f"{raw:%d/%m/%Y %H:%M}"
    return f"{raw:%d/%m/%Y}" if isinstance(raw, date) else str(raw)


def _number(raw: Raw, pattern: re.Pattern[str], example: str) -> Decimal:
    if isinstance(raw, str) and pattern.fullmatch(raw):
        number = Decimal(raw.replace(".", "").replace(",", "."))
    elif isinstance(raw, int | float) and not isinstance(raw, bool):
        number = Decimal(repr(raw))
    else:
        raise _Wrong(_("cần một số, ví dụ %(example)s") % {"example": example})
    if abs(number) >= _LARGEST:
        raise _Wrong(_("số quá lớn"))
    return number


def _integer(column: Field, raw: Raw) -> int:
    number = _number(raw, _INTEGER, "1.250")
    if number != number.to_integral_value():
        raise _Wrong(_("cần một số nguyên, ví dụ %(example)s") % {"example": "1.250"})
    return int(number)


def _decimal(column: Field, raw: Raw) -> Decimal:
    number = _number(raw, _DECIMAL, "12,5")
    return (
        number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()
    )


def _day(column: Field, raw: Raw) -> date:
    if isinstance(raw, datetime):
        if raw.time() == time():
            return raw.date()
    elif isinstance(raw, date):
        return raw
    elif isinstance(raw, str):
        try:
            if found := _DAY.fullmatch(raw):
                return date(int(found[3]), int(found[2]), int(found[1]))
            if found := _ISO_DAY.fullmatch(raw):
                return date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError as error:
            raise _Wrong(_("ngày này không có trong lịch")) from error
    raise _Wrong(_("cần một ngày, ví dụ 22/11/2026"))


def _choice(column: Field, raw: Raw) -> str:
    words = fold(_text(column, raw))
    for choice in column.choices:
        if fold(choice) == words:
            return choice
    raise _Wrong(_("hãy chọn một trong: %(choices)s") % {"choices": "; ".join(column.choices[:12])})


def _flag(column: Field, raw: Raw) -> bool:
    if isinstance(raw, bool):
        return raw
    words = fold(_text(column, raw))
    if words in ("co", "x", "true", "1", "dung"):
        return True
    if words in ("khong", "false", "0", "sai"):
        return False
    raise _Wrong(_("hãy ghi «Có» hoặc «Không»"))


_READERS: dict[Kind, Callable[[Field, Raw], Value]] = {
    "text": _text,
    "integer": _integer,
    "decimal": _decimal,
    "day": _day,
    "choice": _choice,
    "flag": _flag,
}
