"""Backup and restore, compared by content: every row of every table, every file."""

from __future__ import annotations

import hashlib
import os
import uuid
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import make_conninfo

from thidua.config.backup import DUMP, MANIFEST, BackupError, Table, backup, describe, restore

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMA = """
CREATE TABLE unit (id int PRIMARY KEY, name text NOT NULL UNIQUE);
CREATE TABLE person (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    unit_id int REFERENCES unit,
    name text,
    facts jsonb NOT NULL DEFAULT '{}',
    at timestamptz NOT NULL DEFAULT now(),
    share numeric(5, 2)
);
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the trail is only added to'; END $$;
CREATE TRIGGER only_added BEFORE UPDATE OR DELETE ON person
    FOR EACH ROW EXECUTE FUNCTION refuse();
INSERT INTO unit SELECT n, 'Khoa ' || n FROM generate_series(1, 20) n;
INSERT INTO person (unit_id, name, facts, share)
    SELECT 1 + n % 20, 'Nguyễn Thị Ái ' || n, jsonb_build_object('n', n, 'ca', 'đêm'), n / 7.0
    FROM generate_series(1, 500) n;
"""


@pytest.fixture(autouse=True)
def vietnamese_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "vi_VN.UTF-8")


@pytest.fixture
def empty() -> Iterator[str]:
    yield from fresh_database()


@pytest.fixture
def full() -> Iterator[str]:
    for url in fresh_database():
        with psycopg.connect(url) as connection:
            connection.execute(SCHEMA)
        yield url


def fresh_database() -> Iterator[str]:
    name = f"backup_{uuid.uuid4().hex}"
    server = make_conninfo(os.environ["DATABASE_URL"], dbname="postgres")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield make_conninfo(server, dbname=name)
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    (folder / "2026" / "tháng 5").mkdir(parents=True)
    (folder / "2026" / "tháng 5" / "ảnh.jpg").write_bytes(os.urandom(70_000))
    (folder / "signed.pdf").write_bytes(b"%PDF-1.7")
    return folder


def contents(url: str) -> dict[str, Table]:
    with psycopg.connect(url) as connection:
        return describe(connection)


