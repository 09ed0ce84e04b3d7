"""Three parties sign a pact on their own phones while the hall watches the wall."""

import hashlib
import re
from collections.abc import Callable
from io import BytesIO

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.conftest import sign_in
from tests.support import world
from thidua.demo.story import MOVEMENT

pytestmark = pytest.mark.django_db(transaction=True)
# The wall looks every four seconds at the slowest: its clock is moved on instead of waited for.
LOOK = 4_000


def test_three_parties_sign_and_the_wall_sees_each(people: Callable[..., Page]) -> None:
    here = world.build(size=2).launch().open_pact()
    signers = [
        (here.head, here.group), (here.other_head, here.other_group),
        (here.people["chutich"], here.union),
    ]  # fmt: skip
    wall = people("desk")
    wall.clock.install()
    sign_in(wall, "canbo")
    wall.goto(f"/giao-uoc/{here.pact.pk}/")
    wall.get_by_text("Việc khác").click()
    wall.get_by_role("link", name="Trình chiếu lễ ký").click()
    expect(wall.locator(".wall-count")).to_have_text("0 / 3 bên đã ký")
    phones = [people("phone") for _signer in signers]
    for phone, (person, unit) in zip(phones, signers, strict=True):
        sign_in(phone, person.code)
        phone.get_by_role("link", name=f"Ký giao ước: {unit.name}").click()

    _sign(phones[0], here.group.name, "khong-phai-mat-khau-nay")
    expect(phones[0].get_by_role("alert")).to_contain_text(
        "Mật khẩu hoặc mã xác thực chưa đúng nên chưa ký."
    )
    for count, (phone, (person, unit)) in enumerate(zip(phones, signers, strict=True), 1):
        _sign(phone, unit.name, world.PASSWORD)
        expect(phone.get_by_text(f"Bạn đã ký giao ước cho {unit.name}.")).to_be_visible()
        wall.clock.fast_forward(LOOK)
        place = wall.locator(".wall-party.is-signed").filter(has_text=unit.name)
        expect(place.locator(".wall-who")).to_have_text(person.full_name)
        expect(wall.locator(".wall-party.is-signed")).to_have_count(count)

    expect(wall.locator(".wall-count")).to_have_text("Giao ước đã được ký kết")
    expect(wall.locator(".wall-qr")).to_have_count(0)
    wall.get_by_role("link", name="Về trang giao ước").click()
    expect(wall.locator("[data-seal=holds]")).to_be_visible()
    _insist_on_public_face(_sealed_paper(wall), people("phone"))


def _sign(phone: Page, unit: str, password: str) -> None:
    phone.locator("input[name=secret]").fill(password)
    phone.get_by_role("button", name=f"Ký cho {unit}").click()


def _sealed_paper(page: Page) -> bytes:
    address = page.get_by_role("link", name="PDF").first.get_attribute("href")
    assert address is not None
    return page.request.get(address).body()


def _insist_on_public_face(paper: bytes, stranger: Page) -> None:
    """Without an account, by the address beside the printed QR code."""
    printed = " ".join(page.extract_text() for page in PdfReader(BytesIO(paper)).pages)
    found = re.search(r"/xac-minh/(\w{16})", printed)
    assert found is not None
    stranger.goto(f"{found[0]}/")
    expect(stranger.get_by_role("heading", level=1)).to_have_text("Văn bản này là thật")
    words = [stranger.locator(f"main {tag}").all_text_contents() for tag in ("dt", "dd")]
    facts = dict(zip(*words, strict=True))
    assert facts.pop("Mã băm nội dung (SHA-256)") in printed
    assert facts == {
        "Giao ước": world.PACT["title"],
        "Phong trào": MOVEMENT["title"],
        "Số bên đã ký": "3/3",
        "Niêm phong ngày": "24/11/2025",
        "Mã băm tệp PDF (SHA-256)": hashlib.sha256(paper).hexdigest(),
        "Mã xác minh": found[1],
    }
