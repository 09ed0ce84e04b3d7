"""A review on paper: printed from the page and as issued it says what the screen says."""

from collections.abc import Callable
from decimal import Decimal
from io import BytesIO

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.conftest import sign_in
from tests.support import world
from thidua.initiatives.states import Benefit

pytestmark = pytest.mark.django_db(transaction=True)
ENTRIES: tuple[dict[str, object], ...] = (
    {
        "title": "Thẻ màu phân luồng người bệnh", "benefit": Benefit.PROCESS,
        "figure_name": "Thời gian chờ", "figure_unit": "phút", "figure_before": Decimal(42),
        "figure_after": Decimal("26.5"),
    },
    {
        "title": "In hai mặt sổ bàn giao", "benefit": Benefit.COST,
        "figure_name": "Tiền giấy mỗi tháng", "figure_unit": "đồng",
        "figure_before": Decimal(1_200_000), "figure_after": Decimal(950_000),
    },
)  # fmt: skip


def test_a_printed_review_says_what_the_screen_says(people: Callable[..., Page]) -> None:
    here = world.build(size=3).launch().register().enter(*ENTRIES)
    review = here.review()
    page = people("desk")
    sign_in(page, "canbo")
    page.goto(f"/so-ket-tong-ket/{review.pk}/")
    report = page.locator("article.report")
    expect(report.get_by_text("1.200.000")).to_be_visible()
    said = report.locator("h2, h3, p, caption, th, td").all_inner_texts()
    around = page.get_by_role("navigation").get_by_role("link").all_inner_texts()
    around += ["Việc khác", "Tài liệu", "Nhật ký"]  # beside the review, not of it
    issued = page.get_by_role("link", name="Báo cáo (PDF)").get_attribute("href")
    assert issued is not None

    page.emulate_media(media="print")
    expect(page.get_by_role("navigation")).to_have_count(0)
    printed = _letters(page.pdf())
    kept = _letters(page.request.get(issued).body())

    assert [text for text in said if _bare(text) not in printed] == []
    assert [text for text in said if _bare(text) not in kept] == []
    # «Sáng kiến» is a place and a word of the report.
    own = _bare("".join(said))
    elsewhere = [text for text in around if _bare(text) not in own]
    assert len(elsewhere) > 10
    assert [text for text in elsewhere if _bare(text) in printed] == []


def _letters(pdf: bytes) -> str:
    return _bare("".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages))


def _bare(text: str) -> str:
    """Without spaces and capitals: paper breaks its lines elsewhere and capitalises headings."""
    return "".join(text.split()).casefold()
