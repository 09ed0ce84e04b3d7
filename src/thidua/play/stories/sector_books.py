"""The figures of all other unions in one workbook: faults told by their place, mended, taken."""

import io
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import xlsxwriter
from python_calamine import CalamineWorkbook

from thidua.play.browser import Browser
from thidua.play.rows import Watch
from thidua.play.stories.company import here
from thidua.play.stories.sector_facts import Fault
from thidua.play.stories.sector_start import Start

# Columns of the form, counted from nought: whose, of what, and the first of the white cells.
UNIT, CODE, WHITE = 0, 2, 6
NOT_APPLICABLE = "Không áp dụng"
Cells = Callable[[str, str], list[Any] | None]


class Books(Start):
    """From the form that the product makes to figures in the reports of their unions."""

    def bring_workbook(self, watch: Watch) -> None:
        """Brought with faults, mended, brought once more for nothing."""
        told = self.facts.book
        self.stage.turn_to(told.on)
        officer = self.officer().open(f"{self.addresses['set']}excel/")
        form = officer.submit("Tải mẫu", {"ky": _year(officer, self.facts.year)}).content
        faulty, places = filled(form, lambda unit, code: self._cells(unit, code, told.faults))
        self._bring(officer, faulty)
        seen = {
            (row["Đơn vị"], row["Trang tính"], row["Ô"], row["Vì sao, sửa thế nào"])
            for row in officer.table("Lỗi cần sửa")
        }
        wanted = {
            (self.facts.name_of(each.unit), *places[each.unit, each.indicator], each.says)
            for each in told.faults
        }
        watch.expect("faults_told_by_sheet_cell_and_reason", sorted(seen), sorted(wanted))
        self._take(officer)
        units = self.facts.reporting()
        web = {each.unit for each in self.facts.web}
        brought = [each for each in units if each.code not in web]
        watch.expect(
            "taken_without_the_faulty", officer.figure("Đã nhận và gửi"),
            str(len(brought) + 1 - len(told.faults)),
        )  # fmt: skip
        mended, _places = filled(form, lambda unit, code: self._cells(unit, code, []))
        self._bring(officer, mended)
        self._take(officer)
        watch.expect(
            "then_whole", officer.figure("Đã nhận và gửi"), str(len(told.faults))
        )  # fmt: skip
        self._bring(officer, mended)
        watch.expect("brought_again_for_nothing", officer.says("không có gì mới"), wanted=True)

    def _cells(self, unit: str, code: str, faults: list[Fault]) -> list[Any] | None:
        """What a union writes in the white cells of a line; nothing where it is silent."""
        facts = self.facts
        known = {each.code for each in facts.reporting()} | {facts.union.code}
        if unit not in known or unit in {each.unit for each in facts.web}:
            return None
        figure, told = facts.figure(unit, code), facts.indicator(code)
        cells: list[Any] = [figure.numerator, figure.denominator, None, None]
        if figure.numerator is None:
            cells = [None, None, NOT_APPLICABLE, figure.reason]
        elif told.shape == "yes_no":
            cells[0] = "Có" if figure.numerator else "Không"
        elif told.shape == "level":
            cells[0] = told.levels[int(figure.numerator)]
        for fault in faults:
            if (fault.unit, fault.indicator) == (unit, code):
                cells[0] = fault.wrong
        return cells

    def _bring(self, officer: Browser, content: bytes) -> None:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "so-lieu-nam.xlsx"
            file.write_bytes(content)
            officer.open(f"{self.addresses['set']}excel/").submit("Xem trước", files={"file": file})

    def _take(self, officer: Browser) -> None:
        workbook = here(officer)
        officer.submit("Nhận và gửi báo cáo đã đủ")
        self.wait_for(officer, workbook, "Đã nhận")


def _year(page: Browser, year: int) -> str:
    """The period of a year among those for which there is a form."""
    options = page.page.select("select[name=ky] option")
    return next(str(each["value"]) for each in options if f"năm {year}" in each.get_text())


def filled(
    form: bytes, cells: Cells
) -> tuple[bytes, dict[tuple[str, str], tuple[str, str]]]:  # fmt: skip
    """The form with its white cells written and saved by another program.

    Beside it: in which sheet and cell the figure of each unit and indicator stands.
    """
    places: dict[tuple[str, str], tuple[str, str]] = {}
    out = io.BytesIO()
    with (
        CalamineWorkbook.from_filelike(io.BytesIO(form)) as book,
        xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as saved,
    ):
        for name in book.sheet_names:
            sheet = saved.add_worksheet(name)
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            for number, row in enumerate(rows):
                unit, code = (str(row[at]) if len(row) > at else "" for at in (UNIT, CODE))
                given = cells(unit, code) if code else None
                if given is not None:
                    places[unit, code] = (name, f"G{number + 1}")
                written = row if given is None else [*row[:WHITE], *given]
                for column, value in enumerate(written):
                    if value not in ("", None):
                        sheet.write(number, column, value)
    return out.getvalue(), places
