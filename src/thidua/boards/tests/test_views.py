"""Pages of boards: what each role sees of whom, what a poll costs, screens, the officer's desk."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from thidua.boards import actions, queries
from thidua.boards.models import LateAllowance, Reminder, Snapshot, WallLink
from thidua.boards.tests.factories import FIRST, SECOND, THIRD, at, launched, sent
from thidua.core import capability
from thidua.movements.models import Dispatch
from thidua.movements.tests.factories import draft
from thidua.orgs.states import Line, UnitKind
from thidua.orgs.tests.factories import UnitFactory, person_in

pytestmark = pytest.mark.django_db
WEDNESDAY = date(2025, 9, 17)
ROLES = ("admin", "officer", "director", "head", "member", "other_member", "inspector", "stranger")
WATCHERS, IN_SCOPE = {"officer", "director", "inspector"}, {"head", "member", "other_member"}


def url(name, *args):
    return reverse(f"boards:{name}", args=args)


def see(client, user, address, status=200):
    client.force_login(user)
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def openers(client, house, address):
    found = set()
    for role in ROLES:
        client.force_login(getattr(house, role))
        status = client.get(address).status_code
        assert status in {200, 403}
        found |= {role} if status == 200 else set()
    return found


@pytest.fixture
def movement(house):
    """Four groups: the first ahead, the second one week behind, two that never sent anything."""
    found = launched(house)
    for number in (3, 4):
        unit = UnitFactory(
            name=f"Tổ công đoàn số {number}", kind=UnitKind.UNION_GROUP, line=Line.UNION,
            parent=house.union,
        )  # fmt: skip
        Dispatch.objects.create(movement=found, unit=unit)
    for day in (FIRST, SECOND, THIRD):
        sent(found, house.member, house.group, day)
    sent(found, house.other_member, house.other_group, SECOND)
    return found


# Who may open what.


def test_the_board_opens_to_its_scope_and_the_desk_to_those_who_watch(client, house, movement):
    assert openers(client, house, url("board", movement.pk)) == WATCHERS | IN_SCOPE
    assert openers(client, house, url("wall", movement.pk)) == WATCHERS | IN_SCOPE
    assert openers(client, house, url("desk", movement.pk)) == WATCHERS
    assert openers(client, house, url("settings", movement.pk)) == {"officer", "director"}
    assert openers(client, house, url("list")) == set(ROLES)


def test_a_groups_weeks_open_to_itself_and_those_who_watch(client, house, movement):
    own = url("group", movement.pk, house.group.pk)
    assert openers(client, house, own) == WATCHERS | {"head", "member"}
    actions.set_board(actor=house.officer, movement=movement, facts={"hides_ranks": False})
    assert openers(client, house, own) == WATCHERS | IN_SCOPE


def test_a_draft_has_no_board(client, house):
    movement = draft(house)
    see(client, house.officer, url("board", movement.pk), status=404)
    see(client, house.officer, url("board", 0), status=404)
    see(client, house.officer, url("group", movement.pk, house.group.pk), status=404)
    assert way_to_board(house.officer, movement) == []


def test_a_unit_out_of_scope_has_no_weeks(client, house, movement):
    see(client, house.officer, url("group", movement.pk, house.department.pk), status=404)


def way_to_board(user, subject):
    found = capability.offers(user, subject, on=WEDNESDAY)
    return [offer.url for offer in found if str(offer.label) == "Bảng thi đua"]


def test_the_movements_page_leads_to_its_board(client, house, movement):
    assert way_to_board(house.member, movement) == [url("board", movement.pk)]
    assert way_to_board(house.stranger, movement) == []
    assert way_to_board(house.officer, house.group) == []
    assert movement.title in see(client, house.member, url("list"))
    assert movement.title not in see(client, house.stranger, url("list"))


# What each sees.


def ranks(text):
    """By group, the rank that a page tells; nothing where it does not."""
    rows = re.findall(r"<tr[^>]*>\s*<th scope=\"row\".*?</tr>", text, re.DOTALL)
    found = {}
    for row in rows:
        name = re.search(r"(Tổ công đoàn [^<]+)", row)[1].strip()
        told = re.search(r'data-label="Hạng"><span>(\d+)', row)
        found[name] = int(told[1]) if told else None
    return found


def test_beyond_the_first_third_a_rank_is_for_its_group_and_those_who_watch(
    client, house, movement
):
    page = url("board", movement.pk)
    first = {"Tổ công đoàn Nội": 1}
    others = dict.fromkeys(("Tổ công đoàn Ngoại", "Tổ công đoàn số 3", "Tổ công đoàn số 4"))
    assert ranks(see(client, house.member, page)) == first | others
    own = ranks(see(client, house.other_member, page))
    assert own == first | others | {"Tổ công đoàn Ngoại": 2}
    every = {
        "Tổ công đoàn Nội": 1, "Tổ công đoàn Ngoại": 2, "Tổ công đoàn số 3": 3,
        "Tổ công đoàn số 4": 3,
    }  # fmt: skip
    assert ranks(see(client, house.officer, page)) == every
    actions.set_board(actor=house.officer, movement=movement, facts={"hides_ranks": False})
    assert ranks(see(client, house.member, page)) == every


def test_figures_that_rank_are_hidden_with_the_rank(client, house, movement):
    """Whoever could read all figures could work out every rank."""
    text = see(client, house.member, url("board", movement.pk))
    row = text.split("Tổ công đoàn số 3")[1].split("</tr>")[0]
    assert row.count("không nêu") == 1 + len(queries.compute(movement, on=WEDNESDAY)["measures"])
    assert "Tuần liền không lỡ" in row


def test_the_wall_favours_nobodys_eyes(client, house, movement):
    def told(text):
        return re.sub(r'hx-[a-z]+="[^"]*"', "", text)

    walls = {
        told(see(client, user, url("wall", movement.pk)))
        for user in (house.officer, house.member, house.other_member)
    }
    assert len(walls) == 1
    (wall,) = walls
    assert re.findall(r'tile-rank">([^<]+)', wall) == ["Hạng 1"]
    assert wall.count("tile-number") == 4


def test_the_wall_says_of_a_tie_that_it_is_one(client, house, movement):
    for day in (FIRST, THIRD):
        sent(movement, house.other_member, house.other_group, day)
    wall = see(client, house.officer, url("wall", movement.pk))
    assert re.findall(r'tile-rank">([^<]+)', wall) == ["Đồng hạng 1"] * 2


@pytest.mark.parametrize(
    "told",
    [(WEDNESDAY, 106, "còn 106 ngày"), (date(2025, 12, 30), 2, "còn 2 ngày"),
     (date(2025, 12, 31), 1, "hôm nay")],
)  # fmt: skip
def test_days_are_counted_alike_wherever_they_stand(client, house, monkeypatch, movement, told):
    """Today and the last day both count."""
    today, figure, said = told
    monkeypatch.setenv("THIDUA_TODAY", today.isoformat())
    movement.register_by = None
    movement.save()
    boxed = f'ngày còn lại</span><span class="figure-value">{figure}<'
    for address in (url("board", movement.pk), reverse("movements:detail", args=[movement.pk])):
        assert boxed in see(client, house.officer, address), address
    assert f"Còn <strong>{figure}</strong> ngày" in see(
        client, house.officer, url("wall", movement.pk)
    )
    Dispatch.objects.exclude(unit=house.group).delete()
    movement.phases.all().delete()
    for address in (reverse("movements:detail", args=[movement.pk]), reverse("notices:home")):
        away = re.findall(r'deadline-away">([^<]+)<', see(client, house.member, address))
        assert said in away, address


def test_the_rule_and_the_late_reason_stand_on_the_board(client, house, movement):
    sent(movement, house.other_member, house.other_group, SECOND)
    client.force_login(house.officer)
    client.post(
        url("allow", movement.pk, house.other_group.pk),
        {"week": FIRST.isoformat(), "reason": "Cả tổ trực bão, mạng hỏng."},
    )
    for user in (house.member, house.other_member, house.director):
        text = see(client, user, url("board", movement.pk))
        assert "Tuần từ 01/09/2025 được tính muộn: Cả tổ trực bão, mạng hỏng." in text
        assert "Xếp hạng lần lượt theo: 1) Số tuần liền không lỡ" in text
    page = see(client, house.other_member, url("group", movement.pk, house.other_group.pk))
    assert "Được tính muộn: Cả tổ trực bão, mạng hỏng." in page
    allowance = LateAllowance.objects.get()
    client.force_login(house.officer)
    client.post(url("revoke", allowance.pk), {"reason": "Ghi nhầm tổ."})
    text = see(client, house.member, url("board", movement.pk))
    assert "từng được tính muộn (Cả tổ trực bão, mạng hỏng.), nay rút: Ghi nhầm tổ." in text


def test_what_is_not_due_missing_and_nought_read_differently(client, house):
    movement = launched(house, owed_by="in_turn")
    text = see(client, house.officer, url("board", movement.pk))
    assert "Không đến lượt" in text
    assert "Đến lượt, chưa nộp đủ" in text


# The part that polls.


def poll_of(text):
    """Where the page polls, and what it says it has."""
    where = re.search(r'hx-get="([^"]+)"', text)[1].replace("&amp;", "&")
    has = re.search(r"If-None-Match&quot;: &quot;\\&quot;([^\\]+)\\", text)[1]
    return where, f'"{has}"'


def test_a_poll_costs_three_queries_and_says_when_nothing_changed(client, house, movement):
    where, etag = poll_of(see(client, house.member, url("board", movement.pk)))
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(where, headers={"If-None-Match": etag})
    assert (answer.status_code, answer.content, answer["ETag"]) == (304, b"", etag)
    assert len(seen) == 3
    assert not any(each["sql"].startswith(("INSERT", "UPDATE")) for each in seen)


def test_a_poll_brings_what_changed(client, house, movement):
    where, etag = poll_of(see(client, house.other_member, url("board", movement.pk)))
    sent(movement, house.other_member, house.other_group, THIRD)
    actions.make_link(actor=house.officer, movement=movement, place="một việc nào đó có dấu vết")
    Snapshot.objects.update(checked_at=at(WEDNESDAY, 0))
    answer = client.get(where, headers={"If-None-Match": etag})
    assert answer.status_code == 200
    text = answer.content.decode()
    assert poll_of(text)[1] != etag
    assert "Đã nộp đủ" in text.split("sheet-own")[1].split("</section>")[0]


def test_a_look_serves_only_who_got_it_and_only_for_a_while(client, house, movement, monkeypatch):
    where, etag = poll_of(see(client, house.officer, url("board", movement.pk)))
    client.force_login(house.member)
    answer = client.get(where)
    assert ranks(answer.content.decode())["Tổ công đoàn Ngoại"] is None
    client.force_login(house.stranger)
    refused = client.get(where)
    assert (refused["HX-Refresh"], refused.content) == ("true", b"")
    client.logout()
    assert client.get(where)["HX-Refresh"] == "true"
    client.force_login(house.officer)
    monkeypatch.setattr("thidua.boards.views.looks.HOLDS", -1)
    again = client.get(where, headers={"If-None-Match": etag})
    assert again.status_code == 304
    bad = client.get(url("live", movement.pk) + "?nhin=bịa-ra")
    assert ranks(bad.content.decode())["Tổ công đoàn Ngoại"] == 2


def test_updates_can_be_stopped_and_pages_work_without_script(client, house, movement):
    assert "hx-get" in see(client, house.member, url("board", movement.pk))
    assert "hx-get" not in see(client, house.member, url("board", movement.pk) + "?dung=1")
    assert '<noscript><meta http-equiv="refresh"' in see(
        client, house.member, url("wall", movement.pk)
    )


def test_cost_does_not_grow_with_groups(client, house, movement):
    def cost(address):
        client.force_login(house.officer)
        client.get(address)
        with CaptureQueriesContext(connection) as seen:
            assert client.get(address).status_code == 200
        return len(seen)

    addresses = [url(name, movement.pk) for name in ("board", "wall", "desk")]
    few = [cost(address) for address in addresses]
    for number in range(5, 15):
        unit = UnitFactory(name=f"Tổ {number}", kind=UnitKind.UNION_GROUP, line=Line.UNION,
                           parent=house.union)  # fmt: skip
        Dispatch.objects.create(movement=movement, unit=unit)
    Snapshot.objects.all().delete()
    assert [cost(address) for address in addresses] == few


# Screens at which nobody signs in.


def open_link(client, house, movement):
    client.force_login(house.officer)
    answer = client.post(url("make_link", movement.pk), {"place": "Sảnh nhà A"})
    address = re.search(
        r"http://testserver(/bang-thi-dua/man-hinh/[^/]+/)", answer.content.decode()
    )
    client.logout()
    return address[1]


def test_a_secret_address_shows_the_wall_and_nothing_else(client, house, movement):
    address = open_link(client, house, movement)
    answer = client.get(address)
    text = answer.content.decode()
    assert (answer.status_code, answer["Referrer-Policy"]) == (200, "no-referrer")
    assert re.findall(r'tile-rank">([^<]+)', text) == ["Hạng 1"]
    assert 'href="/phong-trao' not in text
    where, etag = poll_of(text)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(where, headers={"If-None-Match": etag}).status_code == 304
    assert len(seen) == 2
    assert client.get(url("board", movement.pk)).status_code == 302
    assert client.get(url("screen", "A" * 32)).status_code == 404


def test_a_revoked_address_empties_the_screen(client, house, movement):
    address = open_link(client, house, movement)
    where, _etag = poll_of(client.get(address).content.decode())
    client.force_login(house.officer)
    answer = client.post(url("revoke_link", WallLink.objects.get().pk), follow=True)
    assert "Đã thu hồi đường dẫn của màn hình «Sảnh nhà A»." in answer.content.decode()
    client.logout()
    assert client.get(address).status_code == 404
    assert client.get(where)["HX-Refresh"] == "true"


def test_a_screen_needs_a_place(client, house, movement):
    client.force_login(house.officer)
    answer = client.post(url("make_link", movement.pk), {"place": ""}, follow=True)
    assert "Cần ghi nơi đặt màn hình" in answer.content.decode()


def test_many_groups_take_turns_on_the_wall(client, house, movement):
    for number in range(5, 31):
        unit = UnitFactory(name=f"Tổ {number:02d}", kind=UnitKind.UNION_GROUP, line=Line.UNION,
                           parent=house.union)  # fmt: skip
        Dispatch.objects.create(movement=movement, unit=unit)
    text = see(client, house.member, url("wall", movement.pk))
    assert text.count("tile-number") in {6, 12}
    assert re.search(r"Trang [123] trên 3\.", text)


# The officer's desk.


def test_the_desk_reminds_with_a_preview_and_tells_what_mail_waits_for(
    client, house, movement, monkeypatch
):
    monkeypatch.setattr("thidua.core.period.now", lambda: at(WEDNESDAY, 22))
    led = person_in(house.other_group, "head").user
    led.email = "ngoai@benhvien.example"
    led.save()
    client.force_login(house.officer)
    units = queries.compute(movement, on=WEDNESDAY)["groups"]
    picked = [str(each["unit"]) for each in units]
    preview = client.post(url("remind", movement.pk), {"pick": picked}).content.decode()
    assert "1 tổ sẽ được nhắc." in preview
    assert "mới có 0 trên 1, hạn hết ngày 21/09/2025 · 1 người phụ trách nhận" in preview
    assert preview.count("Chưa có người phụ trách để nhắc.") == 2
    assert "Tuần này không đến lượt, hoặc đã nộp đủ." in preview
    assert Reminder.objects.count() == 0
    keys = re.search(r'name="pick" value="([^"]+)"', preview)[1]
    answer = client.post(url("remind", movement.pk), {"pick": keys, "confirm": "1"}, follow=True)
    text = answer.content.decode()
    assert "Đã nhắc 1 tổ." in text
    assert "22:00 ngày 17/09/2025, 1 người" in text
    assert "thư chờ hết giờ yên lặng, 06:00 ngày 18/09/2025" in text
    again = client.post(url("remind", movement.pk), {"pick": keys}).content.decode()
    assert "Tuần này đã nhắc rồi; mỗi tuần nhắc một lần." in again
    none = client.post(url("remind", movement.pk), {}, follow=True).content.decode()
    assert "Chưa đánh dấu tổ nào." in none


def test_the_inspector_reads_the_desk_and_sees_why_not_more(client, house, movement):
    text = see(client, house.inspector, url("desk", movement.pk))
    assert "Việc này dành cho cán bộ thi đua, khen thưởng" in text
    assert "Lập đường dẫn" not in text


def test_settings_keep_the_order_of_what_ranks(client, house, movement):
    client.force_login(house.officer)
    typed = {
        "criterion_1": "boards.kept", "criterion_2": "difficulties.solved", "hides_ranks": "on",
        "reminds": "on", "remind_on": "3", "remind_at": "16:30",
    }  # fmt: skip
    answer = client.post(url("settings", movement.pk), typed, follow=True).content.decode()
    assert "Xếp hạng lần lượt theo: 1) Số tuần hoàn thành; 2) Khó khăn đã tháo gỡ" in answer
    assert "vào thứ Năm lúc 16:30" in answer
    twice = client.post(
        url("settings", movement.pk), {**typed, "criterion_2": "boards.kept"}
    ).content.decode()
    assert "Mỗi số liệu chỉ xếp hạng một lần" in twice
    wrong = client.post(url("settings", movement.pk), {**typed, "remind_at": "chiều"})
    assert "Ghi giờ theo mẫu 08:00." in wrong.content.decode()


def test_leave_without_reason_changes_nothing(client, house, movement):
    client.force_login(house.officer)
    page = url("allow", movement.pk, house.other_group.pk)
    answer = client.post(page, {"week": FIRST.isoformat(), "reason": ""}, follow=True)
    assert "Cần chọn tuần và ghi lý do." in answer.content.decode()
    client.force_login(house.other_member)
    assert client.post(page, {"week": FIRST.isoformat(), "reason": "x"}).status_code == 403
    assert LateAllowance.objects.count() == 0
