"""A pytest plugin: one throwaway PostgreSQL server per run, before Django reads its settings."""

from __future__ import annotations

import fcntl
import hashlib
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
from thidua.config.place import PROJECT, client_program, temporary_place

if TYPE_CHECKING:
    from collections.abc import Iterator

PREFIX = "thidua-test-"
TEMPLATE = "thidua_migrated"
KEPT = PROJECT / "var" / "tests"
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
    """Make the database that all others of this run are copied from, where nobody has yet.

    Migrating takes half a minute: what comes of it is kept for later runs of the same migrations.
    """
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
            _fill(make_conninfo(server, dbname=half))
            connection.execute(
                sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
                    sql.Identifier(half), sql.Identifier(TEMPLATE)
                )
            )


def _fill(database: str) -> None:
    kept = KEPT / f"{_fingerprint()}.dump"
    if kept.exists():
        _client("pg_restore", database, "--exit-on-error", "--single-transaction", kept)
        return
    subprocess.run(
        [sys.executable, "-m", "thidua.config.cli", "manage", "migrate", "--verbosity=0"],
        env=os.environ | {"DATABASE_URL": database},
        check=True,
    )
    KEPT.mkdir(parents=True, exist_ok=True)
    for older in KEPT.glob("*.dump"):
        older.unlink(missing_ok=True)
    part = kept.with_suffix(f".{os.getpid()}")
    _client("pg_dump", database, "--format=custom", f"--file={part}")
    part.replace(kept)


def _client(program: str, database: str, *given: str | Path) -> None:
    subprocess.run(
        [client_program(program), f"--dbname={database}", "--no-owner", *given], check=True
    )


def _fingerprint() -> str:
    """Of all that a migrated database comes from: our models and migrations, and the packages."""
    source = PROJECT / "src" / "thidua"
    made_of = [
        *source.glob("*/migrations/*.py"), *source.glob("*/models.py"),
        *source.glob("*/models/*.py"), source / "core" / "fields.py",
        PROJECT / "requirements" / "run.txt",
    ]  # fmt: skip
    digest = hashlib.sha256()
    for path in sorted(made_of):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


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
