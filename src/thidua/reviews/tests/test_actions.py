"""Reviews drafted from data, written block by block, brought up to date, signed and issued."""

from datetime import date
from decimal import Decimal

import pytest

from thidua.core.machine import WrongState
from thidua.core.marks import mark_of
from thidua.core.models import AuditEntry
from thidua.core.permit import Refused
from thidua.initiatives.states import EntryState
from thidua.movements.states import MovementState
from thidua.notices.models import Notice
from thidua.reviews import actions, content
from thidua.reviews.measures import BY_UNIT
from thidua.reviews.models import Review
from thidua.reviews.states import BlockKind, ReviewKind
from thidua.reviews.tests import factories as f


def figures(review):
    return {
        name: figure["text"] for name, figure in f.fresh(review).report.blocks["figures"].items()
    }


def changed(review, *, on=f.DAY):
    found = f.fresh(review)
    changes = content.changes(found, content.counted_now(found, on=on))
    return {name: str(change.text) for name, change in changes.items()}


def block_with(review, text):
    return next(block for block in f.body(review) if text in block["text"])


def test_the_draft_counts_what_was_sent_in_its_days(house, movement):
    f.initiative(house, movement)
    f.initiative(house, movement, state=EntryState.SUBMITTED)
    f.difficulty(house, movement)
    found = figures(f.review(house, movement))
    assert found["initiatives.submitted"] == "2"
    assert found["initiatives.verified"] == "1"
    assert found["difficulties.solved"] == "1"
    assert found["movements.registered_people"] == "1"
    assert found["movement.units"] == "2"
    assert found["movement.approved"] == "1"
    assert found["movement.days"] == "122"


def test_what_came_later_is_not_counted(house, movement):
    f.initiative(house, movement)
    early = f.review(house, movement, as_of=date(2025, 10, 30))
    assert figures(early)["initiatives.submitted"] == "0"


def test_the_draft_has_the_parts_of_a_report_in_their_order(house, movement):
    review = f.review(house, movement)
    headings = [block["text"] for block in f.body(review) if block["kind"] == "heading"]
    assert headings == [
        "Đặc điểm tình hình", "Công tác chỉ đạo, tổ chức thực hiện", "Kết quả thực hiện",
        "Điển hình tiên tiến, gương người tốt, việc tốt", "Hạn chế, nguyên nhân",
        "Bài học kinh nghiệm", "Nhiệm vụ, giải pháp thời gian tới",
        "Đề xuất khen thưởng, kiến nghị",
    ]  # fmt: skip
    assert review.report.title == (
        "Sơ kết phong trào thi đua “Đợt thi đua cao điểm 120 ngày” "
        "(số liệu đến hết ngày 31/10/2025)"
    )
    assert "Phát động tháng 9, tổng kết tháng 12." in block_with(review, "Phát động")["text"]


def test_tables_and_charts_name_what_is_registered(house, movement):
    f.initiative(house, movement)
    f.difficulty(house, movement)
    shown = [(b["kind"], b["source"]) for b in f.body(f.review(house, movement)) if b["source"]]
    assert ("table", "initiatives.by_benefit") in shown
    assert ("chart", "initiatives.by_benefit") in shown
    assert ("table", BY_UNIT) in shown
    assert ("table", "initiatives.difficulties") in shown
    results = next(block for block in f.body(f.review(house, movement)) if block["note"])
    assert "Hội đồng thống nhất đề nghị khen thưởng" in results["note"]
    assert ("table", "awards.proposed") not in shown


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"as_of": date(2025, 11, 4)},
         "Ngày chốt số liệu chưa đến: chọn từ hôm nay trở về trước."),
        ({"starts_on": date(2025, 11, 1)}, "Ngày chốt số liệu phải từ ngày bắt đầu trở đi."),
        ({"symbol": " "}, "Ghi ký hiệu của báo cáo, ví dụ BC-BV."),
        ({"kind": ReviewKind.FINAL},
         "Phong trào còn đến hết ngày 31/12/2025: trước ngày đó hãy lập báo cáo sơ kết."),
    ],
)  # fmt: skip
def test_a_draft_that_cannot_be_is_refused_with_what_to_do(house, movement, facts, said):
    with pytest.raises(Refused) as refused:
        f.review(house, movement, **facts)
    assert str(refused.value) == said
    assert not Review.objects.exists()


def test_one_final_review_stands_and_after_revocation_another(house, movement):
    movement.state = MovementState.CLOSED
    movement.save()
    first = f.review(house, movement, kind=ReviewKind.FINAL)
    assert first.report.title.startswith("Tổng kết phong trào")
    with pytest.raises(Refused) as refused:
        f.review(house, movement, kind=ReviewKind.FINAL)
    assert str(refused.value) == (
        "Phong trào đã có báo cáo tổng kết: hãy sửa hoặc thu hồi báo cáo đó."
    )
    first.report.state = "revoked"
    first.report.number, first.report.year, first.report.dated_on = 1, 2025, f.DAY
    first.report.save()
    assert f.review(house, movement, kind=ReviewKind.FINAL).pk != first.pk


