"""`thidua serve` as a whole: web and worker come up together and end together."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import time
import uuid
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from django.urls import reverse
from psycopg import sql
from psycopg.conninfo import make_conninfo
from tests.support.postgres import TEMPLATE

from thidua.config.serving import PortBusy, refuse_busy_port

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@pytest.fixture(scope="module")
def address(migrated: None) -> Iterator[str]:
    name = f"serve_{uuid.uuid4().hex}"
    server = make_conninfo(os.environ["DATABASE_URL"], dbname="postgres")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(
                sql.Identifier(name), sql.Identifier(TEMPLATE)
            )
        )
        yield make_conninfo(server, dbname=name)
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def serve(address: str, port: int, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    here = {"DATABASE_URL": address, "LC_ALL": "vi_VN.UTF-8", "THIDUA_DATA": str(log.parent)}
    with (
        log.open("wb") as out,
        subprocess.Popen(
            [sys.executable, "-m", "thidua.config.cli", "serve", "--port", str(port)],
            env=os.environ | here,
            stdout=out,
            stderr=out,
        ) as process,
    ):
        try:
            yield process
        finally:
            process.kill()


def until(done: Callable[[], bool], seconds: float = 200) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if done():
            return True
        time.sleep(0.05)
    return False


def children_of(pid: int) -> set[int]:
    listed = Path(f"/proc/{pid}/task/{pid}/children")
    direct = {int(number) for number in listed.read_text().split()} if listed.exists() else set()
    return direct.union(*(children_of(child) for child in direct))


def alive(pid: int) -> bool:
    command = Path(f"/proc/{pid}/cmdline")
    return command.exists() and bool(command.read_bytes())


def comes_up(process: subprocess.Popen[bytes], log: Path) -> bool:
    until(lambda: process.poll() is not None or "Phần mềm chạy tại" in log.read_text())
    return process.poll() is None


def free(port: int) -> bool:
    try:
        refuse_busy_port("127.0.0.1", port)
    except PortBusy:
        return False
    return True


def test_serves_pages_and_stops_in_order(address: str, tmp_path: Path) -> None:
    port, log = free_port(), tmp_path / "log"
    with serve(address, port, log) as process:
        assert comes_up(process, log), log.read_text()
        with closing(http.client.HTTPConnection("127.0.0.1", port)) as client:
            client.request("GET", reverse("account_reauthenticate"))
            answer = client.getresponse()
            assert (answer.status, answer.headers["Location"].split("?")[0]) == (
                302,
                reverse("account_login"),
            )
            answer.read()
            # The data folder was empty: the page and its style sheet are there all the same.
            client.request("GET", reverse("account_login"))
            answer = client.getresponse()
            page = answer.read().decode()
            assert answer.status == 200
            style = re.search(r'href="(/static/[^"]+\.css)"', page)
            assert style is not None
            client.request("GET", style.group(1))
            assert client.getresponse().status == 200
        family = children_of(process.pid)
        assert len(family) >= 3
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
    assert log.read_text().endswith("Đã dừng.\n")
    assert [pid for pid in family if alive(pid)] == []
    assert free(port)


def test_after_a_kill_nothing_of_it_stays_and_it_starts_again(address: str, tmp_path: Path) -> None:
    port, log = free_port(), tmp_path / "log"
    with serve(address, port, log) as process:
        assert comes_up(process, log), log.read_text()
        family = children_of(process.pid)
    assert until(lambda: not any(alive(pid) for pid in family), 20)
    assert free(port)
    with serve(address, port, log) as again:
        assert comes_up(again, log), log.read_text()
        again.send_signal(signal.SIGINT)
        assert again.wait(30) == 0


def test_a_busy_port_is_told_before_any_work(address: str, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with closing(socket.socket()) as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with serve(address, port, log) as process:
            assert process.wait(30) == 1
    assert log.read_text() == (
        f"thidua: Không mở được cổng {port} trên 127.0.0.1 (Address already in use). Có thể phần "
        "mềm đang chạy ở cửa sổ khác; nếu không, hãy chọn cổng khác: «thidua serve --port "
        f"{port + 1}» hoặc «make run PORT={port + 1}».\n"
    )
