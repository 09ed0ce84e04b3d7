"""Worked examples run anew; and where the law's reading list of examples is found."""

from dataclasses import replace
from datetime import date

import pytest

from thidua.legal import Pack, parse
from thidua.legal import worked as module
from thidua.legal.packs import overlay as read
from thidua.legal.packs import packs
from thidua.legal.worked import Checked, Worked, check_examples, check_pack, worked

from .samples import OVERLAY
from .test_packs import EXAMPLES, PACK

# The worked checks that the reading of the law began with, and the examples that hold them.
READING = {
    "7 of 10 hold the advanced title": ("TTLDTT", "7/10 thành viên tiên tiến"),
    "9 of 13 are 69.2 %": ("TTLDTT", "9/13 thành viên tiên tiến là 69,2%"),
    "70 % without a fighter": ("TTLDXS", "70% tiên tiến nhưng không có chiến sĩ thi đua"),
    "a gap between fighter years": ("CSTDBT", "ngắt quãng 2023, 2024, 2026"),
    "fighter in 2024 to 2026": ("CSTDBT", "liên tục 2024, 2025, 2026"),
    "six months of maternity leave": ("LDTT", "nghỉ thai sản 6 tháng vẫn được tính"),
    "two titles of a year": (
        "CSTDCS",
        "Lao động tiên tiến và Chiến sĩ thi đua cơ sở cùng năm: chỉ chi mức cao nhất",
    ),
    "a title and a form": (
        "BK_BT",
        "Chiến sĩ thi đua cơ sở và bằng khen cùng ngày: chi cả hai",
    ),
    "an open hold": ("LDTT", "đang xác minh tố cáo có văn bản thụ lý"),
    "11 of 11 with two written": (
        "CSTDBT",
        "hội đồng 11 người: 9 có mặt đồng ý, 2 vắng đồng ý bằng văn bản",
    ),
    "9 of 11 against 80 %": (
        "CSTDCS",
        "hội đồng 11 người: 9 đồng ý, 2 vắng không có ý kiến, ngưỡng 80%",
    ),
    "9 of 11 against 90 %": (
        "CSTDBT",
        "hội đồng 11 người: 9 đồng ý, 2 vắng không có ý kiến, ngưỡng 90%",
    ),
}


def test_every_example_holds_and_the_reading_is_among_them() -> None:
    found = list(check_examples())
    assert [one for one in found if not one.holds] == []
    assert set(READING.values()) <= {(one.of, one.name) for one in found}
    assert {one.of for one in found} >= set(packs())


def test_every_pack_holds_examples_with_more_than_one_outcome() -> None:
    for pack in packs().values():
        assert len(pack.examples) >= 2, pack.code


def differing(pack: Pack) -> list[tuple[str, ...]]:
    return [one.differences for one in check_pack(pack)]


def test_what_comes_out_otherwise_is_named() -> None:
    first = EXAMPLES[: EXAMPLES.index("[[example]]", 5)]
    pack = replace(parse(PACK + first, "x.toml"), code="LDTT")
    (found,) = differing(pack)
    assert found[0] == "verdict: pass ≠ unknown"
    assert "a: pass ≠ -" in found
    assert "rating: - ≠ unknown" in found


def test_a_second_reading_that_is_not_expected_is_named() -> None:
    pack = packs()["CSTDCS"]
    (two,) = [one for one in pack.examples if one.name == "hai cách hiểu giống nhau từ 01/10/2026"]
    base = pack.examples[0]
    expected = {key: value for key, value in two.expect.items() if key != "beside"}
    without = replace(pack, examples=(base, replace(two, expect=expected)))
    assert differing(without) == [(), ("readings",)]
    early = replace(pack, examples=(base, replace(two, on=date(2026, 9, 1))))
    assert differing(early) == [(), ("readings",)]


EXAMPLE = """
[[example]]
name = "theo quy định của tỉnh"
on = 2025-12-20
[example.evidence]
subject = "individual"
year = 2025
managing_body = "province"
registered = true
holds = []
disciplines = []
[example.expect]
verdict = "unknown"
findings = { registered = "pass", hold = "pass", rating = "unknown", extra = "pass" }
"""


def test_examples_of_an_overlay_are_judged_under_it() -> None:
    laid = read(OVERLAY + EXAMPLE, "p.toml")
    found = [one for one in check_examples([laid]) if one.name == "theo quy định của tỉnh"]
    (one,) = found
    assert (one.of, one.on) == ("LDTT", date(2025, 12, 20))
    assert {text.split(":")[0] for text in one.differences} <= {
        "contract", "discipline", "long_study", "transfer", "worked",
    }  # fmt: skip
    assert "overlay" not in " ".join(one.differences)


def test_figures_that_come_out_otherwise_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    true = worked()
    wrong = Worked(
        votes=(replace(true.votes[0], met=False), replace(true.votes[0], award="KNX", met=True)),
        payments=(replace(true.payments[0], paid=(1, 2_340_000)),),
        excellent=(
            replace(true.excellent[0], inclusive=21),
            replace(true.excellent[0], on=date(2026, 1, 1)),
        ),
    )
    monkeypatch.setattr(module, "worked", lambda: wrong)
    assert [one for one in check_examples() if not one.holds] == [
        Checked(
            of="CSTDBT", name=true.votes[0].name, on=true.votes[0].on,
            differences=("met: False ≠ True",),
        ),
        Checked(
            of="KNX", name=true.votes[0].name, on=true.votes[0].on,
            differences=("met: True ≠ False",),
        ),
        Checked(
            of="CSTDCS", name=true.payments[0].name, on=date(2025, 12, 30),
            differences=("LDTT: 1 ≠ 0",),
        ),
        Checked(
            of="EXCELLENT_PERSON", name=true.excellent[0].name, on=date(2026, 12, 5),
            differences=("inclusive: 21 ≠ 20",),
        ),
        Checked(
            of="EXCELLENT_PERSON", name=true.excellent[0].name, on=date(2026, 1, 1),
            differences=("inclusive: 20 ≠ None", "exclusive: 16 ≠ None"),
        ),
    ]  # fmt: skip
