"""Each check of the vocabulary: every answer it can give, with its sentence."""

from datetime import date
from typing import Any

import pytest

from thidua.legal import Verdict
from thidua.legal.codec import decode
from thidua.legal.criteria import CHECKS, Outcome, Question
from thidua.legal.criteria.base import Check, NoParams, check, missing
from thidua.legal.evidence import Evidence, Hold
from thidua.legal.messages import Reason
from thidua.legal.terms import HoldKind, Kind, Stage

from .samples import worker

PASS, FAIL, HOLD, UNKNOWN = Verdict.PASS, Verdict.FAIL, Verdict.HOLD, Verdict.UNKNOWN


def test_a_hold_runs_from_its_first_day_to_the_day_before_its_end() -> None:
    days = [date(2025, 12, day) for day in range(1, 6)]
    hold = Hold(kind=HoldKind.INSPECTION, opened_on=days[1], ended_on=days[3])
    assert [hold.running(day) for day in days] == [False, True, True, False, False]


def ask(
    name: str,
    evidence: Evidence,
    params: dict[str, Any] | None = None,
    *,
    award: str = "CSTDCS",
    kind: Kind = Kind.TITLE,
    on: date = date(2025, 12, 20),
) -> Outcome:
    check = CHECKS[name]
    return check.run(
        Question(
            evidence=evidence,
            award=award,
            kind=kind,
            on=on,
            stage=Stage.SUBMIT,
            params=decode(check.params, params or {}, "with"),
        )
    )


def said(outcome: Outcome) -> tuple[Verdict, str]:
    return outcome.verdict, str(outcome.reason)


def test_a_check_is_kept_by_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def run(q: Question) -> Outcome:
        return missing(q.award, "DS-1", "", "DS-1")

    monkeypatch.setitem(CHECKS, "own", CHECKS["united"])
    assert check("own", "roster", "holds", params=dict)(run) is run
    assert CHECKS["own"] == Check(name="own", facts=("roster", "holds"), params=dict, run=run)
    assert check("own")(run) is run
    assert CHECKS["own"] == Check(name="own", facts=(), params=NoParams, run=run)


def test_what_is_missing_is_named_with_its_records_and_how_to_mend() -> None:
    assert missing("ratings", "DS-1", "", "DS-1") == Outcome(
        verdict=UNKNOWN,
        reason=Reason("missing", {"fact": "@fact.ratings"}),
        mend=Reason("missing.mend", {"fact": "@fact.ratings"}),
        records=("DS-1",),
    )


FLAGS = ["registered", "active_in_movement", "law_abiding", "movement_effective", "united"]


@pytest.mark.parametrize("fact", FLAGS)
def test_a_confirmed_fact(fact: str) -> None:
    assert ask(fact, worker(**{fact: True})).verdict is PASS
    refused = ask(fact, worker(**{fact: False}))
    assert refused.verdict is FAIL
    assert str(refused.mend).endswith(".")


def test_dissolved_asks_for_the_contrary() -> None:
    assert ask("dissolved", worker(dissolved=False)).verdict is PASS
    assert said(ask("dissolved", worker(dissolved=True))) == (
        FAIL,
        "Tập thể đã giải thể khi sắp xếp tổ chức nên không xét khen thưởng.",
    )


@pytest.mark.parametrize(
    ("signer", "shown"), [("Trưởng khoa Nội", "Trưởng khoa Nội"), ("", "chưa ghi người ký")]
)
def test_a_provisional_rating_names_its_signer(signer: str, shown: str) -> None:
    evidence = worker(ratings={"2025": {"level": "good", "provisional": True, "signer": signer}})
    assert said(ask("rating_at_least", evidence, {"level": "good"})) == (
        PASS,
        (
            f"Xếp loại tạm năm 2025: Hoàn thành tốt nhiệm vụ (người ký: {shown}); yêu cầu từ "
            "Hoàn thành tốt nhiệm vụ trở lên. Phải đối chiếu lại trước khi ký quyết định."
        ),
    )


MONTHS = {"months": 6, "counted": ["maternity", "short_study"]}


