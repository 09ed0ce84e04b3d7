"""The document composed of rows is one that the law reads; what is wrong is named by line."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from thidua.legal.localrules import PackError, line_of, local_rules
from thidua.legal.packs import packs
from thidua.legal.regulations import DaySet, Per, Quota, Regulation, Share, TermSet
from thidua.overlays.rules import Head, compose, with_row

HEAD = Head(
    number='15/2025/QĐ-UBND "mới"', on=date(2025, 1, 10), issuer="UBND tỉnh Thanh Bình",
    author="Lương Thị Thu Oanh", managing_body="province", scope="managing_body",
    in_force=date(2025, 2, 1), title="Quy chế", awards=("LDTT", "TTLDTT"),
)  # fmt: skip
ROWS: list[dict[str, Any]] = [
    {"kind": "power", "award": "LDTT", "article": "5(1)"},
    {"kind": "power", "award": "GK", "article": ""},
    {"kind": "threshold", "award": "LDTT", "part": 2, "whole": 3, "strict": True, "article": "6"},
    {"kind": "quorum", "part": 3, "whole": 4, "article": "6(3)"},
    {
        "kind": "quota", "award": "CSTDCS", "part": 15, "whole": 100, "per": "advanced",
        "rounding": "up", "at_most": 20, "article": "7",
    },
    {
        "kind": "quota", "award": "GK", "part": None, "whole": 100, "per": "strength",
        "rounding": "down", "at_most": 5, "article": "",
    },
    {"kind": "limit", "name": "disclosure.unit", "days": 7, "working": True, "article": "8"},
    {
        "kind": "deadline", "award": "CSTDCS", "month": 12, "day": 10, "years_after": 0,
        "article": "9",
    },
    {
        "kind": "criterion", "award": "CSTDCS", "check": "work_recognised", "id": "work",
        "with": {"kinds": ["initiative"], "level": "grassroots"}, "stage": "submit",
        "article": "10(1)",
    },
]  # fmt: skip


def test_every_kind_of_row_is_read_back() -> None:
    read = local_rules(compose(HEAD, ROWS), "q.toml")
    assert read.regulation() == Regulation(
        number=HEAD.number, on=HEAD.on, issuer=HEAD.issuer, in_force=HEAD.in_force,
        powers=("LDTT", "GK"), thresholds={"LDTT": Share(2, 3, strict=True)},
        quorum=Share(3, 4),
        quotas={
            "CSTDCS": Quota(
                share=Share(15, 100), per=Per.ADVANCED, at_most=20, rounding="up",  # type: ignore[arg-type] # equal to its member
            ),
            "GK": Quota(at_most=5),
        },
        limits={"disclosure.unit": TermSet(days=7)},
        deadlines={"CSTDCS": DaySet(month=12, day=10)},
        articles={
            "powers.LDTT": "5(1)", "thresholds.LDTT": "6", "quorum": "6(3)",
            "quotas.CSTDCS": "7", "limits.disclosure.unit": "8", "deadlines.CSTDCS": "9",
        },
    )  # fmt: skip
    assert [pack.code for pack in read.packs] == ["LDTT", "TTLDTT", "CSTDCS"]
    (added,) = read.packs[2].versions[0].criteria
    assert (added.id, added.params["level"], added.basis[0].article) == (
        "work", "grassroots", "10(1)",
    )  # fmt: skip
    cited = read.regulation().citation("powers.LDTT")
    assert cited == f"khoản 1 Điều 5 {HEAD.number} ngày 10/01/2025 của UBND tỉnh Thanh Bình"


def test_a_second_row_on_the_same_takes_the_place_of_the_first() -> None:
    sharper = {**ROWS[4], "part": 10}
    assert with_row(ROWS, sharper) == [*ROWS[:4], *ROWS[5:], sharper]
    assert with_row(ROWS, {**sharper, "award": "LDTT"})[-1]["award"] == "LDTT"


def test_own_criteria_take_the_place_of_waiting_for_them() -> None:
    waiting = next(
        code for code, pack in packs().items()
        if any(each.check == "set_by_regulation" for each in pack.versions[-1].criteria)
    )  # fmt: skip
    one = {
        "kind": "criterion", "award": waiting, "check": "no_hold", "id": "hold", "with": {},
        "stage": "submit", "article": "",
    }  # fmt: skip
    head = replace(HEAD, awards=(waiting,), in_force=date(2026, 6, 1))
    assert local_rules(compose(head, []), "q").packs[0].versions[0].drop == ()
    assert len(local_rules(compose(head, [one]), "q").packs[0].versions[0].drop) == 1


def test_no_unit_lends_itself_a_power_of_the_state() -> None:
    union = {"kind": "power", "award": "GK_CDCS", "article": ""}
    own = local_rules(compose(replace(HEAD, scope="unit"), [*ROWS, union]), "q").regulation()
    assert own.powers == ("GK_CDCS",)


@pytest.mark.parametrize(
    ("old", "new", "field", "line_says"),
    [
        ('check = "work_recognised"', 'check = "guess"', "check", 'check = "guess"'),
        ('level = "grassroots"', 'level = "moon"', "level", 'level = "moon"'),
        ("[regulation.limits]\n", '[regulation.limits]\n"dossier.moon" = { days = 3 }\n',
         "moon", '"dossier.moon"'),
        ("month = 12, day = 10", "month = 2, day = 30", "day", '"CSTDCS" = { month'),
        ('"GK"]', '"GX"]', "powers", "powers ="),
        ('code = "CSTDCS"', 'code = "LDTT"', "code", "code ="),
        ("scope = ", "scope", "-", "scope"),
    ],
)  # fmt: skip
def test_a_fault_is_named_by_line_and_field(old: str, new: str, field: str, line_says: str) -> None:
    text = compose(HEAD, ROWS).replace(old, new, 1)
    with pytest.raises(PackError) as refused:
        local_rules(text, "q.toml")
    line = line_of(text, refused.value)
    assert (refused.value.field or "-") == field
    assert line is not None
    assert line_says in text.splitlines()[line - 1]
