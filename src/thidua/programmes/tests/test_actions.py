"""What the contract cannot say of each action: who may, what is refused, who is told."""

from datetime import date
from typing import Any

import pytest

from thidua.core.models import AuditEntry
from thidua.core.permit import Refused
from thidua.documents.queries import files_of
from thidua.movements.tests.factories import draft, launched
from thidua.notices.models import Notice
from thidua.orgs.tests.factories import Hospital, PersonFactory, UnitFactory, person_in
from thidua.programmes import actions, permits, queries
from thidua.programmes.models import Programme
from thidua.programmes.states import Part, ProgrammeState, TaskState
from thidua.programmes.tests.contract import ROWS
from thidua.programmes.tests.factories import (
    DUE,
    LAUNCH,
    TODAY,
    launch,
    movement,
    paper,
    programme,
    task,
)

pytestmark = pytest.mark.django_db


def refusal(run: Any, **given: Any) -> str:
    with pytest.raises(Refused) as refused:
        run(**given)
    return str(refused.value)


def notices(user: Any) -> list[str]:
    return list(Notice.objects.filter(recipient=user).order_by("pk").values_list("text", flat=True))


def test_a_programme_from_empty_to_accepted(house: Hospital) -> None:
    here = movement(house)
    made = actions.start_programme(actor=house.head, unit=house.group, movement=here)
    empty = "Chương trình chưa có việc nào: ghi ít nhất một việc rồi gửi."
    assert refusal(actions.send_programme, actor=house.head, programme=made) == empty
    rows = [{"title": "Một", "due_on": DUE, "person": house.member.person}, *ROWS]
    for _twice in range(2):
        made = actions.write_programme(
            actor=house.head, programme=made, aim=" Không để việc tồn. ", tasks=rows
        )
    stored = [(row.title, row.person, row.unit, row.part) for row in queries.tasks_of(made)]
    assert stored == [
        ("Một", house.member.person, house.group, "action"),
        ("Giao ban chuyên đề", None, house.group, "action"),
    ]
    assert made.aim == "Không để việc tồn."
    made = actions.send_programme(actor=house.head, programme=made)
    assert list(queries.owed_by(house.member, on=TODAY)) == []
    actions.accept_programme(actor=house.officer, programme=made, on=TODAY)
    assert [row.title for row in queries.owed_by(house.member, on=TODAY)] == ["Một"]
    assert notices(house.member)[-1] == (
        "Bạn được giao việc trong chương trình hành động của Tổ công đoàn Nội."
    )
    assert notices(house.head)[-1] == (
        "Chương trình hành động của Tổ công đoàn Nội được chấp thuận."
    )


def test_the_officer_keys_in_for_a_head_and_somebody_else_accepts(house: Hospital) -> None:
    here = movement(house)
    made = actions.start_programme(actor=house.officer, unit=house.group, movement=here)
    made = actions.write_programme(actor=house.officer, programme=made, aim="", tasks=ROWS)
    made = actions.send_programme(actor=house.officer, programme=made)
    own = "Bạn đã gửi chương trình của Tổ công đoàn Nội nên người khác phải chấp thuận."
    given = {"programme": made, "on": TODAY}
    assert refusal(actions.accept_programme, actor=house.officer, **given) == own
    assert actions.accept_programme(actor=house.director, **given).state == "accepted"


def test_programmes_answer_running_movements_sent_to_the_unit(house: Hospital) -> None:
    given = {"actor": house.head, "unit": house.group}
    here, waiting = movement(house), draft(house)
    assert refusal(actions.start_programme, movement=waiting, **given) == (
        "Phong trào đang không diễn ra nên không nhận chương trình hành động."
    )
    third = UnitFactory(parent=house.union, kind="union_group", line="union", name="Tổ Xét nghiệm")
    head = person_in(third, "head").user
    assert refusal(actions.start_programme, actor=head, unit=third, movement=here) == (
        "Phong trào không gửi đến Tổ Xét nghiệm nên đơn vị không lập chương trình."
    )


