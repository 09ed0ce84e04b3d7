"""List pages: address, search, sort, pages, selection, cost."""

import re
import time
from collections.abc import Iterator

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from thidua.ui import formats, lists
from thidua.ui.columns import NOT_APPLICABLE, Column
from thidua.ui.tests import urls

pytestmark = [pytest.mark.django_db, pytest.mark.urls("thidua.ui.tests.urls")]


@pytest.fixture(autouse=True)
def _nothing_done() -> Iterator[None]:
    urls.ACTED.clear()
    yield
    urls.ACTED.clear()


def _groups(*names: str) -> list[Group]:
    return [Group.objects.create(name=name) for name in names]


def _names(html: str) -> list[str]:
    return re.findall(r'<th scope="row"[^>]*><a href="[^"]*">([^<]*)</a></th>', html)


def _many(count: int) -> None:
    Group.objects.bulk_create(Group(name=f"nhom {i:04d}") for i in range(count))


def test_rows_link_to_their_page(client: Client) -> None:
    (group,) = _groups("noi")
    html = client.get("/nhom/").content.decode()
    assert f'<th scope="row" class="c-text"><a href="/nhom/{group.pk}/">noi</a></th>' in html


def test_an_empty_list_teaches(client: Client) -> None:
    html = client.get("/nhom/").content.decode()
    assert "Nhóm hiện ở đây khi được lập." in html


def test_nothing_found_is_told_apart_from_nothing_there(client: Client) -> None:
    _groups("noi")
    html = client.get("/nhom/?q=xyz").content.decode()
    assert ("Không có dòng nào khớp" in html, "Nhóm hiện ở đây" in html) == (True, False)


def test_search_needs_no_accents_and_all_words(client: Client) -> None:
    _groups("khoa noi", "khoa ngoai", "phong to chuc")
    html = client.get("/nhom/", {"q": "Nội KHOA"}).content.decode()
    assert _names(html) == ["khoa noi"]


def test_sort_goes_both_ways_and_is_marked(client: Client) -> None:
    _groups("a", "b")
    down = client.get("/nhom/?sort=-name").content.decode()
    assert (_names(down), 'aria-sort="descending"' in down) == (["b", "a"], True)
    assert _names(client.get("/nhom/?sort=khong-co").content.decode()) == ["a", "b"]


def test_pages_keep_the_address(client: Client) -> None:
    _many(120)
    html = client.get("/nhom/?q=nhom&page=2").content.decode()
    assert "Dòng 51–100 trong 120" in html
    assert re.findall(r'rel="(prev|next)" href="([^"]*)"', html) == [
        ("prev", "?q=nhom&amp;page=1"),
        ("next", "?q=nhom&amp;page=3"),
    ]
    assert len(_names(client.get("/nhom/?page=99").content.decode())) == 20


@pytest.mark.parametrize("count", [1, 3, 1000])
def test_queries_do_not_grow_with_rows(client: Client, count: int) -> None:
    _many(count)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        client.get("/nhom/")
    # The page's rows, how many there are, what the totals open, the sum in the foot.
    assert len(asked) == 4


def test_fifty_rows_cost_under_ten_milliseconds() -> None:
    _many(50)
    view = urls.GroupList()
    view.request = RequestFactory().get("/nhom/")
    found = list(view.get_rows())
    took = []
    for _round in range(5):
        start = time.perf_counter()
        assert len(list(view.lines(found))) == 50
        took.append(time.perf_counter() - start)
    assert min(took) < 0.010


def test_zero_missing_and_not_applicable_are_three_things() -> None:
    column = Column("points", "Điểm", kind="number").prepared()
    cells = [column.cell({"pk": 1, "points": value}) for value in (0, None, NOT_APPLICABLE)]
    start = '<td class="c-number" data-label="Điểm">'
    assert cells == [
        f"{start}0</td>",
        f'{start}<span class="absent">chưa có</span></td>',
        f'{start}<span class="absent">không áp dụng</span></td>',
    ]


def test_cells_escape_what_people_typed() -> None:
    cell = Column("name", "Tên").prepared().cell({"pk": 1, "name": "<b>&"})
    assert cell == '<td class="c-text" data-label="Tên">&lt;b&gt;&amp;</td>'


def test_many_at_once_shows_to_whom_before_it_acts(client: Client) -> None:
    one, two, gone = _groups("một", "hai", "nghỉ hưu")
    picks = {"do": "remind", "pick": [one.pk, two.pk, gone.pk]}
    html = client.post("/nhom/", picks).content.decode()
    assert ("2 dòng sẽ được thực hiện." in html, "1 dòng bị bỏ qua" in html) == (True, True)
    assert ("nhận một lời nhắc: một" in html, "đã nghỉ" in html, urls.ACTED) == (True, True, [])

    keys = re.search(r'name="pick" value="([^"]*)"', html).group(1)  # type: ignore[union-attr] # asserted above
    answer = client.post("/nhom/", {"do": "remind", "pick": keys, "confirm": "1"}, follow=True)
    assert sorted(urls.ACTED[0]) == ["hai", "một"]
    assert "Đã nhắc 2 nhóm." in answer.content.decode()


