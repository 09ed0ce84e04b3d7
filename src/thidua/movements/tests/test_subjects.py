"""Movements limited by sex, line or kind of work; papers attached; what the end says."""

from typing import Any

import pytest

from thidua.core.capability import Unanswered
from thidua.initiatives.tests.factories import photo
from thidua.movements import actions, outcomes, queries, wording
from thidua.movements.actions.files import MOST
from thidua.movements.outcomes import CLOSING, Ending, endings
from thidua.movements.receivers import reads_attachments
from thidua.movements.tests.factories import (
    IN_TIME,
    draft,
    launched,
    list_of,
    outside,
    person,
    with_phases,
)
from thidua.movements.tests.outcomes import refused
from thidua.orgs.models import Person, Position
from thidua.orgs.states import LeaderLevel, MembershipKind
from thidua.orgs.tests.factories import SINCE, join, person_in

pytestmark = pytest.mark.django_db


def told(movement):
    return set(queries.told_at_launch(movement, on=IN_TIME))


def test_a_movement_for_women_is_for_women(house):
    woman = person_in(house.group, sex="female")
    person_in(house.group, sex="male")
    movement = launched(house, for_sex="female")
    assert told(movement) == {woman}
    fill: dict[str, Any] = {
        "actor": house.head, "registration": list_of(movement, house.group), "on": IN_TIME,
    }  # fmt: skip
    man = person(house.member)
    assert refused(lambda: actions.fill_registration(**fill, people={man: ["LDTT"]})) == (
        f"{man} không thuộc đối tượng của phong trào."
    )
    actions.fill_registration(**fill, people={woman: ["LDTT"]})


def test_a_movement_of_a_line_is_for_its_members(house):
    seconded = person_in(house.group)
    seconded.memberships.all().delete()
    join(seconded, house.group, MembershipKind.SECONDMENT)
    everybody = told(draft(house))
    assert seconded in everybody
    assert told(draft(house, for_line="union")) == everybody - {seconded}
    assert told(draft(house, for_line="youth")) == set()


def test_a_movement_by_kind_of_work(house):
    leader = person_in(house.group)
    Position.objects.create(
        person=leader, unit=house.group, title="Trưởng khoa", valid_from=SINCE,
        leader_level=LeaderLevel.DEPUTY_HEAD,
    )  # fmt: skip
    former = person_in(house.group)
    Position.objects.create(
        person=former, unit=house.group, title="Nguyên trưởng khoa", valid_from=SINCE,
        valid_to=SINCE, leader_level=LeaderLevel.DEPUTY_HEAD,
    )  # fmt: skip
    everybody = told(draft(house))
    assert told(draft(house, for_work="leading")) == {leader}
    assert told(draft(house, for_work="direct")) == everybody - {leader}
    assert former in everybody


def test_the_limits_are_said_in_words(house):
    assert wording.subjects_of(draft(house)) == ""
    movement = draft(house, for_sex="female", for_line="union", for_work="direct")
    assert wording.subjects_of(movement) == "nữ; công đoàn; người trực tiếp công tác, lao động"


def test_every_form_of_a_rule_is_a_sentence(house):
    movement = with_phases(
        house, {}, {"owed_by": "whole", "amount": 2},
        {"rule": "once", "owed_by": "each", "measure": "difficulties.solved"}, {"rule": "plain"},
    )  # fmt: skip
    assert [wording.rule_of(phase) for phase in queries.phases_of(movement)] == [
        "Các đơn vị luân phiên theo tuần: 1 sáng kiến mỗi tuần",
        "Cả đơn vị phát động: 2 sáng kiến mỗi tuần",
        "Mỗi đơn vị trong phạm vi: 1 khó khăn trước khi hết đợt",
        "Chỉ có khẩu hiệu, không giao số lượng",
    ]


# Papers.


def test_papers_are_attached_read_by_the_scope_and_taken_off_a_draft(house):
    movement = draft(house)
    actions.attach_file(actor=house.officer, movement=movement, file=photo())
    (stored,) = queries.attachments_of(movement)
    key = str(movement.pk)
    assert reads_attachments(house.officer, key) is None
    assert reads_attachments(house.member, key) == (
        "Phong trào này không được gửi đến đơn vị của bạn."
    )
    assert reads_attachments(house.officer, "0") == "Phong trào này không còn."
    other = draft(house)
    change = {"actor": house.officer, "file": stored.pk}
    assert refused(lambda: actions.detach_file(**change, movement=other)) == (
        "Văn bản này không còn ở phong trào."
    )
    actions.detach_file(**change, movement=movement)
    assert not queries.attachments_of(movement).exists()


def test_there_is_an_end_to_papers(house):
    movement = draft(house)
    for number in range(MOST):
        actions.attach_file(actor=house.officer, movement=movement, file=photo(f"{number}.jpg"))
    assert (
        refused(lambda: actions.attach_file(actor=house.officer, movement=movement, file=photo()))
        == "Đã có 10 văn bản: bỏ bớt một văn bản trước khi thêm."
    )


# The end.


def own_endings(movement):
    return {str(each.what): each.count for each in CLOSING["movements"](movement)}


def test_the_end_tells_of_phases_lists_and_answers(house):
    movement = with_phases(house)
    actions.answer_movements(actor=house.officer, movement=movement, parents=[outside(house)])
    assert own_endings(movement) == {
        "đợt": 1,
        "đăng ký đã duyệt": 0,
        "đăng ký chờ duyệt": 0,
        "đơn vị chưa gửi đăng ký": 2,
        "phong trào cấp trên được hưởng ứng": 1,
        "phong trào đang hưởng ứng phong trào này": 0,
    }


def test_who_has_something_under_a_movement_must_speak(house, monkeypatch):
    movement = launched(house)
    registry: Any = type(CLOSING)("answer")
    monkeypatch.setattr(outcomes, "CLOSING", registry)
    registry.register("one")(lambda movement: [Ending("việc", 0, "giữ nguyên")])
    assert endings(movement) == [Ending("việc", 0, "giữ nguyên")]
    registry.register("two")(lambda movement: [])
    with pytest.raises(Unanswered, match="two does not say what the end of a movement does"):
        endings(movement)


def test_erased_people_are_not_told(house):
    movement = draft(house)
    Person.objects.filter(user=house.member).update(erased_at="2025-01-01T00:00Z")
    assert person(house.member) not in told(movement)
