"""One register: through successions, from outside, brought along, and never counted twice."""

from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from thidua.analytics.tests.factories import movement
from thidua.awards import actions, rules
from thidua.awards.models import Honour, OutsideDecision
from thidua.awards.queries import portable, register
from thidua.awards.queries.counting import honours_counted
from thidua.awards.queries.outside import counts_of_decisions, fifth_level
from thidua.awards.tests.contract_outside import DAY, FACTS, entered, honour
from thidua.awards.tests.factories import person
from thidua.core.action import SYSTEM
from thidua.core.period import Period
from thidua.core.permit import Refused
from thidua.movements.models import Response
from thidua.orgs import actions as orgs
from thidua.orgs.models import Unit
from thidua.orgs.tests.factories import Hospital, UnitFactory, grant, hospital

figures = st.none() | st.integers(0, 200)
counted = st.integers(0, 200)


@given(stated=st.builds(rules.Praised, figures, figures, figures), c=counted, i=counted, g=counted)
def test_a_list_replaces_what_was_stated_and_is_never_added_to_it(
    stated: rules.Praised, c: int, i: int, g: int
) -> None:
    found = rules.praised(stated, listed=rules.Praised(c, i), gone=rules.Praised(0, g))
    assert found.collectives == (c or stated.collectives or 0)
    assert found.individuals == (i if i or g else stated.individuals or 0)
    assert found.unsplit == (0 if c or i or g else stated.unsplit or 0)


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=20), st.integers(0, 8))
def test_lineage_reaches_every_predecessor_once_and_never_itself(
    successions: list[tuple[int, int]], unit: int
) -> None:
    found = rules.lineage(successions, unit)
    assert unit not in found
    for old, new in successions:
        if (new in found or new == unit) and old != unit:
            assert old in found
    assert all(any(old == each for old, _new in successions) for each in found)


def client_of(user: Any) -> Client:
    client = Client()
    client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
    return client


@pytest.mark.django_db
def test_a_successor_shows_what_its_predecessors_earned_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("THIDUA_TODAY", DAY.isoformat())
    house = hospital()
    old, merged = (
        UnitFactory(name=name, parent=house.hospital) for name in ("Khoa Lây", "Khoa Nhi")
    )
    for unit, reference in ((old, "1/QĐ"), (merged, "2/QĐ"), (house.department, "3/QĐ")):
        honour(house, person=None, unit=unit, award="TTLDTT", decision_reference=reference)
    orgs.record_succession(
        actor=SYSTEM, old=old, new=merged, kind="merged", on=date(2024, 1, 1), basis="QĐ 1"
    )
    orgs.record_succession(
        actor=SYSTEM, old=Unit.objects.get(pk=merged.pk), new=house.department, kind="renamed",
        on=date(2025, 1, 1), basis="QĐ 2",
    )  # fmt: skip
    own, inherited = register.honours_of_unit(house.department)
    assert [row.decision_reference for row in own] == ["3/QĐ"]
    assert [(str(unit), [row.decision_reference for row in rows]) for unit, rows in inherited] == [
        ("Khoa Lây", ["1/QĐ"]), ("Khoa Nhi", ["2/QĐ"]),
    ]  # fmt: skip
    client = client_of(house.officer)
    page = client.get(reverse("awards:honours_of_unit", args=[house.department.pk]))
    assert "Của đơn vị tiền thân: Khoa Lây" in page.content.decode()
    listed = client.get(reverse("awards:registry")).content.decode()
    assert [listed.count(f">{n}/QĐ, ") for n in (1, 2, 3)] == [1, 1, 1]


@pytest.mark.django_db
def test_an_aggregate_waits_for_its_list_and_is_replaced_by_it() -> None:
    house = hospital()
    outside = entered(house, collectives=124, individuals=42)
    (before,) = counts_of_decisions([house.hospital])
    assert (before.collectives, before.individuals, before.is_named) == (124, 42, False)
    actions.name_outside(
        actor=house.officer, outside=outside, subjects=[person(house), person(house, "head")]
    )
    actions.name_outside(actor=house.officer, outside=outside, subjects=[person(house)])
    (after,) = counts_of_decisions(Unit.objects.all(), Period(date(2025, 1, 1), date(2025, 12, 31)))
    assert (after.collectives, after.individuals, after.stated, after.differs) == (
        124, 2, 166, True,
    )  # fmt: skip
    assert counts_of_decisions([house.hospital], Period(date(2026, 1, 1))) == []
    actions.correct_outside(
        actor=house.officer, outside=OutsideDecision.objects.get(), on=DAY, reason="Sai số",
        facts={**FACTS, "reference": "1813/QĐ-TLĐ", "way": "merit"},
    )  # fmt: skip
    assert set(Honour.objects.values_list("decision_reference", "way")) == {
        ("1813/QĐ-TLĐ", "merit")
    }


@pytest.mark.django_db
def test_a_movement_counts_what_answers_it_once_however_much_is_answered() -> None:
    house = hospital()
    top, other, own, local = (movement(house, DAY, DAY) for _each in range(4))
    for answer, parent in ((own, top), (own, other), (local, own)):
        Response.objects.create(movement=answer, parent=parent)
    outside = entered(house, movement=own)
    actions.name_outside(actor=house.officer, outside=outside, subjects=[person(house)])
    OutsideDecision.objects.create(
        unit=house.hospital, reference="9/QĐ", decided_on=DAY, decided_by="Giám đốc", award="GK",
        line="government", level="grassroots", way="thematic", year=2025, individuals=7,
        movement=local,
    )  # fmt: skip
    year = Period(date(2025, 1, 1), date(2025, 12, 31))
    for asked, total in ((own, 8), (top, 8), (other, 8), (local, 7)):
        found = counts_of_decisions([house.hospital], year, movement=asked.pk)
        assert sum(row.total for row in found) == total
        named = honours_counted([house.hospital.pk], year, movement=asked.pk)
        assert len(named) == (0 if asked == local else 1)


