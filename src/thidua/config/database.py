"""Which database the commands work on, and what must stand in it before anything runs."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

import psycopg
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from thidua.config.embedded import Server, running
from thidua.config.place import default_place
from thidua.config.words import gettext_terminal as _
from thidua.core import memory

if TYPE_CHECKING:
    from collections.abc import Iterator


_MIGRATING = 0x7EAD0B


class Unreachable(Exception):
    """The database that DATABASE_URL names does not answer."""


@contextmanager
def database() -> Iterator[str]:
    """The address of the database: of DATABASE_URL, else of the embedded server, kept up.

    Raises Unreachable or EmbeddedError, with a sentence that says what to look at.
    """
    if url := os.environ.get("DATABASE_URL"):
        _refuse_silent(url)
        yield url
        return
    with running(Server(default_place())) as url:
        os.environ["DATABASE_URL"] = url
        try:
            yield url
        finally:
            del os.environ["DATABASE_URL"]


def migrate() -> list[str]:
    """Bring the tables up to date, one process at a time; returns the migrations applied."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_MIGRATING])
        try:
            executor = MigrationExecutor(connection)
            plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
            if plan:
                memory.settle()  # tens of thousands of model classes come and go
                call_command("migrate", interactive=False, verbosity=0)
            call_command("createcachetable", verbosity=0)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_MIGRATING])
    return [str(migration) for migration, _is_backwards in plan]


def _refuse_silent(url: str) -> None:
    try:
        psycopg.connect(url, connect_timeout=10).close()
    except psycopg.Error as why:
        raise Unreachable(
            _(
                "Không kết nối được tới cơ sở dữ liệu mà DATABASE_URL chỉ tới: %(why)s. Hãy kiểm "
                "tra địa chỉ, tên đăng nhập, mật khẩu và máy chủ PostgreSQL."
            )
            % {"why": str(why).strip().rstrip(".")}
        ) from None
