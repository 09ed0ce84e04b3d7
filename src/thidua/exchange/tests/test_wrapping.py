"""A parcel is opened only whole, from whom it says, for whom it is meant."""

import io
import json
import stat
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.test import override_settings

from thidua.exchange import identity, wrapping
from thidua.exchange.wrapping import BadParcel, Party

KEY = UUID("6f1c7e0e-6f0b-4a53-9a1e-0d6f3f0f7f01")
AT = datetime(2025, 12, 22, 8, tzinfo=UTC)
FILES = {"001-bao-cao.pdf": b"%PDF bao cao", "to-trinh.pdf": b"%PDF to trinh"}
CHANGED = "đã bị thay đổi sau khi ký. Đề nghị gửi lại gói tin."
BROKEN = "Tệp này không phải gói tin, hoặc đã hỏng khi chuyển."


@pytest.fixture(autouse=True)
def own_key(tmp_path: Path) -> Any:
    with override_settings(THIDUA_EXCHANGE_KEY=tmp_path / "exchange.key"):
        yield tmp_path / "exchange.key"


def made(**changes: Any) -> bytes:
    own = identity.own_key()
    facts: dict[str, Any] = {
        "kind": "exchange.receipt", "key": KEY, "sender": Party(name="Bệnh viện", key=own),
        "receiver": Party(name="Sở Y tế", key=own), "made_at": AT, "title": "Biên nhận",
        "data": {"parcel": str(KEY)}, "files": FILES,
    }  # fmt: skip
    return wrapping.wrap(**facts | changes)


def read(content: bytes, **changes: Any) -> wrapping.Opened:
    facts: dict[str, Any] = {"trusts": lambda _party: None, "own": identity.own_key()}
    return wrapping.read(content, **facts | changes)


def members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return out.getvalue()


def signed(manifest: dict[str, Any], parts: dict[str, bytes]) -> bytes:
    text = json.dumps(manifest).encode()
    signature = identity.sign(text).hex().encode()
    return packed(parts | {"manifest.json": text, "manifest.sig": signature})


def test_what_was_wrapped_is_read_and_the_key_is_a_private_file(own_key: Path) -> None:
    opened = read(made(reply_to=KEY))
    assert (opened.manifest.key, opened.manifest.answers) == (KEY, KEY)
    assert (opened.manifest.made, opened.manifest.title) == (AT, "Biên nhận")
    assert opened.data == {"parcel": str(KEY)}
    assert opened.files == FILES
    assert stat.S_IMODE(own_key.stat().st_mode) == 0o600
    assert len(own_key.read_bytes()) == 32
    assert [path.name for path in own_key.parent.iterdir()] == ["exchange.key"]


@pytest.mark.parametrize("name", ["data.json", "files/001-bao-cao.pdf", "files/to-trinh.pdf"])
def test_a_changed_file_is_named(name: str) -> None:
    parts = members(made())
    with pytest.raises(BadParcel) as refused:
        read(packed(parts | {name: parts[name] + b" "}))
    assert str(refused.value) == f"Tệp {name} {CHANGED}"
    with pytest.raises(BadParcel) as refused:
        read(packed({key: part for key, part in parts.items() if key != name}))
    assert str(refused.value) == f"Gói tin thiếu tệp {name}."


def test_a_changed_manifest_or_signature_is_refused() -> None:
    parts = members(made())
    sentence = "Chữ ký của gói tin không đúng: bản kê đã bị sửa sau khi ký. Đề nghị gửi lại."
    manifest = parts["manifest.json"]
    for tampered in (
        {"manifest.json": manifest.replace("Biên nhận".encode(), "Quyết định".encode())},
        {"manifest.sig": b"00" * 64},
        {"manifest.sig": "không phải chữ ký".encode()},
    ):
        with pytest.raises(BadParcel) as refused:
            read(packed(parts | tampered))
        assert str(refused.value) == sentence
    # A signature of the same key over other words than a manifest's is none of a parcel.
    bare = identity._private().sign(manifest).hex().encode()
    with pytest.raises(BadParcel, match="Chữ ký"):
        read(packed(parts | {"manifest.sig": bare}))


