"""The engine: exact counts, sums that agree or say where they do not, spans of movements."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.analytics import rules
from thidua.analytics.layouts import LayoutError, layouts, read, read_all
from thidua.analytics.rules import Fact, fill
from thidua.analytics.words import HONOURS, PLACES, WORDS
from thidua.core.period import Period

OPEN = {"award": ("GK", "BK_BT", "HC_LAO_DONG_2"), "body": ("A", "B"), "place": ("1", "2")}
VALUES = {
    word: tuple(told.values) or OPEN[word] for word, told in WORDS[HONOURS].items()
}  # fmt: skip


def fact(key: str = "h1", count: int = 1, **known: str) -> Fact:
    return Fact(key, count, tuple(known.items()))


@st.composite
def facts(draw: st.DrawFn) -> list[Fact]:
    words = [st.sampled_from((None, *values)) for values in VALUES.values()]
    rows = draw(st.lists(st.tuples(st.integers(1, 50), *words), max_size=12))
    return [
        fact(f"h{n}", count, **{w: v for w, v in zip(VALUES, row, strict=True) if v})
        for n, (count, *row) in enumerate(rows)
    ]


@given(facts(), st.sampled_from(sorted(name for name in layouts() if name != "0601")))
def test_every_whole_is_its_parts_and_what_could_not_be_placed(rows: list[Fact], name: str) -> None:
    filled = fill(layouts()[name], rows, PLACES)
    for lines, others, is_row in (
        (filled.rows, filled.columns, True), (filled.columns, filled.rows, False),
    ):  # fmt: skip
        families: dict[tuple[str, int], list[rules.Line]] = {}
        for line in lines:
            if line.of and not line.some and not line.unrecorded:
                families.setdefault((line.of, line.heading), []).append(line)
        for (whole, heading), parts in families.items():
            split = next(
                (each for each in filled.splits if each.axis == ("row" if is_row else "column")
                 and each.whole.code == whole and each.parts[0].heading == heading), None,
            )  # fmt: skip
            for other in (each for each in others if each.code and not each.unrecorded):

                def at(code: str, other: str = other.code, is_row: bool = is_row) -> list[Fact]:
                    return filled.behind(*((code, other) if is_row else (other, code)))

                here = at(whole)
                lost = [each for each in (split.nowhere if split else ()) if each in here]
                many = [each for part in parts for each in at(part.code)]
                extra = rules.total(many) - rules.total(set(many))
                assert rules.total(here) == rules.total(many) - extra + rules.total(lost)
                assert extra == 0 or (split is not None and split.twice)
                count = filled.count(*((whole, other.code) if is_row else (other.code, whole)))
                assert count == rules.total(here)
    placed = rules.total(filled.facts) + rules.total(filled.undecided)
    decided = [
        each for each in rows
        if rules.meets((filled.layout.when,), dict(each.known)) is not False
    ]  # fmt: skip
    assert placed == rules.total(decided)


SMALL = """
title = "Bảng nhỏ"
source = "honours"
unit = "Lượt khen"
[when]
level = ["grassroots"]

[[row]]
code = "1"
label = "Tổng số"

[[row]]
label = "Theo hình thức"

[[row]]
code = "2"
label = "Giấy khen"
of = "1"
when = { form = ["letter"] }

[[column]]
code = "1"
label = "Cộng"

[[column]]
code = "2"
over = ["Ai"]
of = "1"
pair = true
"""


def test_a_table_is_added_by_a_file_alone(tmp_path: Path) -> None:
    (tmp_path / "nho.toml").write_text(SMALL, "utf-8")
    small = read_all(tmp_path)["nho"]
    filled = fill(small, [
        fact("h1", 2, level="grassroots", form="letter", subject="individual"),
        fact("h2", 3, level="grassroots", form="flag", subject="collective"),
        fact("h3", 5, level="state", form="letter", subject="individual"),
        fact("h4", 7, form="letter", subject="individual"),
        fact("h5", 11, level="grassroots", form="letter", subject="unsplit"),
    ])  # fmt: skip
    assert [line.code for line in filled.columns] == ["1", "2~collective", "2~individual"]
    assert dict(filled.counts) == {
        ("1", "1"): 16, ("1", "2~individual"): 2, ("1", "2~collective"): 3,
        ("2", "1"): 13, ("2", "2~individual"): 2,
    }  # fmt: skip
    assert [each.key for each in filled.behind("2", "1")] == ["h1", "h5"]
    assert [each.key for each in filled.undecided] == ["h4"]
    lost = {split.key: [each.key for each in split.nowhere] for split in filled.splits}
    assert lost == {"row-1-1": ["h2"], "column-1-0": ["h5"]}


LARGER = """
title = "Ai khen ai"
source = "honours"
unit = "Lượt khen"
told = ["2", "3"]

[[row]]
code = "1"
label = "Tổng số"

[[row]]
code = "2"
label = "Giấy khen"
of = "1"
some = true
when = { form = ["letter"] }

[[row]]
code = "3"
label = "Giấy khen đột xuất"
of = "2"
when = { way = ["ad_hoc"] }

[[row]]
label = "Theo cơ quan"

[[row]]
code = "4"
of = "1"
each = ["level", "body"]

[[row]]
label = "Theo hình thức"

[[row]]
code = "5"
of = "1"
each = ["award"]
always = ["KNC"]

[[row]]
code = "6"
label = "Không ghi"
of = "1"
unrecorded = true

[[column]]
code = "1"
label = "Cộng"

[[column]]
code = "2"
label = "Tập thể"
when = { subject = ["collective"] }

