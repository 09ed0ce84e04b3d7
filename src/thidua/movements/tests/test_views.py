"""Pages of movements: what each role sees, may do, and must not see."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from thidua.core import capability
from thidua.core.action import SYSTEM
from thidua.movements import actions, permits, queries
from thidua.movements.models import Movement, Registration
from thidua.movements.tests.factories import (
    ENDS,
    FACTS,
    IN_TIME,
    REGISTER_BY,
    approved,
    draft,
    filled,
    launched,
    list_of,
    person,
    submitted,
)
from thidua.movements.tests.pages import at, figures, press, see
from thidua.notices.models import Notice
from thidua.orgs.states import Line, Role, UnitKind
from thidua.orgs.tests.factories import UnitFactory, person_in

pytestmark = pytest.mark.django_db
CANARY = "CANARY-bí-mật"
ROLES = ("admin", "officer", "director", "head", "member", "other_member", "inspector", "stranger")
WATCHERS = {"officer", "director", "inspector"}
IN_SCOPE = {"head", "member", "other_member"}


def openers(client, house, address):
    """The roles that get the page."""
    found = set()
    for role in ROLES:
        client.force_login(getattr(house, role))
        answer = client.get(address)
        assert answer.status_code in {200, 403}, role
        if answer.status_code == 200:
            found.add(role)
    return found


# Who may open what.


def test_a_draft_opens_to_those_who_watch_over_its_unit(client, house):
    movement = draft(house)
    assert openers(client, house, at("detail", movement.pk)) == WATCHERS
    assert openers(client, house, at("follow_up", movement.pk)) == WATCHERS
    assert openers(client, house, at("edit", movement.pk)) == {"officer"}
    assert openers(client, house, at("launch", movement.pk)) == {"officer", "director"}
    assert openers(client, house, at("close", movement.pk)) == {"officer", "director"}
    assert openers(client, house, at("create")) == {"officer"}
    assert openers(client, house, at("list")) == set(ROLES)


def test_a_launched_movement_opens_to_its_scope(client, house):
    movement = launched(house)
    registration = list_of(movement, house.group)
    assert openers(client, house, at("detail", movement.pk)) == WATCHERS | IN_SCOPE
    assert openers(client, house, at("follow_up", movement.pk)) == WATCHERS | IN_SCOPE
    assert openers(client, house, at("registration", registration.pk)) == WATCHERS | IN_SCOPE


@pytest.mark.parametrize(
    ("name", "args"),
    [("detail", [0]), ("edit", [0]), ("launch", [0]), ("follow_up", [0]), ("registration", [0])],
)
def test_what_does_not_exist_is_not_found(client, house, name, args):
    see(client, house.officer, at(name, *args), status=404)


def test_only_deciders_may_post_decisions(client, house):
    movement = launched(house)
    registration = submitted(house, movement)
    for user in (house.head, house.member, house.inspector, house.stranger):
        client.force_login(user)
        posts = [
            (at("decide", registration.pk), {"approve": "1"}),
            (at("follow_up", movement.pk), {"do": "approve", "pick": registration.pk}),
            (at("remind", movement.pk), {}),
            (at("close", movement.pk), {}),
        ]
        assert {client.post(address, typed).status_code for address, typed in posts} == {403}
    registration.refresh_from_db()
    assert registration.state == "submitted"


# What must not be seen.


def test_a_draft_is_invisible_to_members_and_heads(client, house):
    movement = draft(house, title=CANARY, slogan=CANARY, objectives=CANARY)
    looked = [at("list"), "/", reverse("notices:mine"), reverse("notices:inbox")]
    looked += [f"{reverse('portal:search')}?q=canary", at("detail", movement.pk)]
    for role in set(ROLES) - WATCHERS:
        client.force_login(getattr(house, role))
        for address in looked:
            assert CANARY not in client.get(address).content.decode(), (role, address)
    for role in WATCHERS:
        assert CANARY in see(client, getattr(house, role), at("list")), role


def test_a_movement_is_not_shown_outside_its_scope(client, house):
    launched(house, title=CANARY, scope=[house.group])
    outside = {"admin", "other_member", "stranger"}
    for role in ROLES:
        shown = CANARY in see(client, getattr(house, role), at("list"))
        assert shown is (role not in outside), role


def test_a_list_in_the_making_is_for_those_who_make_it_and_decide(client, house):
    movement = launched(house)
    member = person(house.member)
    member.full_name = CANARY
    member.save()
    registration = filled(house, movement)
    Registration.objects.update(late_reason=CANARY, return_reason=CANARY)
    for state, open_to in (
        ("open", {"officer", "director", "head"}),
        ("returned", {"officer", "director", "head"}),
    ):
        Registration.objects.filter(pk=registration.pk).update(state=state)
        for role in WATCHERS | IN_SCOPE:
            text = see(client, getattr(house, role), at("registration", registration.pk))
            shown = re.sub(r"<aside.*?</aside>", "", text, flags=re.DOTALL)
            assert (CANARY in shown) is (role in open_to), (role, state)
    follow = see(client, house.other_member, at("follow_up", movement.pk))
    assert CANARY not in follow
    assert "chưa có" in follow


def test_reasons_and_trail_stay_with_those_concerned(client, house):
    movement = launched(house)
    registration = submitted(house, movement)
    actions.return_registration(actor=house.officer, registration=registration, reason=CANARY)
    actions.submit_registration(actor=house.head, registration=registration, on=IN_TIME)
    Registration.objects.filter(pk=registration.pk).update(late_reason=CANARY)
    page = at("registration", registration.pk)
    assert CANARY in see(client, house.officer, page)
    assert CANARY in see(client, house.head, page)
    assert CANARY not in see(client, house.member, page)
    # The list itself, once sent, is public inside the movement.
    assert str(person(house.member).full_name) in see(client, house.other_member, page)


# The list.


def test_the_list_tells_how_far_movements_are(client, house):
    approved(house, launched(house))
    text = see(client, house.member, at("list"))
    for part in ("Đợt thi đua cao điểm 120 ngày", "31/12/2025", "Đã phát động", "1 phong trào"):
        assert part in text
    assert "Lập phong trào" not in text
    assert "Lập phong trào" in see(client, house.officer, at("list"))


def test_an_empty_list_teaches(client, house):
    text = see(client, house.stranger, at("list"))
    assert "Chưa có phong trào nào" in text


@pytest.mark.parametrize("role", ["officer", "member"])
def test_the_cost_of_the_list_does_not_grow(client, house, role):
    launched(house)
    user = getattr(house, role)
    see(client, user, at("list"))
    with CaptureQueriesContext(connection) as one:
        see(client, user, at("list"))
    launched(house)
    launched(house)
    with CaptureQueriesContext(connection) as three:
        see(client, user, at("list"))
    assert len(three) == len(one)


@pytest.mark.parametrize("role", ["officer", "member"])
def test_the_cost_of_the_follow_up_does_not_grow(client, house, role):
    few = launched(house, scope=[house.group])
    more = [
        UnitFactory(parent=house.union, line=Line.UNION, kind=UnitKind.UNION_GROUP)
        for _ in range(2)
    ]
    many = launched(house, scope=[house.group, *more])
    user = getattr(house, role)
    see(client, user, at("follow_up", few.pk))
    with CaptureQueriesContext(connection) as one:
        see(client, user, at("follow_up", few.pk))
    with CaptureQueriesContext(connection) as three:
        see(client, user, at("follow_up", many.pk))
    assert len(three) == len(one)


# Drafts and launch.


def form_data(**more):
    typed = {name: value for name, value in FACTS.items() if value is not None}
    days = ("starts_on", "ends_on", "register_by", "late_until")
    return {**typed, **{name: f"{typed[name]:%d/%m/%Y}" for name in days}, **more}


def test_a_draft_is_made_and_mended_by_form(client, house):
    page = press(client, house.officer, at("create"), **form_data(scope=[house.union.pk]))
    made = Movement.objects.get()
    assert "Đã lưu dự thảo phong trào." in page
    assert (made.unit, made.title, made.ends_on) == (house.hospital, FACTS["title"], ENDS)
    press(client, house.officer, at("edit", made.pk), **form_data(title="Thi đua mùa thu"))
    made.refresh_from_db()
    assert (made.title, made.scope.count()) == ("Thi đua mùa thu", 0)


def test_what_was_typed_is_not_lost_when_days_are_wrong(client, house):
    typed = form_data(ends_on="01/08/2025", objectives="Mục tiêu đã gõ")
    page = press(client, house.officer, at("create"), **typed)
    assert "Ngày kết thúc phải từ ngày bắt đầu trở đi." in page
    assert "Mục tiêu đã gõ" in page
    assert Movement.objects.count() == 0


def test_what_is_refused_on_mending_is_not_lost(client, house):
    movement = draft(house)
    typed = form_data(late_until="05/09/2025", objectives="Mục tiêu đã gõ")
    page = press(client, house.officer, at("edit", movement.pk), **typed)
    assert "Hạn đăng ký muộn phải từ hạn đăng ký trở đi." in page
    assert "Mục tiêu đã gõ" in page
    movement.refresh_from_db()
    assert movement.objectives == FACTS["objectives"]


def test_a_title_that_is_missing_is_named(client, house):
    page = press(client, house.officer, at("create"), **form_data(title=""))
    assert "Cần sửa trước khi lưu" in page
    assert 'href="#id_title"' in page


def test_the_form_lets_choose_among_the_officers_units(client, house):
    person_in(house.union, Role.OFFICER)
    text = see(client, house.officer, at("create") + f"?don-vi={house.union.pk}")
    # One role on the hospital: no choice of unit, and the scope is everything below it.
    assert "Dự thảo của Bệnh viện Quân y Sông Thao" in text
    assert text.count('name="scope"') == 4


def test_a_draft_tells_what_it_still_lacks_and_where_to_mend(client, house):
    movement = draft(house, subjects="", bases="")
    text = see(client, house.officer, at("detail", movement.pk))
    edit = at("edit", movement.pk)
    assert "Chưa có đối tượng thi đua." in text
    assert f"{edit}#id_subjects" in text
    assert "Nên có, không bắt buộc." in text
    assert "Tên hoặc chủ đề nói 120 ngày" in text
    assert "là 122 ngày" in text
    assert edit not in see(client, house.director, at("detail", movement.pk))


def test_the_launch_page_refuses_with_what_is_missing(client, house):
    movement = draft(house, subjects="", scope=[])
    text = see(client, house.officer, at("launch", movement.pk))
    for part in ("Điều 17", "Chưa có đối tượng thi đua.", "Chưa chọn đơn vị nào trong phạm vi."):
        assert part in text
    assert "Phát động phong trào</button>" not in text
    page = press(client, house.officer, at("launch", movement.pk))
    assert "(Điều 17 Luật Thi đua, khen thưởng số 06/2022/QH15)" in page


def test_the_launch_page_counts_before_it_acts(client, house):
    movement = draft(house, bases="")
    text = see(client, house.director, at("launch", movement.pk))
    assert figures(text) == {"đơn vị sẽ nhận và lập đăng ký": "2", "người sẽ được báo": "3"}
    assert "Chưa ai đăng ký thay được cho: Tổ công đoàn Ngoại." in text
    assert "Chưa ghi căn cứ." in text
    page = press(client, house.director, at("launch", movement.pk))
    assert "Đã phát động phong trào." in page
    assert Notice.objects.filter(kind="movements.launched").count() == 3
    again = see(client, house.director, at("launch", movement.pk))
    assert "Đang ở trạng thái «Đã phát động» nên không thực hiện được việc này." in again


def test_a_launched_movement_cannot_be_edited(client, house):
    movement = launched(house)
    client.force_login(house.officer)
    page = client.get(at("edit", movement.pk), follow=True)
    assert page.redirect_chain == [(at("detail", movement.pk), 302)]
    assert "Đang ở trạng thái «Đã phát động»" in page.content.decode()


def test_the_page_of_a_movement_shows_its_contents_to_a_member(client, house):
    movement = launched(house, budget=50_000_000)
    text = see(client, house.member, at("detail", movement.pk))
    for name in ("theme", "slogan", "objectives", "subjects", "content", "criteria", "plan",
                 "measures", "bases", "decision"):  # fmt: skip
        assert FACTS[name] in text, name
    assert "50.000.000" in text
    assert "muộn có lý do đến 20/09/2025" in text
    for word in ("Theo dõi đăng ký", "Việc khác", "Đã nhận</button>", "Đăng ký thi đua</a>"):
        assert word not in text


def test_who_left_sees_nothing(client, house):
    movement = launched(house)
    house.member.is_active = False
    house.member.save()
    assert list(queries.visible_to(house.member)) == []
    assert list(queries.visible_to(SYSTEM)) == []
    client.logout()
    answer = client.get(at("detail", movement.pk))
    assert answer.status_code == 302
    reason = "Bạn cần đăng nhập bằng tài khoản của mình."
    assert permits.sees_movement(house.member, movement) == reason


# Receipt.


def test_the_head_says_once_that_it_was_received(client, house):
    movement = launched(house)
    page = at("detail", movement.pk)
    assert "Đã nhận</button>" in see(client, house.head, page)
    assert movement.dispatches.exclude(received_at=None).count() == 0  # looking writes nothing
    text = press(client, house.head, at("receive", movement.pk), unit=house.group.pk)
    assert "Đã xác nhận nhận phong trào." in text
    assert "Đã nhận</button>" not in text
    received = movement.dispatches.exclude(received_at=None).values_list("unit", flat=True)
    assert list(received) == [house.group.pk]
    follow = see(client, house.officer, at("follow_up", movement.pk))
    assert follow.count("chưa nhận") == 1


def test_nobody_else_receives(client, house):
    movement = launched(house)
    text = press(client, house.member, at("receive", movement.pk), unit=house.group.pk)
    assert "Việc này dành cho trưởng khoa, phòng, tổ của Tổ công đoàn Nội." in text
    press(client, house.head, at("receive", movement.pk), unit="x")
    assert movement.dispatches.exclude(received_at=None).count() == 0


# The first page, one's own things, search.


def asked(user, on=IN_TIME):
    return [
        (str(ask.what), ask.url, ask.due_on) for ask in capability.ASKS["movements"](user, on=on)
    ]


def test_what_is_asked_of_whom(house):
    movement = launched(house)
    own, other = list_of(movement, house.group), list_of(movement, house.other_group)
    join = ("Tham gia: Đợt thi đua cao điểm 120 ngày", at("detail", movement.pk), ENDS)
    register = "Đăng ký thi đua: Tổ công đoàn Nội"
    assert asked(house.head) == [(register, at("registration", own.pk), REGISTER_BY), join]
    assert asked(house.member) == [join]
    assert asked(house.officer) == []
    submitted(house, movement)
    assert asked(house.head) == [join]
    approve = ("Duyệt đăng ký của 1 đơn vị", at("follow_up", movement.pk), REGISTER_BY)
    assert asked(house.officer) == [approve]
    assert other.state == "open"
    assert asked(house.member, on=ENDS.replace(year=2026)) == []


def test_ones_own_registrations_stand_in_their_place(client, house):
    movement = launched(house)
    approved(house, movement)
    text = see(client, house.member, reverse("notices:mine"))
    assert "Đăng ký thi đua của tôi" in text
    assert "Lao động tiên tiến · Tổ công đoàn Nội" in text
    other = see(client, house.other_member, reverse("notices:mine"))
    assert "Đăng ký thi đua của tôi" not in other


def test_search_finds_what_is_visible(house):
    movement = launched(house)
    search = capability.SEARCH["movements"]
    assert [hit.title for hit in search(house.member, "cao diem", limit=5)] == [movement.title]
    assert search(house.stranger, "cao diem", limit=5) == []
    assert search(house.member, "cao diem khong co", limit=5) == []


def test_personal_data_holds_the_registrations(house):
    approved(house, launched(house))
    assert capability.PERSONAL["movements"](person(house.member)) == {
        "registrations": [
            {
                "registration__movement__title": "Đợt thi đua cao điểm 120 ngày",
                "registration__unit__name": "Tổ công đoàn Nội",
                "awards": ["LDTT"],
            }
        ]
    }
