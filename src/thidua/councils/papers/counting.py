"""The minutes of counting paper ballots (biên bản kiểm phiếu); the head of secret ones."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy

from thidua.ballots.hosts import Letterhead
from thidua.councils import queries
from thidua.councils.models import Poll, PollItem
from thidua.councils.states import PollState
from thidua.documents.blocks import (
    Block,
    Column,
    Heading,
    Paragraph,
    SignatureRow,
    Signer,
    Table,
)
from thidua.documents.layouts import AdministrativePaper
from thidua.documents.registry import paper
from thidua.documents.wording import long_day
from thidua.legal.regulations import Share
from thidua.legal.thresholds import share_text

COUNTS = (
    Column(title="TT", width=0.5, align="center"), Column(title="Nội dung", width=3),
    Column(title="Đồng ý", width=0.8, align="center"),
    Column(title="Không đồng ý", width=0.9, align="center"),
    Column(title="Để trống", width=0.8, align="center"),
    Column(title="Đồng ý trên tổng số thành viên", width=1.3, align="center"),
    Column(title="Kết quả", width=1.3),
)  # fmt: skip


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
    return [
        f"{teller.person} - {'Trưởng ban' if place == 0 else 'Thành viên'}"
        for place, teller in enumerate(poll.tellers.select_related("person"))
    ]


def _people(poll: Poll) -> Iterable[Block]:
    yield Paragraph(
        name="opening",
        text=(
            f"{long_day(poll.meeting.held_on).capitalize()}, tại {poll.meeting.place}, Ban kiểm "
            f"phiếu đã kiểm phiếu giấy về {queries.topic_name(poll.topic)}."
        ),
    )
    yield Heading(name="tellers", text="I. Ban kiểm phiếu")
    for place, name in enumerate(tellers_of(poll), 1):
        yield Paragraph(name=f"teller_{place}", text=f"{place}. {name}.")


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
        name="counts", columns=COUNTS,
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
    written = None if poll.is_runoff else queries.written_in(item.case)
    agree = (item.agree or 0) + (written.agree if written else 0)
    verdict = ""
    if not poll.is_runoff and item.case.threshold:
        share = Share(**item.case.threshold["share"])
        verdict = "Đủ tỷ lệ" if share.met(agree, poll.members) else "Chưa đủ tỷ lệ"
    return (
        str(number), item.case.title, _sum(item.agree, written.agree if written else 0),
        _sum(item.disagree, written.disagree if written else 0),
        _sum(item.blank, written.blank if written else 0),
        f"{agree}/{poll.members} ({share_text(agree, poll.members)})", verdict,
    )  # fmt: skip


def _sum(marks: int | None, written: int) -> str:
    return f"{marks or 0} + {written}" if written else str(marks or 0)


def _items(poll: Poll) -> list[PollItem]:
    return list(poll.items.select_related("case").prefetch_related("case__votes"))


def _end(poll: Poll) -> Iterable[Block]:
    names = [str(teller.person) for teller in poll.tellers.select_related("person")]
    yield Paragraph(name="end", text="Biên bản đã được Ban kiểm phiếu và chủ trì thông qua.")
    yield SignatureRow(
        name="signatures",
        signers=(
            *(
                Signer(lines=("TRƯỞNG BAN KIỂM PHIẾU" if not place else "THÀNH VIÊN",), name=name)
                for place, name in enumerate(names[:3])
            ),
            Signer(lines=("CHỦ TRÌ",), name=_presider(poll)),
        ),
    )  # fmt: skip


def _presider(poll: Poll) -> str:
    presider = poll.meeting.presider
    return str(presider.person) if presider else ""
