"""QR squares as SVG, for papers and screens."""

import re

import zxingcpp

QUIET = 4  # modules of white that the standard asks for on each side
_RUN = re.compile(rb"\x00+")


def svg(text: str, *, module: int | None = None) -> str:
    """A bare SVG of the square with its quiet zone of four modules.

    One unit is one module; with `module` the picture has a size: so many pixels each.
    """
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    image = code.to_image(scale=1, add_quiet_zones=False)
    across, pixels = image.shape[0], bytes(image)  # type: ignore[call-overload] # it is a buffer
    side = across + 2 * QUIET
    # A row's dark modules that touch are one stroke: a quarter of the library's own SVG.
    dark = "".join(
        f"M{run.start() - row * across + QUIET} {row + QUIET}.5h{run.end() - run.start()}"
        for row in range(across)
        for run in _RUN.finditer(pixels, row * across, (row + 1) * across)
    )
    size = f'width="{side * module}" height="{side * module}" ' if module else ""
    return (
        f'<svg {size}viewBox="0 0 {side} {side}" xmlns="http://www.w3.org/2000/svg">'
        f'<path fill="#fff" d="M0 0h{side}v{side}h-{side}z"/><path stroke="#000" d="{dark}"/></svg>'
    )
