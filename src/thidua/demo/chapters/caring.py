"""Care for workers, and their suggestions: answered, waiting, overdue."""

from collections.abc import Iterator
from typing import Any

from thidua.care import actions as caring
from thidua.demo import story
from thidua.demo.teller import Teller, Thread
from thidua.suggestions import actions as suggestions

TOLD = story.chapter("caring")


def threads(t: Teller) -> Iterator[Thread]:
    for facts in TOLD["care"]:
        yield _give(t, dict(facts))
    for told in TOLD["suggestions"]:
        yield _suggest(t, told)


def _give(t: Teller, facts: dict[str, Any]) -> Thread:
    unit = t.unit(facts.pop("unit"))
    if "person" in facts:
        facts["person"] = t.person(facts["person"])
    day = yield facts["given_on"]
    caring.create_record(
        actor=t.officer, unit=unit, on=day, facts={**t.dated(facts), "movement": t.movement}
    )


def _suggest(t: Teller, told: dict[str, Any]) -> Thread:
    author = t.person(told["author"]).user
    day = yield told["on"]
    made = suggestions.send_suggestion(
        actor=author, unit=t.unit(told["unit"]), on=day, kind=told["kind"], text=told["text"],
        movement=t.movement, is_name_kept=told.get("is_name_kept", False),
    )  # fmt: skip
    if passed := told.get("passed"):
        day = yield passed["on"]
        made = suggestions.pass_suggestion(
            actor=t.officer, suggestion=made, unit=t.unit(passed["to"]),
            reason=passed["reason"], on=day,
        )  # fmt: skip
    if answer := told.get("answer"):
        day = yield answer["on"]
        made = suggestions.answer_suggestion(
            actor=t.officer, suggestion=made, answer=answer["text"], on=day
        )
        if told.get("closed"):
            suggestions.close_suggestion(actor=author, suggestion=made)
