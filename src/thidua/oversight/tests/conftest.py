"""The invented union, on a day after its reports came."""

import pytest

from thidua.indicators.tests.factories import Sector, sector


@pytest.fixture
def at(db: None) -> Sector:
    return sector()


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THIDUA_TODAY", "2026-03-02")
