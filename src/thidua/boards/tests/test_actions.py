"""The kept picture, the settings, the screens and the reminders."""

import threading
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from thidua.boards import actions, queries, tasks
from thidua.boards.models import Reminder, Snapshot, WallLink
from thidua.boards.tests.factories import FIRST, SECOND, THIRD, at, launched, sent
from thidua.core.action import SYSTEM
from thidua.core.models import AuditEntry
from thidua.core.permit import Refused
from thidua.initiatives import actions as initiatives
from thidua.movements.states import OwedBy
from thidua.notices.models import Mailing, Notice
from thidua.orgs.models import RoleGrant
from thidua.orgs.states import Role
from thidua.orgs.tests.factories import person_in

pytestmark = pytest.mark.django_db
WEDNESDAY = date(2025, 9, 17)
FRIDAY, SUNDAY = date(2025, 9, 19), date(2025, 9, 21)


# The kept picture.


def enter(house, movement):
    """An initiative entered and sent through its actions."""
    entry = initiatives.create_initiative(
        actor=house.member, unit=house.group, on=WEDNESDAY,
        authors=[(house.member.person, 100)],
        facts={
            "title": "Gọi số tại khoa", "solution": "Gọi theo số.", "benefit": "process",
            "movement": movement,
        },
    )  # fmt: skip
    return initiatives.submit_initiative(actor=house.member, initiative=entry, on=WEDNESDAY)


def inner(kept, house):
    return next(each for each in kept.body["groups"] if each["unit"] == house.group.pk)


def test_an_act_is_seen_at_the_next_look_and_nothing_else_costs(house):
    movement = launched(house)
    first = actions.refresh(movement.pk, on=WEDNESDAY)
    assert inner(first, house)["week"] == "owing"
    with CaptureQueriesContext(connection) as seen:
        actions.refresh(movement.pk, on=WEDNESDAY)
    assert len(seen) == 1
    enter(house, movement)
    second = actions.refresh(movement.pk, on=WEDNESDAY, at_once=True)
    assert inner(second, house)["week"] == "kept"
    assert second.version != first.version
    assert (second.head, second.changed_at > first.changed_at) == (queries.trail_head(), True)


def test_a_picture_of_this_very_second_serves_a_poll_but_not_a_page(house):
    movement = launched(house)
    actions.refresh(movement.pk, on=WEDNESDAY)
    enter(house, movement)
    assert inner(actions.refresh(movement.pk, on=WEDNESDAY), house)["week"] == "owing"
    Snapshot.objects.update(checked_at=at(WEDNESDAY, 0))
    assert inner(actions.refresh(movement.pk, on=WEDNESDAY), house)["week"] == "kept"


def test_what_changes_nothing_on_the_board_keeps_its_version(house):
    movement = launched(house)
    first = actions.refresh(movement.pk, on=WEDNESDAY)
    actions.make_link(actor=house.officer, movement=movement, place="Sảnh nhà A")
    second = actions.refresh(movement.pk, on=WEDNESDAY, at_once=True)
    assert (second.version, second.changed_at) == (first.version, first.changed_at)
    assert second.head > first.head


def test_midnight_makes_a_new_picture_without_any_act(house):
    movement = launched(house)
    assert inner(actions.refresh(movement.pk, on=SUNDAY), house)["week"] == "owing"
    monday = actions.refresh(movement.pk, on=SUNDAY + timedelta(days=1))
    assert (monday.body["days_left"], inner(monday, house)["judged"]) == (101, 3)


def test_looking_leaves_no_trace_in_the_trail(house):
    movement = launched(house)
    before = AuditEntry.objects.count()
    actions.refresh(movement.pk, on=WEDNESDAY)
    assert AuditEntry.objects.count() == before


@pytest.mark.django_db(transaction=True)
def test_while_one_works_it_out_others_get_the_picture_as_it_was(house):
    movement = launched(house)
    actions.refresh(movement.pk, on=WEDNESDAY)
    enter(house, movement)
    Snapshot.objects.update(checked_at=at(WEDNESDAY, 0))
    held, done = threading.Event(), threading.Event()

    def hold():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s, %s)", [actions.picture._LOCK, movement.pk])
            held.set()
            done.wait(20)
            cursor.execute("SELECT pg_advisory_unlock_all()")
        connection.close()

    other = threading.Thread(target=hold)
    other.start()
    try:
        assert held.wait(20)
        assert inner(actions.refresh(movement.pk, on=WEDNESDAY), house)["week"] == "owing"
    finally:
        done.set()
        other.join()
    assert inner(actions.refresh(movement.pk, on=WEDNESDAY), house)["week"] == "kept"


# Settings and screens.


def test_a_board_ranks_by_what_was_chosen(house):
    movement = launched(house)
    for day in (FIRST, SECOND):
        sent(movement, house.member, house.group, day)
    sent(movement, house.other_member, house.other_group, THIRD)
    board = actions.set_board(
        actor=house.officer, movement=movement, facts={"criteria": [queries.KEPT]}
    )
    assert (board.criteria, board.hides_ranks, board.remind_on) == ([queries.KEPT], True, 4)
    places = {
        each["unit"]: each["rank"] for each in queries.compute(movement, on=WEDNESDAY)["groups"]
    }
    assert places == {house.group.pk: 1, house.other_group.pk: 2}


def test_nobody_counts_what_is_unknown(house):
    movement = launched(house)
    with pytest.raises(TypeError, match="nobody counts khong_co"):
        actions.set_board(actor=house.officer, movement=movement, facts={"criteria": ["khong_co"]})
    with pytest.raises(TypeError, match="a board has no colour"):
        actions.set_board(actor=house.officer, movement=movement, facts={"colour": "red"})


