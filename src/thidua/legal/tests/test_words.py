"""The sentences: both languages, the same fields, none unused, none missing; and the reference."""

import re
import runpy
import tomllib
from pathlib import Path
from string import Formatter

import pytest

from thidua.legal import awards
from thidua.legal.describe import describe
from thidua.legal.evidence import Evidence
from thidua.legal.messages import LANGUAGES, Reason, reason, term
from thidua.legal.regulations import in_words
from thidua.legal.sources import Basis, sources

HERE = Path(__file__).parents[1]
TEXTS = tomllib.loads((HERE / "messages.toml").read_text("utf-8"))
CODE = "\n".join(
    path.read_text("utf-8") for path in HERE.rglob("*.py") if path.parent != HERE / "tests"
)


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("key", sorted(TEXTS["reasons"]))
def test_a_sentence_stands_in_both_languages_with_the_same_fields(key: str) -> None:
    sentence = TEXTS["reasons"][key]
    assert tuple(sentence) == LANGUAGES
    assert sentence["vi"] != sentence["en"]
    assert fields(sentence["vi"]) >= fields(sentence["en"])
    assert sentence["vi"].endswith((".", "{because}"))


def test_every_fact_of_the_evidence_has_a_name() -> None:
    facts = set(re.findall(r'missing\("(\w+)"', CODE))
    facts |= set(re.findall(r"@fact\.(\w+)", CODE)) - {"fact"}
    assert facts <= set(TEXTS["terms"]["fact"])
    plain = {"subject", "year", "subject_id", "regulation", "not_applicable", "records"}
    assert set(Evidence.__dataclass_fields__) - plain <= set(TEXTS["terms"]["fact"])


def test_terms() -> None:
    assert term("award.GK") == "Giấy khen"
    assert term("award.GK", "en") == "Letter of commendation"
    assert term("award.LINH") == "LINH"
    assert term("award.LINH.A") == "LINH.A"
    with pytest.raises(KeyError):
        term("rating.fine")
    assert {pack.names["vi"] for pack in awards()} == {term(f"award.{p.code}") for p in awards()}


def test_a_parameter_that_only_looks_like_a_day_stays_as_it_is() -> None:
    shown = reason("power.none", award="2025-13-99", body=("@managing_body.army", 3))
    assert str(shown) == (
        "Chưa có căn cứ để người đứng đầu đơn vị thuộc quân đội, 3 quyết định 2025-13-99."
    )
    assert str(reason("power.none", award="20250901", body="A")).endswith("quyết định 20250901.")
    assert Reason("hold.none").render("en") == "Nothing is under verification."


@pytest.mark.parametrize(
    ("article", "text"),
    [
        ("24", "Điều 24 Luật 06/2022/QH15"),
        ("80(1)", "khoản 1 Điều 80 Luật 06/2022/QH15"),
        ("6(2)(c)", "điểm c khoản 2 Điều 6 Luật 06/2022/QH15"),
        ("", "Luật 06/2022/QH15"),
    ],
)
def test_an_article_is_cited_as_clerks_write_it(article: str, text: str) -> None:
    assert Basis("law-2022", article).citation() == text


def test_sources_do_not_end_before_they_start() -> None:
    for source in sources().values():
        if source.in_force and source.ended:
            assert source.in_force < source.ended


def test_the_reference_page_is_fresh() -> None:
    page = HERE.parents[2] / "docs" / "reference" / "awards.md"
    assert page.read_text("utf-8") == describe()


def test_the_law_knows_no_framework() -> None:
    assert "django" not in CODE.lower()


def test_the_reference_is_written_to_the_standard_output(
    capsys: pytest.CaptureFixture[str],
) -> None:
    runpy.run_path(str(HERE / "describe.py"), run_name="__main__")
    assert capsys.readouterr().out == describe()


@pytest.mark.parametrize(
    ("citation", "said"),
    [
        ("Điều 8 88/QC-BV ngày 06/01/2025", "Điều 8 Quy chế số 88/QC-BV ngày 06/01/2025"),
        ("Quy chế số 88/QC-BV", "Quy chế số 88/QC-BV"),
        ("12/QĐ-BV", "12/QĐ-BV"),
    ],
)
def test_a_bare_number_of_a_regulation_is_told_with_its_word(citation: str, said: str) -> None:
    assert in_words(citation) == said
