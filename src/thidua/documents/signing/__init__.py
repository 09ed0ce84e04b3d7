"""Electronic signatures of papers (PAdES): keys, stamps, signing and what a signature is worth.

What signs and verifies takes a second to load and most processes never need it: it is loaded at
the first use.
"""

from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from thidua.documents.signing.keys import Key, KeyRefused, configured, key_named, keys_of
from thidua.documents.signing.reports import Report, Verdict
from thidua.documents.signing.trust import roots_stamp

if TYPE_CHECKING:
    from thidua.documents.signing.stamps import Stamp

__all__ = [
    "Key", "KeyRefused", "Report", "Verdict", "configured", "examine", "holder_of", "is_signed",
    "key_named", "keys_of", "sign",
]  # fmt: skip


def is_signed(content: bytes) -> bool:
    """Whether a PDF carries anything that claims to be a signature."""
    return b"/ByteRange" in content


def sign(content: bytes, *, key: Key, stamp: "Stamp", at: datetime) -> bytes:
    """The PDF with one more signature and its visible stamp; what was signed before stays valid.

    Raises `KeyRefused` with what is wrong with the key, the token or the timestamp server.
    """
    from thidua.documents.signing import writing  # noqa: PLC0415 # loaded at the first use

    return writing.sign(content, key=key, stamp=stamp, at=at)


def holder_of(key: Key) -> str:
    """The common name in the certificate of a key."""
    from thidua.documents.signing import signers  # noqa: PLC0415 # loaded at the first use

    return signers.common_name(signers.signer_of(key).signing_cert)


def examine(content: bytes, *, at: datetime) -> tuple[Report, ...]:
    """One report for each signature, in the order of signing; none for a plain PDF or a picture."""
    if not is_signed(content):
        return ()
    return _examined(content, at.replace(minute=0, second=0, microsecond=0), roots_stamp())


@lru_cache(maxsize=32)
def _examined(content: bytes, at: datetime, roots: str) -> tuple[Report, ...]:
    from thidua.documents.signing import reading  # noqa: PLC0415 # loaded at the first use

    return reading.examine(content, at=at)