[[column]]
code = "3"
label = "Cá nhân"
when = { subject = ["individual"] }
"""


def test_lines_for_each_value_stand_in_order_the_largest_first_and_parts_within_parts() -> None:
    of_letter = {"form": "letter", "award": "GK", "level": "sector"}
    filled = fill(read(LARGER, "lon"), [
        fact("h1", 124, **of_letter, body="A", subject="collective", way="ad_hoc"),
        fact("h2", 42, **of_letter, body="A", subject="individual", way="merit"),
        fact("h3", 7, **of_letter, body="B", subject="collective", way="ad_hoc"),
        fact("h4", 2, form="order", award="TTND", level="state", body="Z", subject="individual"),
        fact("h5", 1, award="TTND", subject="individual"),
    ], PLACES)  # fmt: skip
    rows = [(row.code, filled.count(row.code, "1")) for row in filled.rows if row.code]
    assert rows == [
        ("1", 176), ("2", 173), ("3", 131), ("4~state~Z", 2), ("4~sector~A", 166),
        ("4~sector~B", 7), ("5~KNC", 0), ("5~GK", 173), ("5~TTND", 3), ("6", 0),
    ]  # fmt: skip
    assert rules.told_in_parts(filled) == "2 / 124 + 42 / 7"
    by_code = {row.code: row for row in filled.rows}
    assert [rules.depth(by_code[code], filled.rows) for code in ("1", "2", "3")] == [0, 1, 2]
    assert rules.values_of(by_code["4~sector~A"]) == ("sector", "A")
    lost = {split.key: [each.key for each in split.nowhere] for split in filled.splits}
    assert lost == {"row-2-0": ["h2"], "row-1-1": ["h5"]}
    assert rules.lacking(filled.splits[1].nowhere[0], ("level", "award", "body")) == [
        "level", "body",
    ]  # fmt: skip


def test_what_stands_in_two_parts_is_told() -> None:
    text = (
        SMALL
        + """
[[row]]
code = "3"
label = "Giấy khen, cờ"
of = "1"
when = { form = ["letter", "flag"] }
"""
    )
    filled = fill(read(text, "nho"), [
        fact(level="grassroots", form="letter", subject="individual"),
    ])  # fmt: skip
    (split,) = filled.splits
    assert (split.key, split.nowhere, len(split.twice)) == ("row-1-1", (), 1)


@pytest.mark.parametrize(
    ("before", "after", "line", "problem"),
    [
        ("letter", "leter", 19, "«form» không có giá trị «leter»"),
        ("form = [", "from = [", 19, "nguồn «honours» không có từ «from»"),
        ('"honours"', '"hours"', 3, "không có nguồn số liệu «hours»"),
        ("pair = true", "pairs = true", 29, "không có trường «pairs»"),
        ('of = "1"\nwhen', 'of = "9"\nwhen', 18, "«of» phải là mã của một dòng đứng trước: «9»"),
        ("grassroots", "grass", 6, "«level» không có giá trị «grass»"),
        ('title = "Bảng nhỏ"\n', "", 1, "thiếu «title»"),
        ('unit = "Lượt', 'units = "Lượt', 4, "không có trường «units»"),
        ('code = "2"\nlabel', 'code = "1"\nlabel', 16, "mã «1» đã dùng"),
        ('label = "Giấy khen"\n', "", 15, "thiếu «label»"),
        (
            "pair = true",
            'each = ["level"]\nalways = ["gras"]',
            30,
            "«level» không có giá trị «gras»",
        ),
        ("pair = true", 'each = []\nalways = ["x"]\npair = true', 30, "«always» cần đúng một từ"),
        ("[when]", 'told = ["7"]\n[when]', 5, "không có cột «7»"),
        ("[[row]]", "[row", 8, "Expected ']' at the end of a table declaration"),
    ],
)
def test_a_wrong_name_is_told_with_file_and_line(
    before: str, after: str, line: int, problem: str
) -> None:
    with pytest.raises(LayoutError) as caught:
        read(SMALL.replace(before, after, 1), "nho")
    assert (caught.value.file, caught.value.line) == ("nho.toml", line)
    assert caught.value.problem.startswith(problem)


@pytest.mark.parametrize(
    ("start", "end", "span"),
    [
        (date(2025, 1, 1), date(2025, 12, 30), "under_1"),
        (date(2025, 1, 1), date(2025, 12, 31), "one"),
        (date(2024, 2, 29), date(2025, 2, 28), "one"),
        (date(2025, 1, 1), date(2026, 1, 1), "under_3"),
        (date(2025, 1, 1), date(2027, 12, 30), "under_3"),
        (date(2025, 1, 1), date(2027, 12, 31), "under_5"),
        (date(2025, 1, 1), date(2029, 12, 30), "under_5"),
        (date(2025, 1, 1), date(2029, 12, 31), "over_5"),
    ],
)
def test_a_span_of_exactly_one_year_has_a_row_of_its_own(start: date, end: date, span: str) -> None:
    assert rules.span_of(start, end) == span


def test_parts_of_a_year() -> None:
    assert rules.part_of(2024, "q1") == Period(date(2024, 1, 1), date(2024, 3, 31))
    assert rules.part_of(2025, "cuoi") == Period(date(2025, 7, 1), date(2025, 12, 31))
    assert [rules.part_named(rules.part_of(2025, part)) for part in rules.PARTS] == list(
        rules.PARTS
    )
    assert rules.part_named(Period(date(2025, 1, 2), date(2025, 12, 31))) == ""


def test_heads_stand_over_their_columns() -> None:
    assert rules.heads([("Tổng",), ("A", "x", "1"), ("A", "x", "2"), ("A", "y"), ("B",)]) == [
        [("Tổng", 1, 3), ("A", 3, 1), ("B", 1, 3)],
        [("x", 2, 1), ("y", 1, 2)],
        [("1", 1, 1), ("2", 1, 1)],
    ]
