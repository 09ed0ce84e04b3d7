"""The card of a candidate on two pages: who and what for; conditions, evidence, past honours."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy

from thidua.councils import queries
from thidua.councils.models import Case
from thidua.documents.blocks import Annex, Block, Column, Heading, Listing, Paragraph, Table
from thidua.documents.layouts import AdministrativePaper
from thidua.documents.registry import paper

VERDICTS = {
    "pass": "Đủ điều kiện", "fail": "Chưa đủ điều kiện", "hold": "Tạm dừng xét",
    "unknown": "Chưa đủ thông tin",
}  # fmt: skip
FACTS = (Column(title="Nội dung", width=1.2), Column(title="Thông tin", width=2.8))
RESULTS = (Column(title="Kết quả", width=2.6), Column(title="Số liệu", width=1.4))
CONDITIONS = (
    Column(title="TT", width=0.4, align="center"), Column(title="Điều kiện, căn cứ", width=3.4),
    Column(title="Kết quả", width=1.1),
)  # fmt: skip
# What two pages hold; the file itself has the rest, and the card says so.
LONGEST, MOST = 1800, {"facts": 8, "results": 8, "verdicts": 9, "evidence": 8, "honours": 8}


@paper("councils.card", label=gettext_lazy("Phiếu giới thiệu người, tập thể được đề nghị"))
def card(case: Case, *, shown: Any, **facts: Any) -> AdministrativePaper:
    """The card `shown` of a case: front and back of one sheet of A4."""
    council = case.council
    back = tuple(_back(shown)) or (Paragraph(name="nothing", text="Chưa có dữ liệu."),)
    return AdministrativePaper(
        parent=council.unit.name.upper(), issuer=council.name.upper(),
        kind="PHIẾU GIỚI THIỆU", symbol="", subject=shown.what,
        blocks=tuple(_front(case, shown)),
        annexes=(Annex(label="MẶT SAU", title=f"{shown.who}: điều kiện và căn cứ", blocks=back),),
    )  # fmt: skip


def _front(case: Case, shown: Any) -> Iterable[Block]:
    yield Paragraph(name="who", lead="Người, tập thể được đề nghị:", text=shown.who)
    yield Paragraph(name="topic", lead="Đề nghị:", text=queries.topic_name(case.topic))
    if shown.facts:
        yield Table(name="facts", columns=FACTS, rows=_rows(shown.facts, MOST["facts"]))
    if shown.summary:
        yield Heading(name="summary_head", text="Thành tích")
        yield Paragraph(name="summary", text=_cut(shown.summary))
    if shown.results:
        yield Heading(name="results_head", text="Kết quả")
        yield Table(name="results", columns=RESULTS, rows=_rows(shown.results, MOST["results"]))


def _back(shown: Any) -> Iterable[Block]:
    if shown.verdicts:
        yield Heading(name="verdicts_head", text="Điều kiện")
        yield Table(
            name="verdicts", columns=CONDITIONS,
            rows=tuple(
                (
                    str(number),
                    f"{each.reason} ({each.article})" if each.article else str(each.reason),
                    VERDICTS[each.verdict] + ("" if each.verified else " (nguồn chưa kiểm chứng)"),
                ) for number, each in enumerate(shown.verdicts[: MOST["verdicts"]], 1)
            ),
        )  # fmt: skip
        yield from _more("verdicts", len(shown.verdicts))
    if shown.evidence:
        yield Heading(name="evidence_head", text="Minh chứng")
        yield Listing(
            name="evidence",
            items=tuple(str(each.label) for each in shown.evidence[: MOST["evidence"]]),
        )
        yield from _more("evidence", len(shown.evidence))
    if shown.honours:
        yield Heading(name="honours_head", text="Đã được khen thưởng")
        yield Listing(name="honours", items=tuple(shown.honours[: MOST["honours"]]))
        yield from _more("honours", len(shown.honours))


def _rows(pairs: Any, most: int) -> tuple[tuple[str, str], ...]:
    return tuple((str(label), str(value)) for label, value in pairs[:most])


def _more(name: str, count: int) -> Iterable[Block]:
    if count > MOST[name]:
        yield Paragraph(name=f"{name}_more", text=f"Còn {count - MOST[name]} mục trong hồ sơ.")


def _cut(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    return f"{text[:LONGEST].rsplit(' ', 1)[0]} … (xem tiếp trong hồ sơ)"
