"""Tables into records and back: what is wrong is named by its place, in a whole sentence."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from thidua.legal import Assessment, Evidence
from thidua.legal.codec import DecodeError, decode, encode
from thidua.legal.terms import Status

from .samples import WORKER


@dataclass(frozen=True, kw_only=True)
class Row:
    day: date
    status: Status
    tags: frozenset[str] = frozenset()
    note: str | None = field(default=None, metadata={"key": "remark"})


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"ratings": {"x": {}}}, "evidence.ratings.x: khóa phải là một năm"),
        ({"ratings": {"2025": {}}}, "evidence.ratings.2025.level: thiếu trường bắt buộc"),
        ({"registered": 1}, "evidence.registered: phải là bool, không phải int"),
        (
            {"roster": {"as_of": "2025-12-01", "members": [{"ref": "a"}, {"ref": 2}]}},
            "evidence.roster.members[2].ref: phải là str, không phải int",
        ),
        ({"holds": 3}, "evidence.holds: phải là một danh sách"),
        ({"quota": 3}, "evidence.quota: trường này không có trong lược đồ"),
    ],
)
def test_a_wrong_field_of_the_evidence_is_named(changes: dict[str, Any], sentence: str) -> None:
    with pytest.raises(DecodeError) as caught:
        Evidence.from_dict({**WORKER, **changes})
    assert str(caught.value) == sentence


def test_a_wrong_assessment_is_named() -> None:
    with pytest.raises(DecodeError) as caught:
        Assessment.from_dict({})
    assert str(caught.value) == "assessment.award: thiếu trường bắt buộc"


def test_a_field_nobody_knows_is_named_without_a_table() -> None:
    with pytest.raises(DecodeError) as caught:
        decode(Row, {"Xa": 1})
    assert (caught.value.where, str(caught.value)) == (
        "Xa",
        "Xa: trường này không có trong lược đồ",
    )


def test_a_record_is_written_in_plain_values_and_read_back() -> None:
    row = Row(day=date(2025, 9, 2), status=Status.VERIFIED, tags=frozenset("ba"), note="x")
    plain = encode(row)
    assert plain == {"day": "2025-09-02", "status": "verified", "tags": ["a", "b"], "remark": "x"}
    assert type(plain["status"]) is str
    assert decode(Row, plain) == row
