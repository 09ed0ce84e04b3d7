"""Figures and days as Vietnamese official papers write them, the same in every language.

A figure on screen must be the figure on paper: 1.234 would mean two things if the English
page grouped thousands by comma, so the language of the page does not change it.
"""

from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.core.period import HANOI

Number = int | float | Decimal


def number(value: Number, places: int | None = None) -> str:
    """`1234567.5` as `1.234.567,5`; `places` fixes the decimals, else trailing zeros are cut."""
    exact = Decimal(str(value))
    if places is not None:
        exact = exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    whole, _point, fraction = f"{abs(exact):,f}".partition(".")
    if places is None:
        fraction = fraction.rstrip("0")
    text = whole.replace(",", ".") + (f",{fraction}" if fraction else "")
    return f"−{text}" if exact < 0 and text.strip("0,.") else text


def money(value: Number) -> str:
    """Vietnamese đồng without decimals: `710.000 đ`."""
    return f"{number(value, 0)}\u00a0đ"


def percent(value: Number, places: int | None = 1) -> str:
    """A share of 1 as `12,5%`."""
    text = number(Decimal(str(value)) * 100, places)
    return f"{text.removesuffix(',0')}%"


def day(value: date) -> str:
    """`22/11/2026`; a moment is told by its day in Vietnam."""
    if isinstance(value, datetime):
        value = value.astimezone(HANOI) if value.tzinfo else value
    return f"{value:%d/%m/%Y}"


def when(value: datetime) -> str:
    """`14:05 ngày 22/11/2026` by the clock in Vietnam."""
    local = value.astimezone(HANOI) if value.tzinfo else value
    return _("%(time)s ngày %(day)s") % {"time": f"{local:%H:%M}", "day": f"{local:%d/%m/%Y}"}


def week(value: date) -> str:
    """The week of a day, named by its Monday."""
    monday = value - timedelta(days=value.weekday())
    return _("tuần từ %(monday)s") % {"monday": day(monday)}


def distance(due: date, today: date) -> str:
    """How far a due day is: `còn 3 ngày`, `hôm nay`, `quá hạn 2 ngày`.

    Both today and the last day count, as in `Period.days_left`: tomorrow is `còn 2 ngày`.
    """
    days = (due - today).days
    if days == 0:
        return _("hôm nay")
    if days > 0:
        days += 1
        return ngettext("còn %(days)s ngày", "còn %(days)s ngày", days) % {"days": number(days)}
    return ngettext("quá hạn %(days)s ngày", "quá hạn %(days)s ngày", -days) % {
        "days": number(-days)
    }