def test_data_that_change_are_told_and_nothing_changes_by_itself(house, movement):
    f.initiative(house, movement)
    review = f.review(house, movement)
    assert changed(review) == {}
    f.initiative(house, movement, figure_before=Decimal(20), figure_after=Decimal("12.5"))
    found = changed(review)
    assert found["initiatives.submitted"] == "số liệu đã thay đổi: 1 → 2, ngày 03/11/2025"
    assert found["initiatives.by_benefit"] == (
        "số liệu đã thay đổi: Hợp lý hóa kỹ thuật, quy trình · phút, Sáng kiến đã gửi 1 → 2; "
        "Hợp lý hóa kỹ thuật, quy trình · phút, Sáng kiến đã xác nhận 1 → 2; "
        "Hợp lý hóa kỹ thuật, quy trình · phút, Trước 45 → 65; và 1 chỗ khác, ngày 03/11/2025"
    )
    assert figures(review)["initiatives.submitted"] == "1"


def test_one_figure_is_brought_up_to_date_and_the_rest_stays(house, movement):
    review = f.review(house, movement)
    f.initiative(house, movement)
    done = actions.refresh_review(
        actor=house.officer, review=review, on=f.DAY, names=["initiatives.submitted"]
    )
    assert done == ["initiatives.submitted"]
    assert figures(review)["initiatives.submitted"] == "1"
    assert figures(review)["initiatives.verified"] == "0"
    entry = AuditEntry.objects.filter(action="reviews.review.refresh").latest("pk")
    assert entry.facts["refreshed"] == {
        "initiatives.submitted": "số liệu đã thay đổi: 0 → 1, ngày 03/11/2025"
    }


def test_all_figures_are_brought_up_to_date_at_once(house, movement):
    review = f.review(house, movement)
    f.initiative(house, movement)
    actions.refresh_review(actor=house.officer, review=review, on=f.DAY)
    assert changed(review) == {}
    assert figures(review)["initiatives.verified"] == "1"
    with pytest.raises(Refused) as refused:
        actions.refresh_review(actor=house.officer, review=review, on=f.DAY)
    assert str(refused.value) == "Số liệu không thay đổi từ khi dự thảo."


def test_a_new_figure_in_a_text_is_counted_when_it_is_written(house, movement):
    review = f.review(house, movement)
    waiting = next(b for b in f.body(review) if b["prompt"].startswith("Nêu bài học"))
    others = {b["id"]: {"text": "Không."} for b in f.body(review) if b["kind"] == "text"}
    actions.write_review(
        actor=house.officer, review=review, on=f.DAY,
        texts={**others, waiting["id"]: {"text": "Có {{ difficulties.solved }} bài học."}},
    )  # fmt: skip
    assert figures(review) == {"difficulties.solved": "0"}
    assert "movement.days" not in f.fresh(review).report.blocks["figures"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Đạt {{initiatives.sent}} sáng kiến", "{{initiatives.sent}}"),
        ("Đạt {{sáng kiến}} trong kỳ", "{{sáng kiến}}"),
        ("Đạt {{initiatives.submitted", "{{initiatives.submitted"),
        ("Đạt 12}}", "}}"),
    ],
)
def test_a_figure_that_does_not_exist_is_refused_by_name(house, movement, text, named):
    review = f.review(house, movement)
    block = block_with(review, "Trong kỳ")
    with pytest.raises(Refused) as refused:
        actions.write_review(
            actor=house.officer, review=review, texts={block["id"]: {"text": text}}, on=f.DAY
        )
    assert str(refused.value) == (
        f"Không có số liệu nào tên «{named}»: chọn trong danh sách «Chèn số liệu» của mục."
    )
    assert block_with(review, "Trong kỳ") == block


def test_two_who_write_the_same_block_do_not_overwrite_each_other(house, movement):
    review = f.review(house, movement)
    block = block_with(review, "Bài học")
    seen = {f"text-{block['id']}": mark_of(block["text"])}
    given = {"actor": house.officer, "review": review, "on": f.DAY, "seen": seen}
    actions.write_review(texts={block["id"]: {"text": "Bài học quý"}}, **given)
    actions.write_review(texts={block["id"]: {"text": "Bài học quý"}}, **given)
    with pytest.raises(Refused) as refused:
        actions.write_review(texts={block["id"]: {"text": "Khác"}}, **given)
    assert str(refused.value) == (
        "Mục «Bài học quý» vừa được người khác sửa: so với bản đang lưu ghi dưới ô, sửa phần của "
        "bạn cho khớp rồi lưu."
    )


