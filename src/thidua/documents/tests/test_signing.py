"""Signatures are made, read and judged for real: keys, a token, a timestamp server, tampering."""

import io
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from asn1crypto import x509
from cryptography.hazmat.primitives import serialization
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from thidua.documents import signing
from thidua.documents.pdf import render_administrative, render_letters
from thidua.documents.signing import Key, KeyRefused, Verdict, stamps
from thidua.documents.tests import samples
from thidua.documents.tests.signing_samples import (
    AUTHORITY,
    PASSPHRASE,
    authority,
    issued,
    key_of,
    timestamp_server,
    trust,
)

NOW = datetime(2026, 2, 5, 1, 30, tzinfo=UTC)
NAM, BENH_VIEN = "Đặng Hoài Nam", "Bệnh viện Đa khoa Sông Lam"
STAMP = stamps.Stamp(who=NAM, above=NAM, organisation=BENH_VIEN)
SEAL = stamps.Stamp(who=BENH_VIEN, above=NAM, is_seal=True)


@pytest.fixture
def home(tmp_path: Path, settings: Any) -> Path:
    settings.THIDUA_TRUST = trust(tmp_path / "tin-cay", authority(AUTHORITY))
    settings.THIDUA_TSA = ""
    settings.THIDUA_SIGNING_KEYS = tmp_path / "signing.toml"
    return tmp_path


def paper() -> bytes:
    return render_administrative(samples.decision()).content


def verdicts(content: bytes, *, at: datetime = NOW) -> list[tuple[str, Verdict]]:
    return [(report.who, report.verdict) for report in signing.examine(content, at=at)]


def signed(home: Path, *, content: bytes | None = None) -> bytes:
    key = key_of(home, issued(NAM))
    return signing.sign(content or paper(), key=key, stamp=STAMP, at=NOW)


def test_a_person_signs_and_the_seal_after_them_and_both_stay_valid(home: Path) -> None:
    first = signed(home)
    seal = key_of(home, issued(BENH_VIEN, curve=True), label="con-dau", unit="BV")
    both = signing.sign(first, key=seal, stamp=SEAL, at=NOW + timedelta(minutes=5))

    assert both.startswith(first)  # an increment: nothing that was signed is touched
    assert verdicts(first) == [(NAM, Verdict.VALID)]
    assert verdicts(both) == [(NAM, Verdict.VALID), (BENH_VIEN, Verdict.VALID)]
    moments = [report.at for report in signing.examine(both, at=NOW)]
    assert moments == [NOW, NOW + timedelta(minutes=5)]


def test_the_stamp_says_in_vietnamese_who_and_when_above_the_printed_name(home: Path) -> None:
    place = stamps.place(paper(), STAMP)
    left, bottom, right, top = place.box
    assert (right - left, top - bottom) == stamps.PERSON
    document = pypdfium2.PdfDocument(paper())
    text = document[place.page].get_textpage()
    assert NAM in text.get_text_bounded(left, bottom - 30, right, bottom)
    assert text.get_text_bounded(left, bottom, right, top).strip() == ""
    document.close()

    drawn = pypdfium2.PdfDocument(stamps.draw(STAMP, at=NOW))
    words = " ".join(drawn[0].get_textpage().get_text_range().split())
    drawn.close()
    assert words == (
        "Người ký: Đặng Hoài Nam Cơ quan: Bệnh viện Đa khoa Sông Lam "
        "Thời gian ký: 05/02/2026 08:30:00 +07:00"
    )


def test_a_seal_covers_a_third_of_the_signature_from_the_left() -> None:
    person, seal = stamps.place(paper(), STAMP).box, stamps.place(paper(), SEAL).box
    assert seal[0] < person[0] < seal[2] < person[2]
    assert seal[2] - person[0] == pytest.approx(stamps.SEAL[0] * 0.57, abs=6)


def test_a_paper_without_the_name_is_stamped_at_its_foot() -> None:
    nobody = stamps.Stamp(who="Ai Đó", above="Không In Ở Đây")
    letter = render_letters([samples.letter()]).content
    assert stamps.place(letter, nobody).box[1] == round(12 * stamps.MM)
    assert stamps.place(paper(), nobody).page == 0


def test_a_changed_byte_is_found(home: Path) -> None:
    content = signed(home)
    at = content.index(b"/Producer") + 12 if b"/Producer" in content else 2_000
    bad = content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]
    assert [verdict for _who, verdict in verdicts(bad)] == [Verdict.CHANGED]


