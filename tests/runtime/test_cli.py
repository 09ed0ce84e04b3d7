"""The `thidua` command as a program or a person would use it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from django.utils import translation
from psycopg import sql
from psycopg.conninfo import make_conninfo

from thidua.config import catalogues, cli, environment, words

if TYPE_CHECKING:
    from collections.abc import Iterator

VIETNAMESE = {"LC_ALL": "vi_VN.UTF-8"}


@pytest.fixture
def empty() -> Iterator[str]:
    name = f"cli_{uuid.uuid4().hex}"
    server = make_conninfo(os.environ["DATABASE_URL"], dbname="postgres")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield make_conninfo(server, dbname=name)
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def thidua(*words: str, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "thidua.config.cli", *words],
        env=os.environ | VIETNAMESE | environ,
        check=False,
        capture_output=True,
        text=True,
    )


def test_an_installation_is_migrated_saved_and_restored(empty: str, tmp_path: Path) -> None:
    here = {"DATABASE_URL": empty, "THIDUA_DATA": str(tmp_path / "data")}
    first = thidua("migrate", "--json", **here)
    assert first.stderr == ""
    assert "auth.0001_initial" in json.loads(first.stdout)["applied"]
    assert json.loads(thidua("migrate", "--json", **here).stdout) == {"applied": []}
    (tmp_path / "data" / "files").mkdir(parents=True)
    (tmp_path / "data" / "files" / "scan.pdf").write_bytes(b"%PDF")
    target = str(tmp_path / "kept.thidua")
    saved = thidua("backup", target, "--json", **here)
    assert saved.stderr == ""
    refused = thidua("restore", target, "--json", **here)
    assert refused.returncode == 1
    assert json.loads(refused.stdout) == {
        "error": "Ở đây đã có dữ liệu nên không khôi phục đè lên. Hãy sao lưu dữ liệu đang có, rồi "
        "thêm --replace nếu muốn thay bằng bản sao lưu này."
    }
    restored = thidua("restore", target, "--replace", "--json", **here)
    assert json.loads(restored.stdout) == json.loads(saved.stdout)
    said = thidua("audit", "verify", "--json", **here)
    assert said.returncode == 0, said.stderr
    json.loads(said.stdout)


def test_a_person_reads_sentences(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LC_ALL", "vi_VN.UTF-8")
    missing = tmp_path / "missing.thidua"
    with translation.override("vi"):
        assert cli.main(["restore", str(missing)]) == 1
    assert capsys.readouterr().err == (
        f"thidua: {missing} không đọc được như một tệp sao lưu: [Errno 2] No such file or "
        f"directory: '{missing}'.\n"
    )
    monkeypatch.setenv("DATABASE_URL", f"postgresql://thidua@/thidua?host={tmp_path}")
    assert cli.main(["migrate"]) == 1
    said = capsys.readouterr().err
    assert said.startswith("thidua: Không kết nối được tới cơ sở dữ liệu mà DATABASE_URL chỉ tới: ")
    assert said.endswith(". Hãy kiểm tra địa chỉ, tên đăng nhập, mật khẩu và máy chủ PostgreSQL.\n")


def test_half_a_command_names_the_whole(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["audit"])
    assert ended.value.code == 2
    assert capsys.readouterr().err.endswith("audit verify\n")


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(["--help"])
    assert ended.value.code == 0
    said = capsys.readouterr().out
    named = [line.split()[0] for line in said.splitlines() if re.match(r" {4}\S", line)]
    assert [name for name in named if name.isascii() and name.isalpha()] == [
        *("serve", "worker", "migrate", "backup", "restore"),
        *("law", "prize", "assess"),
        *("demo", "audit", "ballot", "parcel", "rollup", "user", "play", "manage"),
    ]


def test_the_terminal_chooses_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    assert words.terminal_language() == "vi"
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert words.terminal_language() == "en"
    monkeypatch.setenv("LC_ALL", "vi_VN.UTF-8")
    assert words.terminal_language() == "vi"


def test_catalogues_are_compiled_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "en" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "Đã dừng."\nmsgstr "Stopped."\n'
    )
    monkeypatch.setattr(catalogues, "LOCALE", tmp_path)
    assert (catalogues.compile_all(), catalogues.compile_all()) == (1, 0)
    monkeypatch.setattr(words, "LOCALE", tmp_path)
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    words._catalogue.cache_clear()
    try:
        assert words.gettext_terminal("Đã dừng.") == "Stopped."
    finally:
        words._catalogue.cache_clear()


def test_set_up_without_the_venv_module_names_the_package(tmp_path: Path) -> None:
    """A Python that lacks ensurepip, as Debian's does before python3.11-venv is installed."""
    program = (
        "import importlib.util, runpy, sys\n"
        "real = importlib.util.find_spec\n"
        "importlib.util.find_spec = lambda name: None if name == 'ensurepip' else real(name)\n"
        f"sys.argv = ['environment', 'run']\n"
        f"runpy.run_path({environment.__file__!r}, run_name='__main__')\n"
    )
    refused = subprocess.run(
        [sys.executable, "-c", program], check=False, capture_output=True, text=True
    )
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    assert refused.returncode == 1
    assert refused.stderr == (
        f"set-up: Python's venv module is missing. Install it: apt-get install {version}-venv\n"
    )
