"""A member enters an initiative with a photo on a phone; the group's head verifies it."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.conftest import sign_in
from tests.support import photos, world

pytestmark = pytest.mark.django_db(transaction=True)
TITLE = "Khay lấy máu có vạch chia theo buồng bệnh"


def test_member_enters_an_initiative_with_a_photo_and_the_head_verifies(
    people: Callable[..., Page], tmp_path: Path
) -> None:
    here = world.build(size=4).launch()
    photo = photos.taken_with_a_phone(tmp_path / "anh.jpg")
    sent = photo.read_bytes()
    assert (b"Exif" in sent, photos.CAMERA.encode() in sent) == (True, True)
    author = people("phone")
    sign_in(author, here.members[1].code)

    author.get_by_role("link", name="Thêm", exact=True).click()
    author.get_by_role("main").get_by_role("link", name="Sáng kiến").click()
    author.get_by_role("link", name="Nhập sáng kiến").first.click()
    author.get_by_label("Tên sáng kiến").fill(TITLE)
    author.get_by_label("Nội dung giải pháp").fill("Chia khay theo buồng, dán nhãn màu từng buồng.")
    author.get_by_label("hợp lý hóa kỹ thuật, quy trình").check()
    author.get_by_text("Trước khi áp dụng, hiệu quả, số liệu").click()
    author.get_by_label("Số đo").fill("thời gian lấy máu một buồng")
    author.get_by_label("Đơn vị tính").fill("phút")
    author.get_by_label("Số liệu trước").fill("42")
    author.get_by_label("Số liệu sau").fill("29,5")
    author.get_by_label("Ảnh minh họa").set_input_files(photo)
    author.get_by_role("button", name="Gửi", exact=True).click()

    expect(author.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(author.get_by_text("Đã gửi sáng kiến. Trưởng đơn vị sẽ xác nhận.")).to_be_visible()
    expect(author.get_by_text("29,5")).to_be_visible()
    _insist_on_bare_photo(author, sent)

    head = people("phone")
    sign_in(head, here.head.code)
    head.get_by_role("link", name="Xác nhận 1 sáng kiến").click()
    head.get_by_role("link", name=TITLE).click()
    head.get_by_role("button", name="Xác nhận").click()
    expect(head.get_by_text("Đã xác nhận sáng kiến.")).to_be_visible()

    author.goto("/thong-bao/")
    expect(author.get_by_role("link", name=f"«{TITLE}» đã được xác nhận.")).to_be_visible()


def _insist_on_bare_photo(page: Page, sent: bytes) -> None:
    """What is served shows the same picture upright and says nothing of place and camera."""
    shown = page.get_by_role("img", name=f"Ảnh 1 của «{TITLE}»")
    shown.scroll_into_view_if_needed()
    expect(shown).to_have_js_property("complete", value=True)
    address = shown.get_attribute("src")
    assert address is not None
    answer = page.request.get(address)
    assert (answer.status, answer.headers["content-type"]) == (200, "image/jpeg")
    served = answer.body()
    image = Image.open(BytesIO(served))
    assert image.size == (480, 640)
    assert dict(image.getexif()) == {}
    assert (b"Exif" in served, photos.CAMERA.encode() in served) == (False, False)
    assert served != sent
