"""Reports as Excel files: the form that is handed out, read back, and returned with its faults."""

from thidua.indicators.worksheets.layout import Form, form_of
from thidua.indicators.worksheets.reading import Book, read
from thidua.indicators.worksheets.writing import write_faults, write_form

__all__ = ["Book", "Form", "form_of", "read", "write_faults", "write_form"]
