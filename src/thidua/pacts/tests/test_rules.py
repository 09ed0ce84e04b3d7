"""Targets against figures, hashes of records, differences of versions."""

import hashlib
from decimal import Decimal

import pytest

from thidua.pacts.rules import Line, differences, digest, judge
from thidua.pacts.states import Operator, Verdict


@pytest.mark.parametrize(
    ("operator", "target", "value", "verdict"),
    [
        (Operator.AT_LEAST, "3", "3", Verdict.MET),
        (Operator.AT_LEAST, "3", "2.999", Verdict.NOT_YET),
        (Operator.AT_MOST, "5", "5", Verdict.MET),
        (Operator.AT_MOST, "5", "5.001", Verdict.NOT_YET),
        (Operator.EXACTLY, "100", "100.000", Verdict.MET),
        (Operator.EXACTLY, "100", "101", Verdict.NOT_YET),
        (Operator.EXACTLY, "100", "99", Verdict.NOT_YET),
        (Operator.NONE_AT_ALL, "3", "0", Verdict.MET),
        (Operator.NONE_AT_ALL, "3", "3", Verdict.NOT_YET),
        (Operator.NONE_AT_ALL, None, "-1", Verdict.NOT_YET),
        (Operator.AT_MOST, None, "0", Verdict.MET),
        (Operator.NONE_AT_ALL, None, "0", Verdict.MET),
        (Operator.NONE_AT_ALL, None, "1", Verdict.NOT_YET),
    ],
)
def test_a_figure_is_held_against_its_target(
    operator: str, target: str | None, value: str, verdict: Verdict
) -> None:
    aim = Decimal(target) if target is not None else None
    assert judge(operator, aim, Decimal(value)) == verdict


def test_the_hash_is_of_the_content_and_not_of_its_order() -> None:
    assert digest({"a": 1, "b": ["é"]}) == digest({"b": ["é"], "a": 1})
    assert digest({"a": 1}) != digest({"a": "1"})
    # A hash once written down stays the hash of its record.
    assert (
        digest({"b": ["é", 2], "a": 1})
        == hashlib.sha256('{"a":1,"b":["é",2]}'.encode()).hexdigest()
    )


def test_what_changed_is_first_gone_and_then_new() -> None:
    assert differences(["một", "hai", "ba"], ["một", "ba", "bốn"]) == [
        Line("same", "một"), Line("gone", "hai"), Line("same", "ba"), Line("new", "bốn"),
    ]  # fmt: skip
    assert differences([], []) == []


def test_a_line_that_stands_often_is_still_found_where_it_stayed() -> None:
    often = ["-"] * 300
    assert differences(["một", *often], ["hai", *often]) == [
        Line("gone", "một"), Line("new", "hai"), *(Line("same", text) for text in often),
    ]  # fmt: skip
