"""Assessing: what is weighed, what may block, what is frozen and computed again."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.legal import Assessment, Evidence, Stage, UnknownAward, Verdict, assess, awards
from thidua.legal.assess import Reading
from thidua.legal.judge import Finding
from thidua.legal.messages import Reason
from thidua.legal.packs import packs
from thidua.legal.sources import sources

from .samples import DAY, overlay, worker


def verdicts(result: Assessment) -> dict[str, Verdict]:
    return {item.criterion: item.verdict for item in result.findings}


def test_every_award_is_listed_by_code() -> None:
    lines: dict[str, list[str]] = {}
    for pack in awards():
        lines.setdefault(pack.issuer, []).append(pack.code)
    assert list(lines) == ["state", "union", "health", "army", "youth"]
    assert lines == {line: sorted(codes) for line, codes in lines.items()}
    assert set(lines["state"]) >= {"LDTT", "CSTDCS", "CSTDBT", "TTLDTT", "TTLDXS", "GK"}


def test_an_award_without_a_pack_is_refused() -> None:
    with pytest.raises(UnknownAward) as refused:
        assess("HUAN_CHUONG", worker(), on=DAY)
    assert str(refused.value) == "Chưa có bộ quy tắc cho «HUAN_CHUONG»."


def test_a_finding_carries_article_records_and_reason() -> None:
    evidence = worker(records={"ratings": ["XL-2025"], "registered": ["DK-9"]})
    by_id = {item.criterion: item for item in assess("LDTT", evidence, on=DAY).findings}

    rating = by_id["rating"]
    assert rating.citation == "Điều 24 Luật 06/2022/QH15"
    assert rating.records == ("XL-2025-014",)
    assert rating.reason.render() == (
        "Xếp loại năm 2025: Hoàn thành tốt nhiệm vụ; yêu cầu từ Hoàn thành tốt nhiệm vụ trở lên."
    )
    assert rating.reason.render("en") == (
        "Rating for 2025: Good completion of duties; required: Good completion of duties or better."
    )
    assert (rating.stage, rating.verified, rating.mend) == (Stage.SUBMIT, True, None)
    assert by_id["registered"].records == ("DK-9",)
    assert by_id["hold"].citation == "Điều 4 Nghị định 152/2025/NĐ-CP"


def test_missing_facts_are_named_and_never_fail() -> None:
    result = assess("LDTT", Evidence.from_dict({"subject": "individual", "year": 2025}), on=DAY)

    assert set(verdicts(result).values()) == {Verdict.UNKNOWN}
    assert result.verdict is Verdict.UNKNOWN
    assert result.blocking == ()
    assert [str(item.reason) for item in result.missing][:3] == [
        "Chưa đủ thông tin: chưa có cơ quan quản lý của đơn vị.",
        "Chưa đủ thông tin: chưa có kết quả rà soát khiếu nại, tố cáo, thanh tra, kiểm tra.",
        "Chưa đủ thông tin: chưa có kết quả rà soát kỷ luật.",
    ]


def test_an_unverified_criterion_asks_for_a_reason_and_does_not_block() -> None:
    result = assess("LDTT", worker(registered=False), on=DAY)

    assert result.verdict is Verdict.UNKNOWN
    assert result.blocking == ()
    (doubtful,) = result.needs_reason
    assert doubtful.criterion == "registered"
    assert str(doubtful.reason) == "Chưa đăng ký thi đua năm 2025."
    assert str(doubtful.mend) == "Bổ sung đăng ký muộn kèm lý do, nếu đơn vị cho phép."


def test_a_verified_failure_blocks() -> None:
    result = assess("LDTT", worker(active_in_movement=False), on=DAY)

    assert result.verdict is Verdict.FAIL
    assert [item.criterion for item in result.blocking] == ["active"]
    assert result.needs_reason == ()
    assert result.version_verified


def test_a_hold_outweighs_a_failure() -> None:
    held = [{"kind": "inspection", "opened_on": "2025-12-01", "paper": "04/QĐ-TTr"}]
    result = assess("LDTT", worker(holds=held, active_in_movement=False), on=DAY)

    assert result.verdict is Verdict.HOLD
    assert [item.criterion for item in result.blocking] == ["hold", "active"]


def test_only_steps_up_to_the_stage_are_weighed() -> None:
    assert set(verdicts(assess("LDTT", worker(), on=DAY, stage=Stage.REGISTER))) == {"registered"}
    assert assess("GK", worker(), on=DAY, stage=Stage.REGISTER).verdict is Verdict.UNKNOWN


def test_an_award_for_others_is_refused() -> None:
    (finding,) = assess("TTLDTT", worker(), on=DAY).findings
    assert str(finding.reason) == "Tập thể lao động tiên tiến không dành cho cá nhân."
    assert finding == Finding(
        criterion="for_whom",
        verdict=Verdict.FAIL,
        reason=finding.reason,
        citation="Điều 28 Luật 06/2022/QH15",
        stage=Stage.SUBMIT,
        verified=True,
        mend=Reason("for_whom.mend"),
    )


def test_before_the_first_version_nothing_is_known() -> None:
    result = assess("LDTT", worker(), on=date(2016, 12, 20))
    assert (result.verdict, result.in_force) == (Verdict.UNKNOWN, None)
    assert not result.version_verified
    assert str(result.findings[0].reason) == (
        "Không có quy định nào trong bộ quy tắc có hiệu lực ngày 20/12/2016."
    )
    finding = Finding(
        criterion="version",
        verdict=Verdict.UNKNOWN,
        reason=Reason("version.none", {"on": "2016-12-20"}),
        citation="Luật 15/2003/QH11",
        stage=Stage.SUBMIT,
        verified=False,
        mend=Reason("version.mend"),
    )
    assert result.needs_reason == (finding,)
    assert result.readings == (
        Reading(
            wording="-", law="", hypothetical=False, verdict=Verdict.UNKNOWN, findings=(finding,)
        ),
    )


def test_before_2024_the_wording_is_unverified() -> None:
    result = assess("LDTT", worker(), on=date(2023, 12, 20))
    assert result.verdict is Verdict.UNKNOWN
    assert [item.criterion for item in result.needs_reason] == ["wording", "text"]
    assert str(result.cautions[0].reason) == (
        "Quy định áp dụng (Luật 15/2003/QH11) chưa được kiểm chứng."
    )
    assert (result.cautions[0].citation, result.in_force) == (
        "Luật 15/2003/QH11",
        date(2017, 10, 1),
    )


def test_from_october_2026_two_readings_stand_side_by_side() -> None:
    facts = {
        "year": 2026,
        "honours": [{"code": "LDTT", "year": 2026, "decision": "300/QĐ-BV"}],
        "works": [{"recognised": True, "year": 2026}],
    }
    good = worker(ratings={"2026": {"level": "good"}}, **facts)
    result = assess("CSTDCS", good, on=date(2026, 10, 1))

    assert [(one.wording, one.hypothetical, one.verdict) for one in result.readings] == [
        ("Luật năm 2022", False, Verdict.PASS),
        ("Dự thảo năm 2026", True, Verdict.FAIL),
    ]
    assert result.verdict is Verdict.UNKNOWN
    assert result.blocking == ()
    assert [item.criterion for item in result.needs_reason] == ["wording", "excellent"]
    assert str(result.needs_reason[0].reason) == (
        "Quy định áp dụng chưa được kiểm chứng; Luật năm 2022: Đủ điều kiện; "
        "Dự thảo năm 2026: Chưa đủ điều kiện."
    )
    excellent = worker(ratings={"2026": {"level": "excellent"}}, **facts)
    agreed = assess("CSTDCS", excellent, on=date(2026, 10, 1))
    assert agreed.verdict is Verdict.PASS
    assert [str(item.reason) for item in agreed.needs_reason] == [
        (
            "Quy định áp dụng chưa được kiểm chứng; theo cả hai cách hiểu (Luật năm 2022; "
            "Dự thảo năm 2026) kết quả đều là: Đủ điều kiện."
        )
    ]
    old_law = assess("CSTDCS", good, on=date(2026, 9, 30))
    assert [one.verdict for one in old_law.readings] == [Verdict.PASS]


def test_an_unread_law_does_not_lift_a_verified_suspension() -> None:
    held = [{"kind": "press", "opened_on": "2026-09-01", "paper": "7/CV"}]
    result = assess("CSTDCS", worker(holds=held), on=date(2026, 11, 1))
    assert [item.criterion for item in result.blocking] == ["hold"]


def test_a_province_needs_its_regulation() -> None:
    evidence = worker(managing_body="province")
    bare = assess("LDTT", evidence, on=DAY)
    assert bare.verdict is Verdict.UNKNOWN
    assert [str(item.reason) for item in bare.missing] == [
        (
            "Chưa có quy định của tỉnh, thành phố chi tiết tiêu chuẩn Lao động tiên tiến; "
            "quy định chung chỉ là khung."
        )
    ]
    assert (bare.missing[0].citation, str(bare.missing[0].mend)) == (
        "Điều 24 Luật 06/2022/QH15",
        "Nhập quy định của tỉnh, thành phố (số, ngày) vào bộ quy tắc.",
    )
    failing = worker(managing_body="province", active_in_movement=False)
    assert assess("LDTT", failing, on=DAY).verdict is Verdict.FAIL


def test_an_overlay_replaces_adds_and_drops() -> None:
    evidence = worker(managing_body="province", active_in_movement=False)
    result = assess("LDTT", evidence, on=DAY, overlays=[overlay()])

    by_id = {item.criterion: item for item in result.findings}
    assert "overlay" not in by_id
    assert "active" not in by_id
    assert by_id["rating"].verdict is Verdict.FAIL
    assert by_id["rating"].citation == (
        "khoản 1 Điều 6 15/2025/QĐ-UBND ngày 10/02/2025 của UBND tỉnh Thanh Bình"
    )
    assert [part.criterion for part in by_id["extra"].parts] == ["clear"]
    assert str(by_id["extra"].reason) == (
        "Đạt một trong các điều kiện: Không có việc đang được xác minh làm rõ."
    )
    assert "nobody" not in by_id
    (used,) = result.overlays
    assert (used.number, used.on, used.author) == (
        "15/2025/QĐ-UBND",
        date(2025, 2, 10),
        "Phòng Tổ chức cán bộ",
    )
    assert used.digest == overlay().digest


def test_an_alternative_on_hold_holds_the_group() -> None:
    held = [{"kind": "complaint", "opened_on": "2025-12-01", "paper": "2/TB-TL"}]
    evidence = worker(managing_body="province", holds=held)
    result = assess("LDTT", evidence, on=DAY, overlays=[overlay()])
    group = {item.criterion: item for item in result.findings}["extra"]
    assert group.verdict is Verdict.HOLD
    assert str(group.reason) == "Tạm dừng xét các điều kiện thay thế nhau."


def test_what_an_overlay_drops_may_not_be_there_and_what_it_adds_may_cite_several() -> None:
    two = overlay(
        **{
            'drop = ["active"]': 'drop = ["nothing", "active"]',
            '[{ source = "this", article = "6(1)" }]': (
                '[{ source = "this", article = "6(1)" }, { source = "law-2022", article = "24" }]'
            ),
        }
    )
    result = assess("LDTT", worker(managing_body="province"), on=DAY, overlays=[two])
    by_id = {item.criterion: item for item in result.findings}
    assert "active" not in by_id
    assert by_id["rating"].citation == (
        "khoản 1 Điều 6 15/2025/QĐ-UBND ngày 10/02/2025 của UBND tỉnh Thanh Bình; "
        "Điều 24 Luật 06/2022/QH15"
    )


def test_alternatives_of_which_none_is_known_are_one_finding_of_all_of_them() -> None:
    unread = overlay(
        **{
            'only_for = ["army"]\n': "",
            **{
                f'article = "6({n})" }}]\nstatus = "verified"': (
                    f'article = "6({n})" }}]\nstatus = "unverified"'
                )
                for n in (2, 3)
            },
        }
    )
    evidence = worker(
        managing_body="province",
        holds=None,
        law_abiding=None,
        records={"holds": ["H-1", "X-1"], "law_abiding": ["L-1", "X-1"]},
    )
    result = assess("LDTT", evidence, on=DAY, overlays=[unread])
    group = {item.criterion: item for item in result.findings}["extra"]
    act = "15/2025/QĐ-UBND ngày 10/02/2025 của UBND tỉnh Thanh Bình"
    assert group == Finding(
        criterion="extra",
        verdict=Verdict.UNKNOWN,
        reason=Reason("any_of.unknown", {"count": 2}),
        citation=f"khoản 2 Điều 6 {act}; khoản 3 Điều 6 {act}",
        stage=Stage.SUBMIT,
        verified=False,
        certain=False,
        mend=Reason("any_of.mend"),
        records=("H-1", "X-1", "L-1"),
        parts=group.parts,
    )
    assert [(part.criterion, part.verdict) for part in group.parts] == [
        ("clear", Verdict.UNKNOWN),
        ("soldier", Verdict.UNKNOWN),
    ]


@pytest.mark.parametrize(
    "other",
    [
        overlay(**{'code = "LDTT"': 'code = "GK"'}),
        overlay(**{'managing_body = "province"': 'managing_body = "ministry"'}),
        overlay(**{"in_force = 2025-03-01": "in_force = 2026-03-01"}),
        packs()["LDTT"],
    ],
    ids=["other award", "other body", "later", "no regulation"],
)
def test_an_overlay_that_does_not_apply_is_left_aside(other) -> None:  # type: ignore[no-untyped-def]
    result = assess("LDTT", worker(managing_body="province"), on=DAY, overlays=[other])
    assert result.overlays == ()
    assert verdicts(result)["overlay"] is Verdict.UNKNOWN


def test_not_applicable_is_neither_missing_nor_zero() -> None:
    permanent = worker(contract_months=None, not_applicable=["contract_months"])
    by_id = {item.criterion: item for item in assess("LDTT", permanent, on=DAY).findings}
    assert by_id["contract"].verdict is Verdict.PASS
    assert str(by_id["contract"].reason) == "Không áp dụng: thời hạn hợp đồng lao động."

    wrong = worker(holds=None, not_applicable=["holds"])
    hold = {item.criterion: item for item in assess("LDTT", wrong, on=DAY).findings}["hold"]
    assert hold.verdict is Verdict.UNKNOWN
    assert str(hold.reason) == (
        "Đã ghi «không áp dụng» đối với kết quả rà soát khiếu nại, tố cáo, thanh tra, kiểm tra, "
        "nhưng tiêu chuẩn này bắt buộc; cần xác nhận lại."
    )
    assert str(hold.mend) == "Bổ sung kết quả rà soát khiếu nại, tố cáo, thanh tra, kiểm tra."
    zero = {i.criterion: i for i in assess("LDTT", worker(contract_months=0), on=DAY).findings}
    assert zero["contract"].verdict is Verdict.FAIL


def test_army_hospitals_do_not_answer_to_the_health_circular() -> None:
    found = verdicts(assess("LDTT", worker(managing_body="army"), on=DAY))
    assert "contract" not in found
    assert "long_study" not in found


def test_frozen_and_computed_again() -> None:
    evidence = worker(
        managing_body="province",
        transfer={"months": 7},
        regulation={
            "number": "9/QC-HĐ",
            "on": "2025-01-01",
            "quorum": {"part": 4, "whole": 5},
            "thresholds": {"LDTT": {"part": 1, "whole": 2, "strict": True}},
        },
        ballot={"members": 9, "agree": 5, "took_part": 8},
    )
    result = assess("LDTT", evidence, on=DAY, overlays=[overlay()], stage=Stage.VOTE)
    frozen = json.loads(json.dumps(result.to_dict(), ensure_ascii=False))

    assert Assessment.from_dict(frozen) == result
    assert Evidence.from_dict(json.loads(json.dumps(evidence.to_dict()))) == evidence
    assert result.recompute([overlay()]) == result
    assert result.recompute() != result
    assert result.pack_digest == packs()["LDTT"].digest
    assert len(result.pack_digest) == 64


def test_a_votes_own_regulation_stands() -> None:
    ballot = {"members": 9, "agree": 5, "took_part": 9}
    own = {"number": "9/QC-HĐ", "on": "2025-01-01", "thresholds": {"LDTT": {"part": 1, "whole": 2}}}
    by_default = assess("LDTT", worker(ballot=ballot), on=DAY, stage=Stage.VOTE)
    by_rule = assess("LDTT", worker(ballot=ballot, regulation=own), on=DAY, stage=Stage.VOTE)

    votes = [item for item in by_default.findings if item.criterion == "votes"]
    assert [(item.verdict, item.verified, item.citation) for item in votes] == [
        (Verdict.PASS, False, "Thông lệ")
    ]
    votes = [item for item in by_rule.findings if item.criterion == "votes"]
    assert [(item.verdict, item.verified, item.citation) for item in votes] == [
        (Verdict.PASS, True, "9/QC-HĐ ngày 01/01/2025")
    ]


@given(on=st.dates(date(2024, 1, 1), date(2027, 12, 31)), code=st.sampled_from(sorted(packs())))
def test_no_evidence_never_fails_and_reads_back(on: date, code: str) -> None:
    kind = packs()[code].for_whom[0]
    evidence = Evidence(subject=kind, year=on.year)
    result = assess(code, evidence, on=on)
    assert result.verdict is Verdict.UNKNOWN
    assert result.blocking == ()
    assert Assessment.from_dict(json.loads(json.dumps(result.to_dict()))) == result


def test_every_basis_resolves_and_is_in_force_when_its_version_starts() -> None:
    for pack in awards():
        for version in pack.versions:
            for rule in version.criteria:
                for basis in rule.basis:
                    source = sources()[basis.source]
                    started = source.in_force is None or source.in_force <= version.in_force
                    assert started, (pack.code, version.in_force, rule.id, source.id)
                    living = source.ended is None or version.in_force < source.ended
                    assert living, (pack.code, version.in_force, rule.id, source.id)
                    if rule.status == "verified":
                        assert source.status == "verified", (pack.code, rule.id)


def test_names_stand_in_three_languages() -> None:
    assert {tuple(pack.names) for pack in awards()} == {("vi", "en", "hi")}
