"""The visible mark of a signature: what it says, how it is drawn, where on the paper it goes."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import Any

import pypdfium2

from thidua.core.period import HANOI
from thidua.documents.pdf import compile_template
from thidua.documents.wording import clean

MM = 72 / 25.4
PERSON = (198, 57)  # 70 by 20 mm
SEAL = (91, 57)  # 32 by 20 mm
ROOM = 3 * MM  # between the stamp and the name under it
_pdfium = Lock()  # the library knows no threads


@dataclass(frozen=True)
class Stamp:
    """What a stamp says: who signs (a seal names its unit), and beside whose printed name."""

    who: str
    above: str
    organisation: str = ""
    is_seal: bool = False
    image: str = ""

    @property
    def size(self) -> tuple[int, int]:
        return SEAL if self.is_seal else PERSON


@dataclass(frozen=True)
class Place:
    """A box on a page: left, bottom, right, top in whole points."""

    page: int
    box: tuple[int, int, int, int]


def draw(stamp: Stamp, *, at: datetime) -> bytes:
    """The stamp as a PDF of its own size, in the fonts of papers."""
    width, height = stamp.size
    moment = at.astimezone(HANOI)
    data: dict[str, Any] = {
        "who": clean(stamp.who), "organisation": clean(stamp.organisation), "seal": stamp.is_seal,
        "at": f"{moment:%d/%m/%Y %H:%M:%S} +07:00", "width": width, "height": height,
        "image": list(Path(stamp.image).read_bytes()) if stamp.image else [],
    }  # fmt: skip
    return compile_template("stamp", data, on=moment.date(), pages=1, tagged=False).content


def place(content: bytes, stamp: Stamp) -> Place:
    """Above the printed name of the signer, where the paper leaves room for a hand to sign.

    A seal covers the left of that signature. Where the name is not printed: the foot of the last
    page.
    """
    with _pdfium:
        document = pypdfium2.PdfDocument(content)
        try:
            return _on_name(document, stamp) or _at_foot(document, stamp)
        finally:
            document.close()


def _box(left: float, bottom: float, width: float, height: float) -> tuple[int, int, int, int]:
    start, low = round(left), round(bottom)
    return start, low, start + round(width), low + round(height)


def _on_name(document: Any, stamp: Stamp) -> Place | None:
    width, height = stamp.size
    last: Place | None = None
    for number in range(len(document)):
        text = document[number].get_textpage()
        for left, _bottom, right, top in _found(text, stamp.above):
            middle, low = (left + right) / 2, top + ROOM
            start = middle - PERSON[0] / 2
            room = text.get_text_bounded(left, low, right, low + height).strip()
            if stamp.is_seal:
                start += PERSON[0] / 9 - width * 2 / 3
            here = Place(number, _box(start, low, width, height))
            if not room or last is None:
                last = here
    return last


def _found(text: Any, words: str) -> list[tuple[float, float, float, float]]:
    found = []
    search = text.search(clean(words), match_case=True)
    while words and (hit := search.get_next()):
        index, count = hit
        boxes = [text.get_charbox(each) for each in range(index, index + count)]
        lefts, bottoms, rights, tops = zip(*boxes, strict=True)
        found.append((min(lefts), min(bottoms), max(rights), max(tops)))
    return found


def _at_foot(document: Any, stamp: Stamp) -> Place:
    number = len(document) - 1
    wide, _high = document[number].get_size()
    width, height = stamp.size
    right = wide - 15 * MM - (0 if not stamp.is_seal else PERSON[0] - SEAL[0] / 3)
    return Place(number, _box(right - width, 12 * MM, width, height))
