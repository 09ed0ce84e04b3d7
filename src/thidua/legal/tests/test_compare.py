"""What changed between two days, and which verdicts with it."""

from datetime import date
from typing import Any

import pytest

from thidua.legal import Verdict, assess, parse
from thidua.legal.codec import DecodeError
from thidua.legal.compare import (
    Change,
    Difference,
    Facts,
    Rule,
    changes,
    changes_of,
    differences,
    facts_from,
)
from thidua.legal.packs import packs
from thidua.legal.terms import Stage, Status

from .samples import WORKER, worker
from .test_packs import BESIDE, LATER, PACK

OLD, NEW = date(2026, 9, 30), date(2026, 10, 1)


def rule(check: str, source: str, status: str, stage: str, group: str = "") -> Rule:
    return Rule(
        check=check, params={}, basis=source, status=Status(status), stage=Stage(stage), group=group
    )


LAW5, LAW28 = "Điều 5 Luật 06/2022/QH15", "Điều 28 Luật 06/2022/QH15"
DRAFT = "Dự thảo Luật 06/2026/QH16"
REGISTERED = rule("registered", LAW5, "verified", "register")
ABIDING = rule("law_abiding", LAW5, "verified", "submit")


def test_criteria_that_came_went_and_changed() -> None:
    pack = parse(PACK + LATER + BESIDE, "x.toml")
    found = list(changes_of(pack, date(2024, 6, 1), date(2025, 6, 1)))
    assert found == [
        Change(award="X", wording="law", criterion="a", before=REGISTERED, after=ABIDING),
        Change(
            award="X", wording="law", criterion="b",
            before=rule("united", LAW28, "verified", "submit", "g"), after=None,
        ),
        Change(
            award="X", wording="law", criterion="c",
            before=rule("law_abiding", LAW28, "verified", "submit", "g"), after=None,
        ),
        Change(
            award="X", wording="beside", criterion="a", before=REGISTERED,
            after=rule("united", DRAFT, "unverified", "submit"),
        ),
    ]  # fmt: skip
    assert found[0].fields == ("check", "stage")
    assert found[1].fields == ()
    assert list(changes_of(pack, date(2025, 6, 1), date(2026, 6, 1))) == []


def test_before_the_first_version_there_is_nothing() -> None:
    pack = parse(PACK, "x.toml")
    came = list(changes_of(pack, date(2023, 1, 1), date(2024, 1, 1)))
    assert [(one.criterion, one.before) for one in came] == [("a", None), ("b", None), ("c", None)]
    went = list(changes_of(pack, date(2024, 1, 1), date(2023, 1, 1)))
    assert [(one.criterion, one.after) for one in went] == [("a", None), ("b", None), ("c", None)]
    first = parse(PACK + BESIDE, "x.toml")
    beside = list(changes_of(first, date(2023, 1, 1), date(2024, 1, 1)))
    assert [one.wording for one in beside] == ["law"] * 3 + ["beside"] * 3


def test_a_draft_that_changes_is_compared_with_the_draft_before() -> None:
    again = LATER.replace("2025-01-01", "2026-01-01") + BESIDE.replace("united", "registered")
    pack = parse(PACK + LATER + BESIDE + again, "x.toml")
    found = list(changes_of(pack, date(2025, 6, 1), date(2026, 6, 1)))
    assert [(one.wording, one.criterion, one.fields) for one in found] == [
        ("beside", "a", ("check",))
    ]


def test_doubts_change_the_standing() -> None:
    found = {
        one.criterion: one
        for one in changes_of(packs()["CSTDCS"], OLD, NEW)
        if one.wording == "law"
    }
    assert {name for name, one in found.items() if one.fields == ("status",)} == set(found)
    assert {"advanced", "excellent", "initiative", "power"} <= set(found)
    drafted = [one.criterion for one in changes_of(packs()["CSTDCS"], OLD, NEW)][len(found) :]
    assert drafted == ["registered", "excellent", "initiative", "topic", "combat", "work"]


