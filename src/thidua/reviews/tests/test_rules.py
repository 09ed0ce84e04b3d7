"""Figures in texts, the order of blocks, tables compared."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.reviews import rules
from thidua.reviews.rules import CellChange, Ref

TEXT = "Có {{initiatives.submitted}} sáng kiến, {{ initiatives.verified }} đã xác nhận."


def test_a_text_is_cut_at_its_figures():
    assert rules.pieces(TEXT) == [
        "Có ", Ref("initiatives.submitted"), " sáng kiến, ", Ref("initiatives.verified"),
        " đã xác nhận.",
    ]  # fmt: skip
    assert rules.pieces("") == []


def test_figures_fill_their_places():
    values = {"initiatives.submitted": "12", "initiatives.verified": "1.234,5"}
    assert rules.filled(TEXT, values) == "Có 12 sáng kiến, 1.234,5 đã xác nhận."
    with pytest.raises(KeyError):
        rules.filled(TEXT, {})


def test_a_figure_is_written_between_braces():
    assert rules.place_of("a.b") == "{{a.b}}"
    assert rules.pieces(rules.place_of("a.b")) == [Ref("a.b")]


def test_names_come_once_and_in_order():
    assert rules.names_in([TEXT, TEXT]) == ["initiatives.submitted", "initiatives.verified"]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (TEXT, ""),
        ("không có gì", ""),
        ("{{một hai}} ba", "{{một hai}}"),
        ("dở {{initiatives", "{{initiatives"),
        ("thừa }}", "}}"),
        ("{{}}", "{{}}"),
        ("{{một\nhai}} ba", "{{một\nhai}}"),
        ("{{a.b}}}}", "}}"),
        ("{ {{a.b}}{ dở }", ""),
        ("{{{a.b}}{ dở", ""),
        ("{{ một {{a.b}} }}", "{{ một   }}"),
    ],
)
def test_braces_that_name_nothing_are_found(text, left):
    assert rules.crooked(text) == left


@given(st.text(alphabet="{} ab.", max_size=30))
def test_a_text_is_its_pieces(text):
    whole = "".join(p if isinstance(p, str) else rules.place_of(p.name) for p in rules.pieces(text))
    assert whole.replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(
    ("number", "letters"), [(1, "I"), (4, "IV"), (9, "IX"), (14, "XIV"), (38, "XXXVIII")]
)
def test_parts_have_roman_numbers(number, letters):
    assert rules.roman(number) == letters


def blocks(*kinds):
    return [{"id": f"b{n}", "kind": kind} for n, kind in enumerate(kinds, 1)]


def test_headings_are_numbered_in_their_part():
    kinds = ("heading", "subheading", "text", "subheading", "heading", "subheading")
    assert rules.numbered(blocks(*kinds)) == ["I.", "1.", "", "2.", "II.", "1."]
    assert rules.numbered(blocks("subheading", "heading")) == ["1.", "I."]


def ids(found):
    return [block["id"] for block in found]


def test_blocks_move_and_stay_at_the_edge():
    three = blocks("text", "text", "text")
    assert ids(rules.moved(three, "b1", 1)) == ["b2", "b1", "b3"]
    assert ids(rules.moved(three, "b3", -1)) == ["b1", "b3", "b2"]
    assert ids(rules.moved(three, "b1", -1)) == ["b1", "b2", "b3"]
    assert ids(rules.moved(three, "b3", 1)) == ["b1", "b2", "b3"]
    assert ids(rules.moved(three, "b1", 9)) == ["b2", "b3", "b1"]


def test_blocks_come_in_and_go_out():
    two, new = blocks("text", "text"), {"id": "b9", "kind": "text"}
    assert ids(rules.inserted(two, new, after="b1")) == ["b1", "b9", "b2"]
    assert ids(rules.inserted(two, new, after="")) == ["b1", "b2", "b9"]
    assert ids(rules.inserted(two, new, after="b2")) == ["b1", "b2", "b9"]
    assert ids(rules.removed(two, "b1")) == ["b2"]
    assert ids(rules.removed(two, "b2")) == ["b1"]
    with pytest.raises(LookupError, match="b7"):
        rules.removed(two, "b7")


def test_cells_keep_numbers_apart_from_texts_and_from_nothing():
    assert rules.cell_of(Decimal("12.500")) == {"n": "12.5"}
    assert rules.cell_of(0) == {"n": "0"}
    assert rules.cell_of(1000) == {"n": "1000"}
    assert rules.cell_of(None) is None
    assert rules.cell_of("phút") == "phút"
    assert rules.number_in({"n": "12.5"}) == Decimal("12.5")
    assert rules.number_in("12") is None


def table(*rows, columns=("Đơn vị", "Số")):
    return {"columns": list(columns), "rows": [list(row) for row in rows]}


def n(number):
    return {"n": str(number)}


def test_the_same_table_has_no_changes_whatever_its_order():
    one = table(("Nội", n(1)), ("Ngoại", None))
    assert rules.table_changes(one, table(("Ngoại", None), ("Nội", n(1)))) == []


def test_cells_rows_and_columns_that_differ_are_told():
    before = table(("Nội", n(1)), ("Dược", n(4)))
    after = table(("Nội", n(2)), ("Nhi", None))
    assert rules.table_changes(before, after) == [
        CellChange("Nội", "Số", n(1), n(2)),
        CellChange("Dược", "", "✓", None),
        CellChange("Nhi", "", None, "✓"),
    ]
    wider = table(("Nội", n(1), n(5)), ("Dược", n(4), None), columns=("Đơn vị", "Số", "Thêm"))
    assert rules.table_changes(before, wider) == [CellChange("Nội", "Thêm", None, n(5))]


def test_rows_with_the_same_texts_are_told_apart_by_their_order():
    before = table(("Nội", n(1)), ("Nội", n(2)))
    thrice = table(("Nội", n(1)), ("Ngoại", n(8)), ("Nội", n(2)), ("Nội", n(5)))
    assert rules.table_changes(before, thrice) == [
        CellChange("Ngoại", "", None, "✓"), CellChange("Nội", "", None, "✓")
    ]  # fmt: skip
    assert rules.table_changes(before, table(("Nội", n(1)), ("Nội", n(3)))) == [
        CellChange("Nội", "Số", n(2), n(3))
    ]


def test_columns_of_numbers_are_found_and_added_up():
    found = table(
        ("Nội", n(1), "x", None), ("Ngoại", None, "y", None), ("Nội", n(2), "z", n(7)),
        ("Ngoại", None, None, None), ("Nội", None, "x", None), (None, n(5), None, n("0.5")),
        columns=("Đơn vị", "Số", "Lời", "Thêm"),
    )  # fmt: skip
    assert rules.numeric_columns(found) == [1, 3]
    assert rules.summed(found, 1) == {"Nội": 3, "Ngoại": None, "": 5}
    assert rules.summed(found, 3) == {"Nội": 7, "Ngoại": None, "": Decimal("0.5")}
    assert rules.numeric_columns(table()) == []
    assert rules.summed(table(), 1) == {}


def test_a_row_wider_than_its_table_is_an_error():
    wide = table(("Nội", n(1), n(2)))
    with pytest.raises(ValueError, match="longer"):
        rules.table_changes(wide, wide)


def test_tables_of_texts_are_known_by_all_of_them():
    before, after = table(("Nội", "a")), table(("Nội", "b"))
    assert rules.table_changes(before, after) == [
        CellChange("Nội · a", "", "✓", None), CellChange("Nội · b", "", None, "✓")
    ]  # fmt: skip
    assert rules.table_changes(table(), table()) == []


def test_a_verdict_after_a_figure_is_compared_as_a_cell():
    columns = ("Đơn vị", "Kết quả", "Đánh giá")
    before = table(("Nội", n(1), "chưa đạt"), columns=columns)
    after = table(("Nội", n(3), "đạt"), columns=columns)
    assert rules.table_changes(before, after) == [
        CellChange("Nội", "Kết quả", n(1), n(3)),
        CellChange("Nội", "Đánh giá", "chưa đạt", "đạt"),
    ]
