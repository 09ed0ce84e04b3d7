"""Sentences with named fields, kept in one file and rendered in the language asked for."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

LANGUAGES = ("vi", "en")


@cache
def _texts() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "messages.toml").read_text("utf-8"))


@cache
def _award_names() -> dict[str, Any]:
    """Names by award code, from the head of each pack: what stands before its versions."""
    found = {}
    for path in (Path(__file__).parent / "packs").rglob("*.toml"):
        head = tomllib.loads(path.read_text("utf-8").partition("\n[[version]]")[0])
        found[head["code"]] = head["name"]
    return found


def term(name: str, lang: str = "vi") -> str:
    """The word for `group.code`, such as `rating.good`; an award without a name is its code."""
    group, code = name.split(".", 1)
    if group == "award":
        named: str = _award_names().get(code, {}).get(lang, code)
        return named
    text: str = _texts()["terms"][group][code][lang]
    return text


def codes_of(group: str) -> tuple[str, ...]:
    """The codes of a group of words, in their order."""
    return tuple(_texts()["terms"][group])


@dataclass(frozen=True)
class Reason:
    """A sentence kept as its key and figures, so that it can be frozen and translated.

    A parameter that starts with `@` is a term; a list of parameters is joined by commas.
    """

    key: str
    params: Mapping[str, Any] = field(default_factory=dict)

    def render(self, lang: str = "vi") -> str:
        template: str = _texts()["reasons"][self.key][lang]
        return template.format(**{name: _show(value, lang) for name, value in self.params.items()})

    def __str__(self) -> str:
        return self.render()


def reason(key: str, **params: object) -> Reason:
    """A reason whose parameters are already JSON-ready, so that freezing changes nothing."""
    return Reason(key, {name: _plain(value) for name, value in params.items()})


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    return value if isinstance(value, int) else str(value)


def _show(value: object, lang: str) -> str:
    if isinstance(value, list):
        return ", ".join(_show(item, lang) for item in value)
    text = str(value)
    if text.startswith("@"):
        return term(text[1:], lang)
    try:
        return date.fromisoformat(text).strftime("%d/%m/%Y") if len(text) == 10 else text
    except ValueError:
        return text
