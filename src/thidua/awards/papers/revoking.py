"""The decision that takes honours back, with the list of those it names."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy

from thidua.awards import queries
from thidua.awards.models import Decision, Honour, Revocation
from thidua.awards.papers.decisions import counted, details_of, given, head_of
from thidua.core import period
from thidua.documents.blocks import Annex, Column, Paragraph, Table, from_data, to_data
from thidua.documents.issuers import header_of, place_of, signer_of
from thidua.documents.layouts import AdministrativePaper
from thidua.documents.queries import mark_of
from thidua.documents.registry import paper as declare
from thidua.documents.wording import quoted
from thidua.ui import formats

COLUMNS = (
    Column(title="TT", width=0.5, align="center"), Column(title="Họ và tên, tập thể", width=2.2),
    Column(title="Chức vụ, đơn vị", width=2.6), Column(title="Số sổ vàng", width=1),
    Column(title="Tiền thưởng phải thu hồi", width=1.5, align="right"),
)  # fmt: skip


def revocation_title(decision: Decision, rows: Sequence[Honour]) -> str:
    """The paper's abstract (trích yếu)."""
    text = f"Về việc hủy bỏ, thu hồi {given(decision.award)} của {_counted(rows)}"
    return text[:400]


def _counted(rows: Sequence[Honour]) -> str:
    return counted([row.dossier for row in rows if row.dossier is not None])


def revocation_blocks(
    decision: Decision, rows: Sequence[Honour], reason: str, article: str
) -> dict[str, Any]:
    """The draft's texts: what is annulled and why, what has to come back."""
    paper = decision.paper
    assert paper.dated_on is not None
    number = f"{paper.reference} ngày {paper.dated_on:%d/%m/%Y}"
    of = f"Quyết định số {number} của {head_of(paper.issuer)}"
    body = (
        Paragraph(
            name="article_1", lead="Điều 1.",
            text=f"Hủy bỏ việc tặng {given(decision.award)} cho {_counted(rows)} tại {of} (có danh "
            f"sách kèm theo). Lý do: {reason.rstrip('.')}.",
        ),
        Paragraph(
            name="article_2", lead="Điều 2.",
            text="Thu hồi giấy khen, giấy chứng nhận, hiện vật và tiền thưởng đã nhận kèm theo; "
            f"tập thể, cá nhân có tên tại Điều 1 nộp lại cho {paper.issuer}.",
        ),
        Paragraph(
            name="article_3", lead="Điều 3.",
            text="Quyết định này có hiệu lực kể từ ngày ký. Các bộ phận liên quan và các tập thể, "
            "cá nhân có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này./.",
        ),
    )  # fmt: skip
    return {
        "bases": [
            "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022", f"Căn cứ {article}",
            "Theo đề nghị của bộ phận thi đua, khen thưởng",
        ],
        "body": to_data(body),
        "recipients": ["Như Điều 3;", "Lưu: VT, TĐKT."],
    }  # fmt: skip


@declare("awards.revocation", label=gettext_lazy("Quyết định hủy bỏ, thu hồi khen thưởng"))
def revocation_page(paper: Any) -> AdministrativePaper:
    """The decision as its paper stands, with the list of what is taken back."""
    revocation: Revocation = paper.revocation
    unit = paper.issuer
    number = str(paper.number) if paper.number is not None else ""
    reference = f"Kèm theo Quyết định {quoted(number, paper.symbol, paper.dated_on)}"
    return AdministrativePaper(
        parent=header_of(unit)[0], issuer=header_of(unit)[1], kind="QUYẾT ĐỊNH",
        subject=paper.title, number=number, symbol=paper.symbol, place=place_of(unit),
        on=paper.dated_on, authority=head_of(unit).upper(), bases=tuple(paper.blocks["bases"]),
        resolution="QUYẾT ĐỊNH:", blocks=from_data(paper.blocks["body"]),
        signer=signer_of(paper), recipients=tuple(paper.blocks["recipients"]),
        annexes=(Annex(title=_title(revocation), reference=reference, blocks=(_list(paper),)),),
        mark=mark_of(paper) if paper.dated_on else None, draft=paper.state == "draft",
    )  # fmt: skip


def _title(revocation: Revocation) -> str:
    return f"Danh sách bị hủy bỏ, thu hồi {given(revocation.decision.award)}"


def _list(paper: Any) -> Table:
    rows = [row.honour for row in queries.rows_of(paper.revocation)]
    dossiers = [row.dossier for row in rows if row.dossier is not None]
    details = details_of(dossiers, on=paper.dated_on or period.today())
    return Table(
        name="taken", columns=COLUMNS,
        rows=tuple(
            (
                str(n), str(row.subject), details.get(row.dossier_id or 0, ""),
                f"{row.letter.number}/{row.letter.year}" if row.letter else "",
                formats.money(row.prize) if row.prize is not None else "chưa xác định",
            ) for n, row in enumerate(rows, 1)
        ),
    )  # fmt: skip
