"""The decree's forms of achievement reports, read from their dated data."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

DATA = Path(__file__).with_name("reports.toml")
BY_AWARD = {"CO_CP": "02", "CSTDTQ": "03"}
THEMATIC = "08"
MERIT = {"collective": "04", "individual": "05"}
TABLES = frozenset({"ratings", "titles", "forms"})
"""Facts that stand as a table; the others begin a text."""


@dataclass(frozen=True)
class Item:
    """One thing that a section asks: a text, or a table of `facts`."""

    key: str
    title: str
    facts: str = ""
    is_required: bool = False

    @property
    def is_table(self) -> bool:
        return self.facts in TABLES


@dataclass(frozen=True)
class Section:
    """A part of a report and what it asks."""

    key: str
    title: str
    items: Sequence[Item]


@dataclass(frozen=True)
class Form:
    """One form; `is_verified` says whether its number was read in the decree."""

    number: str
    name: str
    subject: str
    is_verified: bool
    lists: dict[str, Sequence[Section]]
    sections_verified: bool

    def sections(self, *, is_person: bool) -> Sequence[Section]:
        """What it asks of a person, or of a collective."""
        return self.lists["individual" if is_person else "collective"]


@dataclass(frozen=True)
class Forms:
    """All forms of one decree, from the day on which they hold; `years` back they look."""

    decree: str
    in_force: date
    source: str
    years: int
    by_number: dict[str, Form]


@cache
def forms() -> Forms:
    """The forms as they stand in the data."""
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    lists = {each["name"]: each for each in data["list"]}
    made = {}
    for row in data["form"]:
        told = lists[row["sections"]]
        made[row["number"]] = Form(
            number=row["number"], name=row["name"], subject=row["subject"],
            is_verified=row["number_status"] == "verified",
            lists={
                kind: tuple(_section(each, kind) for each in told["section"])
                for kind in ("individual", "collective")
            },
            sections_verified=told["status"] == "verified",
        )  # fmt: skip
    return Forms(data["decree"], data["in_force"], data["source"], data["years"], made)


def _section(row: dict[str, object], kind: str) -> Section:
    items = row["item"]
    assert isinstance(items, list)
    return Section(
        str(row["key"]), str(row["title"]),
        tuple(
            Item(each["key"], each["title"], each.get("facts", ""), each.get("required", False))
            for each in items if each.get("for", kind) == kind
        ),
    )  # fmt: skip


def form_for(award: str, *, is_person: bool, is_thematic: bool) -> Form:
    """Which form a dossier takes: the award's own, else thematic, else merit."""
    number = BY_AWARD.get(award) or (
        THEMATIC if is_thematic else MERIT["individual" if is_person else "collective"]
    )
    return forms().by_number[number]
