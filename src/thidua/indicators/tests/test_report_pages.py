"""The pages of reporting and checking: one form with all its errors, the list, a correction."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from thidua.core import period
from thidua.core.capability import ASKS
from thidua.indicators import actions, queries
from thidua.indicators.models import Entry, Report
from thidua.indicators.tests.factories import DAY, opened, reported, sector
from thidua.indicators.views import reports
from thidua.initiatives.tests.factories import photo

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
        assert "30 báo cáo được giao: 2 đã gửi" in client.get(listed).content.decode()
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


def test_what_is_owed_comes_page_by_page(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    at = sector()
    reported(at)
    monkeypatch.setattr(reports, "A_PAGE", 4)
    client.force_login(at.heads[0])
    with period.standing_on(DAY):
        first, last = (
            client.get(reverse("indicators:owed"), {"page": n}).content.decode() for n in (1, 2)
        )
    assert ("5 báo cáo cần gửi" in first, "Trang 1/2" in first, "Đã gửi" in first) == (
        True, True, False,
    )  # fmt: skip
    assert ("Dòng 5–6 trong 6" in last, "Đã gửi" in last, "Cần báo cáo" in last) == (True,) * 3


def test_the_clock_opens_reports_and_those_who_owe_are_reminded() -> None:
    at = sector()
    assert actions.call_reports(actor=at.officer, of_set=at.set, on=DAY) == 30
    late = list(Report.objects.filter(starts_on__year=2025))
    assert actions.remind_reports(actor=at.officer, reports=late, on=DAY) == 5
    assert actions.remind_reports(actor=at.officer, reports=late, on=DAY) == 0


def test_files_stay_when_figures_fail_and_may_come_before_them(client: Client) -> None:
    at = sector()
    dues, members = (f"ct{i.pk}-" for i in (at.dues, at.members))
    report = opened(at)
    address = reverse("indicators:report", args=[report.pk])
    with period.standing_on(DAY):
        client.force_login(at.heads[0])
        bad: dict[str, Any] = {
            f"{dues}numerator": "5", f"{dues}denominator": "4", f"{dues}file": photo(),
            f"{members}numerator": "17", f"{members}file": photo("giao-an.png"),
        }  # fmt: skip
        page = client.post(address, bad).content.decode()
        assert ("chưa lưu số liệu nào" in page, "Đã giữ 2 tệp minh chứng" in page) == (True, True)
        assert ('value="17"' in page, Entry.objects.count()) == (True, 0)
        assert queries.evidence_of(report).count() == 2
        one = queries.evidence_of(report).order_by("pk")[0]
        assert client.post(address, {"drop": str(one.pk)}).status_code == 302
        alone = {f"{members}file": photo("anh-chup.png")}
        assert client.post(address, alone).status_code == 302
        assert (queries.evidence_of(report).count(), Entry.objects.count()) == (2, 0)


def test_officers_are_asked_to_judge_what_those_below_have_sent() -> None:
    at = sector()
    first, _second, _other = reported(at, 0), reported(at, 1), reported(at, 4)
    actions.check_reports(actor=at.cluster_officer, reports=[first])
    opened(at, 2)

    def asked(actor: Any) -> list[tuple[str, int]]:
        return [
            (each.url.partition("?state=")[2], each.count)
            for each in ASKS["indicators"](actor, on=DAY) if "?state=" in each.url
        ]  # fmt: skip

    assert asked(at.officer) == [("reported", 2), ("checked", 1)]
    assert asked(at.cluster_officer) == [("reported", 1)]
    for other in (at.heads[0], at.inspector, at.stranger):
        assert asked(other) == []
