"""The form and the page of an entry: what is typed is never lost, who may do what is shown."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from thidua.core.permit import Refused
from thidua.initiatives import actions
from thidua.initiatives.models import Difficulty, Initiative
from thidua.initiatives.queries import photos_of
from thidua.initiatives.tests.factories import InitiativeFactory, photo
from thidua.initiatives.tests.pages import LIST, NEW, as_, told, words
from thidua.initiatives.tests.test_actions import movement
from thidua.initiatives.tests.test_queries import ROLES
from thidua.orgs.tests.factories import Hospital, person_in

pytestmark = pytest.mark.django_db


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
    can = client.get(page).context["can"]
    assert can == {"verify": True, "edit": False, "withdraw": False}
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


def test_the_page_says_whose_turn_it_is(house: Hospital) -> None:
    of_head = InitiativeFactory(unit=house.group, entered_by=house.head, state="submitted")
    of_member = InitiativeFactory(unit=house.group, entered_by=house.member, state="submitted")
    pages = [as_(house.head).get(f"/sang-kien/{e.pk}/") for e in (of_head, of_member)]
    steps = [(str(p.context["case"].holder), str(p.context["case"].next_step)) for p in pages]
    assert steps == [
        ("cán bộ thi đua, khen thưởng", "Cán bộ thi đua, khen thưởng xác nhận"),
        (house.head.full_name, "Trưởng đơn vị xác nhận"),
    ]
