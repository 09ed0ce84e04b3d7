"""Cases of the action contract."""

from typing import Any

from tests.contract import Case, case

from thidua.orgs.tests.factories import hospital
from thidua.programmes.states import Part, ProgrammeState, TaskState
from thidua.programmes.tests.factories import DUE, LAUNCH, TODAY, launch, movement, programme, task

OFFICERS_ONLY = (
    "Việc này dành cho cán bộ thi đua, khen thưởng của Công đoàn cơ sở Bệnh viện Quân y Sông Thao."
)
DECIDERS_ONLY = OFFICERS_ONLY.replace("thưởng của", "thưởng, thủ trưởng đơn vị của")
HEADS_ONLY = "Việc này dành cho trưởng khoa, phòng, tổ của Tổ công đoàn Nội."
OWNERS_ONLY = "Việc này dành cho người được giao, trưởng đơn vị được giao hoặc cán bộ thi đua."
ROWS = [{"title": "Giao ban chuyên đề", "due_on": DUE}]
Wrong = tuple[dict[str, Any], str]


def in_state(state: Any) -> str:
    return f"Đang ở trạng thái «{state.label}» nên không thực hiện được việc này."


def set_state(subject: Any, state: Any, **more: Any) -> None:
    subject.state = state
    for name, value in more.items():
        setattr(subject, name, value)
    subject.save()


@case("programmes.programme.start")
def start() -> Case:
    house = hospital()
    given = {"unit": house.group, "movement": movement(house)}

    def again() -> Wrong:
        programme(house)
        return given, "Tổ công đoàn Nội đã có chương trình hành động."

    return Case(house.head, given, house.member, HEADS_ONLY, wrong=again)


@case("programmes.programme.write")
def write() -> Case:
    house = hospital()
    made = programme(house, ProgrammeState.RETURNED)
    given = {"programme": made, "aim": "Không để việc tồn.", "tasks": ROWS}

    def sent() -> Wrong:
        set_state(made, ProgrammeState.SENT)
        return given, "Đang ở trạng thái «Chờ chấp thuận» nên không sửa được."

    return Case(house.head, given, house.member, HEADS_ONLY, frozenset({"aim"}), sent)


@case("programmes.programme.send")
def send() -> Case:
    house = hospital()
    made = programme(house, rows=1)
    given = {"programme": made}

    def accepted() -> Wrong:
        set_state(made, ProgrammeState.ACCEPTED)
        return given, in_state(ProgrammeState.ACCEPTED)

    changed = frozenset({"state", "sent_at", "sent_by_id"})
    return Case(house.head, given, house.member, HEADS_ONLY, changed, accepted)


def _answered(changed: set[str], **more: Any) -> Case:
    house = hospital()
    made = programme(house, ProgrammeState.SENT, rows=1)
    given = {"programme": made, "on": TODAY, **more}

    def draft() -> Wrong:
        set_state(made, ProgrammeState.DRAFT)
        return given, in_state(ProgrammeState.DRAFT)

    return Case(house.officer, given, house.head, DECIDERS_ONLY, frozenset(changed), draft)


case("programmes.programme.accept")(lambda: _answered({"state", "accepted_at"}))
case("programmes.programme.return")(
    lambda: _answered({"state", "return_reason"}, reason="Thiếu người phụ trách.")
)


@case("programmes.launch.record")
def record() -> Case:
    house = hospital()
    here = movement(house)
    given = {"movement": here, "on": TODAY, "facts": LAUNCH, "directions": ROWS}

    def draft() -> Wrong:
        set_state(here, "draft")
        return given, "Phong trào chưa được phát động nên chưa có biên bản lễ phát động."

    return Case(house.officer, given, house.head, OFFICERS_ONLY, wrong=draft)


@case("programmes.launch.update")
def update_launch() -> Case:
    house = hospital()
    given = {"launch": launch(house), "on": TODAY, "facts": {"place": "Sân khoa Nội"}}
    return Case(house.officer, given, house.head, OFFICERS_ONLY, frozenset({"place"}))