def test_all_rows_of_the_filter_can_be_picked(client: Client) -> None:
    _many(60)
    _groups("khác")
    html = client.post("/nhom/?q=nhom", {"do": "remind", "all": "1"}).content.decode()
    assert "60 dòng sẽ được thực hiện." in html


def test_what_a_permit_closes_is_neither_shown_nor_done(client: Client) -> None:
    (group,) = _groups("một")
    assert 'value="close"' not in client.get("/nhom/").content.decode()
    answer = client.post("/nhom/", {"do": "close", "pick": group.pk, "confirm": "1"})
    assert (answer.status_code, "Chỉ văn thư được đóng." in answer.content.decode()) == (403, True)
    assert urls.ACTED == []


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"do": "remind"}, "Chưa đánh dấu dòng nào."),
        ({"pick": "1"}, "Chọn việc cần làm cho các dòng đã đánh dấu."),
    ],
)
def test_an_unfinished_choice_is_told(client: Client, sent: dict[str, str], told: str) -> None:
    assert told in client.post("/nhom/", sent, follow=True).content.decode()


def test_a_refusal_of_the_action_is_told(client: Client) -> None:
    (group,) = _groups("nhóm bị chặn")
    sent = {"do": "remind", "pick": group.pk, "confirm": "1"}
    assert "Kỳ này đã khóa." in client.post("/nhom/", sent, follow=True).content.decode()


def test_everything_of_the_filter_is_exported(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    _many(60)
    given: dict[str, object] = {}

    def keep(
        *, name: str, title: str, header: list[str], rows: Iterator[list[object]]
    ) -> HttpResponse:
        given.update(name=name, title=title, header=header, rows=list(rows))
        return HttpResponse("xong")

    monkeypatch.setitem(lists.EXPORTERS._providers, "thu", keep)
    assert client.get("/nhom/?q=nhom+000&export=thu").content == b"xong"
    assert given["header"] == ["Tên", "Số người", "Trạng thái"]
    assert given["rows"] == [[f"nhom {i:04d}", None, "Đủ điều kiện"] for i in range(10)]


def test_totals_count_the_whole_list_and_open_its_part(client: Client) -> None:
    _groups("khoa noi", "khoa ngoai", "phong")
    html = client.get("/nhom/?start=khoa").content.decode()
    boxes = re.findall(
        r'<a class="figure-box" href="([^"]*)"( aria-current="true")?>.*?value">(\d+)<', html
    )
    assert boxes == [("/nhom/", "", "3"), ("?start=khoa", ' aria-current="true"', "2")]
    assert "2 dòng" in html


def test_the_foot_sums_what_the_filters_leave_beyond_the_page(client: Client) -> None:
    _many(60)
    _groups("khác")
    foot = re.search(
        r"<tfoot>(.*?)</tfoot>", client.get("/nhom/?q=nhom").content.decode(), re.DOTALL
    )
    total = sum(Group.objects.filter(name__startswith="nhom").values_list("pk", flat=True))
    assert foot is not None
    assert "Cộng 60 dòng" in foot.group(1)
    assert f">{formats.number(total)}</td>" in foot.group(1)


def test_the_button_of_folded_filters_tells_how_many_are_on(client: Client) -> None:
    _groups("khoa noi")
    on = re.compile(r'<span id="so-loc">(?:<span class="count">.*?</span> (\d)</span>)?</span>')
    found = [on.search(client.get(a).content.decode()) for a in ("/nhom/", "/nhom/?start=khoa&q=n")]
    assert [each.group(1) if each else "?" for each in found] == [None, "1"]


def test_a_row_without_a_page_still_has_its_head() -> None:
    cell = Column("name", "Tên").prepared().cell({"pk": 1, "name": "Nội"}, head=True)
    assert cell == '<th scope="row" class="c-text">Nội</th>'


def test_many_at_once_asks_the_reason_and_offers_to_take_it_back(client: Client) -> None:
    (one,) = _groups("một")
    sent = {"do": "merge", "pick": one.pk, "confirm": "1"}
    asked = client.post("/nhom/", sent).content.decode()
    assert ("Cần điền mục này." in asked, urls.ACTED) == (True, [])
    answer = client.post("/nhom/", {**sent, "reason": "Cùng một tổ"}, follow=True).content.decode()
    assert urls.ACTED == [["một: Cùng một tổ"]]
    assert "Đã gộp 1 nhóm." in answer
    undo = re.search(
        r'<form method="post" action="/nhom/tach/" class="undo">(.*?)</form>', answer, re.DOTALL
    )
    assert undo is not None
    assert f'name="group" value="{one.pk}"' in undo.group(1)
