"""From the recommended list to sixty letters in one file."""

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.conftest import sign_in
from tests.support import world

pytestmark = pytest.mark.django_db(transaction=True)
COUNT = 60


def test_officer_and_director_bring_sixty_letters_out(
    people: Callable[..., Page], worker: None
) -> None:
    here = world.build(size=COUNT).launch().register().seat_council().propose(COUNT)
    here.call_session().recommend()
    officer = people("desk")
    sign_in(officer, "canbo")
    address = _draft(officer)
    _sign(people("desk"))

    officer.goto(address)
    officer.get_by_role("link", name="Ghi số, ngày").click()
    officer.get_by_label("Số", exact=True).fill("412")
    officer.get_by_label("Ngày", exact=False).first.fill("24/11/2025")
    officer.get_by_role("button", name="Ghi số, ngày").click()
    officer.get_by_role("button", name="Phát hành và in giấy khen").click()
    _watch_the_progress(officer)
    officer.get_by_role("link", name="Xem kết quả").click()

    link = officer.get_by_role("link", name="Mở tất cả giấy khen").get_attribute("href")
    assert link is not None
    pages = PdfReader(BytesIO(officer.request.get(link).body())).pages
    assert len(pages) == COUNT
    # A4, landscape; each page is one person's.
    assert {(round(p.mediabox.width), round(p.mediabox.height)) for p in pages} == {(842, 595)}
    printed = [" ".join(page.extract_text().split()) for page in pages]
    missing = [
        person.full_name
        for person in here.members
        if sum(person.full_name in text for text in printed) == 0
    ]
    assert missing == []
    expect(officer.get_by_text(re.compile("42.600.000"))).to_be_visible()


def _draft(officer: Page) -> str:
    officer.get_by_role("navigation").get_by_role("link", name="Đợt xét khen thưởng").click()
    officer.get_by_role("link", name="Khen thưởng sơ kết").click()
    officer.get_by_role("link", name="Dự thảo quyết định").first.click()
    named = world.REGULATION
    assert named.on is not None
    officer.locator("[name=number]").fill(named.number)
    officer.locator("[name=on]").fill(f"{named.on:%d/%m/%Y}")
    officer.locator("[name=issuer]").fill(named.issuer)
    officer.locator("[name=merit]").fill("có thành tích trong đợt thi đua cao điểm 120 ngày")
    officer.get_by_role("button", name="Dự thảo").click()
    expect(officer.get_by_text("Đã dự thảo quyết định.")).to_be_visible()
    officer.get_by_role("button", name="Trình ký").click()
    expect(officer.get_by_text("Đã trình ký.")).to_be_visible()
    return officer.url


def _sign(director: Page) -> None:
    sign_in(director, "giamdoc")
    director.get_by_role("link", name="Ký quyết định").click()
    director.get_by_role("button", name="Ghi nhận đã ký").click()
    expect(director.get_by_text("Đã ghi nhận chữ ký.")).to_be_visible()


def _watch_the_progress(officer: Page) -> None:
    """The bar moves to its end without the page being asked for again."""
    here = officer.url
    bar = officer.locator("#tien-do progress")
    expect(bar).to_be_visible()
    started = bar.evaluate("bar => bar.position")
    expect(officer.get_by_text(f"Đã phát hành {COUNT} giấy khen")).to_be_visible(timeout=60_000)
    assert started < bar.evaluate("bar => bar.position") == 1
    assert officer.url == here
