"""The English catalogue is complete: every message of code and pages, with its placeholders."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

import thidua

SOURCE = Path(thidua.__file__).parent
CATALOGUE = SOURCE / "locale" / "en" / "LC_MESSAGES" / "django.po"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w+\}")
# Formats without words.
ALIKE = {
    "%(name)s (%(source)s)",
    "%(field)s: %(problem)s",
    "%(award)s: %(who)s",
    "%(who)s, %(when)s",
    "%(unit)s, %(plan)s",
    "%(list)s",
    "%(each)s, %(span)s",
}


def entries() -> list[polib.POEntry]:
    return [entry for entry in polib.pofile(str(CATALOGUE)) if not entry.obsolete]


def test_every_message_is_translated() -> None:
    assert [e.msgid for e in entries() if not e.translated() or "fuzzy" in e.flags] == []


def test_no_translation_is_its_message() -> None:
    assert {e.msgid for e in entries() if e.msgstr == e.msgid} == ALIKE


def test_placeholders_are_equal() -> None:
    wrong = []
    for entry in entries():
        wanted = set(PLACEHOLDER.findall(entry.msgid))
        texts = [entry.msgstr] if entry.msgstr else entry.msgstr_plural.values()
        if any(set(PLACEHOLDER.findall(text)) != wanted for text in texts):
            wrong.append(entry.msgid)
    assert wrong == []


def test_catalogue_holds_every_message_of_today(tmp_path: Path) -> None:
    copy = tmp_path / "thidua"
    shutil.copytree(SOURCE, copy, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
    subprocess.run(
        [sys.executable, "-m", "django", "makemessages", "--locale", "en", "--no-obsolete",
         "--no-location"],
        cwd=copy, check=True, capture_output=True, timeout=250,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(tmp_path)},
    )  # fmt: skip
    found = polib.pofile(str(copy / "locale" / "en" / "LC_MESSAGES" / "django.po"))

    assert sorted(e.msgid for e in found if not e.translated()) == []
    assert sorted(e.msgid for e in found) == sorted(e.msgid for e in entries())


@pytest.mark.parametrize("program", ["xgettext", "chromium"])
def test_what_the_tests_need_is_there(program: str) -> None:
    assert shutil.which(program) is not None
