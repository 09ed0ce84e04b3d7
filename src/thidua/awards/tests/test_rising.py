"""Dossiers rise level by level, come back in part, are replaced, and end in one decision."""

from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from thidua.awards import actions, papers, queries
from thidua.awards.models import (
    Decision,
    Dossier,
    Honour,
    OutsideDecision,
    Passage,
    Rating,
    Round,
)
from thidua.awards.tests.factories import DAY, Scene, person, scene
from thidua.awards.tests.ladder import ladder
from thidua.core.permit import Refused
from thidua.documents.models import Paper
from thidua.notices.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THIDUA_TODAY", DAY.isoformat())


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


def test_three_levels_a_return_in_part_and_a_replacement_end_in_one_decision() -> None:
    up = ladder()
    at, officer = up.at, up.at.house.officer
    first, second, spare = up.recommended("member", "head", "other_member")
    actions.hold_in_reserve(actor=up.department_officer, round=up.below, dossiers=[spare.pk])
    up.rise(up.below, up.department_officer, [first, second], up.middle)
    first.refresh_from_db()
    assert (first.round, first.state) == (up.middle, "submitted")
    assert queries.visible_to(up.department_officer).filter(pk=first.pk).exists()
    (here,) = queries.whereabouts([queries.dossier_of(first.pk)]).values()  # type: ignore[list-item] # it exists
    assert here.told == f"Cán bộ thi đua, khen thưởng, {at.house.hospital}, từ ngày 22/12/2025"
    assert here.waits_for == "Tiếp nhận, kiểm tra hồ sơ cấp dưới trình, hoặc trả lại."
    with pytest.raises(Refused) as refused:
        actions.send_to_council(actor=officer, round=up.middle, council=at.council, on=DAY)
    assert str(refused.value) == "Tiếp nhận hồ sơ cấp dưới trình trước khi đưa ra hội đồng."
    actions.receive(
        actor=officer, round=up.middle, dossiers=[first.pk, second.pk], on=DAY, reason="Đã rõ"
    )

    Round.objects.filter(pk=up.below.pk).update(state="closed")
    actions.send_back(
        actor=officer, round=up.middle, dossiers=[second.pk], reason="Thiếu biên bản", on=DAY
    )
    second.refresh_from_db()
    up.below.refresh_from_db()
    assert (second.round, second.state, second.return_reason) == (
        up.below, "returned", "Thiếu biên bản",
    )  # fmt: skip
    assert up.below.state == "open"
    assert Notice.objects.filter(text__contains="Thiếu biên bản").exists()

    stepped_in = actions.take_from_reserve(
        actor=up.department_officer, round=up.below, award="GK", instead_of=second.pk
    )
    assert (stepped_in.pk, stepped_in.reserve) == (spare.pk, None)
    up.rise(up.below, up.department_officer, [spare], up.middle)
    actions.receive(actor=officer, round=up.middle, dossiers=[spare.pk], on=DAY, reason="Đã rõ")
    up.rise(up.middle, officer, [first, spare], up.above)
    actions.receive(
        actor=up.health_officer, round=up.above, dossiers=[first.pk, spare.pk], on=DAY,
        reason="Đã rõ",
    )  # fmt: skip
    codes = queries.ministry_codes(queries.of_round(up.above) + queries.of_round(up.below))
    assert {row.person: codes[row.pk] for row in Dossier.objects.all()} == {
        person(at.house): "DTN", person(at.house, "head"): "BTLXD",
        person(at.house, "other_member"): "DTN",
    }  # fmt: skip
    Dossier.objects.filter(round=up.above).update(state="recommended")
    with pytest.raises(Refused):
        actions.draft_decision(actor=officer, round=up.middle, award="GK", on=DAY, symbol="QĐ-BV")
    decision = actions.draft_decision(
        actor=up.health_officer, round=up.above, award="GK", on=DAY, symbol="QĐ-SYT"
    )
    actions.submit_decision(actor=up.health_officer, decision=decision)
    actions.sign_decision(actor=up.health_director, decision=decision, on=DAY, reason="Đã rõ")
    actions.number_decision(actor=up.health_officer, decision=decision, number=9, dated_on=DAY)
    actions.issue_decision(actor=up.health_officer, decision=decision, on=DAY)
    assert sorted(Honour.objects.values_list("dossier", flat=True)) == sorted([first.pk, spare.pk])
    assert Decision.objects.count() == 1
    steps = Passage.objects.order_by("pk").values_list("dossier", "from_round", "state")
    assert list(steps) == [
        (first.pk, up.below.pk, "praised"), (second.pk, up.below.pk, "returned"),
        (spare.pk, up.below.pk, "praised"), (first.pk, up.middle.pk, "praised"),
        (spare.pk, up.middle.pk, "praised"),
    ]  # fmt: skip
    told = [moment.title for moment in queries.path_of(first, queries.Whereabouts())]
    assert told == [
        "Lập hồ sơ ở Khoa Nội",
        "Trình lên Bệnh viện Quân y Sông Thao",
        "Bệnh viện Quân y Sông Thao: Cấp trên đã khen thưởng",
        "Trình lên Sở Y tế Phú Trung",
        "Sở Y tế Phú Trung: Cấp trên đã khen thưởng",
    ]


