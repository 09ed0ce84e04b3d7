"""Boxes on a printed sheet, moved by arrow keys while the picture follows."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import sign_in
from tests.support import world
from thidua.certificates import actions
from thidua.certificates.tests.contract import A4

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("width", ["desk", "phone"])
def test_arrow_keys_move_a_box_and_the_picture_follows(
    people: Callable[..., Page], live_server: object, width: str
) -> None:

    here = world.build(size=2)
    given = {**A4, "valid_from": world.TODAY}
    stock = actions.create_stock(actor=here.user("canbo"), unit=here.top, **given)
    officer = people(width)
    sign_in(officer, "canbo")
    officer.goto(f"/phoi-in/{stock.pk}/")
    image = officer.locator("[data-sheet-image]")
    left = officer.locator("[name=recipient-x]")
    expect(left).to_have_value("33")
    left.focus()
    officer.locator("[data-sheet]").focus()
    officer.keyboard.press("ArrowRight")
    officer.keyboard.press("Shift+ArrowRight")
    expect(left).to_have_value("38,5")
    expect(image).to_have_attribute("src", re.compile("^blob:"))
    width_of_page = officer.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert width_of_page <= 0
    officer.get_by_role("button", name="Lưu phôi").click()
    stock.refresh_from_db()
    assert next(box.x for box in stock.placed if box.field == "recipient") == 38.5
