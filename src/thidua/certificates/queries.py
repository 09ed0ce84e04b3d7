"""Named questions about sheets and printers."""

from datetime import date
from typing import Any

from django.db.models import QuerySet

from thidua.certificates.models import Printer, Stock
from thidua.orgs.queries import units_in_reach
from thidua.orgs.states import Role

KEEPERS = (Role.OFFICER,)


def visible_to(actor: Any) -> QuerySet[Stock]:
    """Sheets of the units in which `actor` keeps the papers."""
    units = units_in_reach(actor, KEEPERS).values("pk")
    return Stock.objects.filter(unit__in=units).select_related("unit", "scan")


def stock_by_key(key: int | str) -> Stock | None:
    return Stock.objects.select_related("unit", "scan").filter(pk=key).first()


def stocks_of(unit: Any, *, on: date) -> QuerySet[Stock]:
    """Sheets that a unit uses on a day: its own and those of units above it."""
    above = [int(key) for key in unit.path.split("/") if key]
    return Stock.objects.on(on).filter(unit__in=above).order_by("name", "pk")


def printers_visible_to(actor: Any) -> QuerySet[Printer]:
    units = units_in_reach(actor, KEEPERS).values("pk")
    return Printer.objects.filter(unit__in=units).select_related("unit").order_by("name", "pk")


def printer_by_key(key: int | str) -> Printer | None:
    return Printer.objects.select_related("unit").filter(pk=key).first()


def printers_of(unit: Any) -> QuerySet[Printer]:
    """The printers of a unit and of those above it."""
    above = [int(key) for key in unit.path.split("/") if key]
    return Printer.objects.filter(unit__in=above).order_by("name", "pk")
