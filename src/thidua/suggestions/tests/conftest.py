"""The invented hospital, on a day of its movement."""

import pytest

from thidua.orgs.tests.factories import Hospital, hospital


@pytest.fixture
def house(db: None) -> Hospital:
    return hospital()


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THIDUA_TODAY", "2026-03-15")
