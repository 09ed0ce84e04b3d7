"""The embedded PostgreSQL: it starts whatever went before, and leaves the machine as it was."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import stat
import subprocess
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest

from thidua.config import place as places
from thidua.config.embedded import Server, running
from thidua.config.place import EmbeddedError, Place, temporary_place

if TYPE_CHECKING:
    from collections.abc import Iterator

AS_ROOT = os.geteuid() == 0


@pytest.fixture(autouse=True)
def vietnamese_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "vi_VN.UTF-8")


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder of the kind that PostgreSQL's own user can reach."""
    made = Path(tempfile.mkdtemp(prefix="thidua-runtime-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    made = Path(tempfile.mkdtemp(prefix="thidua-runtime-"))
    server = Server(temporary_place(made))
    server.start()
    yield server
    server.stop()
    shutil.rmtree(made)


def ask(url: str, question: str) -> object:
    with psycopg.connect(url) as connection:
        row = connection.execute(question).fetchone()
        assert row is not None
        return row[0]


def gone(pid: int) -> bool:
    command = Path(f"/proc/{pid}/cmdline")
    return not command.exists() or not command.read_bytes()


def test_starting_again_finds_the_running_server(server: Server) -> None:
    first, pid = server.start(), server.pid
    assert (server.start(), server.pid) == (first, pid)


def test_serves_an_ordinary_role_by_its_socket_alone(server: Server) -> None:
    url = server.start()
    assert ask(url, "SELECT current_user") == "thidua"
    assert ask(url, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user") is False
    assert ask(url, "SHOW listen_addresses") == ""
    assert ask(url, "SELECT lower('ĐIỀU DƯỠNG')") == "điều dưỡng"


def test_restarts_quickly_after_a_kill_with_what_was_committed(server: Server) -> None:
    url = server.start()
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS figure")
    pid = server.pid
    assert pid
    os.kill(pid, signal.SIGKILL)
    while not gone(pid):
        time.sleep(0.01)
    started = time.monotonic()
    server.start()
    assert time.monotonic() - started < 5
    assert ask(url, "SELECT figure FROM kept") == 7
    server.stop()
    assert server.pid is None
    started = time.monotonic()
    server.start()
    assert time.monotonic() - started < 3


def test_a_number_that_another_program_took_over_is_not_our_server(server: Server) -> None:
    server.start()
    server.stop()
    (server.place.data / "postmaster.pid").write_text(f"{os.getpid()}\n")
    assert server.pid is None
    assert ask(server.start(), "SELECT 1") == 1


def test_the_last_holder_stops_it(home: Path) -> None:
    place = temporary_place(home)
    one, two = Server(place, throwaway=True), Server(place, throwaway=True)
    with running(one) as url:
        with running(two):
            pid = one.pid
            assert pid
        assert one.pid == pid
        assert ask(url, "SELECT 1") == 1
    assert one.pid is None
    assert gone(pid)


def modes(folder: Path) -> dict[Path, tuple[int, int, int]]:
    found = {path: path.stat() for path in [*folder.parents, folder]}
    return {path: (s.st_mode, s.st_uid, s.st_gid) for path, s in found.items()}


def test_no_parent_changes_its_mode_or_owner(home: Path) -> None:
    below = home / "a" / "b"
    below.mkdir(parents=True)
    (home / "a").chmod(0o751)
    before = modes(below)
    server = Server(replace(temporary_place(home), home=below / "pg"), throwaway=True)
    server.start()
    server.stop()
    assert modes(below) == before


def test_data_and_socket_are_closed_to_others(server: Server) -> None:
    server.start()
    owner = places.ACCOUNT if AS_ROOT else pwd.getpwuid(os.geteuid()).pw_name
    for folder in (server.place.data, server.place.sockets):
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert folder.owner() == owner


def test_another_system_user_does_not_get_in(server: Server) -> None:
    """Root cannot be kept out; everybody else stops at the folder, and at the sign-in behind it."""
    server.start()
    hba = (server.place.home / "pg_hba.conf").read_text()
    assert hba == "local all all peer map=thidua\n"
    me = pwd.getpwuid(os.geteuid()).pw_name
    ident = (server.place.home / "pg_ident.conf").read_text()
    assert ident == f'thidua "{me}" thidua\nthidua "{me}" postgres\n'
    if AS_ROOT:
        refused = subprocess.run(
            ["/bin/ls", str(server.place.sockets)], user="nobody", extra_groups=[], check=False
        )
        assert refused.returncode != 0


def test_as_root_a_place_below_a_closed_folder_is_refused(home: Path) -> None:
    closed = home / "closed"
    closed.mkdir(mode=0o700)
    place = replace(temporary_place(home), home=closed / "pg")
    server = Server(place, throwaway=True)
    if not AS_ROOT:
        # It is our own folder, so PostgreSQL, which runs as us, gets through.
        assert ask(server.start(), "SELECT 1") == 1
        server.stop()
        return
    with pytest.raises(EmbeddedError) as refusal:
        server.start()
    assert str(refusal.value) == (
        f"Thư mục {closed} đóng với người khác nên không thể đặt dữ liệu PostgreSQL ở "
        f"{closed / 'pg'} khi chạy bằng quyền root. Hãy chọn nơi khác bằng biến THIDUA_PG hoặc "
        "chạy bằng người dùng thường."
    )
    assert stat.S_IMODE(closed.stat().st_mode) == 0o700
    assert list(closed.iterdir()) == []


def test_a_broken_data_folder_says_what_to_do(home: Path) -> None:
    server = Server(temporary_place(home), throwaway=True)
    server.place.data.mkdir()
    (server.place.data / "PG_VERSION").write_text("18\n")
    with pytest.raises(EmbeddedError) as refusal:
        server.start()
    assert str(refusal.value) == (
        f"Thư mục dữ liệu {home}/data bị hỏng: thiếu pg_control, postgresql.conf. Hãy chuyển thư "
        "mục này sang nơi khác, chạy lại rồi khôi phục từ bản sao lưu bằng lệnh «thidua restore "
        "TỆP»."
    )


def test_data_of_another_version_is_left_alone(home: Path) -> None:
    server = Server(temporary_place(home), throwaway=True)
    (server.place.data / "global").mkdir(parents=True)
    for name in ("global/pg_control", "postgresql.conf"):
        (server.place.data / name).touch()
    (server.place.data / "PG_VERSION").write_text("16\n")
    with pytest.raises(EmbeddedError) as refusal:
        server.start()
    assert str(refusal.value) == (
        f"Thư mục dữ liệu {home}/data thuộc PostgreSQL 16, chương trình là PostgreSQL 18. Hãy sao "
        "lưu bằng phiên bản cũ của phần mềm rồi khôi phục bằng phiên bản này."
    )


def test_a_server_that_gives_up_shows_its_own_words(home: Path) -> None:
    server = Server(temporary_place(home), throwaway=True)
    server.start()
    server.stop()
    (server.place.data / "global" / "pg_control").write_bytes(b"\0" * 8192)
    with pytest.raises(EmbeddedError) as refusal:
        server.start()
    said = str(refusal.value)
    assert said.startswith(f"PostgreSQL không khởi động được từ thư mục {home}/data.")
    assert "database files are incompatible with server" in said


def test_a_first_start_that_was_cut_off_begins_anew(home: Path) -> None:
    server = Server(temporary_place(home), throwaway=True)
    half = home / "data.new"
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")
    assert ask(server.start(), "SELECT 1") == 1
    server.stop()
    assert not half.exists()


def test_a_strangers_folder_is_not_taken_over(home: Path) -> None:
    place = temporary_place(home)
    (home / "elsewhere").mkdir()
    place.sockets.symlink_to(home / "elsewhere")
    with pytest.raises(EmbeddedError) as refusal:
        place.prepare()
    assert str(refusal.value) == (
        f"Thư mục {place.sockets} không phải của phần mềm; hãy xóa hoặc chuyển nó đi."
    )


def test_clones_have_servers_of_their_own(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    monkeypatch.delenv("THIDUA_PG", raising=False)
    found = set()
    for clone in ("one", "two"):
        monkeypatch.setenv("THIDUA_DATA", str(home / clone))
        found.add(places.default_place().home)
    assert len(found) == 2
    chosen = home / "chosen"
    monkeypatch.setenv("THIDUA_PG", str(chosen))
    assert places.default_place().home == chosen


def test_a_long_path_puts_the_socket_where_it_fits() -> None:
    deep = Place(home=Path("/", *["folder"] * 20), programs=Path("/"), account=None)
    assert len(os.fsencode(deep.sockets)) <= places.SOCKET_FOLDER_BYTES
    assert deep.sockets.parent == Path(tempfile.gettempdir())


def test_a_home_that_cannot_be_written_is_told(home: Path) -> None:
    taken = home / "pg"
    taken.touch(mode=0o755)
    server = Server(replace(temporary_place(home), home=taken))

    with pytest.raises(EmbeddedError) as refused:
        server.start()

    said = str(refused.value)
    assert said.startswith(f"Không ghi được vào {taken}")
    assert said.endswith("hoặc chọn nơi khác bằng biến THIDUA_DATA.")
