"""Excel and pasted rows, in and out, by one table of declared columns."""

from thidua.core.sheet import TableRefused
from thidua.documents.sheets.columns import CellError, Field, Imported, Row
from thidua.documents.sheets.reading import read_pasted, read_xlsx
from thidua.documents.sheets.writing import Listed, write_book, write_list, write_xlsx

__all__ = [
    "CellError",
    "Field",
    "Imported",
    "Listed",
    "Row",
    "TableRefused",
    "read_pasted",
    "read_xlsx",
    "write_book",
    "write_list",
    "write_xlsx",
]
