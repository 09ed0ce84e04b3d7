"""The invented hospital, on a Monday without holidays near."""

import pytest

from thidua.disclosures.tests.factories import TODAY
from thidua.orgs.tests.factories import Hospital, hospital


@pytest.fixture
def house(db: None) -> Hospital:
    return hospital()


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THIDUA_TODAY", TODAY.isoformat())
