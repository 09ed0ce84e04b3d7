"""Pages of phases, answers, papers, new years and the pulse: who opens them and what they show."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from thidua.initiatives.tests.factories import photo
from thidua.movements import actions, queries
from thidua.movements.models import Movement, Phase
from thidua.movements.tests.factories import (
    ENDS,
    IN_TIME,
    OUTSIDE,
    PHASE,
    draft,
    entered,
    launched,
    outside,
    phase,
    submitted,
    with_phases,
)
from thidua.movements.tests.pages import at, figures, press, see

pytestmark = pytest.mark.django_db
CANARY = "CANARY-bí-mật"
ROLES = ("admin", "officer", "director", "head", "member", "other_member", "inspector", "stranger")
WATCHERS = {"officer", "director", "inspector"}
IN_SCOPE = {"head", "member", "other_member"}


def openers(client, house, address, **typed):
    """The roles that are not refused the page."""
    found = set()
    for role in ROLES:
        client.force_login(getattr(house, role))
        answer = client.post(address, typed) if typed else client.get(address)
        assert answer.status_code in {200, 302, 403}, role
        if answer.status_code != 403:
            found.add(role)
    return found


def plain(text):
    """A page's words without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def test_who_opens_what(client, house):
    movement, running = draft(house), launched(house)
    made = phase(house, movement)
    for name in ("add_phase", "answer"):
        assert openers(client, house, at(name, movement.pk)) == {"officer"}, name
    assert openers(client, house, at("edit_phase", made.pk)) == {"officer"}
    assert openers(client, house, at("open_year", running.pk)) == {"officer"}
    assert openers(client, house, at("outside")) == {"officer"}
    assert openers(client, house, at("edit_outside", outside(house).pk)) == {"officer"}
    assert openers(client, house, at("pulse")) == WATCHERS
    assert openers(client, house, at("beat", running.pk)) == WATCHERS
    assert openers(client, house, at("attach", movement.pk), x="1") == {"officer"}
    assert openers(client, house, at("detach", movement.pk), x="1") == {"officer"}
    for role in sorted(set(ROLES) - {"officer"}):
        client.force_login(getattr(house, role))
        assert client.post(at("drop_phase", made.pk)).status_code == 403, role
        assert client.post(at("move_phase", made.pk), {"len": "1"}).status_code == 403, role
    assert Phase.objects.get() == made


@pytest.mark.parametrize("name", ["add_phase", "answer", "open_year", "edit_phase", "beat"])
def test_what_does_not_exist_is_not_found(client, house, name):
    see(client, house.officer, at(name, 0), status=404)


# Phases.


def typed(**more):
    days = {name: f"{PHASE[name]:%d/%m/%Y}" for name in ("starts_on", "ends_on")}
    return {**PHASE, **days, "rule": "weekly", "owed_by": "in_turn", **more}


def placed(places):
    """Units ticked, with their places as typed."""
    return {f"u{unit.pk}": "on" for unit in places} | {
        f"n{unit.pk}": place for unit, place in places.items()
    }


def test_a_phase_is_added_ordered_mended_and_dropped(client, house):
    movement = draft(house)
    first, second = house.group, house.other_group
    chosen = {
        f"u{first.pk}": "on",
        f"n{first.pk}": "2",
        f"u{second.pk}": "on",
        f"n{second.pk}": "1",
    }
    text = press(client, house.officer, at("add_phase", movement.pk), **typed(**chosen))
    assert "Đã lưu đợt." in text
    (made,) = queries.phases_of(movement)
    assert [turn.unit for turn in made.turns.all()] == [second, first]
    assert "Các đơn vị luân phiên theo tuần: 1 sáng kiến mỗi tuần (2 đơn vị)" in plain(text)
    mend = at("edit_phase", made.pk)
    assert f'name="n{first.pk}" value="2"' in see(client, house.officer, mend)
    press(client, house.officer, mend, **typed(owed_by="each", amount="2"))
    made.refresh_from_db()
    assert (made.owed_by, made.amount, made.turns.count()) == ("each", 2, 0)
    assert "Đã bỏ đợt." in press(client, house.officer, at("drop_phase", made.pk))
    assert queries.phases_of(movement) == []


