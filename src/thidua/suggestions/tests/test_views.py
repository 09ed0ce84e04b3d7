"""Pages: who reads what, who learns the author's name, what is asked and counted."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from thidua.core.capability import ASKS, MINE, OFFERS, PERSONAL, Ask
from thidua.core.period import Period
from thidua.initiatives.tests.factories import photo
from thidua.initiatives.tests.test_actions import movement
from thidua.movements.measures import MEASURES, TABLES, measure
from thidua.notices.models import Notice
from thidua.orgs.tests.factories import Hospital, person_in
from thidua.suggestions import actions
from thidua.suggestions.models import Suggestion
from thidua.suggestions.tests.factories import TODAY, suggestion
from thidua.suggestions.tests.pages import LIST, as_, told, words

pytestmark = pytest.mark.django_db
ROLES = ("admin", "officer", "director", "head", "member", "other_member", "inspector", "stranger")
SPAN = Period(TODAY.replace(day=1), TODAY.replace(day=31))
NAME = "Lò Thị Kín"


def at(name: str, *args: Any) -> str:
    return reverse(f"suggestions:{name}", args=args)


@pytest.fixture(autouse=True)
def _monday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THIDUA_TODAY", TODAY.isoformat())


OVERSEERS = {"officer", "director", "inspector"}


@pytest.mark.parametrize(
    ("unit", "is_name_kept", "readers", "knowers"),
    [
        (
            "union",
            False,
            {"officer", "director", "inspector"},
            {"officer", "director", "inspector"},
        ),
        ("union", True, {"officer", "director", "inspector"}, {"officer"}),
        ("group", True, {"officer", "director", "inspector", "head"}, {"officer", "head"}),
    ],
)
def test_nothing_leaks_to_any_role(
    house: Hospital, unit: str, is_name_kept: bool, readers: set[str], knowers: set[str]
) -> None:
    author = person_in(house.group, name=NAME).user
    made = actions.send_suggestion(
        actor=author, unit=getattr(house, unit), on=TODAY, kind="obstacle", text="NOIDUNGKIN",
        is_name_kept=is_name_kept,
    )  # fmt: skip
    seen: dict[str, set[str]] = {"NOIDUNGKIN": set(), NAME: set()}
    for name in ROLES:
        client = as_(getattr(house, name))
        tails = ("", "?export=xlsx", f"{made.pk}/", f"{made.pk}/tra-loi/", f"{made.pk}/chuyen/")
        page = "".join(client.get(LIST + tail).content.decode("utf-8", "replace") for tail in tails)
        page += str(list(Notice.objects.filter(recipient=getattr(house, name)).values()))
        for word, found in seen.items():
            if word in page:
                found.add(name)
        for move in ("tra-loi", "chuyen", "khep-lai", "hoi-lai"):
            if name not in readers:
                assert client.post(f"{LIST}{made.pk}/{move}/").status_code == 404, (name, move)
    assert seen == {"NOIDUNGKIN": readers, NAME: knowers}


def test_a_unit_that_passed_it_on_follows_it_without_the_kept_name(house: Hospital) -> None:
    author = person_in(house.group, name=NAME).user
    made = suggestion(house, unit=house.group, author=author, is_name_kept=True)
    actions.pass_suggestion(
        actor=house.head, suggestion=made, unit=house.other_group, reason="Tổ Ngoại giữ xe.",
        on=TODAY,
    )  # fmt: skip
    page = as_(house.head).get(at("detail", made.pk))
    assert "Chuyển đến Tổ công đoàn Ngoại" in words(page)
    assert "Tổ Ngoại giữ xe." in words(page)
    assert NAME not in page.content.decode()
    assert NAME in as_(author).get(at("detail", made.pk)).content.decode()


def test_visitors_are_sent_to_sign_in(house: Hospital) -> None:
    made = suggestion(house)
    for tail in ("", "moi/", f"{made.pk}/"):
        answer = Client().get(LIST + tail)
        assert (answer.status_code, answer["Location"].split("?")[0]) == (
            302, "/tai-khoan/dang-nhap/",
        )  # fmt: skip


def test_a_member_writes_from_the_movements_page_in_a_minute(house: Hospital) -> None:
    here, client = movement(house), as_(house.member)
    here.sponsors.set([house.union])
    (offer,) = OFFERS["suggestions"](house.member, here, on=TODAY)
    form = client.get(offer.url).context["form"]
    assert (form["movement"].value(), form["unit"].value()) == (here.pk, house.union.pk)
    data = {
        "kind": "obstacle", "text": "Thiếu xe lăn.", "unit": str(house.union.pk),
        "movement": str(here.pk), "is_name_kept": "on", "photo": photo(),
    }  # fmt: skip
    wrong = client.post(at("send"), {**data, "text": "", "photo": photo()})
    assert wrong.context["form"].errors == {"text": ["Cần điền mục này."]}
    assert "Chữ đã gõ còn đủ; riêng tệp cần chọn lại." in words(wrong)
    sent = client.post(at("send"), {**data, "photo": photo()}, follow=True)
    assert told(sent) == [
        "Đã gửi. Công đoàn cơ sở Bệnh viện Quân y Sông Thao trả lời trước hết ngày 25/03/2026."
    ]
    made = Suggestion.objects.get()
    assert (made.movement, made.is_name_kept, made.kind) == (here, True, "obstacle")
    address = sent.context["documents"][0].url
    codes = {}
    for name in ("member", "officer", "director", "other_member"):
        answer = as_(getattr(house, name)).get(address)
        codes[name] = answer.status_code
        # A streamed file is closed once it is read to its end.
        answer.getvalue()
    assert codes == {"member": 200, "officer": 200, "director": 200, "other_member": 403}
    assert OFFERS["suggestions"](house.other_member, here, on=TODAY) == []
    assert OFFERS["suggestions"](house.member, house.group, on=TODAY) == []


def test_a_unit_that_is_not_offered_is_not_taken(house: Hospital) -> None:
    data = {"kind": "obstacle", "text": "Thiếu xe lăn.", "unit": str(house.other_group.pk)}
    form = as_(house.member).post(at("send"), data).context["form"]
    assert list(form.errors) == ["unit"]
    assert "movement" not in form.fields


def test_from_the_answer_to_the_authors_last_word(house: Hospital) -> None:
    made = suggestion(house)
    officer, author = as_(house.officer), as_(house.member)
    page = words(officer.get(at("detail", made.pk)))
    assert "Công đoàn cơ sở Bệnh viện Quân y Sông Thao đang giữ 25/03/2026" in page
    blank = officer.post(at("answer", made.pk), {"answer": ""})
    assert blank.context["form"].errors == {"answer": ["Cần điền mục này."]}
    units = officer.get(at("pass_on", made.pk)).context["form"].fields["unit"].queryset
    assert house.union not in units
    given = {"unit": str(house.group.pk), "reason": "Tổ giữ xe."}
    passed = officer.post(at("pass_on", made.pk), given, follow=True)
    assert told(passed) == ["Đã chuyển đến Tổ công đoàn Nội; người gửi được báo."]
    done = as_(house.head).post(at("answer", made.pk), {"answer": "Mua ba xe."}, follow=True)
    assert told(done) == ["Đã trả lời; người gửi được báo."]
    page = author.get(at("detail", made.pk))
    assert page.context["can"] == {"answer": False, "close": True, "reopen": True}
    again = author.post(at("reopen", made.pk), {"reason": "Bao giờ có?"}, follow=True)
    assert told(again) == ["Đã hỏi lại; hạn trả lời tính lại từ hôm nay."]
    assert "Trả lời lần trước Mua ba xe." in words(again)
    as_(house.head).post(at("answer", made.pk), {"answer": "Tuần sau."})
    closed = author.post(at("close", made.pk), follow=True)
    assert told(closed) == ["Đã khép lại. Cảm ơn bạn."]
    late = as_(house.head).post(at("answer", made.pk), {"answer": "Nữa."})
    assert told(late) == ["Đang ở trạng thái «Đã khép lại» nên không thực hiện được việc này."]


def test_the_list_has_the_overdue_first_and_is_filtered(house: Hospital) -> None:
    here = movement(house)
    suggestion(house, text="Đã xong", state="answered", received_on=TODAY.replace(month=2, day=2))
    suggestion(house, text="Mới", movement=here, kind="suggestion")
    suggestion(house, text="Quá hạn", received_on=TODAY.replace(day=2))
    suggestion(house, text="Của tổ", unit=house.group, author=house.officer)

    def texts(user: Any, asked: str) -> list[str]:
        rows = as_(user).get(f"{LIST}?{asked}").context["page"].object_list
        return [row["text"] for row in rows]

    assert texts(house.officer, "") == ["Quá hạn", "Mới", "Của tổ", "Đã xong"]
    assert texts(house.officer, "late=on") == ["Quá hạn"]
    assert texts(house.officer, "whose=answer") == ["Quá hạn", "Mới"]
    assert texts(house.officer, "whose=mine") == ["Của tổ"]
    assert texts(house.officer, "state=waiting&kind=suggestion") == ["Mới"]
    assert texts(house.officer, "state=settled") == ["Đã xong"]
    assert texts(house.officer, "state=received&q=cua+to") == ["Của tổ"]
    assert texts(house.officer, f"movement={here.pk}") == ["Mới"]
    assert texts(house.officer, f"unit={house.union.pk}&alone=on") == ["Quá hạn", "Mới", "Đã xong"]
    assert texts(house.officer, f"unit={house.hospital.pk}&sort=-due_on") == [
        "Mới", "Của tổ", "Quá hạn", "Đã xong",
    ]  # fmt: skip


def test_what_is_asked_and_what_is_ones_own(house: Hospital) -> None:
    first = suggestion(house, received_on=TODAY.replace(day=2))
    for _more in range(5):
        suggestion(house)
    asks = ASKS["suggestions"](house.officer, on=TODAY)
    assert asks[0] == Ask(
        "Trả lời: Thiếu xe lăn giờ cao điểm.", at("detail", first.pk), first.due_on,
        detail="Khó khăn, vướng mắc",
    )  # fmt: skip
    assert asks[5] == Ask(
        "Trả lời 1 kiến nghị, vướng mắc khác", f"{LIST}?whose=answer", TODAY.replace(day=25), 1
    )
    (section,) = MINE["suggestions"](house.member, on=TODAY)
    assert len(list(section.rows)) == 6
    kept = PERSONAL["suggestions"](house.member.person)
    assert [len(rows) for rows in kept.values()] == [6, 0]


def test_the_measure_counts_answers_and_opens_its_list(house: Hospital) -> None:
    here = movement(house)
    facts = {"movement": here, "unit": house.group}
    suggestion(house, state="answered", **facts)
    suggestion(house, state="closed", **facts)
    suggestion(house, state="answered", answered_on=TODAY.replace(month=4), **facts)
    suggestion(house, **facts)
    suggestion(house, state="answered")
    figures = [
        measure("suggestions.answered", here, unit, SPAN)
        for unit in (house.union, house.other_group)
    ]
    assert [figure.value for figure in figures] == [2, 0]
    assert as_(house.officer).get(figures[0].url).context["total"] == 2
    log = MEASURES["suggestions.answered"].log
    assert log is not None
    (row,) = log([here.pk], Period(SPAN.start, TODAY))
    assert (row.path, row.day, row.number) == (house.group.path, TODAY, 2)
    assert measure("suggestions.answered", here, house.union, Period(SPAN.start)).value == 3


def test_the_table_counts_what_came_and_opens_its_list(house: Hospital) -> None:
    here = movement(house)
    facts = {"movement": here, "unit": house.group}
    suggestion(house, state="answered", **facts)
    suggestion(house, state="closed", received_on=TODAY.replace(day=2), **facts)
    suggestion(house, received_on=TODAY.replace(day=2), **facts)
    suggestion(house, movement=here)
    table = TABLES["suggestions.by_unit"](here, SPAN)
    assert table.rows == [
        (house.union.name, 1, 0, 0, 1, 0), ("Tổ công đoàn Nội", 3, 1, 1, 1, 1),
    ]  # fmt: skip
    opened = [as_(house.officer).get(url).context["total"] for url in table.urls]
    assert opened == [1, 3]
    assert TABLES["suggestions.by_unit"](here, Period(SPAN.start)).rows == table.rows


def test_as_many_queries_with_one_and_three(
    house: Hospital, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    def count(address: str) -> int:
        with django_assert_max_num_queries(200) as queries:
            as_(house.officer).get(address)
        return len(queries)

    suggestion(house)
    addresses = (LIST, f"{LIST}?whose=answer", "/")
    one = [count(address) for address in addresses]
    suggestion(house, unit=house.other_group, author=house.other_member)
    suggestion(house, is_name_kept=True)
    assert [count(address) for address in addresses] == one


@pytest.mark.parametrize(
    ("came", "said"),
    [
        (date(2026, 12, 25), "06/01/2027 (tạm tính, lịch nghỉ lễ chưa công bố hết)"),
        (date(2026, 3, 12), "23/03/2026"),
    ],
)
def test_a_day_beyond_the_announced_holidays_is_called_provisional(
    house: Hospital, came: date, said: str
) -> None:
    made = suggestion(house, received_on=came)
    answer = as_(house.member).get(at("detail", made.pk))
    facts = dict(answer.context["case"].facts)
    assert facts["Hạn trả lời"] == said
    assert f"Hạn trả lời {said}" in words(answer)
