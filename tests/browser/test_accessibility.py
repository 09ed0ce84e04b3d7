"""Each page template on a phone: WCAG 2.2 A and AA in both themes, nothing beyond the screen."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test.signals import template_rendered
from playwright.sync_api import Page

import thidua
from tests.browser.conftest import sign_in
from tests.browser.visits import PARTS, councils
from tests.browser.visits.visit import Visit
from tests.support import world

pytestmark = pytest.mark.django_db(transaction=True)

# Frames of other pages, and pages that need a second factor, another house or a fault to be seen.
NOT_VISITED = {
    "ui/bulk.html", "ui/case.html", "ui/ceremony.html", "ui/list.html",
    "400.html", "403_csrf.html", "429.html", "500.html",
    "account/account_inactive.html", "mfa/authenticate.html", "mfa/reauthenticate.html",
    "mfa/recovery_codes/generate.html", "mfa/recovery_codes/index.html",
    "mfa/totp/deactivate_form.html", "socialaccount/authentication_error.html",
    "socialaccount/login.html", "socialaccount/login_cancelled.html", "orgs/slips_print.html",
    "notices/nobody.html",
    # Drawn only in answer to a button.
    "boards/link.html", "boards/remind.html",
}  # fmt: skip
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],
}
# Where `make pages` wants every page as pictures.
PICTURES = os.environ.get("THIDUA_PAGES", "")
CONTRAST = {**RULES, "runOnly": {"type": "rule", "values": ["color-contrast"]}}


@pytest.fixture
def drawn() -> Any:
    """The templates that the server draws, in their order."""
    names: list[str] = []

    def see(sender: Any, template: Any, **told: Any) -> None:
        names.append(template.name)

    template_rendered.connect(see)
    yield names
    template_rendered.disconnect(see)


@pytest.mark.parametrize("part", PARTS)
def test_every_page_is_accessible(
    people: Callable[..., Page], drawn: list[str], part: Callable[[world.World], list[Visit]]
) -> None:
    here = world.build(size=4).launch().register()
    if part is councils.council_and_awards:
        here.seat_council().propose(2).call_session().recommend().draft().issue()
    visits = part(here)
    codes = {
        "head": here.head.code, "member": here.members[1].code, "other": here.other_head.code,
    }  # fmt: skip
    pages: dict[str, Page] = {}
    found = []
    for template, who, address in visits:
        if who not in pages:
            pages[who] = people("phone", bypass_csp=True)
            if who != "-":
                sign_in(pages[who], codes.get(who, who))
        drawn.clear()
        pages[who].goto(address)
        if "account/reauthenticate.html" in drawn and "reauthenticate" not in template:
            pages[who].locator("[name=password]").fill(world.PASSWORD)
            pages[who].get_by_role("button", name="Xác nhận").click()
            pages[who].wait_for_url(f"**{address}")
        if template != "ui/list_page.html" and template not in drawn:
            found.append(f"{address} is not drawn by {template}")
        found += [f"{template} {address}: {fault}" for fault in _faults(pages[who])]
        if PICTURES:
            _photograph(pages[who], f"{template[:-5].replace('/', '.')}.{who}.{address}")
    assert not found, "\n".join(found)


def _photograph(page: Page, name: str) -> None:
    """Keep the page as it stands, at the width of a phone and of a desk."""
    for width, height in ((1440, 900), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        file = f"{re.sub(r'[^a-z0-9.-]+', '_', name.lower())}.{width}.png"
        page.screenshot(path=Path(PICTURES) / file, full_page=True)


def _faults(page: Page) -> list[str]:
    violations = {"light": Axe().run(page, options=RULES).response["violations"]}
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate("options => axe.run(options)", CONTRAST)
    violations["dark"] = dark["violations"]
    faults = [
        f"{scheme} {violation['id']} {node['html'][:160]}"
        for scheme, found in violations.items()
        for violation in found
        for node in violation["nodes"]
    ]
    page.emulate_media(color_scheme="light")
    width = page.evaluate("document.documentElement.scrollWidth")
    if width > 390:
        faults.append(f"{width} px wide")
    return faults


def test_every_page_template_is_visited() -> None:
    visits = Path(councils.__file__).parent.glob("*.py")
    source = "".join(file.read_text() for file in visits)
    homes = Path(thidua.__file__).parent.glob("*/templates")
    pages = {
        str(file.relative_to(home))
        for home in homes
        for file in home.rglob("*.html")
        if file.read_text().startswith("{% extends")
    }
    assert sorted(p for p in pages - NOT_VISITED if f'"{p}"' not in source) == []
    assert sorted(NOT_VISITED - pages) == []