def test_strangers_others_letters_and_newer_formats_are_refused() -> None:
    with pytest.raises(BadParcel, match=r"^Không biết Bệnh viện$"):
        read(made(), trusts=lambda party: f"Không biết {party.name}")
    with pytest.raises(BadParcel) as refused:
        read(made(), own="0" * 64)
    assert str(refused.value) == "Gói tin này gửi cho Sở Y tế, không phải cho hệ thống này."
    parts = members(made())
    manifest = json.loads(parts["manifest.json"])
    with pytest.raises(BadParcel) as refused:
        read(signed(manifest | {"format": 2, "seal": "hpke"}, parts))
    assert str(refused.value) == (
        "Gói tin theo định dạng 2, mới hơn định dạng 1 mà phần mềm này đọc được: hãy cập nhật "
        "phần mềm."
    )


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"files": 3}, "Dữ liệu trong gói không đúng lược đồ: files phải là một danh sách."),
        ({"id": "x"}, "Bản kê của gói tin ghi sai mã hoặc thời điểm lập."),
        ({"made_at": "2025-12-22T08:00:00"}, "Bản kê của gói tin ghi sai mã hoặc thời điểm lập."),
    ],
)
def test_a_signed_manifest_must_make_sense(changes: dict[str, Any], sentence: str) -> None:
    parts = members(made())
    with pytest.raises(BadParcel) as refused:
        read(signed(json.loads(parts["manifest.json"]) | changes, parts))
    assert str(refused.value) == sentence


def test_no_name_leads_out_and_nothing_comes_along_unlisted() -> None:
    parts = members(made())
    with pytest.raises(BadParcel) as refused:
        read(packed(parts | {"../../etc/passwd": b"x"}))
    assert str(refused.value) == "Gói tin có tệp ../../etc/passwd không ghi ở bản kê."
    manifest = json.loads(parts["manifest.json"])
    listed = {"name": "/tmp/x", "size": 1, "sha256": "2d711642b726b04401627ca9fbac32f5"
              "c8530fb1903cc4db02258717921a4881"}  # fmt: skip
    with pytest.raises(BadParcel) as refused:
        read(signed(manifest | {"files": [*manifest["files"], listed]}, parts | {"/tmp/x": b"x"}))
    assert str(refused.value) == "Gói tin có tệp tên lạ: /tmp/x."
    with pytest.raises(ValueError, match="takes no file named"):
        made(files={"../x": b""})


def test_bombs_and_rubbish_are_not_opened() -> None:
    bomb = packed({"data.json": b"0" * (wrapping.MAX_UNPACKED + 1)})
    assert len(bomb) < 300_000
    with pytest.raises(BadParcel, match=r"^Gói tin giải nén ra quá lớn nên không mở\.$"):
        read(bomb)
    for rubbish in (b"", b"PK\x03\x04rubbish", made()[:-40]):
        with pytest.raises(BadParcel) as refused:
            read(rubbish)
        assert str(refused.value) == BROKEN
    with pytest.raises(BadParcel, match="thiếu bản kê hoặc chữ ký"):
        read(packed({"a.txt": b"a"}))
    deep = b"[" * 200_000
    with pytest.raises(BadParcel, match=r"Không đọc được tệp manifest.json trong gói\."):
        read(packed(members(made()) | {"manifest.json": deep}))


def test_an_identity_is_pasted_compared_and_kept_private(own_key: Path) -> None:
    name, key = identity.read_card(f" {identity.card('Sở Y tế: Sông Thao')} \n")
    assert (name, key) == ("Sở Y tế: Sông Thao", identity.own_key())
    spoken = identity.fingerprint(key)
    assert len(spoken.split()) == 10
    assert identity.is_fingerprint_of(key, spoken.replace(" ", "").lower())
    assert not identity.is_fingerprint_of(key, spoken[:-1] + "?")
    for wrong in ("", "thidua-1:abc:Sở", "thidua-2" + identity.card("Sở")[8:]):
        with pytest.raises(identity.BadKey, match="Không đọc được mã định danh"):
            identity.read_card(wrong)
    own_key.chmod(0o640)
    with pytest.raises(identity.BadKey, match="hãy đặt quyền 600"):
        identity.own_key()
    own_key.chmod(0o600)
    own_key.write_bytes(b"short")
    with pytest.raises(identity.BadKey, match="hỏng hoặc không đọc được"):
        identity.own_key()
