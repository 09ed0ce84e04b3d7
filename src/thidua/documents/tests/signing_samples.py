"""Keys, certificates and a timestamp server that exist for tests alone."""

import datetime as dt
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from asn1crypto import keys, tsp
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from django.conf import settings
from pyhanko.sign.timestamps import DummyTimeStamper

from thidua.documents.signing.keys import Key
from thidua.orgs.models import Person
from thidua.orgs.tests.factories import Hospital

PASSPHRASE = "mat-khau-thu"
FROM, TO = dt.datetime(2020, 1, 1, tzinfo=dt.UTC), dt.datetime(2040, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True)
class Issued:
    """A certificate with its key."""

    cert: x509.Certificate
    key: Any

    @property
    def der(self) -> bytes:
        return self.cert.public_bytes(serialization.Encoding.DER)

    @property
    def key_der(self) -> bytes:
        return bytes(
            self.key.private_bytes(
                serialization.Encoding.DER, serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        )  # fmt: skip


def name(common: str, organisation: str = "Bệnh viện Quân y Sông Thao") -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "VN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


AUTHORITY = "Chứng thực thử"


@cache
def authority(common: str) -> Issued:
    key = rsa.generate_private_key(65537, 2048)
    subject = name(common, common)
    cert = (
        x509.CertificateBuilder()
        .subject_name(subject).issuer_name(subject).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(FROM).not_valid_after(TO)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(key_cert_sign=True, crl_sign=True), critical=True)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    return Issued(cert, key)


def _usage(**given: bool) -> x509.KeyUsage:
    names = (
        "digital_signature", "content_commitment", "key_encipherment", "data_encipherment",
        "key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
    )  # fmt: skip
    return x509.KeyUsage(**{each: given.get(each, False) for each in names})


def _private(*, curve: bool) -> Any:
    if curve:
        return ec.generate_private_key(ec.SECP256R1())
    return rsa.generate_private_key(65537, 2048)


@cache
def issued(
    common: str, *, curve: bool = False, stamps: bool = False, until: dt.datetime = TO,
    by: str = AUTHORITY,
) -> Issued:  # fmt: skip
    """A certificate from the test authority, for signing or for timestamps."""
    above = authority(by)
    key = _private(curve=curve)
    made = (
        x509.CertificateBuilder()
        .subject_name(name(common)).issuer_name(above.cert.subject).public_key(key.public_key())
        .serial_number(x509.random_serial_number()).not_valid_before(FROM).not_valid_after(until)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(digital_signature=True, content_commitment=True), critical=True)
    )  # fmt: skip
    if stamps:
        usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
        made = made.add_extension(usage, critical=True)
    return Issued(made.sign(above.key, hashes.SHA256()), key)


def key_file(folder: Path, who: Issued, file: str) -> Path:
    """The key with its certificate as a PKCS#12 file."""
    path = folder / file
    path.write_bytes(
        pkcs12.serialize_key_and_certificates(
            b"ky", who.key, who.cert, None, BestAvailableEncryption(PASSPHRASE.encode())
        )
    )
    return path


def key_of(folder: Path, who: Issued, *, label: str = "giam-doc", **facts: str) -> Key:
    """A configured key whose passphrase lies in a file of its own."""
    secret = folder / "mat-khau"
    secret.write_text(PASSPHRASE)
    path = key_file(folder, who, f"{label}.p12")
    if not facts:
        facts = {"holder": "BS001"}
    return Key(name=label, pkcs12=str(path), passphrase_file=str(secret), **facts)


def trust(folder: Path, *authorities: Issued) -> Path:
    """A folder of roots."""
    folder.mkdir(exist_ok=True)
    for number, each in enumerate(authorities):
        pem = each.cert.public_bytes(serialization.Encoding.PEM)
        (folder / f"goc-{number}.pem").write_bytes(pem)
    return folder


@contextmanager
def timestamp_server(*, fixed: dt.datetime | None = None, broken: bool = False) -> Iterator[str]:
    """A timestamp authority on loopback; yields its address."""
    who = issued("Dấu thời gian thử", stamps=True)
    stamper = DummyTimeStamper(
        asn1.Certificate.load(who.der), keys.PrivateKeyInfo.load(who.key_der), fixed_dt=fixed
    )

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:  # the server's own name
            asked = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
            told = b"?" if broken else stamper.request_tsa_response(asked).dump()
            self.send_response(500 if broken else 200)
            self.send_header("Content-Type", "application/timestamp-reply")
            self.send_header("Content-Length", str(len(told)))
            self.end_headers()
            self.wfile.write(told)

        def log_message(self, *args: Any) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def give_keys(house: Hospital) -> Path:
    """Keys of the hospital's director and of its seal, named in the file of the settings."""
    folder = Path(tempfile.mkdtemp(prefix="thidua-khoa-"))
    director = Person.objects.get(user=house.director)
    (folder / "mat-khau").write_text(PASSPHRASE)
    key_file(folder, issued(director.full_name), "giam-doc.p12")
    key_file(folder, issued(str(house.hospital), curve=True), "con-dau.p12")
    named = folder / "signing.toml"
    named.write_text(
        f'''
[giam-doc]
holder = "{director.code}"
pkcs12 = "giam-doc.p12"
passphrase_file = "mat-khau"
[con-dau]
unit = "{house.hospital.code}"
pkcs12 = "con-dau.p12"
passphrase_file = "mat-khau"
'''
    )
    named.chmod(0o600)
    settings.THIDUA_SIGNING_KEYS = named
    settings.THIDUA_TRUST = trust(folder / "tin-cay", authority(AUTHORITY))
    return folder
