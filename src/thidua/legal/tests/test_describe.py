"""The reference page of an award, line by line, for a pack with two of everything."""

from thidua.legal import parse
from thidua.legal.describe import _award

PACK = """
code = "X"
issuer = "state"
kind = "title"
for_whom = ["individual", "collective"]
detailed_by = ["province", "army"]
[name]
vi = "Danh hiệu"
en = "Title"
hi = "उपाधि"
[[version]]
in_force = 2024-01-01
wording = "Luật"
law = { source = "law-2022", article = "24" }
status = "verified"
doubts = ["practice"]
[[version.criterion]]
id = "a"
check = "worked_months"
with = { months = 6, counted = ["maternity", "short_study"] }
basis = [{ source = "law-2022", article = "5" }, { source = "practice" }]
status = "verified"
stage = "submit"
for_whom = ["individual", "collective"]
only_for = ["ministry", "company"]
except_for = ["army", "province"]
may_not_apply = true
[[version.any_of]]
id = "g"
stage = "submit"
[[version.any_of.criterion]]
id = "b"
check = "united"
basis = [{ source = "law-2022", article = "28" }]
status = "verified"
stage = "submit"
[[version.any_of.criterion]]
id = "c"
check = "law_abiding"
basis = [{ source = "practice" }]
status = "verified"
stage = "submit"
[version.beside]
wording = "Dự thảo"
law = { source = "draft-2026" }
[[version.beside.criterion]]
id = "a"
check = "united"
basis = [{ source = "law-2022", article = "28" }]
status = "verified"
stage = "submit"
[[version.beside.any_of]]
id = "g"
stage = "submit"
[[version.beside.any_of.criterion]]
id = "b"
check = "united"
basis = [{ source = "law-2022", article = "28" }]
status = "verified"
stage = "submit"
[[version.beside.any_of.criterion]]
id = "c"
check = "united"
basis = [{ source = "law-2022", article = "28" }]
status = "verified"
stage = "submit"
"""


def test_an_award_is_described_line_by_line() -> None:
    article, habit = "Điều 28 Luật 06/2022/QH15", "Thông lệ"
    head = [("criterion", "what it asks", "basis", "status", "step"), ("---",) * 5]
    asked = (
        "Months on the roll less the absences that do not count; maternity leave does count. "
        "(months: 6; counted: maternity, short_study) [only individual, collective; "
        "only under ministry, company; not under army, province; may not apply]"
    )
    united = "Confirmed: confirmation of unity."
    abiding = "Confirmed: confirmation of exemplary observance of policy and law."
    assert _award(parse(PACK, "x.toml")).splitlines() == [
        "## X: Danh hiệu",
        "",
        (
            "Title · उपाधि. A title of issuer `state`, for individuals and collectives. "
            "Examples in the pack: 0."
        ),
        (
            "Under a province (department of health), the army its own regulation is needed "
            "beside the pack; without it the verdict is at best «unknown»."
        ),
        "",
        "### From 2024-01-01: Luật (Điều 24 Luật 06/2022/QH15, verified)",
        "",
        *lines(
            *head,
            ("`a`", asked, f"Điều 5 Luật 06/2022/QH15; {habit}", "unverified", "submit"),
            ("**g**", "any one of:", "", "", "submit"),
            ("· `b`", united, article, "verified", "submit"),
            ("· `c`", abiding, habit, "unverified", "submit"),
        ),
        "",
        "### Beside it: Dự thảo (Dự thảo Luật 06/2026/QH16, unverified)",
        "",
        *lines(
            *head,
            ("`a`", united, article, "unverified", "submit"),
            ("**g**", "any one of:", "", "", "submit"),
            ("· `b`", united, article, "unverified", "submit"),
            ("· `c`", united, article, "unverified", "submit"),
        ),
    ]


def lines(*rows: tuple[str, ...]) -> list[str]:
    return ["| " + " | ".join(row) + " |" for row in rows]