@pytest.mark.parametrize(
    ("months", "absences", "expected"),
    [
        (12, [{"kind": "maternity", "months": 6}], (PASS, 12, 6)),
        (12, [{"kind": "unpaid", "months": 6}], (PASS, 6, 0)),
        (12, [{"kind": "unpaid", "months": 7}], (FAIL, 5, 0)),
        (0, [], (FAIL, 0, 0)),
    ],
)
def test_worked_months(
    months: int, absences: list[Any], expected: tuple[Verdict, int, int]
) -> None:
    outcome = ask("worked_months", worker(months_in_year=months, absences=absences), MONTHS)
    figures = outcome.reason.params
    assert (outcome.verdict, figures["worked"], figures["kept"]) == expected


@pytest.mark.parametrize(
    ("grade", "verdict"), [("good", PASS), ("fair", PASS), ("below_fair", FAIL), (None, UNKNOWN)]
)
def test_a_long_course_needs_a_result(grade: str | None, verdict: Verdict) -> None:
    course = {"kind": "long_study", "months": 12, "record": "HT-1"}
    if grade:
        course["grade"] = grade
    outcome = ask("long_study", worker(absences=[course]), {"grade": "fair"})
    assert (outcome.verdict, outcome.records) == (verdict, ("HT-1",))


@pytest.mark.parametrize(
    ("transfer", "verdict"),
    [
        ({"months": 5}, PASS),
        ({"months": 6, "opinion": True}, PASS),
        ({"months": 6, "opinion": False}, FAIL),
        ({"months": 6}, UNKNOWN),
    ],
)
def test_the_former_units_opinion(transfer: dict[str, Any], verdict: Verdict) -> None:
    assert ask("old_unit_opinion", worker(transfer=transfer), {"months": 6}).verdict is verdict


@pytest.mark.parametrize(
    ("hold", "expected"),
    [
        (
            {"kind": "inspection", "opened_on": "2025-12-01", "paper": "4/QĐ-TTr"},
            (
                HOLD,
                (
                    "Tạm dừng xét: đang điều tra, thanh tra, kiểm tra do có dấu hiệu vi phạm, "
                    "theo văn bản 4/QĐ-TTr, từ ngày 01/12/2025."
                ),
            ),
        ),
        (
            {"kind": "complaint", "opened_on": "2025-12-01", "paper": " "},
            (PASS, "Có 1 phản ánh chưa có văn bản thụ lý; chỉ ghi chú, không tạm dừng xét."),
        ),
        (
            {
                "kind": "press",
                "opened_on": "2025-11-01",
                "ended_on": "2025-12-20",
                "paper": "5/CV",
            },
            (PASS, "Không có việc đang được xác minh làm rõ."),
        ),
        (
            {"kind": "discipline", "opened_on": "2025-12-21", "paper": "6/QĐ"},
            (PASS, "Không có việc đang được xác minh làm rõ."),
        ),
    ],
)
def test_a_hold_needs_a_paper_and_ends_with_its_conclusion(
    hold: dict[str, Any], expected: tuple[Verdict, str]
) -> None:
    assert said(ask("no_hold", worker(holds=[hold]))) == expected


@pytest.mark.parametrize(
    ("ended", "verdict"),
    [
        ("2024-12-31", PASS),
        ("2025-06-30", UNKNOWN),
        ("2025-12-20", FAIL),
        ("2026-02-01", FAIL),
        (None, UNKNOWN),
    ],
)
def test_discipline_counts_from_its_end(ended: str | None, verdict: Verdict) -> None:
    measure = {"level": "reprimand", "decided_on": "2024-06-01", "record": "KL-2"}
    if ended:
        measure["ended_on"] = ended
    assert ask("discipline_over", worker(disciplines=[measure])).verdict is verdict


def test_discipline_that_ran_past_the_year_fails_when_judged_later() -> None:
    measure = {"level": "warning", "decided_on": "2025-06-01", "ended_on": "2026-02-01"}
    late = ask("discipline_over", worker(disciplines=[measure]), on=date(2026, 3, 1))
    assert said(late) == (
        FAIL,
        (
            "Bị kỷ luật cảnh cáo, thời hạn đến ngày 01/02/2026; thành tích chỉ tính từ khi hết "
            "thời hạn kỷ luật."
        ),
    )


