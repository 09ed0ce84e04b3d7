"""Targets held against figures, the hash of a record, and what two versions differ in."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Any, Literal

from thidua.pacts.states import Operator, Verdict

FEWEST_PARTIES = 2


def judge(operator: str, target: Decimal | None, value: Decimal) -> Verdict:
    """Whether a figure meets its target on the day on which it was counted."""
    aim = Decimal(0) if operator == Operator.NONE_AT_ALL or target is None else target
    if operator == Operator.AT_LEAST:
        is_met = value >= aim
    elif operator == Operator.AT_MOST:
        is_met = value <= aim
    else:
        is_met = value == aim
    return Verdict.MET if is_met else Verdict.NOT_YET


def digest(record: Mapping[str, Any]) -> str:
    """The SHA-256 of a record of plain values, the same however its keys are ordered."""
    packed = json.dumps(record, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(packed.encode()).hexdigest()


@dataclass(frozen=True)
class Line:
    """One line of a comparison: it stayed, went, or came."""

    kind: Literal["same", "gone", "new"]
    text: str


def differences(old: Sequence[str], new: Sequence[str]) -> list[Line]:
    """The lines of both in reading order; what changed is first gone, then new."""
    found: list[Line] = []
    matcher = SequenceMatcher(a=old, b=new, autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            found += [Line("same", text) for text in old[start:end]]
        else:
            found += [Line("gone", text) for text in old[start:end]]
            found += [Line("new", text) for text in new[new_start:new_end]]
    return found
