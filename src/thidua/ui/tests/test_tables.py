"""Tables written by hand keep their words on the phone, where their heads are hidden."""

import re
from pathlib import Path

import pytest

import thidua

TABLE = re.compile(r'<table class="[^"]*\brows-table\b.*?</table>', re.DOTALL)
CELL = re.compile(r"<td\b[^>]*>")
TOLD = re.compile(r"data-label|off-phone|c-pick|colspan")
PAGES = [
    page
    for page in sorted(Path(thidua.__file__).parent.glob("*/templates/**/*.html"))
    if "rows-table" in page.read_text(encoding="utf-8")
]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_cell_tells_its_column_on_the_phone(page: Path) -> None:
    tables = TABLE.findall(page.read_text(encoding="utf-8"))
    assert [cell for table in tables for cell in CELL.findall(table) if not TOLD.search(cell)] == []
