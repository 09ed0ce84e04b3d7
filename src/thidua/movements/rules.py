"""What a movement must have before its launch, how its days count, when a list comes late."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

# Contents of a movement by law 06/2022, article 17.
CONTENTS = ("objectives", "subjects", "content", "criteria", "plan", "measures")
ADVISED = ("bases", "decision", "register_by")
_SPOKEN_DAYS = re.compile(r"\b(\d{2,3})\s+ngày", re.IGNORECASE)


@dataclass(frozen=True)
class Check:
    """One thing looked for before launch, in a field of the form; law asks for it, or habit."""

    field: str
    is_met: bool
    by_law: bool


def readiness(facts: Mapping[str, object], *, units: int, sponsors: int) -> list[Check]:
    """Everything that a launch asks for, met or not: first what the law asks."""
    return [
        *(Check(name, bool(facts[name]), by_law=True) for name in CONTENTS),
        Check("starts_on", bool(facts["starts_on"] and facts["ends_on"]), by_law=True),
        Check("scope", units > 0, by_law=True),
        Check("sponsors", sponsors > 0, by_law=False),
        *(Check(name, bool(facts[name]), by_law=False) for name in ADVISED),
    ]


def spoken_days(*texts: str) -> int | None:
    """The number of days of which a title or theme speaks («120 ngày»), where one does."""
    for text in texts:
        if found := _SPOKEN_DAYS.search(text):
            return int(found[1])
    return None


def lateness(on: date, register_by: date | None, late_until: date | None) -> str:
    """`in_time`, `late` (a reason is owed) or `closed`; both last days still count."""
    if register_by is None or on <= register_by:
        return "in_time"
    return "late" if late_until is not None and on <= late_until else "closed"


def abbreviation(code: str, name: str) -> str:
    """A code with the letters of its Vietnamese name: `LDTT` reads `LĐTT`."""
    initials = iter(word[0].upper() for word in name.split())
    found = [
        next((each for each in initials if each.replace("Đ", "D") == letter), "") for letter in code
    ]
    return "".join(found) if all(found) else code
