"""Pages: who sees the record, who the name, who the circumstances; what reports may say."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from thidua.care.models import CareRecord
from thidua.care.tests.factories import GIVEN, care
from thidua.care.tests.pages import LIST, as_, told, words
from thidua.core.capability import MINE, OFFERS, PERSONAL, SEARCH
from thidua.core.models import SecurityEvent
from thidua.core.period import Period, year
from thidua.initiatives.tests.test_actions import movement
from thidua.movements.measures import TABLES
from thidua.orgs.tests.factories import Hospital, person_in

pytestmark = pytest.mark.django_db
ROLES = ("admin", "officer", "director", "head", "member", "other_member", "inspector", "stranger")
WATCHERS = {"officer", "director", "head", "inspector"}
NAMED = {"officer", "head", "member"}
SECRET = "HOANCANHKIN"


def at(name: str, *args: Any) -> str:
    return reverse(f"care:{name}", args=args)


def test_who_sees_the_record_the_name_and_the_circumstances(house: Hospital) -> None:
    hidden = person_in(house.group, name="Lò Thị Kín")
    record = care(house, person=hidden, circumstances=SECRET, occasion="DIPGHI")
    seen: dict[str, set[str]] = {"DIPGHI": set(), "Lò Thị Kín": set(), SECRET: set()}
    found = set()
    tails = ("", "?q=lo+thi+kin", "?export=xlsx", f"{record.pk}/", "so-lieu/", f"{record.pk}/sua/")
    for name in ROLES:
        client = as_(getattr(house, name))
        page = "".join(client.get(LIST + tail).content.decode("utf-8", "replace") for tail in tails)
        for word, readers in seen.items():
            if word in page:
                readers.add(name)
        if client.get(f"{LIST}?q=lo+thi+kin").context["total"]:
            found.add(name)
        assert (
            client.post(f"{LIST}{record.pk}/hoan-canh/").status_code
            == (200 if name in NAMED else 404 if name not in WATCHERS else 403)
            or name == "member"
        )
    assert seen == {
        "DIPGHI": WATCHERS, "Lò Thị Kín": NAMED - {"member"}, SECRET: NAMED - {"member"},
    }  # fmt: skip
    assert found == NAMED - {"member"}
    assert "care" not in SEARCH


def test_the_recipient_reads_all_of_it_and_no_other_record(house: Hospital) -> None:
    own = care(house, circumstances=SECRET)
    other = care(house, person=house.head.person, circumstances="CUANGUOIKHAC")
    client = as_(house.member)
    assert f"Hoàn cảnh {SECRET}" in words(client.get(at("record", own.pk)))
    assert client.get(at("record", other.pk)).status_code == 404
    assert client.get(LIST).context["total"] == 1
    opened = SecurityEvent.objects.filter(kind=SecurityEvent.Kind.FILE_OPENED)
    assert opened.count() == 0
    (section,) = MINE["care"](house.member, on=GIVEN)
    assert [row.title for row in section.rows] == ["Tháng Công nhân"]
    (kept,) = PERSONAL["care"](house.member.person)["care"]
    assert kept["circumstances"] == SECRET


def test_opening_is_logged_and_shown_on_the_record(house: Hospital) -> None:
    record = care(house, circumstances=SECRET)
    client = as_(house.officer)
    closed = client.get(at("record", record.pk))
    assert SECRET not in closed.content.decode()
    assert "Đang đóng. Mỗi lần mở được ghi lại: ai mở, lúc nào." in words(closed)
    opened = client.post(at("open", record.pk))
    assert f"Hoàn cảnh {SECRET}" in words(opened)
    assert f"Ai đã mở hoàn cảnh {house.officer.full_name}" in words(opened)
    client.get(at("edit", record.pk))
    events = SecurityEvent.objects.filter(kind=SecurityEvent.Kind.FILE_OPENED)
    assert list(events.values_list("actor_id", "subject_type", "subject_id", "detail")) == [
        (house.officer.pk, "care.carerecord", str(record.pk), "circumstances")
    ] * 2  # fmt: skip
    assert client.get(at("open", record.pk)).status_code == 405


def test_an_export_is_logged_and_holds_no_circumstances(house: Hospital) -> None:
    care(house, circumstances=SECRET)
    answer = as_(house.officer).get(f"{LIST}?export=xlsx")
    assert SECRET.encode() not in answer.content
    events = SecurityEvent.objects.filter(kind=SecurityEvent.Kind.EXPORTED)
    assert list(events.values_list("actor_id", "detail")) == [(house.officer.pk, "care.list")]


def test_visitors_are_sent_to_sign_in(house: Hospital) -> None:
    record = care(house)
    for tail in ("", "moi/", "so-lieu/", f"{record.pk}/"):
        answer = Client().get(LIST + tail)
        assert (answer.status_code, answer["Location"].split("?")[0]) == (
            302, "/tai-khoan/dang-nhap/",
        )  # fmt: skip


def typed(house: Hospital, **more: str) -> dict[str, str]:
    facts = {
        "unit": str(house.group.pk), "kind": "hardship", "occasion": "Tết Bính Ngọ",
        "given_on": "1/3/2026", "recipient": house.member.full_name, "recipients": "",
        "circumstances": "Con ốm.", "amount": "2.000.000 đ", "source": "union_fees",
        "decision": "QĐ 12", "movement": "",
    }  # fmt: skip
    return facts | more


def test_the_head_records_and_corrects(house: Hospital) -> None:
    client = as_(house.head)
    answer = client.post(at("create"), typed(house), follow=True)
    assert told(answer) == ["Đã ghi chăm lo."]
    record = CareRecord.objects.get()
    assert (record.person, record.amount, record.recipients, record.unit) == (
        house.member.person, Decimal(2_000_000), 1, house.group,
    )  # fmt: skip
    form = client.get(at("edit", record.pk)).context["form"]
    assert form["recipient"].value() == house.member.code
    many = typed(house, recipient="", recipients="12")
    assert told(client.post(at("edit", record.pk), many, follow=True)) == ["Đã sửa."]
    record.refresh_from_db()
    assert (record.person, record.recipients) == (None, 12)
    late = client.post(at("edit", record.pk), typed(house, given_on="16/3/2026"))
    assert told(late) == ["Ngày chăm lo chưa đến: ghi sau khi đã thực hiện."]
    gone = client.post(at("cancel", record.pk), {"reason": "Ghi hai lần."}, follow=True)
    assert told(gone) == ["Đã hủy; lần này không còn trong số liệu."]
    assert client.get(at("edit", record.pk)).status_code == 403


def test_errors_say_how_to_write_the_recipient(house: Hospital) -> None:
    twin = person_in(house.group, name=house.member.full_name)
    codes = ", ".join(sorted((house.member.code, twin.code)))
    name, other = house.member.full_name, house.other_member.full_name

    def errors(**more: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = (
            as_(house.head).post(at("create"), typed(house, **more)).context["form"].errors
        )
        return found

    assert errors() == {
        "recipient": [f"Có 2 người tên «{name}»: ghi mã nhân viên, một trong {codes}."]
    }
    assert errors(recipient=other) == {
        "recipient": [f"Không thấy «{other}» ở Tổ công đoàn Nội vào ngày đó."]
    }
    assert errors(recipient="") == {"recipient": ["Ghi tên người được chăm lo hoặc số người."]}
    assert errors(recipient=house.member.code, recipients="3") == {
        "recipients": ["Đã ghi tên một người thì để trống số người."]
    }
    assert errors(recipient=house.member.code, given_on="x") == {
        "given_on": ["Ghi ngày theo mẫu 22/11/2026."]
    }


def test_the_officer_erases_after_reading_what_will_be_gone(house: Hospital) -> None:
    record = care(house, circumstances=SECRET)
    client = as_(house.officer)
    assert "mất hẳn, không lấy lại được" in words(client.get(at("erase", record.pk)))
    answer = client.post(at("erase", record.pk), follow=True)
    assert told(answer) == ["Đã xóa tên và hoàn cảnh."]
    assert "Trợ cấp khó khăn" in words(answer)
    assert as_(house.head).get(at("erase", record.pk)).status_code == 403


def test_the_list_is_filtered(house: Hospital) -> None:
    here = movement(house)
    care(house, occasion="Một", movement=here)
    care(house, occasion="Hai", kind="gift", recipients=9, unit=house.other_group)

    def occasions(asked: str) -> list[str]:
        rows = as_(house.officer).get(f"{LIST}?{asked}").context["page"].object_list
        return [row["occasion"] for row in rows]

    assert occasions("kind=gift") == ["Hai"]
    assert occasions(f"unit={house.group.pk}") == ["Một"]
    assert occasions(f"movement={here.pk}") == ["Một"]
    assert occasions("given_from=2/3/2026") == []
    assert occasions("given_to=1/3/2026&sort=occasion") == ["Hai", "Một"]
    assert occasions("q=hai") == ["Hai"]


def test_a_report_hides_small_numbers_and_what_would_give_them_away(house: Hospital) -> None:
    for person in (house.member.person, house.head.person):
        care(house, person=person)
    care(house, person=house.member.person)
    care(house, kind="gift", recipients=5, amount=Decimal(500_000), unit=house.other_group)
    care(house, kind="visit", recipients=9, amount=None)
    care(house, kind="visit", recipients=99, cancelled_at="2026-03-02T08:00+07:00")
    page = words(as_(house.director).get(at("report")))
    assert "Quà lễ, Tết không nêu không nêu" in page
    assert "Thăm hỏi, động viên 9 0 đ" in page
    assert "Trợ cấp khó khăn dưới 3 không nêu" in page
    assert "Cộng 16 6.500.000 đ" in page
    assert "2025" not in page


def test_too_few_people_give_no_figures_at_all(house: Hospital) -> None:
    care(house)
    page = words(as_(house.inspector).get(at("report")))
    assert "Quá ít người để nêu số liệu mà không lộ hoàn cảnh của ai." in page
    assert "2.000.000" not in page
    empty = words(as_(house.inspector).get(f"{at('report')}?year=1999"))
    assert "Quá ít người" in empty


def test_an_empty_report_and_who_may_not_open_it(house: Hospital) -> None:
    assert "Chưa có số liệu" in words(as_(house.head).get(at("report")))
    answer = as_(house.member).get(at("report"))
    assert answer.status_code == 403


def test_the_table_of_a_review_hides_the_same(house: Hospital) -> None:
    here = movement(house)
    care(house, movement=here)
    span = year(2026)
    few = TABLES["care.by_kind"](here, span)
    assert [str(cell) for cell in few.rows[0]] == ["Quá ít người để nêu số liệu", "None", "None"]
    for kind, people in (("gift", 5), ("visit", 9)):
        care(house, kind=kind, recipients=people, movement=here)
    care(house, kind="other", recipients=50)
    table = TABLES["care.by_kind"](here, span)
    assert [tuple(map(str, row)) for row in table.rows] == [
        ("Quà lễ, Tết", "không nêu", "không nêu"),
        ("Trợ cấp khó khăn", "dưới 3", "không nêu"),
        ("Thăm hỏi, động viên", "9", "2000000"),
        ("Cộng", "15", "6000000"),
    ]
    opened = [as_(house.officer).get(url).context["total"] for url in table.urls]
    assert opened == [1, 1, 1, 3]
    assert TABLES["care.by_kind"](here, Period(span.start)).rows == table.rows
    assert TABLES["care.by_kind"](here, year(2025)).rows == []


def test_care_is_offered_to_those_in_charge_on_the_movements_page(house: Hospital) -> None:
    here = movement(house)
    offered = {
        name: [offer.url for offer in OFFERS["care"](getattr(house, name), here, on=GIVEN)]
        for name in ("head", "director", "member")
    }
    url = f"{at('create')}?phong-trao={here.pk}"
    assert offered == {"head": [url], "director": [], "member": []}
    assert OFFERS["care"](house.head, house.group, on=GIVEN) == []
    form = as_(house.head).get(url).context["form"]
    assert form["movement"].value() == here.pk


def test_as_many_queries_with_one_and_three(
    house: Hospital, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    def count(address: str) -> int:
        with django_assert_max_num_queries(60) as queries:
            as_(house.officer).get(address)
        return len(queries)

    care(house)
    one = [count(LIST), count(at("report"))]
    care(house, unit=house.other_group, recipients=4)
    care(house, unit=house.department, recipients=7, kind="gift")
    assert [count(LIST), count(at("report"))] == one
