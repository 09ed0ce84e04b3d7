"""Two deeds: one praised within days and told to the union too, one that waits too long."""

from collections.abc import Iterator
from datetime import date

from thidua.awards import actions as awards
from thidua.awards import queries as award_queries
from thidua.awards.actions.decisions import Named
from thidua.demo import story
from thidua.demo.chapters.awarding import CONFIRMED, REGULATION, rate
from thidua.demo.teller import Teller, Thread

SAVED = "Cấp cứu kịp thời một người ngừng tim ở cổng bệnh viện ngoài giờ trực"
FOUND = "Phát hiện và dập đám cháy nhỏ tại kho vật tư, không để thiệt hại"


def threads(t: Teller) -> Iterator[Thread]:
    yield praise_at_once(t)
    yield forget_a_deed(t)


def praise_at_once(t: Teller) -> Thread:
    """Reported the day after, decided without a session as the hospital's regulation allows."""
    officer = t.officer
    deed = yield date(2025, 10, 7)
    day = yield date(2025, 10, 8)
    awards.set_spot_term(actor=officer, unit=t.here.top, days=15, source=REGULATION, on=deed)
    saver = t.here.members["T06"][1]
    rate(t, [saver], day)
    round_ = awards.report_deed(
        actor=officer, unit=t.here.top, subjects=[saver], title=SAVED, done_on=deed, on=day,
        text="Người bệnh qua cơn nguy kịch, được chuyển vào khoa Hồi sức.",
    )  # fmt: skip
    awards.forward_deed(
        actor=officer, round=round_, confirmed=CONFIRMED, on=day,
        regulation=f"{REGULATION} ngày {t.day(date(2025, 1, 6)):%d/%m/%Y}",
        reason="Khen kịp thời; các điều kiện đã đối chiếu quy chế của đơn vị.",
    )  # fmt: skip
    day = yield date(2025, 10, 13)
    round_ = award_queries.round_or_404(round_.pk)
    decision = awards.draft_decision(
        actor=officer, round=round_, award="GK", on=day, symbol="QĐ-BVST", merit=SAVED.lower(),
        regulation=Named("88/QC-BVST", t.day(date(2025, 1, 6)), story.HOSPITAL),
    )  # fmt: skip
    awards.submit_decision(actor=officer, decision=decision)
    awards.sign_decision(actor=t.director, decision=decision, on=day)
    awards.number_decision(actor=officer, decision=decision, number=371, dated_on=day)
    awards.issue_decision(actor=officer, decision=decision, on=day)


def forget_a_deed(t: Teller) -> Thread:
    """Reported, and nobody has put it forward since: the clock shows it."""
    deed = yield date(2025, 10, 20)
    awards.report_deed(
        actor=t.officer, unit=t.here.top, subjects=[t.here.members["T10"][1]], title=FOUND,
        done_on=deed, on=deed,
    )  # fmt: skip
