"""The pages of reporting and checking: one form with all its errors, the list, a correction."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from thidua.core import period
from thidua.core.capability import ASKS
from thidua.indicators import actions
from thidua.indicators.models import Entry, Report
from thidua.indicators.tests.factories import DAY, opened, reported, sector

pytestmark = pytest.mark.django_db


def test_a_unit_reports_and_the_level_above_accepts_and_corrects(client: Client) -> None:
    at = sector()
    dues, members, rating = (f"ct{i.pk}-" for i in (at.dues, at.members, at.rating))
    report, head = opened(at), at.heads[0]
    with period.standing_on(DAY):
        asked = ASKS["indicators"](head, on=DAY)
        assert [each.due_on for each in asked][-1] == report.last_day
        client.force_login(head)
        address = reverse("indicators:report", args=[report.pk])
        assert client.get(reverse("indicators:owed")).status_code == 200
        assert client.get(address).status_code == 200
        bad = {f"{dues}numerator": "5", f"{dues}denominator": "4", f"{members}absent": "on"}
        page = client.post(address, bad).content.decode()
        assert ("tử số lớn hơn mẫu số" in page, "ghi vì sao không áp dụng" in page) == (True, True)
        assert Entry.objects.count() == 0
        good: dict[str, Any] = {
            f"{dues}numerator": "1.200,5", f"{dues}denominator": "2.000", f"{rating}numerator": "2",
            f"{members}absent": "on", f"{members}note": "Không tuyển ai.", "send": "1",
        }  # fmt: skip
        assert client.post(address, good).status_code == 302
        assert Report.objects.get(pk=report.pk).state == "reported"
        assert "không áp dụng" in client.get(address).content.decode()

        client.force_login(at.officer)
        listed = reverse("indicators:reports")
        reported(at, 1)
        assert "2 báo cáo được giao: 2 đã gửi" in client.get(listed).content.decode()
        assert "sẽ được thực hiện" in client.post(
            listed, {"do": "accept", "pick": f"{report.pk}"}
        ).content.decode()  # fmt: skip
        client.post(listed, {"do": "accept", "pick": f"{report.pk}", "confirm": "1"})
        assert Report.objects.get(pk=report.pk).state == "accepted"
        entry = Entry.objects.get(report=report, indicator=at.dues)
        place = reverse("indicators:correct", args=[entry.pk])
        said = {"numerator": "1000", "denominator": "2000", "reason": "Đếm lại theo sổ."}
        assert client.post(place, said).status_code == 302
        shown = client.get(place).content.decode()
        assert (" = 60,0 %" in shown, "Đếm lại theo sổ." in shown) == (True, True)


def test_the_clock_opens_reports_and_those_who_owe_are_reminded() -> None:
    at = sector()
    assert actions.call_reports(actor=at.officer, of_set=at.set, on=DAY) == 30
    late = list(Report.objects.filter(starts_on__year=2025))
    assert actions.remind_reports(actor=at.officer, reports=late, on=DAY) == 5
    assert actions.remind_reports(actor=at.officer, reports=late, on=DAY) == 0
