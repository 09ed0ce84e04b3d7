"""Care for workers, and their suggestions: answered, waiting, overdue."""

from typing import Any

from thidua.care import actions as caring
from thidua.demo import story
from thidua.demo.teller import Teller
from thidua.suggestions import actions as suggestions

TOLD = story.chapter("caring")


def care(t: Teller) -> None:
    """What was given, then what was asked."""
    for facts in TOLD["care"]:
        _give(t, dict(facts))
    for told in TOLD["suggestions"]:
        _suggest(t, told)


def _give(t: Teller, facts: dict[str, Any]) -> None:
    unit = t.unit(facts.pop("unit"))
    if "person" in facts:
        facts["person"] = t.person(facts["person"])
    with t.on(facts["given_on"]) as day:
        caring.create_record(
            actor=t.officer, unit=unit, on=day, facts={**t.dated(facts), "movement": t.movement}
        )


def _suggest(t: Teller, told: dict[str, Any]) -> None:
    author = t.person(told["author"]).user
    with t.on(told["on"]) as day:
        made = suggestions.send_suggestion(
            actor=author, unit=t.unit(told["unit"]), on=day, kind=told["kind"], text=told["text"],
            movement=t.movement, is_name_kept=told.get("is_name_kept", False),
        )  # fmt: skip
    if passed := told.get("passed"):
        with t.on(passed["on"]) as day:
            made = suggestions.pass_suggestion(
                actor=t.officer, suggestion=made, unit=t.unit(passed["to"]),
                reason=passed["reason"], on=day,
            )  # fmt: skip
    if answer := told.get("answer"):
        with t.on(answer["on"]) as day:
            made = suggestions.answer_suggestion(
                actor=t.officer, suggestion=made, answer=answer["text"], on=day
            )
            if told.get("closed"):
                suggestions.close_suggestion(actor=author, suggestion=made)
