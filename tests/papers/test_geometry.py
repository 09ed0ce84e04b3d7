"""Every paper against the measures of decree 30/2020, annex I, read from the PDF itself."""

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from tests.support import papers, world
from thidua.documents.layouts import AdministrativePaper
from thidua.documents.registry import PAPERS

pytestmark = pytest.mark.django_db
MM = 72 / 25.4
KINDS = [name for name, _ in PAPERS if not name.startswith("test.")]
LETTERS = {"awards.letter"}
# A book opens with a cover; the decree says nothing of books.
BOOKS = {"funds.golden_book"}
ADMINISTRATIVE = [kind for kind in KINDS if kind not in LETTERS | BOOKS]
NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
LEFT, RIGHT, BOLD = 30, 15, "Bold"


@dataclass(frozen=True)
class Glyph:
    """One printed sign: where (mm from the page's upper left corner), how large, in which font."""

    sign: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    font: str


@dataclass(frozen=True)
class Sheet:
    """One page as read back."""

    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[tuple[float, float, float], ...]  # left, right, y of straight lines, in mm

    @cached_property
    def words(self) -> str:
        return "".join(glyph.sign for glyph in self.glyphs)

    def of(self, text: str) -> tuple[Glyph, ...]:
        """The signs of a text, wherever lines break in it."""
        wanted = re.escape("".join(text.split()))
        at = re.search(wanted, self.words)
        assert at is not None, f"«{text}» is not on the page"
        return self.glyphs[at.start() : at.end()]


def read(content: bytes) -> list[Sheet]:
    document = pypdfium2.PdfDocument(content)
    return [_read(document[number]) for number in range(len(document))]


def _read(page: Any) -> Sheet:
    width, height = page.get_size()
    text = page.get_textpage()
    glyphs = []
    for number in range(text.count_chars()):
        sign = chr(pdfium.FPDFText_GetUnicode(text, number))
        if not sign.strip():
            continue
        left, bottom, right, top = text.get_charbox(number, loose=True)
        glyphs.append(
            Glyph(
                sign, left / MM, (height - top) / MM, right / MM, (height - bottom) / MM,
                pdfium.FPDFText_GetFontSize(text, number), _font(text, number),
            )
        )  # fmt: skip
    rules = []
    for each in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH]):
        left, bottom, right, top = each.get_bounds()
        if top - bottom < 2 and right - left > 20:
            rules.append((left / MM, right / MM, (height - top) / MM))
    return Sheet(width / MM, height / MM, tuple(glyphs), tuple(rules))


def _font(text: Any, number: int) -> str:
    buffer, flags = ctypes.create_string_buffer(100), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text, number, buffer, 100, ctypes.byref(flags))
    return buffer.value.decode()


