"""One file with all that an installation knows: the database and the uploaded files."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import os
import shutil
import subprocess
import tempfile
import zipfile
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from thidua.config.place import client_program
from thidua.config.words import gettext_terminal as _

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMAT = 1
MANIFEST = "manifest.json"
DUMP = "database.dump"
FILES = "files/"
SET_ASIDE = "before_restore"
CHUNK = 1024 * 1024


class BackupError(Exception):
    """The backup or restore was refused or failed; nothing that stood before is lost."""


@dataclass(frozen=True)
class Table:
    """What a table holds: its rows, and a sum over their hashes that no order changes."""

    rows: int
    digest: str


@dataclass(frozen=True)
class Manifest:
    """The contents of a backup file, enough to prove a restore equal to what was saved."""

    made_at: str
    version: str
    tables: dict[str, Table]
    entries: dict[str, str]
    format: int = FORMAT

    @classmethod
    def parse(cls, text: str) -> Manifest:
        given = json.loads(text)
        return cls(**given | {"tables": {k: Table(**v) for k, v in given["tables"].items()}})

    def summary(self) -> dict[str, Any]:
        return {
            "made_at": self.made_at,
            "version": self.version,
            "tables": len(self.tables),
            "rows": sum(table.rows for table in self.tables.values()),
            "files": sum(name.startswith(FILES) for name in self.entries),
        }


def backup(*, url: str, files: Path, target: Path) -> Manifest:
    """Save one moment of the database, and the files; raises BackupError, leaving no half file."""
    if target.exists():
        raise BackupError(
            _("Tệp %(path)s đã có; hãy chọn tên khác hoặc xóa nó trước.") % {"path": target}
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".thidua-", dir=target.parent) as made:
        folder = Path(made)
        with psycopg.connect(url) as connection:
            connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            connection.read_only = True
            moment = _one(connection, "SELECT pg_export_snapshot()")
            _client("pg_dump", url, "--format=custom", "--no-owner", "--no-privileges",
                    f"--snapshot={moment}", f"--file={folder / DUMP}")  # fmt: skip
            tables = describe(connection)
        # Files are only ever added, so those saved after the database's moment hold all it names.
        sources = {DUMP: folder / DUMP} | {
            FILES + path.relative_to(files).as_posix(): path
            for path in sorted(files.rglob("*"))
            if path.is_file()
        }
        part = folder / "backup"
        entries = {}
        with zipfile.ZipFile(part, "x", allowZip64=True) as archive:
            part.chmod(0o600)
            for name, path in sources.items():
                archive.write(path, name, zipfile.ZIP_STORED)
                entries[name] = _sha256(path)
            manifest = Manifest(
                made_at=datetime.now(UTC).isoformat(timespec="seconds"),
                version=importlib.metadata.version("thidua"),
                tables=tables,
                entries=entries,
            )
            archive.writestr(MANIFEST, json.dumps(asdict(manifest), ensure_ascii=False, indent=1))
        part.replace(target)
    return manifest


def restore(*, source: Path, url: str, files: Path, replace: bool) -> Manifest:
    """Bring a backup back and compare it by content; on any failure what stood before stands."""
    try:
        with zipfile.ZipFile(source) as archive:
            manifest = _checked(archive)
            with _one_at_a_time(url) as connection:
                _refuse_full(connection, files, replace=replace)
                _restore(archive, manifest, connection, url, files)
    except (FileNotFoundError, IsADirectoryError, zipfile.BadZipFile, KeyError, ValueError) as why:
        raise BackupError(
            _("%(path)s không đọc được như một tệp sao lưu: %(why)s.")
            % {"path": source, "why": why or type(why).__name__}
        ) from why
    return manifest


def describe(connection: psycopg.Connection[Any]) -> dict[str, Table]:
    """Rows and digest of every table; equal for equal contents, on any server."""
    connection.execute("SET LOCAL TimeZone = 'UTC'")
    connection.execute("SET LOCAL DateStyle = 'ISO'")
    connection.execute("SET LOCAL extra_float_digits = 1")
    found = {}
    for (name,) in connection.execute(
        "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE n.nspname = 'public' AND c.relkind = 'r' ORDER BY c.relname"
    ).fetchall():
        row = connection.execute(
            sql.SQL(
                "SELECT count(*), coalesce(sum(('x' || left(md5(t::text), 16))::bit(64)::bigint"
                "::numeric), 0)::text FROM {} t"
            ).format(sql.Identifier("public", name))
        ).fetchone()
        assert row is not None
        found[name] = Table(rows=row[0], digest=row[1])
    return found


def _checked(archive: zipfile.ZipFile) -> Manifest:
    """The manifest of a file whose every part is unchanged; ValueError names the part."""
    manifest = Manifest.parse(archive.read(MANIFEST).decode())
    if manifest.format != FORMAT:
        raise ValueError(_("định dạng %(format)s chưa biết") % {"format": manifest.format})
    for name, expected in manifest.entries.items():
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts:
            raise ValueError(_("tên tệp không hợp lệ «%(name)s»") % {"name": name})
        digest = hashlib.sha256()
        with archive.open(name) as entry:
            while chunk := entry.read(CHUNK):
                digest.update(chunk)
        if digest.hexdigest() != expected:
            raise ValueError(_("«%(name)s» đã bị thay đổi") % {"name": name})
    return manifest


@contextmanager
def _one_at_a_time(url: str) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(url, autocommit=True) as connection:
        busy = _one(
            connection,
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND pid <> pg_backend_pid() AND backend_type = 'client backend'",
        )
        if busy:
            raise BackupError(
                _("Cơ sở dữ liệu đang được dùng; hãy dừng phần mềm (Ctrl-C) rồi khôi phục lại.")
            )
        yield connection


def _refuse_full(connection: psycopg.Connection[Any], files: Path, *, replace: bool) -> None:
    kept = _one(connection, "SELECT count(*) FROM pg_namespace WHERE nspname = %s", SET_ASIDE)
    if kept:
        # A restore was cut off between setting aside and comparing.
        _put_back(connection)
    full = _one(
        connection,
        "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE n.nspname = 'public' AND c.relkind = 'r'",
    )
    if (full or any(files.glob("*"))) and not replace:
        raise BackupError(
            _(
                "Ở đây đã có dữ liệu nên không khôi phục đè lên. Hãy sao lưu dữ liệu đang có, rồi "
                "thêm --replace nếu muốn thay bằng bản sao lưu này."
            )
        )


def _restore(
    archive: zipfile.ZipFile,
    manifest: Manifest,
    connection: psycopg.Connection[Any],
    url: str,
    files: Path,
) -> None:
    files.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".thidua-", dir=files.parent) as made:
        folder = Path(made)
        for name in manifest.entries:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(name) as entry, path.open("xb") as out:
                shutil.copyfileobj(entry, out, CHUNK)
        aside = sql.Identifier(SET_ASIDE)
        with connection.transaction():
            connection.execute(sql.SQL("ALTER SCHEMA public RENAME TO {}").format(aside))
            connection.execute("CREATE SCHEMA public")
        try:
            _client("pg_restore", url, "--no-owner", "--no-privileges", "--exit-on-error",
                    "--single-transaction", str(folder / DUMP))  # fmt: skip
            _compare(connection, manifest.tables)
        except BaseException:
            _put_back(connection)
            raise
        old = folder / "old"
        if files.exists():
            files.rename(old)
        (folder / FILES).mkdir(exist_ok=True)
        (folder / FILES).rename(files)
        connection.execute(sql.SQL("DROP SCHEMA {} CASCADE").format(aside))


def _put_back(connection: psycopg.Connection[Any]) -> None:
    with connection.transaction():
        connection.execute("DROP SCHEMA IF EXISTS public CASCADE")
        connection.execute(
            sql.SQL("ALTER SCHEMA {} RENAME TO public").format(sql.Identifier(SET_ASIDE))
        )


def _compare(connection: psycopg.Connection[Any], expected: dict[str, Table]) -> None:
    with connection.transaction():
        found = describe(connection)
    names = sorted(n for n in {*found, *expected} if found.get(n) != expected.get(n))
    if names:
        raise BackupError(
            _("Sau khi khôi phục, các bảng sau khác bản sao lưu: %(names)s.")
            % {"names": ", ".join(names)}
        )


def _client(program: str, url: str, *args: str) -> None:
    """Run a PostgreSQL client; the password goes by the environment, where others do not see it."""
    given = conninfo_to_dict(url)
    password = given.pop("password", None)
    environment = os.environ | ({"PGPASSWORD": str(password)} if password else {})
    done = subprocess.run(  # noqa: S603 - the wheel's own program, no shell
        [str(client_program(program)), f"--dbname={make_conninfo('', **given)}", *args],
        env=environment, check=False, capture_output=True, text=True,
    )  # fmt: skip
    if done.returncode:
        raise BackupError(
            _("%(program)s báo lỗi: %(why)s.")
            % {"program": program, "why": done.stderr.strip()[-1000:].rstrip(".")}
        )


def _one(connection: psycopg.Connection[Any], query: str, *given: str) -> Any:
    row = connection.execute(query, given).fetchone()
    assert row is not None
    return row[0]


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
