"""QR squares as SVG, for papers and screens."""

import io

import segno


def svg(text: str) -> str:
    """A bare SVG of the square with its quiet zone of four modules, one unit per module."""
    out = io.BytesIO()
    segno.make_qr(text, error="m").save(
        out, kind="svg", border=4, xmldecl=False, svgns=True, omitsize=True, nl=False
    )
    return out.getvalue().decode()
