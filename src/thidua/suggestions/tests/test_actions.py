"""What the contract cannot say: who is told, what is refused, how the clock goes."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from thidua.core.permit import Refused
from thidua.documents.queries import files_of
from thidua.initiatives.tests.test_actions import movement
from thidua.notices.models import Notice
from thidua.orgs.states import Role
from thidua.orgs.tests.factories import Hospital, grant, person_in
from thidua.suggestions import actions, permits, queries
from thidua.suggestions.tests.factories import TODAY, suggestion

pytestmark = pytest.mark.django_db


def notices(user: Any) -> list[str]:
    return list(Notice.objects.filter(recipient=user).order_by("pk").values_list("text", flat=True))


def refusal(run: Any, **given: Any) -> str:
    with pytest.raises(Refused) as refused:
        run(**given)
    return str(refused.value)


def send(house: Hospital, **more: Any) -> Any:
    given: dict[str, Any] = {
        "actor": house.member, "unit": house.group, "on": TODAY, "kind": "obstacle",
        "text": " Thiếu xe lăn. ",
    } | more  # fmt: skip
    return actions.send_suggestion(**given)


def paper(number: int = 0) -> SimpleUploadedFile:
    content = b"%PDF-1.7\n" + str(number).encode() + b"\n%%EOF"
    return SimpleUploadedFile(f"to-{number}.pdf", content, content_type="application/pdf")


def test_it_is_received_with_its_clock_and_the_nearest_is_told(house: Hospital) -> None:
    made = send(house, files=[paper()], movement=movement(house))
    assert (made.text, made.state, made.due_on) == ("Thiếu xe lăn.", "received", date(2026, 3, 25))
    assert [file.name for file in files_of(made)] == ["to-0.pdf"]
    assert notices(house.head) == ["Cần trả lời: Thiếu xe lăn."]
    assert notices(house.officer) == []
    send(house, unit=house.union)
    assert notices(house.officer) == ["Cần trả lời: Thiếu xe lăn."]


def test_what_is_refused(house: Hospital) -> None:
    assert refusal(send, house=house, files=[paper(n) for n in range(4)]) == (
        "Gửi kèm nhiều nhất 3 tệp."
    )
    closed = movement(house, state="closed")
    assert refusal(send, house=house, movement=closed) == (
        "Phong trào này không diễn ra ở đơn vị của bạn."
    )
    made = suggestion(house)
    given = {"actor": house.officer, "suggestion": made, "on": TODAY}
    assert refusal(actions.answer_suggestion, answer=" ", **given) == ("Cần ghi nội dung trả lời.")
    passing = {"unit": house.union, **given}
    assert refusal(actions.pass_suggestion, reason=" ", **passing) == "Cần nêu lý do chuyển."
    assert refusal(actions.pass_suggestion, reason="Nhầm.", **passing) == (
        "Công đoàn cơ sở Bệnh viện Quân y Sông Thao đang giữ rồi: chọn đơn vị khác."
    )
    settled = suggestion(house, state="answered")
    assert refusal(
        actions.reopen_suggestion, actor=house.member, suggestion=settled, reason="", on=TODAY
    ) == "Cần nêu điều chưa được trả lời."  # fmt: skip


def test_passed_on_answered_asked_again_and_closed(house: Hospital) -> None:
    made = send(house, unit=house.union)
    passed = actions.pass_suggestion(
        actor=house.officer, suggestion=made, unit=house.group, reason="Tổ giữ xe.",
        on=TODAY.replace(day=18),
    )  # fmt: skip
    assert (passed.unit, passed.due_on) == (house.group, made.due_on)
    assert notices(house.member)[-1] == "Đã chuyển đến Tổ công đoàn Nội: Thiếu xe lăn."
    assert notices(house.head)[-1] == "Cần trả lời: Thiếu xe lăn."
    (passing,) = queries.passings_of(passed)
    assert (passing.source, passing.target, passing.reason) == (
        house.union, house.group, "Tổ giữ xe.",
    )  # fmt: skip
    answered = actions.answer_suggestion(
        actor=house.head, suggestion=passed, answer="Đã mượn hai xe.", on=TODAY.replace(day=19)
    )
    assert notices(house.member)[-1] == "Đã có trả lời: Thiếu xe lăn."
    again = actions.reopen_suggestion(
        actor=house.member, suggestion=answered, reason="Vẫn thiếu.", on=TODAY.replace(day=23)
    )
    assert (again.state, again.due_on, again.answered_on, again.answer) == (
        "reopened", date(2026, 4, 1), None, "Đã mượn hai xe.",
    )  # fmt: skip
    assert notices(house.head)[-1] == "Người gửi hỏi lại: Thiếu xe lăn."
    done = actions.answer_suggestion(
        actor=house.head, suggestion=again, answer="Đã mua.", on=TODAY.replace(day=24)
    )
    assert notices(house.member).count("Đã có trả lời: Thiếu xe lăn.") == 2
    assert actions.close_suggestion(actor=house.member, suggestion=done).state == "closed"


def test_nobody_answers_themselves_and_somebody_else_is_asked(house: Hospital) -> None:
    own = suggestion(house, author=house.head, unit=house.group)
    assert permits.answers(house.head, own) == "Bạn là người gửi nên người khác trả lời."
    assert list(queries.awaiting(house.head, on=TODAY)) == []
    assert list(queries.awaiting(house.officer, on=TODAY)) == [own]
    assert queries.answering_accounts(own, on=TODAY) == [house.officer.pk]


def test_the_nearest_is_asked_and_the_next_above_where_nobody_is_nearer(house: Hospital) -> None:
    chair = person_in(house.union, Role.HEAD).user
    of_group = suggestion(house, unit=house.group, author=house.other_member)
    of_other = suggestion(house, unit=house.other_group)
    of_department = suggestion(house, unit=house.department)
    asked = {
        name: set(queries.awaiting(user, on=TODAY))
        for name, user in {
            "head": house.head, "chair": chair, "officer": house.officer,
            "director": house.director, "member": house.member, "stranger": house.stranger,
        }.items()
    }  # fmt: skip
    assert asked == {
        "head": {of_group}, "chair": {of_other}, "officer": {of_department},
        "director": set(), "member": set(), "stranger": set(),
    }  # fmt: skip
    for made, user in ((of_group, house.head), (of_other, chair), (of_department, house.officer)):
        assert queries.answering_accounts(made, on=TODAY) == [user.pk]
    grant(house.stranger.person, house.other_group, Role.OFFICER)
    assert set(queries.awaiting(house.stranger, on=TODAY)) == {of_other}


def test_with_nobody_to_answer_nobody_is_told(house: Hospital) -> None:
    own = suggestion(house, author=house.officer)
    assert queries.answering_accounts(own, on=TODAY) == []


def test_one_writes_upwards_and_to_sponsors(house: Hospital) -> None:
    here = movement(house)
    here.sponsors.set([house.department])
    offered = {
        name: {unit.name for unit in queries.offered_units(getattr(house, name), on=TODAY)}
        for name in ("other_member", "inspector", "stranger")
    }
    top, union = house.hospital.name, house.union.name
    assert offered == {
        "other_member": {"Tổ công đoàn Ngoại", union, top}, "inspector": {top}, "stranger": set(),
    }  # fmt: skip
    mine = {unit.name for unit in queries.offered_units(house.member, on=TODAY)}
    assert mine == {"Tổ công đoàn Nội", "Khoa Nội", union, top}
    assert queries.sponsor_of(here) == house.department
    here.sponsors.clear()
    assert queries.sponsor_of(here) == house.union
