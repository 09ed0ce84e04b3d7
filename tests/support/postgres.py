"""A pytest plugin: one throwaway PostgreSQL server per run, before Django reads its settings."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import make_conninfo

from thidua.config.embedded import Server
from thidua.config.place import temporary_place

if TYPE_CHECKING:
    from collections.abc import Iterator

PREFIX = "thidua-test-"
TEMPLATE = "thidua_migrated"
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
    os.environ["THIDUA_TEMPLATE_DATABASE"] = TEMPLATE


def migrated() -> None:
    """Make the database that all others of this run are copied from, where nobody has yet."""
    server = make_conninfo(os.environ["DATABASE_URL"], dbname="postgres")
    files = Path(os.environ["THIDUA_DATA"])
    files.mkdir(exist_ok=True)
    with (files.parent / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # another worker may be about it
        with psycopg.connect(server, autocommit=True) as connection:
            if connection.execute(
                "SELECT 1 FROM pg_database WHERE datname = %s", [TEMPLATE]
            ).fetchone():
                return
            half = f"{TEMPLATE}_half"
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(half)))
            subprocess.run(
                [sys.executable, "-m", "thidua.config.cli", "manage", "migrate", "--verbosity=0"],
                env=os.environ | {"DATABASE_URL": make_conninfo(server, dbname=half)},
                check=True,
            )  # fmt: skip
            connection.execute(
                sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
                    sql.Identifier(half), sql.Identifier(TEMPLATE)
                )
            )


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
