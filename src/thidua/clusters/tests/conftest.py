"""The invented hospital, on a day of its cluster's first year."""

import pytest

from thidua.orgs.tests.factories import Hospital, hospital


@pytest.fixture
def house(db: None) -> Hospital:
    return hospital()


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THIDUA_TODAY", "2025-10-15")
