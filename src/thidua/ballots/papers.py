"""The counting minutes (biên bản kiểm phiếu), from the published count alone.

What such minutes have in common, secret or on paper, is public here for who else counts.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext_lazy

from thidua.ballots import queries
from thidua.ballots.hosts import HOSTS, Letterhead
from thidua.ballots.models import Ballot, Item
from thidua.ballots.rules import Tally
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
from thidua.documents.wording import long_day, lowered
from thidua.legal.regulations import Share
from thidua.legal.thresholds import share_text

HOW = (
    "Phiếu không đánh dấu nội dung nào là phiếu không hợp lệ và được tính vào cột «Không có ý "
    "kiến». Phiếu được niêm phong bằng mã hóa trong lúc bỏ phiếu, kiểm một lần rồi hủy khóa; mã "
    "biên nhận và dấu trên phiếu được công bố riêng để người bỏ phiếu tự kiểm lại."
)


@paper("ballots.minutes", label=gettext_lazy("Biên bản kiểm phiếu"))
def minutes(ballot: Ballot, **facts: Any) -> AdministrativePaper:
    head = HOSTS[ballot.kind].letterhead(ballot)
    return AdministrativePaper(
        parent=head.parent, issuer=head.issuer, kind="BIÊN BẢN", symbol="BB-KP",
        subject=f"Kiểm phiếu: {ballot.title}", on=ballot.closed_on,
        blocks=(*_people(ballot, head), *_papers(ballot), *_results(ballot), *_end(head)),
    )  # fmt: skip


def _people(ballot: Ballot, head: Letterhead) -> Iterable[Block]:
    assert ballot.closed_on is not None
    where = f", tại {head.place}" if head.place else ""
    yield Paragraph(
        name="opening",
        text=(
            f"{long_day(ballot.closed_on).capitalize()}{where}, đã tiến hành kiểm phiếu kín "
            f"về việc {lowered(ballot.title)}."
        ),
    )
    if head.tellers:
        yield from tellers(head.tellers)


def _papers(ballot: Ballot) -> Iterable[Block]:
    turnout = queries.turnout_of(ballot)
    collected, valid = ballot.collected or 0, ballot.valid or 0
    written = max((tally.written.total for tally in queries.tallies_of(ballot).values()), default=0)
    yield Heading(name="papers", text="II. Phiếu bình xét")
    for name, text in (
        ("members", f"Tổng số thành viên: {ballot.members}."),
        ("issued", f"Số phiếu phát ra: {turnout.issued}; số phiếu thu về: {collected}."),
        ("valid", f"Số phiếu hợp lệ: {valid}; số phiếu không hợp lệ: {collected - valid}."),
        ("written", f"Ý kiến bằng văn bản của thành viên vắng mặt (không kín): {written}."),
        ("how", HOW),
    ):
        yield Paragraph(name=name, text=text)


def _results(ballot: Ballot) -> Iterable[Block]:
    yield Heading(name="results", text="III. Kết quả")
    items = queries.items_of(ballot)
    for place, basis in enumerate(dict.fromkeys(_basis(ballot, item) for item in items)):
        if basis:
            yield Paragraph(name=f"basis_{place}", text=basis)
    yield Table(
        name="secret",
        columns=columns(Column(title="Không có ý kiến", width=0.9, align="center")),
        rows=tuple(
            row(number, item.label, queries.tally_of(item, members=ballot.members),
                queries.share_of(item))
            for number, item in enumerate(items, 1)
        ),
    )  # fmt: skip
    yield Paragraph(
        name="sum",
        text=(
            "Số đứng trước dấu cộng là phiếu kín, số đứng sau là ý kiến bằng văn bản. Tỷ lệ tính "
            "trên tổng số thành viên."
        ),
    )
    alike = [item.label for item in items if queries.tally_of(item, members=1).is_unanimous]
    if alike:
        yield Paragraph(
            name="unanimous", text=f"Phiếu kín thống nhất hoàn toàn về: {'; '.join(alike)}."
        )


def _basis(ballot: Ballot, item: Item) -> str:
    share = queries.share_of(item)
    if share is None or item.threshold is None:
        return ""
    source = f" (theo {item.threshold['basis']})" if item.threshold["basis"] else ""
    needed = share.needed(ballot.members)
    return f"Cần đạt: {share} tổng số thành viên, ít nhất {needed}/{ballot.members}{source}."


def _end(head: Letterhead) -> Iterable[Block]:
    chief = head.tellers[0] if head.tellers else ""
    return approved([("TRƯỞNG BAN KIỂM PHIẾU", chief)], presider=head.presider)


def with_parts(names: Iterable[str]) -> list[str]:
    """Who counts, their head first, with their part."""
    return [
        f"{name} - {'Thành viên' if place else 'Trưởng ban'}" for place, name in enumerate(names)
    ]


def tellers(names: Iterable[str]) -> Iterable[Block]:
    yield Heading(name="tellers", text="I. Ban kiểm phiếu")
    for place, name in enumerate(with_parts(names), 1):
        yield Paragraph(name=f"teller_{place}", text=f"{place}. {name}.")


def columns(blank: Column) -> tuple[Column, ...]:
    """The columns of `row`; what is neither for nor against is called differently."""
    return (
        Column(title="TT", width=0.5, align="center"), Column(title="Nội dung", width=3),
        Column(title="Đồng ý", width=0.8, align="center"),
        Column(title="Không đồng ý", width=0.9, align="center"), blank,
        Column(title="Đồng ý trên tổng số thành viên", width=1.3, align="center"),
        Column(title="Kết quả", width=1.3),
    )  # fmt: skip


def row(number: int, label: str, tally: Tally, share: Share | None) -> tuple[str, ...]:
    """One item: the ballots and the written opinions apart, the share of all members."""
    verdict = {True: "Đủ tỷ lệ", False: "Chưa đủ tỷ lệ", None: ""}[tally.passed]
    cast, written = tally.secret, tally.written
    return (
        str(number), label, _sum(cast.agree, written.agree),
        _sum(cast.disagree, written.disagree), _sum(cast.blank, written.blank),
        f"{tally.agree}/{tally.members} ({share_text(tally.agree, tally.members, share)})", verdict,
    )  # fmt: skip


def _sum(cast: int, written: int) -> str:
    return f"{cast} + {written}" if written else str(cast)


def approved(counted: Sequence[tuple[str, str]], *, presider: str) -> Iterable[Block]:
    """The end, with who signs: those who counted, as (part, name), and the presider."""
    yield Paragraph(name="end", text="Biên bản đã được Ban kiểm phiếu và chủ trì thông qua.")
    yield SignatureRow(
        name="signatures",
        signers=tuple(
            Signer(lines=(part,), name=name) for part, name in [*counted, ("CHỦ TRÌ", presider)]
        ),
    )
