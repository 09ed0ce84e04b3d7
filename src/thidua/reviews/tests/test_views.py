"""Pages of reviews: who sees what, writing without script, marks of change, the way to issue."""

import re
from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from thidua.core import capability
from thidua.core.models import AuditEntry
from thidua.documents.permits import reads_paper
from thidua.movements.models import Movement
from thidua.movements.tests.factories import ENDS
from thidua.reviews import actions
from thidua.reviews.models import Review
from thidua.reviews.states import ReviewKind
from thidua.reviews.tests import factories as f
from thidua.reviews.tests.pages import at, form_of, press, see, words

CANARY = "BÍ-MẬT-CHƯA-PHÁT-HÀNH"


@pytest.fixture
def review(house, movement):
    f.initiative(house, movement)
    found = f.review(house, movement)
    actions.write_review(
        actor=house.officer, review=found, texts={"b3": {"text": CANARY, "note": "Hỏi lại"}},
        on=f.DAY,
    )  # fmt: skip
    return f.fresh(found)


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("officer", 200), ("director", 200), ("inspector", 200), ("head", 403), ("member", 403),
        ("other_member", 403), ("stranger", 403),
    ],
)  # fmt: skip
def test_a_draft_is_read_by_those_who_watch(client, house, review, who, status):
    user = getattr(house, who)
    text = see(client, user, at("detail", review.pk), status)
    assert (CANARY in text) is (status == 200)
    listed = see(client, user, at("list"))
    assert (review.report.title in listed) is (status == 200)
    assert (reads_paper(user, review.report) is None) is (status == 200)
    if status != 200:
        assert (
            "Báo cáo này đang soạn; chỉ người phụ trách phong trào xem được trước khi phát hành."
        ) in words(text)


@pytest.mark.parametrize(
    ("who", "status"),
    [("head", 200), ("member", 200), ("other_member", 200), ("stranger", 403)],
)
def test_an_issued_report_is_read_by_all_whom_it_concerns(client, house, review, who, status):
    issued = f.brought_to(house, review, "issued")
    user = getattr(house, who)
    text = see(client, user, at("detail", issued.pk), status)
    assert (CANARY in text) is (status == 200)
    assert "Hỏi lại" not in text
    assert (issued.report.title in see(client, user, at("list"))) is (status == 200)


@pytest.mark.parametrize("who", ["director", "inspector", "head", "member", "stranger"])
def test_only_the_officer_writes(client, house, review, who):
    user = getattr(house, who)
    see(client, user, at("edit", review.pk), 403)
    assert client.post(at("revise", review.pk), {"do": "remove:b1"}).status_code == 403
    see(client, user, at("create", review.movement.pk, "interim"), 403)
    assert f.body(review)[0]["id"] == "b1"


def test_the_list_asks_the_same_number_of_queries_for_one_and_for_three(
    client, house, movement, review
):
    def queries():
        with CaptureQueriesContext(connection) as caught:
            see(client, house.officer, at("list"))
        return len(caught)

    see(client, house.officer, at("list"))
    one = queries()
    f.review(house, movement)
    f.review(house, movement)
    assert queries() == one


def test_a_report_asks_the_same_number_of_queries_whatever_was_entered(
    client, house, movement, review
):
    def queries():
        with CaptureQueriesContext(connection) as caught:
            see(client, house.officer, at("detail", review.pk))
        return len(caught)

    see(client, house.officer, at("detail", review.pk))
    one = queries()
    for _ in range(3):
        f.initiative(house, movement)
    assert queries() == one


def test_the_list_of_one_movement(client, house, movement, review):
    other = Movement.objects.create(
        unit=house.union, title="Phong trào khác", kind="peak", level="unit", state="launched",
        starts_on=f.STARTS, ends_on=ENDS,
    )  # fmt: skip
    second = f.review(house, other)
    text = see(client, house.officer, f"{at('list')}?movement={other.pk}")
    assert second.report.title in text
    assert review.report.title not in text


def test_the_form_offers_the_days_so_far_and_drafts(client, house, movement):
    address = at("create", movement.pk, "interim")
    text = see(client, house.officer, address)
    values = dict(re.findall(r'name="(starts_on|as_of|symbol)" value="([^"]*)"', text))
    assert values == {"starts_on": "01/09/2025", "as_of": "03/11/2025", "symbol": "BC-CDCS"}
    text = press(client, house.officer, address, **values)
    assert "Đã dự thảo báo cáo từ số liệu: đọc lại và viết tiếp." in text
    assert Review.objects.get().as_of == f.DAY
    see(client, house.officer, at("create", movement.pk, "khac"), 404)


