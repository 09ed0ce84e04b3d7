"""A person's honours as a file that another installation reads: versioned, with its own hash."""

import hashlib
import json
from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pydantic import BaseModel, ConfigDict, Field

from thidua.awards import rules
from thidua.awards.models import Honour
from thidua.awards.queries.evidence import name_of
from thidua.awards.states import Level, Way
from thidua.core.permit import Refused
from thidua.core.text import fold

FORMAT: Literal["thidua.honours"] = "thidua.honours"
MOST = 1_000_000
STRANGE = gettext_lazy(
    "Đây không phải tệp lý lịch khen thưởng: hãy chọn tệp .json do đơn vị cũ xuất ra."
)


class NotPortable(Refused):
    """A text that is no such file, or was changed; the sentence says what to do."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Decided(_Strict):
    """The decision as printed."""

    reference: str = Field(max_length=80)
    decided_on: date
    decided_by: str = Field(max_length=200)


class Told(_Strict):
    """One honour."""

    award: str = Field(max_length=20)
    name: str
    year: int = Field(ge=1945, le=2200)
    line: Literal["government", "union", "youth"]
    level: str = Field(default="", max_length=10)
    way: str = Field(default="", max_length=14)
    achievement: str = ""
    decision: Decided
    revoked_on: date | None = None


class Whose(_Strict):
    """The person, for whoever checks the file by eye."""

    code: str
    full_name: str
    born_on: date | None = None


class Portable(_Strict):
    """The file; `sha256` is that of the rest as JSON with sorted keys and no spaces."""

    format: Literal["thidua.honours"]
    version: Literal[1]
    made_on: date
    made_by: str
    person: Whose
    honours: tuple[Told, ...]
    sha256: str


def _digest(data: dict[str, Any]) -> str:
    rest = {name: value for name, value in data.items() if name != "sha256"}
    plain = json.dumps(rest, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def written(person: Any, *, unit: str, on: date) -> str:
    """The file of a person, revoked honours among them, oldest first."""
    rows = Honour.objects.filter(person=person).order_by("decided_on", "pk")
    data: dict[str, Any] = {
        "format": FORMAT, "version": 1, "made_on": on.isoformat(), "made_by": unit,
        "person": {
            "code": person.code, "full_name": person.full_name,
            "born_on": person.born_on and person.born_on.isoformat(),
        },
        "honours": [
            {
                "award": row.award, "name": name_of(row.award), "year": row.year,
                "line": row.line, "level": row.level, "way": row.way,
                "achievement": row.achievement,
                "decision": {
                    "reference": row.decision_reference, "decided_by": row.decided_by,
                    "decided_on": row.decided_on.isoformat(),
                },
                "revoked_on": row.revoked_on and row.revoked_on.isoformat(),
            } for row in rows
        ],
    }  # fmt: skip
    data["sha256"] = _digest(data)
    return json.dumps(data, ensure_ascii=False, indent=1)


def read(text: str) -> Portable:
    """The file, once its hash agrees. Raises `NotPortable`."""
    if len(text) > MOST:
        raise NotPortable(STRANGE)
    try:
        data = json.loads(text)
        file = Portable.model_validate_json(text)
    except (ValueError, RecursionError) as error:
        raise NotPortable(STRANGE) from error
    if file.sha256 != _digest(data):
        raise NotPortable(
            _("Tệp đã bị sửa sau khi xuất: đề nghị người chuyển đến lấy lại tệp ở đơn vị cũ.")
        )
    if any(row.level and row.level not in Level.values for row in file.honours) or any(
        row.way and row.way not in Way.values for row in file.honours
    ):
        raise NotPortable(_("Tệp có cấp hoặc loại hình không rõ: hãy nâng cấp phần mềm."))
    return file


def _key(row: Any, reference: str, decided_on: date) -> tuple[Any, ...]:
    return (row.award, row.year, rules.bare_reference(reference), decided_on)


def lacking(person: Any, file: Portable) -> list[Told]:
    """What the file tells that the person's register does not hold yet, each once."""
    held = {
        _key(row, row.decision_reference, row.decided_on)
        for row in Honour.objects.filter(person=person)
    }
    found = []
    for row in file.honours:
        key = _key(row, row.decision.reference, row.decision.decided_on)
        if key not in held:
            held.add(key)
            found.append(row)
    return found


def likely_owner(people: Sequence[Any], file: Portable) -> Any:
    """The one of `people` who bears the name, and the day of birth where both know it."""
    alike = [
        each for each in people
        if fold(each.full_name) == fold(file.person.full_name)
        and (not each.born_on or not file.person.born_on or each.born_on == file.person.born_on)
    ]  # fmt: skip
    return alike[0] if len(alike) == 1 else None
