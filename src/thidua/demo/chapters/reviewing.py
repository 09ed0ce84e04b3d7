"""Reviews: the interim one of the peak movement issued, the final one of the summer in draft."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from thidua.demo import story
from thidua.demo.teller import Teller, Thread
from thidua.reviews import actions as reviews
from thidua.reviews.states import ReviewKind

TOLD = story.chapter("reviewing")


def threads(t: Teller) -> Iterator[Thread]:
    yield draft_final(t)
    yield issue_interim(t)


def draft_final(t: Teller) -> Thread:
    """That of the summer's movement waits for its author."""
    day = yield date(2025, 9, 12)
    final = reviews.draft_review(
        actor=t.officer, movement=t.earlier, kind=ReviewKind.FINAL,
        starts_on=t.earlier.starts_on, as_of=t.earlier.ends_on, symbol="BC-CĐCS", on=day,
    )  # fmt: skip
    _write(t, final, TOLD["final"], day)


def issue_interim(t: Teller) -> Thread:
    """That of the peak movement has gone out to everybody."""
    day = yield date(2025, 11, 17)
    interim = reviews.draft_review(
        actor=t.officer, movement=t.movement, kind=ReviewKind.INTERIM,
        starts_on=t.movement.starts_on, as_of=t.day(date(2025, 11, 14)), symbol="BC-CĐCS",
        on=day,
    )  # fmt: skip
    interim = _write(t, interim, TOLD["interim"], day)
    interim = reviews.submit_review(actor=t.officer, review=interim)
    interim = reviews.sign_review(actor=t.director, review=interim, on=day)
    interim = reviews.number_review(actor=t.officer, review=interim, number=57, dated_on=day)
    reviews.issue_review(actor=t.officer, review=interim, on=day)


def _write(t: Teller, found: Any, told: dict[str, str], day: date) -> Any:
    """Write each told text where its author was asked for it, after what was drafted there."""
    texts = {
        block["id"]: {"text": "\n".join(filter(None, (block["text"], text)))}
        for block in found.report.blocks["body"]
        for asked, text in told.items()
        if block["prompt"].startswith(asked)
    }
    return reviews.write_review(actor=t.officer, review=found, texts=texts, on=day)
