"""The invented hospital, on a Wednesday of its movement's third week."""

from datetime import date

import pytest

from thidua.orgs.tests.factories import Hospital, hospital

WEDNESDAY = date(2025, 9, 17)


@pytest.fixture
def house(db: None) -> Hospital:
    return hospital()


@pytest.fixture(autouse=True)
def _in_the_story(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THIDUA_TODAY", WEDNESDAY.isoformat())
