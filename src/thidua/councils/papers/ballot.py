"""The ballot paper (phiếu bình xét) to be printed: one page a title, no name of who votes."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext_lazy

from thidua.councils import queries
from thidua.councils.models import Case, Meeting
from thidua.documents.blocks import Annex, Block, Column, Paragraph, Table
from thidua.documents.layouts import AdministrativePaper
from thidua.documents.registry import paper
from thidua.documents.wording import long_day, lowered

CHOICES = (
    Column(title="TT", width=0.4, align="center"), Column(title="Người, tập thể", width=3.4),
    Column(title="Đồng ý", width=0.9, align="center"),
    Column(title="Không đồng ý", width=1, align="center"),
)  # fmt: skip
SQUARE = "□"
HOW = (
    "Đánh dấu X vào một trong hai ô ở mỗi dòng. Phiếu không hợp lệ: không đánh dấu dòng nào, đánh "
    "dấu cả hai ô, ghi thêm tên, hoặc không phải phiếu do Ban kiểm phiếu phát ra. Không ghi tên, "
    "không ký vào phiếu."
)


@paper("councils.ballot", label=gettext_lazy("Phiếu bình xét"))
def ballot(meeting: Meeting, **facts: Any) -> AdministrativePaper:
    """What is handed out at a session; the seal is set at the top left before it is given out."""
    council = meeting.council
    cases = list(queries.agenda_of(meeting))
    topics = list(dict.fromkeys(case.topic for case in cases))
    pages = [(topic, [case for case in cases if case.topic == topic]) for topic in topics]
    first, *others = pages or [("", [])]
    return AdministrativePaper(
        parent=council.unit.name.upper(), issuer=council.name.upper(), kind="PHIẾU BÌNH XÉT",
        subject=queries.topic_name(first[0]) if first[0] else "",
        blocks=(
            Paragraph(
                name="session",
                text=f"Phiên họp {long_day(meeting.held_on)}, {lowered(meeting.purpose)}.",
            ),
            *_page(0, first[1]),
        ),
        annexes=tuple(
            Annex(
                label="PHIẾU BÌNH XÉT", title=queries.topic_name(topic),
                blocks=tuple(_page(n, rows)),
            )
            for n, (topic, rows) in enumerate(others, 1)
        ),
    )  # fmt: skip


def _page(number: int, cases: Sequence[Case]) -> Iterable[Block]:
    yield Paragraph(name=f"how_{number}", lead="Cách ghi phiếu:", text=HOW, keep=True)
    yield Table(
        name=f"choices_{number}", columns=CHOICES,
        rows=tuple((f"{n}", case.title, SQUARE, SQUARE) for n, case in enumerate(cases, 1)),
    )  # fmt: skip
