"""Tables as files: `tables/*.toml`, read at start-up; what is wrong names its file and line."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

from thidua.analytics.rules import Condition, Layout, Line
from thidua.analytics.words import WORDS
from thidua.legal import awards

ROOT = Path(__file__).parent / "tables"
_OF_TABLE = {field.name for field in fields(Layout)} - {"name", "rows", "columns"} | {
    "row", "column",
}  # fmt: skip
_OF_LINE = {field.name for field in fields(Line)} - {"heading", "subject"}
_NEEDED = ("title", "source", "unit", "row", "column")


class LayoutError(ValueError):
    """A table's file that cannot be used."""

    def __init__(self, file: str, line: int, problem: str) -> None:
        super().__init__(f"{file}:{line}: {problem}")
        self.file, self.line, self.problem = file, line, problem


@cache
def layouts() -> Mapping[str, Layout]:
    """Every table that is shipped, by name."""
    return read_all(ROOT)


def read_all(folder: Path) -> dict[str, Layout]:
    """The tables of a folder in the order of their names; raises `LayoutError`."""
    return {
        path.stem: read(path.read_text("utf-8"), path.stem)
        for path in sorted(folder.glob("*.toml"))
    }


def read(text: str, name: str) -> Layout:
    """One table; raises `LayoutError` with the line in which the wrong word stands."""
    file = f"{name}.toml"
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        raise LayoutError(file, int(found[1]) if found else 1, str(error)) from error
    return _Reader(file, text.splitlines(), given).layout(name)


class _Reader:
    """One file on the way to a layout."""

    def __init__(self, file: str, lines: Sequence[str], given: Mapping[str, Any]) -> None:
        self.file, self.lines, self.given = file, lines, given

    def layout(self, name: str) -> Layout:
        for key in self.given:
            if key not in _OF_TABLE:
                self.fail(f"không có trường «{key}»", key)
        for key in _NEEDED:
            if not self.given.get(key):
                self.fail(f"thiếu «{key}»")
        if self.given["source"] not in WORDS:
            self.fail(f"không có nguồn số liệu «{self.given['source']}»", self.given["source"])
        plain = {k: v for k, v in self.given.items() if k not in {"row", "column", "when", "told"}}
        columns = tuple(self.of_kind("column"))
        told = tuple(self.given.get("told", ()))
        for code in told:
            if code not in {column.code for column in columns}:
                self.fail(f"không có cột «{code}»", "told")
        return Layout(
            name=name, rows=tuple(self.of_kind("row")), columns=columns, told=told,
            when=self.condition(self.given.get("when", {}), ""), **plain,
        )  # fmt: skip

    def of_kind(self, kind: str) -> Iterator[Line]:
        heading, plain, seen = 0, set(), set()
        for number, row in enumerate(self.given[kind], 1):
            at = f"[[{kind}]]#{number}"
            for key in row:
                if key not in _OF_LINE:
                    self.fail(f"không có trường «{key}»", key, at)
            if not (row.get("label") or row.get("each") or row.get("pair")):
                self.fail("thiếu «label»", at=at)
            code = row.get("code", "")
            if not code:
                heading += 1
            elif code in seen:
                self.fail(f"mã «{code}» đã dùng", code, at)
            seen.add(code)
            if row.get("of") and row["of"] not in plain:
                self.fail(f"«of» phải là mã của một dòng đứng trước: «{row['of']}»", "of", at)
            if code and not row.get("each") and not row.get("pair"):
                plain.add(code)
            plainly: dict[str, Any] = {
                key: tuple(value) if key in {"each", "always", "over"} else value
                for key, value in row.items()
                if key != "when"
            }
            when = self.condition(row.get("when", {}), at)
            line = Line(**plainly, when=when, heading=heading)
            self.check_words(line, at)
            yield line

    def check_words(self, line: Line, at: str) -> None:
        for word in line.each:
            self.insist(word, at)
        if line.always:
            if len(line.each) != 1:
                self.fail("«always» cần đúng một từ trong «each»", "always", at)
            for value in line.always:
                self.check_value(line.each[0], value, at)
        if line.pair:
            self.insist("subject", at)

    def condition(self, given: Mapping[str, Sequence[str]], at: str) -> Condition:
        for word, values in given.items():
            self.insist(word, at)
            for value in values:
                self.check_value(word, value, at)
        return {word: frozenset(values) for word, values in given.items()}

    def insist(self, word: str, at: str) -> None:
        if word not in WORDS[self.given["source"]]:
            self.fail(f"nguồn «{self.given['source']}» không có từ «{word}»", word, at)

    def check_value(self, word: str, value: str, at: str) -> None:
        known = WORDS[self.given["source"]][word]
        values = {pack.code for pack in awards()} if word == "award" else set(known.values)
        if value not in values and (word == "award" or not known.is_open):
            self.fail(f"«{word}» không có giá trị «{value}»", value, at)

    def fail(self, problem: str, word: str = "", at: str = "") -> None:
        """Raise with the line of the word, within its row or column where it is of one."""
        first = 0
        if at:
            kind, number = at.split("#")
            starts = [n for n, line in enumerate(self.lines) if line.strip() == kind]
            first = starts[int(number) - 1]
        quoted = re.compile(rf"(?<![\w-]){re.escape(word)}(?![\w-])")
        places = (n for n in range(first, len(self.lines)) if word and quoted.search(self.lines[n]))
        raise LayoutError(self.file, next(places, first) + 1, problem)
