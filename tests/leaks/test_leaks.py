"""Every page, file, search and inbox shows each role what it may see, and nothing else."""

import pytest

from tests.leaks.conftest import House
from tests.leaks.pages import routes
from tests.leaks.planted import Planted
from tests.leaks.roles import CODES, ROLES
from thidua.orgs.queries import standings
from thidua.orgs.states import Role

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", sorted(ROLES))
def test_each_role_finds_exactly_its_secrets(house: House, role: str) -> None:
    found = house.found_by(role)
    allowed = {secret.name for secret in house.secrets if role in secret.seen_by}
    leaks = [f"{role} reads {name} at {found[name]}" for name in sorted(set(found) - allowed)]
    hidden = [
        f"{role} should find {name} and finds it nowhere" for name in sorted(allowed - set(found))
    ]
    assert not leaks + hidden, "\n".join(leaks + hidden)


def test_every_route_has_an_object(house: House) -> None:
    lacking = [
        f"/{route.prefix}{route.rest} has no case: in src/thidua/{route.owner}/tests/leaks.py"
        f' give Planted(objects={{"{route.slot}": [keys of records]}})'
        for route in routes()
        if route.slot and not house.planted.get(route.owner, Planted()).objects.get(route.slot)
    ]
    assert not lacking, "\n".join(lacking)


def test_every_told_object_has_a_route(house: House) -> None:
    slots = {(route.owner, route.slot) for route in routes()}
    told = {(owner, slot) for owner, each in house.planted.items() for slot in each.objects}
    assert sorted(told - slots) == []


def test_every_role_of_the_house_is_played(house: House) -> None:
    held = {s.role for account in house.accounts.values() for s in standings(account)}
    assert held == set(Role)
    assert set(house.accounts) == set(CODES)
