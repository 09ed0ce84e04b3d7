"""Bar charts: one Vega-Lite spec for screen and paper, drawn on the server (docs/adr/0010)."""

import json
import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from html import escape
from typing import Any, Literal

import vl_convert
from django.conf import settings
from django.utils.translation import gettext as _

from thidua.ui import formats

Amount = int | Decimal | None
VEGA_LITE = "6.1"
MOST_SERIES = 2
LINE = 1.3
PAPER_DPI = 220
# Light values of the tokens, as the spec draws them, and the tokens that screens put in place.
TOKENS = {
    "#0b5d73": "var(--action)",
    "#8a8479": "var(--line-strong)",
    "#22201d": "var(--ink)",
    "#5c574f": "var(--ink-soft)",
}
FIRST, SECOND, INK, SOFT = TOKENS
# The picture has one name; Vega's roles of its parts would be pictures without one.
_TAG, _ROLES = re.compile(r"<[^>]+>"), re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')


@dataclass(frozen=True)
class Series:
    """What the bars of one colour say; a missing value is told in words, never drawn as 0."""

    name: str
    values: Sequence[Amount]


@dataclass(frozen=True)
class Bars:
    """Horizontal bars, one for each label and series, with the figure written at the end."""

    title: str
    labels: Sequence[str]
    series: Sequence[Series]
    unit: str = ""

    def __post_init__(self) -> None:
        if not 1 <= len(self.series) <= MOST_SERIES:
            raise ValueError(f"{self.title}: bars are of one or two series")
        for each in self.series:
            if len(each.values) != len(self.labels):
                raise ValueError(
                    f"{self.title}: {each.name} has {len(each.values)} of {len(self.labels)} values"
                )

    @property
    def rows(self) -> list[tuple[str, list[Amount]]]:
        """The same as a table: each label with its values."""
        return [
            (label, [series.values[number] for series in self.series])
            for number, label in enumerate(self.labels)
        ]

    @property
    def alt(self) -> str:
        """What a reader hears in place of the picture."""
        said = "; ".join(
            f"{label}: {', '.join(shown(value) for value in values)}" for label, values in self.rows
        )
        names = ", ".join(series.name for series in self.series)
        return f"{self.title} ({names}). {said}"


@dataclass(frozen=True)
class _Look:
    """The measures of a place where charts are drawn: widths in its own units."""

    font: str
    size: int
    labels: int
    letters: int
    bars: int
    figures: int
    bar: int


SCREEN = _Look("Be Vietnam Pro", 13, labels=146, letters=17, bars=150, figures=74, bar=19)
# 468 points are the 165 mm between the margins of a paper.
PAPER = _Look("Tinos", 12, labels=172, letters=28, bars=224, figures=72, bar=16)


def shown(value: Amount) -> str:
    """A value as Vietnamese papers write it; a missing one is told."""
    return _("chưa có") if value is None else formats.number(value)


def svg(bars: Bars, place: Literal["screen", "paper"]) -> str:
    """The picture as SVG without styles or scripts; on screens its colours are the tokens."""
    look = SCREEN if place == "screen" else PAPER
    text = _drawn(json.dumps(_spec(bars, look), ensure_ascii=False))
    start = text.index("<g ")  # Vega's own root is replaced: ours has a name and no white ground
    width, height = _size(bars, look)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" aria-label="{escape(bars.alt)}">'
    )
    text = head + _TAG.sub(lambda tag: _ROLES.sub("", tag[0]), text[start:])
    if place == "screen":
        for colour, token in TOKENS.items():
            text = text.replace(f'"{colour}"', f'"{token}"')
    return text


def png(picture: str) -> bytes:
    """An SVG of the paper's kind as a picture for Word."""
    _use_fonts()
    content: bytes = vl_convert.svg_to_png(picture, scale=PAPER_DPI / 72)
    return content


@cache
def _use_fonts() -> None:
    vl_convert.register_font_directory(str(settings.THIDUA_PAPER_FONTS))


@lru_cache(maxsize=256)
def _drawn(spec: str) -> str:
    _use_fonts()
    content: str = vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE)
    return content


