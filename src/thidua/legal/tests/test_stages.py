"""Checks of the way: papers, disclosure, quorum, votes, the power to decide."""

from datetime import date
from typing import Any

import pytest

from thidua.legal import Verdict
from thidua.legal.criteria import Outcome

from .answers import FAIL, PASS, UNKNOWN, ask, said
from .samples import worker


@pytest.mark.parametrize(
    ("have", "expected"),
    [
        (["proposal"], (FAIL, "Hồ sơ còn thiếu: biên bản bình xét.")),
        (
            ["proposal", "minutes"],
            (
                FAIL,
                (
                    "Hồ sơ cần một trong các giấy tờ: giấy chứng nhận sáng kiến, đề tài, "
                    "xác nhận hoàn thành xuất sắc nhiệm vụ."
                ),
            ),
        ),
        (
            ["proposal", "minutes", "certificate"],
            (PASS, "Hồ sơ đủ thành phần (3 loại giấy tờ)."),
        ),
    ],
)
def test_papers(have: list[str], expected: tuple[Verdict, str]) -> None:
    params = {
        "needs": ["proposal", "minutes"],
        "one_of": ["certificate", "rating_confirmation"],
    }
    assert said(ask("papers", worker(papers=have), params)) == expected


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (
            {"working_days": 4, "open_comments": 0},
            (FAIL, "Mới công khai 4 ngày làm việc; yêu cầu từ 5."),
        ),
        (
            {"working_days": 5},
            (UNKNOWN, "Chưa đủ thông tin: chưa có số ý kiến chưa trả lời."),
        ),
        (
            {"working_days": 5, "open_comments": 2},
            (FAIL, "Đã công khai 5 ngày làm việc nhưng còn 2 ý kiến chưa trả lời."),
        ),
        (
            {"working_days": 5, "open_comments": 0},
            (PASS, "Đã công khai 5 ngày làm việc (yêu cầu từ 5), không còn ý kiến chưa trả lời."),
        ),
    ],
)
def test_disclosure(shown: dict[str, Any], expected: tuple[Verdict, str]) -> None:
    assert said(ask("disclosed", worker(disclosure=shown), {"working_days": 5})) == expected


def test_quorum() -> None:
    def count(**ballot: Any) -> Outcome:
        return ask("quorum", worker(ballot={"members": 11, "agree": 5, **ballot}))

    assert said(count()) == (UNKNOWN, "Chưa đủ thông tin: chưa có số thành viên tham gia.")
    assert said(count(took_part=7)) == (
        FAIL,
        "Chỉ 7/11 thành viên tham gia; cần ít nhất 8 (2/3).",
    )
    enough = count(took_part=8, record="KP-1")
    assert said(enough) == (PASS, "8/11 thành viên tham gia; cần ít nhất 8 (2/3).")
    assert (enough.verified, enough.records) == (False, ("KP-1",))
    early = ask(
        "quorum", worker(ballot={"members": 11, "agree": 5, "took_part": 9}), on=date(2023, 1, 1)
    )
    assert said(early) == (
        UNKNOWN,
        "Chưa có quy định về số thành viên dự họp tại ngày 01/01/2023.",
    )


def test_votes() -> None:
    def count(agree: int, award: str, on: date = date(2024, 12, 20)) -> Outcome:
        ballot = {"members": 11, "agree": agree, "record": "KP-1"}
        return ask("votes", worker(ballot=ballot), award=award, on=on)

    assert said(count(9, "CSTDCS")) == (
        PASS,
        "9/11 thành viên hội đồng đồng ý (81,8%); cần ít nhất 9 (80% tổng số thành viên).",
    )
    assert count(9, "CSTDCS").verified is True
    assert count(9, "CSTDCS", date(2025, 12, 20)).verified is False
    assert said(count(9, "CSTDBT")) == (
        FAIL,
        "9/11 thành viên hội đồng đồng ý (81,8%); cần ít nhất 10 (90% tổng số thành viên).",
    )
    assert count(11, "CSTDBT").verdict is PASS
    assert said(count(9, "KNX")) == (
        UNKNOWN,
        "Chưa có quy định về tỷ lệ phiếu cho KNX tại ngày 20/12/2024.",
    )


def test_power() -> None:
    granted = ask("power", worker(), award="GK")
    assert said(granted) == (
        PASS,
        (
            "Người đứng đầu đơn vị có thẩm quyền quyết định Giấy khen theo khoản 1 Điều 80 "
            "Luật 06/2022/QH15."
        ),
    )
    refused = ask("power", worker(managing_body="province"), award="LDTT")
    assert (refused.verdict, refused.verified) == (FAIL, True)
    assert str(refused.mend) == (
        "Trình Sở Y tế quyết định, hoặc dẫn quy định của tỉnh, thành phố (số, ngày) đã phân cấp."
    )
