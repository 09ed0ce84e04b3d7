"""The terminal's language, from the same catalogues as the pages, without loading Django."""

from __future__ import annotations

import gettext
import os
from functools import lru_cache
from pathlib import Path

LOCALE = Path(__file__).resolve().parents[1] / "locale"


def terminal_language() -> str:
    """Vietnamese where the terminal says so or says nothing, else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if said := os.environ.get(name):
            return "vi" if said.startswith("vi") else "en"
    return "vi"


@lru_cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("django", LOCALE, languages=[language], fallback=True)


def gettext_terminal(message: str) -> str:
    return _catalogue(terminal_language()).gettext(message)
