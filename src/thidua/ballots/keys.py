"""The key pair of one ballot: the public half seals, the private half is a file to be destroyed."""

import os
from collections.abc import Callable
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from django.conf import settings

# RFC 9180. `info` binds a sealed ballot to its vote and voter: moved elsewhere it opens no more.
SUITE = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)
Opener = Callable[[bytes, bytes], bytes]


class KeyLost(Exception):
    """The private half is not where it should be, or is another's; the message is the path."""


class NotSealedHere(ValueError):
    """These bytes were not sealed to this key for this voter."""


def path_of(public: str) -> Path:
    """Named by the public half, so that a restored database never meets another ballot's key."""
    return Path(settings.THIDUA_BALLOT_KEYS) / f"{public}.key"


def make() -> str:
    """A new pair; the private half is on the disk, read back and tried, when this returns."""
    private = X25519PrivateKey.generate()
    public = private.public_key().public_bytes_raw().hex()
    path = path_of(public)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(private.private_bytes_raw())
        file.flush()
        os.fsync(file.fileno())
    _settle(path.parent)
    trial = b"thu"
    if opener(public)(seal(public, trial, b"thu"), b"thu") != trial:
        raise KeyLost(path)
    return public


def seal(public: str, content: bytes, info: bytes) -> bytes:
    return SUITE.encrypt(content, X25519PublicKey.from_public_bytes(bytes.fromhex(public)), info)


def opener(public: str) -> Opener:
    """How to open what was sealed to `public`: `(sealed, info)`; raises `KeyLost` first."""
    path = path_of(public)
    try:
        private = X25519PrivateKey.from_private_bytes(path.read_bytes())
    except (OSError, ValueError):
        raise KeyLost(path) from None
    if private.public_key().public_bytes_raw().hex() != public:
        raise KeyLost(path)

    def opened(sealed: bytes, info: bytes) -> bytes:
        try:
            return SUITE.decrypt(sealed, private, info)
        except (InvalidTag, ValueError):
            raise NotSealedHere from None

    return opened


def destroy(public: str) -> None:
    """Overwrite and remove the private half; nothing to do where it is gone already."""
    path = path_of(public)
    try:
        with path.open("r+b") as file:
            size = path.stat().st_size
            file.write(os.urandom(size))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
    except FileNotFoundError:
        return
    _settle(path.parent)


def _settle(folder: Path) -> None:
    """Let the folder's own entry reach the disk."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
