"""Pages: what they show and to whom, in how many queries; what forms keep."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from thidua.core.capability import SEARCH
from thidua.initiatives.tests.factories import photo
from thidua.orgs.tests.factories import Hospital, person_in
from thidua.programmes.models import Launch, Programme, Task
from thidua.programmes.states import Part, ProgrammeState, TaskState
from thidua.programmes.tests.factories import TODAY, movement, programme, task
from thidua.programmes.tests.pages import LIST, as_, taken, told, typed, words

pytestmark = pytest.mark.django_db
ROLES = ("admin", "officer", "director", "head", "member", "other_member", "inspector", "stranger")
INSIDE = set(ROLES) - {"stranger", "admin"}
WITH_THE_UNIT = INSIDE - {"other_member"}


def at(name: str, *args: Any) -> str:
    return reverse(f"programmes:{name}", args=args)


@pytest.mark.parametrize(
    ("part", "state", "readers"),
    [
        (Part.WORK, "", INSIDE),
        (Part.COMMUNICATION, "", INSIDE),
        (Part.DIRECTION, "", INSIDE),
        (Part.COMMITMENT, "", INSIDE),
        (Part.ACTION, ProgrammeState.ACCEPTED, WITH_THE_UNIT),
        (Part.ACTION, ProgrammeState.SENT, WITH_THE_UNIT),
        (Part.ACTION, ProgrammeState.RETURNED, WITH_THE_UNIT - {"member"}),
        (Part.ACTION, ProgrammeState.DRAFT, WITH_THE_UNIT - {"member"}),
    ],
)
def test_nothing_leaks_to_any_role(
    house: Hospital, part: Part, state: str, readers: set[str]
) -> None:
    paper = {"programme": programme(house, state)} if state else {}
    made = task(
        house,
        part,
        title="VIECKIN",
        result="KETQUAKIN",
        channel="KENHKIN",
        said_by="AIKIN",
        **paper,
    )
    tails = [LIST, f"{LIST}?q=vieckin", at("task", made.pk), at("movement", made.movement_id)]
    tails += [at("programme", made.programme_id)] if made.programme_id else []
    seen = set()
    for name in ROLES:
        client = as_(getattr(house, name))
        pages = [client.get(tail).content.decode() for tail in tails]
        pages += [client.get(f"{LIST}?export=xlsx").content.decode("latin-1")]
        if any(word in page for page in pages for word in ("VIECKIN", "KETQUAKIN", "KENHKIN")):
            seen.add(name)
        hits = SEARCH["programmes"](getattr(house, name), "vieckin", limit=5)
        assert bool(hits) == (name in readers), name
    assert seen == readers


def test_visitors_are_sent_to_sign_in(house: Hospital) -> None:
    made = task(house, Part.ACTION)
    for address in (
        LIST, at("task", made.pk), at("movement", made.movement_id), at("record", made.movement_id),
        at("programme", made.programme_id), at("communicate", made.movement_id),
    ):  # fmt: skip
        answer = Client().get(address)
        assert (answer.status_code, answer["Location"].split("?")[0]) == (
            302, "/tai-khoan/dang-nhap/",
        )  # fmt: skip


def test_the_owner_says_done_with_a_photo(house: Hospital) -> None:
    made = task(house, person=house.member.person)
    client, page = as_(house.member), at("task", made.pk)
    shown = words(client.get(page))
    assert f"Đang làm {house.member.full_name} đang giữ" in shown
    answer = client.post(at("finish", made.pk), {"photo": photo()}, follow=True)
    assert told(answer) == ["Đã báo xong. Nơi giao việc sẽ xác nhận."]
    assert "Minh chứng IMG_0001.jpg" in words(answer)
    made.refresh_from_db()
    assert (made.state, made.done_on) == ("done", TODAY)
    more = client.post(at("evidence", made.pk), {"result": "Đã trồng 20 cây."}, follow=True)
    assert told(more) == ["Đã thêm minh chứng."]
    assert "Kết quả Đã trồng 20 cây." in words(more)
    wrong = client.post(at("finish", made.pk), {"done_on": "32/13/2025"})
    assert wrong.context["finish_form"] is None
    for name, code in (("head", 200), ("other_member", 200), ("stranger", 403)):
        address = f"/tai-lieu/tep/{answer.context['documents'][0].url.split('/')[-2]}/"
        got = as_(getattr(house, name)).get(address)
        assert (name, got.status_code) == (name, code)
        got.getvalue()


def test_an_error_shows_the_form_again(house: Hospital) -> None:
    made = task(house)
    answer = as_(house.head).post(at("finish", made.pk), {"done_on": "x", "result": "Đã xong cả"})
    assert answer.context["finish_form"].errors == {"done_on": ["Ghi ngày theo mẫu 22/11/2026."]}
    assert "Đã xong cả</textarea>" in answer.content.decode()


def test_who_is_offered_what_on_a_task(house: Hospital) -> None:
    open_, done = task(house), task(house, state=TaskState.DONE)
    offered = {
        (name, each.state): as_(getattr(house, name)).get(at("task", each.pk)).context["can"]
        for name in ("officer", "head", "member")
        for each in (open_, done)
    }
    none = {"confirm": False, "drop": False, "resume": False, "edit": False}
    assert offered == {
        ("officer", "open"): none | {"drop": True, "edit": True},
        ("officer", "done"): none | {"confirm": True},
        ("head", "open"): none, ("head", "done"): none,
        ("member", "open"): none, ("member", "done"): none,
    }  # fmt: skip
    page = words(as_(house.head).get(at("task", done.pk)))
    assert "Việc này dành cho cán bộ thi đua, khen thưởng, thủ trưởng đơn vị" in page


def test_the_officer_confirms_returns_drops_and_gives_again(house: Hospital) -> None:
    client, made = as_(house.officer), task(house, state=TaskState.DONE)
    page = at("return", made.pk)
    assert client.post(page, {"reason": " "}).context["form"].errors == {
        "reason": ["Cần điền mục này."]
    }
    back = client.post(page, {"reason": "Thiếu ảnh."}, follow=True)
    assert told(back) == ["Đã trả lại; người làm đọc được lý do."]
    assert "Lý do trả lại Thiếu ảnh." in words(back)
    said = [
        told(client.post(at(name, made.pk), {"reason": "Trùng việc."}, follow=True))
        for name in ("drop", "resume")
    ]
    assert said == [
        ["Đã ghi thôi làm; người được giao đọc được lý do."], ["Đã giao lại việc."],
    ]  # fmt: skip
    as_(house.head).post(at("finish", made.pk))
    assert told(client.post(at("confirm", made.pk), follow=True)) == ["Đã xác nhận việc đã xong."]


def test_the_officer_corrects_a_task(house: Hospital) -> None:
    made, client = task(house, Part.COMMUNICATION), as_(house.officer)
    facts = {
        "title": "Đưa tin phát động", "channel": "Trang nội bộ", "audience": "đoàn viên",
        "unit": str(house.other_group.pk), "person": house.other_member.code, "due_on": "1/11/2025",
    }  # fmt: skip
    wrong = client.post(at("edit", made.pk), facts | {"person": "Không Ai"})
    assert wrong.context["form"].errors == {
        "person": ["Không thấy «Không Ai»: ghi đúng họ và tên hoặc mã nhân viên."]
    }
    assert told(client.post(at("edit", made.pk), facts, follow=True)) == ["Đã sửa việc."]
    made.refresh_from_db()
    assert (made.title, made.unit, made.person, made.due_on.day) == (
        "Đưa tin phát động", house.other_group, house.other_member.person, 1,
    )  # fmt: skip
    assert as_(house.head).get(at("edit", made.pk)).status_code == 403


def test_the_head_writes_and_sends_a_programme(house: Hospital) -> None:
    here, client = movement(house), as_(house.head)
    assert "Lập chương trình của Tổ công đoàn Nội" in words(client.get(at("movement", here.pk)))
    begun = client.post(at("start", here.pk), {"unit": str(house.group.pk)})
    made = Programme.objects.get()
    assert begun["Location"] == at("programme_edit", made.pk)
    row = {"title": "Giao ban tuần", "person": house.member.full_name, "due_on": "31/10/2025"}
    pasted = f"Rà soát quy trình\t{house.member.code}\t15/11/2025\nHọc tập\t\t30/11/2025"
    aim = {"aim": "Không để việc tồn."}
    read = client.post(at("programme_edit", made.pk), typed("action", row, pasted=pasted) | aim)
    assert made.tasks.count() == 0
    data = taken(read, "action") | aim
    kept = client.post(at("programme_edit", made.pk), data | {"keep": "1"}, follow=True)
    assert told(kept) == ["Đã lưu chương trình; chưa gửi."]
    rows = list(made.tasks.order_by("due_on").values_list("title", "person__code"))
    code = house.member.code
    assert rows == [("Giao ban tuần", code), ("Rà soát quy trình", code), ("Học tập", None)]
    again = client.get(at("programme_edit", made.pk)).context["rows"]
    assert [form.initial.get("title") for form in again.forms] == [
        "Giao ban tuần", "Rà soát quy trình", "Học tập", None,
    ]  # fmt: skip
    sent = client.post(at("programme_edit", made.pk), data | {"send": "1"}, follow=True)
    assert told(sent) == ["Đã gửi. Nơi tổ chức phong trào sẽ chấp thuận."]
    officer = as_(house.officer)
    back = officer.post(at("programme_return", made.pk), {"reason": "Thiếu hạn."}, follow=True)
    assert told(back) == ["Đã trả lại; trưởng đơn vị đọc được lý do."]
    assert "Lý do trả lại Thiếu hạn." in words(client.get(at("programme", made.pk)))
    client.post(at("programme_send", made.pk))
    done = officer.post(at("programme_accept", made.pk), follow=True)
    assert told(done) == ["Đã chấp thuận; các việc được giao từ bây giờ."]
    assert "Tổ công đoàn Nội 0/3 Đã chấp thuận" in words(client.get(at("movement", here.pk)))


def test_an_empty_programme_is_kept_but_not_sent(house: Hospital) -> None:
    made, client = programme(house), as_(house.head)
    data = typed("action") | {"aim": "", "send": "1"}
    answer = client.post(at("programme_edit", made.pk), data, follow=True)
    assert answer.redirect_chain == [(at("programme_edit", made.pk), 302)]
    assert told(answer) == ["Chương trình chưa có việc nào: ghi ít nhất một việc rồi gửi."]


def test_a_programme_is_begun_for_a_unit_that_one_may_answer_for(house: Hospital) -> None:
    here = movement(house)
    said = {
        unit: told(as_(house.head).post(at("start", here.pk), {"unit": unit}, follow=True))
        for unit in ("", str(house.other_group.pk))
    }
    assert said == {
        "": ["Chọn đơn vị lập chương trình."],
        str(house.other_group.pk): [
            "Việc này dành cho trưởng khoa, phòng, tổ của Tổ công đoàn Ngoại."
        ],
    }


def test_pasted_cells_that_are_wrong_are_named_and_nothing_is_kept(house: Hospital) -> None:
    twin = person_in(house.group, name=house.member.full_name)
    codes = ", ".join(sorted((house.member.code, twin.code)))
    pasted = (
        f"Đưa tin\tbảng tin\tđoàn viên\ttổ công đoàn nội\t{house.member.full_name}\t15/10/2025\n"
        "Phát thanh\tloa\t\tTổ lạ\t\tmai"
    )
    client, page = as_(house.officer), at("communicate", movement(house).pk)
    read = client.post(page, typed("communication", pasted=pasted))
    answer = client.post(page, taken(read, "communication"))
    twice = f"Có 2 người tên «{house.member.full_name}»: ghi mã nhân viên, một trong {codes}."
    first, second = answer.context["rows"].errors
    assert first == {"person": [twice]}
    assert second["due_on"] == ["Ghi ngày theo mẫu 22/11/2026."]
    assert list(second) == ["unit", "due_on"]
    assert Task.objects.count() == 0


def test_many_rows_are_pasted_at_once(house: Hospital) -> None:
    row = "Tin số %s\tbảng tin\tđoàn viên\tTổ công đoàn Nội\t\t15/10/2025"
    client, page = as_(house.officer), at("communicate", movement(house).pk)
    pasted = "\n".join(row % number for number in range(60))
    read = client.post(page, typed("communication", pasted=pasted))
    answer = client.post(page, taken(read, "communication"), follow=True)
    assert told(answer) == ["Đã giao 60 việc."]
    assert Task.objects.filter(part="communication", unit=house.group).count() == 60


def test_the_launch_record_with_its_directions(house: Hospital) -> None:
    here, client = movement(house), as_(house.officer)
    row = {"said_by": "Giám đốc", "unit": str(house.group.pk), "person": "", "due_on": "31/10/2025"}
    data = {
        "held_on": "01/09/2025", "place": "Hội trường tầng 5", "presided_by": "Chủ tịch công đoàn",
        "attendance": "120 đoàn viên", "speakers": "Giám đốc: phát động.",
        **typed("direction", {"title": "Rà soát chỉ tiêu", **row}),
        **typed("commitment", {"title": "Hoàn thành trước hạn", **row}),
    }  # fmt: skip
    wrong = client.post(at("record", here.pk), data | {"place": ""})
    assert wrong.context["form"].errors == {"place": ["Cần điền mục này."]}
    kept = client.post(at("record", here.pk), data, follow=True)
    assert told(kept) == ["Đã lưu biên bản lễ phát động."]
    assert "Rà soát chỉ tiêu Chỉ đạo tại lễ phát động · Giám đốc Tổ công đoàn Nội" in words(kept)
    made = Launch.objects.get()
    more = data | typed("direction") | typed("commitment") | {"place": "Sân trước"}
    client.post(at("launch_edit", made.pk), more)
    made.refresh_from_db()
    assert (made.place, made.tasks.count()) == ("Sân trước", 2)
    assert as_(house.head).get(at("launch_edit", made.pk)).status_code == 403


def test_the_list_is_filtered_by_whose_and_how(house: Hospital) -> None:
    late = task(house, title="Muộn", due_on=TODAY.replace(day=14), person=house.member.person)
    task(house, title="Của tổ")
    task(house, title="Xong", state=TaskState.DONE)
    task(house, title="Tổ khác", unit=house.other_group, part=Part.COMMUNICATION)

    def titles(user: Any, asked: str) -> list[str]:
        page = as_(user).get(f"{LIST}?{asked}").context["page"]
        return [row.title for row in page.object_list]

    assert titles(house.member, "whose=mine") == ["Muộn"]
    assert titles(house.head, "whose=mine") == ["Của tổ", "Xong"]
    assert titles(house.officer, "whose=confirm") == ["Xong"]
    assert titles(house.officer, "late=on") == ["Muộn"]
    assert titles(house.officer, f"unit={house.union.pk}&sort=-title") == [
        "Xong", "Tổ khác", "Muộn", "Của tổ",
    ]  # fmt: skip
    assert titles(house.officer, f"unit={house.union.pk}&alone=on") == []
    assert titles(house.officer, "part=communication") == ["Tổ khác"]
    assert titles(house.officer, f"q={house.member.full_name.replace(' ', '+')}") == ["Muộn"]
    assert titles(house.officer, f"movement={late.movement_id}&state=done") == ["Xong"]


def test_the_officer_reminds_and_confirms_many_at_once(house: Hospital) -> None:
    one, two = task(house, person=house.member.person), task(house, state=TaskState.DONE)
    client = as_(house.officer)
    picked = {"pick": [str(one.pk), str(two.pk)]}
    preview = client.post(LIST, picked | {"do": "remind"})
    assert [row.pk for row, _effect in preview.context["touched"]] == [one.pk]
    assert [str(reason) for _row, reason in preview.context["left_out"]] == ["Chờ xác nhận"]
    done = client.post(LIST, picked | {"do": "remind", "confirm": "1"}, follow=True)
    assert told(done) == ["Đã nhắc 1 người."]
    again = client.post(LIST, picked | {"do": "remind", "confirm": "1"}, follow=True)
    assert told(again) == ["Hôm nay đã nhắc những người này, hoặc họ chưa có tài khoản."]
    done = client.post(LIST, picked | {"do": "confirm", "confirm": "1"}, follow=True)
    assert told(done) == ["Đã xác nhận 1 việc."]
    assert as_(house.member).get(LIST).context["bulk"] == []


def test_as_many_queries_with_one_and_three(
    house: Hospital, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    def count(address: str) -> int:
        with django_assert_max_num_queries(200) as queries:
            as_(house.officer).get(address)
        return len(queries)

    made = task(house, Part.ACTION, person=house.member.person)
    addresses = (LIST, at("movement", made.movement_id), at("programme", made.programme_id), "/")
    for part in Part:
        task(house, part)
    one = [count(address) for address in addresses]
    for _more in range(2):
        for part in Part:
            task(house, part, unit=house.other_group, person=house.other_member.person)
    assert [count(address) for address in addresses] == one
