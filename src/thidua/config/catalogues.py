"""Compile the message catalogues; gettext's own programs are not needed."""

from __future__ import annotations

import sys

import polib

from thidua.config.words import LOCALE


def compile_all() -> int:
    """Write each `.mo` that is older than its `.po`; returns how many were written."""
    written = 0
    for source in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        part = target.with_suffix(".mo.part")
        polib.pofile(str(source)).save_as_mofile(str(part))
        part.replace(target)
        written += 1
    return written


if __name__ == "__main__":
    sys.stdout.write(f"{compile_all()} catalogue(s) compiled\n")
