"""A pytest plugin: one throwaway PostgreSQL server per run, before Django reads its settings."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from thidua.config.embedded import Server
from thidua.config.place import temporary_place

if TYPE_CHECKING:
    from collections.abc import Iterator

PREFIX = "thidua-test-"
running: list[Server] = []


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests() -> Iterator[None]:
    # An xdist worker, or a run inside a test, finds the address of its parent's server.
    if "DATABASE_URL" not in os.environ:
        _serve()
    try:
        return (yield)
    except BaseException:
        # No run comes of it, so nobody else would stop the server.
        pytest_unconfigure()
        raise


@pytest.hookimpl(tryfirst=True)
def pytest_unconfigure() -> None:
    while running:
        server = running.pop()
        server.release()
        shutil.rmtree(server.place.home, ignore_errors=True)


def _serve() -> None:
    temp = Path(tempfile.gettempdir())
    for left in temp.glob(f"{PREFIX}*"):
        if left.stat().st_uid == os.geteuid() and _abandoned(left):
            Server(temporary_place(left), throwaway=True).stop()
            shutil.rmtree(left, ignore_errors=True)
    home = Path(tempfile.mkdtemp(prefix=PREFIX, dir=temp))
    server = Server(temporary_place(home), throwaway=True)
    running.append(server)
    os.environ["DATABASE_URL"] = server.hold()
    os.environ["THIDUA_DATA"] = str(home / "files")
    os.environ["THIDUA_SECRET_KEY"] = "only-for-tests"


def _abandoned(home: Path) -> bool:
    """Whether the run that made this folder ended without clearing it away (kill -9)."""
    lock = home / "users.lock"
    if not lock.exists():
        return False
    with lock.open("a") as users:
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True