def test_what_is_ticked_without_a_place_comes_last(client, house):
    movement = draft(house)
    chosen = {
        f"u{house.group.pk}": "on",
        f"n{house.group.pk}": "1",
        f"u{house.other_group.pk}": "on",
    }
    press(client, house.officer, at("add_phase", movement.pk), **typed(**chosen))
    (made,) = queries.phases_of(movement)
    assert [turn.unit for turn in made.turns.all()] == [house.group, house.other_group]


def test_a_slogan_asks_for_no_more(client, house):
    movement = draft(house)
    page = at("add_phase", movement.pk)
    assert "required" not in see(client, house.officer, page).split("<main")[1]
    bare = {**typed(rule="plain"), "measure": "", "amount": "", "owed_by": ""}
    assert "Chỉ có khẩu hiệu, không giao số lượng" in press(client, house.officer, page, **bare)


def test_a_slogan_leaves_what_stood_chosen_aside(client, house):
    movement = draft(house)
    press(client, house.officer, at("add_phase", movement.pk), **typed(rule="plain"))
    (made,) = queries.phases_of(movement)
    assert (made.rule, made.measure, made.owed_by, made.amount) == ("plain", "", "", 1)


def test_a_rule_asks_for_its_measure_and_who(client, house):
    page = at("add_phase", draft(house).pk)
    text = press(client, house.officer, page, **typed(measure="", amount="", owed_by=""))
    for sentence in (
        "Hãy chọn số đo để biết đã làm được bao nhiêu.",
        "Hãy ghi số lượng.",
        "Hãy chọn giao cho ai.",
    ):
        assert sentence in text


def test_what_an_action_refuses_loses_nothing_typed(client, house):
    page = at("add_phase", draft(house).pk)
    text = press(client, house.officer, page, **typed(title="Về đích", ends_on="31/01/2026"))
    assert "Đợt phải trong thời gian của phong trào" in text
    assert 'value="Về đích"' in text


def test_phases_of_a_launched_movement_have_no_form(client, house):
    movement = with_phases(house)
    (made,) = queries.phases_of(movement)
    for address in (at("add_phase", movement.pk), at("edit_phase", made.pk)):
        assert "Đang ở trạng thái «Đã phát động»" in press(client, house.officer, address)


def test_the_page_says_what_is_asked_of_my_group_this_week(client, house):
    movement = with_phases(house)
    other = see(client, house.other_member, at("detail", movement.pk))
    assert "Tổ công đoàn Ngoại: 1 sáng kiến trong tuần này" in plain(other)
    assert 'href="/sang-kien/moi/"' in other
    mine = see(client, house.member, at("detail", movement.pk))
    assert "Việc của đơn vị bạn trong kỳ này" not in mine
    assert "Tuần này: Tổ công đoàn Ngoại đã có 0/1" in plain(mine)
    entered(house, movement, on=IN_TIME, unit=house.other_group)
    met = see(client, house.other_member, at("detail", movement.pk))
    assert "trong tuần này Mỗi tuần một sáng kiến Đã đủ" in plain(met)


def test_many_units_are_folded_away(client, house):
    movement = with_phases(house, {"owed_by": "each"})
    text = plain(see(client, house.officer, at("detail", movement.pk)))
    assert "Tuần này, từng đơn vị Tổ công đoàn Ngoại 0/1 Tổ công đoàn Nội 0/1" in text


def test_the_launch_page_shows_phases_answers_and_the_true_count(client, house):
    movement = draft(house)
    phase(house, movement)
    actions.answer_movements(actor=house.officer, movement=movement, parents=[outside(house)])
    text = plain(see(client, house.officer, at("launch", movement.pk)))
    assert "Từ 01/09/2025 đến hết 31/12/2025, 122 ngày." in text
    assert "Tên hoặc chủ đề nói 120 ngày; tính theo lịch" in text
    assert "Các đơn vị luân phiên theo tuần: 1 sáng kiến mỗi tuần" in text
    assert f"{OUTSIDE['title']} ({OUTSIDE['body']})" in text


# Answers.


def test_higher_movements_are_chosen_by_form(client, house):
    movement, top = launched(house), outside(house)
    page = at("answer", movement.pk)
    text = press(client, house.officer, page, parents=[top.pk])
    assert "Đã ghi phong trào được hưởng ứng." in text
    assert top.title in text
    assert queries.parents_of(movement) == [top]
    assert f'value="{top.pk}" ' in see(client, house.officer, page)
    press(client, house.officer, page)
    assert queries.parents_of(movement) == []


