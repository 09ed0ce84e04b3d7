"""Checks on a collective among others, and on subjects of a special kind."""

from typing import Any

import pytest

from thidua.legal import Evidence, assess

from .answers import FAIL, PASS, UNKNOWN, ask, said
from .samples import DAY, worker

POINTS = {"needs": ["leads", "exceeds_targets", "thrifty"]}
ALL = {"leads": True, "exceeds_targets": True, "thrifty": True, "record": "BB-12"}


def test_the_first_place_with_what_goes_with_it() -> None:
    found = ask("cluster_result", worker(cluster=ALL), POINTS)
    assert (found.verdict, found.records) == (PASS, ("BB-12",))
    second = ask("cluster_result", worker(cluster={**ALL, "leads": False}), POINTS)
    assert said(second) == (FAIL, "Chưa đạt: dẫn đầu cụm, khối thi đua.")
    assert second.records == ("BB-12",)
    unsure = ask("cluster_result", worker(cluster={"leads": True, "thrifty": True}), POINTS)
    assert said(unsure) == (UNKNOWN, "Chưa có xác nhận: hoàn thành vượt mức chỉ tiêu.")
    both = ask("cluster_result", worker(cluster={"leads": False}), POINTS)
    assert both.verdict is FAIL


def led(**facts: Any) -> Evidence:
    movement = {"title": "Xanh, sạch", "years": 3, "leads": True, "concluded": True, "record": "PT"}
    return worker(movements_led=[{**movement, **facts}])


def test_a_long_movement_led_to_its_end() -> None:
    params = {"years": 3, "level": "ministry_province"}
    assert said(ask("movement_led", led(), params)) == (
        PASS,
        (
            "Dẫn đầu phong trào thi đua theo chuyên đề «Xanh, sạch» khi tổng kết "
            "(từ 3 năm trở lên, cấp bộ, ban, ngành, tỉnh)."
        ),
    )
    assert ask("movement_led", led(), params).records == ("PT",)
    for short in ({"years": 2}, {"level": "grassroots"}, {"leads": False}, {"concluded": False}):
        assert ask("movement_led", led(**short), params).verdict is FAIL
    for missing in ({"leads": None}, {"concluded": None}):
        found = ask("movement_led", led(**missing), params)
        assert (found.verdict, found.records) == (UNKNOWN, ("PT",))
    assert ask("movement_led", worker(movements_led=[]), params).verdict is FAIL


BLOCKS = {"representation": 40, "building": 40, "propaganda": 15, "bonus": 5, "least": 90}


@pytest.mark.parametrize(
    ("score", "verdict", "sentence"),
    [
        ((40, 35, 15, 0), PASS, "Tổng điểm 90; yêu cầu từ 90."),
        ((40, 34, 15, 0), FAIL, "Tổng điểm 89; yêu cầu từ 90."),
        ((40, 40, 15, 5), PASS, "Tổng điểm 100; yêu cầu từ 90."),
        (
            (41, 40, 16, 0),
            UNKNOWN,
            (
                "Bảng điểm ghi vượt điểm tối đa ở: đại diện, chăm lo, bảo vệ, "
                "tuyên truyền và nhiệm vụ khác."
            ),
        ),
    ],
)
def test_a_unions_points(score: tuple[int, ...], verdict: str, sentence: str) -> None:
    names = ("representation", "building", "propaganda", "bonus")
    points = {**dict(zip(names, score, strict=True)), "record": "BĐ"}
    found = ask("union_points", worker(union_score=points), BLOCKS)
    assert (*said(found), found.records) == (verdict, sentence, ("BĐ",))


def test_a_temporary_collective_has_a_paper_and_names() -> None:
    roster = {"as_of": "2025-10-15", "members": [{"ref": "A"}, {"ref": "B"}], "record": "DS"}
    made = {"paper": "112/QĐ-BV", "since": "2025-09-01", "record": "QĐ"}
    found = ask("formed", worker(formation=made, roster=roster))
    assert said(found) == (
        PASS,
        (
            "Tập thể lâm thời thành lập theo 112/QĐ-BV, từ ngày 01/09/2025, 2 thành viên có tên "
            "trong danh sách."
        ),
    )
    assert found.records == ("QĐ", "DS")
    unsigned = ask("formed", worker(formation={**made, "paper": " "}, roster=roster))
    assert said(unsigned) == (
        UNKNOWN, "Chưa đủ thông tin: chưa có văn bản thành lập tập thể lâm thời.",
    )  # fmt: skip
    nobody = ask("formed", worker(formation=made, roster={**roster, "members": []}))
    assert (nobody.verdict, str(nobody.mend)) == (
        UNKNOWN, "Bổ sung danh sách thành viên của tập thể đã chốt.",
    )  # fmt: skip


def test_awards_of_one_line_only() -> None:
    army = {"bodies": ["army", "other"]}
    assert ask("managed_by", worker(managing_body="army"), army).verdict is PASS
    assert said(ask("managed_by", worker(), army, award="CSTT")) == (
        FAIL, "Chiến sĩ tiên tiến chỉ dành cho cá nhân, tập thể thuộc quân đội, cơ quan khác.",
    )  # fmt: skip


def test_criteria_set_by_the_giver() -> None:
    found = ask("set_by_regulation", worker(), award="GK_DOAN")
    assert said(found) == (
        UNKNOWN,
        (
            "Tiêu chuẩn Giấy khen của tổ chức Đoàn cơ sở do quy chế của tổ chức tặng quy định; "
            "chưa nhập quy chế đó nên chưa kết luận được."
        ),
    )
    assert str(found.mend) == "Nhập quy chế của tổ chức tặng (số, ngày) vào bộ quy tắc."


def test_subjects_the_text_says_nothing_of_need_a_reason() -> None:
    asked = worker(traits=["posthumous", "outside"])
    result = assess("LDTT", asked, on=DAY)
    (doubt,) = [item for item in result.needs_reason if item.criterion == "trait"]
    assert (doubt.verdict, doubt.verified, result.verdict) == (UNKNOWN, False, UNKNOWN)
    assert str(doubt.reason) == (
        "Văn bản đang có trong bộ quy tắc chưa nói Lao động tiên tiến có tặng cho đối tượng này "
        "hay không: người hoặc tổ chức ngoài đơn vị, truy tặng."
    )
    taken = assess("GK", asked, on=DAY)
    assert [item.criterion for item in taken.findings if item.criterion == "trait"] == []


def test_criteria_for_special_subjects_alone() -> None:
    plain = {item.criterion for item in assess("GK", worker(), on=DAY).findings}
    outside = {item.criterion for item in assess("GK", worker(traits=["outside"]), on=DAY).findings}
    assert plain - outside == {"discipline"}
    collective = worker(subject="collective", dissolved=False)
    temporary = worker(subject="collective", dissolved=False, traits=["temporary"])
    kinds = [
        {item.criterion for item in assess("GK", one, on=DAY).findings}
        for one in (collective, temporary)
    ]
    assert (kinds[0] - kinds[1], kinds[1] - kinds[0]) == ({"dissolved"}, {"formed"})


def test_a_way_not_verified_keeps_its_group_from_blocking() -> None:
    household = worker(subject="household")
    result = assess("GK", household, on=DAY)
    (merit,) = [item for item in result.findings if item.criterion == "merit"]
    assert [part.verified for part in merit.parts] == [True, True, True, False]
    assert (merit.verdict, merit.verified, merit.certain) == (FAIL, False, False)
    assert result.blocking == ()
    assert result.verdict is UNKNOWN
