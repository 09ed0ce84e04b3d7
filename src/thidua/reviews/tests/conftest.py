"""The invented hospital, two months into its movement."""

import pytest

from thidua.movements.models import Movement
from thidua.orgs.tests.factories import Hospital, hospital
from thidua.reviews.tests.factories import DAY, movement_of


@pytest.fixture
def house(db: None) -> Hospital:
    return hospital()


@pytest.fixture
def movement(house: Hospital) -> Movement:
    return movement_of(house)


@pytest.fixture(autouse=True)
def _in_the_story(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THIDUA_TODAY", DAY.isoformat())
