"""One more signature on a PDF, as an increment that leaves the earlier ones valid."""

import io
import tempfile
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path
from typing import Any

import pkcs11
from asn1crypto import tsp
from django.conf import settings
from django.utils.translation import gettext as _
from pyhanko.pdf_utils import layout
from pyhanko.pdf_utils.content import ImportedPdfPage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.timestamps.common_utils import TimestampRequestError
from pyhanko.sign.timestamps.requests_client import RequestsHTTPTimeStamper
from pyhanko.stamp import StaticStampStyle

from thidua.documents.signing import signers, stamps
from thidua.documents.signing.keys import Key, KeyRefused

TSA_SECONDS = 10
_WHOLE = layout.SimpleBoxLayoutRule(
    x_align=layout.AxisAlignment.ALIGN_MIN, y_align=layout.AxisAlignment.ALIGN_MIN
)


class _Dated(PdfSigner):
    """Signs at the moment that the stamp tells."""

    def __init__(self, *args: Any, at: datetime, **given: Any) -> None:
        self._at = at
        super().__init__(*args, **given)

    def init_signing_session(self, *args: Any, **given: Any) -> Any:
        session = super().init_signing_session(*args, **given)
        session.system_time = self._at
        return session


def sign(content: bytes, *, key: Key, stamp: stamps.Stamp, at: datetime) -> bytes:
    """The PDF with one more signature and its visible stamp."""
    signer = signers.signer_of(key)
    if not signers.is_current(signer.signing_cert, at=at):
        raise KeyRefused(
            _("Khóa ký số %(key)s: chứng thư chưa đến hạn hoặc đã hết hạn.") % {"key": key.name}
        )
    try:
        with signers.TOKEN if key.pkcs11 else nullcontext():
            return _signed(content, signer, stamp, at)
    except TimestampRequestError as error:
        raise KeyRefused(
            _("Máy chủ dấu thời gian không trả lời: chưa ký. Hãy thử lại sau.")
        ) from error
    except pkcs11.PKCS11Error as error:
        raise KeyRefused(
            _("Thiết bị ký không trả lời: hãy cắm lại thiết bị rồi ký lại.")
        ) from error
    except (SigningError, PdfReadError, ValueError) as error:
        raise KeyRefused(_("Không ký được tệp PDF này: %(why)s") % {"why": error}) from error


def _signed(content: bytes, signer: Any, stamp: stamps.Stamp, at: datetime) -> bytes:
    place = stamps.place(content, stamp)
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    field = f"ChuKy{len(writer.prev.embedded_signatures) + 1}"
    with tempfile.NamedTemporaryFile(suffix=".pdf") as drawn:
        Path(drawn.name).write_bytes(stamps.draw(stamp, at=at))
        made = _Dated(
            PdfSignatureMetadata(
                field_name=field, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES
            ),
            signer=signer,
            timestamper=_timestamper(),
            stamp_style=StaticStampStyle(
                background=_page(drawn.name), background_layout=_WHOLE, border_width=0
            ),
            new_field_spec=SigFieldSpec(field, on_page=place.page, box=place.box),
            at=at,
        ).sign_pdf(writer)
    return bytes(made.getvalue())


def _page(file: str) -> ImportedPdfPage:
    return ImportedPdfPage(file)  # type: ignore[no-untyped-call] # not typed over there


class _Server(RequestsHTTPTimeStamper):
    """A timestamp server whose rubbish counts as silence."""

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        try:
            return await super().async_request_tsa_response(req)
        except ValueError as error:
            raise TimestampRequestError from error


def _timestamper() -> Any:
    if not settings.THIDUA_TSA:
        return None
    return _Server(settings.THIDUA_TSA, timeout=TSA_SECONDS)  # type: ignore[no-untyped-call] # as above