def test_rising_is_refused_with_the_reason_and_changes_nothing() -> None:
    up = ladder()
    row, spare = up.recommended("member", "head")
    actions.hold_in_reserve(actor=up.department_officer, round=up.below, dossiers=[spare.pk])

    def why(rows: Any, to: Any = None, **more: Any) -> str:
        with pytest.raises(Refused) as refused:
            up.rise(up.below, up.department_officer, rows, to, **more)
        return str(refused.value)

    assert why([row]) == "Chọn đợt xét của cấp trên, hoặc ghi cơ quan nhận hồ sơ."
    assert why([spare], up.middle) == f"{spare.subject} đang ở danh sách dự bị."
    assert why([row], up.below) == (
        "«Khoa đề nghị» không phải đợt xét cùng năm, cùng hệ của đơn vị cấp trên."
    )
    Round.objects.filter(pk=up.middle.pk).update(awards=["LDTT"])
    assert why([row], up.middle) == (
        f"Đợt xét «{up.middle}» của {up.at.house.hospital} không xét Giấy khen."
    )
    Round.objects.filter(pk=up.middle.pk).update(state="closed", awards=["GK"])
    assert why([row], up.middle) == (
        f"Đợt xét «{up.middle}» của {up.at.house.hospital} không nhận hồ sơ: đã kết thúc."
    )
    assert (Passage.objects.count(), Paper.objects.count()) == (0, 0)
    Round.objects.filter(pk=up.middle.pk).update(state="open")
    up.rise(up.below, up.department_officer, [row], up.middle)
    assert why([row], up.above) == "Chọn ít nhất một hồ sơ của đợt xét này."
    made = actions.create_dossiers(
        actor=up.department_officer, round=up.below, award="GK", subjects=[row.person], on=DAY
    )
    assert [str(reason) for _who, reason in made.skipped] == ["Đã có hồ sơ trong đợt xét này."]


