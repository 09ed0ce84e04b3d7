"""Each check of the vocabulary: every answer it can give, with its sentence."""

from datetime import date
from typing import Any

import pytest

from thidua.legal import Verdict
from thidua.legal.criteria import CHECKS, Outcome, Question
from thidua.legal.criteria.base import Check, NoParams, check, missing
from thidua.legal.evidence import Hold
from thidua.legal.messages import Reason
from thidua.legal.terms import HoldKind

from .answers import FAIL, HOLD, PASS, UNKNOWN, ask, said
from .samples import worker


def test_a_hold_runs_from_its_first_day_to_the_day_before_its_end() -> None:
    days = [date(2025, 12, day) for day in range(1, 6)]
    hold = Hold(kind=HoldKind.INSPECTION, opened_on=days[1], ended_on=days[3])
    assert [hold.running(day) for day in days] == [False, True, True, False, False]


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


FLAGS = [
    "registered",
    "active_in_movement",
    "law_abiding",
    "movement_effective",
    "united",
    "outstanding",
]


@pytest.mark.parametrize("fact", FLAGS)
def test_a_confirmed_fact(fact: str) -> None:
    assert ask(fact, worker(**{fact: True})).verdict is PASS
    refused = ask(fact, worker(**{fact: False}))
    assert refused.verdict is FAIL
    assert str(refused.mend).endswith(".")


def test_a_fine_speaks_against() -> None:
    assert said(ask("fined", worker(fined=False))) == (PASS, "Không bị xử phạt trong năm 2025.")
    assert said(ask("fined", worker(fined=True))) == (FAIL, "Bị xử phạt trong năm 2025.")


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


@pytest.mark.parametrize(
    ("standings", "decided", "verdict"),
    [
        (("held", "held"), True, PASS),
        (("held", "proposed"), False, PASS),
        (("held", "proposed"), True, UNKNOWN),
        (("proposed", "held"), False, UNKNOWN),
    ],
)
def test_years_gone_by_need_a_decision(
    standings: tuple[str, str], decided: bool, verdict: Verdict
) -> None:
    honours = [
        {"code": "CSTDBT", "year": year, "standing": standing}
        for year, standing in zip((2024, 2025), standings, strict=True)
    ]
    # A proposal left on record does not hide the decision that followed it.
    honours.append({"code": "CSTDBT", "year": 2024, "standing": "proposed"})
    if standings[0] == "held":
        honours.reverse()
    params = {"code": "CSTDBT", "years": 2, "decided": decided}
    outcome = ask("consecutive_titles", worker(honours=honours), params, award="CSTDTQ")
    assert outcome.verdict is verdict
    if verdict is UNKNOWN:
        year = 2024 + standings.index("proposed")
        assert str(outcome.reason) == (
            f"Danh hiệu Chiến sĩ thi đua bộ, ban, ngành, tỉnh năm {year} mới được đề nghị, chưa "
            "có quyết định; cần liên tục các năm 2024, 2025."
        )


@pytest.mark.parametrize(("outstanding", "verdict"), [(None, UNKNOWN), (False, FAIL), (True, PASS)])
def test_a_holder_may_have_to_stand_out(outstanding: bool | None, verdict: Verdict) -> None:
    held = worker(honours=[{"code": "CO_BT", "year": 2025}], outstanding=outstanding)
    params = {"codes": ["CO_BT"], "outstanding": True}
    assert ask("title_held", held, params, award="CO_CP").verdict is verdict


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
