"""Two who write one report, and a session that ends: nobody's words are written over or lost."""

import pytest

from thidua.reviews import actions
from thidua.reviews.tests import factories as f
from thidua.reviews.tests.pages import at, form_of, press, see, words

SAVED = "Đã lưu báo cáo."


@pytest.fixture
def review(house, movement):
    found = f.review(house, movement)
    actions.write_review(
        actor=house.officer, review=found, texts={"b3": {"text": "Ban đầu"}}, on=f.DAY
    )
    return f.fresh(found)


def test_what_another_has_written_is_not_overwritten_and_both_texts_are_shown(
    client, house, review
):
    mine = form_of(see(client, house.officer, at("edit", review.pk)))
    theirs = {**mine, "text-b3": "Của người khác", "title": "Tên của họ"}
    press(client, house.officer, at("revise", review.pk), **theirs)
    mine |= {"text-b3": "Của tôi", "note-b3": "Ghi thêm"}
    text = press(client, house.officer, at("revise", review.pk), **mine)
    assert "so với bản đang lưu ghi dưới ô, sửa phần của bạn cho khớp rồi lưu." in words(text)
    assert "Bản đang lưu của người khác Của người khác" in words(text)
    shown = form_of(text)
    assert (shown["text-b3"], shown["note-b3"]) == ("Của tôi", "Ghi thêm")
    assert shown["title"] == "Tên của họ"
    assert f.body(review)[2]["text"] == "Của người khác"
    merged = {**shown, "text-b3": "Của cả hai"}
    assert SAVED in press(client, house.officer, at("revise", review.pk), **merged)
    kept = f.fresh(review).report
    assert (kept.title, f.body(review)[2]["text"]) == ("Tên của họ", "Của cả hai")


def test_what_i_left_as_it_was_does_not_undo_another_s_work(client, house, review):
    mine = form_of(see(client, house.officer, at("edit", review.pk)))
    theirs = {**mine, "text-b3": "Của họ", "title": "Tên của họ", "recipients": "Lưu: VT."}
    press(client, house.officer, at("revise", review.pk), **theirs)
    text = press(client, house.officer, at("revise", review.pk), **{**mine, "text-b1": "Mới"})
    assert SAVED in text
    kept = f.fresh(review).report
    assert (kept.title, kept.blocks["recipients"]) == ("Tên của họ", ["Lưu: VT."])
    assert [block["text"] for block in f.body(review)[:3:2]] == ["Mới", "Của họ"]


@pytest.mark.parametrize(("name", "said"), [("title", "Trích yếu"), ("recipients", "Nơi nhận")])
def test_title_and_recipients_clash_too(client, house, review, name, said):
    mine = form_of(see(client, house.officer, at("edit", review.pk)))
    press(client, house.officer, at("revise", review.pk), **{**mine, name: "Của họ"})
    text = press(client, house.officer, at("revise", review.pk), **{**mine, name: "Của tôi"})
    assert f"{said} vừa được người khác sửa" in words(text)
    assert form_of(text)[name] == "Của tôi"


def test_what_was_typed_into_a_block_that_is_gone_is_shown_until_it_is_cleared(
    client, house, review
):
    mine = form_of(see(client, house.officer, at("edit", review.pk)))
    press(client, house.officer, at("revise", review.pk), **{**mine, "do": "remove:b3"})
    text = press(client, house.officer, at("revise", review.pk), **{**mine, "text-b3": "Công sức"})
    assert "Một mục bạn viết vừa được người khác bỏ" in words(text)
    shown = form_of(text)
    assert shown["text-b3"] == "Công sức"
    again = press(client, house.officer, at("revise", review.pk), **shown)
    assert form_of(again)["text-b3"] == "Công sức"
    done = {**shown, "text-b3": "", "text-b1": "Công sức"}
    assert SAVED in press(client, house.officer, at("revise", review.pk), **done)
    assert f.body(review)[0]["text"] == "Công sức"


def test_a_block_just_written_by_another_is_not_taken_out_unread(client, house, review):
    mine = form_of(see(client, house.officer, at("edit", review.pk)))
    press(client, house.officer, at("revise", review.pk), **{**mine, "text-b3": "Vừa viết"})
    text = press(client, house.officer, at("revise", review.pk), **{**mine, "do": "remove:b3"})
    assert "Mục này vừa được người khác sửa: đọc lại rồi hãy bỏ." in words(text)
    assert f.body(review)[2]["text"] == "Vừa viết"
    now = form_of(text)
    press(client, house.officer, at("revise", review.pk), **{**now, "do": "remove:b3"})
    assert "b3" not in [block["id"] for block in f.body(review)]


def test_after_the_session_has_ended_one_comes_back_to_the_page_of_typing(client, review):
    typed_on = f"http://testserver{at('edit', review.pk)}"
    answer = client.post(at("revise", review.pk), {"do": "save"}, headers={"referer": typed_on})
    assert answer.url.endswith(f"?next={at('edit', review.pk)}")
    elsewhere = client.post(
        at("revise", review.pk), {"do": "save"}, headers={"referer": "https://la.example/soan/"}
    )
    assert elsewhere.url.endswith(f"?next={at('revise', review.pk)}")