def test_nothing_to_answer_says_what_to_do(client, house):
    text = see(client, house.officer, at("answer", draft(house).pk))
    assert "Chưa có phong trào cấp trên nào" in text
    assert at("outside") in text


def test_what_is_refused_on_answering_is_said(client, house):
    movement, top = launched(house), outside(house)
    actions.close_movement(actor=house.officer, movement=movement, on=ENDS.replace(year=2026))
    text = press(client, house.officer, at("answer", movement.pk), parents=[top.pk])
    assert "Phong trào đã kết thúc nên không ghi hưởng ứng được nữa." in text


def test_a_parents_page_lists_who_answers_with_all_together(client, house):
    top = outside(house)
    for name in ("Một", "Hai"):
        movement = launched(house, title=name)
        actions.answer_movements(actor=house.officer, movement=movement, parents=[top])
        entered(house, movement, on=IN_TIME)
    text = plain(see(client, house.member, at("detail", top.pk)))
    union = house.union.name
    assert (
        f"Phong trào Sáng kiến đã gửi Một {union} · Đã phát động 1 Hai {union} · Đã phát động 1 "
        "Tất cả, mỗi việc tính một lần 2"
    ) in text


def test_a_draft_that_answers_is_not_told_to_those_who_see_the_parent(client, house):
    top = outside(house)
    hidden = draft(house, title=CANARY)
    actions.answer_movements(actor=house.officer, movement=hidden, parents=[top])
    for role in sorted(IN_SCOPE | WATCHERS):
        assert CANARY not in see(client, getattr(house, role), at("detail", top.pk)), role


def test_a_movement_of_another_body_is_recorded_and_corrected(client, house):
    days = {"starts_on": "01/01/2025", "ends_on": "31/12/2026"}
    text = press(client, house.officer, at("outside"), **{**OUTSIDE, **days})
    assert "Đã ghi nhận phong trào." in text
    made = Movement.objects.get(body=OUTSIDE["body"])
    assert made.unit == house.hospital
    mend = at("edit_outside", made.pk)
    assert "Đã lưu phong trào của cơ quan khác." in press(
        client, house.officer, mend, **{**OUTSIDE, **days, "title": "Tên mới"}
    )
    assert "Cần điền" not in see(client, house.officer, mend)
    made.refresh_from_db()
    assert made.title == "Tên mới"
    again = press(client, house.officer, at("edit_outside", launched(house).pk))
    assert "Chỉ sửa ở đây phong trào của cơ quan khác, khi còn diễn ra." in again


@pytest.mark.parametrize("kept", ["outside", "edit_outside"])
def test_days_the_wrong_way_round_are_refused_in_the_form(client, house, kept):
    address = at("outside") if kept == "outside" else at("edit_outside", outside(house).pk)
    days = {"starts_on": "01/01/2026", "ends_on": "31/12/2025"}
    text = press(client, house.officer, address, **{**OUTSIDE, **days})
    assert "Ngày kết thúc phải từ ngày bắt đầu trở đi." in text


# Papers.


def test_papers_come_and_go_by_form(client, house):
    movement = draft(house)
    assert "Hãy chọn tệp" in press(client, house.officer, at("attach", movement.pk))
    paper = photo("Ke hoach.jpg")
    assert "Đã thêm văn bản." in press(client, house.officer, at("attach", movement.pk), file=paper)
    (stored,) = queries.attachments_of(movement)
    assert "Ke hoach.jpg" in see(client, house.officer, at("detail", movement.pk))
    client.force_login(house.member)
    assert client.get(f"/tep/{stored.pk}/").status_code in {403, 404}
    assert "Văn bản này không còn ở phong trào." in press(
        client, house.officer, at("detach", movement.pk), file="khong"
    )
    assert "Đã bỏ văn bản." in press(
        client, house.officer, at("detach", movement.pk), file=stored.pk
    )


# A new year.