def test_title_and_recipients_are_written_too(house, movement):
    review = f.review(house, movement)
    actions.write_review(
        actor=house.officer, review=review, texts={}, on=f.DAY, title=" Sơ kết hai tháng ",
        recipients=["Ban Thường vụ;", " ", "Lưu: VT."],
    )  # fmt: skip
    paper = f.fresh(review).report
    assert paper.title == "Sơ kết hai tháng"
    assert paper.blocks["recipients"] == ["Ban Thường vụ;", "Lưu: VT."]
    with pytest.raises(Refused) as refused:
        actions.write_review(actor=house.officer, review=review, texts={}, on=f.DAY, title=" ")
    assert str(refused.value) == "Ghi trích yếu của báo cáo."


def test_blocks_are_added_moved_and_taken_out(house, movement):
    review = f.review(house, movement)
    first, second = (block["id"] for block in f.body(review)[:2])
    size = len(f.body(review))
    given = {"actor": house.officer, "review": review, "on": f.DAY}
    actions.add_block(kind=BlockKind.TEXT, after=first, **given)
    actions.add_block(kind=BlockKind.CHART, source=BY_UNIT, columns=["Sáng kiến đã gửi"], **given)
    ids = [block["id"] for block in f.body(review)]
    assert ids[:3] == [first, f"b{size + 1}", second]
    assert ids[-1] == f"b{size + 2}"
    actions.move_block(actor=house.officer, review=review, block=second, by=-1)
    actions.remove_block(block=first, **given)
    assert [block["id"] for block in f.body(review)][:2] == [second, f"b{size + 1}"]
    with pytest.raises(Refused) as refused:
        actions.move_block(actor=house.officer, review=review, block=first, by=1)
    assert str(refused.value) == "Mục này vừa được người khác bỏ: mở lại trang."
    with pytest.raises(Refused) as refused:
        actions.write_review(texts={first: {"text": "A"}}, **given)
    assert str(refused.value) == (
        "Một mục bạn viết vừa được người khác bỏ: chép phần của bạn sang mục khác, xóa ô đó rồi "
        "lưu."
    )
    with pytest.raises(Refused) as refused:
        actions.add_block(kind=BlockKind.TABLE, source="reviews.nothing", **given)
    assert str(refused.value) == "Chọn bảng số liệu trong danh sách."


def test_a_table_that_is_no_longer_shown_is_no_longer_kept(house, movement):
    review = f.review(house, movement)
    shown = [b["id"] for b in f.body(review) if b["source"] == BY_UNIT]
    for block in shown:
        actions.remove_block(actor=house.officer, review=review, block=block, on=f.DAY)
    assert BY_UNIT not in f.fresh(review).report.blocks["tables"]


def test_a_draft_with_parts_to_write_is_not_submitted(house, movement):
    review = f.review(house, movement)
    with pytest.raises(Refused) as refused:
        actions.submit_review(actor=house.officer, review=review)
    assert str(refused.value) == (
        "Còn 6 mục chưa viết (Nêu thuận lợi, khó khăn của đơn vị khi thực hiện phong trào): "
        "viết tiếp hoặc bỏ mục rồi trình ký."
    )
    assert f.fresh(review).report.state == "draft"


def test_signed_and_issued_it_stands_as_it_was(house, movement):
    review = f.brought_to(house, f.review(house, movement), "issued")
    before = review.report.blocks
    f.initiative(house, movement)
    for act in (
        lambda: actions.refresh_review(actor=house.officer, review=review, on=f.DAY),
        lambda: actions.write_review(actor=house.officer, review=review, texts={}, on=f.DAY),
        lambda: actions.remove_block(actor=house.officer, review=review, block="b1", on=f.DAY),
    ):
        with pytest.raises(WrongState) as refused:
            act()
        assert str(refused.value) == (
            "Đang ở trạng thái «Đã phát hành» nên không thực hiện được việc này."
        )
    assert f.fresh(review).report.blocks == before
    assert review.report.signer_name == str(house.director.person)
    assert review.report.reference == "07/BC-CĐCS"


def test_the_heads_of_the_units_are_told_of_the_issue(house, movement):
    review = f.brought_to(house, f.review(house, movement), "issued")
    told = Notice.objects.filter(kind="reviews.review.issued")
    assert {(notice.recipient, notice.text) for notice in told} == {
        (house.head, f"Đã có báo cáo: {review.report.title}")
    }


def test_what_is_returned_is_mended_and_submitted_again(house, movement):
    review = f.brought_to(house, f.review(house, movement), "for_signature")
    actions.return_review(actor=house.director, review=review, reason="Nêu rõ hạn chế.")
    assert f.fresh(review).report.state == "draft"
    actions.submit_review(actor=house.officer, review=review)
    assert f.fresh(review).report.state == "for_signature"
