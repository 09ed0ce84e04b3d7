"""The two page layouts: the administrative paper of decree 30/2020 and the letter of honour."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from thidua.documents.blocks import Annex, Block, Mark, Signer, fields_of
from thidua.documents.wording import MOTTO, NATION, clean, long_day, number_line, place_line
from thidua.ui import qr


class DuplicateBlock(ValueError):
    """Two blocks of one paper carry the same name."""


@dataclass(frozen=True, kw_only=True)
class CoIssuer:
    """A second body on one text: its lines, its own number, and who signs for it."""

    issuer: str
    signer: Signer
    parent: str = ""
    number: str = ""
    symbol: str = ""


@dataclass(frozen=True, kw_only=True)
class AdministrativePaper:
    """A decision, minutes, proposal or report; `bases` to `resolution` are for decisions.

    With `co_issuers` each body stands above with its own number and signs below: the first,
    which keeps the text, on the right.

    Without `place` there is no date line (minutes); without `on` or `number` there is room
    for the pen. `draft` prints the word above the title, never on what is issued.
    """

    parent: str
    issuer: str
    kind: str
    blocks: tuple[Block, ...]
    subject: str = ""
    number: str = ""
    symbol: str = ""
    place: str = ""
    on: date | None = None
    authority: str = ""
    bases: tuple[str, ...] = ()
    resolution: str = ""
    signer: Signer | None = None
    recipients: tuple[str, ...] = ()
    annexes: tuple[Annex, ...] = ()
    mark: Mark | None = None
    draft: bool = False
    co_issuers: tuple[CoIssuer, ...] = ()

    def __post_init__(self) -> None:
        parts = (self.blocks, *(annex.blocks for annex in self.annexes))
        names = [block.name for blocks in parts for block in blocks]
        if len(names) != len(set(names)):
            raise DuplicateBlock(self.kind)

    def data(self) -> dict[str, Any]:
        """What the page templates read, the same for PDF and Word."""
        return fields_of(self) | {
            "nation": NATION,
            "motto": MOTTO,
            "title": clean(f"{self.kind} {self.subject}"),
            "number_line": number_line(self.number, clean(self.symbol)) if self.symbol else "",
            "place_line": place_line(self.place, self.on),
            "on": None,
            "qr": qr.svg(self.mark.url) if self.mark else "",
            "co_issuers": [
                fields_of(each) | {"number_line": number_line(each.number, clean(each.symbol))}
                for each in self.co_issuers
            ],
        }


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A letter of commendation or certificate of a title, A4 landscape (decree 98/2023 art. 104).

    `verb` is "TẶNG" or "TẶNG DANH HIỆU"; `emblem` an SVG text or the bytes of a PNG or JPEG;
    `flags` adds the two red flags of CSTDCS; without `border` it prints on ready-made stock.
    """

    issuer_position: str
    award: str
    recipient: str
    achievement: str
    decision_number: str
    decided_on: date
    place: str
    on: date
    signer: Signer
    recipient_detail: str = ""
    verb: str = "TẶNG"
    golden_book: str = ""
    mark: Mark | None = None
    emblem: str | bytes = ""
    flags: bool = False
    border: bool = True

    def data(self) -> dict[str, Any]:
        """What `letter.typ` reads."""
        emblem = list(self.emblem) if isinstance(self.emblem, bytes) else self.emblem
        return fields_of(self) | {
            "nation": NATION,
            "motto": MOTTO,
            "emblem": emblem,
            "title": clean(f"{self.award} - {self.recipient}"),
            "decision_line": f"Quyết định số: {clean(self.decision_number)}",
            "decision_day": long_day(self.decided_on),
            "golden_line": f"Số sổ vàng: {clean(self.golden_book)}" if self.golden_book else "",
            "place_line": place_line(self.place, self.on),
            "decided_on": None,
            "on": None,
            "qr": qr.svg(self.mark.url) if self.mark else "",
        }
