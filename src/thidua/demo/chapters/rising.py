"""Praise for the level above to give: a deed of two, one sent by parcel, one held in reserve."""

from collections.abc import Iterator
from datetime import date

from thidua.awards import actions as awards
from thidua.awards import queries as award_queries
from thidua.awards.actions import parcels
from thidua.demo import pictures
from thidua.demo.chapters.awarding import CONFIRMED, REGULATION
from thidua.demo.teller import Teller, Thread
from thidua.exchange import actions as exchange

CARD = "thidua-1:ZmbQRK1x2TrDbRegKcbcMxN1QliCf0G4EGyRJFtqmsc=:Phòng Chính trị Quân khu Sông Thao"
FINGERPRINT = "C59B 7674 DFEB 9B39 B5C2 CD11 5F05 27C6 E761 A4B4"
DEED = "Đưa thuốc và dựng trạm cấp cứu tại vùng bị lũ quét chia cắt trong đêm"
TOLD = "Hai người thay nhau trực ba ngày, sơ cứu 46 người, chuyển tuyến an toàn 5 ca nặng."


def threads(t: Teller) -> Iterator[Thread]:
    yield meet_partner(t)
    yield praise_from_above(t)


def meet_partner(t: Teller) -> Thread:
    """Its fingerprint is compared by telephone before anything passes."""
    day = yield date(2025, 11, 4)
    partner = exchange.add_partner(actor=t.officer, unit=t.here.top, card=CARD)
    t.above = exchange.confirm_partner(
        actor=t.officer, partner=partner, fingerprint=FINGERPRINT, on=day,
        how="Đọc qua điện thoại với trợ lý thi đua, khen thưởng của Phòng",
    )  # fmt: skip


def praise_from_above(t: Teller) -> Thread:
    """The region has one place this time: who stands by is kept in order."""
    officer, doers = t.officer, [t.here.members["T02"][2], t.here.members["T05"][1]]
    deed = yield date(2025, 11, 11)
    round_ = awards.report_deed(
        actor=officer, unit=t.here.top, subjects=doers, title=DEED, text=TOLD, award="BK_QK",
        done_on=deed, on=deed,
    )  # fmt: skip
    first, second = round_.dossiers.order_by("pk")
    assert first.merit is not None
    awards.attach_evidence(actor=officer, merit=first.merit, file=pictures.stage(5))
    day = yield date(2025, 11, 14)
    awards.forward_deed(
        actor=officer, round=round_, confirmed=CONFIRMED, on=day,
        regulation=f"{REGULATION} ngày {t.day(date(2025, 1, 6)):%d/%m/%Y}",
        reason="Tiêu chuẩn theo thông tư đã đối chiếu trên bản giấy.",
    )  # fmt: skip
    round_ = award_queries.round_or_404(round_.pk)
    awards.hold_in_reserve(actor=officer, round=round_, dossiers=[second.pk])
    day = yield date(2025, 11, 17)
    parcels.send_dossiers(
        actor=officer, round=round_, dossiers=[first.pk], partner=t.above, on=day, number="57",
        dated_on=day, reason="Tiêu chuẩn theo thông tư đã đối chiếu trên bản giấy.",
    )  # fmt: skip
