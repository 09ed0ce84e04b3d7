"""From the registry of five years to the list of delegates, level by level."""

from datetime import date
from typing import Any

import pytest
from django.db import transaction

from thidua.awards.models import OutsideDecision
from thidua.conferences import actions, papers, queries
from thidua.conferences.models import Conference
from thidua.conferences.tests.factories import DAY, conference_of, honoured, nominated, person
from thidua.core.permit import Refused
from thidua.notices.models import Notice
from thidua.orgs.models import Succession
from thidua.orgs.tests.factories import UnitFactory, hospital

pytestmark = pytest.mark.django_db


def reason_of(act: Any, **given: Any) -> str:
    with pytest.raises(Refused) as refused, transaction.atomic():
        act(**given)
    return str(refused.value)


def test_candidates_come_from_the_registry_of_the_years_and_rise_level_by_level() -> None:
    house = hospital()
    conference = conference_of(house)
    member, other = person(house), person(house, "other_member")
    honoured(member, 2021, 2025)
    honoured(member, 2020)  # before the years
    honoured(member, 2022, award="LDTT")  # not counted
    honoured(member, 2024, revoked_on=DAY)
    honoured(other, 2025)
    honoured(house.group, 2022, 2023, award="GK")

    found = queries.candidates_of(conference, house.union, on=DAY)
    assert [(c.subject, c.total, c.figures) for c in found] == [
        (house.group, 2, {"GK": 2}), (member, 2, {"GK": 2, "LDTT": 1}),
    ]  # fmt: skip
    given = {"conference": conference, "unit": house.group, "on": DAY, "reason": "Tận tụy"}
    assert reason_of(actions.nominate, actor=house.head, subject=other, **given) == (
        f"{other} chưa đủ tiêu chí hoặc không thuộc {house.group}."
    )
    made = actions.nominate(actor=house.head, subject=member, **given)
    assert reason_of(actions.nominate, actor=house.head, subject=member, **given) == (
        f"{member} đã được giới thiệu."
    )
    assert (made.at, made.figures) == (house.union, {"GK": 2, "LDTT": 1})
    assert queries.told(made.figures) == "Giấy khen 2, Lao động tiên tiến 1"

    actions.return_nomination(actor=house.officer, nomination=made, reason="Nêu rõ kết quả")
    assert Notice.objects.filter(recipient=house.head, kind="conferences.returned").count() == 1
    again = actions.nominate(
        actor=house.head, subject=member, **{**given, "reason": "Giảm 20% ngày nằm viện"}
    )
    assert (again.pk, again.state, again.return_reason) == (made.pk, "nominated", "")
    actions.set_quotas(actor=house.officer, conference=conference, places={house.group.pk: 0})
    assert reason_of(actions.confirm, actor=house.officer, nomination=again) == (
        f"{house.group} đã đủ số đại biểu được phân bổ."
    )
    assert (
        reason_of(actions.confirm_delegates, actor=house.director, conference=conference)
        == "Chưa có đại biểu nào được cấp trên đồng ý."
    )
    actions.set_quotas(actor=house.officer, conference=conference, places={house.group.pk: 1})
    actions.confirm(actor=house.officer, nomination=again)
    [place] = queries.places_of(conference)
    assert (place.places, place.nominated, place.confirmed, place.free) == (1, 1, 1, 0)

    actions.set_guests(
        actor=house.officer, conference=conference, guests=[("Bà Đỗ Thị Hòa", "Chủ tịch")]
    )
    actions.confirm_delegates(actor=house.director, conference=conference)
    conference = Conference.objects.select_related("unit").get()
    assert Notice.objects.filter(recipient=house.member, kind="conferences.invited").count() == 1
    rows = papers.invited_rows(conference, on=DAY)
    assert [(who, what) for who, _office, what in rows] == [
        (str(member), "Đại biểu điển hình tiên tiến"), ("Bà Đỗ Thị Hòa", "Khách mời"),
    ]  # fmt: skip
    assert reason_of(actions.withdraw, actor=house.head, nomination=again) == (
        "Đang ở trạng thái «Đã chốt danh sách đại biểu» nên không thực hiện được việc này."
    )


