"""Entries as figures to add up, written once: for a rebuild here, and for engines beside."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.db import connection

from thidua.indicators.models import Definition, Entry
from thidua.indicators.states import BELIEVED, COUNTED, Adds, Direction


def _holds(condition: str) -> str:
    """What `rules.Goal.is_met_by` says, of the conditions `passes` and `within`."""
    low, high = f"m.{condition}_low", f"m.{condition}_high"
    return f"""CASE m.{condition}_relation
        WHEN '' THEN TRUE
        WHEN 'equal' THEN e.numerator = {low}
        WHEN 'zero' THEN e.numerator = 0
        WHEN 'at_most' THEN e.numerator <= {low}
        WHEN 'between' THEN e.numerator BETWEEN {low} AND {high}
        ELSE e.numerator >= {low} END"""


# A unit stands at the place that its report keeps, so that later moves change nothing.
FIGURES = f"""
    WITH place AS (
        SELECT path, min(id) AS unit FROM indicators_report WHERE state = ANY(%(counted)s)
        GROUP BY path
    ), meaning AS (
        SELECT * FROM jsonb_to_recordset(%(meanings)s::jsonb) AS m(
            reported bigint, ends_on date, indicator bigint, takes text, is_derived boolean,
            passes_relation text, passes_low numeric, passes_high numeric,
            within_relation text, within_low numeric, within_high numeric)
    )
    SELECT p.unit, m.indicator, e.starts_on, e.ends_on, r.kind, r.ownership, e.standing,
        CASE WHEN m.is_derived THEN e.numerator * 0 ELSE e.numerator END AS numerator,
        CASE WHEN m.is_derived THEN NULL ELSE e.denominator END AS denominator,
        (m.is_derived AND e.standing = 'value' AND {_holds("passes")})::int AS met,
        ((r.reported_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
            <= coalesce(r.extended_to, r.due_on))::int AS on_time,
        (r.state = ANY(%(believed)s) AND e.standing = 'value')::int AS believed,
        p.path, m.takes
    FROM indicators_entry e
    JOIN indicators_report r ON r.id = e.report_id AND r.state = ANY(%(counted)s)
    JOIN place p ON p.path = r.path
    JOIN meaning m ON m.reported = e.indicator_id AND m.ends_on = e.ends_on
    WHERE NOT m.is_derived OR e.standing <> 'value' OR {_holds("within")}
"""  # noqa: S608 # names of our own columns

TREE = """
    SELECT min(r.id) AS unit, part::bigint AS ancestor
    FROM indicators_report r, unnest(string_to_array(trim(r.path, '/'), '/')) part
    WHERE r.state = ANY(%(counted)s) GROUP BY r.path, part
"""

WORST = """
    SELECT DISTINCT indicator, ends_on, takes
    FROM jsonb_to_recordset(%(meanings)s::jsonb)
        AS m(indicator bigint, ends_on date, takes text)
    WHERE takes <> ''
"""

KEPT = """
    SELECT unit_id AS ancestor, indicator_id AS indicator, starts_on, ends_on, kind, ownership,
        count, absent, on_time, numerator, denominator, met, believed
    FROM indicators_summary
"""


def reported_on() -> dict[date, set[int]]:
    """By the last day of a period, the indicators that were reported for it."""
    found: dict[date, set[int]] = {}
    for day, key in Entry.objects.values_list("ends_on", "indicator").distinct().order_by():
        found.setdefault(day, set()).add(key)
    return found


def terms(meanings: Mapping[date, Mapping[int, Iterable[Definition]]]) -> dict[str, Any]:
    """The parameters of the statements: by last day and reported indicator, what it counts for."""
    rows = [
        {
            "reported": key, "ends_on": day, "indicator": each.indicator_id,
            "takes": _takes(each), "is_derived": each.is_derived,
            **{
                name: getattr(each, name) for condition in ("passes", "within")
                for name in (f"{condition}_relation", f"{condition}_low", f"{condition}_high")
            },
        }
        for day, by_key in meanings.items() for key, those in by_key.items() for each in those
    ]  # fmt: skip
    return {
        "meanings": json.dumps(rows, default=str),
        "counted": [str(state) for state in COUNTED],
        "believed": [str(state) for state in BELIEVED],
    }


def _takes(meaning: Definition) -> str:
    if meaning.adds != Adds.WORST:
        return ""
    return "least" if meaning.direction == Direction.MORE else "most"


def copied(statement: str, given: Mapping[str, Any]) -> Iterator[bytes]:
    """The rows of a statement as CSV with a heading, in pieces, never all of them at once."""
    command = f"COPY ({statement}) TO STDOUT (FORMAT csv, HEADER)"
    with connection.cursor() as cursor, cursor.copy(command, given) as rows:
        yield from map(bytes, rows)
