"""The registry of papers: declared once, loud when unknown, rendered in what they declare."""

from typing import Any

import pytest

from thidua.core.capability import Unanswered
from thidua.documents import registry
from thidua.documents.layouts import AdministrativePaper, Letter
from thidua.documents.pdf import page_count
from thidua.documents.registry import PAPERS, UnknownFormat, build, paper, render, render_many
from thidua.documents.tests import samples


@pytest.fixture
def declared(monkeypatch: pytest.MonkeyPatch) -> None:
    fresh: registry.Registry[Any] = registry.Registry("paper")
    monkeypatch.setattr(registry, "PAPERS", fresh)

    @paper("test.decision", label="Quyết định")
    def decision(subject: str, *, number: str = "") -> AdministrativePaper:
        return samples.decision(subject=subject, number=number)

    @paper("test.letter", label="Giấy khen", template="letter", formats=("pdf",), landscape=True)
    def letter(subject: str) -> Letter:
        return samples.letter(recipient=subject)


@pytest.mark.usefixtures("declared")
def test_built_and_rendered_in_each_format() -> None:
    page = build("test.decision", "Về việc khen", number="7")
    assert isinstance(page, AdministrativePaper)
    assert (page.subject, page.number) == ("Về việc khen", "7")
    assert render("test.decision", page, file_format="pdf", on=samples.DAY)[:5] == b"%PDF-"
    assert render("test.decision", page, file_format="docx", on=samples.DAY)[:2] == b"PK"

    letter = build("test.letter", "Bà Lê Ngọc Ánh")
    assert render("test.letter", letter, file_format="pdf", on=samples.DAY)[:5] == b"%PDF-"
    with pytest.raises(UnknownFormat, match=r"^test.letter comes as pdf$"):
        render("test.letter", letter, file_format="docx", on=samples.DAY)
    assert page_count(render_many("test.letter", [letter, letter])) == 2


@pytest.mark.usefixtures("declared")
def test_unknown_and_doubled_names_are_loud() -> None:
    with pytest.raises(Unanswered, match=r"no paper is registered as 'test\.nothing'"):
        build("test.nothing", None)
    with pytest.raises(ValueError, match=r"paper 'test\.letter' is registered twice"):
        paper("test.letter", label="Giấy khen")(samples.letter)
    with pytest.raises(FileNotFoundError):
        paper("test.flag", label="Cờ", template="flag")(samples.letter)


def test_every_declared_paper_has_its_template() -> None:
    for name, kind in PAPERS:
        assert (name, bool(kind.formats)) == (kind.name, True)
