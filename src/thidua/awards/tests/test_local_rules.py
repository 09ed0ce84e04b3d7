"""What awards read of the local rules: criteria, powers, and whether a unit came of a merger."""

from datetime import date

import pytest

from thidua.awards import actions, queries
from thidua.awards.actions.decisions import Named, _power
from thidua.awards.queries import deadlines
from thidua.awards.tests.factories import scene
from thidua.core.permit import Refused
from thidua.councils.queries.sessions import quorum_of
from thidua.legal import Threshold
from thidua.orgs.models import Succession, Unit
from thidua.orgs.tests.factories import UnitFactory
from thidua.overlays.tests.factories import POWER, VOTES, held

pytestmark = pytest.mark.django_db
DAY = date(2025, 12, 22)
DUE = {
    "kind": "deadline", "award": "LDTT", "month": 11, "day": 30, "years_after": 0, "article": "9",
}  # fmt: skip
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


def test_the_last_day_of_a_round_is_that_of_the_local_rules(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("THIDUA_TODAY", DAY.isoformat())
    at = scene()
    Unit.objects.update(managing_body="province")
    top = at.house.hospital
    top.refresh_from_db()
    given = {"actor": at.house.officer, "unit": top, "year": 2025, "awards": ["GK", "LDTT"]}
    with pytest.raises(Refused) as refused:
        actions.create_round(**given, name="Cuối năm")
    assert str(refused.value) == ("Ghi ngày cuối nhận hồ sơ: chưa có quy định nào đặt thời hạn.")
    held(at.house.admin, top, DUE)
    made = actions.create_round(**given, name="Cuối năm")
    assert made.submit_by == date(2025, 11, 30)
    late = actions.create_round(**given, name="Muộn", submit_by=DAY)
    assert [due.told for due in deadlines.missed_by(late, on=DAY)] == [
        (
            "Lao động tiên tiến: nộp đến hết ngày 30/11/2025 "
            "(Điều 9 15/2025/QĐ-UBND ngày 10/01/2025 của UBND tỉnh Thanh Bình)"
        )
    ]


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