@pytest.mark.django_db
def test_the_level_below_has_reported_something_nothing_or_not_at_all() -> None:
    house = hospital()
    for name in ("Công đoàn A", "Công đoàn B", "Công đoàn C"):
        UnitFactory(name=name, parent=house.union, line="union", kind="grassroots_union")
    a, b, _c = Unit.objects.filter(name__startswith="Công đoàn ", parent=house.union)
    actions.enter_outside(
        actor=house.officer, unit=a, on=DAY,
        facts={**FACTS, "level": "grassroots", "award": "GK_CDCS", "unsplit": 7},
    )  # fmt: skip
    year = Period(date(2025, 1, 1), date(2025, 12, 31))
    actions.state_nothing(
        actor=house.officer, unit=b, starts_on=year.start, ends_on=DAY.replace(day=31)
    )
    found = {
        str(row.unit): (row.is_reported, row.individuals, row.unsplit, row.stated is not None)
        for row in fifth_level(house.union, year)
    }
    assert found == {
        "Công đoàn A": (True, 2, 7, False), "Công đoàn B": (True, 0, 0, True),
        "Công đoàn C": (False, 0, 0, False), "Tổ công đoàn Nội": (False, 0, 0, False),
        "Tổ công đoàn Ngoại": (False, 0, 0, False),
    }  # fmt: skip


@pytest.mark.django_db
def test_honours_go_along_with_a_person_and_are_taken_in_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("THIDUA_TODAY", DAY.isoformat())
    house = hospital()
    who = person(house)
    honour(house, achievement="Trực đêm")
    honour(house, year=2020, revoked_on=date(2022, 1, 1))
    own = client_of(house.member).get(reverse("awards:honours_carried", args=[who.pk, "json"]))
    text = own.content.decode()
    pdf = client_of(house.officer).get(reverse("awards:honours_carried", args=[who.pk, "pdf"]))
    assert pdf.content[:5] == b"%PDF-"
    Honour.objects.filter(year=2020).delete()
    officer, address = client_of(house.officer), reverse("awards:honours_bring")
    shown = officer.post(address, {"text": text, "person": who.code}).content.decode()
    assert [shown.count(words) for words in ("Ghi mới", "Đã có trong sổ", "Đã thu hồi")] == [
        1, 1, 1,
    ]  # fmt: skip
    for _again in range(2):
        officer.post(address, {"text": text, "person": who.code, "take": "1"})
    brought = Honour.objects.get(year=2020)
    assert (brought.brought_from, brought.revoked_on) == (str(house.department), date(2022, 1, 1))
    assert Honour.objects.count() == 2
    assert counts_of_decisions(Unit.objects.all()) == []
    with pytest.raises(Refused, match="Tệp đã bị sửa sau khi xuất"):
        portable.read(text.replace("Trực đêm", "Cứu người"))
    with pytest.raises(Refused, match="Đây không phải tệp lý lịch khen thưởng"):
        portable.read("[]")


@pytest.mark.django_db
def test_doubles_stand_side_by_side_and_a_merger_is_undone() -> None:
    house = hospital()
    kept, gone = honour(house), honour(house, decision_reference="05/QĐ-BV", achievement="Trực")
    honour(house, year=2021)
    assert [[row.pk for row in group] for group in register.twins_of(house.officer)] == [
        [kept.pk, gone.pk]
    ]
    client = client_of(house.officer)
    client.post(reverse("awards:twins"), {"giu": kept.pk, "bo": gone.pk})
    kept.refresh_from_db()
    assert (kept.achievement, Honour.objects.count()) == ("Trực", 2)
    (merger,) = register.mergers_by(house.officer)
    client.post(reverse("awards:unmerge", args=[merger.pk]))
    assert sorted(
        Honour.objects.filter(year=2019).values_list("decision_reference", "achievement")
    ) == [("05/QĐ-BV", "Trực"), ("5/QĐ-BV", "")]


@pytest.mark.django_db
def test_the_pages_teach_when_empty_and_tell_others_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("THIDUA_TODAY", DAY.isoformat())
    house: Hospital = hospital()
    officer, member = client_of(house.officer), client_of(house.member)
    told = {
        "outsides": "Chưa nhập quyết định nào", "twins": "Không thấy khen thưởng nào ghi trùng",
        "below": "Chưa báo cáo", "outside_enter": "Ghi đúng như trên quyết định.",
        "nothing_state": "Báo cáo số không khác với chưa báo cáo.",
        "honours_bring": "xem trước rồi mới ghi, nhận lại không ghi trùng",
    }  # fmt: skip
    for name, words in told.items():
        assert words in officer.get(reverse(f"awards:{name}")).content.decode(), name
        assert member.get(reverse(f"awards:{name}")).status_code == 403, name
    outside = entered(house)
    grant(person(house, "head"), house.hospital, "inspector")
    page = client_of(house.head).get(reverse("awards:outside", args=[outside.pk]))
    assert "Chỉ có số, chờ danh sách" in page.content.decode()
    names = reverse("awards:outside_names", args=[outside.pk])
    refused = officer.post(names, {"text": "Không Ai Cả"}).content.decode()
    assert "«Không Ai Cả»: không có trong danh sách của Bệnh viện Quân y Sông Thao" in refused
    officer.post(names, {"text": f"{person(house).code}\nKhoa Nội"})
    assert outside.honours.count() == 2