def test_a_unit_without_a_council_proposes_by_the_record_of_its_own_meeting() -> None:
    up = ladder()
    row = Scene(up.at.house, up.at.movement, up.below, up.at.council).submitted("member")
    given = {"record": "02/BB-KN", "record_on": DAY}
    with pytest.raises(Refused) as refused:
        up.rise(up.below, up.department_officer, [row], up.middle)
    assert str(refused.value) == (
        "Đơn vị không có hội đồng: ghi số và ngày biên bản họp bình xét của đơn vị."
    )
    Dossier.objects.filter(pk=row.pk).update(award="CSTDCS")
    outside = {"actor": up.department_officer, "round": up.below, "dossiers": [row.pk], "on": DAY}
    with pytest.raises(Refused) as refused:
        actions.rise(**outside, to_body="Công ty mẹ", **given)
    assert str(refused.value).startswith(
        "Chiến sĩ thi đua cơ sở phải được hội đồng của đơn vị trình bỏ phiếu ("
    )
    Dossier.objects.filter(pk=row.pk).update(award="GK")
    address = reverse("awards:round_rise", args=[up.below.pk])
    officer = signed_in(up.department_officer)
    form = {"to_round": up.middle.pk, "record": "02/BB-KN", "record_on": DAY.isoformat()}
    officer.post(address, {**form, "reason": "Đã rõ"})
    row.refresh_from_db()
    told = "Biên bản họp bình xét của đơn vị số 02/BB-KN ngày 22/12/2025"
    assert (row.round, row.state) == (up.middle, "submitted")
    assert row.checklist["minutes"] == {"state": "there", "note": told}
    letter = papers.rising.rise_letter(Paper.objects.get(kind="awards.rise"))
    assert any(
        block.text.endswith(f"và b{told[1:]}.")
        for block in letter.blocks if getattr(block, "name", "") == "papers"
    )  # fmt: skip
    # Where a council sits, it votes first.
    own = Scene(up.at.house, up.at.movement, up.middle, up.at.council).submitted("head")
    with pytest.raises(Refused):
        up.rise(up.middle, up.at.house.officer, [own], up.above, **given)


def test_a_body_outside_answers_by_hand() -> None:
    at = scene()
    rows = at.recommended("member", "head", "other_member")
    officer = at.house.officer
    actions.rise(
        actor=officer, round=at.round, dossiers=[row.pk for row in rows], on=DAY,
        to_body="Ủy ban nhân dân tỉnh", number="41", dated_on=DAY,
    )  # fmt: skip
    letter = papers.rising.rise_letter(Paper.objects.get(kind="awards.rise"))
    assert (letter.number, letter.symbol, letter.on) == ("41", "TTr-BVST", DAY)
    assert len(letter.annexes[0].blocks[0].rows) == 3  # type: ignore[union-attr] # a table
    (here, *_others) = queries.whereabouts(queries.unanswered(at.round)).values()
    assert (here.holder, here.waits_for) == (
        "Ủy ban nhân dân tỉnh", "Chờ trả lời của cơ quan nhận hồ sơ.",
    )  # fmt: skip
    outside = OutsideDecision.objects.create(
        unit=at.house.hospital, reference="77/QĐ-UBND", decided_on=DAY, award="GK", year=2025,
        decided_by="Ủy ban nhân dân tỉnh", level="province", line="government", way="merit",
    )  # fmt: skip

    def answer(row: Dossier, answer: str, **more: Any) -> str:
        actions.answer_rise(
            actor=officer, round=at.round, dossiers=[row.pk], answer=answer, on=DAY,
            answered_on=DAY, **more,
        )  # fmt: skip
        row.refresh_from_db()
        return row.state

    with pytest.raises(Refused) as refused:
        answer(rows[0], "praised")
    assert str(refused.value) == ("Chọn quyết định khen thưởng của cơ quan đó đã nhập vào sổ.")
    assert answer(rows[0], "praised", outside=outside) == "awarded"
    assert answer(rows[1], "declined", reason="Chưa nổi bật") == "refused"
    assert answer(rows[2], "returned", reason="Thiếu số liệu") == "returned"
    honour = Honour.objects.get()
    assert (honour.dossier, honour.outside, honour.decision_reference) == (
        rows[0], outside, "77/QĐ-UBND",
    )  # fmt: skip
    # What was mended goes up again without a second vote of the same council.
    again = Dossier.objects.get(pk=rows[2].pk)
    Round.objects.update(state="open")
    actions.submit_dossier(actor=officer, dossier=again, on=DAY, reason="Đã bổ sung")
    assert [row.pk for row in queries.risable(at.round)] == [again.pk]


