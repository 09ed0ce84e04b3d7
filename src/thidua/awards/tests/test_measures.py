"""What a review shows of a movement's honours."""

import pytest

from thidua.awards.models import Honour
from thidua.awards.tests.factories import DAY, scene
from thidua.core.period import Period
from thidua.movements.measures import TABLES
from thidua.movements.models import Movement

pytestmark = pytest.mark.django_db
SPAN = Period(DAY.replace(month=9, day=1), DAY.replace(day=31))


@pytest.fixture(autouse=True)
def _in_the_story(monkeypatch):
    monkeypatch.setenv("THIDUA_TODAY", DAY.isoformat())


def rows(movement, name, span=SPAN):
    return [list(row) for row in TABLES[name](movement, span).rows]


def test_honours_are_counted_and_named_once_they_are_issued():
    at = scene()
    assert rows(at.movement, "awards.honours") == []
    at.decision("member", "head", state="issued")
    counted = rows(at.movement, "awards.honours")
    assert [row[1:] for row in counted] == [[0, 2]]
    named = rows(at.movement, "awards.exemplars")
    assert {row[0] for row in named} == {str(at.house.member.person), str(at.house.head.person)}
    assert {row[3] for row in named} == {"Đã chăm sóc người bệnh tận tình"}
    assert {row[2] for row in named} == {counted[0][0]}


def test_what_is_revoked_or_of_another_time_or_movement_is_not_shown():
    at = scene()
    at.decision(state="issued")
    other = Movement.objects.create(
        unit=at.house.hospital, title="Khác", kind="peak", level="unit", state="launched",
        starts_on=SPAN.start, ends_on=SPAN.end,
    )  # fmt: skip
    assert rows(other, "awards.honours") == []
    assert rows(at.movement, "awards.honours", Period(SPAN.start, DAY.replace(day=1))) == []
    assert len(rows(at.movement, "awards.honours", Period(SPAN.start))) == 1
    Honour.objects.update(revoked_on=DAY)
    assert rows(at.movement, "awards.exemplars") == []


def test_proposals_are_numbers_without_names():
    at = scene()
    at.recommended("member")
    found = rows(at.movement, "awards.proposed")
    assert [row[1:] for row in found] == [[0, 1]]
    assert str(at.house.member.person) not in str(found)
