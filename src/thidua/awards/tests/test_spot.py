"""Unscheduled praise: a deed in a minute, put forward in a step, with its clock."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from thidua.awards import actions
from thidua.awards.models import Dossier, Honour, Rating, Round
from thidua.awards.queries import fairness, spot
from thidua.awards.tests.factories import DAY, Scene, person, scene
from thidua.awards.tests.test_views import counted, signed_in
from thidua.core.permit import Refused
from thidua.notices.models import Notice
from thidua.orgs.models import Membership, Person, Position
from thidua.orgs.tests.factories import SINCE, person_in

pytestmark = pytest.mark.django_db
DEED = date(2025, 12, 1)
CONFIRMED = {"law_abiding": True, "attained": True, "no_hold": True, "no_discipline": True}


@pytest.fixture(autouse=True)
def _on_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THIDUA_TODAY", DAY.isoformat())


def reported(at: Scene, **changes: Any) -> Round:
    facts: dict[str, Any] = {
        "unit": at.house.hospital, "subjects": [person(at.house)], "title": "Cứu người bị nạn",
        "done_on": DEED,
    }  # fmt: skip
    return actions.report_deed(actor=at.house.officer, on=DAY, **{**facts, **changes})


def refusal(run: Any, **given: Any) -> str:
    with pytest.raises(Refused) as refused:
        run(**given)
    return str(refused.value)


def test_a_head_reports_a_deed_on_one_page_and_the_officer_is_told() -> None:
    at = scene()
    client = signed_in(at.house.head)
    answer = client.post(
        reverse("awards:spot_report"),
        {
            "title": "Cứu người đuối nước", "who": person(at.house).full_name,
            "done_on": "01/12/2025", "unit": at.house.group.pk, "text": "",
        },
    )  # fmt: skip
    assert answer.headers["Location"] == reverse("awards:spot")
    dossier = Dossier.objects.get()
    assert (dossier.person, dossier.award, dossier.state, dossier.round.way) == (
        person(at.house), "GK_CDCS", "draft", "ad_hoc",
    )  # fmt: skip
    assert dossier.round.unit == at.house.union
    assert dossier.merit is not None
    assert dossier.merit.done_on == DEED
    told = Notice.objects.get(recipient=at.house.officer)
    assert told.url == reverse("awards:spot_forward", args=[dossier.round_id])
    assert "Cứu người đuối nước" in client.get(reverse("awards:spot")).content.decode()


def test_a_deed_is_of_the_units_own_people() -> None:
    at = scene()
    stranger = Person.objects.get(user=at.house.stranger)
    assert refusal(reported, at=at, subjects=[stranger]) == (
        f"Không thuộc {at.house.hospital}: {stranger}."
    )
    assert refusal(reported, at=at, done_on=DAY + timedelta(days=1)) == (
        "Ngày của việc làm chưa tới."
    )


def test_one_step_confirms_hands_in_and_asks_the_council() -> None:
    at = scene()
    Rating.objects.create(person=person(at.house), year=2025, level="good", basis="TB 9")
    made = reported(at)
    client = signed_in(at.house.officer)
    address = reverse("awards:spot_forward", args=[made.pk])
    assert "Người, tập thể" in client.get(address).content.decode()
    client.post(
        address,
        {"confirmed": list(CONFIRMED), "council": at.council.pk, "reason": "Việc khẩn."},
    )  # fmt: skip
    dossier = made.dossiers.get()
    assert (dossier.state, dossier.confirmed) == ("in_council", CONFIRMED)


def test_without_a_council_only_by_a_regulation_named_and_then_to_the_decision() -> None:
    at = scene()
    made = reported(at)
    forward = {"actor": at.house.officer, "round": made, "confirmed": CONFIRMED, "on": DAY}
    assert refusal(actions.forward_deed, **forward) == (
        "Chọn hội đồng cho ý kiến, hoặc ghi số, ngày quy chế cho phép không lấy ý kiến."
    )
    actions.forward_deed(regulation="88/QC-BV ngày 06/01/2025", reason="Việc khẩn.", **forward)
    dossier = made.dossiers.get()
    assert (dossier.state, dossier.override_reason) == (
        "recommended",
        "Không lấy ý kiến hội đồng, theo 88/QC-BV ngày 06/01/2025.",
    )
    decision = actions.draft_decision(
        actor=at.house.officer, round=made, award="GK", on=DAY, symbol="QĐ-BV"
    )
    for step in ("for_signature", "signed", "numbered", "issued"):
        decision.paper.refresh_from_db()
        at.step(decision, step)
    made.refresh_from_db()
    honour = Honour.objects.get()
    assert made.state == "decided"
    assert (honour.way, honour.level, honour.category, honour.merit) == (
        "ad_hoc", "grassroots", "direct", dossier.merit,
    )  # fmt: skip
    assert refusal(
        actions.forward_deed, **{**forward, "round": at.round, "council": at.council}
    ) == ("Chỉ đợt khen đột xuất đi theo cách này.")


def test_the_clock_the_units_own_wish_and_the_median() -> None:
    at = scene()
    early, late = reported(at), reported(at, subjects=[person(at.house, "head")])
    Honour.objects.create(
        person=person(at.house), dossier=early.dossiers.get(), award="GK", year=2025,
        line="government", decision_reference="90/QĐ-BV", decided_on=DEED + timedelta(days=4),
        decided_by="Giám đốc",
    )  # fmt: skip
    rows = spot.deeds_visible_to(at.house.officer, on=DAY)
    assert list(rows.filter(spot.is_late())) == []
    actions.set_spot_term(
        actor=at.house.officer, unit=at.house.hospital, days=10, source="QC 88", on=DEED
    )
    clocks = {row.round_id: spot.clock_of(row, on=DAY) for row in rows.all()}
    assert {key: (c.days, c.is_over, c.late) for key, c in clocks.items() if c} == {
        early.pk: (4, True, 0), late.pk: (21, False, 11),
    }  # fmt: skip
    assert [row.round_id for row in rows.filter(spot.is_late())] == [late.pk]
    assert spot.speeds(at.house.officer, on=DAY) == [
        spot.Speed(str(at.house.hospital), 1, 4.0, 1, 1)
    ]
    client = signed_in(at.house.officer)
    page = client.get(reverse("awards:spot"), {"late": "late"}).content.decode()
    assert "21 ngày, quá 11 ngày" in page
    before = counted(client, reverse("awards:spot"))
    reported(at, subjects=[person(at.house, "other_member"), person(at.house, "director")])
    assert counted(client, reverse("awards:spot")) == before


def test_who_is_proposed_beside_who_works_there() -> None:
    at = scene()
    ward = [
        person_in(at.house.department, sex="female" if number % 4 else "male")
        for number in range(12)
    ]
    Membership.objects.filter(unit=at.house.department).update(kind="home")
    for number, each in enumerate(ward):
        Position.objects.create(
            person=each, unit=at.house.department, valid_from=SINCE,
            title="Điều dưỡng" if number else "Trưởng khoa",
        )  # fmt: skip
    chosen = ward[:4]
    for year in (2022, 2023, 2024):
        Honour.objects.create(
            person=chosen[0], award="LDTT", year=year, line="government", decided_by="Giám đốc",
            decision_reference=f"{year}/QĐ", decided_on=date(year, 12, 20),
        )  # fmt: skip
    actions.create_dossiers(
        actor=at.house.officer, round=at.round, award="GK", subjects=chosen, on=DAY
    )
    found = fairness.of_round(at.round, on=DAY)
    assert (found.people, found.staff, found.median_wait) == (4, 19, 1.0)
    women = found.groups[0]
    assert (women.chosen.told, women.unit.told) == ("3 trên 4 (75%)", "9 trên 12 (75%)")
    leaders = found.groups[2]
    assert (leaders.chosen.told, leaders.unit.percent) == ("dưới 3 trên 4", None)
    assert [(str(who), years) for who, years in found.running] == [(str(chosen[0]), 3)]
    assert found.again.told == "dưới 3 người"
    assert found.missing == [
        "Chưa ghi giới tính của 7 trên 19 người.",
        "Chưa ghi chức vụ, vị trí của 5 trên 19 người.",
        "Chưa có dữ liệu người làm việc theo ca, kíp.",
    ]
    client = signed_in(at.house.director)
    address = reverse("awards:round_fairness", args=[at.round.pk])
    page = client.get(address).content.decode()
    assert "không xếp hạng, không loại ai" in page
    before = counted(client, address)
    actions.create_dossiers(
        actor=at.house.officer, round=at.round, award="GK", subjects=ward[4:8], on=DAY
    )
    assert counted(client, address) == before
