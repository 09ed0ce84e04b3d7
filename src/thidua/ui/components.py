"""The shapes that components draw; a page may hand over its own objects with the same names."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from django.utils.translation import gettext_lazy as _

from thidua.core.permit import Reason

Tone = Literal["pass", "fail", "hold", "unknown", "work", "draft", "honour"]
Verdict = Literal["pass", "fail", "hold", "unknown"]

VERDICTS: dict[str, Reason] = {
    "pass": _("Đủ điều kiện"),
    "fail": _("Chưa đủ điều kiện"),
    "hold": _("Tạm dừng xét"),
    "unknown": _("Chưa đủ thông tin"),
}
TONE_ICONS: dict[str, str] = {
    "pass": "circle-check",
    "fail": "circle-x",
    "hold": "player-pause",
    "unknown": "help-circle",
    "work": "progress",
    "draft": "pencil",
    "honour": "award",
}


@dataclass(frozen=True)
class Record:
    """A record that a finding rests on, or a document that a case has."""

    label: Reason
    url: str = ""
    note: Reason = ""


@dataclass(frozen=True)
class Finding:
    """One judged condition, told as a sentence with its article and the way to mend it."""

    verdict: Verdict
    reason: Reason
    article: Reason = ""
    records: Sequence[Record] = ()
    mend: Reason = ""
    mend_url: str = ""
    verified: bool = True


@dataclass(frozen=True)
class TrailEntry:
    """One line of a case's history; `acting_for` names whose place the actor took."""

    at: datetime
    actor: Reason
    what: Reason
    reason: Reason = ""
    acting_for: Reason = ""
    changes: Sequence[tuple[Reason, Any, Any]] = ()


@dataclass(frozen=True)
class Signature:
    """A place for a signature; `on` is the day it was signed, `None` while it waits."""

    name: Reason
    role: Reason = ""
    on: date | None = None
    acting_for: Reason = ""
    note: Reason = ""


@dataclass(frozen=True)
class Person:
    """A person as a chip: name, what they are here, and their page."""

    name: str
    role: Reason = ""
    url: str = ""


@dataclass(frozen=True)
class Moment:
    """A point of a timeline: done, now or still to come."""

    title: Reason
    on: date | None = None
    text: Reason = ""
    state: Literal["done", "now", "next"] = "next"


@dataclass(frozen=True)
class Tab:
    """A tab is a link to a page of its own, so that it works without script."""

    label: Reason
    url: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True)
class Case:
    """The head of every case: who, what, state, holder, due."""

    who: Reason
    what: Reason
    state: Reason
    tone: Tone = "work"
    holder: Reason = ""
    next_step: Reason = ""
    due_on: date | None = None
    who_url: str = ""
    facts: Sequence[tuple[Reason, Any]] = field(default=())
