"""Questions from outside: the answer in full, and errors that name the field and what to do."""

from datetime import date
from typing import Any

import pytest

from thidua.legal.asking import Unclear, answer, question_schema
from thidua.legal.packs import expectations, packs
from thidua.legal.schema import part_at, schema_of
from thidua.legal.tests.samples import OVERLAY, WORKER

DAY = date(2025, 12, 20)


def ask(award: str = "LDTT", /, **more: Any) -> dict[str, Any]:
    return answer({"award": award, "evidence": WORKER, **more}, today=DAY)


def refused(data: object) -> dict[str, str]:
    with pytest.raises(Unclear) as caught:
        answer(data, today=DAY)
    assert str(caught.value).startswith(caught.value.field)
    return caught.value.to_dict()


def test_an_answer_tells_verdict_findings_and_the_earliest_year() -> None:
    told = ask()
    assert (told["verdict"], told["verdict_name"], told["on"]) == (
        "pass", "Đủ điều kiện", "2025-12-20",
    )  # fmt: skip
    (reading,) = told["readings"]
    rating = next(item for item in reading["findings"] if item["criterion"] == "rating")
    assert (rating["verdict"], rating["article"], rating["records"]) == (
        "pass", "Điều 24 Luật 06/2022/QH15", ["XL-2025-014"],
    )  # fmt: skip
    assert told["earliest"] == {"year": 2025, "conditions": [], "obstacles": []}
    later = ask("CSTDBT", lang="en")
    assert (later["verdict"], later["blocking"]) == ("fail", ["fighter", "work"])
    assert later["earliest"]["year"] == 2027
    assert later["earliest"]["conditions"][0]["text"].startswith("Register for emulation")


def test_a_regulation_may_come_with_the_question() -> None:
    evidence = {**WORKER, "managing_body": "province"}
    assert ask(evidence=evidence)["verdict"] == "unknown"
    assert ask(evidence=evidence, overlays=[OVERLAY])["blocking"] == ["rating"]


TRUTH = "Ghi true hoặc false; bỏ trường này nếu chưa biết."
YEARS = "Ghi một số nguyên từ 1945 đến 2200, không đặt trong dấu nháy."
TABLE = "Ghi một bảng trong dấu ngoặc nhọn, theo lược đồ."
RULE = {"number": "15/QĐ", "on": "2025-02-10"}
WHOLE = "Ghi một số nguyên, không đặt trong dấu nháy."
LEVELS = "Chọn một trong: not_completed, completed, good, excellent."
LIST = "Ghi một danh sách trong dấu ngoặc vuông; danh sách rỗng nghĩa là đã rà soát và không có."
YESTERDAY = [{"kind": "press", "opened_on": "hôm qua"}]


@pytest.mark.parametrize(
    ("change", "field", "mend"),
    [
        ({"registered": "có"}, "registered", TRUTH),
        ({"year": "2025"}, "year", YEARS),
        ({"year": 0}, "year", YEARS),
        ({"year": 10_000}, "year", YEARS),
        (
            {"regulation": {**RULE, "thresholds": {"LDTT": {"part": 1, "whole": 0}}}},
            "regulation.thresholds.LDTT.whole",
            "Ghi một số nguyên từ 1 đến 1000000, không đặt trong dấu nháy.",
        ),
        ({"ratings": {"²": {"level": "good"}}}, "ratings.²", TABLE),
        ({"ratings": {"9" * 5000: {"level": "good"}}}, f"ratings.{'9' * 5000}", TABLE),
        ({"subject": "ai"}, "subject", "Chọn một trong: individual, collective, household."),
        ({"ratings": {"2025": {"level": 4}}}, "ratings.2025.level", LEVELS),
        ({"honours": {}}, "honours", LIST),
        ({"honours": [{"code": "LDTT"}]}, "honours[1].year", WHOLE),
        ({"ten": "A"}, "ten", "Bỏ trường này hoặc sửa tên theo lược đồ."),
        (
            {"holds": YESTERDAY}, "holds[1].opened_on",
            "Ghi ngày dạng năm-tháng-ngày, ví dụ 2026-12-20.",
        ),
        ({"subject_id": 7}, "subject_id", "Ghi một đoạn chữ trong dấu nháy."),
        ({"roster": []}, "roster", "Ghi một bảng trong dấu ngoặc nhọn, theo lược đồ."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_named(change: dict[str, Any], field: str, mend: str) -> None:
    error = refused({"award": "LDTT", "evidence": {**WORKER, **change}})
    assert (error["field"], error["mend"]) == (f"evidence.{field}", mend)


@pytest.mark.parametrize("on", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("year", [1945, 2200])
def test_the_ends_of_the_calendar_are_answered(on: str, year: int) -> None:
    told = ask(on=on, evidence={**WORKER, "year": year})
    assert (told["verdict"], told["on"]) == ("unknown", on)


def test_the_frame_of_a_question_is_named_too() -> None:
    assert refused([])["field"] == "-"
    assert refused({"award": "LDTT"})["field"] == "evidence"
    assert refused({"award": "KHONG", "evidence": WORKER})["field"] == "award"
    assert refused({"award": "LDTT", "evidence": WORKER, "lang": "fr"})["mend"] == (
        "Chọn một trong: vi, en."
    )
    assert (
        refused({"award": "LDTT", "evidence": WORKER, "overlays": ["["]})["field"] == "overlays[1]"
    )


def test_layers_without_end_are_no_regulation() -> None:
    deep = refused({"award": "LDTT", "evidence": WORKER, "overlays": ["a = " + "[" * 200_000]})
    assert deep["field"] == "overlays[1]"
    assert deep["problem"].endswith("không đọc được TOML (lồng quá nhiều lớp)")


def test_every_field_of_the_evidence_stands_in_the_schema() -> None:
    schema = question_schema()
    assert schema["required"] == ["award", "evidence"]
    assert schema["properties"]["award"]["enum"] == list(packs())
    evidence = schema["properties"]["evidence"]
    for pack in packs().values():
        for _example, given, _expected in expectations(pack):
            assert set(given.to_dict()) == set(evidence["properties"])
    assert part_at(schema, "evidence.works[1].used_for[1].year") == {"type": "integer"}
    assert part_at(schema, "evidence.year") == {
        "type": "integer", "minimum": 1945, "maximum": 2200,
    }  # fmt: skip
    assert schema_of(Any) == {}
