"""Cases of the action contract."""

import io
from dataclasses import dataclass
from datetime import date
from typing import Any

import docx
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.contract import Case, case

from thidua.documents import actions, registry
from thidua.documents.blocks import Paragraph
from thidua.documents.layouts import AdministrativePaper, Letter
from thidua.documents.models import Paper
from thidua.documents.pdf import render_administrative
from thidua.documents.tests import samples, signing_samples
from thidua.orgs.models import Person
from thidua.orgs.tests.factories import Hospital, hospital

DAY = date(2026, 2, 5)
NOT_OFFICER = "Việc này dành cho cán bộ thi đua, khen thưởng của Bệnh viện Quân y Sông Thao."
NOT_DIRECTOR = "Việc này dành cho thủ trưởng đơn vị của Bệnh viện Quân y Sông Thao."


def page(paper: Paper) -> AdministrativePaper:
    """A decision whose one paragraph stands in the row."""
    return samples.decision(
        subject=paper.title,
        number=str(paper.number or ""),
        symbol=paper.symbol,
        on=paper.dated_on,
        blocks=(Paragraph(name="one", text=paper.blocks.get("text", "…")),),
    )


def letter(paper: Paper) -> Letter:
    return samples.letter(recipient=paper.blocks["recipient"])


if "test.decision" not in registry.PAPERS:
    registry.paper("test.decision", label="Quyết định thử")(page)
    registry.paper("test.letter", label="Giấy khen thử", template="letter", formats=("pdf",))(
        letter
    )


def scan(name: str = "ban-quet.pdf") -> SimpleUploadedFile:
    """A signed paper as a scanner sends it."""
    return SimpleUploadedFile(name, render_administrative(samples.decision()).content)


@dataclass(frozen=True)
class Desk:
    """The invented hospital with one paper on the officer's desk."""

    house: Hospital
    paper: Paper


def desk(*moves: str) -> Desk:
    """A draft brought as far as `moves` say."""
    house = hospital()
    paper = actions.draft_paper(
        actor=house.officer, issuer=house.hospital, kind="test.decision", subject=house.department,
        title="Về việc tặng Giấy khen", symbol="QĐ-BV", blocks={"text": "Tặng Giấy khen."},
    )  # fmt: skip
    for move in moves:
        paper = step(house, paper, move)
    return Desk(house, paper)


def step(house: Hospital, paper: Paper, move: str) -> Paper:
    """One move of a paper's life by whoever may make it."""
    facts: dict[str, tuple[Any, dict[str, Any]]] = {
        "submit": (actions.submit_paper, {"actor": house.officer}),
        "sign": (actions.sign_paper, {"actor": house.director, **signature(house)}),
        "number": (actions.number_paper, {"actor": house.officer, "number": 5, "dated_on": DAY}),
        "issue": (actions.issue_paper, {"actor": house.officer, "on": DAY}),
        "revoke": (actions.revoke_paper, {"actor": house.director, "reason": "Theo kết luận 1/KL"}),
    }
    act, given = facts[move]
    act(paper=paper, **given)
    paper.refresh_from_db()
    return paper


def signature(house: Hospital) -> dict[str, Any]:
    return {
        "signer": Person.objects.get(user=house.director),
        "position": "Phó Giám đốc",
        "authority_line": "KT. GIÁM ĐỐC",
    }


def wrong_state(label: str) -> str:
    return f"Đang ở trạng thái «{label}» nên không thực hiện được việc này."


SIGNED = ("submit", "sign")
NUMBERED = (*SIGNED, "number")
ISSUED = (*NUMBERED, "issue")


@case("documents.paper.draft")
def draft() -> Case:
    house = hospital()
    facts = {
        "issuer": house.hospital, "kind": "test.decision", "subject": house.department,
        "title": "Về việc khen",
    }  # fmt: skip
    return Case(house.officer, facts, house.head, NOT_OFFICER)


@case("documents.paper.revise")
def revise() -> Case:
    here = desk()
    facts = {"paper": here.paper, "blocks": {"text": "Khen."}, "title": "Về việc khen"}
    return Case(
        here.house.officer, facts, here.house.head, NOT_OFFICER, frozenset({"title"}),
        lambda: (
            {**facts, "paper": step(here.house, here.paper, "submit")}, wrong_state("Trình ký"),
        ),
    )  # fmt: skip


