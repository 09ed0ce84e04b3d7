"""The pages: what they show, to whom, in how many queries, and that typed text is never lost."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from thidua.core.period import Period
from thidua.core.permit import Refused
from thidua.initiatives import actions
from thidua.initiatives.models import Difficulty, Initiative
from thidua.initiatives.queries import photos_of
from thidua.initiatives.tests.factories import DifficultyFactory, InitiativeFactory, photo
from thidua.initiatives.tests.test_actions import movement
from thidua.initiatives.tests.test_queries import ROLES
from thidua.movements.measures import measure
from thidua.orgs.tests.factories import Hospital, hospital, person_in

pytestmark = pytest.mark.django_db
NEW, LIST = "/sang-kien/moi/", "/sang-kien/"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("THIDUA_TODAY", "2026-03-15")


@pytest.fixture
def house() -> Hospital:
    return hospital()


def as_(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def words(answer: Any) -> str:
    """The text of a page as it is read, white space folded."""
    content = answer.content.decode()
    main = content[content.index("<main") : content.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def told(answer: Any) -> list[str]:
    return [str(message) for message in answer.context["messages"]]


def typed(house: Hospital, *authors: tuple[str, str], **more: str) -> dict[str, Any]:
    """What a member types, sent by the button «Gửi» unless told otherwise."""
    rows = authors or ((house.member.full_name, "100"),)
    facts = {
        "unit": str(house.group.pk), "movement": "", "title": "Gọi số tại khoa",
        "before_text": "Chờ đông.", "solution": "Gọi theo số.", "effect": "", "benefit": "process",
        "figure_name": "thời gian chờ", "figure_unit": "phút", "figure_before": "1.045,5",
        "figure_after": "30", "applied_on": "1/3/2026", "tac-gia-TOTAL_FORMS": str(len(rows)),
        "tac-gia-INITIAL_FORMS": "1", "send": "1",
    }  # fmt: skip
    for n, (name, share) in enumerate(rows):
        facts |= {f"tac-gia-{n}-person": name, f"tac-gia-{n}-share": share}
    return {key: value for key, value in (facts | more).items() if value != "-"}


def test_a_member_enters_and_sends_with_comma_decimals(house: Hospital) -> None:
    answer = as_(house.member).post(NEW, typed(house), follow=True)

    made = Initiative.objects.get()
    assert answer.redirect_chain == [(f"/sang-kien/{made.pk}/", 302)]
    assert told(answer) == ["Đã gửi sáng kiến. Trưởng đơn vị sẽ xác nhận."]
    assert (made.state, made.figure_before, made.figure_after, made.applied_on) == (
        "submitted", Decimal("1045.500"), Decimal(30), date(2026, 3, 1),
    )  # fmt: skip
    page = words(answer)
    assert "Trước khi áp dụng 1.045,5 phút Sau khi áp dụng 30 phút Thay đổi −97,1%" in page


def test_the_form_offers_the_group_the_movement_and_oneself(house: Hospital) -> None:
    here = movement(house)
    answer = as_(house.member).get(NEW)
    form, authors = answer.context["form"], answer.context["authors"]
    assert form["unit"].value() == house.group.pk
    assert [unit.name for unit in form.fields["unit"].queryset] == ["Khoa Nội", "Tổ công đoàn Nội"]
    assert form["movement"].value() == here.pk
    assert [row.initial for row in authors.forms] == [
        {"person": house.member.full_name, "share": 100}
    ]


def test_a_draft_needs_only_its_title_and_stays_with_its_writers(house: Hospital) -> None:
    empty = dict.fromkeys(
        ("solution", "benefit", "figure_name", "figure_unit", "figure_before", "figure_after"), ""
    )
    answer = as_(house.member).post(NEW, typed(house, send="-", keep="1", **empty), follow=True)
    made = Initiative.objects.get()
    assert (made.state, told(answer)) == (
        "draft", ["Đã lưu nháp. Chỉ bạn và các tác giả đọc được."],
    )  # fmt: skip
    assert as_(house.head).get(f"/sang-kien/{made.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("changed", "field", "error"),
    [
        ({"title": ""}, "title", "Cần điền mục này."),
        ({"benefit": ""}, "benefit", "Cần chọn một mục."),
        ({"figure_before": "bốn lăm"}, "figure_before", "Ghi một số, ví dụ 1.200,5."),
        ({"figure_unit": ""}, "figure_unit", "Cần ghi khi có số liệu trước hoặc sau."),
        ({"applied_on": "31/02/2026"}, "applied_on", "Ghi ngày theo mẫu 22/11/2026."),
    ],
)
def test_an_error_loses_nothing_that_was_typed(
    house: Hospital, changed: dict[str, str], field: str, error: str
) -> None:
    answer = as_(house.member).post(NEW, typed(house, **changed))
    assert Initiative.objects.count() == 0
    assert answer.context["form"].errors == {field: [error]}
    page = answer.content.decode()
    assert "Gọi theo số.</textarea>" in page
    assert f'value="{house.member.full_name}"' in page


def test_a_photo_must_be_chosen_again_after_an_error_and_the_page_says_so(house: Hospital) -> None:
    answer = as_(house.member).post(NEW, typed(house, title="") | {"photo": photo()})
    assert "Chữ đã gõ còn đủ; riêng ảnh cần chọn lại." in words(answer)


def test_shares_must_make_a_whole(house: Hospital) -> None:
    shares = ((house.member.full_name, "60"), (house.head.full_name, "30"))
    answer = as_(house.member).post(NEW, typed(house, *shares))
    assert told(answer) == [
        "Tỷ lệ đóng góp của các tác giả cộng lại là 90 %, phải bằng đúng 100 %."
    ]
    assert Initiative.objects.count() == 0
    assert f'value="{house.head.full_name}"' in answer.content.decode()


def test_more_rows_for_authors_without_script(house: Hospital) -> None:
    answer = as_(house.member).post(NEW, typed(house) | {"tac-gia-more": "1"})
    assert len(answer.context["authors"].forms) == 2
    assert "error-summary" not in answer.content.decode()
    assert Initiative.objects.count() == 0


def test_authors_are_named_within_the_unit_and_by_code_from_elsewhere(house: Hospital) -> None:
    double = person_in(house.group, name=house.member.full_name)
    codes = ", ".join(sorted((house.member.code, double.code)))
    stranger = house.other_member

    def errors(name: str) -> list[str]:
        answer = as_(house.head).post(NEW, typed(house, (name, "100")))
        return [str(e) for e in answer.context["authors"].forms[0].errors["person"]]

    assert errors(house.member.full_name) == [
        f"Có 2 người tên «{house.member.full_name}»: ghi mã nhân viên, một trong {codes}."
    ]
    assert errors(stranger.full_name) == [
        f"Không thấy «{stranger.full_name}». Người ngoài tổ, khoa của bạn thì ghi mã nhân viên."
    ]
    both = ((f"{double.full_name} ({double.code})", "50"), (stranger.code.lower(), "50"))
    as_(house.head).post(NEW, typed(house, *both))
    assert list(Initiative.objects.get().authors.values_list("person", flat=True)) == [
        double.pk, stranger.person.pk,
    ]  # fmt: skip


def test_a_photo_comes_with_the_form_and_is_served_to_readers(house: Hospital) -> None:
    as_(house.member).post(NEW, typed(house) | {"photo": photo()})
    made = Initiative.objects.get()
    address = f"/tai-lieu/tep/{photos_of(made).get().pk}/"
    assert address in as_(house.head).get(f"/sang-kien/{made.pk}/").content.decode()
    seen = {}
    for name in ROLES:
        answer = as_(getattr(house, name)).get(address)
        seen[name] = answer.status_code
        # A streamed file is closed once it is read to its end.
        assert b"MAYANH-BIMAT" not in answer.getvalue()
    assert {name for name, code in seen.items() if code == 200} == {
        "member", "head", "officer", "director", "inspector",
    }  # fmt: skip


def test_photos_are_added_and_removed_on_the_page(house: Hospital) -> None:
    made = InitiativeFactory(unit=house.group, entered_by=house.member)
    client, page = as_(house.member), f"/sang-kien/{made.pk}/"
    assert told(client.post(f"{page}anh/", {}, follow=True)) == ["Chưa chọn ảnh nào."]
    assert told(client.post(f"{page}anh/", {"photo": photo()}, follow=True)) == ["Đã thêm ảnh."]
    stored = photos_of(made).get()
    answer = client.post(f"{page}anh/{stored.pk}/bo/", follow=True)
    assert (told(answer), photos_of(made).count()) == (["Đã bỏ ảnh."], 0)


def test_a_refused_photo_leaves_the_draft(house: Hospital) -> None:
    broken = photo()
    broken.file.truncate(200)
    answer = as_(house.member).post(NEW, typed(house) | {"photo": broken}, follow=True)
    made = Initiative.objects.get()
    assert answer.redirect_chain == [(f"/sang-kien/{made.pk}/sua/", 302)]
    assert told(answer) == ["Ảnh hỏng, không mở được: hãy chụp hoặc lưu lại ảnh rồi tải lại."]
    assert made.state == "draft"


def test_the_author_changes_a_returned_entry_and_sends_it_again(house: Hospital) -> None:
    made = InitiativeFactory(
        unit=house.group, entered_by=house.member, state="returned", return_reason="Thiếu số liệu."
    )
    client = as_(house.member)
    assert "Lý do trả lại Thiếu số liệu." in words(client.get(f"/sang-kien/{made.pk}/"))
    answer = client.get(f"/sang-kien/{made.pk}/sua/")
    assert answer.context["authors"].forms[0].initial["person"] == house.member.full_name
    client.post(f"/sang-kien/{made.pk}/sua/", typed(house, unit="-", title="Gọi số mới"))
    made.refresh_from_db()
    assert (made.title, made.state, made.return_reason) == ("Gọi số mới", "submitted", "")


def test_what_was_sent_cannot_be_opened_for_writing(house: Hospital) -> None:
    made = InitiativeFactory(unit=house.group, entered_by=house.member, state="submitted")
    answer = as_(house.member).get(f"/sang-kien/{made.pk}/sua/")
    assert answer.status_code == 403
    assert "Đang ở trạng thái «Chờ xác nhận» nên không sửa được." in answer.content.decode()


def test_the_head_verifies_or_returns_on_the_page(house: Hospital) -> None:
    made = InitiativeFactory(unit=house.group, entered_by=house.member, state="submitted")
    client, page = as_(house.head), f"/sang-kien/{made.pk}/"
    assert client.get(page).context["can"] == {
        "verify": True,
        "submit": False,
        "edit": False,
        "withdraw": False,
    }
    blank = client.post(f"{page}tra-lai/", {"reason": " "})
    assert blank.context["form"].errors == {"reason": ["Cần điền mục này."]}
    back = client.post(f"{page}tra-lai/", {"reason": "Thiếu số liệu."}, follow=True)
    assert told(back) == ["Đã trả lại; tác giả đọc được lý do."]
    again = client.post(f"{page}xac-nhan/", follow=True)
    assert told(again) == ["Đang ở trạng thái «Trả lại» nên không thực hiện được việc này."]


def test_an_author_who_is_the_head_reads_why_the_button_is_closed(house: Hospital) -> None:
    made = InitiativeFactory(unit=house.group, entered_by=house.head, state="submitted")
    answer = as_(house.head).get(f"/sang-kien/{made.pk}/")
    assert answer.context["why_not_verify"] == "Bạn là tác giả nên người khác xác nhận."
    assert "Bạn là tác giả nên người khác xác nhận." in words(answer)


def test_reasons_and_trail_are_for_those_concerned(house: Hospital) -> None:
    colleague = person_in(house.group).user
    made = InitiativeFactory(unit=house.group, entered_by=house.member, state="submitted")
    actions.return_initiative(actor=house.head, initiative=made, reason="LYDOKIN")
    page = f"/sang-kien/{made.pk}/"
    assert "LYDOKIN" not in as_(colleague).get(page).content.decode()
    assert "LYDOKIN" in as_(house.member).get(page).content.decode()


def test_the_list_shows_names_figures_and_the_next_step(house: Hospital) -> None:
    InitiativeFactory(
        unit=house.group, entered_by=house.member, state="submitted", title="Gọi số",
        figure_unit="phút", figure_before=Decimal("45.5"), figure_after=30,
        authors=[(house.member.person, 60), (house.head.person, 40)],
    )  # fmt: skip
    page = words(as_(house.member).get(LIST))
    assert f"{house.member.full_name}, {house.head.full_name}" in page
    assert "45,5 → 30 phút" in page
    assert "Chờ xác nhận Trưởng đơn vị xác nhận" in page


def test_an_empty_list_says_what_will_appear(house: Hospital) -> None:
    for address, title in ((LIST, "sáng kiến"), (f"{LIST}kho-khan/", "giải pháp")):
        assert f"Chưa có {title} nào" in words(as_(house.member).get(address))


@pytest.fixture
def several(house: Hospital) -> Hospital:
    """Three entries that differ in everything one can filter by."""
    here = movement(house)
    InitiativeFactory(
        unit=house.group, entered_by=house.member, state="submitted", title="Một",
        benefit="cost", movement=here, submitted_at="2026-03-01T23:30+07:00",
    )  # fmt: skip
    InitiativeFactory(
        unit=house.other_group, entered_by=house.other_member, state="verified", title="Hai",
        submitted_at="2026-03-02T00:10+07:00",
    )  # fmt: skip
    InitiativeFactory(
        unit=house.other_group, entered_by=house.other_member, state="returned", title="Ba",
        submitted_at="2026-03-03T08:00+07:00",
    )  # fmt: skip
    return house


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ("", ["Ba", "Hai", "Một"]),
        ("state=verified", ["Hai"]),
        ("state=standing", ["Hai", "Một"]),
        ("benefit=cost", ["Một"]),
        ("unit={other}", ["Ba", "Hai"]),
        ("unit={union}", ["Ba", "Hai", "Một"]),
        ("movement={movement}", ["Một"]),
        ("sent_from=2/3/2026", ["Ba", "Hai"]),
        ("sent_to=01/03/2026", ["Một"]),
        ("mine=on", []),
        ("waiting=on", []),
        ("q=mot", ["Một"]),
        ("sort=title", ["Ba", "Hai", "Một"]),
        ("sort=-title", ["Một", "Hai", "Ba"]),
    ],
)
def test_filters_search_and_sort(several: Hospital, asked: str, titles: list[str]) -> None:
    asked = asked.format(
        other=several.other_group.pk, union=several.union.pk,
        movement=Initiative.objects.get(title="Một").movement_id,
    )  # fmt: skip
    answer = as_(several.officer).get(f"{LIST}?{asked}")
    assert [row["title"] for row in answer.context["page"].object_list] == titles


def test_own_and_waiting_entries_are_filtered(several: Hospital) -> None:
    def titles(user: Any, asked: str) -> list[str]:
        page = as_(user).get(f"{LIST}?{asked}").context["page"]
        return [row["title"] for row in page.object_list]

    assert titles(several.other_member, "mine=on") == ["Ba", "Hai"]
    assert titles(several.head, "waiting=on") == ["Một"]


def test_a_figure_opens_the_list_that_it_counts(several: Hospital) -> None:
    here = Initiative.objects.get(title="Một").movement
    assert here is not None
    span = Period(date(2026, 3, 1), date(2026, 3, 7))
    for name in ("initiatives.submitted", "initiatives.verified", "difficulties.solved"):
        figure = measure(name, here, several.union, span)
        answer = as_(several.officer).get(figure.url)
        assert answer.context["total"] == figure.value


def test_filters_offer_only_what_one_may_read(house: Hospital) -> None:
    hidden = movement(house, title="PHONGTRAOKIN")
    InitiativeFactory(unit=house.group, entered_by=house.member, movement=hidden)
    page = as_(house.other_member).get(LIST).content.decode()
    assert "PHONGTRAOKIN" not in page
    assert house.group.name not in page


@pytest.mark.parametrize("make", [InitiativeFactory, DifficultyFactory])
def test_nothing_leaks_to_any_role(house: Hospital, make: Any) -> None:
    entry = make(unit=house.group, entered_by=house.member, title="TENKIN", solution="NOIDUNGKIN")
    base = LIST if make is InitiativeFactory else f"{LIST}kho-khan/"
    tails = ("", "?q=tenkin", f"{entry.pk}/", f"{entry.pk}/sua/")
    for name in set(ROLES) - {"member"}:
        client = as_(getattr(house, name))
        for tail in tails:
            content = client.get(base + tail).content.decode()
            # The search box shows again what was typed, in small letters.
            assert "TENKIN" not in content, (name, tail)
            assert "NOIDUNGKIN" not in content, (name, tail)
        for move in ("gui", "rut-lai", "xac-nhan", "tra-lai"):
            assert client.post(f"{base}{entry.pk}/{move}/").status_code == 404, (name, move)


def test_visitors_are_sent_to_sign_in(house: Hospital) -> None:
    entry = InitiativeFactory(unit=house.group, entered_by=house.member, state="verified")
    for tail in ("", "moi/", f"{entry.pk}/", "kho-khan/", "kho-khan/moi/"):
        answer = Client().get(LIST + tail)
        assert (answer.status_code, answer["Location"].split("?")[0]) == (
            302, "/tai-khoan/dang-nhap/",
        )  # fmt: skip


@pytest.mark.parametrize("make", [InitiativeFactory, DifficultyFactory])
def test_lists_ask_equally_often_at_one_and_three_rows(
    house: Hospital, make: Any, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    address = LIST if make is InitiativeFactory else f"{LIST}kho-khan/"
    client = as_(house.officer)
    client.get(address)

    def count() -> int:
        with django_assert_max_num_queries(12) as asked:
            client.get(address)
        return len(asked)

    make(unit=house.group, entered_by=house.member, state="submitted")
    one = count()
    make(unit=house.group, entered_by=house.head, state="verified")
    make(unit=house.other_group, entered_by=house.other_member, state="returned")
    assert count() == one


def test_a_page_asks_equally_often_with_one_and_three_authors(
    house: Hospital, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    client = as_(house.member)
    people = [house.member.person, house.head.person, house.other_member.person]
    one = InitiativeFactory(unit=house.group, entered_by=house.member)
    three = InitiativeFactory(
        unit=house.group, entered_by=house.member,
        authors=list(zip(people, (34, 33, 33), strict=True)),
    )  # fmt: skip
    asked = []
    for entry in (one, one, three):
        with django_assert_max_num_queries(40) as queries:
            client.get(f"/sang-kien/{entry.pk}/")
        asked.append(len(queries))
    assert asked[1] == asked[2]


def solved(house: Hospital, **more: str) -> dict[str, str]:
    facts = {
        "unit": str(house.group.pk), "movement": "", "title": "Thiếu xe lăn", "trouble": "Thiếu.",
        "solution": "Dùng chung.", "solved_on": "01.03.2026", "send": "1",
    }  # fmt: skip
    return {key: value for key, value in (facts | more).items() if value != "-"}


def test_a_difficulty_from_the_form_to_verified(house: Hospital) -> None:
    client, new = as_(house.member), f"{LIST}kho-khan/moi/"
    wrong = client.post(new, solved(house, solved_on=""))
    assert wrong.context["form"].errors == {"solved_on": ["Cần điền mục này."]}
    assert "Dùng chung.</textarea>" in wrong.content.decode()
    draft = client.post(new, solved(house, solved_on="", send="-", keep="1"), follow=True)
    assert told(draft) == ["Đã lưu nháp. Chỉ bạn đọc được."]
    made = Difficulty.objects.get()
    page = f"{LIST}kho-khan/{made.pk}/"
    late = client.post(f"{page}sua/", solved(house, unit="-", solved_on="01/03/2099"), follow=True)
    assert late.redirect_chain == [(f"{page}sua/", 302)]
    assert told(late) == ["Còn thiếu: ngày giải quyết xong đã qua (đang ghi 01/03/2099)."]
    sent = client.post(f"{page}sua/", solved(house, unit="-"), follow=True)
    assert told(sent) == ["Đã gửi giải pháp. Trưởng đơn vị sẽ xác nhận."]
    assert told(client.post(f"{page}rut-lai/", follow=True)) == [
        "Đã rút lại; giải pháp trở về bản nháp."
    ]
    client.post(f"{page}gui/")
    done = as_(house.head).post(f"{page}xac-nhan/", follow=True)
    assert told(done) == ["Đã xác nhận giải pháp."]
    assert "Giải quyết xong 01/03/2026" in words(done)


def test_a_difficulty_whose_movement_has_closed_meanwhile_keeps_what_was_typed(
    house: Hospital, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**given: Any) -> None:
        raise Refused("Vừa đóng.")

    monkeypatch.setattr(actions, "create_difficulty", refuse)
    answer = as_(house.member).post(f"{LIST}kho-khan/moi/", solved(house))
    assert told(answer) == ["Vừa đóng."]
    assert "Dùng chung.</textarea>" in answer.content.decode()


def test_the_list_of_difficulties(house: Hospital) -> None:
    DifficultyFactory(unit=house.group, entered_by=house.member, state="submitted", title="Xe lăn")
    page = words(as_(house.head).get(f"{LIST}kho-khan/?q=xe+lan"))
    assert f"Xe lăn {house.member.full_name} Tổ công đoàn Nội 01/03/2026" in page
