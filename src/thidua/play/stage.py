"""The stage of a scenario: an empty database, a server on loopback, a worker, and a clock."""

import asyncio
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from typing import cast

from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.db import connection, connections
from django.test.utils import override_settings
from procrastinate import App
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from thidua.core import memory
from thidua.play.browser import Browser

_PLAIN = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Invented people sign in by the dozen, into a database that is dropped at the end.
_QUICK = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# A thread that has ended may leave its session behind; the database could not be dropped then.
_END_SESSIONS = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Requests are the scenario's business, not the terminal's."""


class Worker:
    """A task worker in a thread of this process, so that it shares the scenario's clock."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._task: asyncio.Task[None] | None = None
        self._thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self) -> "Worker":
        self._thread.start()
        return self

    def __exit__(self, *exc: object) -> None:
        self._loop.call_soon_threadsafe(lambda: self._task and self._task.cancel())
        self._thread.join(timeout=20)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._task = self._loop.create_task(self._work())
        with suppress(asyncio.CancelledError):
            self._loop.run_until_complete(self._task)
        self._loop.close()

    async def _work(self) -> None:
        connector = cast(DjangoConnector, app.connector).get_worker_connector()
        # An app of its own: were the connector of `app` replaced, the pages of this process would
        # queue outside their transactions, and a job could be taken before its run is there.
        # Without periodic work, so that the real clock does not stir what stands on the stage's.
        working = App(connector=connector)
        working.tasks = app.tasks
        async with working.open_async():
            await working.run_worker_async(
                install_signal_handlers=False, fetch_job_polling_interval=0.5,
                update_heartbeat_interval=60,
            )  # fmt: skip


class Stage:
    """Where people meet: gives each a browser and moves the clock."""

    def __init__(self, base: str) -> None:
        self.base = base
        self._browsers: dict[str, Browser] = {}

    def browser(self, who: str) -> Browser:
        """The browser of one person, kept for the whole scenario."""
        return self._browsers.setdefault(who, Browser(self.base, who))

    @staticmethod
    def wait() -> None:
        """Let the worker go on for half a second."""
        time.sleep(0.5)

    @staticmethod
    def turn_to(day: date) -> None:
        """Let every clock of the stage stand on `day`."""
        os.environ["THIDUA_TODAY"] = day.isoformat()


@contextmanager
def stage() -> Iterator[Stage]:
    """Serve the scratch database on a free loopback port, with a worker."""
    server = ThreadedWSGIServer(("127.0.0.1", 0), _Quiet)
    server.daemon_threads = True
    server.set_app(get_wsgi_application())
    memory.settle()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    before = os.environ.get("THIDUA_TODAY")
    thread.start()
    try:
        # Pages name their style sheets; nobody here looks at them, so none need be collected.
        with override_settings(STORAGES=_PLAIN, PASSWORD_HASHERS=_QUICK), Worker():
            yield Stage(f"http://127.0.0.1:{server.server_port}/")
    finally:
        server.shutdown()
        server.server_close()
        connections.close_all()
        os.environ.pop("THIDUA_TODAY", None)
        if before is not None:
            os.environ["THIDUA_TODAY"] = before


@contextmanager
def scratch_database() -> Iterator[None]:
    """A database of one scenario's own beside the configured one, dropped afterwards."""
    connection.settings_dict["TEST"]["NAME"] = f"thidua_play_{os.getpid()}"
    made = connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(_END_SESSIONS)
        connections.close_all()
        connection.creation.destroy_test_db(made, verbosity=0)
