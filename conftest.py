"""What every test stands on; the database server comes from tests/support/postgres.py."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.db import connection
from pytest_django import DjangoDbBlocker
from tests.support import postgres

from thidua.core import memory

# Tests say what is true, on a busy machine as on an idle one; how fast is for bench/.
hypothesis.settings.register_profile(
    "thidua", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("thidua")

# Minutes of programs of their own: were they last, one would run on beside an idle core. Most of
# `runtime` needs no migrated database, which one worker meanwhile makes for both.
LONG = {"runtime": -2, "scenarios": -1}


@pytest.hookimpl(tryfirst=True)
def pytest_configure() -> None:
    # Served from where they lie: tests need no collectstatic and no hashed names.
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    # Files lie under their hash: a worker that loses one must not take it from the other.
    own = settings.MEDIA_ROOT.parent / os.environ.get("PYTEST_XDIST_WORKER", "alone")
    settings.MEDIA_ROOT, settings.THIDUA_BALLOT_KEYS = own / "files", own / "ballot-keys"
    # Invented people's passwords need no strength, and hundreds of them are made.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_collection_finish() -> None:
    memory.settle()


def _of_rules(path: Path) -> bool:
    return "legal" in path.parts or path.name.startswith(("test_rules", "test_states"))


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Where only rules are asked for, or all but them, the other files are not even read."""
    wanted = {"rules": True, "not rules": False}.get(config.option.markexpr)
    if wanted is None or not collection_path.name.startswith("test_"):
        return None
    return True if _of_rules(collection_path) != wanted else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what tries law, rules and states by themselves; begin with what takes long."""
    for item in items:
        if _of_rules(item.path):
            item.add_marker("rules")
    items.sort(key=lambda item: LONG.get(item.path.parent.name, 0))


@pytest.fixture(scope="session")
def migrated() -> None:
    """The run's server holds a migrated database to copy, as Django and `thidua play` do."""
    postgres.migrated()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, migrated: None
) -> None:
    """Before Django makes the tests' database."""


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Let tests that commit empty the tables after them, the audit trail among them."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER core_auditentry_no_truncate ON core_auditentry")
    yield
    # A page that polls may leave a thread of the live server with its session open.
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND usename = current_user "
            "AND pid <> pg_backend_pid()"
        )
