"""The pages by which money is paid: what is ticked is paid, and the papers come."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from thidua.awards.tests.factories import person
from thidua.funds import queries
from thidua.funds.models import Prize
from thidua.funds.tests.factories import DAY, frames_of, fund_of, issued, scene

pytestmark = pytest.mark.django_db


def test_an_officer_pays_what_is_ticked_and_prints_the_receipts(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("THIDUA_TODAY", "2026-02-12")
    at = scene()
    frames_of(at, 1)
    decision = issued(at, "GK", [at.house.group, person(at.house)], number=5)
    fund = fund_of(at)
    collective, individual = Prize.objects.order_by("pk")
    client.force_login(at.house.officer)
    address = reverse("funds:prizes", args=[decision.pk])
    page = client.get(address).content.decode()
    assert "quyết định cần 2, kho còn 0, thiếu 1" in page
    given: dict[str, Any] = {
        "fund": fund.pk, "paid_on": "10/02/2026", "way": "transfer", "paper": "UNC 12",
        "received_by": "", "prize": [individual.pk],
    }  # fmt: skip
    assert client.post(address, given).status_code == 302
    individual.refresh_from_db()
    collective.refresh_from_db()
    assert (individual.state, individual.way, collective.state) == ("paid", "transfer", "due")
    assert queries.balance_of(fund) == 500_000_000 - 710_000

    for ext, start in (("pdf", b"%PDF"), ("docx", b"PK"), ("xlsx", b"PK")):
        answer = client.get(reverse("funds:receipts", args=[decision.pk, ext]))
        assert (answer.status_code, answer.content[: len(start)]) == (200, start)
        answer = client.get(reverse("funds:fund_file", args=[fund.pk, ext]))
        assert (answer.status_code, answer.content[: len(start)]) == (200, start)
        book = reverse("funds:golden_file", args=[at.house.hospital.pk, DAY.year, ext])
        assert client.get(book).content[: len(start)] == start

    client.force_login(at.house.inspector)
    client.post(address, {**given, "prize": [collective.pk]})
    collective.refresh_from_db()
    assert collective.state == "due"
    client.force_login(at.house.member)
    assert client.get(address).status_code == 403
