"""Marks of texts that several people write: nobody writes over what another wrote meanwhile.

A form carries, as `seen`, the mark of each text that its writer had before them.
"""

import hashlib
from collections.abc import Mapping

from thidua.core.text import nfc

Fields = Mapping[str, str]
"""Texts, or their marks, by the name of their field."""


def mark_of(text: str) -> str:
    """The version of a text, without the text itself; browsers send lines their own way."""
    return hashlib.sha256(nfc(text).encode()).hexdigest()[:16]


def changed(kept: Fields, given: Fields, seen: Fields) -> dict[str, str]:
    """What its writer has changed: neither what is kept nor what they had before them.

    Of a field that is gone only what says something is left to lose.
    """
    return {
        name: text
        for name, text in given.items()
        if mark_of(text) not in (mark_of(kept.get(name, "")), seen.get(name))
    }


def clashing(kept: Fields, new: Fields, seen: Fields) -> list[str]:
    """Changed fields that somebody else has changed, or taken out, meanwhile."""
    return [
        name
        for name in new
        if name not in kept or seen.get(name, mark_of(kept[name])) != mark_of(kept[name])
    ]
