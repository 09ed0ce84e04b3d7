"""The golden book: which there are, one by year, and as a paper across A4."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from thidua.core import period
from thidua.documents.pages import hand_out
from thidua.funds import papers, permits, queries
from thidua.funds.views.common import as_sheet, the_unit
from thidua.orgs.pages import page
from thidua.ui.components import Record


@require_safe
@page(permit=permits.reads_somewhere)
def golden_books(request: HttpRequest) -> HttpResponse:
    """The books of the units that one reads."""
    context = {"books": queries.golden_books(request.user), "title": _("Sổ vàng")}
    return render(request, "funds/golden_books.html", context)


@require_safe
@page(permit=permits.reads, subject=the_unit)
def golden_book(request: HttpRequest, unit: Any, year: int) -> HttpResponse:
    """Every entry of a year by its number."""
    address = [unit.pk, year]
    context = {
        "unit": unit,
        "title": _("Sổ vàng năm %(year)s") % {"year": year},
        "heads": papers.GOLDEN_HEADS,
        "lines": papers.golden_lines(queries.golden_book(unit, year)),
        "documents": [
            Record(_("Sổ vàng (PDF)"), reverse("funds:golden_file", args=[*address, "pdf"])),
            Record(_("Sổ vàng (Word)"), reverse("funds:golden_file", args=[*address, "docx"])),
            Record(_("Sổ vàng (Excel)"), reverse("funds:golden_file", args=[*address, "xlsx"])),
        ],
    }
    return render(request, "funds/golden_book.html", context)


@require_safe
@page(permit=permits.reads, subject=the_unit)
def golden_file(request: HttpRequest, unit: Any, year: int, ext: str) -> HttpResponse:
    name = f"so-vang-{unit.code.lower()}-{year}"
    if ext == "xlsx":
        rows = [list(line) for line in papers.golden_lines(queries.golden_book(unit, year))]
        title = f"{_('Sổ vàng')} {unit} {year}"
        return as_sheet(list(papers.GOLDEN_HEADS), rows, title=title, name=name)
    return hand_out(
        request, "funds.golden_book", unit, issuer=unit, ext=ext, on=period.today(), name=name,
        back="orgs:unit", year=year,
    )  # fmt: skip