@case("programmes.task.plan")
def plan() -> Case:
    house = hospital()
    here = movement(house)
    given = {"movement": here, "part": Part.COMMUNICATION, "tasks": ROWS, "on": TODAY}

    def closed() -> Wrong:
        set_state(here, "closed")
        return given, "Phong trào đã kết thúc nên không giao thêm việc."

    return Case(house.officer, given, house.head, OFFICERS_ONLY, wrong=closed)


def on_task(
    *, start: TaskState, wrong: TaskState, changed: set[str], by: str = "officer",
    stranger: str = "other_member", refusal: str = OFFICERS_ONLY, said: str = "", **more: Any,
) -> Case:  # fmt: skip
    house = hospital()
    made = task(house, person=house.member.person, state=start)
    given = {"task": made, **more}

    def elsewhere() -> Wrong:
        done = wrong in {TaskState.DONE, TaskState.CONFIRMED}
        set_state(made, wrong, done_on=TODAY if done else None)
        return given, said or in_state(wrong)

    return Case(
        getattr(house, by), given, getattr(house, stranger), refusal, frozenset(changed), elsewhere
    )


case("programmes.task.update")(
    lambda: on_task(
        start=TaskState.OPEN, wrong=TaskState.DONE, changed={"title"},
        facts={"title": "Trồng hai hàng cây"},
        said="Đang ở trạng thái «Chờ xác nhận» nên không sửa được.",
    )
)  # fmt: skip
case("programmes.task.finish")(
    lambda: on_task(
        start=TaskState.RETURNED, wrong=TaskState.CONFIRMED, by="member", refusal=OWNERS_ONLY,
        changed={"state", "done_on", "done_by_id", "result"}, on=TODAY, result="Đã trồng 20 cây.",
    )
)  # fmt: skip
case("programmes.task.add_evidence")(
    lambda: on_task(
        start=TaskState.DONE, wrong=TaskState.CONFIRMED, by="member", refusal=OWNERS_ONLY,
        changed={"link"}, link="https://example.vn/tin",
        said="Đang ở trạng thái «Đã xác nhận» nên không thêm minh chứng được.",
    )
)  # fmt: skip
case("programmes.task.confirm")(
    lambda: on_task(
        start=TaskState.DONE, wrong=TaskState.OPEN, refusal=DECIDERS_ONLY,
        changed={"state", "confirmed_at", "confirmed_by_id"},
    )
)  # fmt: skip
case("programmes.task.return")(
    lambda: on_task(
        start=TaskState.DONE, wrong=TaskState.OPEN, refusal=DECIDERS_ONLY, on=TODAY,
        changed={"state", "done_on", "return_reason"}, reason="Thiếu ảnh.",
    )
)  # fmt: skip
case("programmes.task.drop")(
    lambda: on_task(
        start=TaskState.OPEN, wrong=TaskState.DONE, changed={"state", "drop_reason"}, on=TODAY,
        reason="Đã có đơn vị khác làm.",
    )
)  # fmt: skip
case("programmes.task.resume")(
    lambda: on_task(start=TaskState.DROPPED, wrong=TaskState.OPEN, changed={"state"})
)


@case("programmes.task.confirm_many")
def confirm_many() -> Case:
    house = hospital()
    done = [task(house, state=TaskState.DONE) for _n in range(2)]
    given = {"tasks": done}

    def open_again() -> Wrong:
        set_state(done[1], TaskState.OPEN)
        return given, in_state(TaskState.OPEN)

    return Case(house.officer, given, house.other_member, DECIDERS_ONLY, wrong=open_again)


@case("programmes.task.remind")
def remind() -> Case:
    house = hospital()
    late = [task(house, person=house.member.person), task(house)]
    given = {"tasks": late, "on": TODAY}

    def done() -> Wrong:
        set_state(late[0], TaskState.DONE, done_on=TODAY)
        return given, "Đang ở trạng thái «Chờ xác nhận» nên không nhắc được."

    return Case(house.officer, given, house.other_member, DECIDERS_ONLY, wrong=done)
