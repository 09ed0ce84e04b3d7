"""A stranger without an account verifies a letter by the code printed on it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.support import world
from thidua.awards import queries
from thidua.documents import queries as documents

pytestmark = pytest.mark.django_db(transaction=True)


def test_stranger_verifies_a_letter_on_a_phone(people: Callable[..., Page]) -> None:
    here = world.build(size=3).launch().register().seat_council().propose(2)
    here.call_session().recommend().draft().issue()
    person = here.members[1]
    letter = next(
        paper for paper in queries.letters_of(here.decision) if person.full_name in paper.title
    )
    page = people("phone")

    page.goto("/xac-minh/")
    page.get_by_label("Mã xác minh").fill(f" {letter.code[:8].lower()} {letter.code[8:]} ")
    page.get_by_role("button", name="Xác minh").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Văn bản này là thật")
    words = [page.locator(f"main {tag}").all_text_contents() for tag in ("dt", "dd")]
    facts = dict(zip(*words, strict=True))
    assert facts == {
        "Hình thức": "Giấy khen",
        "Người, tập thể được khen": person.full_name,
        "Thành tích": "Hoàn thành tốt nhiệm vụ trong đợt thi đua cao điểm 120 ngày",
        "Quyết định số": "412/QĐ-BVST",
        "Số sổ vàng": f"{letter.number}/2025",
        "Mã xác minh": letter.code,
    }
    source = page.content()
    born = world.BORN_ON
    private = [person.code, world.PHONE, world.PHONE.removeprefix("0"), f"{born:%d/%m/%Y}"]
    assert [text for text in private if text in source] == []
    assert [cookie["name"] for cookie in page.context.cookies()] == ["csrftoken"]


def test_stranger_learns_that_a_code_is_unknown(people: Callable[..., Page]) -> None:
    page = people("phone")

    page.goto("/xac-minh/ABCDEFGH23456789/")

    expect(page.get_by_role("heading", level=1)).to_have_text("Không tìm thấy mã này")


def test_stranger_compares_a_file_that_never_leaves_the_machine(
    people: Callable[..., Page], tmp_path: Path
) -> None:
    here = world.build(size=3).launch().register().seat_council().propose(2)
    here.call_session().recommend().draft().issue()
    decision = documents.paper_by_key(here.decision.paper_id)
    assert decision is not None
    assert decision.pdf is not None
    content = documents.content_of(decision.pdf)
    assert content is not None
    ours, other = tmp_path / "quyet-dinh.pdf", tmp_path / "khac.pdf"
    ours.write_bytes(content)
    other.write_bytes(content + b" ")
    page = people("phone")
    posted: list[str] = []
    page.on("request", lambda asked: posted.append(asked.url) if asked.method == "POST" else None)

    page.goto(f"/xac-minh/{decision.code}/")
    expect(page.get_by_text("Tệp được so ngay trên máy này, không gửi đi đâu.")).to_be_visible()
    page.get_by_label("Chọn tệp, hoặc thả tệp vào đây").set_input_files(ours)
    expect(page.get_by_text("Tệp vừa chọn đúng là văn bản này")).to_be_visible()
    page.get_by_label("Chọn tệp, hoặc thả tệp vào đây").set_input_files(other)
    expect(page.get_by_text("Tệp vừa chọn không phải bản do nơi ban hành")).to_be_visible()
    assert posted == []
