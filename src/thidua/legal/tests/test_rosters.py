"""Checks over the members of a collective, name by name."""

from typing import Any

import pytest

from thidua.legal import Verdict
from thidua.legal.evidence import Evidence

from .answers import FAIL, PASS, UNKNOWN, ask, said
from .samples import worker


def members(*rows: dict[str, Any]) -> Evidence:
    named = [{"ref": f"NV-{n}", "counted": True, **row} for n, row in enumerate(rows, 1)]
    return worker(roster={"as_of": "2025-12-01", "members": named, "record": "DS-1"})


ROSTER_CHECKS = [
    ("members_advanced", {"percent": 70}),
    ("no_member_disciplined", {}),
    ("members_completed", {}),
    ("members_fighters", {"least": 1}),
]


@pytest.mark.parametrize(("name", "params"), ROSTER_CHECKS)
def test_who_counts_comes_first(name: str, params: dict[str, Any]) -> None:
    undecided = worker(
        roster={"as_of": "2025-12-01", "members": [{"ref": "NV-1"}, {"ref": "NV-2"}]}
    )
    assert said(ask(name, undecided, params)) == (
        UNKNOWN,
        "Danh sách chốt ngày 01/12/2025 chưa xác định có tính hay không: NV-1, NV-2.",
    )
    empty = worker(roster={"as_of": "2025-12-01", "members": [{"ref": "NV-1", "counted": False}]})
    assert said(ask(name, empty, params)) == (
        UNKNOWN,
        "Danh sách chốt ngày 01/12/2025 không có thành viên được tính.",
    )


@pytest.mark.parametrize(("name", "params"), ROSTER_CHECKS)
def test_who_counts_is_to_be_settled_first(name: str, params: dict[str, Any]) -> None:
    settle = "Xác định từng người có tính vào tập thể hay không, theo quy chế."
    for counted, records in ((None, ("DS-1",)), (False, ())):
        outcome = ask(name, members({"counted": counted}), params)
        assert (str(outcome.mend), outcome.records) == (settle, records)


@pytest.mark.parametrize(
    ("yes", "no", "expected"),
    [(7, 3, (PASS, "7/10", "70,0%")), (9, 4, (FAIL, "9/13", "69,2%"))],
)
def test_seventy_percent_of_members(yes: int, no: int, expected: tuple[Verdict, str, str]) -> None:
    evidence = members(*[{"advanced": True}] * yes, *[{"advanced": False}] * no)
    outcome = ask("members_advanced", evidence, {"percent": 70})
    figures = outcome.reason.params
    assert (
        outcome.verdict,
        f"{figures['have']}/{figures['total']}",
        figures["share"],
    ) == expected


def test_a_missing_answer_gives_bounds() -> None:
    reachable = members(*[{"advanced": True}] * 6, {}, *[{"advanced": False}] * 3)
    assert said(ask("members_advanced", reachable, {"percent": 70})) == (
        UNKNOWN,
        (
            "Mới xác định 6/10 thành viên (60,0%) đạt danh hiệu tiên tiến, cần thêm 1 người để đủ "
            "70%; chưa có kết quả của: NV-7."
        ),
    )
    out_of_reach = members(*[{"advanced": True}] * 5, {}, *[{"advanced": False}] * 4)
    outcome = ask("members_advanced", out_of_reach, {"percent": 70})
    assert (outcome.verdict, str(outcome.mend)) == (
        FAIL,
        "Còn thiếu 2 người đạt danh hiệu tiên tiến.",
    )


def test_everyone_on_the_roster() -> None:
    clean = members({"disciplined": False, "completed": True})
    assert said(ask("members_completed", clean)) == (PASS, "Cả 1 thành viên hoàn thành nhiệm vụ.")
    assert said(ask("no_member_disciplined", clean)) == (
        PASS,
        "Không có ai trong 1 thành viên bị kỷ luật từ cảnh cáo trở lên.",
    )
    mixed = members({"disciplined": True, "completed": False}, {})
    assert said(ask("no_member_disciplined", mixed)) == (
        FAIL,
        "Có 1 thành viên bị kỷ luật từ cảnh cáo trở lên: NV-1.",
    )
    assert said(ask("members_completed", mixed)) == (
        FAIL,
        "Có 1 thành viên không hoàn thành nhiệm vụ: NV-1.",
    )
    assert said(ask("members_completed", members({}))) == (
        UNKNOWN,
        "Chưa có kết quả xếp loại của: NV-1.",
    )


@pytest.mark.parametrize(
    ("name", "fact", "against", "mends"),
    [
        (
            "no_member_disciplined",
            "disciplined",
            True,
            (
                "None",
                "Bổ sung tình trạng kỷ luật của từng thành viên.",
                "Không xét năm nay; đề nghị lại khi không còn thành viên bị kỷ luật trong năm xét.",
            ),
        ),
        (
            "members_completed",
            "completed",
            False,
            (
                "None",
                "Bổ sung kết quả hoàn thành nhiệm vụ của từng thành viên.",
                "Không xét năm nay.",
            ),
        ),
    ],
)
def test_an_answer_on_the_roster_names_it_and_says_how_to_mend(
    name: str, fact: str, against: bool, mends: tuple[str, ...]
) -> None:
    for answer, mend in zip((not against, None, against), mends, strict=True):
        outcome = ask(name, members({fact: answer}))
        assert (str(outcome.mend), outcome.records) == (mend, ("DS-1",))


@pytest.mark.parametrize(
    ("rows", "verdict"),
    [
        ([{"fighter": True}], PASS),
        ([{"fighter": False}, {}], UNKNOWN),
        ([{"fighter": False}], FAIL),
    ],
)
def test_fighters(rows: list[Any], verdict: Verdict) -> None:
    assert ask("members_fighters", members(*rows), {"least": 1}).verdict is verdict
