"""Which keys this installation signs with: named in one private file, never in the database."""

import os
import tomllib
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from thidua.core.permit import Refused


class KeyRefused(Refused):
    """A key, a token or a timestamp server does not serve; the sentence says what to mend."""


@dataclass(frozen=True)
class Key:
    """A key of one person (`holder`, a staff code) or the seal of a unit (`unit`, its code).

    It is a PKCS#12 file, or lies on a PKCS#11 token behind the library `pkcs11`. The passphrase
    or PIN comes from the environment or from a file of its own.
    """

    name: str
    holder: str = ""
    unit: str = ""
    pkcs12: str = ""
    pkcs11: str = ""
    token: str = ""
    label: str = ""
    passphrase_env: str = ""
    passphrase_file: str = ""
    image: str = ""

    @property
    def is_seal(self) -> bool:
        return bool(self.unit)

    @property
    def passphrase(self) -> str:
        if self.passphrase_env:
            return os.environ.get(self.passphrase_env, "")
        if self.passphrase_file:
            return Path(self.passphrase_file).read_text(encoding="utf-8").strip()
        return ""


def configured() -> tuple[Key, ...]:
    """Every key of the file; none where there is no file."""
    file = Path(settings.THIDUA_SIGNING_KEYS)
    if not file.is_file():
        return ()
    state = file.stat()
    if state.st_mode & 0o077:
        raise KeyRefused(
            _("Tệp khai khóa ký số để người khác trên máy đọc được: hãy đặt quyền 600.")
        )
    return _read(file, state.st_mtime_ns)


@lru_cache(maxsize=4)
def _read(file: Path, changed_at: int) -> tuple[Key, ...]:
    return tuple(
        _key(file.parent, name, facts) for name, facts in tomllib.loads(file.read_text()).items()
    )


def _key(folder: Path, name: str, facts: dict[str, str]) -> Key:
    known = {each.name for each in fields(Key)} - {"name"}
    if unknown := sorted(set(facts) - known):
        raise KeyRefused(
            _("Khóa ký số %(key)s: không hiểu %(words)s.")
            % {"key": name, "words": ", ".join(unknown)}
        )
    for path in ("pkcs12", "passphrase_file", "image"):
        if path in facts:
            facts = facts | {path: str(folder / facts[path])}
    key = Key(name=name, **facts)
    if bool(key.holder) == bool(key.unit) or bool(key.pkcs12) == bool(key.pkcs11):
        raise KeyRefused(
            _(
                "Khóa ký số %(key)s: ghi holder (mã nhân viên) hoặc unit (mã đơn vị), "
                "và pkcs12 hoặc pkcs11."
            )
            % {"key": name}
        )
    return key


def keys_of(*, holder: str = "", units: frozenset[str] = frozenset()) -> list[Key]:
    """The keys of one person, and the seals of units, by their codes."""
    return [
        key
        for key in configured()
        if (key.is_seal and key.unit in units) or (holder and key.holder == holder)
    ]


def key_named(name: str) -> Key | None:
    return next((key for key in configured() if key.name == name), None)
