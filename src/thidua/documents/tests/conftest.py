"""What signing needs of a test process that has driven a browser before."""

import asyncio
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def _no_loop_left_running() -> Iterator[None]:
    """The browser's driver leaves its event loop current; pyHanko starts one of its own."""
    left = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    yield
    asyncio._set_running_loop(left)
