"""The wall of the ceremony: what it sends, when, and at what cost."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from thidua.orgs.tests.factories import Hospital
from thidua.pacts.actions import PartyFacts
from thidua.pacts.tests import factories as make
from thidua.pacts.tests.pages import as_, at

pytestmark = pytest.mark.django_db


def test_the_wall_sends_nothing_until_somebody_signs(house: Hospital) -> None:
    pact = make.opened(house)
    wall, address = as_(house.member), at("ceremony_parties", pact.pk)
    page = wall.get(at("ceremony", pact.pk)).content.decode()
    pause = re.search(r'hx-trigger="every (\d+)ms"', page)
    assert pause is not None
    assert 2_500 <= int(pause[1]) < 4_000
    first = wall.get(address)
    assert first["Cache-Control"] == "private, no-cache"
    same = wall.get(address, headers={"If-None-Match": first["ETag"]})
    assert (same.status_code, same.content) == (304, b"")
    make.sign(pact, house.head, house.group)
    after = wall.get(address, headers={"If-None-Match": first["ETag"]})
    assert after.status_code == 200
    assert after.content.decode().count("is-signed") == 1
    make.sign(pact, house.other_member, house.other_group)
    done = wall.get(address, headers={"If-None-Match": after["ETag"]})
    assert done.status_code == 286
    assert "Giao ước đã được ký kết" in done.content.decode()
    assert "wall-qr" not in done.content.decode()


def test_a_look_at_the_wall_costs_few_queries_however_many_parties(house: Hospital) -> None:
    def cost(parties: list[PartyFacts]) -> int:
        pact = make.opened(house, parties=parties)
        client = as_(house.member)
        client.get(at("ceremony_parties", pact.pk))
        with CaptureQueriesContext(connection) as queried:
            client.get(at("ceremony_parties", pact.pk))
        return len(queried)

    assert cost(make.both(house)[:2]) == cost(make.both(house))