def test_a_title_of_the_year_prefers_the_one_held() -> None:
    honours = [
        {"code": "LDTT", "year": 2025, "standing": "proposed"},
        {"code": "LDTT", "year": 2025, "decision": "300/QĐ-BV", "record": "KT-300"},
    ]
    outcome = ask("title_held", worker(honours=honours), {"codes": ["LDTT"]})
    assert said(outcome) == (
        PASS,
        "Đã có danh hiệu Lao động tiên tiến năm 2025 (quyết định 300/QĐ-BV).",
    )
    assert outcome.records == ("KT-300",)


def test_ad_hoc_awards_do_not_make_consecutive_years() -> None:
    honours = [
        {"code": "CSTDCS", "year": 2024, "award_type": "ad_hoc"},
        {"code": "CSTDCS", "year": 2025},
    ]
    params = {"code": "CSTDCS", "years": 2}
    outcome = ask("consecutive_titles", worker(honours=honours), params, award="CSTDBT")
    assert said(outcome) == (
        FAIL,
        "Cần danh hiệu Chiến sĩ thi đua cơ sở liên tục các năm 2024, 2025; còn thiếu năm 2024.",
    )
    assert str(outcome.mend) == "Bổ sung quyết định của năm 2024, nếu đã có."


WORK = {"kinds": ["initiative"], "level": "grassroots"}


@pytest.mark.parametrize(
    ("works", "expected"),
    [
        (
            [{"recognised": True, "year": 2025}],
            (
                PASS,
                (
                    "Có sáng kiến, đề tài được công nhận cấp cơ sở, năm 2025, chưa dùng cho lần "
                    "khen thưởng khác."
                ),
            ),
        ),
        (
            [{"year": 2025}],
            (UNKNOWN, "Chưa đủ thông tin: chưa có quyết định công nhận sáng kiến, đề tài."),
        ),
        (
            [{"recognised": False, "year": 2025}, {"kind": "topic", "year": 2025}],
            (FAIL, "Chưa có sáng kiến, đề tài được công nhận cấp cơ sở."),
        ),
        (
            [
                {
                    "recognised": True,
                    "year": 2024,
                    "used_for": [{"award": "CSTDCS", "kind": "title", "year": 2024}],
                }
            ],
            (
                FAIL,
                "Sáng kiến, đề tài đã dùng cho Chiến sĩ thi đua cơ sở nên không được dùng lần nữa.",
            ),
        ),
    ],
)
def test_work_is_used_once(works: list[Any], expected: tuple[Verdict, str]) -> None:
    assert said(ask("work_recognised", worker(works=works), WORK)) == expected


@pytest.mark.parametrize(
    ("achievements", "ratings", "verdict"),
    [
        ([{"kind": "movement", "title": "A"}], {}, UNKNOWN),
        ([{"kind": "movement", "title": "A", "attained": False}], {}, FAIL),
        ([{"kind": "movement", "title": "A", "attained": True}], {}, UNKNOWN),
        (
            [{"kind": "movement", "title": "A", "attained": True}],
            {"2025": {"level": "completed"}},
            FAIL,
        ),
        ([{"kind": "movement", "title": "A", "attained": True}], {"2025": {"level": "good"}}, PASS),
    ],
)
def test_merit_with_rating(achievements: list[Any], ratings: Any, verdict: Verdict) -> None:
    evidence = worker(achievements=achievements, ratings=ratings)
    params = {"kind": "movement", "rating": "good"}
    assert ask("merit", evidence, params, award="GK").verdict is verdict


def test_another_line_or_form_is_another_award() -> None:
    awarded = [
        {"award": "GK", "line": "union", "decision": "1/QĐ-CĐ"},
        {"award": "BK_BT", "line": "government", "decision": "2/QĐ"},
    ]
    item = {"kind": "movement", "title": "A", "attained": True, "awarded": awarded}
    evidence = worker(achievements=[item])
    assert ask("not_awarded_before", evidence, award="GK").verdict is PASS
    assert said(ask("not_awarded_before", evidence, award="BK_BT")) == (
        FAIL,
        "Thành tích «A» đã được tặng hình thức này theo 2/QĐ.",
    )


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
    assert said(count(9, "KNC")) == (
        UNKNOWN,
        "Chưa có quy định về tỷ lệ phiếu cho KNC tại ngày 20/12/2024.",
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
