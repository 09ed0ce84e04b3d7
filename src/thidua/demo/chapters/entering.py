"""What the groups send: an initiative a week from each in turn, and difficulties solved."""

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

from thidua.demo import story
from thidua.demo.story import Idea
from thidua.demo.teller import Teller, Thread
from thidua.initiatives import actions as initiatives

TOLD = story.chapter("entering")
IDEAS = [
    Idea(**{**idea, "was": Decimal(idea["was"]), "became": Decimal(idea["became"])})
    for idea in TOLD["ideas"]
]
MENDING = (
    "Cần ghi rõ cách kiểm khuẩn hộp dụng cụ sau mỗi lần dùng và thêm ý kiến của điều dưỡng trưởng."
)


def threads(t: Teller) -> Iterator[Thread]:
    for number, idea in enumerate(IDEAS):
        yield _enter_idea(t, idea, number)
    for facts in TOLD["difficulties"]:
        yield _enter_difficulty(t, dict(facts))


def _enter_idea(t: Teller, idea: Idea, number: int) -> Thread:
    members, head = t.here.members[idea.group], t.here.head(idea.group)
    first, second = members[1 + number % 3], members[4]
    day = yield idea.on
    initiative = initiatives.create_initiative(
        actor=first.user, unit=t.unit(idea.group), on=day,
        facts={
            "movement": _movement_of(t, is_summer=idea.summer), "title": idea.title,
            "before_text": idea.before, "solution": idea.solution, "benefit": idea.benefit,
            "figure_name": idea.figure, "figure_unit": idea.unit,
            "figure_before": idea.was, "figure_after": idea.became,
            "applied_on": day - timedelta(days=5),
        },
        authors=[(first, 70), (second, 30)] if number % 2 else [(first, 100)],
    )  # fmt: skip
    if idea.state != "draft":
        initiatives.submit_initiative(actor=first.user, initiative=initiative, on=day)
    if idea.state == "verified":
        initiatives.verify_initiative(actor=head, initiative=initiative)
    if idea.state == "returned":
        initiatives.return_initiative(actor=head, initiative=initiative, reason=MENDING)


def _enter_difficulty(t: Teller, facts: dict[str, Any]) -> Thread:
    code, state = facts.pop("group"), facts.pop("state", "verified")
    author = t.here.members[code][2].user
    day = yield facts.pop("on")
    movement = _movement_of(t, is_summer=facts.pop("summer", False))
    difficulty = initiatives.create_difficulty(
        actor=author, unit=t.unit(code), on=day,
        facts={**facts, "movement": movement, "solved_on": day - timedelta(days=2)},
    )  # fmt: skip
    initiatives.submit_difficulty(actor=author, difficulty=difficulty, on=day)
    if state == "verified":
        initiatives.verify_difficulty(actor=t.here.head(code), difficulty=difficulty)


def _movement_of(t: Teller, *, is_summer: bool) -> Any:
    return t.earlier if is_summer else t.movement