def test_only_the_hash_of_a_screens_code_is_kept(house):
    movement = launched(house)
    link, code = actions.make_link(actor=house.officer, movement=movement, place="Sảnh nhà A")
    assert len(code) == 32
    row = WallLink.objects.values().get()
    assert code not in str(row)
    assert code not in str(list(AuditEntry.objects.values()))
    assert queries.link_by_code(code) == link
    actions.revoke_link(actor=house.officer, link=link)
    assert queries.link_by_code(code) is None


# Reminders.


def heads(house):
    """The second group gets a head with an address, too."""
    other = person_in(house.other_group, Role.HEAD, name="Vũ Thị Bích Hà").user
    for number, user in enumerate((house.head, other)):
        user.email = f"truong{number}@benhvien.example"
        user.save()
    return other


def test_who_owes_is_reminded_once_a_week(house):
    movement = launched(house)
    other = heads(house)
    sent(movement, house.member, house.group, THIRD)
    done = actions.remind(actor=house.officer, movement=movement, on=WEDNESDAY)
    assert [unit.name for unit in done.told] == ["Tổ công đoàn Ngoại"]
    (notice,) = Notice.objects.filter(kind="boards.reminder")
    assert (notice.recipient, notice.text) == (
        other,
        "Tuần này đến lượt Tổ công đoàn Ngoại: mới có 0 trên 1, hạn hết ngày 21/09/2025.",
    )
    again = actions.remind(actor=house.director, movement=movement, on=FRIDAY)
    assert (again.told, [unit.name for unit in again.before]) == ([], ["Tổ công đoàn Ngoại"])
    assert (Notice.objects.filter(kind="boards.reminder").count(), Mailing.objects.count()) == (
        1,
        1,
    )


def test_a_group_without_a_head_is_named_and_not_counted_as_reminded(house):
    movement = launched(house)
    done = actions.remind(actor=house.officer, movement=movement, on=WEDNESDAY)
    assert [unit.name for unit in done.told] == ["Tổ công đoàn Nội"]
    assert [unit.name for unit in done.headless] == ["Tổ công đoàn Ngoại"]
    assert Reminder.objects.count() == 1


def test_only_the_chosen_are_reminded(house):
    movement = launched(house)
    heads(house)
    done = actions.remind(
        actor=house.officer, movement=movement, on=WEDNESDAY, units=[house.other_group.pk]
    )
    assert [unit.name for unit in done.told] == ["Tổ công đoàn Ngoại"]


def test_the_clock_reminds_at_its_hour_and_once(house):
    movement = launched(house)
    heads(house)
    tasks.remind_at(at(FRIDAY, 7, 59))
    assert Reminder.objects.count() == 0
    tasks.remind_at(at(FRIDAY, 8))
    assert Reminder.objects.count() == 2
    entry = AuditEntry.objects.filter(action="boards.movement.remind").get()
    assert (entry.actor_id, entry.subject_id) == (SYSTEM.pk, str(movement.pk))
    tasks.remind_at(at(FRIDAY, 8, 15))
    tasks.remind_at(at(SUNDAY, 23, 59))
    assert Reminder.objects.count() == 2
    assert AuditEntry.objects.filter(action="boards.movement.remind").count() == 1
    tasks.remind_at(at(SUNDAY + timedelta(days=5), 9))
    assert Reminder.objects.count() == 4


def test_a_worker_that_was_down_reminds_when_it_is_back_but_within_the_week(house):
    launched(house)
    tasks.remind_at(at(SUNDAY, 23, 45))
    assert Reminder.objects.get().week == THIRD
    tasks.remind_at(at(SUNDAY + timedelta(days=1), 0))
    assert Reminder.objects.count() == 1


def test_the_clock_leaves_alone_whom_it_should(house):
    movement = launched(house, owed_by=OwedBy.IN_TURN)
    heads(house)
    tasks.remind_at(at(FRIDAY, 9))
    assert [each.unit for each in Reminder.objects.all()] == [house.other_group]
    Reminder.objects.all().delete()
    actions.set_board(actor=house.officer, movement=movement, facts={"reminds": False})
    tasks.remind_at(at(FRIDAY, 9))
    assert Reminder.objects.count() == 0


def test_the_hour_is_a_setting(house):
    movement = launched(house)
    actions.set_board(
        actor=house.officer,
        movement=movement,
        facts={"remind_on": 1, "remind_at": at(FIRST, 14).time()},
    )
    tasks.remind_at(at(date(2025, 9, 16), 13, 59))
    assert Reminder.objects.count() == 0
    tasks.remind_at(at(date(2025, 9, 16), 14))
    assert Reminder.objects.count() == 1


def test_groups_that_nobody_leads_do_not_fill_the_trail(house):
    launched(house)
    RoleGrant.objects.filter(role=Role.HEAD).delete()
    for hour in (8, 9, 10):
        tasks.remind_at(at(FRIDAY, hour))
    assert AuditEntry.objects.filter(action="boards.movement.remind").count() == 0


def test_leave_needs_a_reason(house):
    movement = launched(house)
    with pytest.raises(Refused) as refused:
        actions.allow_late(
            actor=house.officer, movement=movement, unit=house.group, week=FIRST, reason=" ",
            on=WEDNESDAY,
        )  # fmt: skip
    assert str(refused.value) == ("Cần ghi lý do: lý do hiện trên bảng cho mọi người cùng đọc.")
