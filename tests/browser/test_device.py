"""The device: no network loses no word, tables are pasted into rows, keys walk a list."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.conftest import sign_in
from tests.support import world

pytestmark = pytest.mark.django_db(transaction=True)

TITLE = "Giá để bơm tiêm điện cạnh giường"


def test_no_network_loses_no_word(people: Callable[..., Page]) -> None:
    here = world.build(size=3).launch()
    page = people("phone")
    sign_in(page, here.members[1].code)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.goto("/sang-kien/moi/")
    page.get_by_label("Tên sáng kiến").fill(TITLE)
    expect(page.locator(".draft-saved")).to_contain_text("Đã lưu nháp trên máy này lúc")

    page.context.set_offline(True)
    expect(page.locator(".offline-strip")).to_be_visible()
    page.get_by_role("button", name="Lưu nháp").click()
    expect(page.get_by_role("alert")).to_contain_text("Chữ đã gõ còn nguyên")
    expect(page.get_by_label("Tên sáng kiến")).to_have_value(TITLE)

    # The page is left all the same: what is shown is honest and knows of the draft.
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto("/phong-trao/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Máy đang mất mạng")
    kept = page.get_by_role("link", name="Nhập sáng kiến")
    expect(kept).to_be_visible()

    page.context.set_offline(False)
    kept.click()
    page.get_by_role("button", name="Lấy lại").click()
    expect(page.get_by_label("Tên sáng kiến")).to_have_value(TITLE)
    page.get_by_role("button", name="Lưu nháp").click()
    expect(page.get_by_text("Đã lưu nháp. Chỉ bạn và các tác giả đọc được.")).to_be_visible()
    page.goto("/sang-kien/moi/")
    expect(page.locator(".draft-bar")).to_have_count(0)


def test_a_copied_table_fills_the_rows(people: Callable[..., Page]) -> None:
    here = world.build(size=3).launch()
    page = people("desk")
    sign_in(page, here.members[1].code)
    page.goto("/sang-kien/moi/")
    page.locator("details.paste summary").click()
    page.locator("textarea[name$=-pasted]").fill(
        f"Họ và tên\tTỷ lệ\n{here.members[1].full_name}\t60\n{here.members[2].full_name}\t40"
    )
    page.get_by_role("button", name="Đưa vào các dòng").click()
    expect(page.locator("[data-pasted-note]")).to_contain_text("Đã dán 2 dòng.")
    shares = page.locator("input[name$=-share]")
    values = shares.evaluate_all("all => all.map(one => one.value)")
    assert [value for value in values if value][-2:] == ["60", "40"]


def test_keys_walk_a_list_and_can_be_turned_off(people: Callable[..., Page]) -> None:
    world.build(size=3)
    page = people("desk")
    sign_in(page, "canbo")
    page.goto(reverse("orgs:people"))
    page.keyboard.press("j")
    rows = page.locator(".rows-table tbody tr th a")
    expect(rows.nth(0)).to_be_focused()
    page.keyboard.press("j")
    expect(rows.nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(rows.nth(0)).to_be_focused()
    page.keyboard.press("/")
    expect(page.locator("#tim-trong")).to_be_focused()
    page.locator("#noi-dung").focus()
    page.keyboard.press("?")
    sheet = page.get_by_role("dialog", name="Phím tắt")
    expect(sheet).to_be_visible()
    sheet.get_by_label("Dùng phím tắt một chữ trên máy này").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    expect(sheet).to_be_hidden()