@pytest.fixture(scope="module")
def printed(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[dict[str, tuple[Any, list[Sheet], bytes]]]:
    """Every kind with its page, its sheets and its file, of one invented hospital."""
    with (
        pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic()
    ):  # fmt: skip
        patch.setenv("THIDUA_TODAY", world.TODAY.isoformat())
        made = {}
        for kind, make in papers.subjects(papers.everything_done()).items():
            page = make()
            content = papers.pdf_of(kind, page, on=world.TODAY)
            made[kind] = (page, read(content), content)
        yield made
        transaction.set_rollback(True)


Printed = dict[str, tuple[Any, list[Sheet], bytes]]


def test_every_registered_paper_is_made(printed: Printed) -> None:
    assert sorted(printed) == KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_only_tinos_and_all_of_it_embedded(printed: Printed, kind: str) -> None:
    _page, sheets, content = printed[kind]
    fonts = {glyph.font for sheet in sheets for glyph in sheet.glyphs}
    assert {font.split("+")[-1].split("-")[0] for font in fonts} == {"Tinos"}
    assert content.count(b"/FontFile") == len(fonts)


@pytest.mark.parametrize("kind", ADMINISTRATIVE)
def test_a4_and_its_margins(printed: Printed, kind: str) -> None:
    page, sheets, _content = printed[kind]
    assert isinstance(page, AdministrativePaper)
    for number, sheet in enumerate(sheets, 1):
        sides = (round(sheet.width), round(sheet.height))
        assert sides in {(210, 297), (297, 210)}
        assert number > 1 or sides == (210, 297)
        body = [g for g in sheet.glyphs if number == 1 or g.top >= 18]
        assert min(g.left for g in body) >= 30 - 0.3
        assert sheet.width - max(g.right for g in body) >= 15 - 0.3
        assert 20 - 0.5 <= min(g.top for g in body) <= 25
        assert sheet.height - max(g.bottom for g in body) >= 20 - 0.5


@pytest.mark.parametrize("kind", ADMINISTRATIVE)
def test_pages_are_numbered_from_the_second_in_the_middle_of_the_top(
    printed: Printed, kind: str
) -> None:
    _page, sheets, _content = printed[kind]
    assert [g for g in sheets[0].glyphs if g.bottom < 20] == []
    for number, sheet in enumerate(sheets[1:], 2):
        above = [g for g in sheet.glyphs if g.bottom < 20]
        assert "".join(g.sign for g in above) == str(number)
        assert {13 <= g.size <= 14 for g in above} == {True}
        middle = LEFT + (sheet.width - LEFT - RIGHT) / 2
        assert (above[0].left + above[-1].right) / 2 == pytest.approx(middle, abs=0.5)


@pytest.mark.parametrize("kind", ADMINISTRATIVE)
def test_the_nation_its_motto_and_the_rule_below(printed: Printed, kind: str) -> None:
    sheet = printed[kind][1][0]
    nation, motto = sheet.of(NATION), sheet.of(MOTTO)
    assert {(12 <= g.size <= 13, BOLD in g.font) for g in nation} == {(True, True)}
    assert {(13 <= g.size <= 14, BOLD in g.font) for g in motto} == {(True, True)}
    assert max(g.top for g in nation) - min(g.top for g in nation) < 1  # on one line
    below = [r for r in sheet.rules if 0 <= r[2] - motto[0].bottom < 3 and r[0] > 90]
    assert [(round(r[0]), round(r[1])) for r in below] == [
        (round(motto[0].left), round(motto[-1].right))
    ]
    # The issuer's name keeps clear of the nation's.
    height = nation[0].bottom
    beside = [g.right for g in sheet.glyphs if g.top < height and g.left < nation[0].left]
    assert max(beside) < nation[0].left - 0.5


@pytest.mark.parametrize("kind", ADMINISTRATIVE)
def test_issuer_number_day_and_title(printed: Printed, kind: str) -> None:
    page, sheets, _content = printed[kind]
    sheet = sheets[0]
    issuer = sheet.of(page.issuer)
    assert {(12 <= g.size <= 13, BOLD in g.font) for g in issuer} == {(True, True)}
    data = page.data()
    if data["number_line"]:
        line = sheet.of(data["number_line"])
        assert {(g.size, g.font.endswith("Tinos")) for g in line} <= {(13, True), (13, False)}
        assert re.fullmatch(r"Số: (\d{2,}|\s+)/[\wĐ/-]+", data["number_line"])
    if data["place_line"]:
        day = sheet.of(data["place_line"])
        assert {(13 <= g.size <= 14, "Italic" in g.font) for g in day} == {(True, True)}
    if page.on is not None and data["place_line"]:
        assert re.search(r", ngày \d{2} tháng (0[12]|[3-9]|1[0-2]) năm \d{4}$", data["place_line"])
    title = sheet.of(page.kind)
    assert {(13 <= g.size <= 14, BOLD in g.font) for g in title} == {(True, True)}


@pytest.mark.parametrize("kind", ADMINISTRATIVE)
def test_body_is_indented_and_13_or_14(printed: Printed, kind: str) -> None:
    page, sheets, _content = printed[kind]
    texts = [
        block for block in page.blocks
        if hasattr(block, "lead") and (block.lead or block.text) and len(block.text) > 3
    ]  # fmt: skip
    assert texts
    for block in texts:
        begun = "".join(f"{block.lead} {block.text}".split())[:12]
        firsts = [
            sheet.glyphs[found.start()]
            for sheet in sheets
            for found in re.finditer(re.escape(begun), sheet.words)
        ]
        # The same words may stand in a heading or a table too.
        assert any(
            10 - 0.3 <= first.left - LEFT <= 12.7 and 13 <= first.size <= 14 for first in firsts
        )


@pytest.mark.parametrize("kind", ADMINISTRATIVE)
def test_signature_and_recipients(printed: Printed, kind: str) -> None:
    page, sheets, _content = printed[kind]
    if page.signer is not None:
        said = page.signer.lines[0]
        sheet = next(s for s in reversed(sheets) if "".join(said.split()) in s.words)
        at = sheet.words.rindex("".join(said.split()))
        block = sheet.glyphs[at : at + len("".join(said.split()))]
        assert {(13 <= g.size <= 14, BOLD in g.font) for g in block} == {(True, True)}
        assert min(g.left for g in block) > sheet.width / 2 - 15
    if page.recipients:
        sheet = next(s for s in sheets if "Nơinhận:" in s.words)
        head = sheet.of("Nơi nhận:")
        assert {(g.size, "BoldItalic" in g.font) for g in head} == {(12, True)}
        rows = sheet.of(f"- {page.recipients[-1]}")
        assert {(g.size, g.font.split("+")[-1]) for g in rows} == {(11, "Tinos-Regular")}
        assert page.recipients[-1].startswith("Lưu")
        assert head[0].left == pytest.approx(LEFT, abs=0.5)


def test_a_joint_plan_names_both_bodies_with_two_numbers_and_two_signers(printed: Printed) -> None:
    page, sheets, _content = printed["movements.plan"]
    (other,) = page.co_issuers
    first = sheets[0]
    assert first.of(other.issuer)[0].top > first.of(page.issuer)[0].bottom
    lines = [each["number_line"] for each in (page.data(), *page.data()["co_issuers"])]
    assert [" ".join(line.split()) for line in lines] == [
        f"Số: /{page.symbol}", f"Số: /{other.symbol}",
    ]  # fmt: skip
    ends = sheets[-1]
    theirs, ours = ends.of("".join(other.signer.lines)), ends.of("GIÁM ĐỐC")
    assert theirs[0].left < ends.width / 2 < ours[0].left
    assert theirs[0].top == pytest.approx(ours[0].top, abs=0.2)


@pytest.mark.parametrize("kind", sorted(BOOKS))
def test_a_book_has_a_cover_in_a_border_and_numbered_pages(printed: Printed, kind: str) -> None:
    page, (cover, *rest), _content = printed[kind]
    assert isinstance(page, AdministrativePaper)
    assert {(round(each.width), round(each.height)) for each in (cover, *rest)} == {(297, 210)}
    edges = (
        min(g.left for g in cover.glyphs), cover.width - max(g.right for g in cover.glyphs),
        min(g.top for g in cover.glyphs), cover.height - max(g.bottom for g in cover.glyphs),
    )  # fmt: skip
    assert min(edges) >= 20  # inside the border
    for said in (NATION, MOTTO, page.issuer, page.kind, page.subject.upper()):
        line = cover.of(said)
        assert (line[0].left + line[-1].right) / 2 == pytest.approx(297 / 2, abs=1.5)
    assert max(g.size for g in cover.glyphs) == cover.of(page.kind)[0].size
    for number, sheet in enumerate(rest, 2):
        body = [g for g in sheet.glyphs if g.top >= 18]
        assert min(g.left for g in body) >= LEFT - 0.3
        assert sheet.width - max(g.right for g in body) >= RIGHT - 0.3
        assert sheet.height - max(g.bottom for g in body) >= 20 - 0.5
        assert "".join(g.sign for g in sheet.glyphs if g.bottom < 20) == str(number)


@pytest.mark.parametrize("kind", sorted(LETTERS))
def test_letters_are_a4_across(printed: Printed, kind: str) -> None:
    (sheet,) = printed[kind][1]
    assert (round(sheet.width), round(sheet.height)) == (297, 210)
    assert {BOLD in g.font for g in sheet.of(NATION)} == {True}
