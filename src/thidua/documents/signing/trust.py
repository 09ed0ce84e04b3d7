"""The root certificates that the house trusts: files in one folder of its settings."""

import hashlib
from pathlib import Path

from django.conf import settings

SUFFIXES = frozenset({".pem", ".crt", ".cer", ".der"})


def root_files() -> list[Path]:
    """Certificate files of the folder, in a stable order; no folder, no trust."""
    folder = Path(settings.THIDUA_TRUST)
    if not folder.is_dir():
        return []
    return sorted(file for file in folder.iterdir() if file.suffix.lower() in SUFFIXES)


def roots_stamp() -> str:
    """Changes whenever a file of the folder does: what was examined before is examined anew."""
    known = [
        f"{file.name} {file.stat().st_mtime_ns} {file.stat().st_size}" for file in root_files()
    ]
    return hashlib.sha256("\n".join(known).encode()).hexdigest()
