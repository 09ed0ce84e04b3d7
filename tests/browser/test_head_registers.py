"""A group's head registers the group's people on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import sign_in
from tests.support import world
from thidua.movements import queries

pytestmark = pytest.mark.django_db(transaction=True)


def test_head_registers_people_on_a_phone(people: Callable[..., Page]) -> None:
    here = world.build(size=5).launch()
    page = people("phone")
    sign_in(page, here.head.code)

    page.get_by_role("link", name="Đăng ký thi đua: Tổ công đoàn Nội").click()
    for person in here.members[:3]:
        page.get_by_label(f"{person.full_name}: Giấy khen").check()
    page.get_by_role("button", name="Gửi đăng ký").click()

    expect(page.get_by_text("Đã gửi đăng ký, chờ duyệt.")).to_be_visible()
    (registration,) = queries.lists_of(here.head.user, here.movement, on=world.TODAY)
    assert registration.state == "submitted"
    assert {r.person_id: r.awards for r in registration.registrants.all()} == {
        person.pk: ["GK"] for person in here.members[:3]
    }
    page.goto("/")
    expect(page.get_by_role("link", name="Đăng ký thi đua")).to_have_count(0)
