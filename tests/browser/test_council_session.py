"""The secretary runs a session of the council from roll-call to minutes."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from tests.browser.conftest import sign_in
from tests.support import world

pytestmark = pytest.mark.django_db(transaction=True)
CONCLUSION = "Hội đồng thống nhất đề nghị Giám đốc tặng giấy khen các cá nhân có tên."


def test_secretary_runs_the_session_and_takes_the_minutes(people: Callable[..., Page]) -> None:
    here = world.build(size=4).launch().register().seat_council().propose(3).call_session()
    away = here.people["chutich"].full_name
    page = people("desk")
    sign_in(page, "thuky")

    page.get_by_role("navigation").get_by_role("link", name="Hội đồng").click()
    page.get_by_role("link", name="Hội đồng Thi đua - Khen thưởng Bệnh viện").click()
    page.get_by_role("link", name="xét khen thưởng sơ kết").click()
    officer = _line(page, here.people["canbo"].full_name)
    for line, reason in ((officer, "trực chỉ huy"), (_line(page, away), "đi công tác")):
        line.get_by_label("vắng mặt", exact=True).check()
        line.get_by_role("textbox").fill(reason)
    page.get_by_role("button", name="Khai mạc").click()
    # Two thirds of five are four: three present make no quorum.
    expect(page.get_by_role("alert")).to_have_text(
        "Chưa đủ thành viên để họp: có mặt 3/5, cần ít nhất 4."
    )

    officer.get_by_label("có mặt", exact=True).check()
    officer.get_by_role("textbox").fill("")
    page.get_by_role("button", name="Khai mạc").click()
    expect(page.get_by_text("Có mặt 4/5, cần ít nhất 4.")).to_be_visible()

    _vote_on_the_first_alone(page, here, away)
    _vote_on_the_rest_together(page, away)

    page.get_by_label("Kết luận của chủ trì").fill(CONCLUSION)
    page.get_by_role("button", name="Bế mạc phiên họp").click()
    expect(page.get_by_text(CONCLUSION)).to_be_visible()
    expect(page.locator(".agenda li")).to_have_count(3)
    _insist_on_minutes(page, [person.full_name for person in here.members[:3]])


def _line(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name=name).first


def _vote_on_the_first_alone(page: Page, here: world.World, away: str) -> None:
    _line(page, here.people["admin"].full_name).get_by_label("không có ý kiến").check()
    _line(page, away).get_by_label("đồng ý", exact=True).check()
    _line(page, away).get_by_role("textbox").fill("Đồng ý, thành tích rõ ràng.")
    page.get_by_role("button", name="Ghi kết quả biểu quyết").click()
    expect(page.locator(".result-count")).to_have_text("4/5 đồng ý (80,0%)")
    page.get_by_role("button", name="Chốt kết quả").click()


def _vote_on_the_rest_together(page: Page, away: str) -> None:
    page.get_by_role("link", name="Biểu quyết chung 2 nội dung").click()
    _line(page, away).get_by_label("đồng ý", exact=True).check()
    _line(page, away).get_by_role("textbox").fill("Đồng ý với danh sách.")
    page.get_by_role("button", name="Xem trước kết quả").click()
    expect(page.locator(".result-count")).to_have_text("5/5 đồng ý (100,0%)")
    page.get_by_role("button", name="Chốt kết quả 2 nội dung").click()


def _insist_on_minutes(page: Page, names: list[str]) -> None:
    with page.expect_download() as found:
        page.get_by_role("link", name="Word").click()
    word = Path(found.value.path()).read_bytes()
    address = page.get_by_role("link", name="Biên bản").get_attribute("href")
    assert address is not None
    pdf = page.request.get(address).body()
    document = Document(BytesIO(word))
    texts = [paragraph.text for paragraph in document.paragraphs]
    texts += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    printed = " ".join(" ".join(p.extract_text() for p in PdfReader(BytesIO(pdf)).pages).split())
    for written in (" ".join(" ".join(texts).split()), printed):
        assert [name for name in names if name not in written] == []
        assert CONCLUSION in written
        assert "4/5" in written
