"""What the first page and «Của tôi» say of initiatives: one's own, and numbers for who verifies."""

import pytest
from django.urls import reverse

from thidua.core import capability, period
from thidua.initiatives.tests.factories import InitiativeFactory
from thidua.orgs.tests.factories import Hospital

pytestmark = pytest.mark.django_db


def test_ones_own_entries_tell_where_they_stand(house: Hospital) -> None:
    entry = InitiativeFactory(
        unit=house.group, entered_by=house.member, state="submitted", title="CANARY"
    )
    provider = capability.MINE["initiatives"]
    (section, _difficulties) = provider(house.member, on=period.today())
    (row,) = section.rows
    assert (row.title, row.url, str(row.state), row.tone) == (
        "CANARY", reverse("initiatives:detail", args=[entry.pk]), "Chờ xác nhận", "work",
    )  # fmt: skip
    assert [part.rows for part in provider(house.stranger, on=period.today())] == [[], []]


def test_numbers_are_for_those_who_verify_or_lead(house: Hospital) -> None:
    InitiativeFactory(unit=house.group, entered_by=house.member, state="submitted")
    provider = capability.TALLIES["initiatives"]
    waiting = {
        role: [tally.value for tally in provider(getattr(house, role), on=period.today())][:1]
        for role in ("member", "stranger", "head", "officer", "director")
    }
    assert waiting == {"member": [], "stranger": [], "head": [1], "officer": [1], "director": [1]}
