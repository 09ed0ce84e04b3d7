"""The buttons that give phases of the same day their order."""

import pytest

from thidua.movements import queries
from thidua.movements.tests.factories import ENDS, draft, phase
from thidua.movements.tests.pages import at, press, see

pytestmark = pytest.mark.django_db


def test_phases_that_start_together_change_places_by_buttons(client, house):
    movement = draft(house)
    one, two = (phase(house, movement, title=f"Đợt {n}") for n in (1, 2))
    alone = phase(house, movement, title="Về đích", starts_on=ENDS)
    page = see(client, house.officer, at("detail", movement.pk))
    moves = [at("move_phase", each.pk) in page for each in (one, two, alone)]
    assert moves == [True, True, False]
    assert "Chuyển «Đợt 1» lên trên" not in page
    assert at("move_phase", one.pk) not in see(client, house.director, at("detail", movement.pk))
    text = press(client, house.officer, at("move_phase", two.pk), len="1")
    assert "Đã chuyển «Đợt 2» lên trên." in text
    assert [each.title for each in queries.phases_of(movement)] == ["Đợt 2", "Đợt 1", "Về đích"]
    # The message offers the other way back.
    assert '<input type="hidden" name="len" value="0">' in text
    text = press(client, house.officer, at("move_phase", two.pk), len="0")
    assert "Đã chuyển «Đợt 2» xuống dưới." in text
    assert [each.title for each in queries.phases_of(movement)] == ["Đợt 1", "Đợt 2", "Về đích"]
    text = press(client, house.officer, at("move_phase", alone.pk), len="1")
    assert "Đợt xếp theo ngày bắt đầu; chỉ đổi chỗ được với đợt bắt đầu cùng ngày." in text
