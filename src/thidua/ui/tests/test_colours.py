"""Every pair of text and ground that the style sheets use is readable: WCAG 2.2 AA."""

import re
from pathlib import Path

import pytest

TOKENS = (Path(__file__).parents[1] / "static" / "ui" / "tokens.css").read_text(encoding="utf-8")
PAIRS = {
    name: (light, dark)
    for name, light, dark in re.findall(
        r"--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", TOKENS
    )
}
INKS = ("ink", "ink-soft", "action", "fail")
TEXT = [
    *((ink, ground) for ink in INKS for ground in ("ground", "surface", "sunken")),
    *((tone, f"{tone}-soft") for tone in ("pass", "fail", "hold", "unknown", "action", "honour")),
    *((tone, ground) for tone in ("pass", "hold", "unknown") for ground in ("ground", "surface")),
    ("ink", "action-soft"), ("ink", "hold-soft"), ("ink-soft", "action-soft"),
    ("honour", "surface"),
    ("action-on", "action-fill"), ("action-on", "action-fill-hover"), ("fail-on", "fail-fill"),
]  # fmt: skip


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_is_readable(text: str, ground: str, scheme: int) -> None:
    assert contrast(PAIRS[text][scheme], PAIRS[ground][scheme]) >= 4.5


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["ground", "surface"])
def test_borders_of_fields_can_be_seen(ground: str, scheme: int) -> None:
    assert contrast(PAIRS["line-strong"][scheme], PAIRS[ground][scheme]) >= 3
