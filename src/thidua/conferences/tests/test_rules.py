"""Who has enough, how quotas fill, and that every sum of the grid agrees."""

from hypothesis import given
from hypothesis import strategies as st

from thidua.conferences import rules
from thidua.conferences.rules import Count


def test_enough_free_and_span() -> None:
    counts = {"GK": 2, "CSTDCS": 1}
    assert rules.enough(counts, [], 3) == 3
    assert rules.enough(counts, ["GK"], 2) == 2
    assert rules.enough(counts, ["CSTDCS"], 2) is None
    assert rules.enough({}, [], 1) is None
    assert [rules.free(None, 4), rules.free(5, 4), rules.free(3, 4)] == [None, 1, 0]
    assert list(rules.span(2025)) == [2021, 2022, 2023, 2024, 2025]


COUNTS = st.builds(
    Count, st.sampled_from(["state", "grassroots", ""]), st.integers(2020, 2026),
    st.integers(0, 200), st.integers(0, 200), st.integers(0, 20),
)  # fmt: skip


@given(st.lists(COUNTS, max_size=30))
def test_sums_of_the_grid_agree(counts: list[Count]) -> None:
    years = range(2021, 2026)
    grid = rules.gridded(counts, ["state", "grassroots", ""], years)
    inside = [each for each in counts if each.year in years]
    assert grid.whole.total == sum(each.total for each in inside)
    assert grid.whole.total == sum(sum(cells) for _level, cells, _whole in grid.rows)
    assert [each.total for each in grid.by_year] == [
        sum(each.total for each in inside if each.year == year) for year in years
    ]
    assert all(sum(cells) == whole.total for _level, cells, whole in grid.rows)
    assert {level for level, _cells, _whole in grid.rows} == {each.level for each in inside}
