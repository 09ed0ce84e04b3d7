"""The pact as a paper: laid out for the pen as a draft, with its signatures once sealed."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_lazy

from thidua.core import period
from thidua.core.period import HANOI
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
from thidua.documents.queries import mark_of
from thidua.documents.registry import paper as declare
from thidua.documents.wording import long_day
from thidua.pacts import queries
from thidua.pacts.models import Clause, Pact, Party
from thidua.pacts.states import Manner, PactState, PartyRole
from thidua.pacts.wording import names_of, target_of, title_names

KIND = "pacts.pact"
SYMBOL = "GƯTĐ"
MANNERS = {
    Manner.PASSWORD: "Tài khoản riêng, nhập lại mật khẩu",
    Manner.CODE: "Tài khoản riêng, mã xác thực hai lớp",
    Manner.HAND: "Ký tay, có bản quét, hai người xác nhận",
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
SIGNATURES = (
    Column(title="TT", width=0.4, align="center"), Column(title="Đại diện cho", width=1.9),
    Column(title="Người ký", width=2.1), Column(title="Thời điểm ký", width=1.3, align="center"),
    Column(title="Hình thức ký", width=1.6),
)  # fmt: skip
ABSENT = (
    Column(title="TT", width=0.4, align="center"), Column(title="Đơn vị", width=2),
    Column(title="Lý do chưa ký", width=3),
)  # fmt: skip


@declare(KIND, label=gettext_lazy("Giao ước thi đua"), formats=("pdf",))
def build(paper: Any) -> AdministrativePaper:
    """The sealed pact of a paper in the register."""
    pact = queries.pact_of_paper(paper)
    assert pact is not None  # a version is never deleted once its paper stands
    return page_of(pact, paper=paper)


def page_of(pact: Pact, *, paper: Any = None) -> AdministrativePaper:
    """The pact as it stands; without a paper it is for reading and for signing by hand."""
    with translation.override("vi"):
        return _page(pact, paper)


def _page(pact: Pact, paper: Any) -> AdministrativePaper:
    unit = pact.movement.unit
    parties, clauses = queries.parties_of(pact), queries.clauses_of(pact)
    return AdministrativePaper(
        parent=unit.parent.name.upper() if unit.parent else "",
        issuer=unit.name.upper(),
        kind="GIAO ƯỚC THI ĐUA",
        subject=pact.title,
        number=str(paper.number) if paper else "",
        symbol=SYMBOL if paper else "",
        place=unit.place or (unit.parent.place if unit.parent else "") or pact.place,
        on=pact.held_on or (paper.dated_on if paper else None),
        bases=tuple(line.strip().rstrip(".;") for line in pact.bases.splitlines() if line.strip()),
        blocks=(
            *_opening(pact, parties),
            *_promises(pact, clauses),
            *(_signed(pact, parties) if paper else _for_the_pen(parties)),
        ),
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
                    f"{n}", clause.text, target_of(clause) or "–",
                    f"{clause.due_on:%d/%m/%Y}" if clause.due_on else "hết phong trào",
                )
                for n, clause in enumerate(clauses, 1)
            ),
        )  # fmt: skip


def _signed(pact: Pact, parties: Sequence[Party]) -> Iterable[Block]:
    yield Heading(name="signatures", text="III. CHỮ KÝ CỦA CÁC BÊN")
    signed = [party for party in parties if party.signed_at is not None]
    yield Table(
        name="signatures_table", columns=SIGNATURES,
        rows=tuple(_signature(n, party) for n, party in enumerate(signed, 1)),
    )  # fmt: skip
    absent = [party for party in parties if party.signed_at is None]
    if absent:
        yield Paragraph(name="absent_lead", text="Các bên chưa ký khi giao ước được niêm phong:")
        yield Table(
            name="absent", columns=ABSENT,
            rows=tuple((f"{n}", str(p), p.absence) for n, p in enumerate(absent, 1)),
        )  # fmt: skip
    yield Paragraph(
        name="seal",
        text=(
            f"Giao ước được niêm phong hồi {_clock(pact.sealed_at)}. Mọi thay đổi về sau của nội "
            "dung hoặc của tệp này đều bị phát hiện khi đối chiếu mã băm."
        ),
    )
    half = len(pact.record_sha256) // 2
    yield Paragraph(
        name="hash", lead="Mã băm nội dung (SHA-256):",
        text=f"{pact.record_sha256[:half]} {pact.record_sha256[half:]}",
    )  # fmt: skip


def _signature(n: int, party: Party) -> tuple[str, ...]:
    behalf = f"thay mặt {party.behalf_name}" if party.behalf_name else ""
    who = ", ".join(part for part in (party.signer_name, party.signer_position, behalf) if part)
    side = f"{party} (chứng kiến)" if party.role == PartyRole.WITNESS else str(party)
    return (f"{n}", side, who, _clock(party.signed_at), MANNERS[Manner(party.manner)])


def _clock(at: datetime | None) -> str:
    return f"{at.astimezone(HANOI):%H:%M ngày %d/%m/%Y}" if at else ""


def _for_the_pen(parties: Sequence[Party]) -> Iterable[Block]:
    yield Heading(name="signatures", text="III. CHỮ KÝ CỦA CÁC BÊN")
    names = queries.expected_names(parties, on=period.today())
    pairs = [parties[start : start + 2] for start in range(0, len(parties), 2)]
    for n, pair in enumerate(pairs, 1):
        yield SignatureRow(
            name=f"signatures_{n}",
            signers=tuple(
                Signer(
                    lines=(
                        "NGƯỜI CHỨNG KIẾN" if party.role == PartyRole.WITNESS else "ĐẠI DIỆN",
                        str(party).upper(),
                    ),
                    name=names[party.pk],
                )
                for party in pair
            ),
        )  # fmt: skip
