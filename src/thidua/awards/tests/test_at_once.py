"""Two officers at the same two rounds at the same time, each on a connection of its own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest
from django.db import connection

from thidua.awards import actions
from thidua.awards.actions import moving, rising
from thidua.awards.tests.factories import DAY
from thidua.awards.tests.ladder import ladder
from thidua.core import period
from thidua.core.permit import Refused

WAIT = 20


@pytest.mark.django_db(transaction=True)
def test_rising_and_sending_back_at_once_never_wait_for_each_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("THIDUA_TODAY", DAY.isoformat())
    up = ladder()
    [back] = up.risen("member")
    [next_up] = up.recommended("head")
    has_below, has_above = Event(), Event()
    receive, give_back = rising._received_by, moving.give_back

    def rise_late(*args: Any) -> Any:
        has_below.set()
        assert has_above.wait(WAIT)
        return receive(*args)

    def give_back_late(*args: Any) -> Any:
        has_above.set()
        assert has_below.wait(WAIT)
        return give_back(*args)

    monkeypatch.setattr(rising, "_received_by", rise_late)
    monkeypatch.setattr(moving, "give_back", give_back_late)

    def send_back() -> str:
        try:
            actions.send_back(
                actor=up.at.house.officer, round=up.middle, dossiers=[back.pk],
                reason="Thiếu minh chứng", on=DAY,
            )  # fmt: skip
        except Refused as refused:
            return str(refused)
        finally:
            connection.close()
        return ""

    def rise() -> None:
        try:
            with period.standing_on(DAY):
                up.rise(up.below, up.department_officer, [next_up], up.middle)
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=2) as both:
        going_up, coming_down = both.submit(rise), both.submit(send_back)
        going_up.result(WAIT)
        said = coming_down.result(WAIT)
    assert said == "Đợt xét của đơn vị trình đang được người khác xử lý: thử lại sau giây lát."
    for row in (back, next_up):
        row.refresh_from_db()
        assert (row.round, row.state) == (up.middle, "submitted")

    assert send_back() == ""
    back.refresh_from_db()
    assert (back.round, back.state, back.return_reason) == (
        up.below, "returned", "Thiếu minh chứng",
    )  # fmt: skip
