"""`thidua rollup`: hold the kept sums against the entries, or work them out anew."""

import json
import time
from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from thidua.core.action import SYSTEM
from thidua.indicators import actions, rollup
from thidua.indicators.actions.rebuilding import meanings
from thidua.indicators.queries import figures


class Command(BaseCommand):
    help = "Add up all entries by DuckDB or Spark and compare with the kept sums; or rebuild them."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--engine", choices=rollup.ENGINES, default="duckdb")
        parser.add_argument("--check", action="store_true", help="fail when a sum differs")
        parser.add_argument("--rebuild", action="store_true", help="mend the sums in PostgreSQL")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["rebuild"]:
            self._rebuild(as_json=options["json"])
            return
        try:
            con = rollup.connect(options["engine"])
        except rollup.NotInstalled:
            name = "rollup" if options["engine"] == "duckdb" else "spark"
            raise CommandError(
                _("Chưa cài phần tính tổng hợp: chạy «make %(name)s», hoặc dùng --rebuild.")
                % {"name": name}
            ) from None
        start = time.perf_counter()
        count, unlike = compared(con)
        told = {
            "engine": options["engine"], "sums": count, "differences": unlike,
            "seconds": round(time.perf_counter() - start, 2),
        }  # fmt: skip
        if options["json"]:
            self.stdout.write(json.dumps(told, ensure_ascii=False, default=str))
        else:
            for row in unlike:
                self.stdout.write(json.dumps(row, ensure_ascii=False, default=str))
            self.stdout.write(
                _("%(sums)s số tổng hợp, %(count)s số khác với số liệu đã báo cáo.")
                % {"sums": count, "count": len(unlike)}
            )
        if options["check"] and unlike:
            raise CommandError(_("Số tổng hợp không khớp: chạy «thidua rollup --rebuild»."))

    def _rebuild(self, *, as_json: bool) -> None:
        done = actions.rebuild(actor=SYSTEM)
        if as_json:
            self.stdout.write(json.dumps(vars(done)))
            return
        self.stdout.write(
            _("%(sums)s số tổng hợp: ghi lại %(written)s, bỏ %(removed)s.") % vars(done)
        )


def compared(con: Any) -> tuple[int, list[dict[str, Any]]]:
    """How many sums the entries make, and those that are kept otherwise; of one moment."""
    with TemporaryDirectory(prefix="thidua-rollup-") as folder:
        home = Path(folder)
        with transaction.atomic():
            given = figures.terms(meanings())
            for name in ("figures", "tree", "worst", "kept"):
                _write(home / f"{name}.parquet", getattr(figures, name.upper()), given, name)
        read = {path.stem: con.read_parquet(str(path)) for path in home.glob("*.parquet")}
        fresh = rollup.settled(rollup.cells(read["figures"], read["tree"]), read["worst"])
        unlike = rollup.differences(fresh, read["kept"]).to_pyarrow().to_pylist()
        return int(fresh.count().execute()), unlike


def _write(target: Path, statement: str, given: dict[str, Any], name: str) -> None:
    """A statement's rows from PostgreSQL's COPY into Parquet, batch by batch."""
    import pyarrow as pa  # noqa: PLC0415 # comes with the engine, which is optional
    from pyarrow import csv, parquet  # noqa: PLC0415

    words = ("kind", "ownership", "standing", "path", "takes")
    sums = pa.decimal128(26, 4) if name == "kept" else pa.decimal128(20, 4)
    types = dict.fromkeys(words, pa.string()) | dict.fromkeys(("numerator", "denominator"), sums)
    types |= dict.fromkeys(
        ("unit", "ancestor", "indicator", "count", "absent", "met", "on_time", "believed"),
        pa.int64(),
    )
    types |= dict.fromkeys(("starts_on", "ends_on"), pa.date32())
    raw = target.with_suffix(".csv")
    with raw.open("wb") as file:
        file.writelines(figures.copied(statement, given))
    reader = csv.open_csv(
        raw, convert_options=csv.ConvertOptions(column_types=types, strings_can_be_null=False)
    )
    with parquet.ParquetWriter(target, reader.schema) as writer:
        for batch in reader:
            writer.write_batch(batch)
    raw.unlink()