@case("documents.paper.submit")
def submit() -> Case:
    here = desk()
    return Case(
        here.house.officer, {"paper": here.paper}, here.house.head, NOT_OFFICER,
        frozenset({"state"}),
        lambda: ({"paper": step(here.house, here.paper, "submit")}, wrong_state("Trình ký")),
    )  # fmt: skip


@case("documents.paper.return")
def send_back() -> Case:
    here = desk("submit")
    facts = {"paper": here.paper, "reason": "Thiếu căn cứ"}
    return Case(
        here.house.director, facts, here.house.head,
        "Việc này dành cho thủ trưởng đơn vị, cán bộ thi đua, khen thưởng của "
        "Bệnh viện Quân y Sông Thao.",
        frozenset({"state"}),
        lambda: ({**facts, "paper": step(here.house, here.paper, "sign")}, wrong_state("Đã ký")),
    )  # fmt: skip


@case("documents.paper.sign")
def sign() -> Case:
    here = desk("submit")
    facts = {"paper": here.paper, **signature(here.house)}
    return Case(
        here.house.director, facts, here.house.officer, NOT_DIRECTOR,
        frozenset(
            {"state", "signer_id", "signer_name", "signer_position", "authority_line", "signed_at"}
        ),
        lambda: ({**facts, "paper": step(here.house, here.paper, "sign")}, wrong_state("Đã ký")),
    )  # fmt: skip


@case("documents.paper.number")
def number() -> Case:
    here = desk(*SIGNED)
    facts = {"paper": here.paper, "number": 5, "dated_on": DAY}
    return Case(
        here.house.officer, facts, here.house.head, NOT_OFFICER,
        frozenset({"state", "number", "year", "dated_on", "pdf_id", "sha256", "retention"}),
        lambda: (
            {**facts, "paper": step(here.house, here.paper, "number")},
            wrong_state("Đã cấp số, đóng dấu"),
        ),
    )  # fmt: skip


@case("documents.paper.issue")
def issue() -> Case:
    here = desk(*NUMBERED)
    facts = {"paper": here.paper, "on": DAY}
    return Case(
        here.house.officer, facts, here.house.head, NOT_OFFICER,
        frozenset({"state", "issued_at"}),
        lambda: (
            {**facts, "paper": step(here.house, here.paper, "issue")}, wrong_state("Đã phát hành"),
        ),
    )  # fmt: skip


@case("documents.paper.revoke")
def revoke() -> Case:
    here = desk(*ISSUED)
    facts = {"paper": here.paper, "reason": "Theo kết luận 1/KL"}
    return Case(
        here.house.director, facts, here.house.officer, NOT_DIRECTOR, frozenset({"state"}),
        lambda: (
            {**facts, "paper": step(here.house, here.paper, "revoke")},
            wrong_state("Đã hủy bỏ, thu hồi"),
        ),
    )  # fmt: skip


@case("documents.paper.attach_scan")
def attach() -> Case:
    here = desk(*SIGNED)
    return Case(
        here.house.officer, {"paper": here.paper, "scan": scan()}, here.house.head, NOT_OFFICER,
        frozenset({"scan_id"}),
        lambda: ({"paper": desk_again(here), "scan": scan()}, wrong_state("Dự thảo")),
    )  # fmt: skip


def desk_again(here: Desk) -> Paper:
    """Another draft in the same house."""
    return actions.draft_paper(
        actor=here.house.officer, issuer=here.house.hospital, kind="test.decision",
        subject=here.house.department, title="Văn bản khác", symbol="QĐ-BV",
    )  # fmt: skip


@case("documents.paper.register")
def register() -> Case:
    house = hospital()
    facts = {
        "issuer": house.hospital, "title": "Về việc khen", "symbol": "QĐ-BV", "number": 7,
        "dated_on": DAY, "signer_name": "Đặng Hoài Nam", "signer_position": "Giám đốc",
        "scan": scan(),
    }  # fmt: skip
    return Case(house.officer, facts, house.head, NOT_OFFICER)