def test_a_refused_draft_stays_on_the_form(client, house, movement):
    text = press(
        client, house.officer, at("create", movement.pk, "final"),
        starts_on="01/09/2025", as_of="03/11/2025", symbol="BC-CDCS",
    )  # fmt: skip
    assert "trước ngày đó hãy lập báo cáo sơ kết" in text
    assert not Review.objects.exists()


def test_everything_typed_is_kept_before_a_button_does_its_work(client, house, review):
    typed = form_of(see(client, house.officer, at("edit", review.pk)))
    typed |= {"text-b3": "Thuận lợi nhiều.", "note-b3": "", "title": "Sơ kết", "do": "move:b3:up"}
    press(client, house.officer, at("revise", review.pk), **typed)
    assert [block["id"] for block in f.body(review)][:3] == ["b1", "b3", "b2"]
    assert f.body(review)[1]["text"] == "Thuận lợi nhiều."
    assert f.fresh(review).report.title == "Sơ kết"


def test_a_button_that_changes_no_text_leaves_no_trail_of_writing(client, house, review):
    typed = form_of(see(client, house.officer, at("edit", review.pk)))
    before = AuditEntry.objects.filter(action="reviews.review.write").count()
    press(client, house.officer, at("revise", review.pk), **{**typed, "do": "move:b1:down"})
    assert AuditEntry.objects.filter(action="reviews.review.write").count() == before
    assert AuditEntry.objects.filter(action="reviews.review.move_block").count() == 1


def test_a_figure_is_inserted_without_script(client, house, review):
    typed = form_of(see(client, house.officer, at("edit", review.pk)))
    typed["do"] = "insert:b3:initiatives.verified"
    press(client, house.officer, at("revise", review.pk), **typed)
    block = next(block for block in f.body(review) if block["id"] == "b3")
    assert block["text"] == f"{CANARY} {{{{initiatives.verified}}}}"
    assert f"{CANARY} 1" in words(see(client, house.officer, at("detail", review.pk)))


def test_a_wrong_figure_is_told_and_the_typed_text_stays(client, house, review):
    typed = form_of(see(client, house.officer, at("edit", review.pk)))
    typed |= {"text-b3": "Chép tay {{sai}} dài", "do": "save"}
    text = press(client, house.officer, at("revise", review.pk), **typed)
    assert "Không có số liệu nào tên «{{sai}}»" in words(text)
    assert "Chép tay {{sai}} dài" in text
    assert f.body(review)[2]["text"] == CANARY


def test_blocks_come_and_go_by_buttons(client, house, review):
    typed = form_of(see(client, house.officer, at("edit", review.pk)))
    table = {**typed, "do": "add", "what": "table|reviews.by_unit|", "after": "b1"}
    press(client, house.officer, at("revise", review.pk), **table)
    assert f.body(review)[1]["source"] == "reviews.by_unit"
    chart = {**typed, "do": "add", "what": "chart|reviews.by_unit|Sáng kiến đã gửi", "after": ""}
    press(client, house.officer, at("revise", review.pk), **chart)
    assert f.body(review)[-1]["columns"] == ["Sáng kiến đã gửi"]
    press(client, house.officer, at("revise", review.pk), **{**typed, "do": "remove:b1"})
    assert "b1" not in [block["id"] for block in f.body(review)]
    text = press(
        client, house.officer, at("revise", review.pk), **{**typed, "do": "add", "what": ""}
    )
    assert "Chọn mục muốn thêm." in text


def test_changed_data_are_marked_where_they_stand_and_mended_by_one_click(
    client, house, movement, review
):
    f.initiative(house, movement)
    mark = "số liệu đã thay đổi: 1 → 2, ngày 03/11/2025"
    for page in ("detail", "edit"):
        assert mark in words(see(client, house.officer, at(page, review.pk)))
    typed = form_of(see(client, house.officer, at("edit", review.pk)))
    press(client, house.officer, at("revise", review.pk), **{**typed, "do": "refresh"})
    text = words(see(client, house.officer, at("detail", review.pk)))
    assert "số liệu đã thay đổi" not in text
    assert "Sáng kiến đã gửi: 2 sáng kiến" in text


def test_once_signed_nothing_is_compared(client, house, movement, review):
    signed = f.brought_to(house, review, "signed")
    f.initiative(house, movement)
    assert "số liệu đã thay đổi" not in see(client, house.officer, at("detail", signed.pk))
    client.force_login(house.officer)
    assert client.get(at("edit", signed.pk)).url == at("detail", signed.pk)


