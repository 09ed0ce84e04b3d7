"""Keys loaded once and kept in the memory of the process."""

from datetime import datetime
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

import pkcs11
from asn1crypto import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import pkcs12
from django.utils.translation import gettext as _
from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.keys.internal import translate_pyca_cryptography_cert_to_asn1
from pyhanko.sign.pkcs11 import PKCS11Signer, open_pkcs11_session
from pyhanko.sign.signers import Signer
from pyhanko_certvalidator.registry import SimpleCertificateStore

from thidua.documents.signing.keys import Key, KeyRefused

_HASHES: dict[str, hashes.HashAlgorithm] = {
    "sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512(),
}  # fmt: skip
TOKEN = Lock()
"""One signature at a time on tokens: a session of theirs is not made for several threads."""


class KeptKey(Signer):
    """Signs with a key that stays loaded; the library's own loads and checks it every time."""

    def __init__(
        self, key: RSAPrivateKey | EllipticCurvePrivateKey, cert: x509.Certificate, chain: Any
    ) -> None:
        self._key = key
        super().__init__(signing_cert=cert, cert_registry=chain)

    async def async_sign_raw(
        self, data: bytes, digest_algorithm: str, dry_run: bool = False
    ) -> bytes:
        digest = _HASHES[digest_algorithm]
        if isinstance(self._key, RSAPrivateKey):
            return self._key.sign(data, PKCS1v15(), digest)
        return self._key.sign(data, ECDSA(digest))


def signer_of(key: Key) -> Any:
    """What signs with a key; raises `KeyRefused` where it cannot be opened."""
    if key.pkcs11:
        return _from_token(key)
    try:
        return _from_file(key, Path(key.pkcs12).stat().st_mtime_ns)
    except OSError as error:
        raise _refused(key, _("không đọc được tệp khóa")) from error


def _refused(key: Key, why: str) -> KeyRefused:
    return KeyRefused(_("Khóa ký số %(key)s: %(why)s.") % {"key": key.name, "why": why})


@lru_cache(maxsize=64)
def _from_file(key: Key, changed_at: int) -> KeptKey:
    content = Path(key.pkcs12).read_bytes()
    try:
        private, cert, others = pkcs12.load_key_and_certificates(content, key.passphrase.encode())
    except ValueError as error:
        raise _refused(key, _("mật khẩu không mở được tệp khóa")) from error
    if cert is None or not isinstance(private, RSAPrivateKey | EllipticCurvePrivateKey):
        raise _refused(key, _("tệp không có khóa RSA hoặc EC kèm chứng thư"))
    chain = SimpleCertificateStore()  # type: ignore[no-untyped-call] # not typed over there
    chain.register_multiple([translate_pyca_cryptography_cert_to_asn1(each) for each in others])
    return KeptKey(private, translate_pyca_cryptography_cert_to_asn1(cert), chain)


@lru_cache(maxsize=16)
def _session(library: str, token: str, pin: str) -> Any:
    """One session for all keys of a token, which lets nobody in twice."""
    return open_pkcs11_session(library, token_criteria=TokenCriteria(label=token), user_pin=pin)


@lru_cache(maxsize=16)
def _from_token(key: Key) -> PKCS11Signer:
    try:
        session = _session(key.pkcs11, key.token, key.passphrase)
        # Hashed here, signed there: not every token hashes for elliptic curves.
        signer = PKCS11Signer(session, cert_label=key.label, key_label=key.label)
        algorithm = signer.signing_cert.public_key.algorithm
    except (pkcs11.PKCS11Error, RuntimeError) as error:
        raise _refused(key, _("không mở được thiết bị ký hoặc sai mã PIN")) from error
    signer.use_raw_mechanism = algorithm == "ec"
    return signer


def common_name(cert: x509.Certificate) -> str:
    return str(cert.subject.native.get("common_name", ""))


def is_current(cert: x509.Certificate, *, at: datetime) -> bool:
    return bool(cert.not_valid_before <= at <= cert.not_valid_after)
