"""The acts the rules rest on, and how an article of theirs is cited."""

import re
import tomllib
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from thidua.legal.codec import decode
from thidua.legal.terms import Status


@dataclass(frozen=True)
class Source:
    """One act: number, title, days in force and whether its text was read."""

    id: str
    number: str
    type: str
    title: str
    status: Status
    issuer: str = ""
    issued: date | None = None
    in_force: date | None = None
    ended: date | None = None
    expected_end: date | None = None
    note: str = ""

    def name(self) -> str:
        return f"{self.type} {self.number}".strip()


@dataclass(frozen=True)
class Basis:
    """An article of a source; `article` reads like `6(2)(c)` and may be blank if unverified."""

    source: str
    article: str = ""

    @cache  # noqa: B019 # as many as the packs cite
    def citation(self) -> str:
        name = sources()[self.source].name()
        return f"{self.article_text()} {name}".strip()

    def article_text(self) -> str:
        return article_text(self.article)


def article_text(article: str) -> str:
    """`6(2)(c)` as «điểm c khoản 2 Điều 6»; nothing where no article is told."""
    number, *parts = re.findall(r"[^()]+", article) or [""]
    words = [f"{'điểm' if part.isalpha() else 'khoản'} {part}" for part in reversed(parts)]
    return " ".join([*words, f"Điều {number}"]) if number.strip() else ""


@dataclass(frozen=True)
class _Sources:
    sources: tuple[Source, ...] = field(metadata={"key": "source"})


@cache
def sources() -> dict[str, Source]:
    """Every act by its id."""
    text = (Path(__file__).parent / "sources.toml").read_text("utf-8")
    read = decode(_Sources, tomllib.loads(text), "")
    return {source.id: source for source in read.sources}
