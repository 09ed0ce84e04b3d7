"""A workbook of 100,000 figures: kept, read, judged, taken, sent and summed, against a bare read.

The bare read is openpyxl walking through every cell of the same file, nothing understood.
"""

import gc
import sys
import time
from collections.abc import Callable
from io import BytesIO
from typing import Any

from bench.indicator_late_report import assign, crowd
from bench.stage import stage, tell

ROWS = 100_000
MOST = 3.0


def asked(at: Any) -> list[Any]:
    """The three indicators of the set and nine more, so that each unit has a dozen lines."""
    from thidua.indicators import actions
    from thidua.indicators.models import Item
    from thidua.indicators.tests.factories import DUES, FIRST, MEMBERS

    more = [
        actions.define(
            actor=at.officer, unit=at.union, code=f"THEM{n}", valid_from=FIRST,
            facts={**(DUES if n % 2 else MEMBERS), "name": f"Chỉ tiêu thêm số {n}"},
        ) for n in range(9)
    ]  # fmt: skip
    Item.objects.bulk_create(
        Item(set=at.set, indicator=each, order=10 + n) for n, each in enumerate(more)
    )
    return more


def units(at: Any, more: list[Any]) -> list[Any]:
    """So many unions, half of them of companies, that the form has the wanted lines."""
    from thidua.orgs.models import Unit

    made = crowd(at, -(-ROWS // (3 + len(more))), 0)
    Unit.objects.filter(pk__in=[unit.pk for unit in made[::2]]).update(ownership="non_public")
    assign(at, made, more)
    return made


def filled(at: Any) -> tuple[bytes, int]:
    """The form with a figure in every line, as its own writer writes what is known."""
    from dataclasses import replace
    from decimal import Decimal

    from thidua.indicators import actions
    from thidua.indicators.models import Entry, Report
    from thidua.indicators.queries import Slot
    from thidua.indicators.tests.factories import YEAR
    from thidua.indicators.worksheets import write_form

    form = actions.form_for(at.officer, Slot(at.set, "year", *YEAR))
    entries: dict[int, dict[int, Any]] = {}
    reports: dict[int, Any] = {}
    for number, (unit, those) in enumerate(form.asked.items()):
        reports[unit] = Report(pk=unit, state="open")
        entries[unit] = {
            meaning.indicator_id: Entry(
                report=reports[unit], standing="value",
                numerator=Decimal(number % 3 if meaning.shape == "level" else number % 90 + 5),
                denominator=Decimal(100) if meaning.shape == "ratio" else None,
            ) for _row, meaning in those
        }  # fmt: skip
    whole = replace(form, entries=entries, reports=reports, own=set(form.asked))
    return write_form(whole), sum(map(len, entries.values()))


def bare(content: bytes) -> None:
    import openpyxl

    book = openpyxl.load_workbook(BytesIO(content), read_only=True)
    for sheet in book.worksheets:
        for _row in sheet.iter_rows(values_only=True):
            pass


def run() -> dict[str, Any]:
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.db import connection

    from thidua.indicators import actions
    from thidua.indicators.models import Entry, Report, Summary
    from thidua.indicators.tests.factories import sector

    at = sector()
    units(at, asked(at))
    content, lines = filled(at)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    steps: dict[str, float] = {}

    def timed(name: str, act: Callable[[], Any]) -> Any:
        gc.collect()
        began = time.perf_counter()
        answer = act()
        steps[f"{name} (s)"] = time.perf_counter() - began
        return answer

    file = SimpleUploadedFile("bao-cao.xlsx", content)
    workbook = timed(
        "keep", lambda: actions.bring_workbook(actor=at.officer, of_set=at.set, file=file)
    )
    workbook = timed(
        "read and judge", lambda: actions.check_workbook(actor=at.officer, workbook=workbook)
    )
    timed(
        "take, send, sum",
        lambda: actions.take_workbook(actor=at.officer, workbook=workbook, sends=True),
    )
    ours = sum(steps.values())
    timed("bare openpyxl", lambda: bare(content))
    return {
        "lines": lines, "bytes": len(content), **steps,
        "reports sent": Report.objects.filter(state="reported").count(),
        "figures": Entry.objects.count(), "sums": Summary.objects.count(),
        "together (s)": ours, "ratio": ours / steps["bare openpyxl (s)"],
    }  # fmt: skip


def main() -> int:
    with stage():
        figures = run()
    tell(**figures)
    return int(figures["ratio"] > MOST or figures["figures"] < ROWS)


if __name__ == "__main__":
    sys.exit(main())
