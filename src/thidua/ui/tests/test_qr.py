"""QR squares are read again by a reader, as drawn on paper."""

import io

import typst
import zxingcpp
from PIL import Image

from thidua.ui import qr

ADDRESS = "https://thidua.vi-du.vn/xac-minh/K7QF-2M9X-TR4D/"


def test_a_reader_finds_the_address_in_the_square() -> None:
    page = f'#set page(width: 40mm, height: 40mm, margin: 0mm)\n#image(bytes("{_quoted()}"))'
    drawn = typst.compile(page.encode(), format="png")
    assert isinstance(drawn, bytes)
    found = zxingcpp.read_barcodes(Image.open(io.BytesIO(drawn)))
    assert [(code.text, str(code.format)) for code in found] == [(ADDRESS, "QR Code")]


def test_a_square_for_the_screen_has_a_size() -> None:
    bare, sized = qr.svg(ADDRESS), qr.svg(ADDRESS, module=5)
    assert bare.startswith('<svg viewBox="0 0 41 41" xmlns="http://www.w3.org/2000/svg">')
    assert sized.startswith('<svg width="205" height="205" viewBox="0 0 41 41"')


def _quoted() -> str:
    return qr.svg(ADDRESS).replace('"', '\\"').replace("\n", " ")
