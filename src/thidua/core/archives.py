"""Zip packages (xlsx, docx) opened within bounds: a small file must not unpack into a huge one."""

import io
import zipfile
import zlib

MAX_MEMBERS = 2_000
MAX_UNPACKED = 100 * 1024 * 1024


class BadPackage(ValueError):
    """Not a zip, or damaged, encrypted, or made of oddly named parts."""


class TooLarge(ValueError):
    """More than the bound once unpacked."""


def unpack(content: bytes, *, max_unpacked: int = MAX_UNPACKED) -> dict[str, bytes]:
    """Every member by name; what the header promises and what really comes are both bounded."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            members = [info for info in package.infolist() if not info.is_dir()]
            if len(members) > MAX_MEMBERS or sum(m.file_size for m in members) > max_unpacked:
                raise TooLarge
            if len({m.filename for m in members}) != len(members):
                raise BadPackage
            return {m.filename: package.read(m) for m in members}
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError) as error:
        raise BadPackage from error


def repack(members: dict[str, bytes]) -> bytes:
    """An uncompressed package of exactly these members, for readers that unpack for themselves."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        for name, content in members.items():
            package.writestr(name, content)
    return out.getvalue()
