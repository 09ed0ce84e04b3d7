"""How tasks add up."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from thidua.programmes.rules import Tally, is_late, tally
from thidua.programmes.states import TaskState

DAY = date(2025, 10, 15)
ROWS = st.lists(
    st.tuples(
        st.sampled_from([state.value for state in TaskState]),
        st.integers(-5, 5).map(lambda days: DAY + timedelta(days)),
    )
)


def test_a_task_is_late_from_the_day_after_its_last() -> None:
    assert [is_late("open", DAY + timedelta(n), DAY) for n in (-1, 0, 1)] == [True, False, False]
    assert not is_late("done", DAY - timedelta(1), DAY)


def test_an_empty_unit_has_noughts() -> None:
    assert tally([], DAY) == Tally()


def test_tasks_add_up_by_their_state() -> None:
    before, after = DAY - timedelta(1), DAY + timedelta(1)
    rows = [
        ("confirmed", before), ("done", before), ("done", after), ("open", before),
        ("open", DAY), ("returned", before), ("returned", after), ("dropped", before),
    ]  # fmt: skip
    assert tally(rows, DAY) == Tally(total=8, confirmed=1, waiting=2, open=4, late=2, dropped=1)


@given(ROWS)
def test_every_task_stands_in_exactly_one_place(rows: list[tuple[str, date]]) -> None:
    found = tally(rows, DAY)
    assert found.total == found.confirmed + found.waiting + found.open + found.dropped
    assert 0 <= found.late <= found.open
