"""Evidence and packs the tests start from."""

from datetime import date
from typing import Any

from thidua.legal import Evidence, Pack, parse

DAY = date(2025, 12, 20)
WORKER: dict[str, Any] = {
    "subject": "individual",
    "subject_id": "NV-014",
    "year": 2025,
    "managing_body": "ministry",
    "registered": True,
    "ratings": {"2025": {"level": "good", "record": "XL-2025-014"}},
    "active_in_movement": True,
    "law_abiding": True,
    "months_in_year": 12,
    "absences": [],
    "contract_months": 24,
    "transfer": {"months": 0},
    "holds": [],
    "disciplines": [],
    "honours": [],
    "works": [],
    "achievements": [],
}
OVERLAY = """
code = "LDTT"
issuer = "state"
kind = "title"
for_whom = ["individual"]

[name]
vi = "Lao động tiên tiến"

[regulation]
number = "15/2025/QĐ-UBND"
on = 2025-02-10
author = "Phòng Tổ chức cán bộ"
issuer = "UBND tỉnh Thanh Bình"
managing_body = "province"

[[version]]
in_force = 2025-03-01
wording = "Quy định của tỉnh"
law = { source = "this", article = "6" }
status = "verified"
drop = ["active"]

[[version.criterion]]
id = "rating"
check = "rating_at_least"
with = { level = "excellent" }
basis = [{ source = "this", article = "6(1)" }]
status = "verified"
stage = "submit"

[[version.any_of]]
id = "extra"
stage = "submit"

[[version.any_of.criterion]]
id = "clear"
check = "no_hold"
basis = [{ source = "this", article = "6(2)" }]
status = "verified"
stage = "submit"

[[version.any_of.criterion]]
id = "soldier"
check = "law_abiding"
basis = [{ source = "this", article = "6(3)" }]
status = "verified"
stage = "submit"
only_for = ["army"]

[[version.any_of]]
id = "nobody"
stage = "submit"

[[version.any_of.criterion]]
id = "one"
check = "united"
basis = [{ source = "this" }]
status = "verified"
stage = "submit"
for_whom = ["collective"]

[[version.any_of.criterion]]
id = "two"
check = "dissolved"
basis = [{ source = "this" }]
status = "verified"
stage = "submit"
for_whom = ["collective"]
"""


def worker(**changes: Any) -> Evidence:
    return Evidence.from_dict({**WORKER, **changes})


def overlay(**replaced: str) -> Pack:
    text = OVERLAY
    for old, new in replaced.items():
        text = text.replace(old, new)
    return parse(text, "overlay")