def test_what_no_longer_meets_a_condition_goes_back_from_the_recommended() -> None:
    at = scene()
    first, second = at.recommended("member", "head")
    given = {"actor": at.house.officer, "round": at.round, "on": DAY, "reason": "Không còn đạt"}
    with pytest.raises(Refused) as refused:
        actions.send_back(dossiers=[first.pk], **given)
    assert str(refused.value) == (
        f"{first.subject} vẫn đủ điều kiện và đã được hội đồng thống nhất đề nghị."
    )
    Rating.objects.filter(person=first.person).update(level="not_completed")
    if not queries.stopped_since(at.round, on=DAY):
        Dossier.objects.filter(pk=first.pk).update(confirmed={"law_abiding": False})
    back = actions.send_back(dossiers=[first.pk], **given)
    assert [(row.pk, row.state) for row in back] == [(first.pk, "returned")]
    second.refresh_from_db()
    assert second.state == "recommended"


def test_a_draft_is_dropped_whole_and_its_dossiers_are_free() -> None:
    at = scene()
    decision = at.decision("member")
    client = signed_in(at.house.officer)
    answer = client.post(reverse("awards:decision_drop", args=[decision.pk]), follow=True)
    assert [str(message) for message in answer.context["messages"]] == [
        "Đã bỏ dự thảo; các hồ sơ trở lại danh sách chờ quyết định."
    ]
    assert not Paper.objects.filter(kind="awards.decision").exists()
    assert Dossier.objects.get().decision is None
    again = actions.draft_decision(
        actor=at.house.officer, round=at.round, award="GK", on=DAY, symbol="QĐ-BV"
    )
    assert again.dossiers.count() == 1


def test_by_the_pages_from_the_department_to_the_hospital_and_back() -> None:
    up = ladder()
    row, spare = up.recommended("member", "head")
    below, middle = signed_in(up.department_officer), signed_in(up.at.house.officer)
    below.post(reverse("awards:round", args=[up.below.pk]), {
        "do": "reserve", "pick": str(spare.pk), "confirm": "1",
    })  # fmt: skip
    spare.refresh_from_db()
    assert spare.reserve == 1
    below.post(reverse("awards:round_rise", args=[up.below.pk]), {"to_round": up.middle.pk})
    page = middle.get(reverse("awards:round", args=[up.middle.pk])).content.decode()
    assert "từ Khoa Nội" in page
    assert "Tiếp nhận hồ sơ cấp dưới trình" in page
    middle.post(reverse("awards:round_receive", args=[up.middle.pk]), {"reason": "Đã rõ"})
    row.refresh_from_db()
    assert Passage.objects.get().state == "received"
    middle.post(
        reverse("awards:round_back", args=[up.middle.pk]),
        {"dossiers": [row.pk], "reason": "Thiếu biên bản"},
    )
    own = signed_in(up.at.house.member)
    page = own.get(reverse("awards:dossier", args=[row.pk])).content.decode()
    assert "Bệnh viện Quân y Sông Thao: Trả lại" in page
    assert page.index("Thiếu biên bản") < page.index("Thành tích")
    mine = own.get(reverse("awards:mine")).content.decode()
    assert "Cán bộ thi đua, khen thưởng, Khoa Nội, từ ngày 22/12/2025." in mine
    shown = below.get(reverse("awards:round_reserve", args=[up.below.pk])).content.decode()
    assert f"Đưa {spare.subject} vào thay" in shown
    below.post(
        reverse("awards:round_reserve", args=[up.below.pk]), {"award": "GK", "instead_of": row.pk}
    )
    spare.refresh_from_db()
    assert spare.reserve is None
    sheet = below.get(reverse("awards:round_ministry", args=[up.below.pk]))
    assert sheet.content[:2] == b"PK"