def test_figures_open_the_lists_that_they_count(client, house, review):
    soup = BeautifulSoup(see(client, house.officer, at("detail", review.pk)), "html.parser")
    links = {link["title"]: link["href"] for link in soup.select("a.live")}
    assert links["Sáng kiến đã gửi"].startswith(reverse("initiatives:list"))
    assert client.get(links["Sáng kiến đã gửi"]).status_code == 200
    assert links["Đơn vị trong phạm vi"] == reverse(
        "movements:follow_up", args=[review.movement.pk]
    )


def test_charts_stand_with_their_tables(client, house, review):
    soup = BeautifulSoup(see(client, house.officer, at("detail", review.pk)), "html.parser")
    figures = soup.select("figure.chart-figure")
    assert [bool(figure.svg and figure.table) for figure in figures] == [True, True]
    assert soup.find_all(attrs={"style": True}) == []


def test_from_draft_to_issue_by_the_buttons_of_each(client, house, review):
    text = press(client, house.officer, at("submit", review.pk))
    assert "mục chưa viết" in text
    f.complete(house, review)
    steps = (
        (house.officer, "submit", {}, "Đã trình ký."),
        (house.director, "return", {"reason": "Nêu rõ hạn chế."}, "Đã trả lại dự thảo."),
        (house.officer, "submit", {}, "Đã trình ký."),
        (house.director, "sign", {}, "Đã ghi nhận chữ ký."),
        (house.officer, "number", {"number": "7", "dated_on": "03/11/2025"},
         "Đã ghi số, ngày của báo cáo."),
        (house.officer, "issue", {}, "Đã phát hành báo cáo."),
    )  # fmt: skip
    for user, name, typed, said in steps:
        if name in ("return", "number"):
            see(client, user, at(name, review.pk))
        assert said in press(client, user, at(name, review.pk), **typed)
    text = words(see(client, house.officer, at("detail", review.pk)))
    assert "07/BC-CĐCS, 03/11/2025" in text
    for file_format in ("pdf", "docx"):
        address = reverse("documents:rendered", args=[review.paper_id, file_format])
        client.force_login(house.member)
        answer = client.get(address, follow=True)
        content = answer.getvalue()
        assert content[:4] == {"pdf": b"%PDF", "docx": b"PK\x03\x04"}[file_format]


def test_asks_follow_the_paper_and_the_end_of_the_movement(house, movement, review):
    def asked(user, on):
        return [str(ask.what) for ask in capability.ASKS["reviews"](user, on=on)]

    after = date(2026, 1, 2)
    overdue = f"Lập báo cáo tổng kết: {movement.title}"
    assert asked(house.officer, ENDS) == []
    assert asked(house.officer, after) == [overdue]
    assert asked(house.director, after) == []
    f.brought_to(house, review, "for_signature")
    assert asked(house.director, f.DAY) == ["Ký báo cáo"]
    actions.sign_review(actor=house.director, review=review, on=f.DAY)
    assert asked(house.officer, f.DAY) == ["Ghi số, ngày của báo cáo"]
    actions.number_review(actor=house.officer, review=review, number=1, dated_on=f.DAY)
    assert asked(house.officer, f.DAY) == ["Phát hành báo cáo"]
    movement.state = "closed"
    movement.save()
    f.review(house, movement, kind=ReviewKind.FINAL)
    assert overdue not in asked(house.officer, after)


def test_the_movement_offers_what_can_be_drafted(house, movement):
    def offered(user, on):
        return [str(offer.label) for offer in capability.OFFERS["reviews"](user, movement, on=on)]

    assert offered(house.officer, f.DAY) == ["Dự thảo sơ kết"]
    assert offered(house.officer, ENDS) == ["Dự thảo tổng kết"]
    assert offered(house.member, f.DAY) == []
    f.review(house, movement)
    assert offered(house.officer, f.DAY) == ["Sơ kết, tổng kết", "Dự thảo sơ kết"]
    assert offered(house.head, f.DAY) == []
    movement.state = "closed"
    movement.save()
    f.review(house, movement, kind=ReviewKind.FINAL)
    assert offered(house.officer, ENDS) == ["Sơ kết, tổng kết"]
    movement.state = "draft"
    assert offered(house.officer, f.DAY) == []


def test_strangers_who_verify_see_title_and_number_only(house, review):
    issued = f.brought_to(house, review, "issued")
    face = capability.FACES["reviews.report"](issued.report)
    assert [value for _label, value in face] == [issued.report.title, "07/BC-CĐCS"]