def test_every_award_is_compared() -> None:
    found = {one.award for one in changes(OLD, NEW)}
    assert found >= {"LDTT", "CSTDCS", "TTLDXS", "GK", "BK_BT", "DVQT", "TTUT"}
    assert list(changes(NEW, NEW)) == []


@pytest.mark.parametrize(
    "data",
    [
        {"evidence": WORKER, "award": "CSTDCS", "stage": "sign"},
        assess("CSTDCS", worker(), on=OLD, stage=Stage.SIGN).to_dict(),
    ],
    ids=["written by hand", "a frozen assessment"],
)
def test_facts_name_an_award_and_a_step(data: dict[str, Any]) -> None:
    read = facts_from(data, "a.json")
    assert read == Facts(evidence=worker(), award="CSTDCS", stage=Stage.SIGN, name="a.json")


def test_facts_alone_go_before_every_award() -> None:
    read = facts_from(WORKER, "a.json")
    assert read == Facts(evidence=worker(), name="a.json")
    assert facts_from({"evidence": WORKER}, "a.json") == read


@pytest.mark.parametrize(
    ("data", "where", "problem"),
    [
        ([], "a.json", "phải là một bảng"),
        ({"evidence": {}}, "a.json.evidence.subject", "thiếu trường bắt buộc"),
        (
            {"evidence": WORKER, "award": "X"},
            "a.json.award",
            "chưa có bộ quy tắc cho «X»",
        ),
        (
            {"evidence": WORKER, "stage": "later"},
            "a.json.stage",
            "«later» không thuộc: register, submit, disclose, vote, sign",
        ),
    ],
)
def test_facts_that_cannot_be_read(data: object, where: str, problem: str) -> None:
    with pytest.raises(DecodeError) as caught:
        facts_from(data, "a.json")
    assert (caught.value.where, caught.value.problem) == (where, problem)


def test_verdicts_that_differ_are_told_with_their_findings() -> None:
    good = worker(
        year=2026, ratings={"2026": {"level": "good"}}, honours=[{"code": "LDTT", "year": 2026}],
        works=[{"year": 2026, "recognised": True}],
    )  # fmt: skip
    facts = [Facts(evidence=good, award="CSTDCS", name="a.json")]
    assert list(differences(facts, OLD, NEW)) == [
        Difference(
            facts="a.json", award="CSTDCS", before=Verdict.PASS, after=Verdict.UNKNOWN, findings={}
        )
    ]
    (found,) = differences(facts, OLD, NEW)
    assert found.verdict_differs
    assert list(differences(facts, date(2026, 9, 1), OLD)) == []


def test_findings_may_differ_where_the_verdict_does_not() -> None:
    fresh = worker(
        subject="collective", dissolved=True, registered=True, movement_effective=True, united=True
    )
    facts = [Facts(evidence=fresh, award="TTLDTT")]
    (found,) = differences(facts, date(2025, 8, 4), date(2025, 8, 5))
    assert (found.before, found.after) == (Verdict.UNKNOWN, Verdict.FAIL)
    assert found.findings == {"dissolved": ("-", "fail")}
    back = next(iter(differences(facts, date(2025, 8, 5), date(2025, 8, 4))))
    assert back.findings == {"dissolved": ("fail", "-")}
    held = [{"kind": "press", "opened_on": "2025-08-01", "paper": "7/CV"}]
    waiting = [Facts(evidence=worker(subject="collective", dissolved=True, holds=held), award="GK")]
    (same,) = differences(waiting, date(2025, 8, 4), date(2025, 8, 5))
    assert (same.before, same.verdict_differs) == (Verdict.HOLD, False)


def test_facts_without_an_award_meet_those_for_their_subject() -> None:
    collective = worker(subject="collective", dissolved=True)
    found = {
        one.award for one in differences(
            [Facts(evidence=collective)], date(2025, 8, 4), date(2025, 8, 5)
        )
    }  # fmt: skip
    assert found >= {"TTLDTT", "TTLDXS", "GK", "CO_BT"}
    assert all("collective" in packs()[code].for_whom for code in found)
