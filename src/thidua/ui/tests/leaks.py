"""The design system has no secrets; its addresses are opened all the same."""

from typing import Any

from tests.leaks.planted import Planted


def planted(here: Any) -> Planted:
    return Planted(
        objects={"bieu-tuong/<int:size>": [192], "ngoai-tuyen/<slug:language>": ["vi", "en"]}
    )
