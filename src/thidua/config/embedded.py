"""The embedded PostgreSQL server: one per data folder, reached by a unix socket alone."""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import subprocess
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING
from urllib.parse import quote

from thidua.config.place import EmbeddedError, Place
from thidua.config.words import gettext_terminal as _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROLE = "thidua"
SUPERUSER = "postgres"
DATABASE = "thidua"
START_SECONDS = 60
STOP_SECONDS = 30
LOG_BYTES = 5_000_000

SERVING = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    # A failed constraint would print the row, and rows hold people.
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_checkpoints": "off",
}
THROWAWAY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "4GB",
    # The ballots' test reads the log of a whole vote; a checkpoint of anyone's would reuse it.
    "wal_keep_size": "512MB",
    "shared_buffers": "64MB",
    # Tests take their rows back: statistics gathered meanwhile call every table empty, and the
    # plans that follow take minutes over a few hundred rows.
    "autovacuum": "off",
}


@dataclass(frozen=True)
class Server:
    """A PostgreSQL server of our own; `throwaway` gives up durability and is for tests only."""

    place: Place
    throwaway: bool = False
    _held: list[IO[str]] = field(default_factory=list, repr=False, compare=False)

    @property
    def url(self) -> str:
        return f"postgresql://{ROLE}@/{DATABASE}?host={quote(str(self.place.sockets), safe='')}"

    @property
    def pid(self) -> int | None:
        """The process that serves our data now; a file left by a killed server does not count."""
        try:
            pid = int((self.place.data / "postmaster.pid").read_text().split("\n", 1)[0])
        except (FileNotFoundError, ValueError):
            return None
        return pid if _serves(pid, self.place.data) else None

    def start(self) -> str:
        """Serve, whatever went before, and return the database URL; EmbeddedError says why not."""
        try:
            self.place.prepare()
            with _locked(self.place.start_lock):
                if self.pid is None:
                    if not self.place.data.exists():
                        self._create()
                    self._check_data()
                    self._launch()
        except OSError as why:
            raise EmbeddedError(
                _(
                    "Không ghi được vào %(path)s (%(why)s). Hãy chạy bằng người dùng sở hữu thư "
                    "mục đó, hoặc chọn nơi khác bằng biến THIDUA_DATA."
                )
                % {"path": why.filename or self.place.home, "why": why.strerror}
            ) from None
        return self.url

    def stop(self) -> None:
        """End the server in order; its clients are cut off, what they committed stays."""
        pid = self.pid
        if pid is None:
            return
        os.kill(pid, signal.SIGINT)
        if not _until(lambda: not _alive(pid), STOP_SECONDS):
            os.kill(pid, signal.SIGQUIT)
            _until(lambda: not _alive(pid), STOP_SECONDS)

    def hold(self) -> str:
        """Start and keep the server until `release`; the last of its holders stops it."""
        url = self.start()
        users = self.place.users_lock.open("a")
        fcntl.flock(users, fcntl.LOCK_SH)
        self._held.append(users)
        return url if self.pid else self.start()

    def release(self) -> None:
        with _locked(self.place.start_lock):
            while self._held:
                self._held.pop().close()
            with self.place.users_lock.open("a") as users:
                try:
                    fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                except BlockingIOError:
                    return
                self.stop()

    def _create(self) -> None:
        """Make the data folder aside and move it into place whole, so that a kill leaves none."""
        new = self.place.data.with_name("data.new")
        shutil.rmtree(new, ignore_errors=True)
        self.place.own_folder(new)
        self._run(
            "initdb", "--pgdata", str(new), "--username", SUPERUSER, "--encoding", "UTF8",
            "--locale", "C", "--locale-provider", "builtin", "--builtin-locale", "C.UTF-8",
            "--auth-local", "peer", "--auth-host", "reject", "--no-instructions",
            *(["--no-sync"] if self.throwaway else []),
        )  # fmt: skip
        self._run(
            "postgres", "--single", "-D", str(new), "-c", "log_min_messages=fatal", SUPERUSER,
            stdin=f"CREATE ROLE {ROLE} LOGIN CREATEDB;\nCREATE DATABASE {DATABASE} OWNER {ROLE};\n",
        )  # fmt: skip
        new.rename(self.place.data)

    def _run(self, program: str, *args: str, stdin: str = "") -> None:
        done = subprocess.run(  # noqa: S603 - our own programs, no shell
            [str(self.place.programs / "bin" / program), *args],
            input=stdin, capture_output=True, text=True, check=False,
            **self.place.spawn(),
        )  # fmt: skip
        if done.returncode:
            raise EmbeddedError(
                _("Không tạo được thư mục dữ liệu PostgreSQL %(path)s: %(why)s")
                % {"path": self.place.data, "why": done.stderr.strip()[-500:]}
            )

    def _check_data(self) -> None:
        data = self.place.data
        required = [data / "PG_VERSION", data / "global" / "pg_control", data / "postgresql.conf"]
        missing = [path.name for path in required if not path.is_file()]
        if missing:
            raise EmbeddedError(
                _(
                    "Thư mục dữ liệu %(path)s bị hỏng: thiếu %(missing)s. Hãy chuyển thư mục này "
                    "sang nơi khác, chạy lại rồi khôi phục từ bản sao lưu bằng lệnh "
                    "«thidua restore TỆP»."
                )
                % {"path": data, "missing": ", ".join(missing)}
            )
        found, ours = required[0].read_text().strip(), self.place.version
        if found != ours:
            raise EmbeddedError(
                _(
                    "Thư mục dữ liệu %(path)s thuộc PostgreSQL %(found)s, chương trình là "
                    "PostgreSQL %(ours)s. Hãy sao lưu bằng phiên bản cũ của phần mềm rồi khôi "
                    "phục bằng phiên bản này."
                )
                % {"path": data, "found": found, "ours": ours}
            )

    def _launch(self) -> None:
        place = self.place
        # The number of a killed server may by now belong to another program; then PostgreSQL
        # itself would refuse to start.
        (place.data / "postmaster.pid").unlink(missing_ok=True)
        for left in place.sockets.glob(".s.PGSQL.*"):
            left.unlink(missing_ok=True)
        me = place.client
        # Outside the data folder: root must not write where the server's user could lay a link.
        doors = {
            "hba_file": (place.home / "pg_hba.conf", f"local all all peer map={ROLE}\n"),
            "ident_file": (
                place.home / "pg_ident.conf",
                f'{ROLE} "{me}" {ROLE}\n{ROLE} "{me}" {SUPERUSER}\n',
            ),
        }
        for path, text in doors.values():
            path.write_text(text)
            path.chmod(0o644)
        settings = SERVING | (THROWAWAY if self.throwaway else {})
        settings |= {name: str(path) for name, (path, _text) in doors.items()}
        if place.log.exists() and place.log.stat().st_size > LOG_BYTES:
            place.log.replace(place.log.with_suffix(".log.old"))
        place.log.touch(mode=0o600)
        deadline = time.monotonic() + START_SECONDS
        while True:
            log_from = place.log.stat().st_size
            with place.log.open("ab") as log:
                process = subprocess.Popen(  # noqa: S603 - our own program, no shell
                    [
                        str(place.programs / "bin" / "postgres"),
                        *("-D", str(place.data), "-k", str(place.sockets)),
                        *(part for k, v in settings.items() for part in ("-c", f"{k}={v}")),
                    ],
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    start_new_session=True,
                    **place.spawn(),
                )
            _until(partial(self._settled, process), START_SECONDS)
            if process.poll() is None:
                # Left to itself on purpose: other commands may go on using it.
                process.returncode = 0
                return
            with place.log.open("rb") as log:
                log.seek(log_from)
                said = log.read().decode(errors="replace").strip()
            # The children of a killed server take a moment to notice and let go of its memory.
            if "shared memory" not in said or time.monotonic() > deadline:
                break
            time.sleep(0.2)
        raise EmbeddedError(
            _(
                "PostgreSQL không khởi động được từ thư mục %(path)s. Nếu dữ liệu hỏng, hãy chuyển "
                "thư mục sang nơi khác, chạy lại rồi khôi phục từ bản sao lưu. Nhật ký %(log)s "
                "ghi: %(said)s"
            )
            % {"path": place.data, "log": place.log, "said": said[-500:]}
        )

    def _settled(self, process: subprocess.Popen[bytes]) -> bool:
        """Whether a server just launched has come up, or given up."""
        if process.poll() is not None:
            return True
        try:
            lines = (self.place.data / "postmaster.pid").read_text().split("\n")
        except FileNotFoundError:
            return False
        return (
            lines[0].strip() == str(process.pid) and len(lines) > 7 and lines[7].strip() == "ready"
        )


@contextmanager
def running(server: Server) -> Iterator[str]:
    url = server.hold()
    try:
        yield url
    finally:
        server.release()


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _until(done: Callable[[], bool], seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if done():
            return True
        time.sleep(0.01)
    return False


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    try:
        # Our own child that has ended stays in the table until it is asked for.
        return os.waitpid(pid, os.WNOHANG) == (0, 0)
    except ChildProcessError:
        return True


def _serves(pid: int, data: Path) -> bool:
    command = Path(f"/proc/{pid}/cmdline")
    if command.parent.parent.joinpath("self").exists():
        try:
            return str(data).encode() in command.read_bytes().split(b"\0")
        except OSError:
            return False
    return _alive(pid)