def _wrapped(label: str, look: _Look) -> str:
    """The label in up to three lines, as even as their number allows."""

    def lines(letters: int) -> list[str]:
        return textwrap.wrap(label, letters, max_lines=3, placeholder=" …")

    fewest = len(lines(look.letters))
    even = [
        found
        for letters in range(max(look.letters // 2, 4), look.letters)
        if len(found := lines(letters)) == fewest and "".join(found).count("…") == 0
    ]
    return "\n".join(even[0] if even else lines(look.letters))


def _step(bars: Bars, look: _Look) -> int:
    """The height of one label's place: room for its lines, and for each bar."""
    lines = max((_wrapped(label, look).count("\n") + 1 for label in bars.labels), default=1)
    return max(lines * round(LINE * look.size) + 8, len(bars.series) * look.bar + 8)


def _legend(bars: Bars, look: _Look) -> int:
    """Above two series stands which colour is which."""
    return (look.size + 10) * len(bars.series) if len(bars.series) > 1 else 0


def _size(bars: Bars, look: _Look) -> tuple[int, int]:
    height = _legend(bars, look) + _step(bars, look) * len(bars.labels) + 8
    return look.labels + look.bars + look.figures, height


def _spec(bars: Bars, look: _Look) -> dict[str, Any]:
    """The Vega-Lite spec; nothing in it is measured, so no font moves a bar."""
    rows = [
        {
            "place": place, "label": _wrapped(label, look), "series": number,
            "lines": _wrapped(label, look).count("\n"),
            "value": None if value is None else float(value),
            "shown": shown(value), "colour": (FIRST, SECOND)[number],
        }
        for place, (label, values) in enumerate(bars.rows)
        for number, value in enumerate(values)
    ]  # fmt: skip
    amounts = [row["value"] for row in rows if row["value"] is not None]
    top, bottom = max([0, *amounts]), min([0, *amounts])
    step, inner = _step(bars, look), len(bars.series) * look.bar
    plain = {"axis": None, "title": None}
    x = {
        "field": "value", "type": "quantitative", "stack": None,
        "scale": {"domain": [bottom, top or 1], "nice": False}, **plain,
    }  # fmt: skip
    y = {
        "field": "place",
        "type": "ordinal",
        "scale": {"paddingInner": 1 - inner / step, "paddingOuter": (1 - inner / step) / 2},
        **plain,
    }
    offset = {"field": "series", "type": "ordinal", "scale": {"paddingInner": 0.15}}
    colour = {"field": "colour", "type": "nominal", "scale": None}
    text = {"type": "text", "font": look.font, "fontSize": look.size, "fill": INK}
    return {
        "width": look.bars,
        "height": step * len(bars.labels),
        "autosize": "none",
        "padding": {
            "left": look.labels, "right": look.figures, "top": _legend(bars, look) + 4, "bottom": 4,
        },
        "background": None,
        "config": {"aria": False, "view": {"stroke": None}, "font": look.font},
        "data": {"values": rows},
        "layer": [
            {
                "mark": {"type": "bar", "cornerRadiusEnd": 2},
                "encoding": {"x": x, "y": y, "yOffset": offset, "color": colour},
            },
            {
                "mark": {**text, "align": "left", "baseline": "middle", "dx": 5},
                "transform": [{"calculate": "datum.value || 0", "as": "value"}],
                "encoding": {
                    "x": x, "y": y, "yOffset": offset, "text": {"field": "shown"},
                },
            },
            {
                "mark": {
                    **text, "align": "right", "baseline": "middle", "lineBreak": "\n",
                    "lineHeight": LINE * look.size, "x": -8,
                    "dy": {"expr": f"-datum.lines * {LINE * look.size / 2}"},
                },
                "transform": [{"filter": "datum.series === 0"}],
                "encoding": {"y": y, "text": {"field": "label"}},
            },
            {
                "mark": {"type": "rule", "color": SECOND, "y": 0, "y2": step * len(bars.labels)},
                "data": {"values": [{"value": 0}]},
                "encoding": {"x": x},
            },
            *_key(bars, look, text),
        ],
    }  # fmt: skip


def _key(bars: Bars, look: _Look, text: dict[str, Any]) -> list[dict[str, Any]]:
    """Which colour is which, in words above the bars."""
    if len(bars.series) == 1:
        return []
    marks: list[dict[str, Any]] = []
    for number, series in enumerate(bars.series):
        y = -_legend(bars, look) + number * (look.size + 10) + 8
        marks += [
            {
                "data": {"values": [{"text": series.name}]},
                "mark": {
                    "type": "square", "size": look.size * 9, "opacity": 1, "x": 7, "y": y,
                    "color": (FIRST, SECOND)[number],
                },
                "encoding": {},
            },
            {
                "data": {"values": [{"text": series.name}]},
                "mark": {
                    **text, "align": "left", "baseline": "middle", "x": 20, "y": y, "fill": SOFT,
                },
                "encoding": {"text": {"field": "text"}},
            },
        ]  # fmt: skip
    return marks
