"""The invented hospital, on a day on which its groups sign."""

import pytest

from thidua.movements.tests.factories import IN_TIME
from thidua.orgs.tests.factories import Hospital, hospital


@pytest.fixture
def house(db: None) -> Hospital:
    return hospital()


@pytest.fixture(autouse=True)
def _in_the_story(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THIDUA_TODAY", IN_TIME.isoformat())
