"""Each corner case by its questions: the answers become facts, the law says what comes of them."""

from datetime import date
from typing import Any

import pytest

from thidua.legal.corners import BUILDS, MOST, Answer, answered, corners
from thidua.legal.messages import LANGUAGES
from thidua.legal.packs import packs

DAY = date(2025, 12, 20)
# Before the general circular of August 2025, which has been read only in part.
EARLIER = date(2025, 7, 15)


def ask(name: str, today: date = DAY, **answers: Any) -> Answer:
    corner = corners()[name]
    given = {each.name: each.initial for each in corner.asks if each.initial is not None}
    return answered(corner, {**given, **answers}, today=today)


def test_every_case_is_asked_in_at_most_five_questions_and_built() -> None:
    assert set(BUILDS) == set(corners())
    for corner in corners().values():
        assert 1 <= len(corner.asks) <= MOST, corner.name
        assert corner.award in packs()
        for text in (corner.title, *(each.text for each in corner.asks)):
            assert set(text) == set(LANGUAGES)
        for one in corner.asks:
            codes = [option.code for option in one.options]
            assert not codes or one.initial in codes, (corner.name, one.name)
            assert codes or one.most or one.is_day


@pytest.mark.parametrize(
    ("name", "answers", "verdict", "criterion", "finding"),
    [
        ("thai-san", {}, "pass", "worked", "pass"),
        ("thai-san", {"kind": "unpaid", "months": 7}, "fail", "worked", "fail"),
        ("thai-san", {"rating": "completed"}, "fail", "rating", "fail"),
        ("thai-san", {"rating": "none"}, "unknown", "rating", "unknown"),
        ("bi-thuong-khi-dung-cam", {}, "pass", "worked", "pass"),
        ("bi-thuong-khi-dung-cam", {"kind": "sick"}, "fail", "worked", "fail"),
        ("di-hoc", {"months": 11}, "pass", "worked", "pass"),
        ("di-hoc", {"length": "long", "months": 12}, "unknown", "long_study", "unknown"),
        ("di-hoc", {"length": "long", "grade": "fair"}, "pass", "long_study", "pass"),
        ("di-hoc", {"length": "long", "grade": "below_fair"}, "fail", "long_study", "fail"),
        ("moi-tuyen-dung", {}, "fail", "worked", "fail"),
        ("moi-tuyen-dung", {"worked": 6}, "pass", "worked", "pass"),
        ("moi-tuyen-dung", {"worked": 8, "contract": 6}, "fail", "contract", "fail"),
        ("chuyen-cong-tac", {}, "unknown", "transfer", "unknown"),
        ("chuyen-cong-tac", {"opinion": "yes"}, "pass", "transfer", "pass"),
        ("chuyen-cong-tac", {"opinion": "no"}, "fail", "transfer", "fail"),
        ("mot-phan-nam-o-don-vi-khac", {}, "pass", "transfer", "pass"),
        ("mot-phan-nam-o-don-vi-khac", {"there": 6, "here": 6}, "unknown", "transfer", "unknown"),
        ("ky-luat", {}, "unknown", "discipline", "unknown"),
        ("ky-luat", {"ended": date(2026, 3, 1)}, "fail", "discipline", "fail"),
        ("ky-luat", {"ended": date(2025, 3, 1)}, "unknown", "discipline", "unknown"),
        ("ky-luat", {"ended": date(2024, 12, 31)}, "pass", "discipline", "pass"),
        ("dang-co-don-thu", {}, "hold", "hold", "hold"),
        ("dang-co-don-thu", {"paper": "no"}, "pass", "hold", "pass"),
        ("dang-co-don-thu", {"ended": date(2025, 6, 1)}, "pass", "hold", "pass"),
        ("ngat-quang-cac-nam", {}, "fail", "fighter", "fail"),
        ("ngat-quang-cac-nam", {"last": "1"}, "pass", "fighter", "pass"),
        ("hai-danh-hieu-mot-nam", {}, "fail", "fighter", "fail"),
        ("hai-danh-hieu-mot-nam", {"before": 1}, "pass", "fighter", "pass"),
        ("quyet-dinh-bi-huy", {}, "fail", "fighter", "fail"),
        ("quyet-dinh-bi-huy", {"replaced": "yes"}, "pass", "fighter", "pass"),
        ("quyet-dinh-bi-huy", {"revoked": "none"}, "pass", "fighter", "pass"),
        ("thanh-tich-cua-nguoi-khac", {}, "fail", "merit", "fail"),
        ("thanh-tich-cua-nguoi-khac", {"whose": "co_author"}, "pass", "merit", "pass"),
        ("thanh-tich-cua-nguoi-khac", {"whose": "unclear"}, "unknown", "merit", "unknown"),
        ("thanh-tich-cua-nguoi-khac", {"rating": "excellent"}, "pass", "merit", "pass"),
        ("sang-kien-dung-mot-lan", {}, "fail", "merit", "fail"),
        ("sang-kien-dung-mot-lan", {"used": "none"}, "pass", "merit", "pass"),
        ("sang-kien-dung-mot-lan", {"used": "CSTDCS"}, "fail", "merit", "fail"),
        ("sang-kien-dung-mot-lan", {"used": "CSTDBT"}, "pass", "merit", "pass"),
        ("sang-kien-dung-mot-lan", {"used": "none", "recognised": "none"}, "unknown", "merit",
         "unknown"),
        ("danh-hieu-va-hinh-thuc", {}, "pass", "one_award", "pass"),
        ("danh-hieu-va-hinh-thuc", {"earlier": "GK", "line": "union"}, "pass", "one_award", "pass"),
        ("danh-hieu-va-hinh-thuc", {"rating": "completed"}, "fail", "merit", "fail"),
        ("khen-dot-xuat", {}, "fail", "fighter", "fail"),
        ("khen-dot-xuat", {"last": "merit"}, "pass", "fighter", "pass"),
        ("khen-dot-xuat", {"last": "movement"}, "fail", "fighter", "fail"),
    ],
)  # fmt: skip
def test_each_case_is_answered_by_the_law(
    name: str, answers: dict[str, Any], verdict: str, criterion: str, finding: str
) -> None:
    found = ask(name, EARLIER, **answers)
    by = {item.criterion: item for item in found.findings}
    assert (found.verdict, by[criterion].verdict) == (verdict, finding)
    assert by[criterion].citation
    if finding != "pass":
        assert by[criterion].mend is not None


