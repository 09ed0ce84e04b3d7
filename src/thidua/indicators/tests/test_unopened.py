"""Reports that nobody has opened yet are told, counted as not sent, and opened by a button."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from thidua.core import period
from thidua.indicators import queries
from thidua.indicators.models import Report
from thidua.indicators.tests.factories import DAY, opened, reported, sector

pytestmark = pytest.mark.django_db


def numbers(actor: Any, **narrowed: str) -> list[tuple[int, int]]:
    return [
        (each.number, each.overdue)
        for each in queries.lacking_for(actor, on=DAY, narrowed=narrowed)
    ]


def test_what_is_not_opened_counts_as_not_sent_until_it_is_opened(client: Client) -> None:
    at = sector()
    reported(at, 0)
    opened(at, 1)
    # Five units, the years 2021 to 2026: two reports of 2025 are there; 2021 to 2024 are overdue.
    assert numbers(at.officer) == [(28, 20)]
    assert numbers(at.cluster_officer) == [(22, 16)]
    assert numbers(at.stranger) == []
    assert numbers(at.officer, starts_on="2025-01-01", unit__ownership="public") == [(2, 0)]
    assert numbers(at.officer, unit=str(at.clusters[1].pk), q="so 5") == [(6, 4)]
    assert numbers(at.officer, state="accepted") == []

    with period.standing_on(DAY):
        client.force_login(at.officer)
        listed = client.get(reverse("indicators:reports")).content.decode()
        assert "30 báo cáo được giao: 1 đã gửi (1 đúng hạn), 29 chưa gửi" in listed
        page = client.get(reverse("indicators:set", args=[at.set.pk])).content.decode()
        assert "28 báo cáo của «Bộ chỉ tiêu giai đoạn» đã đến kỳ" in page
        assert client.post(reverse("indicators:call", args=[at.set.pk])).status_code == 302
    assert (Report.objects.count(), numbers(at.officer)) == (30, [])
