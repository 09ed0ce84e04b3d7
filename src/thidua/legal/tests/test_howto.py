"""The documents shown in the how-to are read as they stand."""

import re
from datetime import date
from pathlib import Path

import pytest

from thidua.legal import Power, assess, overlay, power_to_decide
from thidua.legal.localrules import local_rules
from thidua.legal.packs import Pack, packs, parse
from thidua.legal.worked import check_pack

from .samples import worker

PAGE = Path(__file__).parents[4] / "docs" / "how-to" / "awards.md"
AWARD, REGULATION = re.findall(r"```toml\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
DAY = date(2025, 12, 20)


@pytest.fixture
def added(monkeypatch: pytest.MonkeyPatch) -> Pack:
    pack = parse(AWARD, "GKX.toml")
    monkeypatch.setitem(packs(), "GKX", pack)
    return pack


def test_an_award_is_one_document(added: Pack) -> None:
    assert [one.differences for one in check_pack(added)] == [()]
    assert not power_to_decide("GKX", "ministry", DAY).granted


def test_a_regulation_is_laid_over_its_award() -> None:
    made = overlay(REGULATION, "tinh.toml")
    assert made.regulation is not None
    assert power_to_decide("CSTDCS", "province", DAY, made.regulation.settles()).granted
    found = assess("CSTDCS", worker(managing_body="province"), on=DAY, overlays=[made])
    assert "khoản 2 Điều 6 15/2025/QĐ-UBND" in " ".join(one.citation for one in found.findings)


def test_a_regulation_over_many_awards_is_one_document() -> None:
    page = PAGE.with_name("local-rules.md").read_text("utf-8")
    (text,) = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    read = local_rules(text, "tinh.toml")
    power = power_to_decide("LDTT", "province", DAY, read.regulation())
    assert isinstance(power, Power)
    assert power.citation.startswith("khoản 1 Điều 5 15/2025/QĐ-UBND")
    found = assess("LDTT", worker(managing_body="province"), on=DAY, overlays=read.packs)
    assert found.verdict == "fail"