def test_a_returned_programme_needs_a_reason_and_tells_it(house: Hospital) -> None:
    made = programme(house, ProgrammeState.SENT, rows=1)
    given = {"actor": house.officer, "programme": made, "on": TODAY}
    assert refusal(actions.return_programme, reason=" ", **given) == "Cần nêu lý do trả lại."
    actions.return_programme(reason="Thiếu hạn.", **given)
    assert notices(house.head)[-1] == (
        "Chương trình hành động của Tổ công đoàn Nội được trả lại: Thiếu hạn."
    )
    assert Programme.objects.get().return_reason == "Thiếu hạn."


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"title": "", "due_on": DUE}, "Mỗi việc cần có nội dung."),
        ({"title": "A"}, "«A» chưa có hạn."),
        (
            {"title": "A", "due_on": date(2025, 8, 31)},
            "«A» có hạn 31/08/2025, trước ngày bắt đầu phong trào.",
        ),
        ({"title": "A", "due_on": DUE, "unit": "hospital"},
         "Bệnh viện Quân y Sông Thao không thuộc Công đoàn cơ sở Bệnh viện Quân y Sông Thao."),
    ],
)  # fmt: skip
def test_a_task_needs_words_a_day_and_an_owner_inside(
    house: Hospital, row: dict[str, Any], reason: str
) -> None:
    if "unit" in row:
        row = {**row, "unit": house.hospital}
    given = {"movement": movement(house), "part": Part.WORK, "tasks": [row], "on": TODAY}
    assert refusal(actions.plan_tasks, actor=house.officer, **given) == reason


def test_unknown_facts_and_parts_are_faults(house: Hospital) -> None:
    here = movement(house)
    given: dict[str, Any] = {"actor": house.officer, "movement": here, "on": TODAY}
    with pytest.raises(TypeError, match="a task has no state"):
        actions.plan_tasks(part=Part.WORK, tasks=[{"state": "done"}], **given)
    with pytest.raises(TypeError, match="has a paper of its own"):
        actions.plan_tasks(part=Part.ACTION, tasks=ROWS, **given)
    with pytest.raises(TypeError, match="a launch record has no movement"):
        actions.record_launch(facts={"movement": here}, **given)
    with pytest.raises(TypeError, match="a task has no state"):
        actions.update_task(actor=house.officer, task=task(house), facts={"state": "done"})
    assert refusal(actions.plan_tasks, part=Part.WORK, tasks=[], **given) == (
        "Chưa có việc nào để giao."
    )


def test_what_is_planned_before_the_launch_is_told_to_nobody(house: Hospital) -> None:
    here = draft(house)
    rows = [{**ROWS[0], "unit": house.group}]
    given: dict[str, Any] = {"actor": house.officer, "part": Part.COMMUNICATION, "tasks": rows}
    actions.plan_tasks(movement=here, on=TODAY, **given)
    assert notices(house.head) == []
    assert list(queries.visible_to(house.head)) == []
    assert queries.visible_to(house.officer).count() == 1
    actions.plan_tasks(movement=launched(house), on=TODAY, **given)
    assert notices(house.head)[-1] == "Bạn được giao: Giao ban chuyên đề"


def test_directions_and_commitments_become_tasks(house: Hospital) -> None:
    said = [{**ROWS[0], "said_by": "Giám đốc", "unit": house.group}]
    made = actions.record_launch(
        actor=house.officer, movement=movement(house), on=TODAY, facts=LAUNCH,
        directions=said, commitments=said,
    )  # fmt: skip
    parts = list(made.tasks.order_by("pk").values_list("part", "said_by", "unit"))
    assert parts == [
        ("direction", "Giám đốc", house.group.pk), ("commitment", "Giám đốc", house.group.pk),
    ]  # fmt: skip
    entry = AuditEntry.objects.get(action="programmes.launch.record")
    assert entry.facts == {"directions": 1, "commitments": 1}
    late = {"launch": made, "on": TODAY, "facts": {"held_on": date(2025, 10, 16)}}
    assert refusal(actions.update_launch, actor=house.officer, **late) == (
        "Lễ phát động ghi ngày chưa đến: ghi biên bản sau khi đã tổ chức."
    )


def test_one_tap_is_enough_and_evidence_is_kept(house: Hospital) -> None:
    given = task(house, person=house.member.person)
    done = actions.finish_task(actor=house.member, task=given, on=TODAY, files=[paper()])
    assert (done.state, done.done_on, done.done_by) == ("done", TODAY, house.member)
    assert [file.name for file in files_of(done)] == ["bien-ban.pdf"]
    none = {"actor": house.member, "task": done}
    assert refusal(actions.add_evidence, **none) == "Cần ghi kết quả, dán liên kết hoặc chọn tệp."
    assert refusal(actions.add_evidence, link="javascript:alert(1)", **none) == (
        "Liên kết phải bắt đầu bằng http:// hoặc https://."
    )
    assert refusal(actions.add_evidence, files=[paper()] * 12, **none) == (
        "Mỗi việc giữ nhiều nhất 12 tệp."
    )


