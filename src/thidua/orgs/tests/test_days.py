"""A unit's own days: they count for it and below it, and can be taken back."""

from datetime import date

import pytest
from django.urls import reverse

from thidua.core.permit import Refused
from thidua.legal import working_days_after
from thidua.orgs import actions
from thidua.orgs.models import MovedDay
from thidua.orgs.queries import days_moved
from thidua.orgs.tests.factories import UnitFactory, hospital

pytestmark = pytest.mark.django_db
MONDAY, OFF, SATURDAY = date(2026, 3, 2), date(2026, 3, 5), date(2026, 3, 7)


def test_days_count_for_the_unit_and_below_it_nearest_first() -> None:
    house = hospital()
    actions.move_day(
        actor=house.officer, unit=house.hospital, off=OFF, worked=SATURDAY, reason="Hoán đổi",
        basis="QĐ 12",
    )  # fmt: skip
    actions.move_day(
        actor=house.officer, unit=house.department, worked=OFF, reason="Trực", basis="TB 3"
    )

    def reached(unit):
        return working_days_after(MONDAY, 5, moved=days_moved(unit)).day

    assert [reached(u) for u in (house.hospital, house.union, house.department, UnitFactory())] == [
        date(2026, 3, 9), date(2026, 3, 9), SATURDAY, date(2026, 3, 9)
    ]  # fmt: skip
    assert working_days_after(MONDAY, 4, moved=days_moved(house.union)).day == SATURDAY


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({}, "Ghi ngày được nghỉ, ngày làm việc, hoặc cả hai khi hoán đổi."),
        ({"off": OFF, "basis": " "}, "Ghi lý do và số, ngày của văn bản."),
        ({"worked": OFF}, "Ngày 05/03/2026 vốn là ngày làm việc."),
        ({"worked": MONDAY}, "Ngày 02/03/2026 vốn là ngày làm việc."),
    ],
)
def test_what_is_refused(given, reason) -> None:
    house = hospital()
    facts = {"reason": "Hoán đổi", "basis": "QĐ 12", **given}
    with pytest.raises(Refused) as refused:
        actions.move_day(actor=house.officer, unit=house.hospital, **facts)
    assert str(refused.value) == reason


def test_the_officer_adds_drops_and_restores_on_the_page(client) -> None:
    house = hospital()
    client.force_login(house.officer)
    page = reverse("orgs:moved_days", args=[house.hospital.pk])
    client.post(page, {"off": "05/03/2026", "reason": "Ngày của tỉnh", "basis": "QĐ 12/QĐ-UBND"})
    moved = MovedDay.objects.get()
    assert (moved.off, moved.worked, moved.unit) == (OFF, None, house.hospital)
    client.post(reverse("orgs:drop_day", args=[moved.pk]))
    assert days_moved(house.hospital) == ()
    client.post(reverse("orgs:restore_day", args=[moved.pk]))
    assert [each.off for each in days_moved(house.hospital)] == [OFF]
    client.force_login(house.member)
    below = client.get(reverse("orgs:moved_days", args=[house.department.pk])).content.decode()
    assert "QĐ 12/QĐ-UBND" in below
    assert "Ghi thêm" not in below


def test_a_day_is_not_restored_where_it_would_mean_nothing_any_more() -> None:
    house = hospital()
    dropped = actions.move_day(
        actor=house.officer, unit=house.department, off=OFF, reason="Trực", basis="TB 3"
    )
    actions.drop_day(actor=house.officer, moved=dropped, on=MONDAY)
    actions.move_day(
        actor=house.officer, unit=house.hospital, off=OFF, reason="Ngày của tỉnh", basis="QĐ 12"
    )
    with pytest.raises(Refused) as refused:
        actions.restore_day(actor=house.officer, moved=dropped)
    assert str(refused.value) == "Ngày 05/03/2026 vốn đã được nghỉ."
