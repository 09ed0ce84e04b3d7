"""The papers of awards: the decision with its annexed list, and the letter of each one honoured."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy

from thidua.awards import queries
from thidua.awards.models import Decision, Dossier, Round
from thidua.core import period
from thidua.documents.blocks import (
    Annex,
    Column,
    Mark,
    Paragraph,
    Signer,
    Table,
    free_texts,
    from_data,
    to_data,
    with_texts,
)
from thidua.documents.issuers import decider_of, header_of, place_of, signer_of
from thidua.documents.layouts import AdministrativePaper, Letter
from thidua.documents.queries import mark_of, marks_of
from thidua.documents.registry import paper as declare
from thidua.documents.sheets import Field, write_xlsx
from thidua.documents.wording import quoted
from thidua.legal.packs import packs
from thidua.legal.regulations import in_words
from thidua.legal.terms import Kind
from thidua.orgs.queries import positions_on
from thidua.orgs.states import Line

GOLDEN_BOOK = "SV"
TAKEN_BACK = gettext_lazy(
    "Hủy bỏ, thu hồi khen thưởng bằng quyết định thu hồi, lập ở trang của quyết định khen thưởng."
)
EVERYONE = "cho các tập thể, cá nhân "
# Prizes of other lines are no matter of the State's decree.
_OWN_PRIZES = {Line.UNION: "Công đoàn", Line.YOUTH: "Đoàn Thanh niên"}
_DECREE = "Nghị định số 152/2025/NĐ-CP"


def head_of(unit: Any) -> str:
    """How papers name the office or the body that decides in a unit."""
    return decider_of(unit)


def decision_title(
    round: Round,  # noqa: A002 # the clerk's word for it
    award: str,
    rows: Sequence[Dossier],
    merit: str,
) -> str:
    """The paper's abstract (trích yếu)."""
    reason = _reason(round, merit).replace(EVERYONE, f"cho {_who(rows)} ")
    title = f"Về việc tặng {given(award)} {reason}"
    return title[:400]


def given(award: str) -> str:
    pack, name = packs()[award], queries.name_of(award)
    return f"danh hiệu {name}" if pack.kind is Kind.TITLE else name


def _reason(round: Round, merit: str) -> str:  # noqa: A002 # the clerk's word
    if merit.strip():
        return merit.strip().rstrip(".")
    if round.movement is not None:
        return f"{EVERYONE}có thành tích trong phong trào “{round.movement.title}”"
    return f"năm {round.year}"


def _who(rows: Sequence[Dossier]) -> str:
    kinds = {row.person_id is not None for row in rows}
    return "các tập thể, cá nhân" if len(kinds) > 1 else "cá nhân" if True in kinds else "tập thể"


def counted(rows: Sequence[Dossier]) -> str:
    """«02 tập thể và 05 cá nhân», as papers count."""
    people = sum(row.person_id is not None for row in rows)
    units = len(rows) - people
    parts = [f"{units:02d} tập thể" if units else "", f"{people:02d} cá nhân" if people else ""]
    return " và ".join(part for part in parts if part)