def test_a_task_is_not_done_tomorrow_nor_before_its_programme_is_accepted(house: Hospital) -> None:
    given = {"actor": house.head, "on": TODAY}
    assert refusal(
        actions.finish_task, task=task(house), done_on=date(2025, 10, 16), **given
    ) == "Ngày xong chưa đến: báo khi việc đã xong."  # fmt: skip
    row = queries.tasks_of(programme(house, ProgrammeState.SENT, rows=1))[0]
    assert refusal(actions.finish_task, task=row, **given) == (
        "Chương trình hành động chưa được chấp thuận nên chưa báo xong được."
    )


OWN = "Bạn là người làm hoặc người báo xong việc này nên người khác xác nhận."


def test_nobody_confirms_their_own_work(house: Hospital) -> None:
    by_head = task(house, person=house.head.person, state=TaskState.DONE, done_by=house.officer)
    of_unit = task(house, state=TaskState.DONE, done_by=house.head)
    of_member = task(house, person=house.member.person, state=TaskState.DONE)
    decided = {
        (name, number): permits.confirms(getattr(house, name), each)
        for name in ("head", "officer", "member")
        for number, each in enumerate((by_head, of_unit, of_member))
    }
    open_to = {key for key, reason in decided.items() if reason is None}
    assert open_to == {("officer", 1), ("officer", 2), ("head", 2)}
    assert decided["head", 0] == decided["officer", 0] == OWN
    asked = {
        (name, number)
        for name in ("head", "officer", "member")
        for number, each in enumerate((by_head, of_unit, of_member))
        if each in queries.to_confirm(getattr(house, name), on=TODAY)
    }
    assert asked == open_to


def test_returned_and_dropped_tasks_tell_their_owner_why(house: Hospital) -> None:
    given = task(house, person=house.member.person, state=TaskState.DONE)
    facts = {"actor": house.officer, "task": given, "on": TODAY}
    assert refusal(actions.return_task, reason=" ", **facts) == "Cần nêu lý do."
    back = actions.return_task(reason="Thiếu ảnh.", **facts)
    assert (back.state, back.done_on) == ("returned", None)
    again = actions.finish_task(actor=house.member, task=back, on=TODAY)
    assert again.return_reason == ""
    other = task(house, person=house.member.person, title="Việc khác")
    actions.drop_task(actor=house.officer, task=other, reason="Trùng việc.", on=TODAY)
    assert notices(house.member)[-2:] == [
        "«Trồng hàng cây trước khoa» được trả lại: Thiếu ảnh.",
        "Thôi làm «Việc khác»: Trùng việc.",
    ]


def test_reminders_go_to_the_person_or_the_head_once_a_day(house: Hospital) -> None:
    given = [task(house, person=house.member.person), task(house), task(house, unit=house.union)]
    remind = {"actor": house.officer, "tasks": given}
    assert actions.remind_tasks(on=TODAY, **remind) == 2
    assert actions.remind_tasks(on=TODAY, **remind) == 0
    assert actions.remind_tasks(on=date(2025, 10, 16), **remind) == 2
    assert notices(house.member)[-1] == "Nhắc việc, hạn 31/10/2025: Trồng hàng cây trước khoa"


def test_a_person_without_an_account_is_not_told(house: Hospital) -> None:
    nobody = PersonFactory(user=None, code="KHACH", full_name="Lò Thị Ước")
    given = task(house, person=nobody)
    assert actions.remind_tasks(actor=house.officer, tasks=[given], on=TODAY) == 0


def test_a_task_may_be_given_to_another_unit_inside(house: Hospital) -> None:
    given = task(house)
    facts = {"unit": house.other_group, "person": house.other_member.person}
    made = actions.update_task(actor=house.officer, task=given, facts=facts)
    assert (made.unit, made.owner) == (
        house.other_group, f"{house.other_member.full_name} (Tổ công đoàn Ngoại)",
    )  # fmt: skip
    assert launch(house).tasks.count() == 0
