"""A table on paper: as PDF and as a worksheet, both on A4 with the head of its form."""

import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import xlsxwriter

from thidua.analytics.content import heads_of, rows_shown
from thidua.documents.issuers import place_of
from thidua.documents.pdf import compile_template
from thidua.documents.wording import clean, place_line
from thidua.ui import formats

TEMPLATE = "analytics/paper/statistic.typ"
PORTRAIT_MOST = 5
SIGNERS = (
    ("Người lập biểu", "(Ký, họ tên)"),
    ("Người kiểm tra biểu", "(Ký, họ tên)"),
    ("Thủ trưởng đơn vị", "(Ký, đóng dấu, họ tên)"),
)
UNRECORDED = "–"


def _left(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    if not content["form"]:
        return [("", content["unit"])]
    lines = [("Biểu số:", content["form"]), ("Ban hành theo", content["act"])]
    return [*lines, ("Ngày nhận báo cáo:", content["due"])] if content["due"] else lines


def _right(content: Mapping[str, Any], receiver: str) -> list[tuple[str, str]]:
    return [
        ("Đơn vị báo cáo:", content["unit"]),
        ("Đơn vị nhận báo cáo:", receiver or "." * 30),
    ]


def _notes(content: Mapping[str, Any]) -> list[str]:
    told = [f"Đọc theo cấp quyết định: {content['told']}."] if content["told"] else []
    return [*told, *content["notes"]]


def is_wide(content: Mapping[str, Any]) -> bool:
    """Whether it stands on the long side of the sheet."""
    return len(content["columns"]) > PORTRAIT_MOST


def pdf_of(
    content: Mapping[str, Any], *, unit: Any, on: date, receiver: str = "", foot: str = ""
) -> bytes:
    """The table as a signed form goes out; `on` is the day beside the signature."""
    data = {
        "title": clean(f"{content['form']} {content['title']}"), "issuer": clean(content["unit"]),
        "landscape": is_wide(content),
        "left": [(label, clean(value)) for label, value in _left(content)],
        "right": [(label, clean(value)) for label, value in _right(content, receiver)],
        "heading": clean(content["title"]), "period": content["period"],
        "counted": content["counted"].lower(), "has_unit_column": content["has_unit_column"],
        "numbers": len(content["columns"]), "heads": heads_of(content),
        "codes": [column["code"] for column in content["columns"]],
        "rows": [
            {
                "label": clean(row["label"]), "code": row["code"], "depth": row["depth"],
                "heading": row["kind"] == "heading", "cells": _printed(row, cells),
            } for row, cells in rows_shown(content)
        ],
        "notes": [clean(note) for note in _notes(content)], "foot": clean(foot),
        "place_line": place_line(place_of(unit), on) or place_line("........", on),
        "signers": SIGNERS,
    }  # fmt: skip
    return compile_template(TEMPLATE, data, on=on).content


def _printed(row: Mapping[str, Any], cells: Sequence[int | None]) -> list[str]:
    blank = UNRECORDED if row["kind"] == "unrecorded" else ""
    return [blank if cell is None else formats.number(cell) for cell in cells]


class _Sheet:
    """A worksheet under way."""

    def __init__(self, book: xlsxwriter.Workbook, content: Mapping[str, Any]) -> None:
        self.content, self.page = content, book.add_worksheet(content["table"][:31])
        self.first = 3 if content["has_unit_column"] else 2
        self.width = self.first + len(content["columns"])
        plain = {"font_name": "Times New Roman", "font_size": 11, "valign": "vcenter"}
        boxed = plain | {"border": 1}

        def look(**more: Any) -> Any:
            return book.add_format(plain | more)

        self.plain, self.bold = look(text_wrap=True), look(bold=True, text_wrap=True)
        self.title = look(bold=True, font_size=14, align="center", text_wrap=True)
        self.middle = look(italic=True, align="center")
        self.signer = look(bold=True, align="center")
        boxes = {"border": 1, "text_wrap": True}
        self.head = look(bold=True, align="center", **boxes)
        self.letter = look(italic=True, align="center", **boxes)
        self.code = look(align="center", **boxes)
        self.labels = [look(indent=depth, bold=depth == 0, **boxes) for depth in range(3)]
        self.numbers = [
            book.add_format(boxed | {"num_format": "#,##0", "bold": depth == 0})
            for depth in range(3)
        ]

    def write(self, unit: Any, on: date, receiver: str) -> None:
        page = self.page
        page.set_paper(9)  # A4
        page.set_portrait() if self.width <= PORTRAIT_MOST + 2 else page.set_landscape()
        page.set_margins(left=0.6, right=0.5, top=0.6, bottom=0.6)
        page.fit_to_pages(1, 0)
        page.set_footer("&C&P/&N")
        page.set_column(0, 0, 42)
        page.set_column(1, self.width - 1, 11)
        top = self._write_head(receiver)
        line = self._write_table(top)
        for note in _notes(self.content):
            line += 1
            self._across(line, 0, self.width - 1, f"- {note}", self.plain)
        self._write_signers(line + 2, unit, on)

    def _across(self, line: int, first: int, last: int, text: str, look: Any) -> None:
        # Texts that begin with "=" stay texts.
        if last > first:
            self.page.merge_range(line, first, line, last, "", look)
        self.page.write_string(line, first, clean(text), look)

    def _write_head(self, receiver: str) -> int:
        half = max(1, self.width // 2)
        rights = [f"{label} {value}" for label, value in _right(self.content, receiver)]
        lefts = [f"{label} {value}".strip() for label, value in _left(self.content)]
        for line in range(max(len(lefts), len(rights))):
            if line < len(lefts):
                look = self.plain if line else self.bold
                self._across(line, 0, half - 1, lefts[line], look)
            if line < len(rights):
                self._across(line, half, self.width - 1, rights[line], self.plain)
        line = max(len(lefts), len(rights)) + 1
        self._across(line, 0, self.width - 1, self.content["title"].upper(), self.title)
        told = f"{self.content['period']} – Đơn vị tính: {self.content['counted'].lower()}"
        self._across(line + 1, 0, self.width - 1, told, self.middle)
        return line + 3

    def _write_table(self, top: int) -> int:
        page, heads = self.page, heads_of(self.content)
        names = ["", "Mã số", "Đơn vị tính"][: self.first]
        for place, name in enumerate(names):
            self._block(top, place, 1, len(heads), name)
        taken: set[tuple[int, int]] = set()
        for level, row in enumerate(heads):
            place = self.first
            for text, columns, rows in row:
                while (level, place) in taken:
                    place += 1
                self._block(top + level, place, columns, rows, text)
                taken |= {(level + r, place + c) for r in range(rows) for c in range(columns)}
                place += columns
        line = top + len(heads)
        codes = [column["code"] for column in self.content["columns"]]
        for place, letter in enumerate(["A", "B", "C"][: self.first] + codes):
            page.write_string(line, place, letter, self.letter)
        page.repeat_rows(top, line)
        page.freeze_panes(line + 1, 1)
        for each, cells in rows_shown(self.content):
            line += 1
            self._write_row(line, each, cells)
        return line

    def _block(self, line: int, place: int, columns: int, rows: int, text: str) -> None:
        if columns > 1 or rows > 1:
            self.page.merge_range(line, place, line + rows - 1, place + columns - 1, "", self.head)
        self.page.write_string(line, place, clean(text), self.head)

    def _write_row(self, line: int, row: Mapping[str, Any], cells: Sequence[int | None]) -> None:
        depth = min(row["depth"], 2)
        if row["kind"] == "heading":
            self._across(line, 0, self.width - 1, row["label"], self.labels[0])
            return
        self.page.write_string(line, 0, clean(row["label"]), self.labels[depth])
        self.page.write_string(line, 1, row["code"], self.code)
        if self.content["has_unit_column"]:
            self.page.write_string(line, 2, self.content["counted"], self.code)
        blank = UNRECORDED if row["kind"] == "unrecorded" else ""
        for place, cell in enumerate(cells, self.first):
            if cell is None:
                self.page.write_string(line, place, blank, self.code)
            else:
                self.page.write_number(line, place, cell, self.numbers[depth])

    def _write_signers(self, line: int, unit: Any, on: date) -> None:
        third = max(1, self.width // 3)
        places = [(0, third - 1), (third, 2 * third - 1), (2 * third, self.width - 1)]
        day = place_line(place_of(unit), on) or place_line("........", on)
        self._across(line, *places[-1], day, self.middle)
        for (first, last), (who, how) in zip(places, SIGNERS, strict=True):
            self._across(line + 1, first, last, who, self.signer)
            self._across(line + 2, first, last, how, self.middle)


def xlsx_of(content: Mapping[str, Any], *, unit: Any, on: date, receiver: str = "") -> bytes:
    """The same as a worksheet, figures as numbers."""
    out = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        _Sheet(book, content).write(unit, on, receiver)
    return out.getvalue()
