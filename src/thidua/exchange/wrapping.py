"""The file of a parcel: a zip with a signed manifest, data as JSON, and files; read in bounds."""

import hashlib
import io
import json
import lzma
import re
import struct
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from thidua.core import archives
from thidua.core.permit import Reason, Refused
from thidua.exchange import identity
from thidua.legal.codec import DecodeError, decode, encode

FORMAT = 1
MANIFEST, SIGNATURE, DATA = "manifest.json", "manifest.sig", "data.json"
MAX_BYTES = 100 * 1024**2
MAX_UNPACKED = 200 * 1024**2
MAX_JSON = 20 * 1024**2
# Flat and plain, so that no name can lead out of a folder on any system.
_NAME = re.compile(r"files/[a-z0-9][a-z0-9._-]{0,99}")
_HEX = re.compile(r"[0-9a-f]{64}")


class BadParcel(Refused):
    """A parcel that is not taken; the sentence says what is wrong with it."""


@dataclass(frozen=True, kw_only=True)
class Party:
    """An installation: what it calls itself, and its public key in hex."""

    name: str
    key: str


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A file of the parcel as its manifest lists it."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What the parcel is, whose, for whom, in reply to what, and every file in it."""

    format: int
    kind: str
    id: str
    sender: Party
    receiver: Party
    made_at: str
    title: str
    files: tuple[Listed, ...]
    reply_to: str | None = None

    @property
    def key(self) -> UUID:
        return UUID(self.id)

    @property
    def answers(self) -> UUID | None:
        return UUID(self.reply_to) if self.reply_to else None

    @property
    def made(self) -> datetime:
        return datetime.fromisoformat(self.made_at)


@dataclass(frozen=True)
class Opened:
    """A parcel whose signature and files hold: its manifest, its data, its files by name."""

    manifest: Manifest
    data: Any
    files: Mapping[str, bytes]


def plain_json(data: Any) -> bytes:
    return json.dumps(encode(data), ensure_ascii=False, indent=1, sort_keys=True).encode()


def wrap(
    *, kind: str, key: UUID, sender: Party, receiver: Party, made_at: datetime, title: str,
    data: Any, files: Mapping[str, bytes], reply_to: UUID | None = None,
) -> bytes:  # fmt: skip
    """The signed file; names of `files` are flat and plain, and come to lie below `files/`."""
    members = {DATA: plain_json(data)} | {f"files/{name}": file for name, file in files.items()}
    if wrong := [name for name in members if name != DATA and not _NAME.fullmatch(name)]:
        raise ValueError(f"a parcel takes no file named {wrong[0]}")
    manifest = plain_json(
        Manifest(
            format=FORMAT, kind=kind, id=str(key), sender=sender, receiver=receiver,
            made_at=made_at.isoformat(), title=title, reply_to=str(reply_to) if reply_to else None,
            files=tuple(
                Listed(name=name, sha256=hashlib.sha256(file).hexdigest(), size=len(file))
                for name, file in members.items()
            ),
        )
    )  # fmt: skip
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(MANIFEST, manifest)
        package.writestr(SIGNATURE, identity.sign(manifest).hex())
        for name, file in members.items():
            package.writestr(name, file)
    if len(out.getvalue()) > MAX_BYTES or sum(map(len, members.values())) > MAX_UNPACKED:
        raise BadParcel(_("Gói tin quá lớn: hãy chia thành nhiều gói, mỗi gói ít hồ sơ hơn."))
    return out.getvalue()


