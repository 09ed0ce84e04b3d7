"""What the signatures of a PDF are worth: judged by the library's bottom line alone."""

import io
from datetime import datetime
from typing import Any

from asn1crypto import pem, x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import CMSExtractionError, CMSStructuralError
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from thidua.documents.signing.reports import Report, Verdict
from thidua.documents.signing.signers import common_name, is_current
from thidua.documents.signing.trust import root_files

_BROKEN = (
    PdfError, CMSExtractionError, CMSStructuralError, SignatureValidationError, ValueError,
    KeyError, TypeError, AttributeError, IndexError, AssertionError,
)  # fmt: skip
"""What reading a file that somebody has mangled may raise; it is never our own fault there."""
NOBODY = Report("", "", "", None, is_timestamped=False, verdict=Verdict.CHANGED)


def roots() -> list[x509.Certificate]:
    """The certificates of the folder of trust; a file that holds none is passed over."""
    found = []
    for file in root_files():
        content = file.read_bytes()
        try:
            if pem.detect(content):
                ders = [der for _name, _headers, der in pem.unarmor(content, multiple=True)]
            else:
                ders = [content]
            found += [x509.Certificate.load(der, strict=True) for der in ders]
        except ValueError:
            continue
    return found


def examine(content: bytes, *, at: datetime) -> tuple[Report, ...]:
    """One report for each signature, in the order of signing."""
    try:
        embedded = PdfFileReader(io.BytesIO(content)).embedded_regular_signatures
    except _BROKEN:
        return (NOBODY,)
    trusted = roots()
    return tuple(_examined(each, trusted, at) for each in embedded) or (NOBODY,)


def _examined(embedded: Any, trusted: list[x509.Certificate], at: datetime) -> Report:
    try:
        cert = embedded.signer_cert
        status = _status(embedded, trusted, at)
        proven = _proven(status)
        if not status.bottom_line and proven is not None and not is_current(cert, at=at):
            status = _status(embedded, trusted, proven)  # signed while the certificate was good
    except _BROKEN:
        return NOBODY
    subject, issuer = cert.subject.native, cert.issuer.native
    stamped = status.timestamp_validity
    return Report(
        who=common_name(cert),
        organisation=_plain(subject.get("organization_name")),
        issuer=_plain(issuer.get("organization_name") or issuer.get("common_name")),
        at=stamped.timestamp if stamped is not None else status.signer_reported_dt,
        is_timestamped=stamped is not None,
        verdict=_verdict(status, is_current(cert, at=at)),
    )


def _status(embedded: Any, trusted: list[x509.Certificate], at: datetime) -> PdfSignatureStatus:
    # Nothing is fetched: a closed network has nobody to ask.
    context = ValidationContext(trust_roots=trusted, moment=at, allow_fetching=False)
    return validate_pdf_signature(embedded, context)


def _proven(status: PdfSignatureStatus) -> datetime | None:
    """The moment that a trusted timestamp proves."""
    stamped = status.timestamp_validity
    if stamped is None or not (stamped.valid and stamped.intact and stamped.trusted):
        return None
    return stamped.timestamp


def _verdict(status: PdfSignatureStatus, is_in_date: bool) -> Verdict:
    if status.bottom_line:
        return Verdict.VALID
    whole = {SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION}
    intact = status.intact and status.valid and status.coverage in whole and status.docmdp_ok
    if not intact:
        return Verdict.CHANGED
    return Verdict.UNTRUSTED if is_in_date else Verdict.EXPIRED


def _plain(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value or "")
