"""Who this installation is to others: one Ed25519 key pair in a file, never in the database."""

import base64
import hashlib
import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from django.conf import settings
from django.utils.translation import gettext as _

from thidua.core.permit import Refused

CARD = "thidua-1"
# A signature of a parcel must never pass for one of anything else that this key may sign.
_MARK = b"thidua parcel\n"


class BadKey(Refused):
    """The key file cannot be used, or a typed key is none; the sentence says what to do."""


def own_key() -> str:
    """The public half, in hex; the pair is made at the first use."""
    return _private().public_key().public_bytes_raw().hex()


def sign(content: bytes) -> bytes:
    return _private().sign(_MARK + content)


def is_signed_by(key: str, content: bytes, signature: bytes) -> bool:
    try:
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(key))
        public.verify(signature, _MARK + content)
    except (InvalidSignature, ValueError):
        return False
    return True


def fingerprint(key: str) -> str:
    """What people read to each other: 160 bits in ten groups of four."""
    digest = hashlib.sha256(bytes.fromhex(key)).hexdigest()[:40].upper()
    return " ".join(digest[at : at + 4] for at in range(0, 40, 4))


def is_fingerprint_of(key: str, typed: str) -> bool:
    """Whether a person read the same, however it was spaced."""
    return "".join(typed.split()).upper() == fingerprint(key).replace(" ", "")


def card(name: str) -> str:
    """What a partner pastes or scans: the key and whose it is."""
    key = base64.urlsafe_b64encode(bytes.fromhex(own_key())).decode()
    return f"{CARD}:{key}:{name}"


def read_card(text: str) -> tuple[str, str]:
    """Name and key of a partner; raises `BadKey`."""
    mark, _colon, rest = text.strip().partition(":")
    encoded, _colon, name = rest.partition(":")
    try:
        raw = base64.b64decode(encoded, altchars=b"-_", validate=True)
        Ed25519PublicKey.from_public_bytes(raw)
    except ValueError:
        raw = b""
    if mark != CARD or not raw or not name.strip():
        raise BadKey(
            _("Không đọc được mã định danh: hãy chép cả dòng bắt đầu bằng «thidua-1:» của đối tác.")
        )
    return " ".join(name.split()), raw.hex()


def _private() -> Ed25519PrivateKey:
    path = Path(settings.THIDUA_EXCHANGE_KEY)
    if not path.exists():
        _make(path)
    try:
        if path.stat().st_mode & 0o077:
            raise BadKey(
                _("Tệp khóa của hệ thống để người khác trên máy đọc được: hãy đặt quyền 600.")
            )
        return Ed25519PrivateKey.from_private_bytes(path.read_bytes())
    except (OSError, ValueError):
        raise BadKey(
            _("Tệp khóa của hệ thống hỏng hoặc không đọc được: hãy khôi phục từ bản giữ riêng.")
        ) from None


def _make(path: Path) -> None:
    """Written aside and then named, so that nobody ever reads half of a key, nor two of them."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    aside = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(Ed25519PrivateKey.generate().private_bytes_raw())
            file.flush()
            os.fsync(file.fileno())
        path.hardlink_to(aside)
    except FileExistsError:
        return
    finally:
        aside.unlink()
