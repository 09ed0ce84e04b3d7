"""The generated reference in docs/ is what the code says today."""

from pathlib import Path

import pytest
from django.utils import translation

from thidua.config.reference import pages
from thidua.core.action import ACTIONS

FOLDER = Path(__file__).parents[2] / "docs" / "reference"


@pytest.fixture(autouse=True)
def _without_the_kernels_own_test_actions() -> None:
    for name in [name for name in ACTIONS if name.startswith("test.")]:
        del ACTIONS[name]


@pytest.mark.parametrize("name", ["actions.md", "assess.md", "permissions.md", "states.md"])
def test_reference_is_fresh(name: str) -> None:
    with translation.override("vi"):
        assert (FOLDER / name).read_text(encoding="utf-8") == pages()[name]
