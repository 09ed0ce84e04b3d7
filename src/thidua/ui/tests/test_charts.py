"""Bar charts: what is drawn, told and written beside them; colours are the tokens."""

import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.template import Context, Template

from thidua.ui import charts
from thidua.ui.charts import Bars, Series
from thidua.ui.tests.test_colours import PAIRS, contrast

WARDS = ["Khoa Hồi sức tích cực - Chống độc", "Khoa <Nội> & Ngoại", "Khoa Dược"]
ONE = Bars("Sáng kiến", WARDS, [Series("Đã gửi", [1234, Decimal("2.5"), None])])
TWO = Bars("Kết quả", WARDS, [Series("Chỉ tiêu", [4, 2, 0]), Series("Đạt được", [5, 0, None])])


def texts(picture: str) -> list[str]:
    soup = BeautifulSoup(picture, "xml")
    return [
        " ".join(part.get_text() for part in text.find_all("tspan")) or text.get_text()
        for text in soup.find_all("text")
    ]


def bars_of(picture: str) -> list[Any]:
    return BeautifulSoup(picture, "xml").select('g[class*="mark-rect"] > path')


@pytest.mark.parametrize("place", ["screen", "paper"])
def test_figures_stand_at_the_bars_as_vietnamese_write_them(place):
    picture = charts.svg(ONE, place)
    assert sorted(texts(picture)) == sorted(
        ["1.234", "2,5", "chưa có", "Khoa Hồi sức tích cực - Chống độc",
         "Khoa <Nội> & Ngoại", "Khoa Dược"]
    )  # fmt: skip


def test_screens_take_the_tokens_and_papers_their_light_values():
    assert {bar["fill"] for bar in bars_of(charts.svg(TWO, "screen"))} == {
        "var(--action)",
        "var(--line-strong)",
    }
    assert {bar["fill"] for bar in bars_of(charts.svg(TWO, "paper"))} == {"#0b5d73", "#8a8479"}
    assert "#" not in re.sub(r"&#\w+;", "", charts.svg(TWO, "screen"))


def test_the_palette_is_that_of_the_style_sheet_and_can_be_seen():
    for colour, token in charts.TOKENS.items():
        light, dark = PAIRS[token.removeprefix("var(--").removesuffix(")")]
        assert light == colour
        assert contrast(light, PAIRS["ground"][0]) >= 3
        assert contrast(dark, PAIRS["ground"][1]) >= 3


def test_no_style_and_no_script_so_that_the_policy_lets_it_be():
    for place in ("screen", "paper"):
        soup = BeautifulSoup(charts.svg(TWO, place), "xml")
        assert soup.find_all(["style", "script", "image", "foreignObject"]) == []
        assert soup.find_all(attrs={"style": True}) == []


def test_two_series_are_named_beside_their_colours():
    assert {"Chỉ tiêu", "Đạt được"} <= set(texts(charts.svg(TWO, "screen")))
    assert not {"Đã gửi"} & set(texts(charts.svg(ONE, "screen")))


def test_the_picture_tells_itself_to_a_reader():
    soup = BeautifulSoup(charts.svg(ONE, "screen"), "xml")
    assert soup.svg["role"] == "img"
    assert len(soup.find_all(attrs={"role": True})) == 1
    assert soup.svg["aria-label"] == (
        "Sáng kiến (Đã gửi). Khoa Hồi sức tích cực - Chống độc: 1.234; Khoa <Nội> & Ngoại: 2,5; "
        "Khoa Dược: chưa có"
    )


def test_only_bars_that_have_a_value_are_drawn():
    drawn = [bar for bar in bars_of(charts.svg(TWO, "paper")) if "h0" not in bar["d"]]
    assert len(drawn) == 3
    assert charts.shown(None) == "chưa có"
    assert charts.shown(0) == "0"


def test_a_long_label_takes_even_lines_and_a_longer_one_ends_in_dots():
    long = Bars("Dài", ["Ban chỉ đạo " * 9], [Series("Số", [1])])
    label = next(text for text in texts(charts.svg(long, "screen")) if "Ban" in text)
    assert label.endswith("…")
    even = next(text for text in texts(charts.svg(ONE, "paper")) if "Hồi sức" in text)
    assert even == "Khoa Hồi sức tích cực - Chống độc"


def test_below_nought_the_bars_go_the_other_way():
    picture = charts.svg(Bars("Chênh lệch", ["A", "B"], [Series("Số", [-3, 2])]), "paper")
    assert {"−3", "2"} <= set(texts(picture))


def test_nothing_to_draw_is_an_empty_picture():
    assert texts(charts.svg(Bars("Trống", [], [Series("Số", [])]), "paper")) == []


@pytest.mark.parametrize(
    ("series", "said"),
    [
        ([], "Sai: bars are of one or two series"),
        ([Series("a", [1])] * 3, "Sai: bars are of one or two series"),
        ([Series("a", [1, 2])], "Sai: a has 2 of 1 values"),
    ],
)
def test_crooked_data_are_refused(series, said):
    with pytest.raises(ValueError, match=f"^{said}$"):
        Bars("Sai", ["A"], series)


def test_word_gets_a_picture_of_the_papers_width():
    content = charts.png(charts.svg(ONE, "paper"))
    assert content.startswith(b"\x89PNG")
    assert int.from_bytes(content[16:20], "big") == round(468 * charts.PAPER_DPI / 72)


def test_on_a_page_the_picture_stands_beside_its_table():
    page = Template("{% load charts %}{% chart bars %}").render(Context({"bars": TWO}))
    soup = BeautifulSoup(page, "html.parser")
    rows = [[cell.get_text() for cell in row.find_all(["th", "td"])] for row in soup.find_all("tr")]
    assert rows == [
        ["Kết quả", "Chỉ tiêu", "Đạt được"],
        ["Khoa Hồi sức tích cực - Chống độc", "4", "5"],
        ["Khoa <Nội> & Ngoại", "2", "0"],
        ["Khoa Dược", "0", "chưa có"],
    ]
    assert soup.figure.svg["aria-label"].startswith("Kết quả (Chỉ tiêu, Đạt được).")
    assert soup.find_all(attrs={"style": True}) == []


def test_the_fonts_are_those_of_the_page_and_of_the_paper(settings):
    assert 'font-family="Be Vietnam Pro"' in charts.svg(ONE, "screen")
    assert 'font-family="Tinos"' in charts.svg(ONE, "paper")
    assert Path(settings.THIDUA_PAPER_FONTS).is_dir()
