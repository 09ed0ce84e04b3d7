"""Works the sums out anew from entries, and mends those that are not what they should be."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.utils.translation import gettext_lazy

from thidua.core.action import action, note
from thidua.indicators.actions.summing import meanings_of
from thidua.indicators.models import Definition
from thidua.indicators.queries import figures
from thidua.orgs.permits import is_system

# Only what differs is written: a rebuild of sums that are true changes no row.
MEND = f"""
    WITH figure AS MATERIALIZED ({figures.FIGURES}),
        fresh AS MATERIALIZED ({figures.SUMMED}), gone AS (
        DELETE FROM indicators_summary s WHERE NOT EXISTS (
            SELECT FROM fresh f WHERE f.unit_id = s.unit_id AND f.indicator_id = s.indicator_id
                AND f.starts_on = s.starts_on AND f.ends_on = s.ends_on AND f.kind = s.kind
                AND f.ownership = s.ownership)
        RETURNING count + absent AS held
    ), put AS (
        INSERT INTO indicators_summary AS s (unit_id, indicator_id, starts_on, ends_on, kind,
            ownership, count, absent, on_time, numerator, denominator, met, believed)
        SELECT * FROM fresh
        ON CONFLICT (unit_id, indicator_id, starts_on, ends_on, kind, ownership) DO UPDATE
        SET count = excluded.count, absent = excluded.absent, on_time = excluded.on_time,
            numerator = excluded.numerator, denominator = excluded.denominator,
            met = excluded.met, believed = excluded.believed
        WHERE (s.count, s.absent, s.on_time, s.numerator, s.denominator, s.met, s.believed)
            IS DISTINCT FROM (excluded.count, excluded.absent, excluded.on_time,
                excluded.numerator, excluded.denominator, excluded.met, excluded.believed)
        RETURNING 1
    )
    SELECT (SELECT count(*) FROM fresh), (SELECT count(*) FROM put),
        (SELECT count(*) FROM gone WHERE held > 0)
"""  # noqa: S608 # names of our own columns


@dataclass(frozen=True)
class Rebuilt:
    """How many sums there are, were written anew, and were taken away as nothing is behind them."""

    sums: int
    written: int
    removed: int


def meanings() -> Mapping[date, Mapping[int, list[Definition]]]:
    """By the last day of a period and the indicator reported, all that it counts for."""
    return {day: meanings_of(keys, on=day) for day, keys in figures.reported_on().items()}


@action("indicators.summary.rebuild", gettext_lazy("Tính lại số tổng hợp"), permit=is_system)
def rebuild(*, actor: Any) -> Rebuilt:
    """Mend every sum from the entries behind it; reports that come meanwhile wait."""
    with connection.cursor() as cursor:
        # Whoever has added already is waited for and read; whoever comes later adds to the new.
        cursor.execute("LOCK TABLE indicators_summary IN EXCLUSIVE MODE")
        cursor.execute(MEND, figures.terms(meanings()))
        done = Rebuilt(*cursor.fetchone())
    note(**asdict(done))
    return done
