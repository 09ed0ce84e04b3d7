"""The pact as a paper: laid out for the pen as a draft, with its signatures once sealed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_lazy

from thidua.core import period
from thidua.core.period import HANOI
from thidua.documents.blocks import Block, Column, Heading, Paragraph, Table
from thidua.documents.issuers import header_of, place_of
from thidua.documents.layouts import AdministrativePaper
from thidua.documents.queries import mark_of
from thidua.documents.registry import paper as declare
from thidua.documents.wording import long_day
from thidua.pacts import queries
from thidua.pacts.models import Clause, Pact, Party
from thidua.pacts.states import Manner, PactState, PartyRole
from thidua.pacts.wording import names_of, target_of, terms_of, title_names

KIND = "pacts.pact"
SYMBOL = "GƯTĐ"
MANNERS = {
    Manner.PASSWORD: "Bằng tài khoản riêng và mật khẩu nhập lại",
    Manner.CODE: "Bằng tài khoản riêng và mã xác thực",
    Manner.HAND: "Ký tay; hai người xác nhận bản quét",
}
PARTIES = (
    Column(title="TT", width=0.4, align="center"), Column(title="Đơn vị", width=2.4),
    Column(title="Danh hiệu, hình thức đăng ký", width=2.6),
)  # fmt: skip
CLAUSES = (
    Column(title="TT", width=0.4, align="center"), Column(title="Nội dung, chỉ tiêu", width=3.2),
    Column(title="Mức phấn đấu", width=1.5, align="center"),
    Column(title="Thời hạn", width=1.1, align="center"),
)  # fmt: skip
ABSENT = (
    Column(title="TT", width=0.4, align="center"), Column(title="Đơn vị", width=2),
    Column(title="Lý do chưa ký", width=3),
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Signed:
    """One place: for whom and in what office, how it was signed (or room for the pen), the name."""

    lines: tuple[str, ...]
    note: tuple[str, ...] = ()
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class PactPaper(AdministrativePaper):
    """The administrative paper with many signatures, and the lines of its seal."""

    signatures: tuple[Signed, ...] = ()
    seal: tuple[str, ...] = ()


@declare(
    KIND, label=gettext_lazy("Giao ước thi đua"), template="pacts/paper/pact.typ",
    formats=("pdf",),
)  # fmt: skip
def build(paper: Any) -> PactPaper:
    """The sealed pact of a paper in the register."""
    pact = queries.pact_of_paper(paper)
    assert pact is not None  # a version is never deleted once its paper stands
    return page_of(pact, paper=paper)


def page_of(pact: Pact, *, paper: Any = None) -> PactPaper:
    """The pact as it stands; without a paper it is for reading and for signing by hand."""
    with translation.override("vi"):
        return _page(pact, paper)


def _page(pact: Pact, paper: Any) -> PactPaper:
    unit = pact.movement.unit
    parties, clauses = queries.parties_of(pact), queries.clauses_of(pact)
    return PactPaper(
        parent=header_of(unit)[0],
        issuer=header_of(unit)[1],
        kind="GIAO ƯỚC THI ĐUA",
        subject=pact.title,
        number=str(paper.number) if paper else "",
        symbol=SYMBOL if paper else "",
        place=place_of(unit) or pact.place,
        on=pact.held_on or (paper.dated_on if paper else None),
        bases=tuple(line.strip().rstrip(".;") for line in pact.bases.splitlines() if line.strip()),
        blocks=(
            *_opening(pact, parties),
            *_promises(pact, clauses),
            *_signing(parties, is_sealed=paper is not None),
        ),
        signatures=tuple(_places(parties, is_sealed=paper is not None)),
        seal=_seal(pact) if paper else (),
        mark=mark_of(paper) if paper else None,
        draft=pact.state == PactState.DRAFT,
    )


def _opening(pact: Pact, parties: Sequence[Party]) -> Iterable[Block]:
    where = f", tại {pact.place}" if pact.place else ""
    yield Paragraph(
        name="opening",
        text=(
            f"Hôm nay, {long_day(pact.held_on)}{where}, hưởng ứng phong trào thi đua "
            f"“{pact.movement.title}”, các đơn vị có tên dưới đây cùng ký kết giao ước thi đua "
            "với những nội dung sau."
        ),
    )
    if pact.amends is not None:
        yield Paragraph(
            name="amends",
            text=(
                f"Đây là bản sửa đổi lần {pact.version - 1}, thay cho bản có mã băm "
                f"{pact.amends.record_sha256}. Lý do sửa đổi: {pact.amend_reason.rstrip('.')}."
            ),
        )
    names = title_names()
    yield Heading(name="parties", text="I. CÁC BÊN KÝ KẾT")
    sides = [party for party in parties if party.role == PartyRole.PARTY]
    yield Table(
        name="parties_table", columns=PARTIES,
        rows=tuple(
            (f"{n}", str(party), names_of(party.titles, names) or "–")
            for n, party in enumerate(sides, 1)
        ),
    )  # fmt: skip
    witnesses = [str(party) for party in parties if party.role == PartyRole.WITNESS]
    if witnesses:
        yield Paragraph(name="witnesses", lead="Chứng kiến:", text=f"{'; '.join(witnesses)}.")


def _promises(pact: Pact, clauses: Sequence[Clause]) -> Iterable[Block]:
    yield Heading(name="promises", text="II. NỘI DUNG GIAO ƯỚC")
    if pact.commitment:
        yield Paragraph(name="commitment", text=pact.commitment)
    if clauses:
        yield Table(
            name="clauses", columns=CLAUSES,
            rows=tuple(
                (
                    f"{n}", _promise(clause), target_of(clause) or "–",
                    f"{clause.due_on:%d/%m/%Y}" if clause.due_on else "hết phong trào",
                )
                for n, clause in enumerate(clauses, 1)
            ),
        )  # fmt: skip


def _promise(clause: Clause) -> str:
    terms = terms_of(clause)
    return f"{clause.text.rstrip('.')}. {terms}." if terms else clause.text


def _signing(parties: Sequence[Party], *, is_sealed: bool) -> Iterable[Block]:
    """The heading over the signatures; before it, once sealed, who is missing and why."""
    absent = [party for party in parties if party.signed_at is None] if is_sealed else []
    if absent:
        yield Heading(name="absent_heading", text="III. CÁC BÊN CHƯA KÝ KHI NIÊM PHONG")
        yield Table(
            name="absent", columns=ABSENT,
            rows=tuple((f"{n}", str(p), p.absence) for n, p in enumerate(absent, 1)),
        )  # fmt: skip
    number = "IV" if absent else "III"
    yield Heading(name="signatures", text=f"{number}. CHỮ KÝ CỦA CÁC BÊN")


def _places(parties: Sequence[Party], *, is_sealed: bool) -> Iterable[Signed]:
    names = queries.expected_names(parties, on=period.today())
    for party in parties:
        if is_sealed and party.signed_at is None:
            continue
        side = "NGƯỜI CHỨNG KIẾN" if party.role == PartyRole.WITNESS else "ĐẠI DIỆN"
        lines = [side, str(party).upper(), party.signer_position]
        if party.behalf_name:
            lines.append(f"Thay mặt {party.behalf_name}")
        note: tuple[str, ...] = ()
        if party.signed_at is not None:
            note = (f"Đã ký hồi {_clock(party.signed_at)}", MANNERS[Manner(party.manner)])
        yield Signed(
            lines=tuple(line for line in lines if line), note=note,
            name=party.signer_name if party.signed_at else names[party.pk],
        )  # fmt: skip


def _seal(pact: Pact) -> tuple[str, ...]:
    promise = "Thay đổi về sau của nội dung hoặc của tệp này bị phát hiện khi đối chiếu mã băm."
    return (
        f"Niêm phong hồi {_clock(pact.sealed_at)}. {promise}",
        f"Mã băm nội dung (SHA-256): {pact.record_sha256}",
    )


def _clock(at: datetime | None) -> str:
    return f"{at.astimezone(HANOI):%H:%M ngày %d/%m/%Y}" if at else ""
