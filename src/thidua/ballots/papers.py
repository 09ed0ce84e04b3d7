"""The counting minutes (biên bản kiểm phiếu), from the published count alone."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy

from thidua.ballots import queries
from thidua.ballots.hosts import HOSTS, Letterhead
from thidua.ballots.models import Ballot, Item
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
from thidua.legal.thresholds import share_text

COUNTS = (
    Column(title="TT", width=0.5, align="center"), Column(title="Nội dung", width=3),
    Column(title="Đồng ý", width=0.8, align="center"),
    Column(title="Không đồng ý", width=0.9, align="center"),
    Column(title="Không có ý kiến", width=0.9, align="center"),
    Column(title="Đồng ý trên tổng số thành viên", width=1.3, align="center"),
    Column(title="Kết quả", width=1.3),
)  # fmt: skip

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
        yield Heading(name="tellers", text="I. Ban kiểm phiếu")
        for place, name in enumerate(head.tellers):
            part = "Trưởng ban" if place == 0 else "Thành viên"
            yield Paragraph(name=f"teller_{place}", text=f"{place + 1}. {name} - {part}.")


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
        name="secret", columns=COUNTS,
        rows=tuple(_row(ballot, number, item) for number, item in enumerate(items, 1)),
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


def _row(ballot: Ballot, number: int, item: Item) -> tuple[str, ...]:
    tally = queries.tally_of(item, members=ballot.members)
    verdict = {True: "Đủ tỷ lệ", False: "Chưa đủ tỷ lệ", None: ""}[tally.passed]
    secret, written = tally.secret, tally.written
    return (
        str(number), item.label, _sum(secret.agree, written.agree),
        _sum(secret.disagree, written.disagree), _sum(secret.blank, written.blank),
        f"{tally.agree}/{tally.members} ({share_text(tally.agree, tally.members)})", verdict,
    )  # fmt: skip


def _sum(secret: int, written: int) -> str:
    return f"{secret} + {written}" if written else str(secret)


def _end(head: Letterhead) -> Iterable[Block]:
    yield Paragraph(name="end", text="Biên bản đã được Ban kiểm phiếu và chủ trì thông qua.")
    yield SignatureRow(
        name="signatures",
        signers=(
            Signer(lines=("TRƯỞNG BAN KIỂM PHIẾU",), name=head.tellers[0] if head.tellers else ""),
            Signer(lines=("CHỦ TRÌ",), name=head.presider),
        ),
    )
