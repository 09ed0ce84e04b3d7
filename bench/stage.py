"""A database of a measurement's own, with durability on, and the figures' printing."""

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from thidua.config.embedded import Server
from thidua.config.place import temporary_place


@contextmanager
def stage() -> Iterator[Path]:
    """A migrated, empty installation in a temporary folder; its server stops at the end."""
    home = Path(tempfile.mkdtemp(prefix="thidua-bench-"))
    server = Server(temporary_place(home))
    os.environ["DATABASE_URL"] = server.hold()
    os.environ["THIDUA_DATA"] = str(home / "files")
    os.environ["THIDUA_SECRET_KEY"] = "only-for-measurements"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "thidua.config.settings")
    try:
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        yield home
    finally:
        from django.db import connections

        connections.close_all()
        server.release()
        shutil.rmtree(home, ignore_errors=True)


def tell(**figures: Any) -> None:
    """Print figures, one per line, or as JSON with `--json`."""
    if "--json" in sys.argv:
        print(json.dumps(figures, ensure_ascii=False))
        return
    for name, value in figures.items():
        shown = f"{value:,.3f}" if isinstance(value, float) else value
        print(f"{name:.<58} {shown}")
