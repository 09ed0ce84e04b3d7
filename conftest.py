"""What every test stands on; the database server comes from tests/support/postgres.py."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings


@pytest.hookimpl(tryfirst=True)
def pytest_configure() -> None:
    # Served from where they lie: tests need no collectstatic and no hashed names.
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
