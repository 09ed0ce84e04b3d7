"""Which database the commands work on, and what must stand in it before anything runs."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from thidua.config.embedded import Server, running
from thidua.config.place import default_place

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def database() -> Iterator[str]:
    """The address of the database: of DATABASE_URL, else of the embedded server, kept up."""
    if url := os.environ.get("DATABASE_URL"):
        yield url
        return
    with running(Server(default_place())) as url:
        os.environ["DATABASE_URL"] = url
        try:
            yield url
        finally:
            del os.environ["DATABASE_URL"]


def migrate() -> list[str]:
    """Bring the tables up to date; returns the names of the migrations that were applied."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    return [str(migration) for migration, _backwards in plan]