def first_blocks(
    round: Round,  # noqa: A002 # the clerk's word for it
    award: str,
    rows: Sequence[Dossier],
    power: Mapping[str, Any],
    merit: str,
) -> dict[str, Any]:
    """The draft's texts: bases with the power they rest on, articles, recipients."""
    reason = _reason(round, merit).removeprefix(EVERYONE)
    own_prizes = _OWN_PRIZES.get(Line(round.unit.line))
    bases = ["Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022"]
    if own_prizes is None:
        bases.append(f"Căn cứ {_DECREE} ngày 14 tháng 6 năm 2025 của Chính phủ")
    if power["by_regulation"]:
        bases.append(f"Căn cứ {in_words(power['citation'])}")
    else:
        bases.append(f"Căn cứ {power['citation']} về thẩm quyền quyết định")
    bases.append("Theo đề nghị của Hội đồng Thi đua - Khen thưởng")
    body = (
        Paragraph(
            name="article_1", lead="Điều 1.",
            text=f"Tặng {given(award)} cho {counted(rows)} {reason} (có danh sách kèm theo).",
        ),
        Paragraph(
            name="article_2", lead="Điều 2.",
            text=f"Tiền thưởng kèm theo được thực hiện theo {_DECREE} và trích từ quỹ thi đua, "
            "khen thưởng của đơn vị."
            if own_prizes is None
            else f"Tiền thưởng kèm theo (nếu có) được thực hiện theo quy định của {own_prizes}.",
        ),
        Paragraph(
            name="article_3", lead="Điều 3.",
            text="Quyết định này có hiệu lực kể từ ngày ký. Các bộ phận liên quan và các tập thể, "
            "cá nhân có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này./.",
        ),
    )  # fmt: skip
    return {
        "bases": bases,
        "body": to_data(body),
        "recipients": ["Như Điều 3;", "Lưu: VT, TĐKT."],
    }


def texts_of(decision: Decision) -> dict[str, str]:
    """What an officer may rewrite in a draft, by name; bases and recipients have one a line."""
    blocks = decision.paper.blocks
    return {
        "title": decision.paper.title,
        "bases": "\n".join(blocks["bases"]),
        **free_texts(from_data(blocks["body"])),
        "recipients": "\n".join(blocks["recipients"]),
    }


def revised_blocks(decision: Decision, texts: Mapping[str, str]) -> dict[str, Any]:
    """The paper's blocks with rewritten texts; `UnknownBlock` for a name that it has not."""
    blocks, given = dict(decision.paper.blocks), dict(texts)
    for name in ("bases", "recipients"):
        if name in given:
            blocks[name] = [line.strip() for line in given.pop(name).splitlines() if line.strip()]
    given.pop("title", None)
    blocks["body"] = to_data(with_texts(from_data(blocks["body"]), given))
    return blocks


def listed(decision: Decision) -> list[Dossier]:
    """The annexed list in its order: collectives first, then people by name."""
    rows = decision.dossiers.select_related("person", "unit", "home_unit")
    return sorted(
        rows,
        key=lambda d: (d.person_id is not None, (d.person or d.unit).sort_key, d.pk),  # type: ignore[union-attr] # one of them, by constraint
    )


def details_of(rows: Sequence[Dossier], *, on: date) -> dict[int, str]:
    """Office and unit of each one honoured, as papers write them, by dossier."""
    held = positions_on([row.person for row in rows if row.person], on=on)
    found = {}
    for row in rows:
        office = held.get(row.person_id or 0, "")
        parts = [office, row.home_unit.name] if row.person else [""]
        if office and row.home_unit.name.casefold() in office.casefold():
            parts = [office]
        found[row.pk] = ", ".join(part for part in parts if part)
    return found


@declare("awards.decision", label=gettext_lazy("Quyết định khen thưởng"), revoked_by=TAKEN_BACK)
def decision_page(paper: Any) -> AdministrativePaper:
    """The decision as its paper stands, with the annexed list of those it names."""
    decision: Decision = paper.decision
    unit, on = paper.issuer, paper.dated_on or period.today()
    rows = listed(decision)
    details = details_of(rows, on=on)
    number = str(paper.number) if paper.number is not None else ""
    annex = Annex(
        title=f"Danh sách {counted(rows)} được tặng {given(decision.award)}",
        reference=f"Kèm theo Quyết định {quoted(number, paper.symbol, paper.dated_on)}",
        blocks=(
            Table(
                name="honoured",
                columns=(
                    Column(title="TT", width=0.5, align="center"),
                    Column(title="Họ và tên, tập thể", width=2.2),
                    Column(title="Chức vụ, đơn vị", width=2.6),
                    Column(title="Thành tích", width=2.8),
                ),
                rows=tuple(
                    (str(n), str(row.subject), details[row.pk], row.achievement)
                    for n, row in enumerate(rows, 1)
                ),
            ),
        ),
    )
    return AdministrativePaper(
        parent=header_of(unit)[0],
        issuer=header_of(unit)[1],
        kind="QUYẾT ĐỊNH",
        subject=paper.title,
        number=number,
        symbol=paper.symbol,
        place=place_of(unit),
        on=paper.dated_on,
        authority=head_of(unit).upper(),
        bases=tuple(paper.blocks["bases"]),
        resolution="QUYẾT ĐỊNH:",
        blocks=from_data(paper.blocks["body"]),
        signer=signer_of(paper),
        recipients=tuple(paper.blocks["recipients"]),
        annexes=(annex,),
        mark=mark_of(paper) if paper.dated_on else None,
        draft=paper.state == "draft",
    )


