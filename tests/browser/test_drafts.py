"""Typing that a dead page, an ended session or somebody else's save cannot take away."""

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.conftest import sign_in
from tests.support import world
from thidua.reviews import actions
from thidua.reviews.models import Review
from thidua.reviews.states import ReviewKind

pytestmark = pytest.mark.django_db(transaction=True)
MINE, THEIRS = "Các tổ vào cuộc ngay từ tuần đầu.", "Các tổ còn lúng túng trong tuần đầu."


def begun() -> tuple[Any, Review, str, str]:
    """A draft, where it is written, and the first block that waits for its author."""
    here = world.build(size=3).launch()
    review = actions.draft_review(
        actor=here.user("canbo"), movement=here.movement, kind=ReviewKind.INTERIM,
        starts_on=here.movement.starts_on, as_of=world.TODAY, symbol="BC-BV", on=world.TODAY,
    )  # fmt: skip
    block = next(b["id"] for b in review.report.blocks["body"] if b["prompt"] and not b["text"])
    return here, review, reverse("reviews:edit", args=[review.pk]), block


def kept(review: Review, block: str) -> str:
    body = Review.objects.get(pk=review.pk).report.blocks["body"]
    return str(next(each["text"] for each in body if each["id"] == block))


def typing(page: Page, address: str, block: str) -> None:
    page.goto(address)
    page.locator(f"#text-{block}").fill(MINE)
    expect(page.locator(".draft-saved")).to_contain_text("Đã lưu nháp trên máy này lúc")


def test_a_dead_page_gives_back_what_was_typed_and_overwrites_nobody(
    people: Callable[..., Page],
) -> None:
    here, review, address, block = begun()
    page = people("desk")
    sign_in(page, "canbo")
    typing(page, address, block)
    tab = page.context.new_page()
    page.close()
    actions.write_review(
        actor=here.user("canbo"), review=review, on=world.TODAY, title="Tên của người khác",
        texts={block: {"text": THEIRS}},
    )  # fmt: skip
    tab.goto(address)
    tab.get_by_role("button", name="Lấy lại").click()
    field = tab.locator(f"#text-{block}")
    expect(field).to_have_value(MINE)
    expect(tab.locator("#trich-yeu")).to_have_value("Tên của người khác")
    tab.get_by_role("button", name="Lưu", exact=True).last.click()
    expect(tab.locator(".notice-fail")).to_contain_text("vừa được người khác sửa")
    expect(tab.locator(".notice-hold").get_by_text(THEIRS)).to_be_visible()
    expect(field).to_have_value(MINE)
    assert kept(review, block) == THEIRS
    field.fill(f"{THEIRS} {MINE}")
    tab.get_by_role("button", name="Lưu", exact=True).last.click()
    expect(tab.get_by_text("Đã lưu báo cáo.")).to_be_visible()
    assert kept(review, block) == f"{THEIRS} {MINE}"
    expect(tab.locator(".draft-bar")).to_have_count(0)


def test_a_session_that_ends_amid_typing_loses_nothing(people: Callable[..., Page]) -> None:
    _here, review, address, block = begun()
    page = people("phone")
    sign_in(page, "canbo")
    typing(page, address, block)
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Lưu", exact=True).last.click()
    page.locator("input[name=login]").fill("canbo")
    page.locator("input[name=password]").fill(world.PASSWORD)
    page.get_by_role("button", name="Đăng nhập").first.click()
    page.wait_for_url(f"**{address}")
    page.get_by_role("button", name="Lấy lại").click()
    page.get_by_role("button", name="Lưu", exact=True).last.click()
    expect(page.get_by_text("Đã lưu báo cáo.")).to_be_visible()
    assert kept(review, block) == MINE


def test_a_refused_form_keeps_its_draft_and_a_lost_block_its_words(
    people: Callable[..., Page],
) -> None:
    here, review, address, block = begun()
    page = people("desk")
    sign_in(page, "canbo")
    typing(page, address, block)
    page.context.clear_cookies(name="csrftoken")
    page.get_by_role("button", name="Lưu", exact=True).last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Phiên làm việc đã hết hạn")
    actions.remove_block(actor=here.user("canbo"), review=review, block=block, on=world.TODAY)
    page.goto(address)
    page.get_by_role("button", name="Lấy lại").click()
    expect(page.locator(".draft-bar textarea")).to_have_value(MINE)
