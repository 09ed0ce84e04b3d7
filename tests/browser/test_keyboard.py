"""Pages are worked by keyboard: the skip link first, then the way to the main action."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import sign_in
from tests.support import world

pytestmark = pytest.mark.django_db(transaction=True)


def test_skip_link_leads_past_the_navigation_to_the_main_action(
    people: Callable[..., Page],
) -> None:
    here = world.build(size=3).launch()
    page = people("desk")
    sign_in(page, here.members[1].code)
    page.goto("/sang-kien/")

    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Đến nội dung chính")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#noi-dung")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Nhập sáng kiến").first).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Nhập sáng kiến")


def test_a_registration_is_sent_by_keys_alone(people: Callable[..., Page]) -> None:
    here = world.build(size=2).launch()
    page = people("phone")
    sign_in(page, here.head.code)

    _tab_to(page, "Đăng ký thi đua: Tổ công đoàn Nội")
    page.keyboard.press("Enter")
    page.wait_for_url("**/dang-ky/**")
    _tab_to(page, f"{here.members[1].full_name}: Giấy khen")
    page.keyboard.press("Space")
    _tab_to(page, "Gửi đăng ký")
    page.keyboard.press("Enter")

    expect(page.get_by_text("Đã gửi đăng ký, chờ duyệt.")).to_be_visible()


def _tab_to(page: Page, name: str, most: int = 60) -> None:
    """Press Tab until what has the focus (or its label) says `name`, and see that it is shown."""
    said = "e => e.ariaLabel ?? (e.labels?.[0] ?? e).textContent.trim()"
    for _press in range(most):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if focused.evaluate(said).startswith(name):
            assert focused.evaluate("e => getComputedStyle(e).outlineStyle !== 'none'")
            return
    raise AssertionError(f"{most} times Tab did not lead to «{name}»")
