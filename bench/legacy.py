"""How long ten years of decisions take from a workbook of 20,000 rows into the register."""

import sys
import time
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any

from bench.stage import stage, tell

ROWS = 20_000
PEOPLE = 2_000
PER_DECISION = 100
HEAD = (
    "TT", "Họ và tên", "Mã NV", "Khoa, phòng", "Danh hiệu", "Năm", "Số quyết định", "Ngày QĐ",
    "Cơ quan quyết định",
)  # fmt: skip
AWARDS = ("Lao động tiên tiến", "Chiến sĩ thi đua cơ sở")


def lines(people: list[tuple[str, str, str]]) -> Iterator[list[str]]:
    """Rows of ten years: most by code, some by name and unit, one in twenty misspelt."""
    for number in range(ROWS):
        code, name, unit = people[number % len(people)]
        year = 2015 + number // PEOPLE % 10
        decision = number // PER_DECISION
        spelt = f"{name} x" if number % 20 == 7 else name
        yield [
            str(number + 1), spelt, code if number % 3 == 0 else "", unit,
            AWARDS[decision % 2], str(year), f"{decision + 1}/QĐ-BV", f"22/12/{year}",
            "Giám đốc Bệnh viện",
        ]  # fmt: skip


def workbook(people: list[tuple[str, str, str]]) -> bytes:
    import xlsxwriter

    out = BytesIO()
    with xlsxwriter.Workbook(out, {"constant_memory": True}) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, HEAD)
        for number, row in enumerate(lines(people), 1):
            page.write_row(number, 0, row)
    return out.getvalue()


def bare(content: bytes) -> float:
    """The same rows read by openpyxl and copied into a plain table, nothing understood."""
    import openpyxl
    from django.db import connection

    began = time.perf_counter()
    book = openpyxl.load_workbook(BytesIO(content), read_only=True)
    columns = ", ".join(f"c{number} text" for number in range(len(HEAD)))
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE bare ({columns})")
        with cursor.copy("COPY bare FROM STDIN") as copy:
            for row in book.worksheets[0].iter_rows(min_row=2, values_only=True):
                copy.write_row(row)
    return time.perf_counter() - began


def run() -> dict[str, Any]:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from bench.people import people
    from thidua.awards.models import Honour
    from thidua.legacy import actions, queries
    from thidua.legacy.models import Batch
    from thidua.orgs.models import Person, Unit

    people(PEOPLE)
    top = Unit.objects.get(code="BV")
    officer = Person.objects.get(roles__unit=top, roles__role="officer").user
    rows = Person.objects.filter(code__startswith="BM").values_list(
        "code", "full_name", "memberships__unit__name"
    )
    content = workbook(list(rows))
    before = Honour.objects.count()
    on = date(2025, 12, 22)
    steps: dict[str, float] = {}

    def timed(name: str, act: Any) -> Any:
        began = time.perf_counter()
        answer = act()
        steps[name] = time.perf_counter() - began
        return answer

    batch = timed(
        "upload",
        lambda: actions.upload_batch(
            actor=officer, unit=top, file=SimpleUploadedFile("so-cu.xlsx", content)
        ),
    )
    sheets = [{key: s[key] for key in ("is_used", "columns", "constants")} for s in batch.sheets]
    actions.map_batch(actor=officer, batch=batch, sheets=sheets)
    timed("read and match", lambda: actions.check_batch(actor=officer, batch=batch))
    batch = Batch.objects.get(pk=batch.pk)
    figures = queries.figures_of(batch)
    unclear = list(batch.rows.filter(state="open").values_list("pk", flat=True))
    timed(
        "confirm in bulk",
        lambda: actions.answer_rows(actor=officer, batch=batch, rows=unclear, answer="first"),
    )
    timed("take", lambda: actions.take_batch(actor=officer, batch=batch, on=on))
    taken = Honour.objects.count() - before
    again = Batch.objects.get(pk=batch.pk)
    timed("undo", lambda: actions.undo_batch(actor=officer, batch=again, reason="Đo"))
    ours = sum(steps[name] for name in ("upload", "read and match", "confirm in bulk", "take"))
    reference = bare(content)
    return {
        "rows": ROWS, "matched at once": figures.get("ready", 0), "asked": len(unclear),
        "entries in the register": taken, **{f"{name} (s)": each for name, each in steps.items()},
        "together without undo (s)": ours, "bare openpyxl and COPY (s)": reference,
        "ratio": ours / reference, "left after undo": Honour.objects.count() - before,
    }  # fmt: skip


def main() -> int:
    with stage():
        figures = run()
    tell(**figures)
    return int(figures["together without undo (s)"] >= 120)


if __name__ == "__main__":
    sys.exit(main())
