"""One granian worker in a process of its own, as in production, for measurements through HTTP."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def served(application: str) -> Iterator[tuple[int, Callable[[], float]]]:
    """One granian worker as in production; its port, and the CPU seconds it has taken."""
    port = _free_port()
    server = subprocess.Popen(
        [str(Path(sys.executable).with_name("granian")), "--interface", "wsgi", "--host",
         "127.0.0.1", "--port", str(port), "--workers", "1", "--blocking-threads", "4",
         "--log-level", "warning", application],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": f"{application.rsplit('.', 1)[0]}.settings",
            "PYTHONPATH": str(Path(__file__).parents[1]),
        },
        cwd=Path(__file__).parents[1], stdout=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        _wait_for(port)
        yield port, lambda: _cpu_seconds(server.pid)
    finally:
        server.terminate()
        server.wait(timeout=20)


def _cpu_seconds(pid: int) -> float:
    """What a process and its living children have taken."""
    ticks = 0
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    for each in (str(pid), *children):
        fields = Path(f"/proc/{each}/stat").read_text().rsplit(")", 1)[1].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(port: int) -> None:
    for _ in range(100):
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("the server did not come up")
