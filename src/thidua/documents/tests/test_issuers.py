"""A unit as issuer: its header, and authority from the dated offices of the signer."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from thidua.documents import issuers
from thidua.documents.rules import Authority
from thidua.orgs.models import Person, Position
from thidua.orgs.queries import Standing
from thidua.orgs.states import Line, Role, UnitKind
from thidua.orgs.tests.factories import SINCE, UnitFactory, hospital, person_in

pytestmark = pytest.mark.django_db
DAY = date(2025, 12, 22)


def office(person: Person, unit: Any, title: str, **dates: date) -> Position:
    return Position.objects.create(
        person=person, unit=unit, title=title, **{"valid_from": SINCE, **dates}
    )


def test_the_office_of_the_day_counts() -> None:
    house = hospital()
    person = person_in(house.hospital)
    office(person, house.hospital, "Phó Giám đốc", valid_to=date(2025, 11, 30))
    office(person, house.hospital, "Quyền Giám đốc", valid_from=date(2025, 12, 1))

    before, after = (
        issuers.authority_of(person, house.hospital, on=day, standing=None)
        for day in (date(2025, 11, 30), date(2025, 12, 1))
    )
    assert before == Authority(("KT. Giám đốc",), "Phó Giám đốc")
    assert after == Authority((), "Q. Giám đốc")


def test_an_office_in_a_part_signs_by_order_and_with_a_deputation_by_mandate() -> None:
    house = hospital()
    person, director = person_in(house.department), Person.objects.get(user=house.director)
    office(person, house.department, "Trưởng khoa Nội")
    standing = Standing(Role.DIRECTOR, house.hospital, director)

    def signs(by: Standing | None) -> Authority:
        return issuers.authority_of(person, house.hospital, on=DAY, standing=by)

    assert signs(None) == Authority(("TL. Giám đốc",), "Trưởng khoa Nội")
    assert signs(standing) == Authority(("TUQ. Giám đốc",), "Trưởng khoa Nội")
    # An office of the unit itself comes first.
    office(person, house.hospital, "Phó Giám đốc")
    assert signs(standing) == Authority(("KT. Giám đốc",), "Phó Giám đốc")


def test_a_union_signs_in_the_name_of_its_body_and_names_no_hospital_above() -> None:
    house = hospital()
    chair = person_in(house.union)
    office(chair, house.union, "Phó Chủ tịch")

    found = issuers.authority_of(chair, house.union, on=DAY, standing=None)

    assert found == Authority(("TM. Ban Chấp hành",), "Phó Chủ tịch")
    assert issuers.header_of(house.union) == ("", house.union.name.upper())
    assert issuers.decider_of(house.union) == f"Ban Chấp hành {house.union.name}"
    assert issuers.place_of(house.union) == "Việt Trì"
    upper = UnitFactory(
        name="Công đoàn ngành Y tế", kind=UnitKind.UPPER_UNION, line=Line.UNION, code="CDN"
    )
    house.union.parent = upper
    assert issuers.header_of(house.union)[0] == "CÔNG ĐOÀN NGÀNH Y TẾ"
    assert issuers.place_of(upper) == ""


def test_the_block_of_a_paper_before_and_after_it_is_signed() -> None:
    house = hospital()

    def lines(unit: Any, **facts: str) -> tuple[str, ...]:
        blank = {"authority_line": "", "signer_position": "", "signer_name": ""}
        return issuers.signer_of(SimpleNamespace(**{**blank, **facts, "issuer": unit})).lines

    assert lines(house.hospital) == ("GIÁM ĐỐC",)
    assert lines(house.union) == ("TM. BAN CHẤP HÀNH", "CHỦ TỊCH")
    signed = lines(
        house.hospital, authority_line="TM. Ủy ban\nKT. Chủ tịch",
        signer_position="Phó Chủ tịch", signer_name="An",
    )  # fmt: skip
    assert signed == ("TM. ỦY BAN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
