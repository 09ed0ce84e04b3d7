"""A facts file that cannot be played is refused with line and field."""

from pathlib import Path

import pytest

from thidua.play.facts import BadFacts, Facts, check, line_of, read

TEXT = """\
story = "x"

[hospital]
name = "Một"

[[people]]
code = "A"
age = 3

[[people]]
code = "B"
age = "ba mươi"
"""


class Person(Facts):
    code: str
    age: int


class Hospital(Facts):
    name: str
    place: str


class Shape(Facts):
    story: str
    hospital: Hospital
    people: list[Person]


def test_errors_name_line_and_field(tmp_path: Path) -> None:
    path = tmp_path / "facts.toml"
    path.write_text(TEXT, encoding="utf-8")

    with pytest.raises(BadFacts) as bad:
        check(path, read(path), Shape)

    assert str(bad.value).splitlines() == [
        f"{path}:3: hospital.place: Field required",
        (
            f"{path}:12: people.1.age: Input should be a valid integer, "
            "unable to parse string as an integer"
        ),
    ]


def test_a_good_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "facts.toml"
    path.write_text(
        TEXT.replace('"ba mươi"', "30").replace('"Một"', '"Một"\nplace = "Đây"'), encoding="utf-8"
    )

    assert check(path, read(path), Shape).people[1].age == 30


def test_no_toml_and_no_file_are_told(tmp_path: Path) -> None:
    path = tmp_path / "facts.toml"
    with pytest.raises(BadFacts, match="no such file"):
        read(path)
    path.write_text("story = \n", encoding="utf-8")
    with pytest.raises(BadFacts, match="at line 1"):
        read(path)


def test_the_line_of_a_missing_table_is_the_first() -> None:
    assert line_of(TEXT, ("movement",)) == 1
