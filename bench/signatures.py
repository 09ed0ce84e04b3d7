"""500 visible signatures in Vietnamese, beside the library as it ships with its own text stamp."""

import tempfile
import time
from pathlib import Path

from bench.stage import stage, tell

SIGNATURES = 500
REFERENCE = 60  # the shipped way takes several times as long: its pace is measured on fewer


def main() -> None:
    with stage() as home:
        from django.conf import settings
        from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
        from pyhanko.sign import signers
        from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
        from pyhanko.stamp import TextStampStyle

        from thidua.core import period
        from thidua.documents import signing
        from thidua.documents.pdf import render_letters
        from thidua.documents.signing.stamps import Stamp
        from thidua.documents.tests import samples
        from thidua.documents.tests import signing_samples as keys

        settings.THIDUA_TSA = ""
        settings.THIDUA_TRUST = keys.trust(home / "trust", keys.authority(keys.AUTHORITY))
        name = "Đặng Hoài Nam"
        key = keys.key_of(home, keys.issued(name))
        letters = [
            render_letters([samples.letter(recipient=f"Bà Nguyễn Thị Số {n}")]).content
            for n in range(SIGNATURES)
        ]
        stamp = Stamp(who=name, above=name, organisation="Bệnh viện Đa khoa Sông Lam")
        at = period.now()

        start = time.perf_counter()
        signed = [signing.sign(each, key=key, stamp=stamp, at=at) for each in letters]
        ours = time.perf_counter() - start

        start = time.perf_counter()
        with tempfile.TemporaryDirectory() as folder:
            for number, each in enumerate(letters[:REFERENCE]):
                source = Path(folder) / f"{number}.pdf"
                source.write_bytes(each)
                with source.open("rb+") as opened:
                    signers.PdfSigner(
                        signers.PdfSignatureMetadata(
                            field_name="S", subfilter=SigSeedSubFilter.PADES
                        ),
                        signer=signers.SimpleSigner.load_pkcs12(
                            key.pkcs12, passphrase=keys.PASSPHRASE.encode()
                        ),
                        stamp_style=TextStampStyle(stamp_text="Signed by %(signer)s\n%(ts)s"),
                        new_field_spec=SigFieldSpec("S", box=(520, 60, 720, 120)),
                    ).sign_pdf(IncrementalPdfFileWriter(opened), in_place=True)
        shipped = (time.perf_counter() - start) / REFERENCE * SIGNATURES

        start = time.perf_counter()
        good = sum(
            report.verdict == signing.Verdict.VALID
            for each in signed[:REFERENCE]
            for report in signing.examine(each, at=at)
        )
        judged = (time.perf_counter() - start) / REFERENCE
        if good != REFERENCE:
            raise SystemExit(f"only {good} of {REFERENCE} signatures are valid")
        tell(
            signatures=SIGNATURES,
            seconds=ours,
            seconds_as_shipped_with_text_stamp=shipped,
            times_faster=shipped / ours,
            seconds_to_judge_one=judged,
        )


if __name__ == "__main__":
    main()