def read(content: bytes, *, trusts: Callable[[Party], Reason | None], own: str) -> Opened:
    """The parcel, whole and from whom it says; raises `BadParcel` with the sentence.

    `trusts` tells why a sender is not listened to; `own` is the key for which it must be meant.
    """
    members = _unpacked(content)
    text = members.pop(MANIFEST, None)
    signature = members.pop(SIGNATURE, None)
    if text is None or signature is None:
        raise BadParcel(_("Tệp này không phải gói tin: thiếu bản kê hoặc chữ ký."))
    manifest = _manifest(text)
    if reason := trusts(manifest.sender):
        raise BadParcel(reason)
    if not identity.is_signed_by(manifest.sender.key, text, _bytes(signature)):
        raise BadParcel(
            _("Chữ ký của gói tin không đúng: bản kê đã bị sửa sau khi ký. Đề nghị gửi lại.")
        )
    if manifest.receiver.key != own:
        raise BadParcel(
            _("Gói tin này gửi cho %(name)s, không phải cho hệ thống này.")
            % {"name": manifest.receiver.name}
        )
    _insist_on_files(manifest, members)
    data = members.pop(DATA, None)
    if data is None:
        raise BadParcel(_("Tệp này không phải gói tin: thiếu dữ liệu."))
    files = {name.removeprefix("files/"): file for name, file in members.items()}
    return Opened(manifest, _json(data, DATA), files)


def understood(kind: Any, data: Any) -> Any:
    """The data as the dataclass `kind`; raises `BadParcel` naming the field."""
    try:
        return decode(kind, data)
    except DecodeError as error:
        raise BadParcel(
            _("Dữ liệu trong gói không đúng lược đồ: %(where)s %(problem)s.")
            % {"where": error.where, "problem": error.problem}
        ) from error


def _unpacked(content: bytes) -> dict[str, bytes]:
    if len(content) > MAX_BYTES:
        raise BadParcel(_("Gói tin lớn quá 100 MB: đề nghị bên gửi chia thành nhiều gói."))
    try:
        return archives.unpack(content, max_unpacked=MAX_UNPACKED)
    except archives.TooLarge as error:
        raise BadParcel(_("Gói tin giải nén ra quá lớn nên không mở.")) from error
    except (ValueError, lzma.LZMAError, struct.error) as error:
        raise BadParcel(_("Tệp này không phải gói tin, hoặc đã hỏng khi chuyển.")) from error


def _manifest(text: bytes) -> Manifest:
    raw = _json(text, MANIFEST)
    version = raw.get("format") if isinstance(raw, dict) else None
    if type(version) is int and version > FORMAT:
        raise BadParcel(
            _(
                "Gói tin theo định dạng %(theirs)s, mới hơn định dạng %(ours)s mà phần mềm này "
                "đọc được: hãy cập nhật phần mềm."
            )
            % {"theirs": version, "ours": FORMAT}
        )
    manifest: Manifest = understood(Manifest, raw)
    keys = (manifest.sender.key, manifest.receiver.key)
    try:
        _known = (manifest.key, manifest.answers, manifest.made.utcoffset())
    except ValueError as error:
        raise BadParcel(_("Bản kê của gói tin ghi sai mã hoặc thời điểm lập.")) from error
    if _known[2] is None or not all(_HEX.fullmatch(key) for key in keys):
        raise BadParcel(_("Bản kê của gói tin ghi sai mã hoặc thời điểm lập."))
    return manifest


def _insist_on_files(manifest: Manifest, members: Mapping[str, bytes]) -> None:
    for each in manifest.files:
        file = members.get(each.name)
        if file is None:
            raise BadParcel(_("Gói tin thiếu tệp %(name)s.") % {"name": each.name})
        if len(file) != each.size or hashlib.sha256(file).hexdigest() != each.sha256:
            raise BadParcel(
                _("Tệp %(name)s đã bị thay đổi sau khi ký. Đề nghị gửi lại gói tin.")
                % {"name": each.name}
            )
    listed = {each.name for each in manifest.files}
    for name in sorted(set(members) - listed):
        raise BadParcel(_("Gói tin có tệp %(name)s không ghi ở bản kê.") % {"name": name})
    for name in sorted(listed - {DATA}):
        if not _NAME.fullmatch(name):
            raise BadParcel(_("Gói tin có tệp tên lạ: %(name)s.") % {"name": name})


def _json(text: bytes, name: str) -> Any:
    if len(text) > MAX_JSON:
        raise BadParcel(_("Tệp %(name)s trong gói quá lớn.") % {"name": name})
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadParcel(_("Không đọc được tệp %(name)s trong gói.") % {"name": name}) from error


def _bytes(signature: bytes) -> bytes:
    try:
        return bytes.fromhex(signature.decode("ascii"))
    except ValueError:
        return b""
