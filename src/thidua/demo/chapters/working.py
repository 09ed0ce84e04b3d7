"""Work that the movement set in motion: the ceremony's tasks, works, communication, programmes."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from thidua.demo import pictures, story
from thidua.demo.chapters import launching
from thidua.demo.teller import Teller, Thread
from thidua.programmes import actions as programmes
from thidua.programmes.states import Part

TOLD = story.chapter("working")
# What a row tells of its outcome; all else are facts of the task.
OUTCOME = ("done_on", "by", "result", "link", "pictures", "confirmed")


def threads(t: Teller) -> Iterator[Thread]:
    yield record_ceremony(t)
    yield plan(t)
    for told in TOLD["programmes"]:
        yield _programme(t, told)


def plan(t: Teller) -> Thread:
    """Works for the congress and the communication plan."""
    day = yield date(2025, 9, 3)
    for part, told in ((Part.WORK, TOLD["works"]), (Part.COMMUNICATION, TOLD["communication"])):
        tasks = programmes.plan_tasks(
            actor=t.officer, movement=t.movement, part=part, tasks=_rows(t, told), on=day
        )
        _let_live(t, tasks, told)


def record_ceremony(t: Teller) -> Thread:
    facts = t.dated(launching.TOLD["ceremony"])
    directions, commitments = facts.pop("directions"), facts.pop("commitments")
    day = yield date(2025, 9, 3)
    launch = programmes.record_launch(
        actor=t.officer, movement=t.movement, on=day, facts=facts,
        directions=_rows(t, directions), commitments=_rows(t, commitments),
    )  # fmt: skip
    _let_live(t, launch.tasks.order_by("pk"), [*directions, *commitments])


def _programme(t: Teller, told: dict[str, Any]) -> Thread:
    head = t.here.head(told["group"])
    yield told["sent"]
    made = programmes.start_programme(actor=head, unit=t.unit(told["group"]), movement=t.movement)
    made = programmes.write_programme(
        actor=head, programme=made, aim=told["aim"], tasks=_rows(t, told["tasks"])
    )
    made = programmes.send_programme(actor=head, programme=made)
    day = yield told["sent"] + timedelta(days=2)
    if told["becomes"] == "accepted":
        made = programmes.accept_programme(actor=t.officer, programme=made, on=day)
    if told["becomes"] == "returned":
        programmes.return_programme(actor=t.officer, programme=made, reason=told["reason"], on=day)
    _let_live(t, made.tasks.order_by("pk"), told["tasks"])


def _rows(t: Teller, told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The facts of tasks, with days, units and people in the place of their names."""
    rows = []
    for each in told:
        row = {name: value for name, value in t.dated(each).items() if name not in OUTCOME}
        if "unit" in row:
            row["unit"] = t.unit(row["unit"])
        if "person" in row:
            row["person"] = t.person(row["person"])
        rows.append(row)
    return rows


def _let_live(t: Teller, tasks: Any, told: list[dict[str, Any]]) -> None:
    """Let what is told of each task happen to it in its time."""
    for task, each in zip(tasks, told, strict=True):
        if "done_on" in each:
            t.begin(_finish(t, task, each))


def _finish(t: Teller, task: Any, told: dict[str, Any]) -> Thread:
    doer = t.person(told.get("by") or told["person"]).user
    day = yield told["done_on"]
    done = programmes.finish_task(
        actor=doer, task=task, on=day, result=told["result"], link=told.get("link", ""),
        files=[pictures.stage(number) for number in range(told.get("pictures", 0))],
    )  # fmt: skip
    if told.get("confirmed"):
        yield told["done_on"] + timedelta(days=1)
        confirms = t.director if doer == t.officer else t.officer
        programmes.confirm_task(actor=confirms, task=done)
