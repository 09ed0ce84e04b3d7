"""The week's entry: a few taps on a member's phone, and the second screen shows it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import sign_in
from tests.support import world
from thidua.boards import actions as boards

pytestmark = pytest.mark.django_db(transaction=True)
TITLE = "Khay thuốc chia theo giờ uống"
# Kept by the browser itself, over the pages of the journey.
COUNT_TAPS = """addEventListener('pointerdown', () => {
    sessionStorage.taps = Number(sessionStorage.taps || 0) + 1
}, true)"""


def test_the_weeks_entry_takes_a_few_taps(people: Callable[..., Page]) -> None:
    here = world.build(size=3).launch(world.WEEKLY)
    phone = people("phone", has_touch=True)
    phone.add_init_script(COUNT_TAPS)
    sign_in(phone, here.members[1].code)
    phone.evaluate("sessionStorage.clear()")

    phone.get_by_role("link", name=f"Tuần này, {here.group.name}: 1 sáng kiến").tap()
    _fill(phone)
    phone.get_by_role("button", name="Gửi", exact=True).tap()

    expect(phone.get_by_role("heading", level=1)).to_have_text(TITLE)
    assert phone.evaluate("Number(sessionStorage.taps)") == 5
    phone.goto("/")
    expect(phone.get_by_role("link", name="Tuần này")).to_have_count(0)


def test_the_second_screen_shows_an_entry_within_five_seconds(people: Callable[..., Page]) -> None:
    here = world.build(size=3).launch(world.WEEKLY)
    _link, code = boards.make_link(
        actor=here.user("canbo"), movement=here.movement, place="Sảnh khám bệnh"
    )
    screen, phone = people("desk"), people("phone", has_touch=True)
    sign_in(phone, here.members[1].code)
    screen.goto(f"/bang-thi-dua/man-hinh/{code}/")
    tile = screen.locator(".tile").filter(has_text=here.group.name)
    expect(tile.get_by_text("Đến lượt, chưa nộp đủ")).to_be_visible()
    phone.get_by_role("link", name="Tuần này").tap()
    _fill(phone)

    phone.get_by_role("button", name="Gửi", exact=True).tap()

    expect(tile.get_by_text("Đã nộp đủ")).to_be_visible(timeout=5_000)
    expect(screen.locator(".wall-due")).to_have_text("Tuần này: 1/2 tổ đến lượt đã nộp đủ")


def _fill(phone: Page) -> None:
    """Only what has to be there: two texts and one choice; typing needs a tap into each field."""
    for label, text in (("Tên sáng kiến", TITLE), ("Nội dung giải pháp", "Chia khay theo giờ.")):
        phone.get_by_label(label).tap()
        phone.keyboard.insert_text(text)
    phone.get_by_label("tiết kiệm chi phí").tap()
