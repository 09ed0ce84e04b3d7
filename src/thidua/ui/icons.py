"""Tabler's outline icons as inline SVG, read once from the front-end packages."""

import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

_NAME = re.compile(r"[a-z0-9-]+")
_SPACES = re.compile(r"\s*\n\s*")
_BACKGROUND = '<path stroke="none" d="M0 0h24v24H0z" fill="none" />'


def _folder() -> Path:
    return Path(settings.THIDUA_ICONS)


@cache
def _inside(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} is not the name of an icon")
    text = (_folder() / f"{name}.svg").read_text(encoding="utf-8")
    body = text[text.index(">") + 1 : text.rindex("</svg>")]
    return _SPACES.sub("", body).replace(_BACKGROUND, "")


@cache
def svg(name: str, label: str = "") -> SafeString:
    """The icon; hidden from screen readers unless labelled; `FileNotFoundError` when unknown."""
    meaning = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
    return mark_safe(  # noqa: S308 - the body is a file of the package, the label is escaped
        '<svg class="icon" width="24" height="24" viewBox="0 0 24 24" fill="none"'
        ' stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round"'
        f" {meaning}>{_inside(name)}</svg>"
    )