def test_a_level_between_passes_it_upwards() -> None:
    house = hospital()
    conference = Conference.objects.create(
        unit=house.hospital, line="government", name="Hội nghị", first_year=2021, last_year=2025,
        state="nominating",
    )  # fmt: skip
    assert house.group.parent == house.union
    made = nominated(house, conference)
    levels = []
    for _level in range(2):
        levels.append(made.at)
        made = actions.confirm(actor=house.officer, nomination=made)
    assert (levels, made.state) == ([house.union, house.hospital], "confirmed")


def test_places_of_a_unit_are_taken_by_those_below_it_too() -> None:
    house = hospital()
    conference = Conference.objects.create(
        unit=house.hospital, line="government", name="Hội nghị", first_year=2021, last_year=2025,
        state="nominating",
    )  # fmt: skip
    first, second = (nominated(house, conference, name) for name in ("member", "head"))
    actions.set_quotas(actor=house.officer, conference=conference, places={house.union.pk: 1})
    for _level in range(2):
        first = actions.confirm(actor=house.officer, nomination=first)
    second = actions.confirm(actor=house.officer, nomination=second)
    assert reason_of(actions.confirm, actor=house.officer, nomination=second) == (
        f"{house.union} đã đủ số đại biểu được phân bổ."
    )
    places = {place.unit: place for place in queries.places_of(conference)}
    assert (places[house.union].nominated, places[house.union].free) == (2, 0)
    assert (places[house.group].confirmed, places[house.group].free) == (1, None)


def test_figures_count_names_once_and_what_others_state_without_names() -> None:
    house = hospital()
    conference = conference_of(house)
    honoured(person(house), 2021, 2025, level="grassroots")
    honoured(house.group, 2025, level="sector")
    OutsideDecision.objects.create(
        unit=house.union, reference="7/QĐ", decided_on=DAY, decided_by="Liên đoàn Lao động",
        level="province", line="union", award="BK_LDLD", way="ad_hoc", year=2023, unsplit=14,
    )  # fmt: skip
    grid = queries.figures_of(conference, on=DAY)
    assert [(level, cells) for level, cells, _whole in grid.rows] == [
        ("province", (0, 0, 14, 0, 0)), ("sector", (0, 0, 0, 0, 1)),
        ("grassroots", (1, 0, 0, 0, 1)),
    ]  # fmt: skip
    whole = grid.whole
    assert (whole.collectives, whole.individuals, whole.unsplit, whole.total) == (1, 2, 14, 17)


def test_what_a_unit_stands_for_counts_for_it_through_renaming_and_merger() -> None:
    house = hospital()
    conference = conference_of(house)
    group = house.group
    eldest, elder, twin, split = (
        UnitFactory(parent=house.union, line=group.line, kind=group.kind, valid_to=DAY)
        for _each in range(4)
    )
    for old, new, kind in (
        (eldest, elder, "renamed"), (elder, group, "merged"), (twin, group, "merged"),
        (split, group, "split"), (split, house.union, "split"),
    ):  # fmt: skip
        Succession.objects.create(old=old, new=new, kind=kind, on=date(2024, 1, 1))
    honoured(eldest, 2021, level="grassroots")
    honoured(twin, 2022, level="grassroots")
    honoured(split, 2023, level="grassroots")
    [found] = queries.candidates_of(conference, group, on=DAY)
    assert (found.subject, found.figures) == (group, {"GK": 2})
    grid = queries.figures_of(conference, on=DAY)
    rows = [(level, cells) for level, cells, _whole in grid.rows]
    assert rows == [("grassroots", (1, 1, 1, 0, 0))]


def test_it_is_closed_until_nominations_open_and_heads_see_their_own() -> None:
    house = hospital()
    conference = conference_of(house, is_open=False)
    assert list(queries.visible_to(house.head)) == []
    assert list(queries.visible_to(house.officer)) == [conference]
    actions.open_nominations(actor=house.officer, conference=conference, on=DAY)
    conference.refresh_from_db()
    made = nominated(house, conference)
    for name, seen in (("head", [made]), ("officer", [made]), ("inspector", [made])):
        rows = queries.nominations_visible_to(getattr(house, name), conference)
        assert list(rows) == seen, name
    for name in ("member", "other_member", "stranger"):
        assert list(queries.visible_to(getattr(house, name))) == [], name
