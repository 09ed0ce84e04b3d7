"""What rounds, dossiers and decisions refuse, keep and do only once."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from thidua.awards import actions, papers, queries, tasks
from thidua.awards.actions.decisions import Named
from thidua.awards.models import Decision, Dossier, Honour, Rating, Round
from thidua.awards.tests.factories import CONFIRMED, DAY, Scene, person, scene
from thidua.awards.tests.test_path import Silence
from thidua.core.models import AuditEntry
from thidua.core.permit import Refused
from thidua.councils.models import Case
from thidua.councils.outcomes import announce
from thidua.documents.models import Paper
from thidua.notices.models import Notice
from thidua.orgs.models import Deputation, Position, RoleGrant
from thidua.orgs.tests.factories import SINCE, person_in

pytestmark = pytest.mark.django_db


def test_who_has_a_dossier_is_skipped_with_the_reason() -> None:
    at = scene()
    at.dossier()
    report = actions.create_dossiers(
        actor=at.house.officer, round=at.round, award="GK", on=DAY,
        subjects=[person(at.house), person(at.house, "head"), at.house.group],
    )  # fmt: skip
    assert [d.subject for d in report.created] == [person(at.house, "head"), at.house.group]
    assert [(who, str(why)) for who, why in report.skipped] == [
        (person(at.house), "Đã có hồ sơ trong đợt xét này.")
    ]
    report = actions.create_dossiers(
        actor=at.house.officer, round=at.round, award="LDTT", on=DAY, subjects=[at.house.group]
    )
    assert [str(why) for _who, why in report.skipped] == [
        "Lao động tiên tiến không dành cho đối tượng này."
    ]


def test_missing_facts_take_a_written_reason() -> None:
    at = scene()
    dossier = at.dossier()
    Dossier.objects.update(confirmed={**CONFIRMED, "law_abiding": None})
    Dossier.objects.update(confirmed={k: v for k, v in CONFIRMED.items() if k != "law_abiding"})
    with pytest.raises(actions.NeedsReason) as refused:
        actions.submit_dossier(actor=at.house.officer, dossier=dossier, on=DAY)
    assert str(refused.value) == (
        f"{dossier.subject} (Giấy khen): Chưa đủ thông tin: chưa có xác nhận gương mẫu chấp hành "
        "chủ trương, pháp luật. Ghi lý do để đi tiếp."
    )
    kept = actions.submit_dossier(
        actor=at.house.officer, dossier=dossier, on=DAY, reason="Khoa xác nhận sau"
    )
    assert (kept.state, kept.override_reason) == ("submitted", "Khoa xác nhận sau")
    entry = AuditEntry.objects.get(action="awards.dossier.submit")
    assert entry.facts == {"reason": "Khoa xác nhận sau", "received_on": "2025-12-22"}
    assert "assessment" not in entry.changes


def test_one_that_cannot_go_on_stops_all_of_a_bulk() -> None:
    at = scene()
    keys = [at.dossier(name, award="LDTT").pk for name in ("member", "head")]
    Rating.objects.filter(person=person(at.house, "head")).update(level="not_completed")
    with pytest.raises(actions.NotEligible):
        actions.submit_dossiers(
            actor=at.house.officer, round=at.round, dossiers=keys, on=DAY, reason="…"
        )
    assert set(Dossier.objects.values_list("state", flat=True)) == {"draft"}
    found = queries.submission_preview(queries.submittable(at.round, None), on=DAY)
    assert {name: len(rows) for name, rows in found.items()} == {
        "ready": 0, "doubtful": 1, "blocked": 1,
    }  # fmt: skip


def test_the_council_gets_one_case_for_each_and_its_outcome_is_a_recommendation() -> None:
    at = scene()
    first, second = at.in_council("member", "head")
    cases = {case.subject_id: case for case in Case.objects.filter(topic="GK")}
    assert cases.keys() == {first.pk, second.pk}
    assert list(cases[first.pk].concerned.all()) == [first.person]
    assert cases[first.pk].url == f"/khen-thuong/ho-so/{first.pk}/"
    for dossier, passed in ((first, True), (second, False)):
        announce(
            actor=at.house.officer, on=DAY, cases=[at.closed_case(dossier, passed=passed)],
        )  # fmt: skip
        dossier.refresh_from_db()
    assert (first.state, second.state) == ("recommended", "not_recommended")
    at.round.refresh_from_db()
    assert at.round.state == "in_council"


def test_a_returned_dossier_tells_its_person_and_can_be_submitted_again() -> None:
    at = scene()
    dossier = at.submitted()
    back = actions.return_dossier(actor=at.house.officer, dossier=dossier, reason="Thiếu biên bản")
    assert (back.state, back.return_reason) == ("returned", "Thiếu biên bản")
    told = Notice.objects.get(recipient=at.house.member)
    assert told.text == (
        f"Hồ sơ đề nghị Giấy khen của {dossier.person} được trả lại: Thiếu biên bản"
    )
    again = actions.submit_dossier(actor=at.house.officer, dossier=back, on=DAY)
    assert again.state == "submitted"


def test_a_head_writes_dossiers_of_the_own_people_only() -> None:
    at = scene()
    dossier = at.dossier("head")
    assert dossier.home_unit == at.house.group
    kept = actions.update_dossier(actor=at.house.head, dossier=dossier, achievement="Trực đêm")
    assert kept.achievement == "Trực đêm"
    other = at.dossier("other_member")
    with pytest.raises(Refused):
        actions.update_dossier(actor=at.house.head, dossier=other, achievement="…")


def army(at: Scene) -> Scene:
    at.house.hospital.managing_body = "army"
    at.house.hospital.save()
    at.round.refresh_from_db()
    return at


def test_an_army_hospital_decides_by_a_named_regulation() -> None:
    at = scene()
    at.recommended()
    army(at)
    named = Named("118/2023/TT-BQP", date(2023, 12, 22), "Bộ Quốc phòng")
    decision = actions.draft_decision(
        actor=at.house.officer, round=at.round, award="GK", on=DAY, symbol="QĐ-BV", regulation=named
    )
    assert decision.power == {
        "citation": "118/2023/TT-BQP ngày 22/12/2023 của Bộ Quốc phòng", "by_regulation": True,
        "number": "118/2023/TT-BQP", "on": "2023-12-22", "issuer": "Bộ Quốc phòng",
    }  # fmt: skip
    assert (
        decision.paper.blocks["bases"][2]
        == "Căn cứ 118/2023/TT-BQP ngày 22/12/2023 của Bộ Quốc phòng"
    )


def test_a_unions_decision_rests_on_its_own_rules_for_power_and_prizes() -> None:
    at = scene()
    at.round.unit = at.house.union
    at.round.save()
    at.recommended()
    decision = actions.draft_decision(
        actor=at.house.officer, round=at.round, award="GK", on=DAY, symbol="QĐ-CĐCS",
        regulation=Named("15/QC-CĐCS", date(2025, 1, 10), "Công đoàn cơ sở"),
    )  # fmt: skip
    texts = papers.texts_of(decision)
    assert texts["bases"].splitlines() == [
        "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022",
        "Căn cứ Quy chế số 15/QC-CĐCS ngày 10/01/2025 của Công đoàn cơ sở",
        "Theo đề nghị của Hội đồng Thi đua - Khen thưởng",
    ]
    assert texts["article_2"] == (
        "Tiền thưởng kèm theo (nếu có) được thực hiện theo quy định của Công đoàn."
    )


def test_a_deputy_signs_for_the_head() -> None:
    at = scene()
    decision = at.decision(state="for_signature")
    deputy = person_in(at.house.hospital, name="Lê Văn Phó")
    Position.objects.create(
        person=deputy, unit=at.house.hospital, title="Phó Giám đốc", valid_from=SINCE
    )
    grant = RoleGrant.objects.get(role="director")
    Deputation.objects.create(
        grant=grant, deputy=deputy, basis="Giấy ủy quyền 3", valid_from=SINCE,
        valid_to=date(2030, 1, 1),
    )  # fmt: skip
    actions.sign_decision(actor=deputy.user, decision=decision, on=DAY)
    paper = Paper.objects.get(pk=decision.paper_id)
    assert (paper.signer_name, paper.signer_position, paper.authority_line) == (
        "Lê Văn Phó", "Phó Giám đốc", "KT. Giám đốc",
    )  # fmt: skip


def test_a_number_stands_once() -> None:
    at = scene()
    first = at.decision("member", state="numbered")
    actions.reopen_round(actor=at.house.officer, round=at.round)
    second = at.decision("head", state="signed")
    with pytest.raises(Refused) as refused:
        actions.number_decision(actor=at.house.officer, decision=second, number=215, dated_on=DAY)
    assert str(refused.value) == "Số 215/QĐ-BV năm 2025 đã cấp cho văn bản khác trong sổ."
    assert first.paper.reference == "215/QĐ-BV"


def test_a_dossier_can_be_let_go_from_a_draft() -> None:
    at = scene()
    decision = at.decision("member", "head")
    keys = list(decision.dossiers.values_list("pk", flat=True))
    actions.revise_decision(actor=at.house.officer, decision=decision, texts={}, without=keys[:1])
    assert list(decision.dossiers.values_list("pk", flat=True)) == keys[1:]
    with pytest.raises(Refused) as refused:
        actions.revise_decision(
            actor=at.house.officer, decision=decision, texts={}, without=keys[1:]
        )
    assert str(refused.value) == (
        "Quyết định cần ít nhất một tập thể hoặc cá nhân; hoặc bỏ cả dự thảo."
    )


@pytest.mark.parametrize(
    ("dated_on", "prize"),
    [
        (date(2024, 6, 30), 540_000),
        (date(2024, 7, 1), 710_000),
        (date(2026, 6, 30), 710_000),
        (date(2026, 7, 1), 760_000),
    ],
)
def test_the_prize_is_that_of_the_day_on_the_paper(dated_on: date, prize: int) -> None:
    at = scene()
    decision = at.decision(state="numbered")
    Paper.objects.filter(pk=decision.paper_id).update(dated_on=dated_on, year=dated_on.year)
    actions.issue_decision(actor=at.house.officer, decision=decision, on=DAY)
    assert Honour.objects.get().prize == prize


def test_a_prize_without_a_figure_stays_empty_with_the_reason() -> None:
    at = scene()
    decision = at.decision(state="numbered")
    Paper.objects.filter(pk=decision.paper_id).update(dated_on=date(2018, 1, 5), year=2018)
    actions.issue_decision(actor=at.house.officer, decision=decision, on=DAY)
    honour = Honour.objects.get()
    assert honour.prize is None
    assert honour.prize_note != ""


def test_letters_go_on_in_the_golden_book_of_the_year() -> None:
    at = scene()
    at.decision("member", state="issued")
    Round.objects.update(state="open")
    at.round.refresh_from_db()
    second = at.decision("head", state="signed")
    actions.number_decision(actor=at.house.officer, decision=second, number=216, dated_on=DAY)
    actions.issue_decision(actor=at.house.officer, decision=second, on=DAY)
    assert list(Honour.objects.order_by("pk").values_list("letter__number", flat=True)) == [1, 2]


def test_a_run_cut_short_goes_on_without_doubling(monkeypatch: pytest.MonkeyPatch) -> None:
    at = scene()
    decision = at.decision("member", "head", state="numbered")

    def broken(*given: Any, **more: Any) -> Any:
        raise OSError("disk full")

    monkeypatch.setattr(tasks.sheets, "render", broken)
    with pytest.raises(OSError, match="disk full"):
        tasks.issue(Silence(), actor_id=at.house.officer.pk, decision_id=decision.pk)
    monkeypatch.undo()
    assert (Honour.objects.count(), Decision.objects.get().letters_id) == (2, None)

    run = actions.start_issue(actor=at.house.officer, decision=decision)
    tasks.issue(Silence(), actor_id=at.house.officer.pk, **run.arguments)
    assert Honour.objects.count() == 2
    assert Paper.objects.filter(kind="awards.letter").count() == 2
    assert Decision.objects.get().letters_id is not None
    again = actions.start_issue(actor=at.house.officer, decision=decision)
    assert again.arguments["is_again"] is True


@pytest.mark.parametrize("names", [("member",), ("member", "head", "other_member")])
def test_issuing_takes_a_constant_number_of_queries(names: tuple[str, ...]) -> None:
    at = scene()
    decision = at.decision(*names, state="numbered")
    with CaptureQueriesContext(connection) as context:
        actions.issue_decision(actor=at.house.officer, decision=decision, on=DAY)
    # With the offices that each held, and what follows the issue in the fund.
    assert len(context) == 53


def test_pasted_ratings_are_read_by_code_or_told_line_by_line() -> None:
    at = scene()
    who = person(at.house)
    levels, problems = queries.read_ratings(
        f"{who.code}\tHTXSNV\nKNOI\tHoàn thành tốt nhiệm vụ", at.house.hospital, on=DAY
    )
    assert problems == []
    count = actions.record_ratings(
        actor=at.house.officer, unit=at.house.hospital, year=2025, levels=levels
    )
    assert count == 2
    assert Rating.objects.get(person=who).level == "excellent"
    assert Rating.objects.get(unit=at.house.department).level == "good"
    again = actions.record_ratings(
        actor=at.house.officer, unit=at.house.hospital, year=2025, levels=levels
    )
    assert again == 0
    assert queries.read_ratings("KHONG\tHTNV\nKNOI\tgiỏi", at.house.hospital, on=DAY) == (
        {},
        [
            "Ô A1 (Mã): không có mã này trong đơn vị",
            "Ô B2 (Mức xếp loại): ghi HTXSNV, HTTNV, HTNV hoặc KHTNV",
        ],
    )
