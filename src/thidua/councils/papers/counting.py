"""The minutes of counting paper ballots (biên bản kiểm phiếu); the head of secret ones."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy

from thidua.ballots import papers as minutes
from thidua.ballots.hosts import Letterhead
from thidua.ballots.rules import Counts, tally
from thidua.councils import queries
from thidua.councils.models import Poll, PollItem
from thidua.councils.states import PollState
from thidua.documents.blocks import Block, Column, Heading, Paragraph, Table
from thidua.documents.layouts import AdministrativePaper
from thidua.documents.registry import paper
from thidua.documents.wording import long_day
from thidua.legal.regulations import Share

BLANK = Column(title="Để trống", width=0.8, align="center")


def letterhead(poll: Any) -> Letterhead:
    """Who held a secret ballot: it counts itself, so that no tellers are named."""
    meeting = poll.meeting
    return Letterhead(
        parent=meeting.council.unit.name.upper(), issuer=meeting.council.name.upper(),
        place=meeting.place, presider=_presider(poll), unit=meeting.council.unit,
    )  # fmt: skip


@paper("councils.counting", label=gettext_lazy("Biên bản kiểm phiếu giấy"))
def counting(poll: Poll, **facts: Any) -> AdministrativePaper:
    """A draft until the secretary has closed the count on which both tellers agree."""
    council = poll.meeting.council
    again = " (bỏ phiếu lại)" if poll.is_runoff else ""
    return AdministrativePaper(
        parent=council.unit.name.upper(), issuer=council.name.upper(),
        kind="BIÊN BẢN", symbol="BB-KP", on=poll.meeting.held_on,
        subject=f"Kiểm phiếu: {queries.topic_name(poll.topic)}{again}",
        draft=poll.state != PollState.CLOSED,
        blocks=(*_people(poll), *_papers(poll), *_results(poll), *_end(poll)),
    )  # fmt: skip


def tellers_of(poll: Poll) -> list[str]:
    """Who counts, their head first, with their part."""
    return minutes.with_parts(_tellers(poll))


def _tellers(poll: Poll) -> list[str]:
    return [str(teller.person) for teller in poll.tellers.select_related("person")]


def _people(poll: Poll) -> Iterable[Block]:
    yield Paragraph(
        name="opening",
        text=(
            f"{long_day(poll.meeting.held_on).capitalize()}, tại {poll.meeting.place}, Ban kiểm "
            f"phiếu đã kiểm phiếu giấy về {queries.topic_name(poll.topic)}."
        ),
    )
    yield from minutes.tellers(_tellers(poll))
    if not _tellers(poll):
        yield Paragraph(name="no_tellers", text="Chưa cử.")


def _papers(poll: Poll) -> Iterable[Block]:
    attempts = queries.counting_of(poll).attempt
    written = max((queries.written_in(item.case).total for item in _items(poll)), default=0)
    yield Heading(name="papers", text="II. Phiếu bình xét")
    yield Paragraph(
        name="members", text=f"Tổng số thành viên: {poll.members}; có mặt bỏ phiếu: {poll.voters}."
    )
    if poll.state == PollState.CLOSED:
        yield Paragraph(
            name="sheets",
            text=(
                f"Số phiếu phát ra: {poll.issued}; thu về: {poll.collected}; hợp lệ: {poll.valid}; "
                f"không hợp lệ: {poll.invalid}."
            ),
        )
    if not poll.is_runoff:
        yield Paragraph(
            name="written", text=f"Ý kiến bằng văn bản của thành viên vắng mặt: {written}."
        )
    again = f"; hai lần đầu còn khác nhau, kiểm lại đến lần thứ {attempts}" if attempts > 1 else ""
    if poll.state != PollState.CLOSED:
        return
    yield Paragraph(
        name="apart",
        text=f"Hai người kiểm phiếu nhập kết quả riêng rẽ và thống nhất với nhau{again}.",
    )


def _results(poll: Poll) -> Iterable[Block]:
    yield Heading(name="results", text="III. Kết quả")
    if poll.state != PollState.CLOSED:
        yield Paragraph(name="nothing", text="Chưa kiểm phiếu xong.")
        return
    yield Table(
        name="counts", columns=minutes.columns(BLANK),
        rows=tuple(_row(poll, number, item) for number, item in enumerate(_items(poll), 1)),
    )  # fmt: skip
    yield Paragraph(
        name="sum",
        text=(
            "Số đứng trước dấu cộng là phiếu giấy, số đứng sau là ý kiến bằng văn bản. Tỷ lệ "
            "tính trên tổng số thành viên; phiếu không hợp lệ và phiếu không thu về không tính "
            "là đồng ý."
        ),
    )


def _row(poll: Poll, number: int, item: PollItem) -> tuple[str, ...]:
    papers = Counts(item.agree or 0, item.disagree or 0, item.blank or 0)
    written, share = Counts(), None
    if not poll.is_runoff:
        written = queries.written_in(item.case)
        if item.case.threshold:
            share = Share(**item.case.threshold["share"])
    counted = tally(papers, written, members=poll.members, share=share)
    return minutes.row(number, item.case.title, counted, share)


def _items(poll: Poll) -> list[PollItem]:
    return list(poll.items.select_related("case").prefetch_related("case__votes"))


def _end(poll: Poll) -> Iterable[Block]:
    if poll.state != PollState.CLOSED:
        return ()
    parts = ("TRƯỞNG BAN KIỂM PHIẾU", "THÀNH VIÊN", "THÀNH VIÊN")
    return minutes.approved(
        list(zip(parts, _tellers(poll), strict=False)), presider=_presider(poll)
    )


def _presider(poll: Poll) -> str:
    presider = poll.meeting.presider
    return str(presider.person) if presider else ""