@pytest.mark.parametrize("names", [("member",), ("member", "head", "other_member")])
def test_pages_of_levels_take_the_same_number_of_queries(names: tuple[str, ...]) -> None:
    up = ladder()
    up.received(*names)
    client = signed_in(up.at.house.officer)
    found = {}
    for name in ("round", "round_rise", "round_back", "round_ministry", "round_quotas"):
        address = reverse(f"awards:{name}", args=[up.middle.pk])
        client.get(address)
        with CaptureQueriesContext(connection) as context:
            assert client.get(address).status_code == 200
        found[name] = len(context)
    # One asks whether a council votes here; the round, which days regulations set.
    assert found == {
        "round": 21, "round_rise": 20, "round_back": 6, "round_ministry": 11, "round_quotas": 9,
    }  # fmt: skip


def test_an_army_cap_stops_until_the_head_lets_the_round_go_past_it() -> None:
    at = scene()
    day = date(2023, 12, 20)
    at.house.hospital.managing_body = "army"
    at.house.hospital.save()
    row = at.submitted()
    Round.objects.filter(pk=at.round.pk).update(awards=["GK", "CSTDCS"], year=2023)
    at.round.refresh_from_db()
    Dossier.objects.filter(pk=row.pk).update(award="CSTDCS")
    (_gk, guard) = queries.guards(at.round, on=day, picked=[Dossier.objects.get(pk=row.pk)])
    assert (guard.award, guard.taken, guard.after, guard.places) == ("CSTDCS", 0, 1, 0)
    assert guard.blocks
    given = {"round": at.round, "on": day}
    with pytest.raises(actions.NotEligible) as refused:
        actions.send_to_council(actor=at.house.officer, council=at.council, reason="…", **given)
    assert "Chiến sĩ thi đua cơ sở: 1 hồ sơ, vượt tỷ lệ. Tối đa 10% của" in str(refused.value)
    with pytest.raises(Refused):
        actions.except_quota(
            actor=at.house.officer, award="CSTDCS", reason="Đơn vị dẫn đầu", **given
        )
    actions.except_quota(actor=at.house.director, award="CSTDCS", reason="Đơn vị dẫn đầu", **given)
    (_gk, guard) = queries.guards(at.round, on=day, picked=[Dossier.objects.get(pk=row.pk)])
    assert (guard.is_over, guard.blocks) == (True, False)
    noted = [block for block in papers.dossiers.proposal(at.round).blocks
             if block.name.startswith("exception")]  # fmt: skip
    assert len(noted) == 1
    assert "Đơn vị dẫn đầu" in noted[0].text  # type: ignore[union-attr] # a paragraph


def test_a_cap_that_nobody_verified_takes_a_reason_and_the_selection_is_counted_live() -> None:
    at = scene()
    row = at.submitted()
    Round.objects.filter(pk=at.round.pk).update(awards=["GK", "CSTDCS"], year=2023)
    at.round.refresh_from_db()
    day = date(2023, 12, 20)
    Dossier.objects.filter(pk=row.pk).update(award="CSTDCS")
    given = {"actor": at.house.officer, "round": at.round, "council": at.council, "on": day}
    with pytest.raises(actions.NeedsReason) as refused:
        actions.send_to_council(**given)
    assert "vượt tỷ lệ chưa được đối chiếu với nguồn. Tối đa 15% của 0" in str(refused.value)
    actions.send_to_council(reason="Hội đồng chọn lại", **given)
    row.refresh_from_db()
    assert (row.state, row.override_reason) == ("in_council", "Hội đồng chọn lại")


def test_the_caps_of_a_selection_are_shown_before_and_after(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("THIDUA_TODAY", "2023-12-20")
    at = scene()
    key = at.submitted().pk
    Dossier.objects.filter(pk=key).update(award="CSTDCS")
    Round.objects.filter(pk=at.round.pk).update(awards=["GK", "CSTDCS"], year=2023)
    client = signed_in(at.house.officer)
    address = reverse("awards:round_quotas", args=[at.round.pk])
    plain = client.get(address).content.decode()
    assert "Sau khi chọn thêm" not in plain
    picked = client.get(f"{address}?pick={key}").content.decode()
    assert "Sau khi chọn thêm" in picked
    assert "Vượt, cần ghi lý do" in picked