def test_content_added_after_the_signature_is_found(home: Path) -> None:
    content = signed(home)
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    added = writer.add_object(generic.StreamObject(stream_data=b"q 0 0 200 200 re f Q"))
    writer.add_stream_to_page(0, added)
    out = io.BytesIO()
    writer.write(out)

    (report,) = signing.examine(out.getvalue(), at=NOW)
    assert (report.who, report.verdict) == (NAM, Verdict.CHANGED)
    assert report.words == (
        "Nội dung không còn như lúc Đặng Hoài Nam ký: tệp đã bị sửa hoặc thêm vào. Không dùng "
        "tệp này; hãy xin lại bản gốc từ nơi ban hành."
    )


def test_a_file_that_only_claims_to_be_signed_is_changed(home: Path) -> None:
    assert signing.examine(paper(), at=NOW) == ()
    broken = paper() + b"/ByteRange [0 1 2 3]"
    assert verdicts(broken) == [("", Verdict.CHANGED)]
    assert verdicts(b"%PDF-1.7 /ByteRange nothing") == [("", Verdict.CHANGED)]


def test_intact_but_of_unknown_trust_is_told_as_such(home: Path, settings: Any) -> None:
    content = signed(home)
    settings.THIDUA_TRUST = trust(home / "khac", authority("Nơi khác"))
    assert verdicts(content) == [(NAM, Verdict.UNTRUSTED)]
    settings.THIDUA_TRUST = home / "khong-co"
    assert verdicts(content) == [(NAM, Verdict.UNTRUSTED)]
    (home / "khong-co").mkdir()
    (home / "khong-co" / "rac.pem").write_bytes(b"rubbish")
    der = authority(AUTHORITY).cert.public_bytes(serialization.Encoding.DER)
    (home / "khong-co" / "goc.cer").write_bytes(der)
    assert verdicts(content) == [(NAM, Verdict.VALID)]


def test_a_timestamp_keeps_a_signature_after_its_certificate(home: Path, settings: Any) -> None:
    until = NOW + timedelta(days=30)
    key = key_of(home, issued(NAM, until=until))
    plain = signing.sign(paper(), key=key, stamp=STAMP, at=NOW)
    with timestamp_server(fixed=NOW) as address:
        settings.THIDUA_TSA = address
        stamped = signing.sign(paper(), key=key, stamp=STAMP, at=NOW)

    (report,) = signing.examine(stamped, at=NOW)
    assert (report.verdict, report.is_timestamped, report.at) == (Verdict.VALID, True, NOW)
    later = until + timedelta(days=365)
    assert verdicts(stamped, at=later) == [(NAM, Verdict.VALID)]
    assert verdicts(plain, at=later) == [(NAM, Verdict.EXPIRED)]
    with pytest.raises(KeyRefused, match="chứng thư chưa đến hạn hoặc đã hết hạn"):
        signing.sign(paper(), key=key, stamp=STAMP, at=later)


def test_a_timestamp_server_that_fails_leaves_the_paper_unsigned(home: Path, settings: Any) -> None:
    key = key_of(home, issued(NAM))
    silent = "Máy chủ dấu thời gian không trả lời: chưa ký. Hãy thử lại sau."
    with timestamp_server(broken=True) as address:
        settings.THIDUA_TSA = address
        with pytest.raises(KeyRefused) as refused:
            signing.sign(paper(), key=key, stamp=STAMP, at=NOW)
    assert str(refused.value) == silent
    settings.THIDUA_TSA = "http://127.0.0.1:1/"
    with pytest.raises(KeyRefused) as refused:
        signing.sign(paper(), key=key, stamp=STAMP, at=NOW)
    assert str(refused.value) == silent


