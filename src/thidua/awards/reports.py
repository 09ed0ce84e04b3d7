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


@dataclass(frozen=True)
class Section:
    """A part of a report and what it holds."""

    key: str
    title: str
    hint: str


@dataclass(frozen=True)
class Form:
    """One form; `is_verified` says whether its number was read in the decree."""

    number: str
    name: str
    subject: str
    is_verified: bool
    sections: Sequence[Section]
    sections_verified: bool


@dataclass(frozen=True)
class Forms:
    """All forms of one decree, from the day on which they hold."""

    decree: str
    in_force: date
    source: str
    by_number: dict[str, Form]


@cache
def forms() -> Forms:
    """The forms as they stand in the data."""
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    general = data["general"]
    made = {}
    for row in data["form"]:
        kind = "collective" if row["subject"] == "collective" else "individual"
        told = row.get("section", general["section"])
        made[row["number"]] = Form(
            number=row["number"], name=row["name"], subject=row["subject"],
            is_verified=row["number_status"] == "verified",
            sections=tuple(Section(s["key"], s["title"], s[kind]) for s in told),
            sections_verified=general["status"] == "verified",
        )  # fmt: skip
    return Forms(data["decree"], data["in_force"], data["source"], made)


def form_for(award: str, *, is_person: bool, is_thematic: bool) -> Form:
    """Which form a dossier takes: the award's own, else thematic, else merit."""
    number = BY_AWARD.get(award) or (
        THEMATIC if is_thematic else MERIT["individual" if is_person else "collective"]
    )
    return forms().by_number[number]
