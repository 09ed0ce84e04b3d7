"""QR squares as SVG, for papers and screens."""

import re

import zxingcpp

_ENVELOPE = re.compile(r'.*?<svg width="(\d+)" height="\d+" version="1.1"', re.DOTALL)


def svg(text: str, *, module: int | None = None) -> str:
    """A bare SVG of the square with its quiet zone of four modules.

    One unit is one module; with `module` the picture has a size: so many pixels each.
    """
    drawn = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M").to_svg()
    found = _ENVELOPE.match(drawn)
    assert found is not None  # the envelope that the library writes
    side = int(found[1])
    size = f'width="{side * module}" height="{side * module}" ' if module else ""
    return f'<svg {size}viewBox="0 0 {side} {side}"{drawn[found.end() :]}'