def letter_facts(decision: Decision, dossier: Dossier, detail: str) -> dict[str, Any]:
    """What a letter says, frozen with it; the signer stands as on the decision."""
    paper, unit = decision.paper, decision.paper.issuer
    assert paper.dated_on is not None
    pack = packs()[decision.award]
    achievement = dossier.achievement.strip().splitlines()
    reason = achievement[0] if achievement else _reason(decision.round, "")
    reason = reason.removeprefix(EVERYONE)
    if decision.round.movement is None and not achievement:
        reason = f"Đã có thành tích {reason}"
    return {
        "issuer_position": head_of(unit).upper(),
        "verb": "TẶNG DANH HIỆU" if pack.kind is Kind.TITLE else "TẶNG",
        "award": pack.names["vi"].upper(),
        "recipient": str(dossier.subject),
        "recipient_detail": detail,
        "achievement": reason[:1].upper() + reason[1:],
        "decision_number": paper.reference,
        "decided_on": paper.dated_on.isoformat(),
        "place": place_of(unit),
        "signer": to_data(signer_of(paper)),
        "flags": decision.award == "CSTDCS",
    }


def letters_of(papers: Sequence[Any]) -> list[Letter]:
    """The letters from what was frozen when they were issued."""
    return [_letter(paper, mark) for paper, mark in zip(papers, marks_of(papers), strict=True)]


def _letter(paper: Any, mark: Mark | None) -> Letter:
    facts = dict(paper.blocks)
    signer = facts.pop("signer")
    day = date.fromisoformat(facts.pop("decided_on"))
    return Letter(
        **facts,
        decided_on=day,
        on=day,
        signer=Signer(lines=tuple(signer["lines"]), name=signer["name"]),
        golden_book=f"{paper.number}/{paper.year}",
        mark=mark,
    )


@declare(
    "awards.letter", label=gettext_lazy("Giấy khen, giấy chứng nhận"), template="letter",
    formats=("pdf",), landscape=True, revoked_by=TAKEN_BACK,
)  # fmt: skip
def letter_page(paper: Any) -> Letter:
    """One letter as its paper."""
    return letters_of([paper])[0]


def receipt_list(decision: Decision) -> bytes:
    """The worksheet on which each signs for the prize; an unknown amount stays empty."""
    honours = queries.honours_by_dossier(decision)
    rows = listed(decision)
    details = details_of(rows, on=decision.paper.dated_on or period.today())
    columns = (
        Field(key="n", title="TT", kind="integer", width=6),
        Field(key="name", title="Họ và tên, tập thể", width=30),
        Field(key="detail", title="Chức vụ, đơn vị", width=36),
        Field(key="prize", title="Số tiền (đồng)", kind="integer", width=16),
        Field(key="signed", title="Ký nhận", width=20),
    )
    return write_xlsx(
        columns,
        (
            {"n": n, "name": str(row.subject), "detail": details[row.pk],
             "prize": honours[row.pk].prize if row.pk in honours else None}
            for n, row in enumerate(rows, 1)
        ),
        title=f"Danh sách ký nhận tiền thưởng theo Quyết định số {decision.paper.reference}",
    )  # fmt: skip
