"""Web and worker as children of one process that lives and ends with them."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

from thidua.config.words import gettext_terminal as _

if TYPE_CHECKING:
    from types import FrameType

STOP_SECONDS = 15
# A page mostly waits for PostgreSQL; more threads than this only queue for its connections.
THREADS = 4


class PortBusy(Exception):
    """Somebody listens there already."""


class Stopped(Exception):
    """The process was asked to end."""


def refuse_busy_port(host: str, port: int) -> None:
    """Raise PortBusy with a sentence that helps, before any work is done in vain."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as why:
            raise PortBusy(
                _(
                    "Không mở được cổng %(port)s trên %(host)s (%(why)s). Có thể phần mềm đang "
                    "chạy ở cửa sổ khác; nếu không, hãy chọn cổng khác: «thidua serve --port "
                    "%(next)s» hoặc «make run PORT=%(next)s»."
                )
                % {"port": port, "host": host, "why": why.strerror, "next": port + 1}
            ) from None


def stop_on_signals() -> None:
    def stop(_number: int, _frame: FrameType | None) -> None:
        raise Stopped

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, stop)


def ignore_signals() -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)


def web(host: str, port: int) -> list[str]:
    return [
        *(sys.executable, "-m", "thidua.config.child", "granian", "thidua.config.wsgi:application"),
        *("--interface", "wsgi", "--host", host, "--port", str(port), "--no-ws"),
        *("--workers", os.environ.get("THIDUA_WORKERS", "1"), "--blocking-threads", str(THREADS)),
        *("--respawn-failed-workers", "--log-level", "warning", "--workers-kill-timeout", "5"),
    ]


def worker() -> list[str]:
    return [sys.executable, "-m", "thidua.config.child", "worker"]


class Children:
    """Processes that end when we end, even by kill -9: each watches a pipe that we hold open."""

    def __init__(self) -> None:
        self.processes: list[subprocess.Popen[bytes]] = []

    def start(self, command: list[str]) -> None:
        # A session of their own: Ctrl-C reaches us alone, and we stop them in order.
        self.processes.append(
            subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True)  # noqa: S603 - our own module, no shell
        )

    def wait(self) -> int:
        """Wait until one of them ends and return its code."""
        while True:
            for process in self.processes:
                if (code := process.poll()) is not None:
                    return code
            time.sleep(0.2)

    def stop(self) -> None:
        for process in self.processes:
            process.terminate()
        end = time.monotonic() + STOP_SECONDS
        for process in self.processes:
            try:
                process.wait(max(0.1, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
            if process.stdin:
                process.stdin.close()


def wait_until_up(host: str, port: int, children: Children, seconds: float = 60) -> bool:
    """Wait for an answer of the application itself: its server listens before it is ready."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and all(p.poll() is None for p in children.processes):
        connection = http.client.HTTPConnection(host, port, timeout=seconds)
        try:
            connection.request("HEAD", "/")
            connection.getresponse()
        except (OSError, http.client.HTTPException):
            time.sleep(0.05)
        else:
            return True
        finally:
            connection.close()
    return False


def end_with_parent() -> None:
    """End this process when the pipe on its standard input closes, which a kill closes too."""

    def watch() -> None:
        while os.read(0, 1024):
            pass
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(STOP_SECONDS)
        os.killpg(os.getpgid(0), signal.SIGKILL)

    threading.Thread(target=watch, daemon=True, name="end-with-parent").start()
