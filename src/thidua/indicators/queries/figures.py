"""Entries as figures to add up, written once: for a rebuild here, and for engines beside."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from django.db import connection

from thidua.indicators.models import Definition, Entry
from thidua.indicators.rules import Condition
from thidua.indicators.states import BELIEVED, COUNTED, Adds, Direction

# What a condition is about: the per cent of a share, else the number itself.
SAID = "CASE WHEN e.denominator <> 0 THEN e.numerator * 100 / e.denominator ELSE e.numerator END"


def _holds(condition: str) -> str:
    """What `rules.Goal.is_met_by` says, of the conditions `passes` and `within`."""
    low, high = f"m.{condition}_low", f"m.{condition}_high"
    return f"""CASE m.{condition}_relation
        WHEN '' THEN TRUE
        WHEN 'equal' THEN {SAID} = {low}
        WHEN 'zero' THEN {SAID} = 0
        WHEN 'at_most' THEN {SAID} <= {low}
        WHEN 'between' THEN {SAID} BETWEEN {low} AND {high}
        ELSE {SAID} >= {low} END"""


# A unit stands at the place that its report keeps, so that later moves change nothing.
_FIGURES = f"""
    WITH place AS (
        SELECT path, min(id) AS unit FROM indicators_report WHERE state = ANY(%(counted)s)
        GROUP BY path
    ), meaning AS (
        SELECT * FROM jsonb_to_recordset(%(meanings)s::jsonb) AS m(
            reported bigint, ends_on date, indicator bigint, takes text, counts boolean,
            passes_relation text, passes_low numeric, passes_high numeric,
            within_relation text, within_low numeric, within_high numeric)
    )
    SELECT p.unit, m.indicator, e.starts_on, e.ends_on, r.kind, r.ownership, e.standing,
        CASE WHEN m.counts THEN e.numerator * 0 ELSE e.numerator END AS numerator,
        CASE WHEN m.counts THEN NULL ELSE e.denominator END AS denominator,
        (m.counts AND e.standing = 'value' AND {_holds("passes")})::int AS met,
        ((r.reported_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
            <= coalesce(r.extended_to, r.due_on))::int AS on_time,
        (r.state = ANY(%(believed)s) AND e.standing = 'value')::int AS believed,
        p.path, m.takes
    FROM indicators_entry e
    JOIN indicators_report r ON r.id = e.report_id AND r.state = ANY(%(counted)s) AND {{which}}
    JOIN place p ON p.path = r.path
    JOIN meaning m ON m.reported = e.indicator_id AND m.ends_on = e.ends_on
    WHERE NOT m.counts OR e.standing <> 'value' OR {_holds("within")}
"""  # noqa: S608 # names of our own columns
FIGURES = _FIGURES.format(which="TRUE")
FIGURES_OF_REPORTS = _FIGURES.format(which="r.id = ANY(%(reports)s)")

# What figures, under the name `figure`, add up to at every level: the columns of a summary.
SUMMED = """
        SELECT part::bigint AS unit_id, indicator AS indicator_id, starts_on, ends_on, kind,
            ownership, count(*) FILTER (WHERE standing = 'value') AS count,
            count(*) FILTER (WHERE standing <> 'value') AS absent, sum(on_time) AS on_time,
            coalesce(CASE max(takes) WHEN 'least' THEN min(numerator)
                WHEN 'most' THEN max(numerator) ELSE sum(numerator) END, 0) AS numerator,
            coalesce(sum(denominator), 0) AS denominator, sum(met) AS met,
            sum(believed) AS believed
        FROM figure, unnest(string_to_array(trim(path, '/'), '/')) part
        GROUP BY 1, 2, 3, 4, 5, 6
"""

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
            "takes": _takes(each), "counts": each.passes is not None,
            **_condition("passes", each.passes), **_condition("within", each.within),
        }
        for day, by_key in meanings.items() for key, those in by_key.items() for each in those
    ]  # fmt: skip
    return {
        "meanings": json.dumps(rows, default=str),
        "counted": [str(state) for state in COUNTED],
        "believed": [str(state) for state in BELIEVED],
    }


def _condition(name: str, condition: Condition | None) -> dict[str, Any]:
    goal = condition.goal if condition else None
    return {
        f"{name}_relation": goal.relation if goal else "",
        f"{name}_low": goal.low if goal else None, f"{name}_high": goal.high if goal else None,
    }  # fmt: skip


def _takes(meaning: Definition) -> str:
    if meaning.adds != Adds.WORST:
        return ""
    return "least" if meaning.direction == Direction.MORE else "most"


def copied(statement: str, given: Mapping[str, Any]) -> Iterator[bytes]:
    """The rows of a statement as CSV with a heading, in pieces, never all of them at once."""
    command = f"COPY ({statement}) TO STDOUT (FORMAT csv, HEADER)"
    with connection.cursor() as cursor, cursor.copy(command, given) as rows:
        yield from map(bytes, rows)
