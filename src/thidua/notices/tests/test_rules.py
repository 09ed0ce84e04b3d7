"""Quiet hours over midnight, rest after a shift, one mail a day."""

from datetime import UTC, datetime, time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thidua.core.period import HANOI
from thidua.notices.rules import Hours, send_at
from thidua.notices.states import Wait

NIGHT = Hours(time(21), time(6))


def at(hour, minute=0, day=17):
    return datetime(2025, 9, day, hour, minute, tzinfo=HANOI)


@pytest.mark.parametrize(
    ("hours", "moment", "quiet"),
    [
        (NIGHT, at(20, 59), False),
        (NIGHT, at(21), True),
        (NIGHT, at(23, 59), True),
        (NIGHT, at(0), True),
        (NIGHT, at(5, 59), True),
        (NIGHT, at(6), False),
        (Hours(time(8), time(15)), at(8), True),
        (Hours(time(8), time(15)), at(14, 59), True),
        (Hours(time(8), time(15)), at(15), False),
        (Hours(time(8), time(15)), at(23), False),
        (Hours(time(9), time(9)), at(9), False),
        (Hours(time(0), time(6)), at(0), True),
        (Hours(time(21), time(0)), at(23, 59), True),
        (Hours(time(21), time(0)), at(0), False),
    ],
)
def test_when_it_is_quiet(hours, moment, quiet):
    assert hours.is_quiet(moment) is quiet


@pytest.mark.parametrize(
    ("hours", "now", "then", "why"),
    [
        (NIGHT, at(9), at(9), Wait.NOTHING),
        (NIGHT, at(22), at(6, day=18), Wait.QUIET),
        (NIGHT, at(2), at(6), Wait.QUIET),
        (Hours(time(21), time(6), rests_until=at(15)), at(9), at(15), Wait.REST),
        (Hours(time(21), time(6), rests_until=at(8)), at(9), at(9), Wait.NOTHING),
        (Hours(time(21), time(6), rests_until=at(23)), at(9), at(6, day=18), Wait.QUIET),
        (Hours(time(21), time(6), digest_at=time(7)), at(9), at(7, day=18), Wait.DIGEST),
        (Hours(time(21), time(6), digest_at=time(7)), at(7), at(7), Wait.DIGEST),
        (Hours(time(21), time(8), digest_at=time(7)), at(9), at(8, day=18), Wait.QUIET),
        (Hours(time(21), time(6), rests_until=at(9)), at(9), at(9), Wait.NOTHING),
        (NIGHT, at(22).replace(second=5, microsecond=7), at(6, day=18), Wait.QUIET),
    ],
)
def test_when_to_send(hours, now, then, why):
    assert send_at(now, hours) == (then, why)


def test_a_rest_kept_in_another_zone_is_told_in_the_places_own():
    rest = at(15).astimezone(UTC)
    then, why = send_at(at(9), Hours(time(21), time(6), rests_until=rest))
    assert (then, then.tzinfo, why) == (at(15), HANOI, Wait.REST)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.times(), st.times(), st.times())
def test_nothing_is_sent_in_quiet_hours_and_nothing_waits_a_day_or_more(start, end, now):
    start, end = start.replace(second=0, microsecond=0), end.replace(second=0, microsecond=0)
    moment = datetime.combine(at(0).date(), now.replace(fold=0), HANOI)
    hours = Hours(start, end)
    then, _why = send_at(moment, hours)
    assert not hours.is_quiet(then)
    assert 0 <= (then - moment).total_seconds() < 24 * 3600
