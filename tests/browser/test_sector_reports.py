"""A sector's year: reported on a phone, returned and accepted at a desk, believed and printed."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.conftest import sign_in
from tests.browser.test_weekly_entry import COUNT_TAPS
from tests.support import photos, sector

pytestmark = pytest.mark.django_db(transaction=True)
# To the report; three figures; a choice; the photo, whose fold stands open; sent.
TAPS = 7
# In points, the short side first.
A4 = (595.3, 841.9)
REASON = "Đoàn phí phải thu chưa khớp với số đoàn viên."


def test_a_sectors_year_is_reported_judged_believed_and_printed(
    people: Callable[..., Page], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("THIDUA_TODAY", sector.TODAY.isoformat())
    at = sector.build(42)
    for number in range(1, 41):
        at.send(number)
    phone, desk = people("phone", has_touch=True), people("desk")

    assert _report(phone, photos.taken_with_a_phone(tmp_path / "bang-thu.jpg")) == TAPS
    sign_in(desk, sector.OFFICER)
    desk.get_by_role("link", name="Xét 41 báo cáo chỉ tiêu đã gửi").click()
    _return(desk, "Công đoàn cơ sở số 03")
    _accept(desk, 40, without="Công đoàn cơ sở số 03")
    _open_down_to_evidence(desk)
    _print(desk)


def _report(phone: Page, photo: Path) -> int:
    """The report of the year from the first page to the message that it is sent; its taps."""
    phone.add_init_script(COUNT_TAPS)
    sign_in(phone, sector.HEAD)
    phone.evaluate("sessionStorage.clear()")
    phone.get_by_role("link", name="Báo cáo chỉ tiêu năm 2025: Công đoàn cơ sở số 01").tap()
    for label, figure in (
        ("Đoàn phí đã thu", "1.930.000"), ("Đoàn phí phải thu", "2.000.000"),
        ("Số liệu (người)", "12"),
    ):  # fmt: skip
        phone.get_by_label(label).tap()
        phone.keyboard.insert_text(figure)
    with phone.expect_file_chooser() as asked:
        phone.locator("section.sheet").first.get_by_text("Chụp ảnh").tap()
    asked.value.set_files(photo)
    phone.get_by_label("Hoàn thành xuất sắc").tap()
    phone.get_by_role("button", name="Gửi báo cáo").tap()
    expect(phone.get_by_text("Đã gửi báo cáo lên cấp trên.")).to_be_visible()
    return int(phone.evaluate("Number(sessionStorage.taps)"))


def _return(desk: Page, unit: str) -> None:
    desk.get_by_role("link", name=unit).click()
    desk.get_by_text("Trả lại, nêu rõ cần sửa gì").click()
    desk.get_by_label("Lý do").fill(REASON)
    desk.get_by_role("button", name="Trả lại").click()
    expect(desk.get_by_text("Đã trả lại báo cáo để đơn vị sửa.")).to_be_visible()
    expect(desk.get_by_text(REASON).first).to_be_visible()


def _accept(desk: Page, count: int, *, without: str) -> None:
    """From the day's work again: all at once, after seeing whom it touches."""
    desk.get_by_role("link", name="Việc hôm nay").first.click()
    desk.get_by_role("link", name=f"Xét {count} báo cáo chỉ tiêu đã gửi").click()
    desk.locator("thead").get_by_label("Đánh dấu cả trang").check()
    desk.get_by_role("button", name="Chấp nhận…").click()
    expect(desk.get_by_text(f"{count} dòng sẽ được thực hiện.")).to_be_visible()
    touched = desk.locator("ul.touched li")
    expect(touched).to_have_count(count)
    expect(touched.filter(has_text=without)).to_have_count(0)
    desk.get_by_role("button", name="Chấp nhận", exact=True).click()
    expect(desk.get_by_text(f"Đã chấp nhận {count} báo cáo.")).to_be_visible()


def _open_down_to_evidence(desk: Page) -> None:
    """From the sector's share of dues to the union that reported, and the photo it stands on."""
    desk.get_by_role("link", name="Kết quả chỉ tiêu", exact=True).first.click()
    desk.get_by_role("link", name="Bảng tổng hợp").click()
    table = desk.url
    desk.locator("tr").filter(has_text="Đoàn phí thu được").locator("td a").first.click()
    counted = desk.locator("tr").filter(has_text="Công đoàn cơ sở số 01")
    expect(counted).to_contain_text("1.930.000")
    expect(desk.locator("tr").filter(has_text="Công đoàn cơ sở số 42")).to_have_count(1)
    counted.get_by_role("link").click()
    evidence = desk.get_by_role("link", name="bang-thu.jpg").get_attribute("href")
    assert evidence is not None
    answer = desk.request.get(evidence)
    assert answer.ok
    assert answer.headers["content-type"].startswith("image/")
    desk.goto(table)


def _print(desk: Page) -> None:
    """The table from the browser's print and as a paper: every cell of the screen is on both."""
    said = desk.get_by_role("main").locator("th, td").all_inner_texts()
    assert "40/42" in said
    desk.get_by_text("Việc khác").click()
    address = desk.get_by_role("link", name="Tải PDF").get_attribute("href")
    assert address is not None
    desk.emulate_media(media="print")
    for pdf in (desk.pdf(format="A4"), desk.request.get(address).body()):
        pages = PdfReader(BytesIO(pdf)).pages
        assert sorted(map(float, pages[0].mediabox[2:])) == pytest.approx(A4, abs=2)
        printed = _bare("".join(page.extract_text() for page in pages))
        assert [text for text in said if _bare(text) not in printed] == []


def _bare(text: str) -> str:
    """Without spaces and capitals: paper breaks its lines elsewhere and capitalises headings."""
    return "".join(text.split()).casefold()
