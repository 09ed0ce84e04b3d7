"""A small invented registry: honours, movements and entered decisions with known counts."""

from datetime import date
from typing import Any

from thidua.awards.models import Honour, OutsideDecision
from thidua.movements.models import Movement
from thidua.orgs.models import Person, Position
from thidua.orgs.tests.factories import SINCE, Hospital, UnitFactory, person_in

DAY = date(2025, 6, 2)
BY = "Bộ trưởng Bộ Y tế"


def worker(house: Hospital, leader_level: str = "direct", unit: Any = None, **more: Any) -> Person:
    """Somebody of the hospital with an office; none with an empty level."""
    found = person_in(unit or house.department, **more)
    if leader_level:
        title = "Điều dưỡng" if leader_level == "direct" else "Phó phòng"
        Position.objects.create(
            person=found, unit=unit or house.department, title=title, valid_from=SINCE,
            leader_level=leader_level,
        )  # fmt: skip
    return found


def decided(house: Hospital, award: str, level: str, **facts: Any) -> OutsideDecision:
    """A decision of another body, entered by the hospital; without counts until they are given."""
    given: dict[str, Any] = {
        "unit": house.hospital, "reference": f"{OutsideDecision.objects.count() + 1}/QĐ",
        "decided_on": DAY, "decided_by": BY, "level": level, "line": "government",
        "award": award, "way": "merit", "year": 2025, **facts,
    }  # fmt: skip
    return OutsideDecision.objects.create(**given)


def honoured(decision: OutsideDecision, *subjects: Any, **facts: Any) -> list[Honour]:
    """Names on an entered decision."""
    return [
        Honour.objects.create(
            **{"person" if isinstance(each, Person) else "unit": each}, award=decision.award,
            year=decision.year, line=decision.line, level=decision.level, way=decision.way,
            decision_reference=decision.reference, decided_on=decision.decided_on,
            decided_by=decision.decided_by, outside=decision, **facts,
        ) for each in subjects
    ]  # fmt: skip


def movement(house: Hospital, start: date, end: date, **facts: Any) -> Movement:
    given = {"kind": "thematic", "level": "unit", "state": "launched", **facts}
    return Movement.objects.create(
        unit=house.hospital, title="Lao động giỏi", starts_on=start, ends_on=end, **given
    )


def state_level(house: Hospital) -> None:
    """Of the State: 2 orders, 1 honorary title, 1 flag, 2 certificates, 1 fighter."""
    order = decided(house, "HC_LAO_DONG_3", "state", way="contribution")
    honoured(order, worker(house, "department"), house.department)
    honoured(decided(house, "TTUT", "state"), worker(house))
    honoured(decided(house, "CO_CP", "state"), house.hospital)
    praise = decided(house, "BK_TTG", "state", way="ad_hoc")
    honoured(praise, worker(house, "deputy_head"), house.department)
    honoured(decided(house, "CSTDTQ", "state", way="thematic"), worker(house, "province"))


def ministry_level(house: Hospital) -> None:
    """Of ministry and province: 5 certificates, 1 fighter, 1 flag, 2 badges, one taken back."""
    company = UnitFactory(
        parent=house.hospital, kind="other", is_legal_entity=True, managing_body="company",
        name="Công ty Dược Sông Thao",
    )  # fmt: skip
    many = decided(house, "BK_BT", "central")
    honoured(many, worker(house), worker(house, "deputy_head"), company)
    honoured(many, worker(house, "deputy_head", company), worker(house, ""))
    honoured(many, worker(house), revoked_on=date(2025, 9, 1))
    honoured(decided(house, "CSTDBT", "province", way="thematic"), worker(house, "department"))
    honoured(decided(house, "CO_LDLD", "province"), house.union)
    honoured(decided(house, "KNC_VSKND", "central", way="contribution"), worker(house))
    honoured(
        decided(house, "KNC_VSKND", "central", way="external"), worker(house, ""),
        category="household",
    )  # fmt: skip
    # Neither counts here: another level, another year.
    honoured(decided(house, "GK", "grassroots"), worker(house))
    honoured(decided(house, "BK_BT", "central", decided_on=date(2024, 12, 31)), worker(house))
