"""What awards read of the local rules: criteria, powers, and whether a unit came of a merger."""

from datetime import date

import pytest

from thidua.awards import queries
from thidua.awards.actions.decisions import Named, _power
from thidua.awards.tests.factories import scene
from thidua.core.permit import Refused
from thidua.councils.queries.sessions import quorum_of
from thidua.legal import Threshold
from thidua.orgs.models import Succession, Unit
from thidua.orgs.tests.factories import UnitFactory
from thidua.overlays.tests.factories import POWER, VOTES, held

pytestmark = pytest.mark.django_db
DAY = date(2025, 12, 22)
QUORUM = {"kind": "quorum", "part": 4, "whole": 5, "article": "6(3)"}


def test_a_power_is_taken_from_the_provinces_rule_with_its_article() -> None:
    at = scene()
    Unit.objects.update(managing_body="province")
    top = at.house.hospital
    top.refresh_from_db()
    with pytest.raises(Refused, match="quy định chung chỉ là khung"):
        _power("LDTT", top, DAY, Named())
    held(at.house.admin, top, POWER, VOTES, QUORUM)
    facts = _power("LDTT", top, DAY, Named())
    assert facts == {
        "by_regulation": True,
        "citation": (
            "khoản 1 Điều 5 15/2025/QĐ-UBND ngày 10/01/2025 của UBND tỉnh Thanh Bình"
        ),
    }  # fmt: skip
    with pytest.raises(Refused):
        _power("LDTT", top, date(2025, 1, 31), Named())


def test_a_unit_that_came_of_a_merger_within_the_year_says_so() -> None:
    at = scene()
    old, new = UnitFactory(parent=at.house.hospital), UnitFactory(parent=at.house.hospital)
    fresh = UnitFactory(parent=at.house.hospital, valid_from=date(2025, 3, 1))
    Succession.objects.create(old=old, new=new, kind="merged", on=date(2025, 5, 1))
    told = {
        unit.pk: queries.evidence_for(unit, "CDCS_TOT", 2025, DAY, unit=unit).reorganised
        for unit in (old, new, fresh)
    }
    assert told == {old.pk: False, new.pk: True, fresh.pk: None}


def test_the_quorum_of_a_council_is_that_of_the_local_rules() -> None:
    at = scene()
    Unit.objects.update(managing_body="province")
    at.house.hospital.refresh_from_db()
    held(at.house.admin, at.house.hospital, QUORUM)
    council = at.council
    council.refresh_from_db()
    rule = quorum_of(council, present=7, members=10, on=DAY).rule
    assert isinstance(rule, Threshold)
    assert (str(rule.share), rule.by_regulation) == ("4/5", True)