@pytest.fixture
def token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A software token (SoftHSM) in a folder of its own."""
    (tmp_path / "tokens").mkdir()
    conf = tmp_path / "softhsm2.conf"
    conf.write_text(f"directories.tokendir = {tmp_path / 'tokens'}\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(conf))
    tool = shutil.which("softhsm2-util")
    assert tool is not None, "apt-get install softhsm2"
    asked = [tool, "--init-token", "--free", "--label", "thu", "--pin", "1234", "--so-pin", "5678"]
    subprocess.run(asked, check=True, stdout=subprocess.DEVNULL)
    return Path("/usr/lib/softhsm/libsofthsm2.so")


def put_on_token(home: Path, library: Path, label: str, *, curve: bool) -> None:
    """A key with its certificate, brought onto the token by a process of its own."""
    who = issued(BENH_VIEN if curve else NAM, curve=curve)
    der = home / f"{label}.pk8"
    der.write_bytes(who.key_der)
    pem = home / f"{label}.pem"
    pem.write_bytes(
        who.key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )  # fmt: skip
    tool = shutil.which("softhsm2-util")
    subprocess.run(
        [str(tool), "--import", str(pem), "--token", "thu", "--label", label, "--id",
         "0b" if curve else "0a", "--pin", "1234"],
        check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    code = (
        "import sys, pkcs11\n"
        "from pkcs11.util.x509 import decode_x509_certificate\n"
        "lib, label, der = sys.argv[1:]\n"
        "with pkcs11.lib(lib).get_token(token_label='thu').open(user_pin='1234', rw=True) as s:\n"
        "    facts = decode_x509_certificate(open(der, 'rb').read())\n"
        "    s.create_object({**facts, pkcs11.Attribute.TOKEN: True,"
        " pkcs11.Attribute.LABEL: label})\n"
    )
    cert = home / f"{label}.der"
    cert.write_bytes(x509.Certificate.load(who.der).dump())

    subprocess.run(
        [sys.executable, "-c", code, str(library), label, str(cert)], check=True, env=os.environ
    )


def test_a_token_signs_with_rsa_and_with_elliptic_curves(home: Path, token: Path) -> None:
    content = paper()
    for label, curve in (("rsa", False), ("ec", True)):
        put_on_token(home, token, label, curve=curve)
    (home / "pin").write_text("1234")
    for label in ("rsa", "ec"):
        key = Key(
            name=label, holder="BS001", pkcs11=str(token), token="thu", label=label,
            passphrase_file=str(home / "pin"),
        )  # fmt: skip
        stamp = STAMP if label == "rsa" else SEAL
        content = signing.sign(content, key=key, stamp=stamp, at=NOW)
    assert verdicts(content) == [(NAM, Verdict.VALID), (BENH_VIEN, Verdict.VALID)]
    (home / "pin").write_text("0000")
    wrong = Key(
        name="sai", holder="BS001", pkcs11=str(token), token="khong-co", label="rsa",
        passphrase_file=str(home / "pin"),
    )  # fmt: skip
    with pytest.raises(KeyRefused, match=r"^Khóa ký số sai: không mở được thiết bị ký"):
        signing.sign(content, key=wrong, stamp=STAMP, at=NOW)


def test_a_key_that_does_not_open_says_why(home: Path) -> None:
    key = key_of(home, issued(NAM), label="sai-mat-khau")
    (home / "mat-khau").write_text("khác")
    with pytest.raises(KeyRefused, match="mật khẩu không mở được tệp khóa"):
        signing.sign(paper(), key=key, stamp=STAMP, at=NOW)
    gone = Key(name="mat", holder="BS001", pkcs12=str(home / "khong-co.p12"))
    with pytest.raises(KeyRefused, match="không đọc được tệp khóa"):
        signing.holder_of(gone)


def configure(home: Path, text: str, mode: int = 0o600) -> None:
    file = home / "signing.toml"
    file.write_text(text)
    file.chmod(mode)


def test_keys_are_named_in_a_private_file(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert signing.configured() == ()
    configure(home, '[gd]\nholder = "BS001"\npkcs12 = "gd.p12"\npassphrase_env = "KHOA_GD"\n')
    (key,) = signing.configured()
    assert (key.name, key.holder, key.is_seal, key.pkcs12) == (
        "gd", "BS001", False, str(home / "gd.p12"),
    )  # fmt: skip
    assert key.passphrase == ""
    monkeypatch.setenv("KHOA_GD", PASSPHRASE)
    assert key.passphrase == PASSPHRASE
    assert signing.keys_of(holder="BS001") == [key]
    assert signing.keys_of(holder="", units=frozenset({"BV"})) == []
    assert (signing.key_named("gd"), signing.key_named("x")) == (key, None)


@pytest.mark.parametrize(
    ("text", "mode", "why"),
    [
        ("[a]\n", 0o644, "Tệp khai khóa ký số để người khác trên máy đọc được: hãy đặt quyền 600."),
        ("[a]\npin = '1'\n", 0o600, "Khóa ký số a: không hiểu pin."),
        ("[a]\nholder = 'x'\n", 0o600,
         "Khóa ký số a: ghi holder (mã nhân viên) hoặc unit (mã đơn vị), và pkcs12 hoặc pkcs11."),
    ],
)  # fmt: skip
def test_a_file_of_keys_that_is_wrong_says_why(home: Path, text: str, mode: int, why: str) -> None:
    configure(home, text, mode)
    with pytest.raises(KeyRefused) as refused:
        signing.configured()
    assert str(refused.value) == why