@case("documents.paper.correct")
def correct() -> Case:
    here = desk(*ISSUED)
    facts = {"paper": here.paper, "reason": "Sai họ đệm", "basis": "9/QĐ-BV"}
    return Case(
        here.house.officer, facts, here.house.head,
        "Việc này dành cho thủ trưởng đơn vị, cán bộ thi đua, khen thưởng của "
        "Bệnh viện Quân y Sông Thao.",
        frozenset(),
        lambda: (
            {**facts, "paper": step(here.house, here.paper, "revoke")},
            wrong_state("Đã hủy bỏ, thu hồi"),
        ),
    )  # fmt: skip


@case("documents.paper.keep")
def keep() -> Case:
    here = desk(*NUMBERED)
    facts = {"paper": here.paper, "retention": "permanent"}
    return Case(
        here.house.officer, facts, here.house.head, NOT_OFFICER, frozenset({"retention"}),
        lambda: ({**facts, "retention": "10"}, "Văn bản đã xếp thời hạn này."),
    )  # fmt: skip


@case("documents.paper.sign_electronically")
def sign_file() -> Case:
    here = desk(*NUMBERED)
    signing_samples.give_keys(here.house)
    facts = {"paper": here.paper, "key": "giam-doc"}
    return Case(
        here.house.director, facts, here.house.head,
        "Khóa ký số này không phải của bạn hoặc của đơn vị ban hành.",
        frozenset({"signed_pdf_id"}),
        lambda: ({**facts, "paper": desk_again(here)}, wrong_state("Dự thảo")),
    )  # fmt: skip


@case("documents.book.choose")
def choose_book() -> Case:
    house = hospital()
    facts = {"issuer": house.hospital, "own": True, "on": DAY}
    return Case(
        house.officer, facts, house.head, NOT_OFFICER, frozenset(),
        lambda: ({**facts, "own": False}, "Đơn vị đã lấy số từ sổ của văn thư."),
    )  # fmt: skip


NOT_KEEPER = (
    "Việc này dành cho cán bộ thi đua, khen thưởng, thủ trưởng đơn vị, thanh tra, kiểm tra của "
    "Bệnh viện Quân y Sông Thao."
)


@case("documents.archive.start")
def start_archive() -> Case:
    here = desk(*ISSUED)
    facts = {"issuer": here.house.hospital, "year": DAY.year}
    return Case(
        here.house.inspector, facts, here.house.head, NOT_KEEPER, frozenset(),
        lambda: ({**facts, "year": 2001}, "Năm 2001 đơn vị chưa phát hành văn bản nào."),
    )  # fmt: skip


@case("documents.archive.store")
def store_archive() -> Case:
    house = hospital()
    facts = {"issuer": house.hospital, "year": 2026, "content": b"PK"}
    return Case(house.inspector, facts, house.head, NOT_KEEPER)


def picture() -> SimpleUploadedFile:
    return SimpleUploadedFile("anh.jpg", samples.picture())


def word_file(text: str = "{{ trich_yeu }}") -> SimpleUploadedFile:
    """A Word template of one line."""
    document, out = docx.Document(), io.BytesIO()
    document.add_paragraph(text)
    document.save(out)
    return SimpleUploadedFile("mau.docx", out.getvalue())


@case("documents.word_template.keep")
def keep_word_template() -> Case:
    house = hospital()
    given = {"unit": house.hospital, "kind": "awards.decision", "file": word_file()}
    return Case(
        house.officer, given, house.head, NOT_OFFICER,
        wrong=lambda: (
            {**given, "kind": "awards.letter"}, "Loại văn bản này không xuất ra Word.",
        ),
    )  # fmt: skip


@case("documents.word_template.drop")
def drop_word_template() -> Case:
    house = hospital()

    def kept(kind: str) -> Any:
        return actions.keep_word_template(
            actor=house.officer, unit=house.hospital, kind=kind, file=word_file()
        )

    template = kept("awards.decision")
    return Case(
        house.officer, {"template": template}, house.head, NOT_OFFICER, frozenset({"file_id"}),
        lambda: (
            {
                "template": actions.drop_word_template(
                    actor=house.officer, template=kept("reviews.report")
                )
            },
            "Mẫu này đã bỏ.",
        ),
    )  # fmt: skip
