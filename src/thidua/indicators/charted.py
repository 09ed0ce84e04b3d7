"""Charts of a look: each indicator over its last periods, and how its reporters spread."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from thidua.indicators import looked, queries
from thidua.indicators.judging import BANDS
from thidua.indicators.models import Definition
from thidua.indicators.told import Told
from thidua.indicators.wording import span_short
from thidua.orgs.states import Ownership, UnitKind
from thidua.ui.charts import Bars, Series
from thidua.ui.formats import number

PLACES = 2
MOST_CHARTS = 24


@dataclass(frozen=True)
class Trend:
    """One indicator from period to period, and in words how the last went from the one before."""

    bars: Bars
    told: str


@dataclass(frozen=True)
class Drawn:
    """The charts of a look, in the order of the set."""

    trends: tuple[Trend, ...]
    spreads: tuple[Bars, ...]

    @classmethod
    def of(cls, told: Told) -> "Drawn":
        trends = told.seen.trends
        spreads = {} if told.seen.is_leaf else queries.spread_of(told.seen)
        by_key = {line.key: line for line in told.lines}
        return cls(
            tuple(
                _trend(by_key[key].meaning, found)
                for key, found in list(trends.items())[:MOST_CHARTS] if found
            ),
            tuple(_spread(by_key[key], places) for key, places in spreads.items()),
        )  # fmt: skip


def _trend(meaning: Definition, found: Sequence[tuple[queries.Span, Decimal | None]]) -> Trend:
    is_share = meaning.adds in looked.PERCENT
    places = (meaning.decimals or 1) if is_share else PLACES
    values = [None if figure is None else round(figure, places) for _span, figure in found]
    unit = "%" if is_share else meaning.counted_in
    bars = Bars(
        meaning.name, tuple(span_short(*span) for span, _figure in found),
        (Series(_("Kết quả"), tuple(values)),), unit,
    )  # fmt: skip
    return Trend(bars, _step(values))


def _step(values: list[Decimal | None]) -> str:
    given = [value for value in values[-2:] if value is not None]
    if len(given) < 2:
        return _("chưa đủ hai kỳ liền nhau để so")
    before, now = given
    if now == before:
        return _("bằng kỳ trước")
    shown = number(abs(now - before))
    return (_("tăng %(by)s so với kỳ trước") if now > before
            else _("giảm %(by)s so với kỳ trước")) % {"by": shown}  # fmt: skip


def _spread(line: looked.Line, places: Any) -> Bars:
    """Silence is a place of its own beside the levels and bands."""
    labels = [_band(name) for name in places]
    values = list(places.values())
    labels += [_("Không áp dụng"), _("Chưa báo cáo")]
    values += [line.filled.absent, line.missing]
    return Bars(line.meaning.name, tuple(labels), (Series(_("Số đơn vị"), tuple(values)),))


def _band(name: str) -> str:
    return _("dưới 50 %") if name == BANDS[-1][1] else name


@dataclass(frozen=True)
class TypeTable:
    """Each indicator by type of reporting unit: the figure, and how many gave one."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...]


def by_type(told: Told) -> TypeTable | None:
    """`None` where all units are of one type."""
    types = [t for t in told.seen.types if told.look.takes(*t)]
    if len(types) < 2:
        return None
    heads = tuple(
        f"{UnitKind(kind).label} {Ownership(ownership).label}" for kind, ownership in types
    )
    rows = []
    for line in told.lines:
        whole = told.seen.whole[line.key]
        cells = []
        for head, (kind, ownership) in zip(heads, types, strict=True):
            part = queries.narrowed(whole, kind=kind, ownership=ownership)
            shown = looked.line_of(line.key, part)
            cells.append((head, shown.value, shown.reported))
        rows.append((line.meaning.name, tuple(cells)))
    return TypeTable(heads, tuple(rows))
