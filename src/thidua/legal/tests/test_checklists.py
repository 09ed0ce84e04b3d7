"""The parts of dossiers by award, managing body, way and day."""

from datetime import date

import pytest

from thidua.legal.checklists import checklist_for, items
from thidua.legal.packs import packs
from thidua.legal.sources import sources
from thidua.legal.terms import ManagingBody

DAY = date(2025, 12, 22)
PROVINCE, MINISTRY = ManagingBody.PROVINCE, ManagingBody.MINISTRY


@pytest.mark.parametrize(
    ("award", "body", "way", "on", "wanted"),
    [
        (
            "CSTDCS", MINISTRY, "merit", DAY,
            ["proposal+", "report+", "work+", "minutes+", "vote-", "disclosure-", "rating-"],
        ),
        (
            "CSTDCS", PROVINCE, "merit", date(2025, 6, 30),
            [
                "proposal+", "report+", "work+", "minutes+", "vote+", "disclosure-", "rating-",
                "province-",
            ],
        ),
        ("GK", MINISTRY, "ad_hoc", DAY, ["report-", "proof-"]),
        ("GK", None, "merit", DAY, ["proposal-", "report-", "minutes-", "disclosure-"]),
        ("LDTT", MINISTRY, "merit", date(2026, 10, 1), [
            "proposal-", "report-", "minutes-", "disclosure-", "rating-",
        ]),
        ("BK_TTG", ManagingBody.COMPANY, "merit", DAY, [
            "proposal-", "report-", "duties-", "vote-", "disclosure-",
        ]),
        ("GK_CDCS", MINISTRY, "merit", DAY, ["proposal-", "report-", "disclosure-", "minutes-"]),
        ("LDTT", MINISTRY, "merit", date(2019, 1, 1), []),
    ],
)  # fmt: skip
def test_what_a_dossier_is_made_of(
    award: str, body: ManagingBody | None, way: str, on: date, wanted: list[str]
) -> None:
    found = checklist_for(award, body, way, on)
    assert [f"{item.id}{'+' if item.is_verified else '-'}" for item in found] == wanted


def test_every_item_names_known_awards_and_sources() -> None:
    assert {award for item in items() for award in item.awards} <= packs().keys()
    assert {item.basis.source for item in items()} <= sources().keys()
    assert all(item.basis.article for item in items() if item.is_verified)
