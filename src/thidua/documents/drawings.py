"""Pictures of a Word paper: which there are, their files, and the element that shows one."""

from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

from thidua.ui import charts

WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
PIC = "http://schemas.openxmlformats.org/drawingml/2006/picture"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
EMU = 36000  # English metric units in a millimetre
WIDTH = 165 * EMU
FIRST_RELATION = 3  # styles and header come first

for prefix, namespace in (("wp", WP), ("a", A), ("pic", PIC)):
    ET.register_namespace(prefix, namespace)


@dataclass(frozen=True)
class Drawing:
    """One picture of the package: its number there, its file and what it tells."""

    number: int
    content: bytes
    alt: str

    @property
    def path(self) -> str:
        return f"media/image{self.number}.png"

    @property
    def relation(self) -> tuple[str, str]:
        return f"{R}/image", self.path

    @property
    def height(self) -> int:
        """In English metric units, at the width of the text; from the PNG's own header."""
        across, down = (int.from_bytes(self.content[at : at + 4], "big") for at in (16, 20))
        return WIDTH * down // across

    def element(self) -> ET.Element:
        """`wp:inline` in the order of the schema."""
        extent = {"cx": str(WIDTH), "cy": str(self.height)}
        name = {"id": str(self.number), "name": f"Picture {self.number}", "descr": self.alt}
        fill = _part(A, "stretch", _part(A, "fillRect"))
        blip = _part(A, "blip")
        blip.set(f"{{{R}}}embed", f"rId{FIRST_RELATION + self.number - 1}")
        frame = _part(A, "xfrm", _part(A, "off", x="0", y="0"), _part(A, "ext", **extent))
        shape = _part(A, "prstGeom", _part(A, "avLst"), prst="rect")
        picture = _part(
            PIC, "pic",
            _part(PIC, "nvPicPr", _part(PIC, "cNvPr", **name), _part(PIC, "cNvPicPr")),
            _part(PIC, "blipFill", blip, fill),
            _part(PIC, "spPr", frame, shape),
        )  # fmt: skip
        return _part(
            WP, "inline",
            _part(WP, "extent", **extent), _part(WP, "docPr", **name),
            _part(A, "graphic", _part(A, "graphicData", picture, uri=PIC)),
            distT="0", distB="0", distL="0", distR="0",
        )  # fmt: skip


def _part(space: str, tag: str, /, *children: ET.Element, **attributes: str) -> ET.Element:
    element = ET.Element(f"{{{space}}}{tag}", attributes)
    element.extend(children)
    return element


def drawings_of(data: dict[str, Any]) -> list[Drawing]:
    """The pictures of a paper's data in their order; each block learns its own."""
    found: list[Drawing] = []
    for blocks in (data["blocks"], *(annex["blocks"] for annex in data["annexes"])):
        for block in blocks:
            if block["kind"] == "picture":
                block["drawing"] = Drawing(len(found) + 1, charts.png(block["svg"]), block["alt"])
                found.append(block["drawing"])
    return found