def test_what_stands_twice_for_one_form_in_one_line_takes_a_reason() -> None:
    """Verified in part: it is told, and never stops by itself."""
    found = ask("danh-hieu-va-hinh-thuc", EARLIER, earlier="GK")
    assert found.findings[0].verdict == "fail"
    assert (found.verdict, found.findings[0].verified) == ("unknown", False)


def test_a_dissolved_unit_gets_nothing_and_one_that_stays_is_counted() -> None:
    found = ask("don-vi-giai-the")
    assert (found.verdict, found.findings[0].criterion) == ("fail", "dissolved")
    assert ask("don-vi-giai-the", fate="kept").verdict == "pass"
    small = ask("don-vi-giai-the", fate="kept", members=13, advanced=9)
    assert (small.verdict, small.findings[1].criterion) == ("fail", "members")


def test_a_day_without_a_text_gives_no_verdict() -> None:
    assert ask("ngay-ngoai-hieu-luc", on=date(2023, 12, 20)).verdict == "unknown"
    assert ask("ngay-ngoai-hieu-luc", on=date(2010, 1, 5)).findings[0].criterion == "version"
    assert ask("ngay-ngoai-hieu-luc", on=date(2025, 7, 15), award="CSTDBT").verdict == "pass"
    two = ask("ngay-ngoai-hieu-luc", on=date(2026, 12, 20))
    assert len(two.assessment.readings) == 2


def test_it_supposes_nothing_of_what_is_asked() -> None:
    found = ask("thai-san", EARLIER, months=3)
    assert found.assessment.evidence.absences is not None
    assert [item.months for item in found.assessment.evidence.absences] == [3]
