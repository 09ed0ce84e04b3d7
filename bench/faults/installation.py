"""The processes of an installation with its own PostgreSQL, killed and started again."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import psycopg

from thidua.config import backup, serving
from thidua.config.embedded import Server
from thidua.config.place import temporary_place

WEB, WORKER, ALL, POWER = "web", "worker", "all", "all and PostgreSQL"
HOST = "127.0.0.1"


class Installation:
    """A copy of a database and its files in a folder; what it commits is on the disk."""

    def __init__(self, home: Path, *, url: str, files: Path) -> None:
        self.home, self.port = home, _free_port()
        self.server = Server(temporary_place(home))
        self.url = self.server.hold()
        self.log = (home / "log").open("wb")
        saved = home / "copied.thidua"
        backup.backup(url=url, files=files, target=saved)
        backup.restore(source=saved, url=self.url, files=home / "files", replace=False)
        self.run("manage", "collectstatic", "--noinput", "--verbosity", "0")
        self.web, self.worker = self._web(), self._worker()

    def _web(self) -> subprocess.Popen[bytes]:
        return self._child(serving.web(HOST, self.port))

    def _worker(self) -> subprocess.Popen[bytes]:
        return self._child(serving.worker())

    def _child(self, command: list[str]) -> subprocess.Popen[bytes]:
        """As `thidua serve` starts it; it ends when we do."""
        return subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=self.log, stderr=self.log,
            start_new_session=True, env=self._env(),
        )  # fmt: skip

    def run(self, *words: str) -> str:
        """What a command of the installation says."""
        command = [sys.executable, "-m", "thidua.config.cli", *words]
        done = subprocess.run(command, env=self._env(), check=True, capture_output=True, text=True)
        return done.stdout

    def _env(self) -> dict[str, str]:
        # Two processes answer: one goes on while the other starts again.
        own = {"DATABASE_URL": self.url, "THIDUA_DATA": str(self.home), "THIDUA_WORKERS": "2"}
        return os.environ | own

    def remove(self) -> None:
        for process in (self.web, self.worker):
            _end_whole(process)
        self.log.close()
        self.server.stop()
        self.server.release()
        shutil.rmtree(self.home, ignore_errors=True)

    def tend(self) -> None:
        """Start again what has ended, as who runs a server does."""
        if self.web.poll() is not None:
            _end_whole(self.web)
            self.web = self._web()
        if self.worker.poll() is not None:
            _end_whole(self.worker)
            self.worker = self._worker()

    def kill(self, victims: str) -> None:
        if victims == WEB:
            _end(min(self._answering()))
        if victims == POWER:
            postgres = self.server.pid
            assert postgres is not None
            for pid in (postgres, *_started_by(postgres)):
                _end(pid)
        if victims in (ALL, POWER):
            _end_whole(self.web)
        if victims in (WORKER, ALL, POWER):
            _end_whole(self.worker)
        if victims == POWER:
            self.server.start()
        self.tend()

    def _answering(self) -> list[int]:
        """The processes that answer; the web is started again where it has none for long."""
        for _second_try in range(2):
            end = time.monotonic() + 30
            while time.monotonic() < end:
                self.tend()
                if found := [pid for pid in _started_by(self.web.pid) if _answers(pid)]:
                    return found
                time.sleep(0.02)
            _end_whole(self.web)
        raise AssertionError("the web stands, and none of its processes answers")

    def ask(self, query: str, *given: Any) -> list[tuple[Any, ...]]:
        """Rows of the database, past the product."""
        with psycopg.connect(self.url) as connection:
            return connection.execute(query.encode(), given).fetchall()


def _started_by(pid: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _answers(pid: int) -> bool:
    """Whether a child of the web serves pages: Python's own helpers among them do not."""
    command = Path(f"/proc/{pid}/cmdline")
    return command.exists() and b"granian" in command.read_bytes()


def _end(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)


def _end_whole(process: subprocess.Popen[bytes]) -> None:
    """With all that it started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    assert process.stdin is not None
    process.stdin.close()


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