def tree(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_restore_holds_what_was_saved(full: str, empty: str, files: Path, tmp_path: Path) -> None:
    target = tmp_path / "kept.thidua"
    made = backup(url=full, files=files, target=target)
    assert target.stat().st_mode & 0o777 == 0o600
    figures = made.summary()
    assert (figures["tables"], figures["rows"], figures["files"]) == (2, 520, 2)
    elsewhere = tmp_path / "elsewhere" / "files"
    assert restore(source=target, url=empty, files=elsewhere, replace=False) == made
    assert contents(empty) == contents(full)
    assert tree(elsewhere) == tree(files)
    with psycopg.connect(empty) as connection:
        # Counting goes on, and what guards the trail stands again.
        row = connection.execute("INSERT INTO person DEFAULT VALUES RETURNING id").fetchone()
        assert row == (501,)
        with pytest.raises(psycopg.errors.RaiseException):
            connection.execute("DELETE FROM person")


def test_one_changed_letter_changes_the_digest(full: str) -> None:
    before = contents(full)
    with psycopg.connect(full) as connection:
        connection.execute("UPDATE unit SET name = 'Khoa Một' WHERE id = 1")
    after = contents(full)
    assert after["person"] == before["person"]
    assert after["unit"].rows == before["unit"].rows
    assert after["unit"].digest != before["unit"].digest


def test_a_full_database_is_not_overwritten_unasked(full: str, files: Path, tmp_path: Path) -> None:
    target = tmp_path / "kept.thidua"
    backup(url=full, files=files, target=target)
    saved, saved_files = contents(full), tree(files)
    with psycopg.connect(full) as connection:
        connection.execute("INSERT INTO unit VALUES (99, 'Khoa mới')")
    (files / "later.pdf").write_bytes(b"later")
    before = contents(full)
    with pytest.raises(BackupError) as refusal:
        restore(source=target, url=full, files=files, replace=False)
    assert str(refusal.value) == (
        "Ở đây đã có dữ liệu nên không khôi phục đè lên. Hãy sao lưu dữ liệu đang có, rồi thêm "
        "--replace nếu muốn thay bằng bản sao lưu này."
    )
    assert contents(full) == before
    restore(source=target, url=full, files=files, replace=True)
    assert contents(full) == saved
    assert tree(files) == saved_files


def test_an_existing_file_is_not_overwritten(full: str, files: Path, tmp_path: Path) -> None:
    target = tmp_path / "kept.thidua"
    target.write_text("mine")
    with pytest.raises(BackupError) as refusal:
        backup(url=full, files=files, target=target)
    assert str(refusal.value) == f"Tệp {target} đã có; hãy chọn tên khác hoặc xóa nó trước."
    assert target.read_text() == "mine"


def test_nobody_restores_under_a_running_product(full: str, files: Path, tmp_path: Path) -> None:
    target = tmp_path / "kept.thidua"
    backup(url=full, files=files, target=target)
    with psycopg.connect(full), pytest.raises(BackupError) as refusal:
        restore(source=target, url=full, files=files, replace=True)
    assert str(refusal.value) == (
        "Cơ sở dữ liệu đang được dùng; hãy dừng phần mềm (Ctrl-C) rồi khôi phục lại."
    )


def rewritten(source: Path, name: str, content: bytes) -> Path:
    target = source.with_name("rewritten.thidua")
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for entry in old.namelist():
            new.writestr(entry, content if entry == name else old.read(entry))
    return target


def test_a_changed_file_is_refused_before_anything_is_touched(
    full: str, empty: str, files: Path, tmp_path: Path
) -> None:
    target = tmp_path / "kept.thidua"
    backup(url=full, files=files, target=target)
    source = rewritten(target, "files/signed.pdf", b"%PDF-1.7 forged")
    with pytest.raises(BackupError) as refusal:
        restore(source=source, url=empty, files=tmp_path / "new", replace=False)
    assert str(refusal.value) == (
        f"{source} không đọc được như một tệp sao lưu: «files/signed.pdf» đã bị thay đổi."
    )
    assert contents(empty) == {}
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("name", ["files/../../outside", "/outside"])
def test_a_name_that_leads_outside_is_refused(
    full: str, empty: str, files: Path, tmp_path: Path, name: str
) -> None:
    target = tmp_path / "kept.thidua"
    backup(url=full, files=files, target=target)
    with zipfile.ZipFile(target) as archive:
        manifest = archive.read(MANIFEST).decode().replace("files/signed.pdf", name)
    source = rewritten(target, MANIFEST, manifest.encode())
    with pytest.raises(BackupError) as refusal:
        restore(source=source, url=empty, files=tmp_path / "new", replace=False)
    assert (
        str(refusal.value)
        == f"{source} không đọc được như một tệp sao lưu: tên tệp không hợp lệ «{name}»."
    )


def test_what_differs_after_restoring_is_named_and_the_old_put_back(
    full: str, files: Path, tmp_path: Path
) -> None:
    target = tmp_path / "kept.thidua"
    made = backup(url=full, files=files, target=target)
    with zipfile.ZipFile(target) as archive:
        manifest = archive.read(MANIFEST).decode()
    wrong = manifest.replace(made.tables["unit"].digest, "0")
    before, before_files = contents(full), tree(files)
    with pytest.raises(BackupError) as refusal:
        restore(
            source=rewritten(target, MANIFEST, wrong.encode()), url=full, files=files, replace=True
        )
    assert str(refusal.value) == "Sau khi khôi phục, các bảng sau khác bản sao lưu: unit."
    assert contents(full) == before
    assert tree(files) == before_files


def test_a_restore_that_was_cut_off_is_undone_by_the_next(
    full: str, files: Path, tmp_path: Path
) -> None:
    target = tmp_path / "kept.thidua"
    backup(url=full, files=files, target=target)
    before = contents(full)
    with psycopg.connect(full) as connection:
        connection.execute("ALTER SCHEMA public RENAME TO before_restore")
        connection.execute("CREATE SCHEMA public CREATE TABLE half (id int)")
    with pytest.raises(BackupError):
        restore(source=target, url=full, files=files, replace=False)
    assert contents(full) == before


def test_other_files_are_not_backups(empty: str, tmp_path: Path) -> None:
    source = tmp_path / "letter.txt"
    source.write_text("Kính gửi")
    with pytest.raises(BackupError) as refusal:
        restore(source=source, url=empty, files=tmp_path / "new", replace=False)
    assert str(refusal.value) == (
        f"{source} không đọc được như một tệp sao lưu: File is not a zip file."
    )


def test_a_later_format_is_not_guessed_at(
    full: str, empty: str, files: Path, tmp_path: Path
) -> None:
    target = tmp_path / "kept.thidua"
    backup(url=full, files=files, target=target)
    with zipfile.ZipFile(target) as archive:
        manifest = archive.read(MANIFEST).decode().replace('"format": 1', '"format": 2')
    source = rewritten(target, MANIFEST, manifest.encode())
    with pytest.raises(BackupError) as refusal:
        restore(source=source, url=empty, files=tmp_path / "new", replace=False)
    assert str(refusal.value).endswith("định dạng 2 chưa biết.")


def test_a_dump_that_postgresql_refuses_leaves_what_stood(
    full: str, files: Path, tmp_path: Path
) -> None:
    target = tmp_path / "kept.thidua"
    made = backup(url=full, files=files, target=target)
    with zipfile.ZipFile(target) as archive:
        manifest = archive.read(MANIFEST).decode()
    digest = hashlib.sha256(b"no dump").hexdigest()
    source = rewritten(target, MANIFEST, manifest.replace(made.entries[DUMP], digest).encode())
    source = rewritten(source.rename(tmp_path / "half.thidua"), DUMP, b"no dump")
    before = contents(full)
    with pytest.raises(BackupError) as refusal:
        restore(source=source, url=full, files=files, replace=True)
    assert str(refusal.value) == (
        "pg_restore báo lỗi: pg_restore: error: input file does not appear to be a valid archive"
        " (too short?)."
    )
    assert contents(full) == before
