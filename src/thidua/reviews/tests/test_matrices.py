"""Targets and results as a grid: who by what, and how many are divided or turned."""

from typing import Any

from thidua.reviews import content, matrices
from thidua.reviews.matrices import Grid, Spot

COLUMNS = ["Đơn vị", "Chỉ tiêu", "Mức phấn đấu", "Mức", "Kết quả", "Đánh giá"]


def n(number: int) -> dict[str, str]:
    return {"n": str(number)}


def table(*rows: Any, urls: Any = ()) -> dict[str, Any]:
    return {
        "title": "Kết quả", "columns": COLUMNS, "rows": list(rows), "urls": list(urls),
        "is_matrix": True,
    }  # fmt: skip


def line(who: str, what: str, aim: int | None = 3, result: int | None = 4) -> list[Any]:
    verdict = "Không ràng buộc" if aim is None else "Thiếu số liệu" if result is None else "Đạt"
    return [
        who, what, f"≥ {aim or 3} ca", None if aim is None else n(aim),
        None if result is None else n(result), verdict,
    ]  # fmt: skip


def grids(told: dict[str, Any]) -> list[Grid]:
    return matrices.grids(told, content.shown)


def test_rows_are_groups_and_columns_are_targets():
    told = table(
        line("Nội", "A"), line("Nội", "B", 3, None), line("Ngoại", "A", 5, 9),
        line("Ngoại", "B", None, None), line("Dược", "A"), urls=["/noi/", ""],
    )  # fmt: skip
    assert grids(told) == [
        Grid(
            "Kết quả", ("Đơn vị", "A (≥ 3 ca)", "B (≥ 3 ca)"),
            (
                ("Nội", (Spot("4 – Đạt", "/noi/"), Spot("Thiếu số liệu"))),
                ("Ngoại", (Spot("≥ 5 ca: 9 – Đạt"), Spot("Không ràng buộc"))),
                ("Dược", (Spot("4 – Đạt"), Spot("–"))),
            ),
        )
    ]  # fmt: skip


def test_one_s_own_target_stands_with_what_is_missing():
    (grid,) = grids(table(line("Nội", "A"), line("Nhi", "A"), line("Dược", "A", 5, None)))
    assert grid.rows[2] == ("Dược", (Spot("≥ 5 ca: Thiếu số liệu"),))


def test_without_a_common_target_each_tells_its_own():
    (grid,) = grids(table(line("Nội", "A", 3), line("Nhi", "A", 5)))
    assert grid.heads == ("Đơn vị", "A")
    assert [spots[0].text for _who, spots in grid.rows] == ["≥ 3 ca: 4 – Đạt", "≥ 5 ca: 4 – Đạt"]


def test_the_same_words_twice_are_two_columns():
    (grid,) = grids(table(line("Nội", "A", 3), line("Nội", "A", 9, 2)))
    assert grid.heads == ("Đơn vị", "A (≥ 3 ca)", "A (≥ 9 ca)")
    assert [spot.text for spot in grid.rows[0][1]] == ["4 – Đạt", "2 – Đạt"]


def test_many_targets_of_few_groups_are_turned():
    told = table(*(line(who, f"C{i}") for who in ("Nội", "Ngoại") for i in range(7)))
    (grid,) = grids(told)
    assert grid.heads == ("Chỉ tiêu", "Nội", "Ngoại")
    assert [who for who, _spots in grid.rows] == [f"C{i} (≥ 3 ca)" for i in range(7)]


def test_many_targets_of_many_groups_are_divided_evenly():
    told = table(*(line(f"Tổ {g}", f"C{i}") for g in range(7) for i in range(8)))
    first, second = grids(told)
    assert (first.title, second.title) == ("Kết quả (1/2)", "Kết quả (2/2)")
    assert [len(grid.heads) for grid in (first, second)] == [5, 5]
    assert second.heads[1:] == tuple(f"C{i} (≥ 3 ca)" for i in range(4, 8))
    assert [len(grid.rows) for grid in (first, second)] == [7, 7]


def test_six_targets_still_stand_in_one():
    told = table(*(line(f"Tổ {g}", f"C{i}") for g in range(7) for i in range(6)))
    assert [len(grid.heads) for grid in grids(told)] == [7]


def test_a_target_that_binds_nobody_has_no_target_over_it():
    (grid,) = grids(table(line("Nội", "A", None, None)))
    assert grid.heads == ("Đơn vị", "A")


def test_older_tables_and_empty_ones_are_no_matrices():
    assert not matrices.is_matrix({"rows": [["x"]]})
    assert not matrices.is_matrix(table())
    assert matrices.is_matrix(table(line("Nội", "A")))


def test_what_a_chart_draws():
    told = table(line("Nội", "A", 3, 4), line("Ngoại", "A", None, None), line("Nội", "B"))
    assert matrices.whats(told) == ["A", "B"]
    assert matrices.aims(told, "A") == [("Nội", n(3), n(4))]