def test_a_new_year_is_shown_before_it_is_opened(client, house):
    movement = with_phases(house)
    page = at("open_year", movement.pk)
    text = plain(see(client, house.officer, page))
    assert "Lập một dự thảo từ 01/09/2026 đến hết 31/12/2026. Chưa phát động gì." in text
    assert "2 đơn vị trong phạm vi. 1 đợt, ngày chuyển sang năm mới." in text
    opened = plain(press(client, house.officer, page))
    assert "Đã lập dự thảo cho năm mới. Xem lại các mục bên dưới." in opened
    assert "nội dung, cơ quan chủ trì, 2 đơn vị trong phạm vi, 1 đợt." in opened
    assert "Văn bản phát động, kinh phí và chủ đề năm không chép sang" in opened
    assert "Đã có dự thảo mở từ phong trào này." in see(client, house.officer, page)
    assert "Đã có dự thảo" in press(client, house.officer, page)


def test_a_draft_opens_no_new_year(client, house):
    text = press(client, house.officer, at("open_year", draft(house).pk))
    assert "Đây còn là dự thảo: chỉ mở năm mới từ phong trào đã phát động." in text


# The pulse.


def test_every_number_of_the_pulse_opens_what_is_behind_it(client, house, monkeypatch):
    monkeypatch.setenv("THIDUA_TODAY", "2025-09-21")
    one = with_phases(house, title="Một")
    submitted(house, one)
    two = with_phases(house, title="Hai", scope=[house.group])
    entered(house, two, on=IN_TIME.replace(day=20))
    text = see(client, house.director, at("pulse"))
    assert figures(text) == {
        "phong trào không có việc mới": "1",
        "phong trào có đơn vị im lặng": "1",
        "phong trào giao trùng việc": "2",
    }
    for chosen, titles in (("lang", ["Một"]), ("im-ang", ["Một"]), ("trung", ["Một", "Hai"])):
        rows = see(client, house.director, f"{at('pulse')}?chi={chosen}")
        named = r'<th scope="row" class="c-text"><a href="[^"]+">([^<]+)</a>'
        assert re.findall(named, rows) == titles
    assert f"{at('beat', one.pk)}#im-ang" in text
    behind = plain(see(client, house.director, at("beat", one.pk)))
    assert "Chưa có gì được nhập, đã 20 ngày từ khi bắt đầu." in behind
    assert "Chưa gửi đăng ký và chưa nhập gì. Tổ công đoàn Ngoại Theo dõi" in behind
    assert "Hai Sáng kiến đã gửi, 01/09/2025 – 31/12/2025 1 đơn vị chung Tổ công đoàn Nội" in behind
    alive = plain(see(client, house.director, at("beat", two.pk)))
    assert "Việc được nhập gần nhất ngày 20/09/2025, cách đây 1 ngày." in alive
    assert "Đơn vị nào trong phạm vi cũng đã đăng ký hoặc đã nhập việc." in alive


def test_without_movements_the_pulse_teaches(client, house):
    assert "Chưa có phong trào nào đang diễn ra" in see(client, house.officer, at("pulse"))
    text = see(client, house.officer, at("beat", draft(house).pk))
    assert "Phong trào không đang diễn ra nên không đo nhịp." in text


# What it costs.


def cost(client, user, address):
    client.force_login(user)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("role", ["officer", "member"])
def test_a_movements_page_costs_the_same_with_three_of_everything(client, house, role):
    one = with_phases(house, {"owed_by": "each"}, title="Một")
    three = with_phases(
        house, *[{"owed_by": "each", "title": f"Đợt {n}"} for n in range(3)], title="Ba"
    )
    for movement, count in ((one, 1), (three, 3)):
        tops = [outside(house, title=f"Trên {n}") for n in range(count)]
        actions.answer_movements(actor=house.officer, movement=movement, parents=tops)
        for n in range(count):
            low = launched(house, title=f"Dưới {n}")
            actions.answer_movements(actor=house.officer, movement=low, parents=[movement])
    user = getattr(house, role)
    cost(client, user, at("detail", one.pk))
    assert cost(client, user, at("detail", one.pk)) == cost(client, user, at("detail", three.pk))


def test_the_page_of_the_pulse_costs_the_same_with_three(client, house):
    with_phases(house)
    cost(client, house.officer, at("pulse"))
    once = cost(client, house.officer, at("pulse"))
    for n in range(2):
        with_phases(house, title=f"Thêm {n}")
    assert cost(client, house.officer, at("pulse")) == once
