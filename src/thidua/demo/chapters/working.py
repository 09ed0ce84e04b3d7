"""Work that the movement set in motion: the ceremony's tasks, works, communication, programmes."""

from datetime import date, timedelta
from typing import Any

from thidua.demo import pictures, story
from thidua.demo.chapters import launching
from thidua.demo.teller import Teller
from thidua.programmes import actions as programmes
from thidua.programmes.states import Part

TOLD = story.chapter("working")
# What a row tells of its outcome; all else are facts of the task.
OUTCOME = ("done_on", "by", "result", "link", "pictures", "confirmed")


def work(t: Teller) -> None:
    """The record of the ceremony, then what followed from it."""
    _record_ceremony(t)
    with t.on(date(2025, 9, 3)) as day:
        for part, told in ((Part.WORK, TOLD["works"]), (Part.COMMUNICATION, TOLD["communication"])):
            tasks = programmes.plan_tasks(
                actor=t.officer, movement=t.movement, part=part, tasks=_rows(t, told), on=day
            )
            _live(t, tasks, told)
    for told in TOLD["programmes"]:
        _programme(t, told)


def _record_ceremony(t: Teller) -> None:
    facts = t.dated(launching.TOLD["ceremony"])
    directions, commitments = facts.pop("directions"), facts.pop("commitments")
    with t.on(date(2025, 9, 3)) as day:
        launch = programmes.record_launch(
            actor=t.officer, movement=t.movement, on=day, facts=facts,
            directions=_rows(t, directions), commitments=_rows(t, commitments),
        )  # fmt: skip
    _live(t, launch.tasks.order_by("pk"), [*directions, *commitments])


def _programme(t: Teller, told: dict[str, Any]) -> None:
    head = t.here.head(told["group"])
    with t.on(told["sent"]):
        made = programmes.start_programme(
            actor=head, unit=t.unit(told["group"]), movement=t.movement
        )
        made = programmes.write_programme(
            actor=head, programme=made, aim=told["aim"], tasks=_rows(t, told["tasks"])
        )
        made = programmes.send_programme(actor=head, programme=made)
    with t.on(told["sent"] + timedelta(days=2)) as day:
        if told["becomes"] == "accepted":
            made = programmes.accept_programme(actor=t.officer, programme=made, on=day)
        if told["becomes"] == "returned":
            programmes.return_programme(
                actor=t.officer, programme=made, reason=told["reason"], on=day
            )
    _live(t, made.tasks.order_by("pk"), told["tasks"])


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


def _live(t: Teller, tasks: Any, told: list[dict[str, Any]]) -> None:
    """Let what is told of each task happen to it."""
    for task, each in zip(tasks, told, strict=True):
        if "done_on" not in each:
            continue
        doer = t.person(each.get("by") or each["person"]).user
        with t.on(each["done_on"]) as day:
            done = programmes.finish_task(
                actor=doer, task=task, on=day, result=each["result"], link=each.get("link", ""),
                files=[pictures.stage(number) for number in range(each.get("pictures", 0))],
            )  # fmt: skip
        if each.get("confirmed"):
            with t.on(each["done_on"] + timedelta(days=1)):
                programmes.confirm_task(
                    actor=t.director if doer == t.officer else t.officer, task=done
                )
