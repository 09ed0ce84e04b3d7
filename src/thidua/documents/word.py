"""Word export of an administrative paper: WordprocessingML from the same data as the PDF."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from typing import Any
from xml.etree import ElementTree as ET

from thidua.documents.drawings import Drawing, drawings_of
from thidua.documents.layouts import AdministrativePaper

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MM = 56.7  # twentieths of a point in a millimetre
TEXT_WIDTH, LANDSCAPE_WIDTH = round(165 * MM), round(252 * MM)
STAMP = (1980, 1, 1, 0, 0, 0)  # the same facts give the same bytes
Data = dict[str, Any]

ET.register_namespace("w", W)
ET.register_namespace("r", R)


def render_word(paper: AdministrativePaper) -> bytes:
    """The paper as .docx, A4, Times New Roman, with the margins of decree 30/2020."""
    data = paper.data()
    drawings = drawings_of(data)
    closing = _closing(data)
    blocks = _blocks(data["blocks"], TEXT_WIDTH, signed_below=bool(closing))
    body = _tag("body", *_front(data), *blocks, *closing)
    section = _section(landscape=False, first=True)
    for annex in data["annexes"]:
        body.append(_tag("p", _tag("pPr", section)))
        body.extend(_annex(annex))
        section = _section(landscape=annex["landscape"])
    body.append(section)
    document = ET.Element(f"{{{W}}}document")
    document.append(body)
    return _package(document, data["title"], drawings)


def _tag(name: str, *children: ET.Element, **attributes: object) -> ET.Element:
    element = ET.Element(
        f"{{{W}}}{name}", {f"{{{W}}}{key}": str(v) for key, v in attributes.items()}
    )
    element.extend(children)
    return element


def _run(text: str, *, size: float = 14, bold: bool = False, italic: bool = False) -> ET.Element:
    look = _tag("rPr")
    for wanted, name in ((bold, "b"), (italic, "i")):
        if wanted:
            look.append(_tag(name))
    look.append(_tag("sz", val=round(size * 2)))
    run = _tag("r", look)
    for number, line in enumerate(text.split("\n")):
        if number:
            run.append(_tag("br"))
        words = _tag("t")
        words.text = line
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.append(words)
    return run


def _paragraph(
    *runs: ET.Element,
    align: str = "both",
    indent: bool = False,
    before: float = 0,
    after: float = 0,
    keep: bool = False,
    level: int | None = None,
) -> ET.Element:
    """Space `before` and `after` in points; children in the order of the schema."""
    look = _tag("pPr")
    if keep:
        look.append(_tag("keepNext"))
    look.append(
        _tag(
            "spacing", before=round(before * 20), after=round(after * 20), line=264, lineRule="auto"
        )
    )
    if indent:
        look.append(_tag("ind", firstLine=round(10 * MM)))
    look.append(_tag("jc", val=align))
    if level is not None:
        look.append(_tag("outlineLvl", val=level))
    return _tag("p", look, *runs)


def _centred(text: str, **style: Any) -> ET.Element:
    look = {key: style.pop(key) for key in ("size", "bold", "italic") if key in style}
    return _paragraph(_run(text, **look), align="center", **style)


def _rule(length: float, room: int) -> ET.Element:
    """A centred line of `length` millimetres in `room` twentieths of a point."""
    side = max(0, (room - round(length * MM)) // 2)
    look = _tag(
        "pPr",
        _tag("pBdr", _tag("top", val="single", sz=6, space=0, color="000000")),
        _tag("spacing", before=40, after=0, line=60, lineRule="exact"),
        _tag("ind", left=side, right=side),
    )
    return _tag("p", look)


def _grid(
    widths: Sequence[int],
    rows: Iterable[Sequence[Sequence[ET.Element]]],
    *,
    lines: bool = False,
    header: bool = False,
) -> ET.Element:
    """A table of cells, each a list of paragraphs; `header` repeats the first row on every page."""
    borders = _tag("tblBorders")
    if lines:
        for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
            borders.append(_tag(side, val="single", sz=4, space=0, color="000000"))
    margin = 70 if lines else 0
    look = _tag(
        "tblPr",
        _tag("tblW", w=sum(widths), type="dxa"),
        borders,
        _tag("tblLayout", type="fixed"),
        _tag("tblCellMar", *(_tag(side, w=margin, type="dxa") for side in ("left", "right"))),
    )
    table = _tag("tbl", look, _tag("tblGrid", *(_tag("gridCol", w=width) for width in widths)))
    for number, cells in enumerate(rows):
        traits = _tag("trPr", _tag("cantSplit"))
        if header and number == 0:
            traits.append(_tag("tblHeader"))
        row = _tag("tr", traits)
        for width, paragraphs in zip(widths, cells, strict=True):
            cell = _tag("tcPr", _tag("tcW", w=width, type="dxa"))
            if lines:
                cell.append(_tag("vAlign", val="center"))
            row.append(_tag("tc", cell, *(paragraphs or [_paragraph()])))
        table.append(row)
    return table


def _front(data: Data) -> list[ET.Element]:
    left = round(66 * MM)
    right = TEXT_WIDTH - left
    ours: list[ET.Element] = []
    for body in (data, *data["co_issuers"]):
        ours += [_centred(body["parent"], size=13)] if body["parent"] else []
        ours.append(_centred(body["issuer"], size=13, bold=True))
        ours.append(_rule(24, left))
    nation = [
        _centred(data["nation"], size=12.5, bold=True),
        _centred(data["motto"], size=14, bold=True),
        _rule(52, right),
    ]
    numbers = [each["number_line"] for each in (data, *data["co_issuers"])]
    number = [_centred(line, size=13, before=5) for line in numbers if line]
    if data["draft"]:
        number.append(_centred("DỰ THẢO", size=12, bold=True, before=3))
    place = (
        [_centred(data["place_line"], size=14, italic=True, before=5)] if data["place_line"] else []
    )
    parts = [
        _grid([left, right], [(ours, nation), (number, place)]),
        _centred(data["kind"], bold=True, before=14, level=0),
    ]
    if data["subject"]:
        parts.append(_centred(data["subject"], bold=True, before=3))
        parts.append(_rule(50, TEXT_WIDTH))
    if data["authority"]:
        parts.append(_centred(data["authority"], bold=True, before=10, after=6))
    last = len(data["bases"]) - 1
    for number_of, basis in enumerate(data["bases"]):
        end = "." if number_of == last else ";"
        parts.append(_paragraph(_run(basis + end, italic=True), indent=True, before=3, after=3))
    if data["resolution"]:
        parts.append(_centred(data["resolution"], bold=True, before=8, after=6, keep=True))
    return parts


def _blocks(blocks: Sequence[Data], width: int, *, signed_below: bool = False) -> list[ET.Element]:
    parts: list[ET.Element] = []
    for number, block in enumerate(blocks, 1):
        if block["kind"] == "signatures":
            _hold(parts)
        parts.extend(_BLOCKS[block["kind"]](block, width))
        if signed_below and number == len(blocks):
            _hold(parts)
    return parts


def _hold(parts: Sequence[ET.Element]) -> None:
    """Keep the last paragraph, or the last two rows of a table, with what signs below."""
    held = list(parts[-1:])
    if len(parts) > 1 and parts[-2].tag == f"{{{W}}}tbl":
        held += parts[-2].findall(f"{{{W}}}tr")[-2:]
    for look in (look for part in held for look in part.iter(f"{{{W}}}pPr")):
        if look.find(f"{{{W}}}keepNext") is None:
            look.insert(0, _tag("keepNext"))


def _heading(block: Data, width: int) -> list[ET.Element]:
    return [_paragraph(_run(block["text"], bold=True), indent=True, before=8, after=4, keep=True)]


def _text(block: Data, width: int) -> list[ET.Element]:
    parts = []
    for number, line in enumerate(
        line for line in block["text"].split("\n") if line or not block["text"]
    ):
        lead = [_run(f"{block['lead']} ", bold=True)] if number == 0 and block["lead"] else []
        keep = block["keep"]
        parts.append(_paragraph(*lead, _run(line), indent=True, before=3, after=3, keep=keep))
    return parts


def _listing(block: Data, width: int) -> list[ET.Element]:
    signs = (f"{n}." if block["numbered"] else "-" for n in range(1, len(block["items"]) + 1))
    return [
        _paragraph(_run(f"{sign} {item}"), indent=True, before=2, after=2)
        for sign, item in zip(signs, block["items"], strict=True)
    ]


def _table(block: Data, width: int) -> list[ET.Element]:
    columns = block["columns"]
    share = width / sum(column["width"] for column in columns)
    widths = [round(column["width"] * share) for column in columns]
    rows = [[[_centred(column["title"], size=12, bold=True)] for column in columns]]
    rows += [
        [
            [_paragraph(_run(cell, size=12), align=column["align"])]
            for cell, column in zip(row, columns, strict=True)
        ]
        for row in block["rows"]
    ]
    return [_grid(widths, rows, lines=True, header=True), _paragraph(after=2)]


def _picture(block: Data, width: int) -> list[ET.Element]:
    run = _tag("r", _tag("drawing", block["drawing"].element()))
    caption = [_centred(block["caption"], size=12, italic=True, after=6)]
    return [
        _paragraph(run, align="center", before=6, keep=bool(block["caption"])),
        *(caption if block["caption"] else []),
    ]


def _signer(signer: Data) -> list[ET.Element]:
    lines = [_centred(line, bold=True, keep=True) for line in signer["lines"]]
    room = [_paragraph(keep=True) for _ in range(4)]
    return [*lines, *room, _centred(signer["name"], bold=True)]


def _signatures(block: Data, width: int) -> list[ET.Element]:
    signers = block["signers"]
    share = width // len(signers)
    return [_paragraph(keep=True), _grid([share] * len(signers), [[_signer(s) for s in signers]])]


_BLOCKS = {
    "heading": _heading,
    "paragraph": _text,
    "listing": _listing,
    "table": _table,
    "picture": _picture,
    "signatures": _signatures,
}


def _closing(data: Data) -> list[ET.Element]:
    left: list[ET.Element] = []
    if data["recipients"]:
        left.append(_paragraph(_run("Nơi nhận:", size=12, bold=True, italic=True), align="left"))
        left += [
            _paragraph(_run(f"- {line}", size=11), align="left") for line in data["recipients"]
        ]
    if data["mark"]:
        caption = f"Tra cứu văn bản: {data['mark']['caption']}"
        left.append(_paragraph(_run(caption, size=9), align="left", before=6))
    if data["co_issuers"]:
        signers = [*(each["signer"] for each in reversed(data["co_issuers"])), data["signer"]]
        return [*_signatures({"signers": signers}, TEXT_WIDTH), *left]
    right = _signer(data["signer"]) if data["signer"] else []
    if not left and not right:
        return []
    half = TEXT_WIDTH // 2
    return [_paragraph(keep=True), _grid([half, TEXT_WIDTH - half], [(left, right)])]


def _annex(annex: Data) -> list[ET.Element]:
    parts = [
        _centred(annex["label"], bold=True, level=1),
        _centred(annex["title"], bold=True, before=3),
    ]
    if annex["reference"]:
        parts.append(_centred(f"({annex['reference']})", italic=True, before=3, after=8))
    return parts + _blocks(annex["blocks"], LANDSCAPE_WIDTH if annex["landscape"] else TEXT_WIDTH)


def _section(*, landscape: bool, first: bool = False) -> ET.Element:
    """A4 with page numbers in the top margin, but none on the `first` page of the paper."""
    width, height = round(210 * MM), round(297 * MM)
    size = _tag("pgSz", w=width, h=height)
    if landscape:
        size = _tag("pgSz", w=height, h=width, orient="landscape")
    margins = {
        "top": 20,
        "right": 15,
        "bottom": 20,
        "left": 30,
        "header": 10,
        "footer": 10,
        "gutter": 0,
    }
    header = _tag("headerReference", type="default")
    header.set(f"{{{R}}}id", "rId2")
    margin = _tag("pgMar", **{side: round(mm * MM) for side, mm in margins.items()})
    return _tag("sectPr", header, size, margin, *([_tag("titlePg")] if first else []))


def _page_number() -> ET.Element:
    runs = []
    for child in (
        _tag("fldChar", fldCharType="begin"),
        _tag("instrText"),
        _tag("fldChar", fldCharType="end"),
    ):
        if child.tag.endswith("instrText"):
            child.text = "PAGE"
        runs.append(_tag("r", _tag("rPr", _tag("sz", val=26)), child))
    header = ET.Element(f"{{{W}}}hdr")
    header.append(_paragraph(*runs, align="center"))
    return header


def _styles() -> ET.Element:
    fonts = dict.fromkeys(("ascii", "hAnsi", "cs", "eastAsia"), "Times New Roman")
    text = _tag("rPr", _tag("rFonts", **fonts), _tag("sz", val=28), _tag("lang", val="vi-VN"))
    styles = ET.Element(f"{{{W}}}styles")
    styles.append(_tag("docDefaults", _tag("rPrDefault", text), _tag("pPrDefault")))
    styles.append(
        _tag("style", _tag("name", val="Normal"), type="paragraph", default=1, styleId="Normal")
    )
    return styles


def _xml(root: ET.Element) -> bytes:
    content: bytes = ET.tostring(root, encoding="UTF-8", xml_declaration=True)
    return content


_PROLOGUE = '<?xml version="1.0" encoding="UTF-8"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CORE = f"{_PACKAGE}/metadata/core-properties"
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_TYPES = (
    f'{_PROLOGUE}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="png" ContentType="image/png"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_OFFICE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_OFFICE}.styles+xml"/>'
    f'<Override PartName="/word/header.xml" ContentType="{_OFFICE}.header+xml"/>'
    '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)


def _relations(*targets: tuple[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'{_PROLOGUE}<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def _properties(title: str) -> bytes:
    root = ET.Element(f"{{{_CORE}}}coreProperties")
    ET.SubElement(root, "{http://purl.org/dc/elements/1.1/}title").text = title
    return _xml(root)


def _package(document: ET.Element, title: str, drawings: Sequence[Drawing]) -> bytes:
    metadata = f"{_PACKAGE}/relationships/metadata/core-properties"
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _relations(
            (f"{R}/officeDocument", "word/document.xml"), (metadata, "docProps/core.xml")
        ),
        "docProps/core.xml": _properties(title),
        "word/document.xml": _xml(document),
        "word/styles.xml": _xml(_styles()),
        "word/header.xml": _xml(_page_number()),
        "word/_rels/document.xml.rels": _relations(
            (f"{R}/styles", "styles.xml"), (f"{R}/header", "header.xml"),
            *(drawing.relation for drawing in drawings),
        ),
        **{f"word/{drawing.path}": drawing.content for drawing in drawings},
    }  # fmt: skip
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name, STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(entry, content)
    return out.getvalue()
